import { expect, test } from 'vitest';
import type { MeasureAnswer } from '#modules/measures/index.ts';
import { type Holds, type Statement, stateOf } from './statement.ts';

const PROVED = { proof: { measure: 'attendance' as const, atLeast: 700n } };
const STATED = {};
const says = (value: bigint): MeasureAnswer => ({ answer: 'figure', value, evidence: [] });
const said = (holds: Holds): Statement => ({
  checklist: 'kesiapan',
  item: 'forum',
  holds,
  evidence: 'Berita acara 12 Januari',
  dueOn: null,
  agreement: null,
  office: 'lurah',
  statedAt: new Date('2026-01-12T03:00:00Z'),
});

test.each([
  // an item that                 the records say             an office stated   so it stands
  ['is stated', STATED, undefined, undefined, 'unstated'],
  ['is stated', STATED, undefined, said('yes'), 'yes'],
  ['is stated', STATED, undefined, said('partly'), 'partly'],
  ['is stated', STATED, undefined, said('no'), 'no'],
  ['the records prove', PROVED, says(700n), undefined, 'yes'],
  ['the records prove', PROVED, says(699n), undefined, 'no'],
  ['the records prove', PROVED, { answer: 'cannot-tell' }, undefined, 'cannot-tell'],
  ['the records prove', PROVED, undefined, undefined, 'cannot-tell'],
  ['the records prove, whatever is stated', PROVED, says(699n), said('yes'), 'no'],
  ['the records prove, and nobody can tell', PROVED, undefined, said('yes'), 'cannot-tell'],
] as const)('an item that %s (%#) stands as %4$s', (_, item, records, stated, stands) => {
  expect(stateOf(item, records, stated)).toBe(stands);
});
