import { expect, test } from 'vitest';
import type { Check, CheckOf } from '#modules/models/index.ts';
import { PIPPK } from '../../../test/support/pippk.ts';
import { type Facts, judge, refusalsOf } from './index.ts';

const { model } = PIPPK;
const basis = 'kebijakan-kota';
const PHOTOS: Check = { check: 'photos', atLeast: 2, basis };
const OWES: CheckOf<'none-overdue'> = {
  check: 'none-overdue',
  of: 'earlier-years',
  severity: 'refuse',
  by: [],
  basis,
};
const LETTER: Check = { check: 'documents', label: { id: 'Proposal', en: 'Proposal' }, atLeast: 1, basis };
const FILED: Check = { check: 'filing-accepted', filing: 'lpj', basis };
const ALONE: Check = { check: 'one-per-party', basis };
const NEW: Check = { check: 'not-repeated', basis };
const TWIN = { id: 'usulan-7', title: 'Saluran air gang Melati' };
const LATE = [
  { dueOn: '2025-12-01', fiscalYear: 2025, filing: 'lpj', model: 'pippk' },
  { dueOn: '2025-12-09', fiscalYear: 2025, filing: 'rencana', model: 'lain' },
];
const NOW = [{ dueOn: '2026-02-09', fiscalYear: 2026, filing: 'lpj', model: 'pippk' }];
const year = 2026;

test.each<[string, Check, Facts, string, string | undefined]>([
  // what must hold                  the check                    what is known                   answer         refused with
  ['two photos, two lie there', PHOTOS, { photos: 2 }, 'met', undefined],
  ['two photos, one lies there', PHOTOS, { photos: 1 }, 'not-met', 'proposal.photos'],
  ['two photos, nobody counted', PHOTOS, {}, 'cannot-tell', 'check.cannot-tell'],
  [
    'no photo, and an office entered it for somebody',
    { ...PHOTOS, unlessEntered: true },
    { photos: 0, entered: true },
    'met',
    undefined,
  ],
  [
    'no photo, and whoever brings it entered it',
    { ...PHOTOS, unlessEntered: true },
    { photos: 0, entered: false },
    'not-met',
    'proposal.photos',
  ],
  [
    'no photo, entered, which excuses nobody',
    PHOTOS,
    { photos: 0, entered: true },
    'not-met',
    'proposal.photos',
  ],
  ['a proposal, it lies there', LETTER, { documents: 1 }, 'met', undefined],
  ['a proposal, nothing lies there', LETTER, { documents: 0 }, 'not-met', 'proposal.documents'],
  ['a proposal, nobody looked', LETTER, { photos: 3 }, 'cannot-tell', 'check.cannot-tell'],
  ['nothing overdue', OWES, { overdue: [], year }, 'met', undefined],
  ['two reports overdue', OWES, { overdue: LATE, year }, 'not-met', 'obligation.overdue'],
  ['one overdue of this year alone', OWES, { overdue: NOW, year }, 'met', undefined],
  [
    'the same, of any year',
    { ...OWES, of: 'any-year' },
    { overdue: NOW, year },
    'not-met',
    'obligation.overdue',
  ],
  ['another filing overdue', { ...OWES, filing: 'lpj' }, { overdue: LATE.slice(1), year }, 'met', undefined],
  [
    'this filing overdue',
    { ...OWES, filing: 'lpj' },
    { overdue: LATE, year },
    'not-met',
    'obligation.overdue',
  ],
  [
    'one so called in another programme',
    { ...OWES, filing: 'rencana' },
    { overdue: LATE, year },
    'met',
    undefined,
  ],
  ['what is owed, of no year', OWES, { overdue: LATE }, 'cannot-tell', 'check.cannot-tell'],
  ['what is owed, nobody asked', OWES, { photos: 3 }, 'cannot-tell', 'check.cannot-tell'],
  ['overdue, nobody asked, in a year', OWES, { year }, 'cannot-tell', 'check.cannot-tell'],
  ['one at a time, none under way', ALONE, { others: 0 }, 'met', undefined],
  ['one at a time, one under way', ALONE, { others: 1 }, 'not-met', 'proposal.one-per-party'],
  ['one at a time, nobody counted', ALONE, {}, 'cannot-tell', 'check.cannot-tell'],
  ['nothing like it there, nothing is', NEW, { repeats: null }, 'met', undefined],
  ['nothing like it there, something is', NEW, { repeats: TWIN }, 'not-met', 'proposal.repeated'],
  ['nothing like it there, nobody looked', NEW, {}, 'cannot-tell', 'check.cannot-tell'],
  ['a filing accepted', FILED, { accepted: new Set(['lpj']) }, 'met', undefined],
  ['another accepted', FILED, { accepted: new Set(['x']) }, 'not-met', 'check.filing-accepted'],
  ['filings, nobody asked', FILED, {}, 'cannot-tell', 'check.cannot-tell'],
])('%s: %4$s', (_, check, facts, answer, refused) => {
  const verdict = judge(model, check, facts);
  expect(verdict.answer).toBe(answer);
  expect(verdict.refusal?.refusal).toBe(refused);
  if (refused) expect(verdict.refusal?.basis?.cite).toBe('Kebijakan pelaksanaan kota, dapat disunting');
});

test.each<[string, Check, Facts, object]>([
  ['how many photos', PHOTOS, { photos: 1 }, { field: 'photos', params: { wanted: 2 } }],
  [
    'which document',
    LETTER,
    { documents: 0 },
    { field: 'documents', params: { wanted: 1, document: [{ id: 'Proposal', en: 'Proposal' }] } },
  ],
  [
    'the oldest that is owed, how many are, and who may let off',
    { ...OWES, severity: 'override', by: ['camat'] },
    { overdue: LATE, year },
    { params: { due: '2025-12-01', year: 2025, count: 2, offices: ['camat'] } },
  ],
  ['how many others there are', ALONE, { others: 3 }, { params: { count: 3 } }],
  [
    'what is like it',
    NEW,
    { repeats: TWIN },
    { field: 'title', params: { title: TWIN.title, proposal: TWIN.id } },
  ],
  [
    'which filing, by its name in the model',
    FILED,
    { accepted: new Set() },
    { params: { filing: [{ id: 'Laporan pertanggungjawaban', en: 'Accountability report' }] } },
  ],
  [
    'which filing, by its key where the model no longer has it',
    { ...FILED, filing: 'lama' },
    { accepted: new Set() },
    { params: { filing: [{ id: 'lama', en: 'lama' }] } },
  ],
  ['what nobody knows', PHOTOS, {}, { params: { missing: 'photos' } }],
])('what is refused says what would change it: %s', (_, check, facts, refusal) => {
  expect(judge(model, check, facts).refusal).toMatchObject(refusal);
});

test('what is not met and what cannot be told both stand in the way', () => {
  expect(
    refusalsOf(model, [PHOTOS, ALONE, OWES], { photos: 0, others: 0 }).map((one) => one.refusal),
  ).toEqual(['proposal.photos', 'check.cannot-tell']);
});
