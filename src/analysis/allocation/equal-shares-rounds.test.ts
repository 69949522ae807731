import { describe, expect, test } from 'vitest';
import { raised, setupOf, sharesByDefinition } from '../../../test/support/shares-by-definition.ts';
import { sameElections } from '../../../test/support/small-elections.ts';
import { writtenElection } from '../../../test/support/written-election.ts';
import type { Election } from './election.ts';
import { runEqualShares } from './equal-shares.ts';
import { type Fraction, lowest } from './fraction.ts';
import { prepareShares } from './shares-setup.ts';
import type { Utility } from './support.ts';

const sum = (a: Fraction, b: Fraction): Fraction =>
  lowest({ part: a.part * b.of + b.part * a.of, of: a.of * b.of });

/** A run as it is, and as it follows from the definition: what each round took from whom, and what was left. */
function told(election: Election, utility: Utility, added: bigint) {
  const setup = setupOf(election, utility);
  const endowment = raised(election, added);
  const run = runEqualShares(prepareShares(setup), endowment);
  const { picks, prices, payments, money } = sharesByDefinition(setup, endowment);
  let all: Fraction = lowest({ part: endowment.part * BigInt(election.voters), of: endowment.of });
  let left = election.budget;
  const rounds = picks.map((position, round) => {
    const { id, cost } = election.projects[position] ?? { id: '', cost: 0n };
    const { inFull, gaveAll, gaveAllMoney } = payments[round] ?? { inFull: 0, gaveAll: 0, gaveAllMoney: all };
    const before = all;
    all = sum(all, { part: -cost, of: 1n });
    left -= cost;
    return {
      by: 'equal-shares',
      whole: true,
      number: round + 1,
      project: id,
      amount: cost,
      votes: setup.support[position]?.votes,
      tally: setup.support[position]?.tally,
      left,
      share: lowest(prices[round] ?? all),
      paidShare: inFull,
      gaveAll,
      gaveAllMoney: lowest(gaveAllMoney),
      voterMoneyBefore: before,
      voterMoneyAfter: all,
    };
  });
  const out = [...setup.support.keys()].filter(
    (position) => (setup.support[position]?.tally ?? 0) > 0 && !picks.includes(position),
  );
  const spent = out.map((position) => {
    const { classes, voters } = setup.support[position] ?? { classes: [], voters: [] };
    let held: Fraction = { part: 0n, of: 1n };
    for (const [k, index] of classes.entries()) held = sum(held, times(money[index] ?? held, voters[k] ?? 0));
    return [position, held];
  });
  return { run, picks, rounds, spent };
}

const times = ({ part, of }: Fraction, many: number): Fraction => ({ part: part * BigInt(many), of });

function agrees(election: Election, utility: Utility, added: bigint): void {
  const { run, picks, rounds, spent } = told(election, utility, added);
  expect(run.picks).toEqual(picks);
  expect(run.rounds).toMatchObject(rounds);
  expect(run.cost).toBe(rounds.reduce((cost, round) => cost + round.amount, 0n));
  expect(
    run.droppedOut
      .map(({ position, money }) => [position, money && lowest(money)] as const)
      .sort(([a], [b]) => a - b),
  ).toEqual(spent);
  for (const { effectiveVotes, amount, share } of run.rounds)
    expect(effectiveVotes).toBeCloseTo((Number(amount) * Number(share.of)) / Number(share.part), 6);
}

const HUGE = 3_000_000_000_000_000n;

test.each<[string, Election, Utility]>([
  ['some give all they have', writtenElection(48n, 'a:30 b:14', '1×a+b 2×a 1×b'), 'cost'],
  [
    'whoever gave all has nothing to give again',
    writtenElection(40n, 'a:20 b:21 c:12', '1×a 1×a+b+c 1×b+c 1×c'),
    'cost',
  ],
  ['exactly the share is in full', writtenElection(40n, 'a:10 b:15', '1×a+b 1×a 1×b 1×'), 'cardinality'],
  [
    'points: who gave more pays more',
    writtenElection(60n, 'a:30 b:25 c:9', '1×a=4+b=1 2×a=1+c=2 1×b=3+c=1 1×c=1'),
    'points',
  ],
  [
    'three buy in thirds, then in sevenths',
    writtenElection(100n, 'a:10 b:23 c:17', '3×a+b 4×b+c 2×c 1×a+c'),
    'cardinality',
  ],
  [
    'prices that floats cannot tell apart',
    writtenElection(3n * HUGE, `a:${HUGE + 1n} b:${HUGE}`, '3×a+b 3×b 3×a'),
    'cardinality',
  ],
  [
    'a third of a rupiah too little',
    writtenElection(2n * HUGE - 1n, `a:${HUGE} b:${HUGE - 1n}`, '3×a 3×b'),
    'cardinality',
  ],
  ['to the last of very many rupiah', writtenElection(2n * HUGE, `a:${HUGE} b:${HUGE}`, '3×a 3×b'), 'cost'],
  [
    'whoever paid the last rupiah in full has nothing to give',
    writtenElection(40n, 'a:20 b:10', '2×a+b 2×b'),
    'cost',
  ],
  [
    'the same among billions',
    writtenElection(4n * 1_000_000_007n, 'a:3000000021 b:1000000006 c:2', '2×a+b+c 1×a 1×b+c'),
    'cost',
  ],
])('%s', (_, election, utility) => {
  for (const added of [0n, 1n, 2n, 5n, 11n, 40n]) agrees(election, utility, added);
});

test('a seventh of a rupiah between very large prices decides, and it is no tie', () => {
  // Seven each: 1,286,742,750,677,284 and a seventh, and two sevenths, which are the same float.
  const election = writtenElection(1000n, 'a:9007199254740990 b:9007199254740989', '4×a+b 3×b 3×a');
  const much = 4n * 10n ** 15n;
  agrees(election, 'cardinality', much);
  expect(told(election, 'cardinality', much).run.rounds.map((one) => [one.project, one.tiedWith])).toEqual([
    ['b', []],
    ['a', []],
  ]);
});

test('as good a buy as others: the order of ties decides, and they are named', () => {
  const election = writtenElection(100n, 'd:20 b:20 c:20 a:20 e:40', '2×a 2×b 2×c 2×d 2×e');
  const { run } = told(election, 'cardinality', 0n);
  expect(run.rounds.map((one) => [one.project, [...one.tiedWith].sort()])).toEqual([
    ['a', ['b', 'c', 'd']],
    ['b', ['c', 'd']],
    ['c', ['d']],
    ['d', []],
  ]);
});

test('of those whose supporters are spent, the three it shares most with are named, the most first', () => {
  const election = writtenElection(160n, 'a:1 b:4 c:9 d:16 e:10 f:400', '1×a+f 2×b+f 3×c+f 4×d+f 5×e');
  const { droppedOut } = runEqualShares(
    prepareShares(setupOf(election, 'cardinality')),
    raised(election, 0n),
  );
  expect(droppedOut.map(({ position, sharedWith }) => [position, sharedWith])).toEqual([
    [
      5,
      [
        { position: 3, voters: 4 },
        { position: 2, voters: 3 },
        { position: 1, voters: 2 },
      ],
    ],
  ]);
});

test('behind a limit it drops out with the barrier and without money', () => {
  const election = writtenElection(100n, 'a:30@PKK b:30@PKK', '3×a 2×b');
  const limits = { ceilings: [{ by: 'institution', name: 'PKK', atMost: 50n }] } as const;
  const { droppedOut, purse } = runEqualShares(
    prepareShares(setupOf(election, 'cost', limits)),
    raised(election, 0n),
  );
  expect(droppedOut).toEqual([
    { position: 1, barrier: { code: 'ceiling', group: limits.ceilings[0], left: 20n }, sharedWith: [] },
  ]);
  expect(purse.left).toBe(70n);
});

describe.each([
  ['approval', 'cost'],
  ['approval', 'cardinality'],
  ['points', 'points'],
  ['ranking', 'borda'],
] as const)('%s ballots, by %s', (kind, utility) => {
  const elections = sameElections(kind, 4, 8);
  test.each(elections.map((election) => [election]))('small election %# is told as defined', (election) => {
    for (const added of [0n, 3n, 17n]) agrees(election, utility, added);
  });
});
