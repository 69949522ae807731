import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createNetwork,
  lossBetween,
  NETWORK_FORMATS,
  readNetworkFile,
  writeNetwork,
} from '#analysis/network/index.ts';

// Each starts a process, and waits until the machine lets it.
const root = fileURLToPath(new URL('../../', import.meta.url));
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pilar-convert-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function convert(...words: string[]) {
  return spawnSync(join(root, 'bin/pilar'), ['convert', ...words, '--lang', 'en'], { encoding: 'utf8' });
}

test('writes the format that the ending names, and says what got lost', () => {
  const source = join(folder, 'a.csv');
  const out = join(folder, 'a.net');
  writeFileSync(source, 'from,to,type,bond,note\na,b,Directed,strong,lama\nb,b,Directed,weak,\n');
  const run = convert(source, out, '--loops', 'keep');
  expect(run.status).toBe(0);
  expect(readFileSync(out, 'utf8')).toBe('*Vertices 2\n1 "a"\n2 "b"\n*Arcs\n1 2 2\n2 2 1\n');
  expect(run.stderr).toContain('Lost: facts of ties (bond, standing, nature, layer, stage, dates, note) (2)');
});

test('of a part of a network', () => {
  const source = join(folder, 'b.csv');
  const out = join(folder, 'b.dl');
  writeFileSync(source, 'from,to,form\na,b,kerja\na,b,kerabat\n');
  expect(convert(source, out, '--on', 'kerabat').status).toBe(0);
  expect(readFileSync(out, 'utf8')).toContain('"kerabat"');
  expect(readFileSync(out, 'utf8')).not.toContain('"kerja"');
});

test('what cannot be read writes nothing, and an unknown ending asks for --as', () => {
  const source = join(folder, 'c.csv');
  writeFileSync(source, 'from,to\na,a\n');
  const out = join(folder, 'c.net');
  expect(convert(source, out)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('c.csv:2: self-loop'),
  });
  expect(existsSync(out)).toBe(false);
  writeFileSync(source, 'from,to\na,b\n');
  expect(convert(source, join(folder, 'c.xyz')).stderr).toContain('--as');
  expect(convert(source, join(folder, 'c.xyz'), '--as', 'gexf').status).toBe(0);
});

/** As much as a network can say. */
const rich = createNetwork({
  directed: true,
  actors: [
    { id: 'a', label: 'Lurah', pillar: 'pemerintah', attributes: { anggota: 3 } },
    { id: 'b', label: 'PKK' },
    { id: 'c' },
  ],
  ties: [
    {
      from: 'a',
      to: 'b',
      strength: 2,
      form: 'kerja',
      layer: 'x',
      evidence: [{ kind: 'forum', reference: 'r', date: null, adds: 1 }],
    },
    { from: 'a', to: 'b', strength: 3, form: 'kerja', layer: 'y' },
    { from: 'b', to: 'c', form: 'kerabat', mutual: true, since: '2020-01-01' },
  ],
  loops: [{ from: 'c', to: 'c', strength: 4 }],
});

test.each([
  ['json', []],
  ['graphml', ['evidence']],
  ['gexf', ['evidence']],
  ['csv', ['labels', 'facts', 'attributes', 'evidence']],
  ['pajek', ['labels', 'facts', 'attributes', 'ties', 'facts-of-ties', 'evidence']],
  ['dl', ['labels', 'facts', 'attributes', 'ties', 'facts-of-ties', 'evidence']],
] as const)('%s loses no more than it says', (format, lost) => {
  const back = readNetworkFile(writeNetwork(rich, format), {
    fileName: `x.${format}`,
    loops: 'keep',
    parallel: 'first',
  });
  expect(lossBetween(rich, back.network).map((loss) => loss.code)).toEqual(lost);
});

test.each(NETWORK_FORMATS)('a plain network loses nothing in %s', (format) => {
  const plain = createNetwork({
    directed: true,
    actors: [{ id: 'a' }, { id: 'b' }, { id: 'c' }],
    ties: [{ from: 'a', to: 'b', strength: 2 }],
  });
  const back = readNetworkFile(writeNetwork(plain, format), { fileName: `x.${format}` });
  expect(lossBetween(plain, back.network)).toEqual([]);
});
