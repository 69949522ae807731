import { expect, test } from 'vitest';
import { PIPPK } from '../../../test/support/pippk.ts';
import { mustBeOpen, mustBeOver, mustTakeProposals, windowsIn } from './program.ts';

test('the windows of PIPPK in a year are those of its model', () => {
  expect(windowsIn(PIPPK.model, 2027)).toEqual({
    proposals: { from: '2027-01-01', to: '2027-03-31' },
    forum: { from: '2027-01-05', to: '2027-03-31' },
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
  const refusal = mustTakeProposals({ ...PIPPK, state }, today);
  expect(refusal?.refusal).toBe(refused);
  if (refused === 'program.window') {
    expect(refusal?.params).toEqual({ from: '2026-01-01', to: '2026-03-31' });
    expect(refusal?.basis?.rule).toBe('PIPPK 2015');
  }
});
