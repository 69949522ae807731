import fc from 'fast-check';
import type { Ballot, BallotKind, Election, Project } from '#analysis/allocation/election.ts';
import { makeElection } from '#analysis/allocation/election.ts';

/** Small elections for the property tests: few projects, few voters, many ties. */
export function smallElections(kind: BallotKind = 'approval', mostProjects = 6): fc.Arbitrary<Election> {
  return fc
    .record({
      costs: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: mostProjects }),
      scale: fc.constantFrom(1n, 10n, 50_000n),
      budget: fc.integer({ min: 1, max: 90 }),
      ballots: fc.array(fc.array(fc.nat(mostProjects - 1), { maxLength: mostProjects }), {
        minLength: 1,
        maxLength: 9,
      }),
    })
    .map(({ costs, scale, budget, ballots }) => {
      const projects: Project[] = costs.map((cost, index) => ({
        id: `p${index}`,
        name: `p${index}`,
        cost: BigInt(cost) * scale,
        fields: [index % 2 === 0 ? 'pemberdayaan' : 'prasarana'],
        institution: `RW ${index % 3}`,
      }));
      const cast = ballots.map((choices): Ballot => {
        const chosen = [...new Set(choices)].filter((choice) => choice < costs.length);
        return {
          projects: chosen.map((choice) => `p${choice}`),
          points: chosen.map((_, place) => (place * 2) % 5),
        };
      });
      return makeElection(BigInt(budget) * scale, projects, kind, cast);
    });
}

/** The ballots of an election, one for each voter. */
export function ballotsOf(election: Election): Ballot[] {
  return election.classes.flatMap((ballot) =>
    Array.from({ length: ballot.weight }, () => ({
      projects: ballot.projects.map((project) => election.projects[project]?.id ?? ''),
      ...(ballot.points ? { points: ballot.points } : {}),
    })),
  );
}

const some = new Map<string, Election[]>();

/** So many of them, the same in every run; made once, however often tables are read. */
export function sameElections(kind: BallotKind, seed: number, numRuns: number): Election[] {
  const key = `${kind} ${seed} ${numRuns}`;
  const known = some.get(key) ?? fc.sample(smallElections(kind), { seed, numRuns });
  some.set(key, known);
  return known;
}
