import fc from 'fast-check';
import type { MatchingProblem } from './problem.ts';

/** For tests: some needs and givers, every matching of which can be tried. */
export const smallProblem: fc.Arbitrary<MatchingProblem> = fc.integer({ min: 1, max: 3 }).chain((givers) =>
  fc.record({
    offers: fc.array(fc.integer({ min: 0, max: 60 }), { minLength: givers, maxLength: givers }),
    needs: fc.array(
      fc.record({
        cost: fc.integer({ min: 1, max: 30 }),
        candidates: fc
          .uniqueArray(fc.integer({ min: 0, max: givers - 1 }), { maxLength: givers })
          .chain((able) =>
            fc.tuple(
              ...able.map((giver) =>
                fc.record({ giver: fc.constant(giver), score: fc.integer({ min: 0, max: 9 }) }),
              ),
            ),
          ),
      }),
      { maxLength: 6 },
    ),
  }),
);

/** The highest sum of scores that any matching within the offers has, by trying all of them. */
export function bestByTrying({ offers, needs }: MatchingProblem, from = 0): number {
  const need = needs[from];
  if (!need) return 0;
  let best = bestByTrying({ offers, needs }, from + 1);
  for (const { giver, score } of need.candidates) {
    const left = offers.map((offer, c) => (c === giver ? offer - need.cost : offer));
    if ((left[giver] ?? -1) < 0) continue;
    best = Math.max(best, score + bestByTrying({ offers: left, needs }, from + 1));
  }
  return best;
}

/** A problem of a city's size, the same each time: costs of 5 to 199, offers of 100 to 1,999, scores of 0.3 to 1 of the cost. */
export function largeProblem(givers: number, needs: number, each: number): MatchingProblem {
  let state = 42;
  const random = () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
  const offers = Array.from({ length: givers }, () => 100 + Math.floor(random() * 1900));
  return {
    offers,
    needs: Array.from({ length: needs }, () => {
      const cost = 5 + Math.floor(random() * 195);
      const able = new Set<number>();
      while (able.size < each) able.add(Math.floor(random() * givers));
      return {
        cost,
        candidates: [...able].map((giver) => ({ giver, score: cost * (0.3 + 0.7 * random()) })),
      };
    }),
  };
}

/**
 * A city whose offers hold two or three needs each, as companies' do: costs are round, so that offers are rarely used up.
 * The same each time.
 */
export function tightProblem(givers: number, needs: number): MatchingProblem {
  let state = 11;
  const random = () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
  const costs = [6, 10, 12, 18.4, 22.5, 28.4, 30, 34.5, 45, 53.4, 60, 67.4, 85].map((one) => one * 1_000_000);
  const offers = Array.from({ length: givers }, () => Math.floor(3_000_000 + 130_000_000 * random()));
  return {
    offers,
    needs: Array.from({ length: needs }, () => {
      const cost = costs[Math.floor(random() * costs.length)] ?? 0;
      const points = 300 + Math.floor(300 * random());
      const field = Math.floor(random() * 7);
      return {
        cost,
        candidates: offers.flatMap((_, giver) =>
          giver % 7 === field || giver % 5 === field
            ? [{ giver, score: (cost * (points + (giver % 3 === 0 ? 120 : 0))) / 1000 }]
            : [],
        ),
      };
    }),
  };
}
