import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Model, readModel, readYaml } from '#modules/models/index.ts';
import { Cases, runCases } from './index.ts';

function read(path: string): string {
  return readFileSync(path, 'utf8');
}

function modelOf(source: string): Model {
  const found = readModel(source);
  if (!found.ok) throw new Error(JSON.stringify(found.problems[0]));
  return found.model;
}

function casesOf(source: string): Cases {
  const found = readYaml(source, Cases);
  if (!found.ok) throw new Error(JSON.stringify(found.problems[0]));
  return found.model;
}

const FILES = ['models', 'test/models'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((one) => /^(?!instruments).*[^/.]+\.yaml$/.test(one) && !one.endsWith('.cases.yaml'))
    .map((one) => `${folder}/${one}`),
);

test.each(FILES)('%s does what its cases say, and they show all of it', (file) => {
  expect(runCases(modelOf(read(file)), casesOf(read(file.replace('.yaml', '.cases.yaml'))))).toEqual([]);
});

const PIPPK = read('models/pippk/2015.yaml');
const CASES = read('models/pippk/2015.cases.yaml');

test.each([
  // what is changed in the model                                                    and which case tells
  [
    'a photo more',
    'check: photos, atLeast: 1',
    'check: photos, atLeast: 2',
    'proposals.usulan.photos is not-met, not met',
  ],
  [
    'a day more',
    'within: { workingDays: 10 }',
    'within: { workingDays: 11 }',
    'filings.lpj.due is due on 2026-02-17, not on 2026-02-16',
  ],
  [
    'nine tenths of the RT',
    'roll: rt, share: 1000',
    'roll: rt, share: 900',
    'forums.kelurahan has a quorum that is met, not not-met',
  ],
  [
    'a camat who may refuse',
    'at: district, may: [accept, return]',
    'at: district, may: [accept, return, refuse]',
    'no case lets filings.lpj.camat refuse',
  ],
  [
    'a lurah who may have written it',
    'offices: [lurah], at: village, may: [accept, return], basis',
    'offices: [lurah], at: village, may: [accept, return], notSameAs: [], basis',
    'filings.lpj: the last answer is taken, not access.maker-checker',
  ],
])('with %s some case comes out otherwise', (_, from, to, told) => {
  expect(PIPPK.split(from)).toHaveLength(2);
  const faults = runCases(modelOf(PIPPK.replace(from, to)), casesOf(CASES));
  expect(faults.map((one) => one.message)).toContain(told);
});

test.each([
  // what is left out of the cases                                                     and what is told of the model
  [/^.*photos: 0.*\n/m, 'no case shows proposals.usulan.photos not-met'],
  [/^.*steps: \[lurah, camat, setda\].*\n/m, 'no case walks filings.lpj to its end (accepted)'],
  [/due:\n(.*\n)*?(?=quorum:)/, 'no case shows when filings.lpj.due falls due'],
  [/quorum:\n(.*\n)*/, 'no case shows forums.kelurahan met'],
  [/^model: .*\n/m, 'these are cases of other 2015, not of pippk 2015'],
])('without %s it is told', (left, told) => {
  const text = CASES.replace(left, String(left).includes('model') ? 'model: other 2015\n' : '');
  expect(text).not.toBe(CASES);
  expect(runCases(modelOf(PIPPK), casesOf(text)).map((one) => one.message)).toContain(told);
});

test('a case of a rule that is not there is told', () => {
  const text = CASES.replace('of: filings.lpj.due', 'of: filings.lpj.hari');
  expect(runCases(modelOf(PIPPK), casesOf(text)).map((one) => one.message)).toContain(
    'the model has no rule "filings.lpj.hari" of this sort',
  );
});
