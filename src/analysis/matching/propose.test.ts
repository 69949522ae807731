import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Matching, type MatchingProblem, proposeMatching } from './index.ts';
import { bestByTrying, largeProblem, smallProblem, tightProblem } from './made-problems.ts';
import { offersOf } from './offers.ts';
import { newBench, packBest } from './packing.ts';
import { findPrices } from './prices.ts';
import { pairsOf } from './problem.ts';
import { claimsAt, tighten } from './tightening.ts';

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

  test('where offers hold two or three needs each the proposal lies within one per cent of its bound, too', () => {
    const problem = tightProblem(50, 240);
    const found = proposeMatching(problem);
    expectWithinOffers(problem, found);
    // Prices alone leave more than that between them.
    const { bound } = findPrices(pairsOf(problem), found.score);
    expect(found.score).toBeLessThan(0.985 * bound);
    expect(found.score).toBeGreaterThan(0.99 * found.bound);
    expect(found.score).toBeLessThanOrEqual(found.bound);
    expect(proposeMatching(problem)).toEqual(found);
  });

  test.each([
    // Each offer of 100 holds one need of 60: parts of needs would use up the rest, whole ones cannot.
    ['a few, proved by trying all', 3, 5, 'proved'],
    ['many, proved by the bound', 60, 90, 'settled'],
  ] as const)('the best there is may lie far below what prices prove: %s', (_, givers, needs, ended) => {
    const candidates = Array.from({ length: givers }, (_, giver) => ({ giver, score: 60 }));
    const problem = {
      offers: Array.from({ length: givers }, () => 100),
      needs: Array.from({ length: needs }, () => ({ cost: 60, candidates })),
    };
    const found = proposeMatching(problem);
    expect(found).toMatchObject({ score: 60 * givers, ended });
    expect(found.bound).toBeCloseTo(60 * givers, 3);
    expect(findPrices(pairsOf(problem), found.score).bound).toBeGreaterThanOrEqual(60 * needs - 1e-6);
  });

  test('no matching is worth more than what claims prove, whatever cells offers are divided into', () => {
    fc.assert(
      fc.property(smallProblem, fc.integer({ min: 1, max: 12 }), (problem, rounds) => {
        const pairs = pairsOf(problem);
        const { price, bound } = findPrices(pairs, 0, { rounds: 3 });
        const offers = offersOf(pairs);
        const claims = tighten(offers, claimsAt(offers, price, bound), 0, { rounds });
        expect(claims.bound).toBeGreaterThanOrEqual(bestByTrying(problem) - 1e-6);
        expect(claims.bound).toBeLessThanOrEqual(bound);
      }),
    );
  });

  /** Offers too large to be laid out by the rupiah, and needs of which three come to a little more than one, or just less. */
  const nearThirds = (givers: number, third: number) => ({
    offers: Array.from({ length: givers }, () => 100_000),
    needs: Array.from({ length: 3 * givers }, (_, n) => ({
      cost: third + (n % 4),
      candidates: Array.from({ length: 6 }, (_, k) => ({ giver: (n + k) % givers, score: 30 })),
    })),
  });

  test('what coarse cells hide is never promised: three needs that are a few rupiah too dear are two', () => {
    const problem = nearThirds(40, 33_340);
    const found = proposeMatching(problem);
    expectWithinOffers(problem, found);
    expect(found.score).toBe(2 * 40 * 30);
    expect(found.bound).toBeGreaterThanOrEqual(found.score);
  });

  test('nor does a bound leave out what coarse cells hide: three needs that fit to the rupiah count', () => {
    const pairs = pairsOf(nearThirds(40, 33_330));
    const { price, bound } = findPrices(pairs, 0, { rounds: 3 });
    const offers = offersOf(pairs);
    const claims = tighten(offers, claimsAt(offers, price, bound), 0, { rounds: 12 });
    expect(claims.bound).toBeGreaterThanOrEqual(3 * 40 * 30 - 1e-6);
  });

  test('one offer holds the best set of whole needs', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ worth: fc.integer({ min: 1, max: 50 }), cells: fc.integer({ min: 0, max: 20 }) }),
          {
            maxLength: 9,
          },
        ),
        fc.integer({ min: 0, max: 60 }),
        (list, room) => {
          const items = {
            worth: Float64Array.from(list, (one) => one.worth),
            cells: Int32Array.from(list, (one) => one.cells),
            count: list.length,
          };
          const found = packBest(items, room, newBench());
          const sum = (key: 'worth' | 'cells') =>
            found.chosen.reduce((all, i) => all + (list[i]?.[key] ?? 0), 0);
          expect(sum('cells')).toBeLessThanOrEqual(room);
          expect(sum('worth')).toBe(found.worth);
          let best = 0;
          for (let set = 0; set < 2 ** list.length; set += 1) {
            const some = list.filter((_, i) => (set >> i) % 2 === 1);
            if (some.reduce((all, one) => all + one.cells, 0) > room) continue;
            best = Math.max(
              best,
              some.reduce((all, one) => all + one.worth, 0),
            );
          }
          expect(found.worth).toBe(best);
        },
      ),
    );
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
