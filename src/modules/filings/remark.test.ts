import { expect, test } from 'vitest';
import { isRefusal } from '#kernel/refusal.ts';
import { filingKind } from '#modules/models/index.ts';
import { PIPPK } from '../../../test/support/pippk.ts';
import { partsOf } from './part.ts';
import { type FilingRemark, readRemarks, readReplies, remarksFor, type TypedRemark } from './remark.ts';

const { model } = PIPPK;
const LPJ = filingKind(model, 'lpj');
const EXPENSE = 'expense.01910000-0000-7000-8000-000000000001';
const PARTS = partsOf(LPJ, { narrative: 'Selesai.', result: 'Kering.' }, [
  { part: EXPENSE, told: { description: 'U-ditch', amount: '27360000' } },
]);
const on = (part: string, remark = 'Kurang jelas.'): TypedRemark => ({ part, remark });

test.each<[string, readonly TypedRemark[], 'accept' | 'return', string, number, unknown]>([
  // what is said                        of parts                       outcome   whole       of lines  comes to
  ['of a field', [on('narrative')], 'return', '', 0, ['narrative: Kurang jelas.']],
  ['of a row of the records', [on(EXPENSE)], 'return', '', 0, [`${EXPENSE}: Kurang jelas.`]],
  ['of what is taken from the records', [on('photos')], 'return', '', 0, ['photos: Kurang jelas.']],
  ['of the whole alone', [], 'return', 'Perbaiki.', 0, [': Perbaiki.']],
  ['of the whole and a part', [on('result')], 'return', 'Perbaiki.', 0, ['result: Kurang jelas.']],
  ['of lines alone', [], 'return', '', 2, []],
  ['nothing', [], 'return', '', 0, ['remark input.required']],
  ['blanks', [on('narrative', '  ')], 'return', '', 0, ['remark input.required']],
  ['of no part', [on('nothing')], 'return', '', 0, ['remarks.nothing input.choice']],
  ['too much', [on('result', 'a'.repeat(1001))], 'return', '', 0, ['remarks.result input.too-long']],
  ['of a part, and accepted', [on('result')], 'accept', '', 0, 'filing.remarks-kept'],
  ['nothing, and accepted', [on('result', ' ')], 'accept', '', 0, []],
])('a filing is answered with what is said %s', (_, typed, outcome, whole, ofLines, came) => {
  const read = readRemarks(model, LPJ, PARTS, typed, { outcome, whole, ofLines });
  expect(
    isRefusal(read)
      ? (read.issues?.map((one) => `${one.field} ${one.refusal}`) ??
          (read.field ? [`${read.field} ${read.refusal}`] : read.refusal))
      : read.map((one) => `${one.part}: ${one.remark}`),
  ).toEqual(came);
});

test('a remark keeps its part as it stood', () => {
  const read = readRemarks(model, LPJ, PARTS, [on(EXPENSE), on('narrative')], {
    outcome: 'return',
    whole: '',
    ofLines: 0,
  });
  expect(read).toMatchObject([
    { told: { description: 'U-ditch', amount: '27360000' }, verdict: 'adjust' },
    { told: { narrative: 'Selesai.' } },
  ]);
});

test.each<[string, string, Record<string, string>, 'draft' | 'handed-in', unknown]>([
  // what                        kept before   typed                     when         comes to
  ['answered', '', { remark: 'Dipindah.' }, 'handed-in', ['Dipindah.']],
  ['answered before', 'Dipindah.', {}, 'handed-in', ['Dipindah.']],
  ['not answered in a draft', '', {}, 'draft', ['']],
  ['not answered', '', { remark: '  ' }, 'handed-in', ['replies.remark filing.remark-unanswered']],
  ['too long', '', { remark: 'a'.repeat(1001) }, 'draft', ['replies.remark input.too-long']],
])('a remark that is %s', (_, reply, typed, handedIn, came) => {
  const replies = readReplies(model, LPJ, [{ id: 'remark', reply }], typed, handedIn);
  expect(
    isRefusal(replies)
      ? replies.issues?.map((one) => `${one.field} ${one.refusal}`)
      : replies.map((one) => one.reply),
  ).toEqual(came);
});

test.each<['all' | 'public' | 'facts', readonly string[]]>([
  ['all', ['narrative', 'rincian.1', EXPENSE, '']],
  ['public', ['rincian.1']],
  ['facts', []],
])('who reads %s of a filing reads the remarks on %j', (readable, read) => {
  const remark = {
    id: '',
    told: {},
    verdict: 'adjust',
    priority: null,
    remark: '',
    office: 'lurah',
  } as const;
  const at = { madeAt: new Date(0), reply: '', repliedAt: null };
  const remarks: readonly FilingRemark[] = ['narrative', 'rincian.1', EXPENSE, ''].map((part) => ({
    ...remark,
    ...at,
    part,
  }));
  expect(remarksFor(remarks, readable).map((one) => one.part)).toEqual(read);
});
