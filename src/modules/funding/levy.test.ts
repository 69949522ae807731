import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Actor, Visitor } from '#kernel/actor.ts';
import { purseNamed, readModel } from '#modules/models/index.ts';
import { officer } from '../../../test/support/officer.ts';
import { isPeriodOf, leftOfLevy, paysLevy, readsArrearsOf } from './levy.ts';

const read = readModel(readFileSync('test/models/iuran-pasar.yaml', 'utf8'));
if (!read.ok) throw new Error(JSON.stringify(read.problems[0]));
const { model } = read;
const [WAY] = purseNamed(model, 'kas-pasar').deposits;
if (!WAY?.owed) throw new Error('nobody owes a levy');
const { owed: _, ...GIFT } = WAY;
const [given] = model.purses.map((purse) => ({ ...purse, deposits: [GIFT] }));
if (!given) throw new Error('no purse');

test.each([
  // money of       model                              for            is a levy's
  ['iuran', model, '2026-Q1', true],
  ['iuran', model, '', true],
  ['bantuan-kota', model, '', false],
  ['iuran', { ...model, purses: [given] }, '', false],
  // What was paid for a period stays one, whatever a later version says.
  ['iuran', { ...model, purses: [given] }, '2026-Q1', true],
])('money of %s', (source, rules, occasion, is) => {
  expect(paysLevy(rules, { purseName: 'kas-pasar', source, occasion })).toBe(is);
});

test.each([
  ['2026-Q1', true],
  ['2026-Q4', true],
  ['2027-Q1', false],
  ['2026', false],
  ['', false],
])('%j is a period of a programme of 2026: %s', (occasion, is) => {
  expect(isPeriodOf({ model, fiscalYear: 2026 }, WAY, occasion)).toBe(is);
  expect(isPeriodOf({ model, fiscalYear: 2026 }, {}, occasion)).toBe(false);
});

test.each([
  // owed    paid                 left
  [100n, [], 100n],
  [100n, [40n, 60n], 0n],
  [100n, [40n, 59n], 1n],
  [100n, [101n], 0n],
])('of %s owed and %s paid is left %s', (owed, paid, left) => {
  expect(leftOfLevy(owed, paid)).toBe(left);
});

test.each<[string, Actor | Visitor, 'all' | string[]]>([
  ['an officer over the whole city', officer('setda', '32.73'), 'all'],
  ['an officer of a kelurahan', officer('lurah', '32.73.30.1003', { institution: 'k' }), ['k']],
  ['one over the city with a token that reads', officer('setda', '32.73', { scopes: ['read'] }), 'all'],
  [
    'one over the city with a token that does not',
    officer('setda', '32.73', { scopes: ['funding:write'] }),
    [],
  ],
  ['somebody without an office', officer('x', '32.73', { mandates: [] }), []],
  ['a visitor', { tenant: 'tenant' }, []],
])('%s reads who owes', (_, viewer, reads) => {
  expect(readsArrearsOf(viewer, { region: '32.73' })).toEqual(reads);
});
