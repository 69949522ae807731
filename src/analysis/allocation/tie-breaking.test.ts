import { expect, test } from 'vitest';
import { makeElection } from './election.ts';
import { type TieBreaking, tieRanks } from './tie-breaking.ts';

type Asked = readonly [id: string, cost: bigint, votes: number];

/** Ids in the order in which ties go, however they stand in the list. */
function order(asked: readonly Asked[], by: TieBreaking): string[] {
  const election = makeElection(
    100n,
    asked.map(([id, cost]) => ({ id, name: id, cost })),
    'approval',
    [{ projects: [] }],
  );
  const votes = asked.map(([, , count]) => count);
  const ranks = tieRanks(election, votes, by);
  const placed: string[] = [];
  for (const [position, [id]] of asked.entries()) placed[ranks[position] ?? -1] = id;
  return placed;
}

test.each<[string, TieBreaking, readonly Asked[], string[]]>([
  [
    'by id as a text, so that 10 goes before 9, whatever it costs',
    'id',
    [
      ['9', 1n, 9],
      ['10', 2n, 1],
      ['b', 1n, 5],
      ['a', 3n, 0],
    ],
    ['10', '9', 'a', 'b'],
  ],
  [
    'the lower cost first',
    'cost-votes',
    [
      ['a', 30n, 9],
      ['b', 10n, 1],
      ['c', 20n, 5],
    ],
    ['b', 'c', 'a'],
  ],
  [
    'at the same cost, more votes first',
    'cost-votes',
    [
      ['a', 10n, 1],
      ['b', 10n, 3],
      ['c', 10n, 2],
    ],
    ['b', 'c', 'a'],
  ],
  [
    'at the same cost and with as many votes, by id',
    'cost-votes',
    [
      ['b', 10n, 2],
      ['c', 10n, 2],
      ['a', 10n, 2],
    ],
    ['a', 'b', 'c'],
  ],
])('ties: %s', (_, by, asked, expected) => {
  expect(order(asked, by)).toEqual(expected);
  expect(order([...asked].reverse(), by)).toEqual(expected);
});
