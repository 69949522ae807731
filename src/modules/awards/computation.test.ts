import { describe, expect, test } from 'vitest';
import type { AwardRules } from '#modules/models/index.ts';
import {
  type Candidate,
  computeRound,
  normalised,
  sensitivity,
  together,
  totalInHundredths,
} from './computation.ts';

const LABEL = { id: 'Aspek', en: 'Aspect', su: 'Aspek', jv: 'Aspek' };
const part = (aspect: string, rest: object) => ({
  aspect,
  label: LABEL,
  measures: [],
  jury: false,
  weight: 0,
  basis: 'b',
  ...rest,
});

/** Number and value by the records, conformity by both halves, documents by jurors, deviation by nobody yet. */
const RULES = {
  scale: 100,
  marksAtLeast: 3,
  ratedAtLeast: 500,
  ties: ['conformity', 'commitment'],
  aspects: [
    part('commitment', {
      measures: [
        { measure: 'activities', none: 0n, full: 'best' },
        { measure: 'given', none: 0n, full: 'best' },
      ],
    }),
    part('conformity', {
      measures: [{ measure: 'decided-share', none: 0n, full: 1000n }],
      jury: true,
      records: 500,
    }),
    part('deviation', {}),
    part('documents', { jury: true }),
  ],
} satisfies Pick<AwardRules, 'scale' | 'marksAtLeast' | 'ratedAtLeast' | 'ties' | 'aspects'>;
const WEIGHTS = new Map([
  ['commitment', 400],
  ['conformity', 300],
  ['deviation', 100],
  ['documents', 200],
]);

type Told = {
  readonly activities: bigint | null;
  readonly given: bigint | null;
  readonly decided: bigint | null;
  readonly conformity: readonly number[];
  readonly documents: readonly number[];
};

function candidate(name: string, told: Told): Candidate {
  const figure = (measure: string, value: bigint | null) => ({ measure, value, evidence: [] });
  return {
    organization: name.toLowerCase(),
    name,
    conflicts: 0,
    evidence: [
      { figures: [figure('activities', told.activities), figure('given', told.given)], marks: [] },
      { figures: [figure('decided-share', told.decided)], marks: told.conformity },
      { figures: [], marks: [] },
      { figures: [], marks: told.documents },
    ],
  };
}

const ANGGREK = {
  activities: 4n,
  given: 90n,
  decided: 800n,
  conformity: [70, 80, 90],
  documents: [60, 60, 61],
};
const MELATI = {
  activities: 2n,
  given: 120n,
  decided: 1000n,
  conformity: [90, 90, 95],
  documents: [80, 85, 90],
};

describe('a round by hand', () => {
  test('scores, totals and places', () => {
    const { candidates } = computeRound(RULES, WEIGHTS, [
      candidate('Anggrek', ANGGREK),
      candidate('Melati', MELATI),
    ]);
    const [first, second] = candidates;
    // Melati: 2/4 = 500 and 120/120 = 1000, mean 750; (1000 + 275·1000/300 = 916)/2 = 958; 255·1000/300 = 850.
    expect(first?.aspects.map((one) => one.score)).toEqual([750, 958, null, 850]);
    // 400·750 + 300·958 + 200·850 = 757 400 of 900: 84.15 of a hundred.
    expect(first).toMatchObject({ name: 'Melati', points: 757_400, weight: 900, place: 1, tie: null });
    expect(first && totalInHundredths(first)).toBe(8415);
    // Anggrek: 1000 and 90/120 = 750, mean 875; (800 + 800)/2 = 800; 181·1000/300 = 603.
    expect(second?.aspects.map((one) => one.score)).toEqual([875, 800, null, 603]);
    expect(second).toMatchObject({ points: 710_600, weight: 900, place: 2 });
  });

  test('an aspect that nobody can prove is said to be without evidence, and counts for nothing', () => {
    const [only] = computeRound(RULES, WEIGHTS, [candidate('Melati', MELATI)]).candidates;
    expect(only?.aspects[2]).toMatchObject({ aspect: 'deviation', standing: 'no-evidence', score: null });
  });

  test.each([
    // marks that there are         standing          score  what is shown together
    ['no mark', [], 'too-few-marks', null, null],
    ['two of three', [90, 10], 'too-few-marks', null, null],
    ['three', [90, 10, 50], 'rated', 500, { count: 3, lowest: 10, median: 500, highest: 90, mean: 500 }],
    ['three noughts', [0, 0, 0], 'rated', 0, { count: 3, lowest: 0, median: 0, highest: 0, mean: 0 }],
  ] as const)('%s: a mark that is missing is no zero', (_, documents, standing, score, marks) => {
    const [only] = computeRound(RULES, WEIGHTS, [candidate('Melati', { ...MELATI, documents })]).candidates;
    expect(only?.aspects[3]).toMatchObject({ standing, score, marked: documents.length, marks });
  });

  test('of several figures those that nobody can tell are left out; of none there is no evidence', () => {
    const some = candidate('Melati', { ...MELATI, given: null });
    const none = candidate('Mawar', { ...MELATI, activities: null, given: null });
    const { candidates } = computeRound(RULES, WEIGHTS, [some, none]);
    const of = (name: string) => candidates.find((one) => one.name === name)?.aspects[0];
    expect(of('Melati')).toMatchObject({ score: 1000, standing: 'rated' });
    expect(of('Mawar')).toMatchObject({ score: null, standing: 'no-evidence' });
  });

  test('who is rated on less than half of the weight is not placed, however high', () => {
    const little = { ...MELATI, activities: null, given: null, conformity: [], documents: [100, 100, 100] };
    const { candidates } = computeRound(RULES, WEIGHTS, [
      candidate('Mawar', little),
      candidate('Anggrek', ANGGREK),
    ]);
    expect(candidates).toMatchObject([
      { name: 'Anggrek', place: 1 },
      { name: 'Mawar', place: null, weight: 200, points: 200_000 },
    ]);
  });
});

test.each([
  // rated at least (per mille of the weight)     the documents alone, 200 of 1,000, are
  [200, 1],
  [201, null],
  [0, 1],
])('where %i must be rated, who is rated on just 200 has the place %s', (ratedAtLeast, place) => {
  const alone = { ...MELATI, activities: null, given: null, conformity: [] };
  const { candidates } = computeRound({ ...RULES, ratedAtLeast }, WEIGHTS, [candidate('Melati', alone)]);
  expect(candidates[0]?.place).toBe(place);
});

test('whoever is rated on nothing is not placed, and is told as nothing of a hundred', () => {
  const nothing = { activities: null, given: null, decided: null, conformity: [], documents: [] };
  const [only] = computeRound({ ...RULES, ratedAtLeast: 0 }, WEIGHTS, [
    candidate('Melati', nothing),
  ]).candidates;
  expect(only).toMatchObject({ place: null, weight: 0, points: 0 });
  expect(only && totalInHundredths(only)).toBe(0);
});

test('each figure is told with its own score and what proves it; what nobody can tell has none', () => {
  const figures = [
    { measure: 'activities', value: 2n, evidence: ['kegiatan'] },
    { measure: 'given', value: null, evidence: [] },
  ];
  const melati = { ...candidate('Melati', MELATI), evidence: [{ figures, marks: [] }] };
  const [only] = computeRound(RULES, WEIGHTS, [melati]).candidates;
  expect(only?.aspects[0]?.figures).toEqual([
    { measure: 'activities', value: '2', score: 1000, evidence: ['kegiatan'] },
    { measure: 'given', value: null, score: null, evidence: [] },
  ]);
  // Of the other aspects nothing is known at all.
  expect(only?.aspects.slice(1).map((one) => [one.standing, one.score])).toEqual([
    ['no-evidence', null],
    ['no-evidence', null],
    ['too-few-marks', null],
  ]);
});

describe('equal totals', () => {
  const same = { ...ANGGREK, activities: 1n, given: 1n };

  test('are shared where nothing parts them, and the next place is left out', () => {
    const { candidates } = computeRound(RULES, WEIGHTS, [
      candidate('Mawar', same),
      candidate('Anggrek', same),
      candidate('Melati', { ...same, documents: [0, 0, 0] }),
    ]);
    expect(candidates.map(({ name, place, tie }) => [name, place, tie])).toEqual([
      ['Anggrek', 1, 'shared'],
      ['Mawar', 1, 'shared'],
      ['Melati', 3, null],
    ]);
  });

  test('of one name, too, stand in the same order whoever was told first', () => {
    const namesakes = ['b', 'a', 'c'].map((organization) => ({
      ...candidate('Anggrek', same),
      organization,
    }));
    const told = (candidates: readonly Candidate[]) =>
      computeRound(RULES, WEIGHTS, candidates).candidates.map(
        ({ organization, place }) => `${organization} ${place}`,
      );
    for (const order of [namesakes, namesakes.toReversed()])
      expect(told(order)).toEqual(['a 1', 'b 1', 'c 1']);
    // Those who are not placed stand by their names as well.
    const little = { ...same, activities: null, given: null, conformity: [] };
    expect(told([candidate('Mawar', little), candidate('Cempaka', little)])).toEqual([
      'cempaka null',
      'mawar null',
    ]);
  });

  test('are parted by the aspects that the rules name, in their order', () => {
    // Melati has 200 less for conformity (300 of weight) and 300 more for documents (200 of weight): the same sum.
    const high = { ...same, decided: 800n, conformity: [80, 80, 80], documents: [30, 30, 30] };
    const low = { ...same, decided: 600n, conformity: [60, 60, 60], documents: [60, 60, 60] };
    const { candidates } = computeRound(RULES, WEIGHTS, [
      candidate('Melati', low),
      candidate('Anggrek', high),
    ]);
    expect(new Set(candidates.map((one) => one.points)).size).toBe(1);
    expect(candidates.map(({ name, place, tie }) => [name, place, tie])).toEqual([
      ['Anggrek', 1, 'conformity'],
      ['Melati', 2, 'conformity'],
    ]);
  });

  test('an aspect that one of them has no evidence in parts none of them', () => {
    // Without conformity the total of Mawar is (400·1000 + 200·700) / 600 = 900, that of Anggrek the same.
    const whole = { ...same, decided: 900n, conformity: [90, 90, 90], documents: [70, 70, 70] };
    const without = { ...same, decided: null, documents: [70, 70, 70] };
    const { candidates } = computeRound({ ...RULES, ties: ['conformity'] }, WEIGHTS, [
      candidate('Mawar', without),
      candidate('Anggrek', whole),
    ]);
    expect(candidates.map(({ place, tie }) => [place, tie])).toEqual([
      [1, 'shared'],
      [1, 'shared'],
    ]);
  });
});

test.each([
  // figure   nothing at  all at   score
  [0n, 0n, 1000n, 0],
  [333n, 0n, 1000n, 333],
  [2n, 0n, 3n, 666],
  [5n, 0n, 3n, 1000],
  // Of what is better the lower, nothing is given at the higher figure.
  [100n, 400n, 0n, 750],
  [500n, 400n, 0n, 0],
  [0n, 400n, 0n, 1000],
  [0n, 0n, 0n, 0],
])('%d on the line from %d to %d is %d', (value, none, full, score) => {
  expect(normalised(value, none, full)).toBe(score);
});

test.each([
  [[], null],
  [[7], { count: 1, lowest: 7, median: 70, highest: 7, mean: 700 }],
  [[8, 3], { count: 2, lowest: 3, median: 55, highest: 8, mean: 550 }],
  [[10, 1, 2], { count: 3, lowest: 1, median: 20, highest: 10, mean: 433 }],
] as const)('the marks %j together', (marks, shown) => {
  expect(together(marks, 10)).toEqual(shown);
});

describe('another weight', () => {
  test('changes nothing where somebody is ahead in all', () => {
    const computed = computeRound(RULES, WEIGHTS, [
      candidate('Anggrek', {
        ...ANGGREK,
        activities: 9n,
        given: 200n,
        decided: 1000n,
        conformity: [100, 100, 100],
        documents: [90, 90, 90],
      }),
      candidate('Melati', MELATI),
    ]);
    expect(sensitivity(RULES, computed)).toEqual([]);
  });

  test('names the weights with which another would come first', () => {
    // Anggrek leads by commitment alone: 400·1000 + 300·500 + 200·500 = 650 000; Melati 400·500 + 300·800 + 200·1000 = 640 000.
    const computed = computeRound(RULES, WEIGHTS, [
      candidate('Anggrek', {
        activities: 2n,
        given: 2n,
        decided: 500n,
        conformity: [50, 50, 50],
        documents: [50, 50, 50],
      }),
      candidate('Melati', {
        activities: 1n,
        given: 1n,
        decided: 800n,
        conformity: [80, 80, 80],
        documents: [100, 100, 100],
      }),
    ]);
    expect(computed.candidates[0]?.name).toBe('Anggrek');
    expect(sensitivity(RULES, computed)).toEqual([
      { aspect: 'commitment', by: -50, first: ['melati'] },
      { aspect: 'conformity', by: 50, first: ['melati'] },
      { aspect: 'documents', by: 50, first: ['melati'] },
    ]);
  });

  test.each([
    // commitment, of 1,000   hangs on; Anggrek is ahead by commitment alone, all else is even
    [500, []],
    [51, []],
    // Without any commitment they share the place.
    [50, ['commitment -50: anggrek melati', 'documents 50: anggrek melati']],
    // Less than nothing, or more than the whole, is no weight.
    [49, []],
    [1, []],
    [1000, []],
  ])('of commitment at %i the first place hangs on %j', (commitment, hangs) => {
    const rules = { ...RULES, ties: [], ratedAtLeast: 0 };
    const weights = new Map([
      ['commitment', commitment],
      ['conformity', 0],
      ['deviation', 0],
      ['documents', 1000 - commitment],
    ]);
    const even = { decided: 500n, conformity: [50, 50, 50], documents: [50, 50, 50] };
    const computed = computeRound(rules, weights, [
      candidate('Anggrek', { ...even, activities: 2n, given: 2n }),
      candidate('Melati', { ...even, activities: 1n, given: 1n }),
    ]);
    expect(
      sensitivity(rules, computed).map((one) => `${one.aspect} ${one.by}: ${one.first.join(' ')}`),
    ).toEqual(hangs);
  });
});
