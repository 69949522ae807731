import { describe, expect, test } from 'vitest';
import { causeStructure, readCauseMap } from '#analysis/causes/index.ts';
import type { Actor } from '#kernel/actor.ts';
import { refusalIn } from '#kernel/refusal.ts';
import {
  type DrawnCauses,
  mayDraw,
  mustBeNewLink,
  mustBeNewName,
  mustBePlaceOfMap,
  mustHaveRoom,
  slugFor,
  toCauseMap,
} from './drawn-causes.ts';

const KEEPERS = { offices: ['lurah', 'camat', 'setda'] };
const VILLAGE = '32.73.30.1004';

function holder(office: string, region: string): Actor {
  const organization = { id: 'o', kind: 'k', name: 'n' };
  return {
    tenant: 't',
    person: 'p',
    name: 'n',
    mandates: [{ id: 'm', office, organization, region }],
    scopes: 'session',
    secondFactor: false,
  };
}

test.each([
  // office        held over          draws the map of      may
  ['lurah', VILLAGE, VILLAGE, 'may'],
  ['camat', '32.73.30', VILLAGE, 'may'],
  ['setda', '32.73', VILLAGE, 'may'],
  ['chair', VILLAGE, VILLAGE, 'may'], // of the PKK of the kelurahan
  ['chair', `${VILLAGE}.007`, VILLAGE, 'may not'], // of one RW
  ['lurah', '32.73.30.1002', VILLAGE, 'may not'], // of another kelurahan
  ['lurah', VILLAGE, '32.73.30', 'may not'],
  ['camat', '32.73.30', '32.73.30', 'may'],
  ['inspectorate', '32.73', VILLAGE, 'may not'], // watches, does not draw
  ['inspectorate', '32.73', '32.73', 'may'],
])('%s over %s: the map of %s: %s', (office, region, place, may) => {
  const refusal = refusalIn(mayDraw(holder(office, region), place, KEEPERS));
  expect(refusal?.refusal).toBe(may === 'may' ? undefined : 'access.office');
});

test.each([
  ['32', 'causes.place'],
  ['32.73', undefined],
  ['32.73.30', undefined],
  [VILLAGE, undefined],
  [`${VILLAGE}.007`, 'causes.place'],
  ['everywhere', 'causes.place'],
])('a map of %s: %s', (place, refusal) => {
  expect(mustBePlaceOfMap(place)).toEqual(refusal && { refusal, params: {}, field: 'region' });
});

const factor = (id: string, kind: 'factor' | 'symptom' = 'factor') => ({
  id,
  slug: id,
  title: `Faktor ${id}`,
  kind,
  about: '',
  version: 1,
});
const link = (from: string, to: string) => ({
  id: `${from}${to}`,
  from,
  to,
  effect: 'raises' as const,
  evidence: [{ text: 'Terlihat', document: 'Rapat', location: '12 Mei' }],
  version: 1,
});
const DRAWN: DrawnCauses = {
  factors: [factor('a'), factor('b'), factor('c', 'symptom')],
  links: [link('a', 'b'), link('b', 'c')],
  actions: [],
};

test.each([
  ['a', 'a', 'causes.self-link'],
  ['a', 'b', 'causes.doubled-link'],
  ['b', 'a', undefined], // closes a loop
  ['a', 'c', undefined], // a shortcut
])('a link from %s to %s: %s', (from, to, refusal) => {
  expect(mustBeNewLink(DRAWN, { from, to })).toEqual(refusal && { refusal, params: {}, field: 'to' });
});

test.each([
  [undefined, 'faktor A', 'causes.doubled-factor'],
  ['a', 'Faktor a', undefined], // its own name
  ['a', 'Faktor b', 'causes.doubled-factor'],
  [undefined, 'Faktor d', undefined],
])('factor %s called "%s": %s', (id, title, refusal) => {
  const answer = mustBeNewName(DRAWN, { ...(id ? { id } : {}), title });
  expect(answer).toEqual(refusal && { refusal, params: {}, field: 'title' });
});

test('a map takes a hundred factors and no more', () => {
  const many = (count: number) => ({
    ...DRAWN,
    factors: Array.from({ length: count }, (_, i) => factor(`${i}`)),
  });
  expect(mustHaveRoom(many(99), 'factor')).toBeUndefined();
  expect(mustHaveRoom(many(100), 'factor')).toMatchObject({
    refusal: 'causes.too-large',
    params: { limit: 100 },
  });
});

test.each([
  ['Nota belanja tidak lengkap', [], 'nota-belanja-tidak-lengkap'],
  ['Nota belanja tidak lengkap!', ['nota-belanja-tidak-lengkap'], 'nota-belanja-tidak-lengkap-2'],
  ['Énergie & café', [], 'energie-cafe'],
  ['事務', [], 'faktor'],
  ['x'.repeat(120), [], 'x'.repeat(70)],
  ['-- Dana -- (lambat) !!', [], 'dana-lambat'],
  ['a', ['a', 'a-2', 'a-3'], 'a-4'],
])('"%s" besides %s is called %s', (title, taken, slug) => {
  expect(slugFor(title, new Set(taken))).toBe(slug);
});

describe('a drawing as a file', () => {
  const head = { title: 'Peta', question: 'Mengapa?', place: 'Kelurahan', date: '2026-02-10' };
  const withAction: DrawnCauses = {
    ...DRAWN,
    actions: [
      {
        id: '018f3f7e-0000-7000-8000-000000000001',
        title: 'Latih',
        factors: ['a'],
        responsible: null,
        responsibleName: null,
        dueOn: null,
        state: 'planned',
        version: 1,
      },
    ],
  };

  test('is read by the analysis as it was drawn', () => {
    const map = toCauseMap(head, withAction);
    const read = readCauseMap(JSON.stringify(map));
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    expect(causeStructure(read.value)).toMatchObject({ roots: ['a'], symptoms: ['c'] });
    expect(read.value.links).toEqual(map.links);
    expect(read.value.actions).toMatchObject([{ addresses: ['a'] }]);
  });

  test('names who does an action until when, and how far it is', () => {
    const [action] = withAction.actions;
    if (!action) throw new Error('no action');
    const more = (change: Partial<typeof action>) => ({
      ...withAction,
      actions: [{ ...action, ...change }],
    });
    const institutions = new Map([['018f3f7e-0000-7000-8000-000000000002', { name: 'Kelurahan Contoh' }]]);
    const [of, named, nobody] = [
      more({ responsible: '018f3f7e-0000-7000-8000-000000000002', dueOn: '2026-06-30', state: 'under-way' }),
      more({ responsibleName: 'Dinas Contoh' }),
      withAction,
    ].map((causes) => toCauseMap(head, causes, institutions).actions[0]);
    expect(of).toMatchObject({ responsible: 'Kelurahan Contoh', due: '2026-06-30', state: 'under-way' });
    expect(named).toMatchObject({ responsible: 'Dinas Contoh', state: 'planned' });
    expect(nobody).not.toHaveProperty('responsible');
    expect(nobody).not.toHaveProperty('due');
  });

  test('leaves out a link to what is not there, and says what is known of a factor and a source', () => {
    const [a, ...rest] = DRAWN.factors;
    if (!a) throw new Error('no factor');
    const bareLink = { ...link('a', 'c'), evidence: [{ text: 'Konon', document: '', location: '' }] };
    const causes: DrawnCauses = {
      factors: [{ ...a, about: 'Sejak 2024.' }, ...rest],
      links: [link('a', 'b'), link('a', 'gone'), link('gone', 'b'), bareLink],
      actions: [],
    };
    const map = toCauseMap(head, causes);
    expect(map.factors[0]).toEqual({
      slug: 'a',
      title: { id: 'Faktor a', en: 'Faktor a' },
      kind: 'factor',
      about: { id: 'Sejak 2024.', en: 'Sejak 2024.' },
    });
    expect(map.factors[1]).not.toHaveProperty('about');
    expect(map.links).toEqual([
      {
        from: 'a',
        to: 'b',
        effect: 'raises',
        evidence: [
          {
            text: { id: 'Terlihat', en: 'Terlihat' },
            source: { document: 'Rapat', location: '12 Mei' },
          },
        ],
      },
      { from: 'a', to: 'c', effect: 'raises', evidence: [{ text: { id: 'Konon', en: 'Konon' } }] },
    ]);
  });

  test('of an action that addresses also what is not there any more keeps the rest', () => {
    const [action] = withAction.actions;
    const half = { ...withAction, actions: action ? [{ ...action, factors: ['gone', 'a'] }] : [] };
    expect(toCauseMap(head, half).actions).toMatchObject([{ addresses: ['a'] }]);
  });

  test('leaves out an action that addresses nothing any more', () => {
    const [action] = withAction.actions;
    const loose = { ...withAction, actions: action ? [{ ...action, factors: [] }] : [] };
    expect(toCauseMap(head, loose).actions).toEqual([]);
  });
});
