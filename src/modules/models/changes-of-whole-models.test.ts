import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { collisions, compareModels, gravest } from './compare.ts';
import type { Model } from './model.ts';
import { readModel } from './read-model.ts';

const SOURCE = readFileSync('test/models/hibah-desa.yaml', 'utf8');

function modelOf(source: string): Model {
  const read = readModel(source);
  if (!read.ok) throw new Error(JSON.stringify(read.problems[0]));
  return read.model;
}

/** The model with some text in place of another, which must stand in it once. */
function edited(from: string, to: string, source = SOURCE): string {
  expect(source.split(from)).toHaveLength(2);
  return source.replace(from, to);
}

const STEP = `      - { step: sekda, label: { id: Sekretaris daerah }, offices: [sekretaris-daerah], at: regency, may: [accept, refuse], when: { amountAbove: 500000000 }, basis: pergub-12 }\n`;

test.each([
  // what is written in place of what, and what it is called
  ['a title', 'id: Hibah Desa Bertahap', 'id: Hibah Desa', 'title changed: wording'],
  [
    'a citation',
    'cite: Peraturan Gubernur Nomor 12 Tahun 2026',
    'cite: Pergub 12/2026',
    'legal.pergub-12.cite changed: wording',
  ],
  [
    'a label',
    'label: { id: Air bersih }',
    'label: { id: Air minum }',
    'catalogue.entries.air-bersih.label changed: wording',
  ],
  [
    'more money',
    'amount: 1000000000',
    'amount: 1200000000',
    'purses.hibah.of.desa.amount changed: compatible',
  ],
  [
    'less money',
    'amount: 1000000000',
    'amount: 900000000',
    'purses.hibah.of.desa.amount changed: tightening',
  ],
  ['a shorter season', 'to: "03-31"', 'to: "02-28"', 'proposals.permohonan.window.to changed: tightening'],
  ['a longer season', 'to: "03-31"', 'to: "04-30"', 'proposals.permohonan.window.to changed: compatible'],
  [
    'less time for the last report',
    'within: { months: 1 }',
    'within: { days: 20 }',
    'filings.laporan-akhir.due.within.days added: tightening',
  ],
  ['a step gone', STEP, '', 'proposals.permohonan.route.sekda removed: compatible'],
  [
    'a step for smaller amounts',
    'amountAbove: 500000000',
    'amountAbove: 100000000',
    'proposals.permohonan.route.sekda.when.amountAbove changed: tightening',
  ],
  [
    'a step for every amount',
    ', when: { amountAbove: 500000000 }',
    '',
    'proposals.permohonan.route.sekda.when removed: tightening',
  ],
  [
    'one more who may answer',
    'offices: [sekretaris-daerah], at: regency, may',
    'offices: [sekretaris-daerah, kepala-dinas], at: regency, may',
    'proposals.permohonan.route.sekda.offices.kepala-dinas added: compatible',
  ],
  [
    'a question that must be answered',
    'fields: [{ key: hasil, type: long-text, required: true, label: { id: Hasil tahap II } }]',
    'fields: [{ key: hasil, type: long-text, required: true, label: { id: Hasil tahap II } }, { key: kendala, type: text, label: { id: Kendala } }]',
    'filings.laporan-dua.fields.kendala added: tightening',
  ],
  [
    'a question that need not',
    'fields: [{ key: hasil, type: long-text, required: true, label: { id: Hasil tahap II } }]',
    'fields: [{ key: hasil, type: long-text, required: true, label: { id: Hasil tahap II } }, { key: kendala, type: text, required: false, label: { id: Kendala } }]',
    'filings.laporan-dua.fields.kendala added: compatible',
  ],
  [
    'a question gone',
    '      - { key: hasil, type: long-text, required: true, label: { id: Hasil tahap I } }\n',
    '',
    'filings.laporan-satu.fields.hasil removed: breaking',
  ],
  [
    'an entry gone',
    '    - { id: pasar-desa, nature: usaha, label: { id: Pasar desa }, basis: pergub-12 }\n',
    '',
    'catalogue.entries.pasar-desa removed: breaking',
  ],
  [
    'other shares of a tranche',
    '{ tranche: satu, label: { id: Tahap I }, perMille: 400 }',
    '{ tranche: satu, label: { id: Tahap I }, perMille: 400, checks: [{ check: filing-accepted, filing: laporan-akhir, basis: pergub-12 }] }',
    'purses.hibah.tranches.satu.checks.filing-accepted added: tightening',
  ],
])('%s', (_, from, to, said) => {
  const changes = compareModels(modelOf(SOURCE), modelOf(edited(from, to)));
  const words = changes.map((one) => `${one.path.join('.')} ${one.change}: ${one.weight}`);
  expect(words[0]).toBe(said);
});

test('a model is no different from itself, however its keys are ordered, nor by its version', () => {
  const turned = edited(
    '{ step: pendamping, label: { id: Pendamping }, offices: [pendamping], at: district, may: [accept, return], within',
    '{ offices: [pendamping], step: pendamping, at: district, label: { id: Pendamping }, may: [accept, return], within',
  );
  expect(
    compareModels(modelOf(SOURCE), modelOf(edited('version: "2026"', 'version: "2027"', turned))),
  ).toEqual([]);
  expect(gravest([])).toBeUndefined();
});

test('every difference counts one way or the other: what was breaking from A to B is a change from B to A', () => {
  const without = modelOf(edited(STEP, ''));
  const back = compareModels(without, modelOf(SOURCE));
  expect(back.map((one) => [one.path.join('.'), one.change, one.weight])).toEqual([
    ['proposals.permohonan.route.sekda', 'added', 'tightening'],
  ]);
  expect(gravest([...back, ...compareModels(modelOf(SOURCE), without)])).toBe('tightening');
});

test('what both changed differently is told, what only one changed or both alike is not', () => {
  const mine = compareModels(modelOf(SOURCE), modelOf(edited('amount: 1000000000', 'amount: 900000000')));
  const theirs = compareModels(
    modelOf(SOURCE),
    modelOf(edited('to: "03-31"', 'to: "04-30"', edited('amount: 1000000000', 'amount: 1500000000'))),
  );
  expect(collisions(mine, theirs)).toEqual(['purses.hibah.of.desa.amount']);
  expect(collisions(mine, mine)).toEqual([]);
  const gone = compareModels(modelOf(SOURCE), modelOf(edited(STEP, '')));
  const inside = compareModels(modelOf(SOURCE), modelOf(edited('amountAbove: 500000000', 'amountAbove: 1')));
  expect(collisions(gone, inside)).toEqual(['proposals.permohonan.route.sekda']);
});
