import { expect, test } from 'vitest';
import { purseMeant } from './spending.ts';

const own = { purse: 'dana-tjsl', organization: 'pt-1' };
const other = { purse: 'dana-zakat', organization: 'pt-2' };

test.each([
  // purses behind it     named          the actor may spend of   is meant
  [[own, other], undefined, 'pt-2', other],
  [[own, other], undefined, 'pt-3', own],
  [[own, other], 'dana-zakat', 'pt-1', other],
  [[own, other], 'kas', 'pt-1', undefined],
  [[], undefined, 'pt-1', undefined],
])('of %j, %s named, by %s: %j', (purses, named, organization, meant) => {
  expect(purseMeant(purses, named, (purse) => purse.organization === organization)).toEqual(meant);
});
