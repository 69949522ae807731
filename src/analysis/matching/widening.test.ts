import fc from 'fast-check';
import { expect, test } from 'vitest';
import { proposeMatching } from './index.ts';
import { bestByTrying, smallProblem } from './made-problems.ts';
import { proposeAmongAll } from './widening.ts';

/** A city in which everybody might carry everything; how well is told by what need and giver are. The same each time. */
function city(givers: number, needs: number) {
  let state = 7;
  const random = () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
  const cares = Array.from({ length: givers }, () => [Math.floor(random() * 8), Math.floor(random() * 30)]);
  const asks = Array.from({ length: needs }, () => ({
    field: Math.floor(random() * 7),
    place: Math.floor(random() * 30),
    weight: 0.2 + 0.45 * random(),
  }));
  const costs = asks.map(() => 5_000_000 + Math.floor(random() * 195_000_000));
  const offers = cares.map(() => 100_000_000 + Math.floor(random() * 1_900_000_000));
  const fit = (need: number, giver: number) => {
    const [field, place] = cares[giver] ?? [];
    const one = asks[need];
    if (!one || (field !== 7 && field !== one.field)) return 0;
    return (costs[need] ?? 0) * (one.weight + (field === 7 ? 0 : 0.22) + (place === one.place ? 0.12 : 0));
  };
  return { offers, costs, fit };
}

test('where all pairs fit in, the answer is that of the pairs themselves, and the best there is', () => {
  fc.assert(
    fc.property(smallProblem, (problem) => {
      const fit = (need: number, giver: number) =>
        problem.needs[need]?.candidates.find((one) => one.giver === giver)?.score ?? 0;
      const costs = problem.needs.map((one) => one.cost);
      const found = proposeAmongAll({ offers: problem.offers, costs, fit });
      expect(found.score).toBeCloseTo(bestByTrying(problem), 6);
      expect(found.ended).toBe('proved');
    }),
  );
});

test('among more pairs than are laid out the proposal keeps every offer, lies near its bound and is the same again', () => {
  const problem = city(100, 1000);
  const found = proposeAmongAll(problem);
  const left = [...problem.offers];
  let sum = 0;
  found.givers.forEach((giver, need) => {
    if (giver === undefined) return;
    expect(problem.fit(need, giver)).toBeGreaterThan(0);
    left[giver] = (left[giver] ?? 0) - (problem.costs[need] ?? 0);
    sum += problem.fit(need, giver);
  });
  expect(left.every((amount) => amount >= 0)).toBe(true);
  expect(found.score).toBeCloseTo(sum, 0);
  expect(found.bound).toBeGreaterThanOrEqual(found.score);
  expect(1 - found.score / found.bound).toBeLessThan(0.01);
  expect(proposeAmongAll(problem)).toEqual(found);
});

test('the bound is that of all pairs: laying out every pair finds nothing above it', () => {
  const problem = city(60, 700);
  const needs = problem.costs.map((cost, need) => ({
    cost,
    candidates: problem.offers.map((_, giver) => ({ giver, score: problem.fit(need, giver) })),
  }));
  const whole = proposeMatching({ offers: problem.offers, needs });
  expect(proposeAmongAll(problem).bound).toBeGreaterThanOrEqual(whole.score);
});

test('where less may be looked at than there is to better, it says that it stopped', () => {
  const problem = city(60, 700);
  const stopped = proposeAmongAll(problem, 50);
  const found = proposeAmongAll(problem);
  expect(stopped.ended).toBe('stopped');
  expect(found.ended).toBe('settled');
  expect(stopped.score).toBeLessThan(found.score);
  expect(stopped.bound).toBeGreaterThanOrEqual(found.score);
});
