import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chainMatrices, drawChains, gaps, matrixTable, readComponentMap } from './index.ts';

const read = readComponentMap(
  readFileSync(join(import.meta.dirname, '../../../demo/cases/telang.components.json'), 'utf8'),
);
if (!read.ok) throw new Error(JSON.stringify(read.problems));
const telang = read.value;

test('a matrix for each cluster with every link of its chain, and one for the whole area', () => {
  const matrices = chainMatrices(telang);
  expect(matrices.map((matrix) => matrix.cluster)).toEqual([
    ...telang.clusters.map((cluster) => cluster.slug),
    null,
  ]);
  const chain = telang.stages.filter((stage) => stage.chain).map((stage) => stage.slug);
  for (const matrix of matrices.slice(0, -1)) expect(matrix.stages).toEqual(expect.arrayContaining(chain));
});

test('every activity stands in as many cells as it has clusters, and once where it serves the area', () => {
  const cells = chainMatrices(telang).flatMap((matrix) => matrix.rows.flatMap((row) => row.cells.flat()));
  const expected = telang.activities.reduce((sum, one) => sum + Math.max(1, one.clusters.length), 0);
  expect(cells).toHaveLength(expected);
});

test('the table names its columns, and has a line for each component of each cluster', () => {
  const [head, ...lines] = matrixTable(telang, 'en');
  expect(head?.slice(0, 4)).toEqual(['Cluster', 'Component', 'Side', 'Land and infrastructure']);
  expect(lines).toHaveLength(chainMatrices(telang).reduce((sum, matrix) => sum + matrix.rows.length, 0));
  for (const line of lines) expect(line).toHaveLength(head?.length ?? 0);
});

test('the picture marks each gap, is well formed and says in words what it shows', () => {
  const svg = drawChains(telang, 'id');
  const empty = gaps(telang).filter((gap) => gap.kind === 'nobody').length;
  expect(svg.split('belum ada</text>')).toHaveLength(empty + 1);
  expect(svg).toContain(`celah: ${empty};`);
  expect(svg.split('<g').length).toBe(svg.split('</g>').length);
  expect(svg).not.toMatch(/undefined|NaN/);
  expect(drawChains(telang, 'id')).toBe(svg);
});

test('what people wrote cannot break out of the picture', () => {
  const title = { id: '<script>"&', en: '<script>"&' };
  const svg = drawChains({ ...telang, title, clusters: [{ slug: 'padi', title }] }, 'id');
  expect(svg).not.toContain('<script>');
});
