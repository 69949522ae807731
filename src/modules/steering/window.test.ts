import { expect, test } from 'vitest';
import { PIPPK } from '../../../test/support/pippk.ts';
import { type InWindow, mayBeWindow } from './window.ts';

const CITY = { cite: 'Kalender perencanaan kota' };
const PROGRAM = { model: PIPPK.model, fiscalYear: 2026 };
/** What happened in it already: sent from 10 January to 20 February. */
const SENT: InWindow = { sent: { first: '2026-01-10', last: '2026-02-20' } };
const DRAFTS: InWindow = { drafts: 2 };
const CALLED: InWindow = { called: { count: 3, first: '2026-02-02', last: '2026-03-09' } };
const TODAY = '2026-02-25';

test.each<[string, string, InWindow, string | undefined]>([
  // from, to                     there is         refused with
  ['2026-01-01', '2026-03-31', {}, undefined],
  ['2026-03-31', '2026-03-31', {}, undefined],
  ['2026-03-31', '2026-03-30', {}, 'input.date-order'],
  ['2025-01-01', '2027-12-31', {}, undefined],
  ['2024-12-31', '2026-03-31', {}, 'window.years'],
  ['2026-01-01', '2028-01-01', {}, 'window.years'],
  ['2026-01-10', '2026-02-20', SENT, undefined],
  ['2026-01-11', '2026-03-31', SENT, 'window.sent'],
  ['2026-01-01', '2026-02-19', SENT, 'window.sent'],
  ['2026-01-01', TODAY, DRAFTS, undefined],
  ['2026-01-01', '2026-02-24', DRAFTS, 'window.drafts'],
  ['2026-01-01', '2026-02-24', { drafts: 0 }, undefined],
  ['2026-01-01', '2026-02-24', {}, undefined],
  ['2026-02-02', '2026-03-09', CALLED, undefined],
  ['2026-02-03', '2026-03-31', CALLED, 'window.forums-called'],
  ['2026-01-01', '2026-03-08', CALLED, 'window.forums-called'],
])('a window from %s to %s where there is %o: %s', (from, to, there, refused) => {
  expect(mayBeWindow(PROGRAM, { from, to }, there, TODAY, CITY)?.refusal).toBe(refused);
});

test.each<[string, string, InWindow, object]>([
  ['2026-03-31', '2026-03-30', {}, { field: 'to', params: { from: '2026-03-31', to: '2026-03-30' } }],
  [
    '2024-12-31',
    '2026-03-31',
    {},
    { field: 'from', basis: CITY, params: { from: '2025-01-01', to: '2027-12-31' } },
  ],
  [
    '2026-01-11',
    '2026-03-31',
    SENT,
    { field: 'from', basis: CITY, params: { from: '2026-01-10', to: '2026-02-20' } },
  ],
  ['2026-01-01', '2026-02-24', DRAFTS, { field: 'to', basis: CITY, params: { count: 2, day: TODAY } }],
  [
    '2026-02-03',
    '2026-03-31',
    CALLED,
    { field: 'from', basis: CITY, params: { count: 3, from: '2026-02-02', to: '2026-03-09' } },
  ],
])('a refused window from %s to %s says which days it must hold', (from, to, there, said) => {
  expect(mayBeWindow(PROGRAM, { from, to }, there, TODAY, CITY)).toMatchObject(said);
});

test('of a programme of several years, what happened may lie in a later window', () => {
  const years = { ...PROGRAM, model: { ...PIPPK.model, lasts: { years: 3, basis: 'kebijakan-kota' } } };
  const window = { from: '2026-01-01', to: '2026-01-31' };
  expect(mayBeWindow(years, window, { ...SENT, ...DRAFTS, ...CALLED }, TODAY, CITY)).toBeUndefined();
});
