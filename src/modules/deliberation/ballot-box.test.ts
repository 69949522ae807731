import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Choices, countBallots } from './ballot.ts';
import { ballotsIn, boxFrom, boxText, EMPTY_BOX, withBallot, withoutLast } from './ballot-box.ts';

const ballots = fc.array(
  fc.oneof(
    fc.uniqueArray(fc.integer({ min: 1, max: 6 })).map((projects): Choices => ({ projects })),
    fc.record({ projects: fc.constant([1, 2]), points: fc.array(fc.nat(9), { minLength: 2, maxLength: 2 }) }),
  ),
  { maxLength: 30 },
);

test('a box holds what was put in, whatever the order, and does not tell the order', () => {
  fc.assert(
    fc.property(ballots, ballots, (some, others) => {
      const fill = (list: readonly Choices[]) =>
        list.reduce((box, one) => withBallot(box, one, 'code'), EMPTY_BOX);
      const box = fill([...some, ...others]);
      expect(box.ballots).toEqual(countBallots([...some, ...others]));
      expect(boxText(fill([...others, ...some]))).toBe(boxText(box));
      expect(boxFrom(boxText(box))).toEqual(box);
      expect(ballotsIn(box)).toBe(some.length + others.length);
    }),
  );
});

test('the slip typed last comes out again, once, whatever came by phone after it', () => {
  const box = withBallot(
    withBallot(withBallot(EMPTY_BOX, { projects: [1] }, 'slip'), { projects: [2] }, 'slip'),
    { projects: [3] },
    'code',
  );
  const without = withoutLast(box);
  expect(without).toEqual({ ballots: countBallots([{ projects: [1] }, { projects: [3] }]), last: null });
  expect(withoutLast(without)).toBe(without);
});

test('boxes are of one length, however long the ballots', () => {
  const lengths = [[], [1], [1, 2, 3, 4, 5, 6, 7, 8, 9]].map(
    (projects) => boxText(withBallot(EMPTY_BOX, { projects }, 'code')).length,
  );
  expect(new Set(lengths).size).toBe(1);
});
