import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readModel } from '#modules/models/index.ts';
import { ceilingsOfModel, leastOf, mayGive } from './ceiling-change.ts';

test.each([
  // given         remaining    least that it may be given
  [100_000_000n, 100_000_000n, 0n],
  [100_000_000n, 60_000_000n, 40_000_000n],
  [100_000_000n, 0n, 100_000_000n],
  // What was paid into it beside what it was given.
  [100_000_000n, 130_000_000n, 0n],
])('a purse that was given %d and has %d left is given at least %d', (given, remaining, least) => {
  expect(leastOf({ given, remaining })).toBe(least);
});

const purse = (name: string, remaining: bigint) => ({
  id: name,
  organization: name,
  name,
  given: 100_000_000n,
  remaining,
});

test.each([
  ['what was decided exactly', 40_000_000n, undefined],
  ['one rupiah less', 39_999_999n, { count: 1, name: 'RW 02', decided: 40_000_000n }],
  ['less than two of them', 10_000_000n, { count: 2, name: 'RW 02', decided: 40_000_000n }],
  ['nothing', 0n, { count: 2, name: 'RW 02', decided: 40_000_000n }],
])('a ceiling of %s, told with the purse of which most was decided', (_, amount, params) => {
  const purses = [purse('RW 01', 100_000_000n), purse('RW 02', 60_000_000n), purse('RW 03', 70_000_000n)];
  for (const all of [purses, purses.toReversed()]) {
    const refusal = mayGive(all, amount, { cite: 'Perwal' });
    expect(refusal?.params).toEqual(params);
    expect(refusal?.refusal).toBe(params && 'ceiling.below-decided');
    expect(refusal?.field).toBe(params && 'amount');
  }
});

test('of purses of which as much was decided the first is told', () => {
  const purses = [purse('RW 01', 60_000_000n), purse('RW 02', 60_000_000n)];
  expect(mayGive(purses, 1n, { cite: 'Perwal' })?.params).toMatchObject({ count: 2, name: 'RW 01' });
});

function modelAt(path: string) {
  const read = readModel(readFileSync(path, 'utf8'));
  if (!read.ok) throw new Error(path);
  return read.model;
}
const FUND = modelAt('test/models/beasiswa.yaml');

const givenBy = (path: string) => ceilingsOfModel(modelAt(path)).map((one) => `${one.purse} ${one.party}`);

test('a city sets what its model gives, and nothing that parties pledge themselves', () => {
  expect(givenBy('models/pippk/2015.yaml')).toEqual([
    'pagu rw',
    'pagu pkk',
    'pagu karang-taruna',
    'pagu lpm',
  ]);
  expect(givenBy('models/tjsl/2014.yaml')).toEqual([]);
  expect(givenBy('test/models/beasiswa.yaml')).toEqual(['beasiswa null']);
});

test('a fund that a model gives nothing to is none that a city sets', () => {
  const [fund] = ceilingsOfModel(FUND);
  expect(fund).toEqual({ purse: 'beasiswa', party: null, amount: 20_000_000n, basis: 'perwal-21' });
  const empty = FUND.purses.map((one) => ({ ...one, fund: one.fund && { ...one.fund, amount: 0n } }));
  expect(ceilingsOfModel({ purses: empty })).toEqual([]);
});
