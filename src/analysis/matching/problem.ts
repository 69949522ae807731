/** That a giver could carry a need, and how well it fits: the higher the score the better, more than 0. */
export type Candidate = { readonly giver: number; readonly score: number };

/** A need that a giver carries whole or not at all, by its cost in rupiah (more than 0) and those who could carry it. */
export type Need = { readonly cost: number; readonly candidates: readonly Candidate[] };

/** Who offers how much (rupiah, by giver), and what is asked for. Each need goes to one giver at most. */
export type MatchingProblem = { readonly offers: readonly number[]; readonly needs: readonly Need[] };

/**
 * How the search ended: with the best there is, with one that no single step makes better, or where the steps that it may
 * take were used up before. The bound holds in each case.
 */
export const MATCHING_ENDS = ['proved', 'settled', 'stopped'] as const;
export type MatchingEnd = (typeof MATCHING_ENDS)[number];

/** What is proposed, and how good it is at least. */
export type Matching = {
  /** By need: the giver who would carry it; undefined where nobody would. */
  readonly givers: readonly (number | undefined)[];
  /** Sum of the scores of all that is matched. */
  readonly score: number;
  /** No matching within the offers can have a higher sum. */
  readonly bound: number;
  readonly ended: MatchingEnd;
};

/** The problem laid out flat: the pairs of need `n` lie from `first[n]` up to `first[n + 1]`, costs are shares of their mean. */
export type Pairs = {
  readonly needs: number;
  readonly givers: number;
  readonly first: Int32Array;
  readonly giver: Int32Array;
  readonly score: Float64Array;
  readonly cost: Float64Array;
  readonly offer: Float64Array;
  /** The same in rupiah, by need and by giver. */
  readonly rupiah: Float64Array;
  readonly room: Float64Array;
};

/** Lays a problem out flat; a pair that can never be, since the need costs more than the giver offers, is left out. */
export function pairsOf({ offers, needs }: MatchingProblem): Pairs {
  const mean = needs.reduce((sum, need) => sum + need.cost, 0) / Math.max(1, needs.length);
  const first = new Int32Array(needs.length + 1);
  const givers: number[] = [];
  const scores: number[] = [];
  needs.forEach(({ cost, candidates }, n) => {
    for (const { giver, score } of candidates) {
      if (score <= 0 || cost > (offers[giver] ?? 0)) continue;
      givers.push(giver);
      scores.push(score);
    }
    first[n + 1] = givers.length;
  });
  return {
    needs: needs.length,
    givers: offers.length,
    first,
    giver: Int32Array.from(givers),
    score: Float64Array.from(scores),
    cost: Float64Array.from(needs, (need) => need.cost / mean),
    offer: Float64Array.from(offers, (offer) => offer / mean),
    rupiah: Float64Array.from(needs, (need) => need.cost),
    room: Float64Array.from(offers),
  };
}
