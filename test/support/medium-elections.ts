import fc from 'fast-check';
import type { Ballot, BallotKind, Election, Project } from '#analysis/allocation/election.ts';
import { makeElection } from '#analysis/allocation/election.ts';

/**
 * Elections as a kelurahan's forum has them, for the property tests: 12 to 30 projects and 40 to 300 voters, many of
 * whom vote alike. Two or three neighbourhoods wish for the same at the same cost, so that ties abound; a few voters
 * more break some of them.
 */
export function mediumElections(kind: BallotKind = 'approval'): fc.Arbitrary<Election> {
  const anyProjects = (most: number) => fc.array(fc.nat(29), { minLength: 1, maxLength: most });
  return fc
    .record({
      neighbourhoods: fc.constantFrom(2, 3),
      costs: fc.array(fc.constantFrom(2, 3, 5, 6, 12, 17, 30, 40), { minLength: 6, maxLength: 10 }),
      alike: fc.array(fc.record({ chosen: anyProjects(7), voters: fc.integer({ min: 3, max: 6 }) }), {
        minLength: 7,
        maxLength: 14,
      }),
      others: fc.array(anyProjects(5), { maxLength: 12 }),
      scale: fc.constantFrom(1n, 7n),
      partFunded: fc.integer({ min: 15, max: 80 }),
    })
    .map(({ neighbourhoods, costs, alike, others, scale, partFunded }) => {
      const count = costs.length * neighbourhoods;
      const projects = Array.from({ length: count }, (_, index): Project => {
        const id = `p${String(index).padStart(2, '0')}`;
        return { id, name: id, cost: BigInt(costs[index % costs.length] ?? 1) * scale };
      });
      const shifted = (chosen: readonly number[], by: number) =>
        chosen.map((choice) => (choice + by * costs.length) % count);
      const cast = [
        ...alike.flatMap(({ chosen, voters }) =>
          Array.from({ length: voters * neighbourhoods }, (_, voter) =>
            shifted(chosen, voter % neighbourhoods),
          ),
        ),
        ...others.map((chosen) => shifted(chosen, 0)),
      ];
      const everything = projects.reduce((sum, { cost }) => sum + cost, 0n);
      const ballots = cast.map((choices): Ballot => {
        const chosen = [...new Set(choices)];
        return {
          projects: chosen.map((choice) => projects[choice]?.id ?? ''),
          points: chosen.map((_, place) => (place * 2) % 5),
        };
      });
      return makeElection((everything * BigInt(partFunded)) / 100n, projects, kind, ballots);
    });
}

const strained = new Map<BallotKind, Election[]>();

/** Four of them, always the same, in which many give all they have and stand on the ballots of what is bought later. */
export function strainedElections(kind: BallotKind): Election[] {
  const known = strained.get(kind);
  if (known) return known;
  const all = fc.sample(mediumElections(kind), { seed: 5, numRuns: 48 });
  const four = [9, 12, 14, 47].flatMap((place) => all[place] ?? []);
  strained.set(kind, four);
  return four;
}
