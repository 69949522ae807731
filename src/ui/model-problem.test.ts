import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readModel } from '#modules/models/index.ts';
import { wordModelProblem } from './model-problem.ts';

const SOURCE = readFileSync('models/pippk/2015.yaml', 'utf8');

/** The sentences that the sections of a model say, as they stand in their source; what they name is `x`. */
const SAID = globSync('src/modules/models/{*.section,*references,read-model,sections}.ts').flatMap((file) => {
  const text = readFileSync(file, 'utf8').replaceAll(/^\s*(\/?\*|\/\/).*$/gm, '');
  const literals = [...text.matchAll(/'((?:[^'\\\n]|\\.)*)'|`([^`\n]*)`/g)].map(
    (one) => one[1] ?? one[2] ?? '',
  );
  return literals
    .map((one) => one.replaceAll(/\$\{[^}]*\? '' : ' on its way'\}/g, '').replaceAll(/\$\{[^}]*\}/g, '1'))
    .filter((one) => / /.test(one) && !/^[#./]|=>|^\d|^ |^1 has no |^use strict/.test(one));
});

test('whatever a model can be told is wrong is told in Indonesian', () => {
  expect(SAID.length).toBeGreaterThan(60);
  const untold = SAID.filter((message) => !wordModelProblem({ message, path: 'x' }, 'id').known);
  expect(untold).toEqual([]);
});

test.each([
  // what stands in the model in place of what                             and what is told
  ['name: pippk', 'name: PIPPK', 'hanya huruf kecil, angka, dan tanda hubung'],
  ['short: PIPPK\n', '', 'belum ditulis (teks)'],
  ['at: village', 'at: dusun', 'pilih salah satu: province, regency, district, village, neighbourhood'],
  ['short: PIPPK\n', 'short: PIPPK\nwarna: biru\n', 'kunci ini tidak dikenal di sini'],
  ['atLeast: 1, basis', 'atLeast: satu, basis', 'seharusnya angka, tertulis teks'],
  ['photosEach: 1', 'photosEach: 99', 'paling banyak 20'],
  ['executors: [chair, secretary]', 'executors: []', 'sedikitnya 1 isi'],
  ['basis: perda-2-2013', 'basis: perda-9', '“perda-9” tidak terdaftar pada bagian legal'],
  ['forum: kelurahan\n    basis', 'forum: rt\n    basis', '“rt” tidak terdaftar pada bagian forums'],
  [
    'roles:\n',
    'roles: [\n',
    'tidak terbaca sebagai YAML: periksa jorokan, titik dua, kurung, dan tanda kutip di baris ini',
  ],
])('with %j in place of %j', (from, to, told) => {
  expect(SOURCE).toContain(from);
  const read = readModel(SOURCE.replace(from, to));
  const texts = read.ok ? [] : read.problems.map((one) => wordModelProblem(one, 'id').text);
  expect(texts).toContain(told);
  expect(read.ok ? [] : read.problems.filter((one) => !wordModelProblem(one, 'id').known)).toEqual([]);
});
