import { expect, test } from 'vitest';
import { forumKind, proposalKind } from '#modules/models/index.ts';
import { PIPPK } from '../../../test/support/pippk.ts';
import {
  mayClose,
  mustBeOpen,
  mustBeOver,
  mustTakeProposals,
  sittingWindow,
  windowBasis,
  windowFor,
  windowsIn,
  windowsKept,
} from './program.ts';

const USULAN = proposalKind(PIPPK.model, 'usulan');

test('the windows of PIPPK in a year are those of its model', () => {
  expect(windowsIn(PIPPK.model, 2027)).toEqual({
    proposals: { usulan: { from: '2027-01-01', to: '2027-03-31' } },
    forums: { kelurahan: { from: '2027-01-05', to: '2027-03-31' } },
  });
});

test.each([
  // state     refused
  ['open', undefined],
  ['closed', { refusal: 'program.closed', params: { program: 'pippk-2026' } }],
] as const)('a programme that is %s', (state, refused) => {
  const refusal = mustBeOpen({ ...PIPPK, state });
  if (refused) expect(refusal).toMatchObject(refused);
  else expect(refusal).toBeUndefined();
});

test.each([
  // today        the year 2026 is over
  ['2025-12-31', false],
  ['2026-12-31', false],
  ['2027-01-01', true],
])('on %s the programme of 2026 is over: %s', (today, over) => {
  const refusal = mustBeOver(PIPPK, today);
  if (over) expect(refusal).toBeUndefined();
  else {
    expect(refusal).toMatchObject({
      refusal: 'program.running',
      basis: { cite: 'UU 17/2003', rule: 'Pasal 4' },
    });
  }
});

test.each([
  // today        the programme   refused
  ['2025-12-31', 'open', 'program.window'],
  ['2026-01-01', 'open', undefined],
  ['2026-03-31', 'open', undefined],
  ['2026-04-01', 'open', 'program.window'],
  ['2026-02-10', 'closed', 'program.closed'],
] as const)('a proposal on %s, the programme %s', (today, state, refused) => {
  const refusal = mustTakeProposals({ ...PIPPK, state }, USULAN, today);
  expect(refusal?.refusal).toBe(refused);
  if (refused === 'program.window') {
    expect(refusal?.params).toEqual({ from: '2026-01-01', to: '2026-03-31' });
    expect(refusal?.basis?.rule).toBe('PIPPK 2015');
  }
});

test.each([
  // from     to       runs
  ['10-01', '12-31', '2026-10-01', '2026-12-31'],
  ['10-01', '10-01', '2026-10-01', '2026-10-01'],
  ['11-15', '02-28', '2026-11-15', '2027-02-28'],
])('a window from %s to %s, also across New Year', (from, to, begins, ends) => {
  const proposals = [{ ...USULAN, window: { ...USULAN.window, from, to } }];
  const windows = windowsIn({ ...PIPPK.model, proposals }, 2026);
  expect(windows.proposals).toEqual({ usulan: { from: begins, to: ends } });
});

test.each([
  // on           of three years: its window
  ['2026-02-01', '2026-01-01', '2026-03-31'],
  ['2026-04-01', '2027-01-01', '2027-03-31'],
  ['2027-03-31', '2027-01-01', '2027-03-31'],
  ['2028-02-29', '2028-01-01', '2028-03-31'],
  ['2028-04-01', '2028-01-01', '2028-03-31'],
])('on %s a programme of three years has its window from %s to %s', (today, from, to) => {
  const program = { ...PIPPK, model: { ...PIPPK.model, lasts: { years: 3, basis: 'perwal-436' } } };
  expect(windowFor(program, USULAN, today)).toEqual({ from, to });
  const inside = today >= from && today <= to;
  expect(mustTakeProposals(program, USULAN, today)?.refusal).toBe(inside ? undefined : 'program.window');
});

const FORUM = forumKind(PIPPK.model, 'kelurahan');
const MOVED = { from: '2026-02-01', to: '2026-04-30', cite: 'SE Sekda 3/2026' };
const CALENDAR = { ...PIPPK, windows: { proposals: { usulan: MOVED }, forums: { kelurahan: MOVED } } };
const UNSET = { ...PIPPK, windows: { proposals: {}, forums: {} } };

test('a forum sits, and proposals are taken, when the city’s calendar says, else when the model does', () => {
  expect(sittingWindow(CALENDAR, FORUM, '2026-03-01')).toEqual(MOVED);
  expect(sittingWindow(UNSET, FORUM, '2026-03-01')).toEqual({ from: '2026-01-05', to: '2026-03-31' });
  expect(windowFor(CALENDAR, USULAN, '2026-03-01')).toEqual(MOVED);
  expect(windowFor(UNSET, USULAN, '2026-03-01')).toEqual({ from: '2026-01-01', to: '2026-03-31' });
});

test('a window that the city set is cited by its document, one of the model by its basis', () => {
  expect(windowBasis(PIPPK, MOVED, 'kebijakan-kota')).toEqual({ cite: 'SE Sekda 3/2026' });
  expect(windowBasis(PIPPK, { from: '2026-01-01', to: '2026-03-31' }, 'kebijakan-kota')).toMatchObject({
    cite: 'Kebijakan pelaksanaan kota, dapat disunting',
  });
  expect(mustTakeProposals(CALENDAR, USULAN, '2026-01-31')?.basis).toEqual({ cite: 'SE Sekda 3/2026' });
});

test('every window is told as it holds and as its model says', () => {
  expect(windowsKept({ ...CALENDAR, windows: { proposals: { usulan: MOVED }, forums: {} } })).toEqual([
    {
      of: 'proposals',
      name: 'usulan',
      kept: MOVED,
      ofModel: { from: '2026-01-01', to: '2026-03-31', basis: USULAN.window.basis },
    },
    {
      of: 'forums',
      name: 'kelurahan',
      kept: { from: '2026-01-05', to: '2026-03-31' },
      ofModel: { from: '2026-01-05', to: '2026-03-31', basis: FORUM.window.basis },
    },
  ]);
});

test.each([
  // what waits                                      today         state      refused with
  [{ proposals: 0, forums: 0, vouchers: 0 }, '2027-01-01', 'open', undefined],
  [{ proposals: 1, forums: 0, vouchers: 0 }, '2027-01-01', 'open', 'program.open-matters'],
  [{ proposals: 0, forums: 1, vouchers: 0 }, '2027-01-01', 'open', 'program.open-matters'],
  [{ proposals: 0, forums: 0, vouchers: 1 }, '2027-01-01', 'open', 'program.open-matters'],
  [{ proposals: 1, forums: 1, vouchers: 1 }, '2026-12-31', 'open', 'program.running'],
  [{ proposals: 1, forums: 1, vouchers: 1 }, '2027-01-01', 'closed', 'program.closed'],
] as const)('%j on %s, a programme that is %s is closed: %s', (matters, today, state, refused) => {
  const refusal = mayClose({ ...PIPPK, state }, today, matters);
  expect(refusal?.refusal).toBe(refused);
  if (refused === 'program.open-matters') expect(refusal?.params).toEqual(matters);
});
