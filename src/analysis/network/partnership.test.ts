import { describe, expect, test } from 'vitest';
import { parseXml } from './formats/xml.ts';
import { graphOf } from './graph.ts';
import {
  changeBetween,
  createNetwork,
  decayed,
  deriveTies,
  dominationOf,
  drawMatrix,
  drawSociogram,
  matrixOf,
  measureNetwork,
  multiplexity,
  type Network,
  positionsOf,
  reachWithin,
  type SociogramWords,
  sliceNetwork,
  weakTiesToStrengthen,
  withoutActor,
} from './index.ts';

/* A forum of three agencies and an RW of three people; only the facilitator knows both. */
const network = createNetwork({
  directed: false,
  actors: [
    { id: 'forum', pillar: 'pemerintah', entity: 'institution' },
    { id: 'bappeda', pillar: 'pemerintah', entity: 'institution' },
    { id: 'dinas', pillar: 'pemerintah', entity: 'institution' },
    { id: 'fasilitator', pillar: 'pendamping', entity: 'person' },
    { id: 'rw3', pillar: 'warga', entity: 'institution' },
    { id: 'rt1', pillar: 'warga', entity: 'person' },
    { id: 'rt2', pillar: 'warga', entity: 'person' },
    { id: 'kampus', pillar: 'kampus', entity: 'institution' },
  ],
  ties: [
    { from: 'forum', to: 'bappeda', bond: 'strong', form: 'kerja', standing: 'horizontal' },
    { from: 'forum', to: 'dinas', bond: 'strong', form: 'kerja', standing: 'horizontal' },
    {
      from: 'bappeda',
      to: 'dinas',
      bond: 'weak',
      form: 'kerja',
      standing: 'horizontal',
      until: '2025-06-30',
    },
    {
      from: 'forum',
      to: 'fasilitator',
      bond: 'weak',
      form: 'kerja',
      standing: 'vertical',
      dominant: 'forum',
    },
    {
      from: 'fasilitator',
      to: 'rw3',
      bond: 'weak',
      form: 'kerja',
      standing: 'equal',
      nature: 'interest',
      since: '2025-03-01',
    },
    { from: 'rw3', to: 'rt1', bond: 'strong', form: 'kekerabatan', standing: 'equal', nature: 'protection' },
    { from: 'rw3', to: 'rt1', bond: 'weak', form: 'kerja', standing: 'equal', stage: 'pelaksanaan' },
    { from: 'rw3', to: 'rt2', bond: 'strong', form: 'kekerabatan', standing: 'equal' },
    { from: 'rt1', to: 'rt2', bond: 'strong', form: 'kekerabatan', standing: 'equal', since: '2025-09-01' },
  ],
});

function positionCodes(of: Network, actor: string): readonly string[] {
  return (
    positionsOf(of)
      .find((position) => position.actor === actor)
      ?.positions.map(({ code }) => code) ?? []
  );
}

describe('positions', () => {
  test('all contact between the Forum and RW 3 runs through the facilitator', () => {
    const position = positionsOf(network).find(({ actor }) => actor === 'fasilitator')?.positions[0];
    expect(position).toEqual({
      code: 'only-link',
      parts: [
        ['rw3', 'rt1', 'rt2'],
        ['forum', 'bappeda', 'dinas'],
      ],
    });
  });

  test('an isolate is shown and said to be one', () => {
    expect(positionCodes(network, 'kampus')).toEqual(['isolated']);
  });

  test('who dominates, who is dominated, who has no strong tie', () => {
    expect(positionCodes(network, 'forum')).toContain('dominates');
    expect(positionCodes(network, 'fasilitator')).toEqual(
      expect.arrayContaining(['dominated', 'no-strong-tie', 'broker']),
    );
    expect(positionCodes(network, 'rt1')).toEqual(expect.arrayContaining(['between-nobody', 'independent']));
    expect(dominationOf(network, 'forum')).toEqual({
      dominatedBy: [],
      dominates: ['fasilitator'],
      levelWith: ['bappeda', 'dinas'],
    });
  });
});

describe('what if an actor leaves', () => {
  test('the facilitator: nine pairs lose contact, nobody steps in', () => {
    expect(withoutActor(network, 'fasilitator')).toMatchObject({
      tiesLost: 2,
      parts: [
        ['forum', 'bappeda', 'dinas'],
        ['rw3', 'rt1', 'rt2'],
      ],
      pairsCutOff: 9,
      pairsBefore: 15,
      isolated: [],
      successors: [],
    });
  });

  test('somebody on the rim: nothing falls apart', () => {
    const departure = withoutActor(network, 'rt2');
    expect(departure.pairsCutOff).toBe(0);
    expect(departure.parts.length).toBe(1);
  });

  test('whoever steps into the gap is named', () => {
    const ring = createNetwork({
      directed: false,
      actors: ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id })),
      ties: ['ab', 'bc', 'cd', 'de', 'ea'].map(([from = '', to = '']) => ({ from, to })),
    });
    const departure = withoutActor(ring, 'a');
    expect(departure.successors.map(({ actor }) => actor)).toEqual(['c', 'd']);
    expect(departure.meanSteps).toEqual({ before: 1.5, after: 10 / 6 });
  });

  test('an unknown actor is refused', () => {
    expect(() => withoutActor(network, 'camat')).toThrow(/unknown-actor/);
  });
});

test('weak ties to strengthen: first the ones all contact between the two sides runs over, with the reasons', () => {
  const [first, second, ...rest] = weakTiesToStrengthen(network);
  expect([first?.from, first?.to, second?.from, second?.to]).toEqual([
    'forum',
    'fasilitator',
    'fasilitator',
    'rw3',
  ]);
  expect(first?.share).toBeCloseTo(12 / 21, 12);
  expect(first?.reasons).toEqual([
    { code: 'only-bridge', apart: ['forum', 'bappeda', 'dinas'] },
    { code: 'joins-groups', groups: ['pemerintah', 'pendamping'], otherTies: 0 },
    { code: 'carries-contacts', share: 12 / 21 },
  ]);
  expect(rest.map(({ from, to }) => [from, to])).toEqual([]);
});

describe('slices keep every actor', () => {
  test.each([
    ['form', { forms: ['kekerabatan'] }, 3],
    ['bond', { bonds: ['weak'] }, 4],
    ['stage', { stages: ['pelaksanaan'] }, 1],
    ['nature', { natures: ['interest'] }, 1],
    ['strength', { strengthAtLeast: 2 }, 5],
    ['a day before', { on: '2025-02-28' }, 7],
    ['its first day', { on: '2025-03-01' }, 8],
    ['its last day', { on: '2025-06-30' }, 8],
    ['the day after its last', { on: '2025-07-01' }, 7],
  ] as const)('by %s', (_, slice, ties) => {
    const part = sliceNetwork(network, slice);
    expect(part.ties.length).toBe(ties);
    expect(part.actors).toBe(network.actors);
  });
});

test('change between two days: what began, what ended, who stands between whom now', () => {
  const change = changeBetween(network, '2025-02-01', '2025-10-01');
  expect(change.begun.map(({ from, to }) => [from, to])).toEqual([
    ['fasilitator', 'rw3'],
    ['rt1', 'rt2'],
  ]);
  expect(change.ended).toEqual([{ from: 'bappeda', to: 'dinas', before: 1, after: 0 }]);
  expect(change.betweenness[0]).toMatchObject({ actor: 'fasilitator', before: 0, after: 9 });
  expect([change.joined, change.isolated]).toEqual([[], []]);
});

test('overlap of forms: one of three kinship pairs also works together', () => {
  const overlap = multiplexity(network, 'form');
  expect(overlap.overlaps).toEqual([
    { first: 'kerja', second: 'kekerabatan', inFirst: 6, inSecond: 3, inBoth: 1, overlap: 1 / 8 },
  ]);
  expect(overlap.multiplexPairs).toEqual([{ from: 'rw3', to: 'rt1', layers: ['kekerabatan', 'kerja'] }]);
  expect(overlap.multiplexShare).toBe(1 / 8);
});

test('reach within two steps: the facilitator reaches six of seven', () => {
  expect(reachWithin(graphOf(network), 2)[3]).toBeCloseTo(6 / 7, 12);
  expect(reachWithin(graphOf(network), 1)[7]).toBe(0);
});

describe('ties derived from the records', () => {
  const rules = {
    asOf: '2026-01-01',
    halfLifeDays: 365,
    weights: { 'sat-together': 1, 'signed-together': 2, paid: 1 },
    strongFrom: 2,
    fadedBelow: 0.1,
  };

  test('an encounter weighs half after a half-life', () => {
    expect(decayed(2, 365, 365)).toBe(1);
    expect(decayed(2, 0, 365)).toBe(2);
  });

  test('encounters of a pair add up, newest first, with where each can be read', () => {
    const [tie] = deriveTies(
      [
        { kind: 'sat-together', actors: ['lurah', 'lkm'], date: '2025-01-01', reference: 'BA 1/2025' },
        { kind: 'signed-together', actors: ['lkm', 'lurah'], date: '2026-01-01', reference: 'PKS 7/2026' },
      ],
      rules,
    );
    expect(tie).toMatchObject({
      from: 'lurah',
      to: 'lkm',
      strength: 2.5,
      bond: 'strong',
      since: '2025-01-01',
    });
    expect(tie?.evidence?.map(({ reference, adds }) => [reference, adds])).toEqual([
      ['PKS 7/2026', 2],
      ['BA 1/2025', 0.5],
    ]);
  });

  test('what lies in the future, is of no named kind, or has faded, makes no tie', () => {
    const encounter = { actors: ['a', 'b'] as const, reference: '' };
    expect(
      deriveTies(
        [
          { ...encounter, kind: 'paid', date: '2026-01-02' },
          { ...encounter, kind: 'greeted', date: '2025-12-31' },
          { ...encounter, kind: 'paid', date: '2020-01-01' },
        ],
        rules,
      ),
    ).toEqual([]);
  });

  test('an impossible date is refused', () => {
    expect(() =>
      deriveTies([{ kind: 'paid', actors: ['a', 'b'], date: '2025-13-01', reference: '' }], rules),
    ).toThrow(/bad-date/);
  });
});

describe('drawings', () => {
  const words: SociogramWords = {
    title: 'Jaringan <uji>',
    description: 'Delapan aktor & sembilan ikatan',
    person: 'Orang',
    institution: 'Lembaga',
    strong: 'Kuat',
    weak: 'Lemah',
    unstated: 'Tidak disebut',
    stronger: 'Makin tebal makin kuat',
    dominates: 'Mendominasi',
    oneWay: 'Satu arah',
    protection: 'Melindungi',
    interest: 'Kepentingan',
    size: 'Perantara',
    ungrouped: 'Tanpa kelompok',
    tie: (from, to) => `${from} – ${to}`,
  };
  const svg = drawSociogram(network, { id: 'uji', words });

  test('a sociogram is well-formed, titled, described, and the same each time', () => {
    const picture = parseXml(svg);
    expect(picture.attributes.get('role')).toBe('img');
    expect(picture.attributes.get('aria-labelledby')).toBe('uji-title uji-desc');
    expect(picture.children.slice(0, 2).map((child) => child.text)).toEqual([words.title, words.description]);
    expect(drawSociogram(network, { id: 'uji', words })).toBe(svg);
  });

  test('it names every actor and every tied pair, and its legend shows only what is in it', () => {
    for (const actor of network.actors) expect(svg).toContain(`>${actor.label}</tspan>`);
    expect(svg.match(/<title>\w+ – \w+<\/title>/g)?.length).toBe(8);
    for (const shown of [words.strong, words.weak, words.dominates, words.protection, words.interest]) {
      expect(svg).toContain(`>${shown}</text>`);
    }
    for (const absent of [words.unstated, words.oneWay, words.stronger]) expect(svg).not.toContain(absent);
  });

  test('no number in it is broken, even for one actor or none but isolates', () => {
    for (const ids of [['a'], ['a', 'b', 'c']]) {
      const lonely = createNetwork({ directed: false, actors: ids.map((id) => ({ id })), ties: [] });
      expect(drawSociogram(lonely, { id: 'x', words })).not.toMatch(/NaN|Infinity|undefined/);
    }
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  });

  test('the matrix keeps groups together and points to who is dominated', () => {
    const matrix = matrixOf(network);
    expect(matrix.actors.map(({ group }) => group)).toEqual([
      'pemerintah',
      'pemerintah',
      'pemerintah',
      'pendamping',
      'warga',
      'warga',
      'warga',
      'kampus',
    ]);
    expect(matrix.cells[0]?.[3]).toEqual({ strength: 1, bond: 'weak', domination: 'row', ties: 1 });
    expect(matrix.cells[3]?.[0]?.domination).toBe('column');
    expect(matrix.cells[4]?.[5]).toEqual({ strength: 2, bond: 'strong', domination: null, ties: 2 });
    const drawn = drawMatrix(network, {
      id: 'm',
      words: { ...words, rowDominates: 'Baris', columnDominates: 'Kolom' },
    });
    expect(parseXml(drawn).attributes.get('role')).toBe('img');
  });
});

test('the same seed gives the same communities', () => {
  const once = measureNetwork(network, { seed: 5 }).communities;
  expect(measureNetwork(network, { seed: 5 }).communities).toEqual(once);
});
