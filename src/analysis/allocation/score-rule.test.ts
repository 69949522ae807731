import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { allocate } from './allocate.ts';
import { makeElection } from './election.ts';
import { lossWords } from './loss-words.ts';
import { currencyOf, readPabulib, writePabulib } from './pabulib.ts';
import { AllocationInputError } from './problem.ts';
import { problemWords } from './problem-words.ts';
import { wordingFor } from './wording.ts';
import { noteWords } from './words.ts';

const HEAD = (meta: string, projects: string) =>
  `META\nkey;value\n${meta}\nPROJECTS\nproject_id;cost\n${projects}\nVOTES\n`;
const idsOf = (text: string, choice: Parameters<typeof allocate>[1]) =>
  allocate(readPabulib(text).election, choice).winners.map((one) => one.project);

describe('order of score, what does not fit is passed over', () => {
  const POINTS = `${HEAD('budget;100\nvote_type;cumulative', 'a;90\nb;30\nc;10')}voter_id;vote;points
1;a;12
2;b,c;5,1
3;b,c;5,2
`;
  test('points: 12 for 90, 10 for 30, 3 for 10, with 100 to spend', () => {
    const election = readPabulib(POINTS).election;
    expect(idsOf(POINTS, { rule: 'score' })).toEqual(['a', 'c']);
    // What greedy calls most is most for each unit of money.
    expect(idsOf(POINTS, { rule: 'greedy' })).toEqual(['b', 'c']);
    const { losses, utility } = allocate(election, { rule: 'score' });
    expect(utility).toBe('points');
    expect(losses).toMatchObject([{ project: 'b', tally: 10, reason: { code: 'budget', left: 10n } }]);
  });

  test('approvals: the same as most votes first', () => {
    const text = `${HEAD('budget;10\nvote_type;approval', 'a;8\nb;5\nc;2')}voter_id;vote\n1;a,b\n2;a\n3;b,c\n4;a\n`;
    expect(idsOf(text, { rule: 'score' })).toEqual(idsOf(text, { rule: 'greedy' }));
  });

  test('3-2-1: the last place of a ballot is worth 1, an empty place nothing', () => {
    const ranked = (
      meta: string,
    ) => `${HEAD(`budget;10\nvote_type;ordinal${meta}`, 'a;10\nb;10\nc;10')}voter_id;vote
1;a,b,c
2;b
3;c,b
`;
    const talliesOf = (text: string) => allocate(readPabulib(text).election, { rule: 'score' });
    const { rounds, losses, utility } = talliesOf(ranked('\nmax_length;3'));
    expect(utility).toBe('places');
    // a: 3; b: 2 + 3 + 2; c: 1 + 3.
    expect([rounds, losses].flat().map((one) => [one.project, one.tally])).toEqual([
      ['b', 7],
      ['c', 4],
      ['a', 3],
    ]);
    expect(talliesOf(ranked('')).rounds, 'as many places as the longest ballot').toMatchObject([
      { tally: 7 },
    ]);
    expect(talliesOf(ranked('\nmax_length;5')).rounds, '5-4-3').toMatchObject([{ tally: 4 + 5 + 4 }]);
  });
});

test('“nobody supported it” is not said of what somebody ranked last', () => {
  const projects = ['a', 'b', 'c'].map((id) => ({ id, cost: 50n, name: id }));
  const election = makeElection(100n, projects, 'ranking', [
    { projects: ['a', 'b'] },
    { projects: ['a', 'b'] },
  ]);
  for (const rule of ['knapsack', 'equal-shares'] as const) {
    const { losses, utility } = allocate(election, { rule });
    const said = (id: string) =>
      losses
        .filter((one) => one.project === id)
        .map((one) => lossWords(one, utility, wordingFor(election, 'id')));
    expect(said('b')[0]).toContain('disebut pada 2 surat suara, tetapi tanpa poin');
    expect(said('c')[0]).toContain('tidak ada yang mendukung');
  }
  const single = makeElection(100n, projects, 'ranking', [{ projects: ['b'] }, { projects: ['b'] }]);
  expect(allocate(single, { rule: 'score' }).rounds[0]).toMatchObject({ project: 'b', tally: 2 });
});

test('decimal amounts are exact, and written as they were read', () => {
  const text = `${HEAD('budget;100.50\nvote_type;approval\ncurrency;EUR', 'a;50.25\nb;50,25\nc;0.01')}voter_id;vote\n1;a,b\n2;a,b,c\n`;
  const { election, meta } = readPabulib(text);
  expect(election).toMatchObject({ budget: 10_050n, decimals: 2 });
  expect(election.projects.map((one) => one.cost)).toEqual([5025n, 5025n, 1n]);
  const { winners, left } = allocate(election, { rule: 'greedy' });
  expect([winners.map((one) => one.project), left]).toEqual([['a', 'b'], 0n]);
  expect(wordingFor(election, 'id', currencyOf(meta)).money(5025n)).toBe('EUR 50,25');
  expect(wordingFor(election, 'en', currencyOf(meta)).money(1n)).toBe('EUR 0.01');
  expect(readPabulib(writePabulib(election, meta)).election).toEqual(election);
  const whole = readPabulib(
    text.replaceAll('.50', '').replaceAll('50.25', '50.0').replace('50,25', '50').replace('0.01', '1'),
  );
  expect(whole.election.decimals).toBeUndefined();
});

test.each([
  ['a currency that the file names', { currency: 'pln', country: 'Poland' }, 'PLN'],
  ['none for another country', { country: 'Poland' }, ''],
  ['rupiah for Indonesia', { country: 'Indonesia' }, 'IDR'],
  ['rupiah where nothing is said', {}, 'IDR'],
])('%s', (_, meta, currency) => {
  expect(currencyOf(meta)).toBe(currency);
});

test('a project twice on a ballot counts once, and that is said', () => {
  const { election, notes } = readPabulib(
    `${HEAD('budget;100\nvote_type;approval', 'a;50\nb;50')}voter_id;vote\n0;a,a\n1;b\n2;b,a,b\n`,
  );
  expect(election.classes.map((one) => [one.weight, one.projects])).toEqual([
    [1, [0]],
    [1, [1]],
    [1, [0, 1]],
  ]);
  expect(notes).toEqual([{ code: 'ballot.project-twice', ballots: 2, line: 11 }]);
  expect(
    noteWords(notes[0] ?? { code: 'ballot.project-twice', ballots: 0, line: 0 }, wordingFor(election, 'id')),
  ).toContain('2 surat suara');
});

test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
  'a vote_type of %s is unknown',
  (type) => {
    const text = `${HEAD(`budget;100\nvote_type;${type}\n${type};x`, `${type};50`)}voter_id;vote\n${type};${type}\n`;
    const read = () => readPabulib(text);
    expect(read).toThrow(AllocationInputError);
    expect(read).toThrow('file.vote-type');
    expect(idsOf(text.replace(`vote_type;${type}`, 'vote_type;approval'), { rule: 'greedy' })).toEqual([
      type,
    ]);
  },
);

/** What real files taught: kept outside the repository. */
const INPUTS = join(process.cwd(), '../shared/cases/inputs/allocation');

describe.skipIf(!existsSync(INPUTS))('files of other tools', () => {
  const winners = (file: string, choice: Parameters<typeof allocate>[1]) =>
    idsOf(readFileSync(join(INPUTS, file), 'utf8'), choice);

  test.each([
    ['points-official-order-by-score.pb', 'score', ['a', 'c']],
    ['decimal-budget.pb', 'score', ['a', 'b']],
    ['ordinal-single-choice.pb', 'score', ['a', 'b']],
    ['project-twice-on-ballot.pb', 'score', ['a', 'b']],
  ] as const)('%s by %s', (file, rule, expected) => {
    expect(winners(file, { rule })).toEqual(expected);
  });

  test.each([
    ['negative-points.pb', 'ballot.points-unreadable', '“-1”'],
    ['zero-cost-project.pb', 'project.zero-cost', 'biaya usulan a nol'],
  ])('%s is refused in words', (file, code, words) => {
    try {
      winners(file, { rule: 'score' });
      expect.unreachable();
    } catch (error) {
      if (!(error instanceof AllocationInputError)) throw error;
      expect(error.problem.code).toBe(code);
      expect(problemWords(error.problem, 'id')).toContain(words);
    }
  });
});
