import fc from 'fast-check';
import { expect, test } from 'vitest';
import { smallElections } from '../../../test/support/small-elections.ts';
import type { Choice } from './allocate.ts';
import { allocate } from './allocate.ts';
import type { Election } from './election.ts';
import type { Limits } from './limits.ts';
import { belongsTo } from './limits.ts';
import { supportOf } from './support.ts';

const limitsFor = fc.record({
  ceilings: fc.constantFrom<Limits['ceilings']>([], [{ by: 'institution', name: 'RW 0', atMost: 20n }]),
  minimumShares: fc.constantFrom<Limits['minimumShares']>(
    [],
    [{ by: 'field', name: 'pemberdayaan', perMille: 500 }],
  ),
  minimumSupport: fc.constantFrom(0, 2),
  incompatible: fc.constantFrom<Limits['incompatible']>(
    [],
    [['p0', 'p1']],
    [
      ['p0', 'p2'],
      ['p2', 'p1'],
    ],
  ),
});

const withRivals = smallElections('approval', 6).filter((election) => election.projects.length >= 3);

test.each<Choice>([
  { rule: 'priority' },
  { rule: 'greedy', utility: 'cardinality' },
  { rule: 'knapsack' },
  { rule: 'phragmen' },
  { rule: 'equal-shares', add1: { until: 'exhaustive', whenAllFit: 'complete' }, thenGreedy: true },
])('$rule keeps every limit', (choice) => {
  fc.assert(
    fc.property(withRivals, limitsFor, (election, limits) => {
      const { winners, shares, left } = allocate(election, { ...choice, limits });
      expect(
        breaches(
          election,
          limits,
          winners.map((winner) => winner.project),
        ),
      ).toEqual([]);
      const open = shares.reduce((sum, share) => sum + (share.met ? 0n : share.wanted - share.spent), 0n);
      expect(left >= open).toBe(true);
    }),
    { numRuns: 150 },
  );
});

test('the knapsack is the best of all sets, under limits too', () => {
  fc.assert(
    fc.property(
      withRivals,
      limitsFor,
      fc.constantFrom('cost' as const, 'cardinality' as const),
      (election, limits, utility) => {
        const { winners } = allocate(election, { rule: 'knapsack', utility, limits });
        const worth = worthOf(election, utility);
        const total = (ids: readonly string[]) => ids.reduce((sum, id) => sum + (worth.get(id) ?? 0n), 0n);
        let best = 0n;
        for (let set = 0; set < 1 << election.projects.length; set += 1) {
          const ids = election.projects
            .filter((_, index) => (set >> index) % 2 === 1)
            .map((project) => project.id);
          if (allowed(election, limits, ids) && total(ids) > best) best = total(ids);
        }
        expect(total(winners.map((winner) => winner.project))).toBe(best);
      },
    ),
    { numRuns: 150 },
  );
});

function worthOf(election: Election, utility: 'cost' | 'cardinality'): Map<string, bigint> {
  const support = supportOf(election, utility);
  return new Map(
    election.projects.map((project, position) => {
      const tally = BigInt(support[position]?.tally ?? 0);
      return [project.id, utility === 'cost' ? tally * project.cost : tally];
    }),
  );
}

function allowed(election: Election, limits: Limits, ids: readonly string[]): boolean {
  const chosen = election.projects.filter((project) => ids.includes(project.id));
  const cost = chosen.reduce((sum, project) => sum + project.cost, 0n);
  if (breaches(election, limits, ids).length > 0 || cost > election.budget) return false;
  const votes = supportOf(election, 'cardinality').map((supporters) => supporters.votes);
  return (limits.minimumShares ?? []).every((share) => {
    const eligible = election.projects.filter(
      (project, position) =>
        belongsTo(project, share) && (votes[position] ?? 0) >= (limits.minimumSupport ?? 0),
    );
    const asked = eligible.reduce((sum, project) => sum + project.cost, 0n);
    const kept = (election.budget * BigInt(share.perMille) + 999n) / 1000n;
    const spent = chosen
      .filter((project) => belongsTo(project, share))
      .reduce((sum, project) => sum + project.cost, 0n);
    const wanted = asked < kept ? asked : kept;
    return spent >= wanted || cost + wanted - spent <= election.budget;
  });
}

function breaches(election: Election, limits: Limits, ids: readonly string[]): string[] {
  const chosen = election.projects.filter((project) => ids.includes(project.id));
  const votes = supportOf(election, 'cardinality').map((supporters) => supporters.votes);
  const found: string[] = [];
  for (const ceiling of limits.ceilings ?? []) {
    const spent = chosen
      .filter((project) => belongsTo(project, ceiling))
      .reduce((sum, project) => sum + project.cost, 0n);
    if (spent > ceiling.atMost) found.push(`ceiling ${ceiling.name}`);
  }
  for (const [one, other] of limits.incompatible ?? [])
    if (ids.includes(one) && ids.includes(other)) found.push(`${one} with ${other}`);
  for (const [position, project] of election.projects.entries())
    if (ids.includes(project.id) && (votes[position] ?? 0) < (limits.minimumSupport ?? 0))
      found.push(project.id);
  return found;
}
