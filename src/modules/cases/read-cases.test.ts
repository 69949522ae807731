import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readCases, readingCases } from './read-cases.ts';

const SOURCE = readFileSync('models/pippk/2015.yaml', 'utf8');
const CASES = readFileSync('models/pippk/2015.cases.yaml', 'utf8');

test('a model and the cases beside it are read; no text is no case', () => {
  const both = readCases({ source: SOURCE, cases: CASES });
  expect(both).toMatchObject({ reads: true, model: { name: 'pippk' }, cases: { ok: true } });
  expect(readCases({ source: SOURCE, cases: ' \n' })).toMatchObject({
    reads: true,
    cases: { ok: true, model: { model: 'pippk 2015' } },
  });
});

test('what is wrong is told of the model first, else of the cases', () => {
  expect(readCases({ source: 'name: 1', cases: CASES })).toMatchObject({
    reads: false,
    problems: expect.arrayContaining([expect.objectContaining({ line: expect.any(Number) })]),
  });
  expect(readCases({ source: SOURCE, cases: 'model: [' })).toMatchObject({
    reads: true,
    cases: { ok: false, problems: [expect.objectContaining({ line: expect.any(Number) })] },
  });
});

test('a process of its own finds the work where it is said to be', async () => {
  const { file, name, work } = readingCases;
  expect(await import(/* @vite-ignore */ `../../${file}`)).toHaveProperty(name, work);
});
