import { expect, test } from 'vitest';
import { isOfClock, mayBeCompelled } from './compelled.ts';

test.each([
  // what was settled when a thing was sent in cannot be changed for it
  ['proposals.usulan.fields.nilai', 'added', 'tightening', false],
  ['proposals.usulan.route.verify.offices.lurah', 'added', 'compatible', false],
  ['filings.lpj.route.camat', 'added', 'tightening', false],
  ['filings.lpj.fields.hasil', 'added', 'tightening', true],
  ['filings.lpj.fields.hasil', 'removed', 'breaking', false],
  ['filings.lpj.fields.hasil.label', 'changed', 'wording', true],
  ['purses.pagu.of.rw.amount', 'changed', 'compatible', false],
  ['purses.hibah.tranches.awal.checks.filing-accepted', 'added', 'tightening', true],
  ['funding.holders.camat.secondFactor', 'changed', 'tightening', true],
  ['proposals.usulan.checks', 'removed', 'tightening', true],
  // A name of any kind, but one must stand there.
  ['proposals', 'changed', 'tightening', false],
  ['goals', 'changed', 'tightening', true],
  ['forums.kelurahan.quorum', 'changed', 'tightening', true],
  ['forums.kelurahan.conveners.lurah', 'added', 'compatible', true],
  ['forums.kelurahan.deciders.lurah', 'added', 'compatible', true],
  ['forums.kelurahan.outcomes.tunda.reason', 'changed', 'tightening', true],
  ['forums.kelurahan.outcomes.tunda.effect', 'changed', 'tightening', false],
  ['filings.lpj.due.within.workingDays', 'changed', 'tightening', true],
  ['filings.lpj.due.escalate', 'added', 'tightening', true],
  ['filings.lpj.due.waive', 'added', 'compatible', true],
  ['filings.lpj.due.after', 'changed', 'tightening', false],
  ['purses.pagu.inCash', 'changed', 'tightening', true],
  ['purses.pagu.fund.most', 'changed', 'tightening', true],
  ['purses.pagu.fund.amount', 'changed', 'tightening', false],
  ['funding.disbursement.record.bendahara', 'added', 'compatible', true],
  ['activities.executors.chair', 'removed', 'tightening', true],
  ['activities.evidence', 'changed', 'tightening', true],
  ...['within', 'pauses', 'escalate', 'waive', 'notSameAs'].flatMap((key) =>
    [
      'proposals.usulan.route',
      'proposals.usulan.followUp',
      'filings.lpj.route',
      'funding.disbursement.route',
    ].map((route) => [`${route}.camat.${key}`, 'changed', 'tightening', true] as const),
  ),
] as const)('%s %s (%s) may be compelled: %s', (path, change, weight, may) => {
  expect(mayBeCompelled({ path: path.split('.'), change, weight })).toBe(may);
});

test.each([
  ['filings.lpj.due', true],
  ['proposals.usulan.route.camat.within.days', true],
  ['proposals.usulan.route.camat.pauses', true],
  ['filings.lpj.due.escalate', true],
  ['filings.lpj.fields.hasil', false],
  ['filings.lpj.fields.duedate', false],
  ['filings.lpj.fields.overdue', false],
])('%s is about a clock: %s', (path, clock) => {
  expect(isOfClock(path.split('.'))).toBe(clock);
});
