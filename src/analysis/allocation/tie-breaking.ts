import type { Election } from './election.ts';

/**
 * Who goes first when a rule cannot tell two projects apart.
 * `id`: project ids compared as strings, so `10` comes before `9`.
 * `cost-votes`: the lower cost, then more votes, then the id.
 * Neither looks at the place in the list: shuffling projects or ballots changes nothing.
 */
export type TieBreaking = 'id' | 'cost-votes';

/** The rank of every project in the tie-breaking order, by its position in the election; 0 goes first. */
export function tieRanks(election: Election, votes: readonly number[], by: TieBreaking): Int32Array {
  const positions = election.projects.map((project, position) => ({
    position,
    id: project.id,
    cost: project.cost,
    votes: votes[position] ?? 0,
  }));
  positions.sort((a, b) => {
    if (by === 'cost-votes') {
      if (a.cost !== b.cost) return a.cost < b.cost ? -1 : 1;
      if (a.votes !== b.votes) return b.votes - a.votes;
    }
    return a.id < b.id ? -1 : 1;
  });
  const ranks = new Int32Array(positions.length);
  for (const [rank, { position }] of positions.entries()) ranks[position] = rank;
  return ranks;
}
