import { expect, test } from 'vitest';
import { makeElection } from './election.ts';
import { compareRules, votersPreferring } from './side-by-side.ts';

const ELECTION = makeElection(
  90n,
  [
    { id: 'jalan', name: 'Jalan', cost: 80n },
    { id: 'kursus', name: 'Kursus', cost: 40n },
    { id: 'senam', name: 'Senam', cost: 30n },
  ],
  'approval',
  [
    ...Array.from({ length: 4 }, () => ({ projects: ['jalan'] })),
    ...Array.from({ length: 3 }, () => ({ projects: ['kursus', 'senam'] })),
  ],
);

test('rules stand side by side on the same ballots, and a rule the ballots do not carry says so', () => {
  const [greedy, perRupiah, borda] = compareRules(ELECTION, [
    { rule: 'greedy' },
    { rule: 'greedy', utility: 'cardinality' },
    { rule: 'borda' },
  ]);
  expect(greedy).toMatchObject({ votersReached: 4, fundedPerVoter: 4 / 7 });
  expect(perRupiah).toMatchObject({ votersReached: 3, fundedPerVoter: 6 / 7 });
  expect(borda).toMatchObject({ problem: { code: 'rule.needs-ranking' } });
});

test('how many voters are better served by which result', () => {
  const [greedy, perRupiah] = compareRules(ELECTION, [
    { rule: 'greedy' },
    { rule: 'greedy', utility: 'cardinality' },
  ]);
  if (!greedy || !perRupiah || !('allocation' in greedy) || !('allocation' in perRupiah)) throw new Error();
  expect(votersPreferring(ELECTION, greedy.allocation, perRupiah.allocation)).toEqual({ one: 4, other: 3 });
});
