import { expect, test } from 'vitest';
import { countSituations, decide, decisionTable, situations } from './decision-table.ts';
import type { InstrumentFile } from './instrument-schema.ts';

type Decision = InstrumentFile['decision'];
type RuleGiven = Partial<Omit<Decision['rules'][number], 'then'>> & { readonly says: string };

const LEVELS = [
  { slug: 'low', marks: ['weak'] },
  { slug: 'middle', marks: [] },
  { slug: 'high', marks: ['strong', 'shown'] },
];

/** A rule names its category under this key; on a plain object it would look like a promise. */
const named = (category: string) => Object.fromEntries([['then', category]]);

/** Three dimensions of three levels, and rules over them. */
function tableOf(rules: readonly RuleGiven[], more: Partial<Decision> = {}) {
  const given = {
    scales: { three: { levels: LEVELS } },
    dimensions: ['goals', 'means', 'effect'].map((slug) => ({ slug, scale: 'three' })),
    decision: {
      policy: 'precedence',
      rules: rules.map(({ says, ...rule }) => ({
        precedence: 1,
        when: {},
        marks: [],
        ...rule,
        ...named(says),
      })),
      ...more,
    },
  };
  return decisionTable(given as unknown as InstrumentFile);
}

const situation = (levels: readonly [number, number][], marks: Readonly<Record<string, number>> = {}) => ({
  levels: new Map(levels),
  marks: new Map(Object.entries(marks)),
});

test.each<[string, RuleGiven['when'], number[]]>([
  // a rule when goals are                     applies at the ranks
  ['one level', { goals: 'middle' }, [1]],
  ['some levels', { goals: ['low', 'high'] }, [0, 2]],
  ['a level at least', { goals: { atLeast: 'middle' } }, [1, 2]],
  ['a level at most', { goals: { atMost: 'middle' } }, [0, 1]],
  ['between two', { goals: { atLeast: 'middle', atMost: 'middle' } }, [1]],
  ['whatever they are', {}, [0, 1, 2]],
])('a rule about goals of %s', (_, when, ranks) => {
  const table = tableOf([{ says: 'good', ...(when ? { when } : {}) }]);
  const found = [0, 1, 2].filter((rank) => decide(table, situation([[0, rank]])).categories.length > 0);
  expect(found).toEqual(ranks);
});

test.each([
  // marks given         a rule of two at least and three at most applies
  [0, false],
  [1, false],
  [2, true],
  [3, true],
  [4, false],
])('%d marks', (count, applies) => {
  const table = tableOf([{ says: 'good', marks: [{ mark: 'strong', atLeast: 2, atMost: 3 }] }]);
  const { categories } = decide(table, situation([], count > 0 ? { strong: count } : {}));
  expect(categories).toEqual(applies ? ['good'] : []);
});

const RULES: readonly RuleGiven[] = [
  { says: 'late', precedence: 3 },
  { says: 'first', precedence: 1, when: { goals: 'high' } },
  { says: 'second of one precedence', precedence: 1, when: { goals: 'high' } },
];

test.each<[string, Partial<Decision>, number, string[]]>([
  // a table that                                     in a situation of goals     says
  ['decides by precedence', { policy: 'precedence' }, 2, ['first']],
  ['decides by precedence', { policy: 'precedence' }, 0, ['late']],
  ['collects all', { policy: 'collect' }, 2, ['late', 'first', 'second of one precedence']],
])('a table that %s', (_, more, rank, categories) => {
  expect(decide(tableOf(RULES, more), situation([[0, rank]])).categories).toEqual(categories);
});

test('a category of several rules is collected once; where none applies the table may name another', () => {
  const twice = tableOf([{ says: 'good' }, { says: 'good' }], { policy: 'collect' });
  expect(decide(twice, situation([])).categories).toEqual(['good']);
  const none: RuleGiven[] = [{ says: 'good', when: { goals: 'high' } }];
  for (const policy of ['collect', 'precedence'] as const) {
    const otherwise = decide(tableOf(none, { policy, otherwise: 'other' }), situation([[0, 0]]));
    expect(otherwise).toEqual({ categories: ['other'], rules: [] });
    expect(decide(tableOf(none, { policy }), situation([[0, 0]])).categories).toEqual([]);
  }
});

const ALL = [0, 1, 2];

test('every situation arises once: levels that are asked, and how many marks the others gave', () => {
  const table = tableOf([{ says: 'good', when: { goals: 'high' }, marks: [{ mark: 'strong', atLeast: 1 }] }]);
  // Means and effect count through one mark alone: which of the two gave it does not matter.
  const found = [...situations(table, [[0, 2], ALL, ALL])].map(
    ({ levels, marks }) => `${levels.get(0)} ${levels.size} ${marks.get('strong') ?? 0}`,
  );
  expect(found.toSorted()).toEqual(['0 1 0', '0 1 1', '0 1 2', '2 1 1', '2 1 2', '2 1 3']);
  expect(countSituations(table, [[0, 2], ALL, ALL])).toBe(6);
});

test('marks of dimensions that may take different sets are told apart', () => {
  const table = tableOf([
    {
      says: 'good',
      marks: [
        { mark: 'strong', atLeast: 1 },
        { mark: 'weak', atMost: 1 },
      ],
    },
  ]);
  const options = [ALL, ALL, [0, 1]];
  const found = [...situations(table, options)].map(
    ({ marks }) => `${marks.get('strong') ?? 0} ${marks.get('weak') ?? 0}`,
  );
  // Two dimensions spread over three sets in six ways, the third over two.
  expect(found).toHaveLength(12);
  expect(countSituations(table, options)).toBe(12);
  expect(new Set(found)).toEqual(new Set(['0 0', '0 1', '0 2', '0 3', '1 0', '1 1', '1 2', '2 0', '2 1']));
});
