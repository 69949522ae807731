import { expect, test } from 'vitest';
import { makeElection } from './election.ts';
import { noPurchases } from './purchases.ts';
import { priceOf, room } from './reach.ts';
import { setupOf } from './shares-by-definition.ts';
import { prepareShares } from './shares-setup.ts';

/** The third class holds its share of the price to the last digit of a float, so that rounding takes it now so, now so. */
test('pricing ends where a class is just able to pay', () => {
  const supporters = [
    { voters: 28, weight: 1, held: 3.2857142857142856 },
    { voters: 17, weight: 2, held: 12.5 },
    { voters: 28, weight: 3, held: 11.18280871670702 },
    { voters: 23, weight: 1, held: 2.5714285714285716 },
    { voters: 3, weight: 4, held: 6.333333333333333 },
  ];
  const projects = [{ id: 'jembatan', name: 'Jembatan', cost: 610n }];
  const election = makeElection(1000n, projects, 'approval', [{ projects: ['jembatan'] }]);
  const purchases = noPurchases(prepareShares(setupOf(election, 'cost')), 20);
  const gathered = room(supporters.length);
  for (const [i, { voters, weight, held }] of supporters.entries()) {
    gathered.many[i] = voters;
    gathered.weight[i] = weight;
    gathered.held[i] = held;
  }
  gathered.position = 0;
  gathered.round = 0;
  gathered.length = supporters.length;
  gathered.lowestPrice = 610 / supporters.reduce((sum, { voters, weight }) => sum + voters * weight, 0);

  expect(priceOf(gathered, purchases, 10)).toMatchObject({ price: expect.closeTo(11.18280871670702 / 3, 9) });
});
