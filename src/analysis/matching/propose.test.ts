import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Matching, type MatchingProblem, proposeMatching } from './index.ts';
import { bestByTrying, largeProblem, smallProblem } from './made-problems.ts';
import { findPrices } from './prices.ts';
import { pairsOf } from './problem.ts';

function expectWithinOffers({ offers, needs }: MatchingProblem, { givers, score }: Matching): void {
  const left = [...offers];
  let sum = 0;
  givers.forEach((giver, n) => {
    if (giver === undefined) return;
    const need = needs[n];
    const candidate = need?.candidates.find((one) => one.giver === giver);
    expect(candidate, 'only who could carry a need carries it').toBeDefined();
    left[giver] = (left[giver] ?? 0) - (need?.cost ?? 0);
    sum += candidate?.score ?? 0;
  });
  expect(left.every((amount) => amount >= 0)).toBe(true);
  expect(score).toBeCloseTo(sum, 6);
}

describe('needs and offers', () => {
  test('a few needs are matched as well as can be, whatever they are', () => {
    fc.assert(
      fc.property(smallProblem, (problem) => {
        const found = proposeMatching(problem);
        expectWithinOffers(problem, found);
        expect(found.score).toBeCloseTo(bestByTrying(problem), 6);
        expect(found.bound).toBeCloseTo(found.score, 6);
      }),
    );
  });

  test('no matching is worth more than what prices prove', () => {
    fc.assert(
      fc.property(smallProblem, (problem) => {
        const best = bestByTrying(problem);
        expect(findPrices(pairsOf(problem), 0).bound).toBeGreaterThanOrEqual(best - 1e-6);
      }),
    );
  });

  test('of a city of needs the proposal lies within one per cent of its bound, keeps every offer and is the same again', () => {
    const problem = largeProblem(60, 600, 10);
    const found = proposeMatching(problem);
    expectWithinOffers(problem, found);
    expect(found.bound).toBeGreaterThanOrEqual(found.score);
    expect(found.bound / found.score).toBeLessThan(1.01);
    expect(proposeMatching(problem)).toEqual(found);
  });

  test('a dear need gives way to two that fit better together', () => {
    const dear = { cost: 100, candidates: [{ giver: 0, score: 10 }] };
    const cheap = { cost: 50, candidates: [{ giver: 0, score: 6 }] };
    expect(proposeMatching({ offers: [100], needs: [dear, cheap, cheap] })).toMatchObject({
      givers: [undefined, 0, 0],
      score: 12,
    });
  });

  test.each([
    ['nothing', { offers: [], needs: [] }],
    ['nobody who offers', { offers: [], needs: [{ cost: 5, candidates: [] }] }],
    [
      'needs that are dearer than any offer',
      { offers: [4], needs: [{ cost: 5, candidates: [{ giver: 0, score: 1 }] }] },
    ],
  ])('where there is %s nothing is matched', (_, problem) => {
    const found = proposeMatching(problem);
    expect(found.givers.every((giver) => giver === undefined)).toBe(true);
    expect(found).toMatchObject({ score: 0, bound: 0 });
  });
});

const CASES = new URL('../../../../shared/cases/matching/assignment.json', import.meta.url);
const Cases = z.object({
  budgeted: z.object({
    cases: z.array(
      z.object({
        cost: z.array(z.number()),
        budget: z.array(z.number()),
        score: z.array(z.array(z.number())),
        optimum: z.number(),
      }),
    ),
  }),
  linearSum: z.object({ cases: z.array(z.object({ cost: z.array(z.array(z.number())), min: z.number() })) }),
});

describe.runIf(existsSync(CASES))('answers of other tools', () => {
  const cases = existsSync(CASES) ? Cases.parse(JSON.parse(readFileSync(CASES, 'utf8'))) : undefined;

  test.each(cases?.budgeted.cases ?? [])('within budgets: $optimum', ({ cost, budget, score, optimum }) => {
    const needs = cost.map((amount, n) => ({
      cost: amount,
      candidates: score.map((row, giver) => ({ giver, score: row[n] ?? 0 })),
    }));
    expect(proposeMatching({ offers: budget, needs }).score).toBe(optimum);
  });

  test.each(cases?.linearSum.cases ?? [])('one to one at the lowest cost: $min', ({ cost, min }) => {
    const dear = 10_000;
    const needs = cost.map((row) => ({
      cost: 1,
      candidates: row.map((amount, giver) => ({ giver, score: dear - amount })),
    }));
    const offers = (cost[0] ?? []).map(() => 1);
    expect(cost.length * dear - proposeMatching({ offers, needs }).score).toBe(min);
  });
});
