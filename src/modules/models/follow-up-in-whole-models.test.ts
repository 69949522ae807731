import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readModel } from './index.ts';

const TJSL = readFileSync('models/tjsl/2014.yaml', 'utf8');
const at = TJSL.indexOf('kind: surat-partisipasi');
const before = TJSL.slice(0, at);
const LETTER = TJSL.slice(at);
/** Its place among the kinds of proposals. */
const index = before.slice(before.indexOf('\nproposals:')).split('  - kind: ').length - 1;

test.each([
  // what is wrong                          in place of                        stands                             path                                says
  ['a step twice', 'step: laporan,', 'step: pemeriksaan,', 'followUp[7].step', 'is a step of its route'],
  [
    'nobody asked',
    'field: bidang, options: [agama]',
    'field: agama, options: [agama]',
    'followUp[6].when.answered.field',
    'has to be a choice',
  ],
  [
    'no such answer',
    'field: bidang, options: [agama]',
    'field: bidang, options: [doa]',
    'followUp[6].when.answered.options[0]',
    'not among the options',
  ],
  [
    'a secret answer',
    'key: bidang, type: one-of,',
    'key: bidang, type: one-of, personal: true,',
    'followUp[0].when.answered.field',
    'everybody sees the steps',
  ],
  [
    'no such office',
    'offices: [economy], at: regency, document',
    'offices: [nobody], at: regency, document',
    'followUp[7].offices[0]',
    'the office "nobody"',
  ],
  [
    'no document asked',
    'asks: [title, need, documents]',
    'asks: [title, need]',
    'checks[1]',
    'documents are not among',
  ],
  [
    'a refusal',
    'document: true, within: { workingDays: 5 }',
    'may: [refuse], within: { workingDays: 5 }',
    'followUp[7].may',
    'nobody knows this key here',
  ],
  [
    'a clock of nothing',
    'document: true, within: { workingDays: 5 }',
    'waive: { by: [setda] }',
    'followUp[7].waive',
    'needs "within"',
  ],
])('what follows on a proposal, %s: refused by path', (_, from, to, path, says) => {
  expect(LETTER).toContain(from);
  const read = readModel(before + LETTER.replace(from, to));
  expect(read.ok ? [] : read.problems).toContainEqual(
    expect.objectContaining({
      path: expect.stringContaining(`proposals[${index}].${path}`),
      message: expect.stringContaining(says),
    }),
  );
});

const KOTA = readFileSync('models/pippk-kota/2026.yaml', 'utf8');

test.each([
  // what is wrong                        in place of         stands              path                            says
  [
    'no such outcome',
    'after: [dinas]',
    'after: [siapa]',
    'followUp[0].after[0]',
    'passes anything on outside',
  ],
  ['to a forum', 'after: [dinas]', 'after: [kota]', 'followUp[0].after[0]', 'passes anything on outside'],
  [
    'a word twice as an answer to choose',
    'answer: dianggarkan,',
    'jawaban: dianggarkan,',
    'followUp[0].answers[0]',
    'answer',
  ],
])('who answers what was passed on, %s: refused by path', (_, from, to, path, says) => {
  expect(KOTA).toContain(from);
  const read = readModel(KOTA.replace(from, to));
  const said = read.ok ? [] : read.problems.map((one) => `${one.path}: ${one.message}`);
  expect(said.filter((one) => one.includes(path) && one.includes(says))).not.toEqual([]);
});
