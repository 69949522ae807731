import { proposeMatching } from '#analysis/matching/index.ts';
import { largeProblem, tightProblem } from '#analysis/matching/made-problems.ts';
import { median, say, time } from './measure.ts';

/** Who could carry what, on a city's needs: time, and how near the bound the proposal lies. */
for (const [givers, needs, each] of [
  [100, 1_000, 10],
  [500, 5_000, 10],
  [500, 5_000, 20],
] as const) {
  const problem = largeProblem(givers, needs, each);
  const taken = await time(async () => void proposeMatching(problem), 3, 1);
  const { score, bound } = proposeMatching(problem);
  say(
    `${givers} offers × ${needs} needs, ${each} candidates: ms (500 × 5,000 < 2,000), % below the bound (< 1)`,
    median(taken),
    100 * (1 - score / bound),
  );
}

/** Where each offer holds two or three needs, as companies' do: dearer to bring near its bound. */
for (const [givers, needs] of [
  [50, 240],
  [150, 1_000],
] as const) {
  const problem = tightProblem(givers, needs);
  const taken = await time(async () => void proposeMatching(problem), 3, 1);
  const { score, bound } = proposeMatching(problem);
  say(
    `${givers} offers that hold few of ${needs} needs: ms, % below the bound (< 1)`,
    median(taken),
    100 * (1 - score / bound),
  );
}
