import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { causeStructure } from '#analysis/causes/index.ts';
import type { Actor } from '#kernel/actor.ts';
import { newId } from '#kernel/id.ts';
import { isRefusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import { historyOf } from '#modules/journal/index.ts';
import { addCity, type City, granted, VILLAGE, withCity } from '../../../../test/support/city.ts';
import {
  addAction,
  addFactor,
  addLink,
  bringMapBack,
  causeMapById,
  causeMapFacts,
  causeMapsIn,
  drawnCauses,
  editFactor,
  editLink,
  putBack,
  startCauseMap,
  takeOut,
  toCauseMap,
  withdrawMap,
} from '../index.ts';

const HEAD = { title: 'Laporan terlambat', question: 'Mengapa?', program: '', region: VILLAGE };
const EVIDENCE = [{ text: 'Tercatat di buku', document: 'Buku periksa', location: 'Mei' }];

async function startedBy(city: City, actor: Actor, title = HEAD.title): Promise<string> {
  const input = { ...HEAD, title, beginning: { kind: 'empty' } as const };
  return granted(await startCauseMap(city.pilar, actor, input)).map;
}

/** A map of two causes and a symptom: untrained → incomplete → late. */
async function drawn(city: City) {
  const { lurah } = city.actors;
  const map = await startedBy(city, lurah);
  const factor = (title: string, kind = 'factor') =>
    addFactor(city.pilar, lurah, { map, title, kind, about: '' }).then((result) => granted(result));
  const late = await factor('Laporan terlambat', 'symptom');
  const incomplete = await factor('Nota tidak lengkap');
  const untrained = await factor('Belum dilatih');
  const link = (from: string, to: string) =>
    addLink(city.pilar, lurah, { map, from, to, effect: 'raises', evidence: EVIDENCE });
  const first = granted(await link(untrained.slug, incomplete.slug)).link;
  const second = granted(await link(incomplete.slug, late.slug)).link;
  return { map, late, incomplete, untrained, first, second, link };
}

async function standing({ pilar, tenant }: City, map: string) {
  return pilar.read(tenant, (tx) => drawnCauses(tx, map));
}

function fieldsOf<T>(result: Result<T>): Record<string, string> {
  if (result.ok) throw new Error('granted');
  const { refusal } = result;
  return Object.fromEntries(
    [refusal, ...(refusal.issues ?? [])].flatMap((one) => (one.field ? [[one.field, one.refusal]] : [])),
  );
}

function codeOf<T>(result: Result<T>): string {
  return result.ok ? 'granted' : result.refusal.refusal;
}

test('what the lurah draws is read as a problem tree, and every step stands in the journal', async () => {
  const city = await withCity();
  const { map } = await drawn(city);
  const causes = await standing(city, map);
  const head = { title: 'Peta', question: '', place: '', date: '2026-02-10' };
  expect(causeStructure(toCauseMap(head, causes))).toMatchObject({
    roots: ['belum-dilatih'],
    symptoms: ['laporan-terlambat'],
    smallestRootSet: { roots: ['belum-dilatih'], exact: true },
  });
  const history = await city.pilar.read(city.tenant, (tx) => historyOf(tx, map));
  expect(history.map((entry) => entry.action)).toEqual([
    'causes.map-started',
    'causes.factor-added',
    'causes.factor-added',
    'causes.factor-added',
    'causes.link-added',
    'causes.link-added',
  ]);
  expect(history.every((entry) => entry.office === 'lurah' && entry.region === VILLAGE)).toBe(true);
});

test('who may draw: offices of the place and those over it; not an RW, not a resident, not a stranger', async () => {
  const city = await withCity();
  const { pilar, actors, tenant } = city;
  const start = (who: Parameters<typeof startCauseMap>[1], region = VILLAGE) =>
    startCauseMap(pilar, who, { ...HEAD, region, beginning: { kind: 'empty' } }).then(codeOf);
  expect({
    lurah: await start(actors.lurah),
    camat: await start(actors.camat),
    pkk: await start(actors.pkk),
    rw: await start(actors.rw1),
    resident: await start(actors.resident),
    visitor: await start({ tenant }),
    lurahForTheCity: await start(actors.lurah, '32.73'),
    rwPlace: await start(actors.lurah, `${VILLAGE}.001`),
    nowhere: await start(actors.setda, '32.73.99'),
  }).toEqual({
    lurah: 'granted',
    camat: 'granted',
    pkk: 'granted',
    rw: 'access.office',
    resident: 'access.office',
    visitor: 'access.sign-in',
    lurahForTheCity: 'access.office',
    rwPlace: 'causes.place',
    nowhere: 'region.unknown',
  });
  const map = await startedBy(city, actors.lurah, 'Peta kedua');
  const factor = { map, title: 'Sebab', kind: 'factor', about: '' };
  expect(codeOf(await addFactor(pilar, actors.rw1, factor))).toBe('access.office');
  expect(codeOf(await addFactor(pilar, actors.pkk, factor))).toBe('granted');
});

test('another city neither sees nor touches a map', async () => {
  const city = await withCity();
  const map = await startedBy(city, city.actors.lurah);
  const other = await addCity(city.pilar, { slug: 'lain' });
  const factor = { map, title: 'Sebab', kind: 'factor', about: '' };
  expect(codeOf(await addFactor(city.pilar, other.actors.lurah, factor))).toBe('access.not-found');
  expect(await city.pilar.read(other.tenant, (tx) => causeMapById(tx, map))).toBeUndefined();
  const copy = await startCauseMap(city.pilar, other.actors.lurah, {
    ...HEAD,
    beginning: { kind: 'map', map },
  });
  expect(fieldsOf(copy)).toEqual({ beginning: 'input.choice' });
});

test('links to itself and doubled ones are refused beside the effect; a link back closes a loop', async () => {
  const city = await withCity();
  const { map, link, incomplete, untrained, first } = await drawn(city);
  expect(fieldsOf(await link(untrained.slug, untrained.slug))).toEqual({ to: 'causes.self-link' });
  expect(fieldsOf(await link(untrained.slug, incomplete.slug))).toEqual({ to: 'causes.doubled-link' });
  expect(codeOf(await link(incomplete.slug, untrained.slug))).toBe('granted');
  const turned = await editLink(city.pilar, city.actors.lurah, {
    map,
    link: first,
    version: 1,
    from: incomplete.slug,
    to: untrained.slug,
    effect: 'raises',
    evidence: EVIDENCE,
  });
  expect(fieldsOf(turned)).toEqual({ to: 'causes.doubled-link' });
});

test('bad input is named field by field and nothing is written', async () => {
  const city = await withCity();
  const { map, untrained, late } = await drawn(city);
  const { pilar, actors } = city;
  const before = await standing(city, map);
  const bare = { map, from: untrained.slug, to: late.slug, effect: 'raises' };
  const source = { text: 'Terlihat', document: 'Rapat', location: '' };
  expect({
    noName: fieldsOf(await addFactor(pilar, actors.lurah, { map, title: ' ', kind: 'other', about: '' })),
    sameName: fieldsOf(
      await addFactor(pilar, actors.lurah, { map, title: 'BELUM dilatih', kind: 'factor', about: '' }),
    ),
    noEvidence: fieldsOf(await addLink(pilar, actors.lurah, { ...bare, evidence: [] })),
    emptyEvidence: fieldsOf(
      await addLink(pilar, actors.lurah, { ...bare, evidence: [{ text: '', document: '', location: '' }] }),
    ),
    halfSource: fieldsOf(await addLink(pilar, actors.lurah, { ...bare, evidence: [source] })),
    unknownEnd: fieldsOf(
      await addLink(pilar, actors.lurah, { ...bare, to: 'tidak-ada', evidence: EVIDENCE }),
    ),
    action: fieldsOf(
      await addAction(pilar, actors.lurah, {
        map,
        title: 'Latih',
        factors: [],
        responsible: newId(),
        responsibleName: '',
        dueOn: '31-12-2026',
        state: 'planned',
      }),
    ),
  }).toMatchObject({
    noName: { title: 'input.required', kind: 'input.choice' },
    sameName: { title: 'causes.doubled-factor' },
    noEvidence: { 'evidence.0.text': 'input.required' },
    emptyEvidence: { 'evidence.0.text': 'input.required' },
    halfSource: { 'evidence.0.location': 'input.required' },
    unknownEnd: { to: 'input.choice' },
    action: { factors: 'input.required', dueOn: 'input.date' },
  });
  expect(await standing(city, map)).toEqual(before);
});

test('an edit of what somebody else has changed meanwhile is refused', async () => {
  const city = await withCity();
  const { map, untrained } = await drawn(city);
  const { pilar, actors } = city;
  const edit = (title: string, version: number) =>
    editFactor(pilar, actors.lurah, {
      map,
      factor: untrained.factor,
      version,
      title,
      kind: 'factor',
      about: '',
    });
  expect(codeOf(await edit('Bendahara belum dilatih', 1))).toBe('granted');
  expect(codeOf(await edit('Tidak pernah dilatih', 1))).toBe('input.stale');
  const out = { map, part: 'factor', id: untrained.factor, version: 1 } as const;
  expect(codeOf(await takeOut(pilar, actors.lurah, out))).toBe('input.stale');
  expect((await standing(city, map)).factors.map((one) => one.title)).toContain('Bendahara belum dilatih');
});

test('a factor that is taken out takes its links along and brings them back', async () => {
  const city = await withCity();
  const { map, incomplete, link, untrained, first } = await drawn(city);
  const { pilar, actors } = city;
  const before = await standing(city, map);
  granted(await takeOut(pilar, actors.lurah, { map, part: 'factor', id: incomplete.factor, version: 1 }));
  expect((await standing(city, map)).links).toEqual([]);
  granted(await putBack(pilar, actors.lurah, { map, part: 'factor', id: incomplete.factor }));
  expect((await standing(city, map)).links).toEqual(before.links);
  granted(await takeOut(pilar, actors.lurah, { map, part: 'link', id: first, version: 1 }));
  granted(await link(untrained.slug, incomplete.slug));
  expect(codeOf(await putBack(pilar, actors.lurah, { map, part: 'link', id: first }))).toBe(
    'causes.doubled-link',
  );
});

test('a map begins from another: the same factors and evidence, its actions taken on by nobody', async () => {
  const city = await withCity();
  const { map, untrained } = await drawn(city);
  const { pilar, actors, offices, tenant } = city;
  granted(
    await addAction(pilar, actors.lurah, {
      map,
      title: 'Latih bendahara',
      factors: [untrained.slug],
      responsible: offices.kelurahan.id,
      responsibleName: '',
      dueOn: '2026-06-30',
      state: 'under-way',
    }),
  );
  const copied = granted(
    await startCauseMap(pilar, actors.camat, {
      ...HEAD,
      region: '32.73.30',
      title: '',
      beginning: { kind: 'map', map },
    }),
  );
  const [one, other] = [await standing(city, map), await standing(city, copied.map)];
  expect(other.factors.map((factor) => factor.slug)).toEqual(one.factors.map((factor) => factor.slug));
  expect(other.links.map((link) => link.evidence)).toEqual(one.links.map((link) => link.evidence));
  expect(other.actions).toMatchObject([{ responsible: null, dueOn: null, state: 'planned' }]);
  expect(await pilar.read(tenant, (tx) => causeMapById(tx, copied.map))).toMatchObject({
    title: 'Laporan terlambat',
    keeper: offices.kecamatan.id,
    origin: 'Laporan terlambat, Pasir Impun',
  });
});

test('a map that was downloaded begins a new one with its actions, who does them and until when', async () => {
  const city = await withCity();
  const { map, untrained } = await drawn(city);
  const { pilar, actors, offices } = city;
  granted(
    await addAction(pilar, actors.lurah, {
      map,
      title: 'Latih bendahara',
      factors: [untrained.slug],
      responsible: offices.kelurahan.id,
      responsibleName: '',
      dueOn: '2026-06-30',
      state: 'under-way',
    }),
  );
  const head = { title: 'Laporan terlambat', question: 'Mengapa?', place: 'Pasir Impun', date: '2026-02-10' };
  const institutions = new Map([[offices.kelurahan.id, offices.kelurahan]]);
  const text = JSON.stringify(toCauseMap(head, await standing(city, map), institutions));
  const begin = (content: string) =>
    startCauseMap(pilar, actors.camat, {
      ...HEAD,
      region: '32.73.30',
      beginning: { kind: 'file', text: content, named: 'unduhan', language: 'id' },
    });
  const { map: copied } = granted(await begin(text));
  expect((await standing(city, copied)).actions).toMatchObject([
    {
      title: 'Latih bendahara',
      responsible: null,
      responsibleName: 'Kelurahan Pasir Impun',
      dueOn: '2026-06-30',
      state: 'under-way',
    },
  ]);
  const impossible = await begin(text.replace('2026-06-30', '0000-02-30'));
  expect(impossible).toMatchObject({ refusal: { refusal: 'causes.unreadable', field: 'file' } });
});

test("a map begins from the paper's case, whose root comes out; a file that cannot be read is refused with its line", async () => {
  const city = await withCity();
  const { pilar, actors, tenant } = city;
  const text = readFileSync('demo/cases/telang.causes.json', 'utf8');
  const begin = (content: string) =>
    startCauseMap(pilar, actors.lurah, {
      ...HEAD,
      title: '',
      beginning: { kind: 'file', text: content, named: 'Kasus Telang', language: 'id' },
    });
  const { map } = granted(await begin(text));
  const head = { title: '', question: '', place: '', date: '2026-02-10' };
  const structure = causeStructure(toCauseMap(head, await standing(city, map)));
  expect(structure.roots).toEqual(['kapabilitas-kolaborasi']);
  expect(structure.triggers).toHaveLength(7);
  const broken = await begin(text.replace('"to": "regulasi"', '"to": "kapabilitas-kolaborasi"'));
  expect(broken).toMatchObject({ refusal: { refusal: 'causes.unreadable', field: 'file' } });
  expect(broken.ok ? 0 : Number(broken.refusal.params.line)).toBeGreaterThan(100);
  expect(await pilar.read(tenant, (tx) => causeMapsIn(tx, VILLAGE, 10))).toHaveLength(1);
});

test('a file with longer texts than a drawing keeps is refused with their lines, never cut', async () => {
  const { pilar, actors } = await withCity();
  const words = (text: string) => ({ id: text, en: text });
  const fileOf = (title: string, pieces: number) =>
    JSON.stringify(
      {
        title: words('Peta'),
        factors: [
          { slug: 'a', title: words(title) },
          { slug: 'b', title: words('B') },
        ],
        links: [
          { from: 'a', to: 'b', evidence: Array.from({ length: pieces }, () => ({ text: words('T') })) },
        ],
      },
      null,
      1,
    );
  const begin = (text: string, named = 'peta.json') =>
    startCauseMap(pilar, actors.lurah, { ...HEAD, beginning: { kind: 'file', text, named, language: 'id' } });
  expect(await begin(fileOf('x'.repeat(121), 12))).toMatchObject({
    refusal: {
      refusal: 'causes.unreadable',
      field: 'file',
      params: { path: 'factors[0].title.id', line: 10, id: 'terlalu panjang: 121 huruf, paling panjang 120' },
    },
  });
  expect(await begin(fileOf('x', 13))).toMatchObject({
    refusal: { refusal: 'causes.unreadable', params: { path: 'links[0].evidence' } },
  });
  expect(await begin(fileOf('x', 12), 'n'.repeat(261))).toMatchObject({
    refusal: { refusal: 'input.too-long', field: 'file' },
  });
  granted(await begin(fileOf('x'.repeat(120), 12)));
});

test('a map that was withdrawn leaves the list, is not changed, and can be brought back', async () => {
  const city = await withCity();
  const { pilar, actors, tenant } = city;
  const map = await startedBy(city, actors.lurah, 'Peta kedua');
  const factor = { map, title: 'Sebab', kind: 'factor', about: '' };
  granted(await withdrawMap(pilar, actors.lurah, { map, version: 1 }));
  expect(await pilar.read(tenant, (tx) => causeMapsIn(tx, '32.73', 10))).toEqual([]);
  expect(codeOf(await addFactor(pilar, actors.lurah, factor))).toBe('causes.withdrawn');
  granted(await bringMapBack(pilar, actors.lurah, { map }));
  expect(codeOf(await addFactor(pilar, actors.lurah, factor))).toBe('granted');
});

test('a map may be about an institution or the relation of two governments, beside the one of the place', async () => {
  const { pilar, tenant, actors, offices } = await withCity();
  const start = (more: { party?: string; other?: string }) =>
    startCauseMap(pilar, actors.lurah, { ...HEAD, ...more, beginning: { kind: 'empty' } });
  granted(await start({}));
  const party = granted(await start({ party: offices.pkk.id })).map;
  const relation = granted(await start({ other: '32.73' })).map;
  expect(codeOf(await start({ party: offices.pkk.id }))).toBe('input.repeated');
  expect(fieldsOf(await start({ party: offices.pkk.id, other: '32.73' }))).toEqual({
    other: 'assessment.one-subject',
  });
  const told = async (map: string) => {
    const found = await pilar.read(tenant, (tx) => causeMapFacts(tx, map, 'Asia/Jakarta'));
    return isRefusal(found) ? found.refusal : [found.place, found.map.place?.id];
  };
  expect(await told(party)).toEqual(['PKK Pasir Impun', 'PKK Pasir Impun']);
  expect(await told(relation)).toEqual(Array(2).fill('Kelurahan Pasir Impun – Kota Bandung'));
});
