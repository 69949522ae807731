import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readModel, readYaml } from '#modules/models/index.ts';
import { Cases, runCases } from './index.ts';
import { type CaseSort, factsAsked, rulesToTry, tryRule, withCase } from './one-case.ts';

function modelIn(path: string) {
  const read = readModel(readFileSync(path, 'utf8'));
  if (!read.ok) throw new Error(path);
  return read.model;
}

const PIPPK = modelIn('models/pippk/2015.yaml');
const EMPAT = modelIn('models/empat-pilar/2016.yaml');

test.each<[typeof PIPPK, CaseSort, string, Record<string, string>, string | undefined]>([
  // of which rule, given what                                                       it answers
  [PIPPK, 'checks', 'proposals.usulan.photos', { photos: '2' }, 'met'],
  [PIPPK, 'checks', 'proposals.usulan.photos', { photos: '0' }, 'not-met'],
  [PIPPK, 'checks', 'proposals.usulan.photos', { photos: '' }, 'cannot-tell'],
  [PIPPK, 'checks', 'proposals.usulan.photos', { photos: 'dua' }, undefined],
  [PIPPK, 'checks', 'proposals.usulan.none-overdue', { overdue: '1' }, 'not-met'],
  [PIPPK, 'checks', 'proposals.usulan.none-overdue', { overdue: '0' }, 'met'],
  [PIPPK, 'routes', 'filings.lpj', { 'answer.lurah': 'accept', 'answer.camat': 'return' }, 'returned'],
  [PIPPK, 'routes', 'filings.lpj', { 'answer.lurah': 'accept' }, 'waits:camat'],
  [PIPPK, 'due', 'filings.lpj.due', { from: '2026-02-02' }, '2026-02-16'],
  [PIPPK, 'due', 'filings.lpj.due', { from: 'besok' }, undefined],
  [
    EMPAT,
    'quorum',
    'forums.forum',
    { 'roll.ketua': '1', 'roll.usaha': '2', 'came.ketua': '1', 'came.usaha': '2' },
    'met',
  ],
  [EMPAT, 'quorum', 'forums.forum', {}, 'cannot-tell'],
  [EMPAT, 'goals', 'goals.jawaban-cepat', { says: '31' }, 'not-met'],
  [EMPAT, 'goals', 'goals.tidak-ada', { says: '31' }, undefined],
])('%# %s of %s given %j', (model, sort, name, facts, answer) => {
  const tried = tryRule(model, { sort, name }, facts);
  expect(tried?.outcome.found).toBe(answer);
  if (!tried) return;
  // Kept beside a model it is a case that says what came out.
  const text = withCase('', model, sort, tried.kept) ?? '';
  const read = readYaml(withCase(text, model, sort, tried.kept) ?? '', Cases);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  expect(read.model[sort]).toHaveLength(2);
  expect(runCases(model, read.model).filter((one) => one.at !== 'model')).toEqual([]);
});

test('every rule of a model can be tried, and all its facts have a name', () => {
  for (const model of [PIPPK, EMPAT, modelIn('test/models/hibah-desa.yaml')]) {
    for (const rule of rulesToTry(model)) expect(factsAsked(model, rule)?.length).toBeGreaterThan(0);
  }
  expect(withCase('checks: [', PIPPK, 'checks', {})).toBeUndefined();
});
