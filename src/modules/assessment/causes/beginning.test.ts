import { expect, test } from 'vitest';
import type { CauseMap } from '#analysis/causes/index.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { causesFromFile, causesFromMap, causesRead, NO_CAUSES, readingCauses } from './beginning.ts';
import { type DrawnCauses, MAP_LIMITS } from './drawn-causes.ts';

const NOW = new Date('2026-02-10T03:00:00Z');
const words = (text: string) => ({ id: text, en: `${text} (en)` });

const MAP: CauseMap = {
  title: words('Peta'),
  place: words('Kelurahan'),
  date: '2026-02-10',
  shape: 'graph',
  factors: [
    { slug: 'nota', title: words('Nota hilang'), kind: 'factor', about: words('Sering') },
    { slug: 'lambat', title: words('Laporan lambat'), kind: 'symptom' },
  ],
  links: [
    {
      from: 'nota',
      to: 'lambat',
      effect: 'raises',
      evidence: [
        { text: words('Terlihat'), source: { document: 'Rapat', location: '12 Mei' } },
        { text: words('Konon') },
      ],
    },
  ],
  actions: [
    {
      slug: 'latih',
      title: words('Latih bendahara'),
      addresses: ['nota', 'lambat'],
      responsible: 'Dinas',
      due: '2026-06-30',
      state: 'under-way',
    },
    { slug: 'tegur', title: words('Tegur'), addresses: ['lambat'] },
  ],
};

function begun(map: CauseMap, language: 'id' | 'en' = 'id') {
  const first = causesFromFile(map, language, NOW);
  if (isRefusal(first)) throw new Error(first.refusal);
  return first;
}

test('nothing is what a map begins with where nobody brings anything', () => {
  expect(NO_CAUSES).toEqual({ factors: [], links: [], actions: [] });
  expect(readingCauses).toMatchObject({
    file: 'modules/assessment/causes/uploaded-causes.ts',
    name: 'readUploadedCauses',
  });
});

test('of a file that cannot be read the first fault is told with its line', () => {
  const fault = (line: number) => ({ line, path: 'links[0]', reason: { id: 'salah', en: 'wrong' } });
  expect(causesRead({ ok: true, value: MAP })).toBe(MAP);
  expect(causesRead({ ok: false, problems: [fault(7), fault(9)] })).toEqual({
    refusal: 'causes.unreadable',
    params: { line: 7, path: 'links[0]', id: 'salah', en: 'wrong' },
    field: 'file',
  });
  expect(causesRead({ ok: false, problems: [] })).toMatchObject({
    params: { line: 0, path: '', id: '', en: '' },
  });
});

test('a file becomes a drawing with identities of its own, in one of its languages', () => {
  const { factors, links, actions } = begun(MAP);
  const [nota, lambat] = factors.map((one) => one.id);
  expect(factors).toEqual([
    { id: nota, slug: 'nota', title: 'Nota hilang', kind: 'factor', about: 'Sering' },
    { id: lambat, slug: 'lambat', title: 'Laporan lambat', kind: 'symptom', about: '' },
  ]);
  expect(nota).not.toBe(lambat);
  expect(links).toEqual([
    {
      id: expect.any(String),
      from: nota,
      to: lambat,
      effect: 'raises',
      evidence: [
        { text: 'Terlihat', document: 'Rapat', location: '12 Mei' },
        { text: 'Konon', document: '', location: '' },
      ],
    },
  ]);
  expect(actions).toEqual([
    {
      id: expect.any(String),
      title: 'Latih bendahara',
      factors: [nota, lambat],
      responsible: null,
      responsibleName: 'Dinas',
      dueOn: '2026-06-30',
      state: 'under-way',
    },
    {
      id: expect.any(String),
      title: 'Tegur',
      factors: [lambat],
      responsible: null,
      responsibleName: null,
      dueOn: null,
      state: 'planned',
    },
  ]);
  const english = begun(MAP, 'en');
  expect(english.factors[0]).toMatchObject({ title: 'Nota hilang (en)', about: 'Sering (en)' });
  expect(english.links[0]?.evidence[0]?.text).toBe('Terlihat (en)');
  expect(english.actions[0]?.title).toBe('Latih bendahara (en)');
});

test.each([
  ['factors', MAP_LIMITS.factor],
  ['links', MAP_LIMITS.link],
  ['actions', MAP_LIMITS.action],
] as const)('a file with as many %s as a map holds is taken, and no larger one', (part, limit) => {
  const of = (count: number) =>
    causesFromFile({ ...MAP, [part]: Array.from({ length: count }, () => MAP[part][0]) }, 'id', NOW);
  expect(isRefusal(of(limit))).toBe(false);
  expect(of(limit + 1)).toEqual({ refusal: 'causes.too-large', params: { limit }, field: 'file' });
});

test('another place’s drawing is begun with anew, its actions as proposals of nobody', () => {
  const evidence = [{ text: 'Terlihat', document: '', location: '' }];
  const action = {
    id: 'x',
    title: 'Latih',
    factors: ['b', 'a'],
    responsible: 'o',
    responsibleName: null,
    dueOn: '2026-06-30',
    state: 'done',
    version: 3,
  } as const;
  const drawn: DrawnCauses = {
    factors: ['a', 'b'].map((id) => ({
      id,
      slug: `slug ${id}`,
      title: `Faktor ${id}`,
      kind: 'factor',
      about: 'Sering',
      version: 2,
    })),
    links: [{ id: 'l', from: 'a', to: 'b', effect: 'lowers', evidence, version: 4 }],
    actions: [action, { ...action, id: 'y', factors: [] }],
  };
  const { factors, links, actions } = causesFromMap(drawn, NOW);
  const [a, b] = factors.map((one) => one.id);
  expect(new Set([a, b, 'a', 'b']).size).toBe(4);
  expect(factors[0]).toEqual({ id: a, slug: 'slug a', title: 'Faktor a', kind: 'factor', about: 'Sering' });
  expect(links).toEqual([{ id: expect.any(String), from: a, to: b, effect: 'lowers', evidence }]);
  expect(links[0]?.id).not.toBe('l');
  expect(actions).toEqual([
    {
      id: expect.any(String),
      title: 'Latih',
      factors: [b, a],
      responsible: null,
      responsibleName: null,
      dueOn: null,
      state: 'planned',
    },
  ]);
});
