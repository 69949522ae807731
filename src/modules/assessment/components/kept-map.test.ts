import { describe, expect, test } from 'vitest';
import { isRefusal } from '#kernel/refusal.ts';
import {
  COMPONENT_LIMITS,
  changed,
  copied,
  emptyMap,
  type KeptComponentMap,
  type MapChange,
  topicSlug,
} from './kept-map.ts';

function must(kept: ReturnType<typeof changed>): KeptComponentMap {
  if (isRefusal(kept)) throw new Error(JSON.stringify(kept));
  return kept;
}

const bare = must(
  emptyMap({ title: 'Sampah', stages: 'Pilah\nOlah\n(Modal)', clusters: 'Plastik\nOrganik' }),
);

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
