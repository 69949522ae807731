import { expect, test } from 'vitest';
import { mustBeUncommon } from './common-password.ts';

test.each([
  ['12345678'],
  ['qwertyuiop'],
  ['iloveyou'],
  // Known in lower case.
  ['PassWord1'],
  // Beyond the first three thousand.
  ['13101992'],
  // Near at hand here.
  ['bismillah'],
  ['pilar2026'],
  ['Rahasia-123!'],
  ['#Bandung1810'],
  ['abababababab'],
  ['11111111111111111111'],
])('%s is tried before all others', async (password) => {
  expect(await mustBeUncommon(password)).toMatchObject({ refusal: 'password.common', field: 'password' });
});

test.each([['tujuh belas ayam'], ['pagar biru di gang buntu'], ['pilar-contoh-2026'], ['j8Kd2mXq']])(
  '%s is not',
  async (password) => {
    expect(await mustBeUncommon(password)).toBeUndefined();
  },
);
