import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildLibrary } from '../../scripts/library.ts';

// Compiles, and waits for its turn on a machine that does other things too.
/** A program of somebody else that has Pilar among its packages. */
let consumer = '';

beforeAll(() => {
  consumer = mkdtempSync(join(tmpdir(), 'pilar-consumer-'));
  const installed = join(consumer, 'node_modules/pilar');
  mkdirSync(installed, { recursive: true });
  cpSync('package.json', join(installed, 'package.json'));
  buildLibrary(join(installed, 'dist'));
  // What Pilar's package depends on is installed beside it.
  for (const name of ['zod', 'yaml'])
    symlinkSync(resolve('node_modules', name), join(consumer, 'node_modules', name));
  writeFileSync(join(consumer, 'package.json'), '{"type": "module"}');
});
afterAll(() => {
  rmSync(consumer, { recursive: true, force: true });
});

const PROGRAM = `
import { measureNetwork, type NetworkMeasures, readNetworkFile, type ReadingNote } from 'pilar/analysis/network';
const { network, notes } = readNetworkFile('from,to\\na,b\\nb,c\\n', { fileName: 'x.csv' });
const measures: NetworkMeasures = measureNetwork(network);
const said: readonly ReadingNote[] = notes;
console.log(measures.density.toFixed(3), measures.distances.diameter, said.map((note) => note.code).join());
`;

function problemsOf(text: string): string[] {
  const file = join(consumer, 'program.ts');
  writeFileSync(file, text);
  const program = ts.createProgram([file], {
    strict: true,
    noEmit: true,
    types: [],
    lib: ['lib.es2024.d.ts', 'lib.dom.d.ts'],
    target: ts.ScriptTarget.ES2024,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map((one) => ts.flattenDiagnosticMessageText(one.messageText, '\n'));
}

test('another program imports the analysis of networks, with its types', () => {
  expect(problemsOf(PROGRAM)).toEqual([]);
  const wrong = problemsOf(PROGRAM.replace('measures.density.toFixed(3)', 'measures.density.toUpperCase()'));
  expect(wrong).toHaveLength(1);
});

test('and runs it', () => {
  const file = join(consumer, 'program.mjs');
  writeFileSync(
    file,
    ts.transpile(PROGRAM, { target: ts.ScriptTarget.ES2024, module: ts.ModuleKind.ESNext }),
  );
  expect(execFileSync(process.execPath, [file], { encoding: 'utf8' })).toBe('0.667 2 direction-assumed\n');
});

test.each(['network', 'allocation', 'rubric', 'causes', 'components', 'balance'])(
  'pilar/analysis/%s loads',
  (name) => {
    const load = `console.log(Object.keys(await import('pilar/analysis/${name}')).length > 0)`;
    writeFileSync(join(consumer, 'load.mjs'), load);
    expect(execFileSync(process.execPath, [join(consumer, 'load.mjs')], { encoding: 'utf8' })).toBe('true\n');
  },
);
