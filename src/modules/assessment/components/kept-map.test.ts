import { describe, expect, test } from 'vitest';
import { isRefusal } from '#kernel/refusal.ts';
import {
  ACTIVITY_KINDS,
  COMPONENT_LIMITS,
  changed,
  copied,
  emptyMap,
  type FrameLine,
  type KeptComponentMap,
  type MapChange,
  type Side,
  tooLarge,
  topicSlug,
} from './kept-map.ts';

function must(kept: ReturnType<typeof changed>): KeptComponentMap {
  if (isRefusal(kept)) throw new Error(JSON.stringify(kept));
  return kept;
}

const SIDES: readonly Side[] = [
  { slug: 'community', title: { id: 'Masyarakat', en: 'Community' } },
  { slug: 'business', title: { id: 'Usaha', en: 'Business' } },
];
const empty = (typed: { title: string; stages: string; clusters: string; pillars?: string }) =>
  emptyMap({ sides: SIDES, pillars: '', ...typed });
const asLine = ({ slug, title }: Side): FrameLine => ({ slug, title: title.id, order: '' });

const bare = must(empty({ title: 'Sampah', stages: 'Pilah\nOlah\n(Modal)', clusters: 'Plastik\nOrganik' }));

const component = (title: string, slug?: string): MapChange => ({
  make: 'component',
  ...(slug ? { slug } : {}),
  fields: { title, pillar: 'community' },
});
const activity = (change: Partial<Extract<MapChange, { make: 'activity' }>['fields']> = {}): MapChange => ({
  make: 'activity',
  fields: {
    component: 'bank-sampah',
    title: 'Menimbang',
    topic: 'Tabungan Sampah',
    kind: 'service',
    stage: 'pilah',
    clusters: ['plastik'],
    ...change,
  },
});

const filled = must(changed(must(changed(bare, component('Bank Sampah'))), activity()));

test('a line in brackets supports the chain, the others are its links', () => {
  expect(bare.map.stages.map((stage) => [stage.slug, stage.chain])).toEqual([
    ['pilah', true],
    ['olah', true],
    ['modal', false],
  ]);
});

test.each([
  ['Pelatihan memilah sampah', 'pelatihan-memilah-sampah'],
  ['  Kafé & Kopi!  ', 'kafe-kopi'],
  ['???', ''],
])('topic %s is %s', (typed, slug) => {
  expect(topicSlug(typed)).toBe(slug);
});

describe('what is refused, beside its field', () => {
  const frame = (change: Partial<Extract<MapChange, { make: 'frame' }>>): MapChange => ({
    make: 'frame',
    title: { title: 'Sampah' },
    pillars: bare.map.pillars.map(asLine),
    stages: bare.map.stages.map(({ slug, title }) => ({ slug, title: title.id, order: '' })),
    clusters: bare.map.clusters.map(({ slug, title }) => ({ slug, title: title.id, order: '' })),
    ...change,
  });

  test.each<[string, MapChange, [string | undefined, string][]]>([
    ['an empty activity', activity({ title: ' ' }), [['title', 'input.required']]],
    ['an unknown component', activity({ component: 'dinas-x' }), [['component', 'input.choice']]],
    [
      'an unknown link and cluster',
      activity({ stage: 'x', clusters: ['y'] }),
      [
        ['stage', 'input.choice'],
        ['clusters', 'input.choice'],
      ],
    ],
    ['an unknown kind', activity({ kind: 'sulap' }), [['kind', 'input.choice']]],
    ['a topic without letters', activity({ topic: '!!' }), [['topic', 'input.no-letters']]],
    ['the same activity twice', activity(), [['title', 'components.twice']]],
    ['a component of the same name', component('BANK sampah'), [['title', 'components.twice']]],
    ['an activity that is not there', { drop: 'activity', index: 7 }, [[undefined, 'access.not-found']]],
    [
      'a link that is in use',
      frame({ stages: [{ slug: 'olah', title: 'Olah', order: '' }] }),
      [['stages.0.title', 'components.in-use']],
    ],
    [
      'a cluster that is in use',
      frame({ clusters: [{ slug: 'organik', title: 'Organik', order: '' }] }),
      [['clusters.0.title', 'components.in-use']],
    ],
    ['no links at all', frame({ stages: [] }), [['stages.0.title', 'input.required']]],
  ])('%s', (_, change, expected) => {
    const answer = changed(filled, change);
    const issues = isRefusal(answer) ? (answer.issues ?? [answer]) : [];
    expect(issues.map((one) => [one.field, one.refusal])).toEqual(expected);
  });

  test('more components than a map holds', () => {
    let kept = bare;
    for (let n = 1; n <= 120; n += 1) kept = must(changed(kept, component(`Komponen ${n}`)));
    expect(changed(kept, component('Satu lagi'))).toMatchObject({
      refusal: 'input.too-many-lines',
      params: { limit: 120 },
    });
  });
});

describe('what stays when something changes', () => {
  test('a renamed component keeps what it does; a dropped one takes it along', () => {
    const renamed = must(changed(filled, component('Bank Sampah Melati', 'bank-sampah')));
    expect(renamed.map.activities).toMatchObject([{ component: 'bank-sampah' }]);
    const dropped = must(changed(filled, { drop: 'component', slug: 'bank-sampah' }));
    expect([dropped.map.components, dropped.map.activities]).toEqual([[], []]);
  });

  test('English words stay while the Indonesian ones do, and go when they change', () => {
    const named = must(
      changed(filled, {
        ...component('Bank Sampah', 'bank-sampah'),
        make: 'component',
        fields: { title: 'Bank Sampah', titleEn: 'Waste  bank', pillar: 'community' },
      }),
    );
    expect(
      changed(filled, {
        make: 'component',
        fields: { title: 'Bank lain', titleEn: 'x'.repeat(COMPONENT_LIMITS.text + 1), pillar: 'community' },
      }),
    ).toMatchObject({ issues: [{ refusal: 'input.too-long', field: 'titleEn' }] });
    const same = must(changed(named, component('Bank Sampah', 'bank-sampah')));
    const other = must(changed(named, component('Bank Sampah Melati', 'bank-sampah')));
    expect([same, other].map(({ map }) => map.components[0]?.title.en)).toEqual([
      'Waste bank',
      'Bank Sampah Melati',
    ]);
  });

  test('links are put in the order of their numbers, and keep their activities', () => {
    const lines = [
      { slug: 'pilah', title: 'Memilah', order: '20' },
      { slug: 'olah', title: 'Olah', order: '30' },
      { slug: '', title: 'Kumpul', order: '25' },
    ];
    const after = must(
      changed(filled, {
        make: 'frame',
        title: { title: 'Sampah' },
        pillars: filled.map.pillars.map(asLine),
        stages: lines,
        clusters: filled.map.clusters.map(({ slug, title }) => ({ slug, title: title.id, order: '' })),
      }),
    );
    expect(after.map.stages.map((stage) => stage.slug)).toEqual(['pilah', 'kumpul', 'olah']);
    expect(after.map.activities).toMatchObject([{ stage: 'pilah' }]);
  });
});

test('a copy says where it comes from and claims no sources of its own', () => {
  const source = { document: '002', location: 'Tabel 4.1' };
  const map = { ...filled.map, source, activities: filled.map.activities.map((one) => ({ ...one, source })) };
  expect(copied(map, 'frame').map).toMatchObject({ components: [{}], activities: [] });
  const all = copied(map, 'everything').map;
  expect([all.source, all.activities[0]?.source]).toEqual([undefined, undefined]);
  expect(all.note?.id).toContain('002, Tabel 4.1');
});

const expectation = (
  change: Partial<Extract<MapChange, { make: 'expectation' }>['fields']> = {},
  index?: number,
): MapChange => ({
  make: 'expectation',
  ...(index === undefined ? {} : { index }),
  fields: {
    component: 'bank-sampah',
    title: 'Timbangan yang ditera',
    topic: 'Tabungan Sampah',
    clusters: ['plastik'],
    ...change,
  },
});

/** Two components, each with an activity and an expectation; the bank is an institution of the city. */
const full = [
  {
    make: 'component',
    slug: 'bank-sampah',
    fields: { title: 'Bank Sampah', pillar: 'community', organization: { id: 'o1', name: 'Bank' } },
  },
  {
    make: 'component',
    fields: { title: ' ', pillar: 'business', organization: { id: 'o2', name: 'Pengepul Jaya' } },
  },
  activity({ component: 'pengepul-jaya', stage: 'olah', clusters: [] }),
  expectation(),
  expectation({ component: 'pengepul-jaya', title: 'Harga yang pasti', clusters: ['organik'] }),
].reduce<KeptComponentMap>((kept, change) => must(changed(kept, change as MapChange)), filled);

/** Field and code of everything that is refused. */
function refusedAt(answer: ReturnType<typeof changed>): (string | undefined)[][] {
  return isRefusal(answer) ? (answer.issues ?? [answer]).map((one) => [one.field, one.refusal]) : [];
}

test('a map has the sides that it is begun with, those typed beside them, and each once', () => {
  const sides = (pillars: string) =>
    must(empty({ title: 'S', stages: 'A', clusters: 'B', pillars })).map.pillars;
  expect(sides('Kampus\n\nDunia maya').map((one) => one.slug)).toEqual([
    'community',
    'business',
    'kampus',
    'dunia-maya',
  ]);
  expect(refusedAt(empty({ title: 'S', stages: 'A', clusters: 'B', pillars: 'usaha' }))).toEqual([
    ['pillars', 'components.twice'],
  ]);
  expect(refusedAt(emptyMap({ title: 'S', stages: 'A', clusters: 'B', sides: [], pillars: '' }))).toEqual([
    ['pillars', 'input.required'],
  ]);
});

test('an institution stands on the side that the models say, whatever was chosen, and brings it along', () => {
  const join = (title: string, side: Side): MapChange => ({
    make: 'component',
    fields: { title, pillar: 'x', organization: { id: title, name: title }, side },
  });
  const swasta = { slug: 'swasta', title: { id: 'USAHA', en: 'Private' } };
  const campus = { slug: 'kampus', title: { id: 'Perguruan tinggi', en: 'Universities' } };
  const named = must(changed(bare, join('Toko', swasta)));
  expect(named.map.pillars).toEqual(bare.map.pillars);
  expect(named.map.components[0]?.pillar).toBe('business');
  const grown = must(changed(named, join('Universitas', campus)));
  expect(grown.map.pillars).toEqual([...SIDES, campus]);
  expect(grown.map.components[1]?.pillar).toBe('kampus');
});

test('a map starts with the kinds that everybody knows', () => {
  for (const kind of ['training', 'extension', 'infrastructure', 'aid', 'service', 'organisation']) {
    expect(refusedAt(changed(bare, activity({ kind, component: '' })))).toEqual([
      ['component', 'input.required'],
    ]);
  }
  expect(ACTIVITY_KINDS).toHaveLength(6);
});

describe('a component', () => {
  test('is called like the institution that it is, where nothing was typed', () => {
    expect(full.map.components).toEqual([
      { slug: 'bank-sampah', title: { id: 'Bank Sampah', en: 'Bank Sampah' }, pillar: 'community' },
      { slug: 'pengepul-jaya', title: { id: 'Pengepul Jaya', en: 'Pengepul Jaya' }, pillar: 'business' },
    ]);
    expect(full.links).toEqual({ 'bank-sampah': 'o1', 'pengepul-jaya': 'o2' });
  });

  test('that is no institution any more loses its link, and no other does', () => {
    const own = must(changed(full, component('Pengepul Jaya', 'pengepul-jaya')));
    expect(own.links).toEqual({ 'bank-sampah': 'o1' });
    expect(own.map.components[1]).toMatchObject({ slug: 'pengepul-jaya', pillar: 'community' });
  });

  test('that is dropped takes along what is its own, and nothing else', () => {
    const { map, links } = must(changed(full, { drop: 'component', slug: 'bank-sampah' }));
    expect(links).toEqual({ 'pengepul-jaya': 'o2' });
    expect(map.components.map((one) => one.slug)).toEqual(['pengepul-jaya']);
    expect(map.activities.map((one) => one.component)).toEqual(['pengepul-jaya']);
    expect(map.expectations.map((one) => one.component)).toEqual(['pengepul-jaya']);
  });

  test.each<[string, MapChange, (string | undefined)[][]]>([
    ['not there to drop', { drop: 'component', slug: 'x' }, [[undefined, 'access.not-found']]],
    ['not there to change', component('X', 'x'), [[undefined, 'access.not-found']]],
    [
      'without a name, of no pillar',
      { make: 'component', fields: { title: ' ', pillar: 'x' } },
      [
        ['title', 'input.required'],
        ['pillar', 'input.choice'],
      ],
    ],
    ['called like another', component('pengepul JAYA', 'bank-sampah'), [['title', 'components.twice']]],
    ['called as it is', component('Bank sampah', 'bank-sampah'), []],
  ])('%s', (_, change, refused) => {
    expect(refusedAt(changed(full, change))).toEqual(refused);
  });

  test('whose name another has with other signs is numbered', () => {
    const kept = must(changed(must(changed(bare, component('Bank!'))), component('Bank?')));
    expect(must(changed(kept, component('Bank.'))).map.components.map((one) => one.slug)).toEqual([
      'bank',
      'bank-2',
      'bank-3',
    ]);
    expect(must(changed(bare, component('事務'))).map.components[0]?.slug).toBe('tanpa-nama');
  });
});

describe('an activity', () => {
  test.each<[string, MapChange, (string | undefined)[][]]>([
    ['of another component', activity({ component: 'pengepul-jaya' }), []],
    ['of another topic', activity({ topic: 'Harga' }), []],
    ['of another kind', activity({ kind: 'aid' }), []],
    ['at another stage', activity({ stage: 'olah' }), []],
    ['of another title', activity({ title: 'Menjemput' }), []],
    ['for other clusters alone', activity({ clusters: [] }), [['title', 'components.twice']]],
    ['of no topic', activity({ topic: '' }), [['topic', 'input.required']]],
  ])('%s besides the one there is', (_, change, refused) => {
    expect(refusedAt(changed(full, change))).toEqual(refused);
  });

  test('is changed in its place, and keeps its source and English words', () => {
    const source = { document: '002', location: 'Tabel 4.1' };
    const [first, second] = full.map.activities;
    if (!first || !second) throw new Error('an activity is missing');
    const english = { ...first, title: { id: 'Menimbang', en: 'Weighing' }, source };
    const kept = { ...full, map: { ...full.map, activities: [english, second] } };
    const change = { ...activity({ kind: 'aid', clusters: ['organik', 'plastik'] }), index: 0 } as MapChange;
    expect(must(changed(kept, change)).map.activities).toEqual([
      {
        component: 'bank-sampah',
        title: { id: 'Menimbang', en: 'Weighing' },
        topic: 'tabungan-sampah',
        kind: 'aid',
        stage: 'pilah',
        clusters: ['plastik', 'organik'],
        source,
      },
      second,
    ]);
    expect(second).not.toHaveProperty('source');
    const typed = { ...activity({ titleEn: ' Weighing it ' }), index: 0 } as MapChange;
    expect(must(changed(kept, typed)).map.activities[0]?.title.en).toBe('Weighing it');
  });

  test('that is not there is neither changed nor dropped', () => {
    const gone = { ...activity(), index: 2 } as MapChange;
    expect(refusedAt(changed(full, gone))).toEqual([[undefined, 'access.not-found']]);
    expect(refusedAt(changed(full, { drop: 'activity', index: 2 }))).toEqual([
      [undefined, 'access.not-found'],
    ]);
  });

  test('is dropped alone', () => {
    const { map } = must(changed(full, { drop: 'activity', index: 0 }));
    expect(map.activities).toEqual([full.map.activities[1]]);
    expect(map.expectations).toEqual(full.map.expectations);
  });
});

describe('an expectation', () => {
  test('is written with what it is about', () => {
    expect(full.map.expectations).toEqual([
      {
        component: 'bank-sampah',
        what: { id: 'Timbangan yang ditera', en: 'Timbangan yang ditera' },
        topic: 'tabungan-sampah',
        clusters: ['plastik'],
      },
      {
        component: 'pengepul-jaya',
        what: { id: 'Harga yang pasti', en: 'Harga yang pasti' },
        topic: 'tabungan-sampah',
        clusters: ['organik'],
      },
    ]);
  });

  test('is changed in its place and keeps its source; dropped it is gone alone', () => {
    const source = { document: '002', location: 'Tabel 4.1' };
    const [first, second] = full.map.expectations;
    if (!first || !second) throw new Error('an expectation is missing');
    const what = { id: first.what.id, en: 'A calibrated scale' };
    const kept = { ...full, map: { ...full.map, expectations: [{ ...first, what, source }, second] } };
    expect(must(changed(kept, expectation({ topic: 'Harga' }, 0))).map.expectations).toEqual([
      { ...first, what, source, topic: 'harga' },
      second,
    ]);
    const { map } = must(changed(full, { drop: 'expectation', index: 0 }));
    expect(map.expectations).toEqual([second]);
    expect(map.activities).toEqual(full.map.activities);
  });

  test.each<[string, MapChange, (string | undefined)[][]]>([
    ['of nobody', expectation({ component: '' }), [['component', 'input.required']]],
    ['of an unknown component', expectation({ component: 'x' }), [['component', 'input.choice']]],
    ['of nothing', expectation({ title: '' }), [['title', 'input.required']]],
    ['about nothing', expectation({ topic: '?' }), [['topic', 'input.no-letters']]],
    ['in an unknown cluster', expectation({ clusters: ['plastik', 'x'] }), [['clusters', 'input.choice']]],
    [
      'of which nothing is said',
      expectation({ component: '', title: '', topic: '', clusters: ['x'] }),
      [
        ['component', 'input.required'],
        ['title', 'input.required'],
        ['topic', 'input.required'],
        ['clusters', 'input.choice'],
      ],
    ],
    ['that is not there to change', expectation({}, 2), [[undefined, 'access.not-found']]],
    ['that is not there to drop', { drop: 'expectation', index: 2 }, [[undefined, 'access.not-found']]],
  ])('%s is refused', (_, change, refused) => {
    expect(refusedAt(changed(full, change))).toEqual(refused);
  });
});

describe('the frame of a map', () => {
  const lines = (titles: readonly string[]): FrameLine[] =>
    titles.map((title) => ({ slug: '', title, order: '' }));
  const of = (stages: readonly FrameLine[], clusters: readonly FrameLine[], title = 'Sampah') =>
    changed(bare, { make: 'frame', title: { title }, pillars: SIDES.map(asLine), stages, clusters });
  const many = (count: number) => lines(Array.from({ length: count }, (_, i) => `Tahap ${i}`));

  test.each([
    ['without a title', of(lines(['A']), lines(['B']), ' '), [['title', 'input.required']]],
    ['without clusters', of(lines(['A']), lines([' '])), [['clusters.0.title', 'input.required']]],
    [
      'of nothing',
      of([], [], ''),
      [
        ['title', 'input.required'],
        ['stages.0.title', 'input.required'],
        ['clusters.0.title', 'input.required'],
      ],
    ],
    ['of twenty stages', of(many(20), lines(['B'])), []],
    ['of one more', of(many(21), lines(['B'])), [['stages.20.title', 'input.too-many-lines']]],
    [
      'with names that are none, or twice',
      of(lines(['A', '??', 'b', 'B', 'a']), lines(['C', 'c'])),
      [
        ['stages.1.title', 'input.no-letters'],
        ['stages.3.title', 'components.twice'],
        ['stages.4.title', 'components.twice'],
        ['clusters.1.title', 'components.twice'],
      ],
    ],
  ])('%s', (_, answer, refused) => {
    expect(refusedAt(answer)).toEqual(refused);
    if (refused.flat().includes('input.too-many-lines')) {
      expect(answer).toMatchObject({ issues: [{ params: { limit: 20 } }] });
    }
  });

  test('lines with a number go before those without, equals in the order typed', () => {
    const ordered = must(
      of(
        [
          { slug: '', title: 'd', order: '' },
          { slug: '', title: 'b', order: '7' },
          { slug: '', title: 'e', order: '1e2' },
          { slug: '', title: 'c', order: '7' },
          { slug: '', title: 'f', order: 'x1' },
          { slug: '', title: 'a', order: '001' },
        ],
        lines(['x']),
      ),
    );
    expect(ordered.map.stages.map((one) => one.slug).join('')).toBe('abcdef');
  });

  test('a stage that serves the whole chain stays one, and words stay with their short names', () => {
    const after = must(
      changed(full, {
        make: 'frame',
        title: { title: 'Sampah kota', titleEn: 'City waste' },
        pillars: SIDES.map(asLine),
        stages: [
          { slug: 'pilah', title: 'Memilah', order: '1', part: 'support' },
          { slug: 'olah', title: 'Olah', order: '2', part: 'link' },
        ],
        clusters: full.map.clusters.map(({ slug, title }) => ({ slug, title: title.id, order: '' })),
      }),
    );
    expect(after.map.title).toEqual({ id: 'Sampah kota', en: 'City waste' });
    expect(after.map.stages).toEqual([
      { slug: 'pilah', title: { id: 'Memilah', en: 'Memilah' }, chain: false },
      { slug: 'olah', title: { id: 'Olah', en: 'Olah' }, chain: true },
    ]);
    expect(after.map.clusters).toEqual(full.map.clusters);
    expect(after.links).toEqual(full.links);
  });

  test('what is in use is named, also by an expectation alone', () => {
    const answer = changed(full, {
      make: 'frame',
      title: { title: 'Sampah' },
      pillars: [{ slug: 'community', title: 'Masyarakat', order: '' }],
      stages: [{ slug: 'pilah', title: 'Pilah', order: '' }],
      clusters: [{ slug: 'plastik', title: 'Plastik', order: '' }],
    });
    expect(isRefusal(answer) && answer.issues).toMatchObject([
      { field: 'pillars.1.title', refusal: 'components.in-use', params: { name: 'Usaha' } },
      { field: 'stages.1.title', refusal: 'components.in-use', params: { name: 'Olah' } },
      { field: 'clusters.1.title', refusal: 'components.in-use', params: { name: 'Organik' } },
    ]);
  });
});

describe('a map that is started', () => {
  test('has its stages and clusters, and nothing in them', () => {
    expect(bare).toEqual({
      map: {
        title: { id: 'Sampah', en: 'Sampah' },
        place: { id: '-', en: '-' },
        date: '0000',
        pillars: SIDES,
        stages: [
          { slug: 'pilah', title: { id: 'Pilah', en: 'Pilah' }, chain: true },
          { slug: 'olah', title: { id: 'Olah', en: 'Olah' }, chain: true },
          { slug: 'modal', title: { id: 'Modal', en: 'Modal' }, chain: false },
        ],
        clusters: [
          { slug: 'plastik', title: { id: 'Plastik', en: 'Plastik' } },
          { slug: 'organik', title: { id: 'Organik', en: 'Organik' } },
        ],
        components: [],
        activities: [],
        expectations: [],
      },
      links: {},
    });
  });

  test('only brackets around the whole line make a stage serve the chain', () => {
    const { map } = must(empty({ title: 'S', stages: ' (Modal) \nOlah (lagi)\n(Alat) dan', clusters: 'P' }));
    expect(map.stages.map((one) => [one.title.id, one.chain])).toEqual([
      ['Modal', false],
      ['Olah (lagi)', true],
      ['(Alat) dan', true],
    ]);
  });

  test('tells each field once what is wrong with its lines', () => {
    expect(refusedAt(empty({ title: '', stages: '??\n!!\nA', clusters: '' }))).toEqual([
      ['title', 'input.required'],
      ['stages', 'input.no-letters'],
      ['clusters', 'input.required'],
    ]);
    expect(refusedAt(empty({ title: 'S', stages: 'A\na', clusters: 'B' }))).toEqual([
      ['stages', 'components.twice'],
    ]);
  });
});

test('a copy says in both languages where it comes from', () => {
  const without = copied(full.map, 'everything');
  expect(without.links).toEqual({});
  expect(without.map.note).toEqual({
    id: 'Disalin dari “Sampah”; sesuaikan dengan keadaan di sini.',
    en: 'Copied from “Sampah”; adapt it to this place.',
  });
  expect(without.map.activities).toEqual(full.map.activities);
  expect(without.map.expectations).toEqual(full.map.expectations);
  const frame = copied(full.map, 'frame').map;
  expect([frame.activities, frame.expectations]).toEqual([[], []]);
  expect(frame.components).toEqual(full.map.components);
});

test.each(['stages', 'clusters', 'components', 'activities', 'expectations'] as const)(
  'a file brings as many %s as a map holds',
  (part) => {
    const of = (count: number) =>
      tooLarge({ ...full.map, [part]: Array.from({ length: count }, () => full.map[part][0]) });
    expect(of(COMPONENT_LIMITS[part])).toBeUndefined();
    expect(of(COMPONENT_LIMITS[part] + 1)).toMatchObject({
      refusal: 'input.too-many-lines',
      params: { limit: COMPONENT_LIMITS[part] },
    });
  },
);

test('no more activities and expectations are added than a map holds', () => {
  const [first] = full.map.activities;
  const [wish] = full.map.expectations;
  if (!first || !wish) throw new Error('the map is empty');
  const activities = (count: number) => {
    const list = Array.from({ length: count }, (_, i) => ({ ...first, title: { id: `${i}`, en: `${i}` } }));
    return changed({ ...full, map: { ...full.map, activities: list } }, activity());
  };
  expect(refusedAt(activities(599))).toEqual([]);
  expect(refusedAt(activities(600))).toEqual([[undefined, 'input.too-many-lines']]);
  const wishes = (count: number) => {
    const list = Array.from({ length: count }, () => wish);
    return changed({ ...full, map: { ...full.map, expectations: list } }, expectation());
  };
  expect(refusedAt(wishes(299))).toEqual([]);
  expect(refusedAt(wishes(300))).toEqual([[undefined, 'input.too-many-lines']]);
});

test.each([
  [`${'a'.repeat(59)} b`, 'a'.repeat(59)],
  ['--a--b--', 'a-b'],
  ['a'.repeat(61), 'a'.repeat(60)],
])('the topic %s is cut to %s', (typed, slug) => {
  expect(topicSlug(typed)).toBe(slug);
});
