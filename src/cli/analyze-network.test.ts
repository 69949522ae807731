import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { graphFromArcs, pathSums } from '#analysis/network/index.ts';
import { seededRandom } from '#analysis/network/random.ts';
import { pathSumsInThreads } from './network-threads.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const kotaku = join(root, 'demo/cases/kotaku-pasar-ii.network.json');
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pilar-network-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function pilar(...words: string[]) {
  return spawnSync(join(root, 'bin/pilar'), ['analyze', 'network', ...words], { encoding: 'utf8' });
}

describe('pilar analyze network', () => {
  test('prints the metrics as JSON under their agreed names', () => {
    const run = pilar(kotaku, '--json');
    expect(run.status).toBe(0);
    const printed = JSON.parse(run.stdout);
    expect(Object.keys(printed)).toEqual(
      expect.arrayContaining([
        'density',
        'reciprocity',
        'centralization',
        'nodes',
        'bridges',
        'articulationPoints',
        'components',
        'communities',
        'eiIndex',
        'krackhardt',
      ]),
    );
    expect(printed.nodes[0]).toMatchObject({ id: 'satker-pkp', degree: 4, brokerage: { coordinator: 0 } });
    expect(printed.claims.length).toBe(13);
  });

  test('prints a table in Indonesian, or in English when asked', () => {
    expect(pilar(kotaku).stdout).toMatch(/Kepadatan +0,424/);
    expect(pilar(kotaku, '--lang', 'en').stdout).toMatch(/Density +0\.424/);
  });

  test('draws the sociogram', () => {
    const out = join(folder, 'jaringan.svg');
    expect(pilar(kotaku, '--svg', out).status).toBe(0);
    expect(readFileSync(out, 'utf8')).toMatch(/^<svg .*role="img"/);
  });

  test('groups by the attribute that is named', () => {
    expect(JSON.parse(pilar(kotaku, '--json', '--attribute', 'level').stdout).attribute).toBe('level');
    const unknown = pilar(kotaku, '--json', '--attribute', 'warna');
    expect([unknown.status, unknown.stdout]).toEqual([2, '']);
    expect(unknown.stderr).toContain('warna');
  });

  test('bad input: line and reason on stderr, exit code 2, nothing written', () => {
    const bad = join(folder, 'buruk.csv');
    const out = join(folder, 'tidak-ada.svg');
    writeFileSync(bad, 'from,to\na,b\nc,c\n');
    const run = pilar(bad, '--json', '--svg', out);
    expect([run.status, run.stdout, existsSync(out)]).toEqual([2, '', false]);
    expect(run.stderr).toContain(`${bad}:3: ikatan "c" dengan dirinya sendiri`);
    expect(pilar(bad, '--lang', 'en').stderr).toContain('self-loop');
  });

  test('a file that is not there, and one that is not text', () => {
    expect(pilar(join(folder, 'tiada.json')).status).toBe(2);
    const binary = join(folder, 'gambar.json');
    writeFileSync(binary, Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x4a]));
    expect(pilar(binary).stderr).toContain('UTF-8');
  });

  test('what the reading left out or assumed is on stderr, and in JSON under notes', () => {
    const file = join(folder, 'warna.csv');
    writeFileSync(file, 'from,to,warna\na,b,merah\nb,b,biru\n');
    const text = pilar(file, '--loops', 'drop', '--lang', 'en');
    expect(text.stderr).toContain('warna');
    expect(text.stderr).toContain('[--directed]');
    const json = pilar(file, '--loops', 'drop', '--json');
    expect(json.stderr).toBe('');
    expect(JSON.parse(json.stdout).notes).toEqual([
      { code: 'columns-left-out', count: 2, line: 2, names: ['warna'] },
      { code: 'direction-assumed', count: 2, line: null, names: ['undirected'] },
      { code: 'loops-dropped', count: 1, line: 3, names: [] },
    ]);
  });

  test('a refusal that one may decide names the option', () => {
    const file = join(folder, 'dua.paj');
    writeFileSync(file, '*Network satu\n*Vertices 2\n*Edges\n1 2\n*Network dua\n*Vertices 2\n*Arcs\n2 1\n');
    expect(pilar(file).stderr).toContain('--graph');
    expect(JSON.parse(pilar(file, '--graph', 'dua', '--json').stdout).directed).toBe(true);
  });

  test('--on looks at a form, a stage or a layer, as the pages do', () => {
    const file = join(folder, 'tahap.csv');
    writeFileSync(file, 'from,to,form,stage\na,b,kerja,awal\nb,c,kerja,akhir\na,c,kerabat,awal\n');
    const ties = (...on: string[]) =>
      JSON.parse(pilar(file, '--json', ...on.flatMap((word) => ['--on', word])).stdout).ties;
    expect([ties('kerja'), ties('kerja', 'awal'), ties('stage=akhir')]).toEqual([2, 1, 1]);
    const unknown = pilar(file, '--on', 'tetangga');
    expect([unknown.status, unknown.stdout]).toEqual([2, '']);
    expect(unknown.stderr).toContain('stage=awal');
  });

  test('names of actors stand beside their ids, from a table of actors', () => {
    const ties = join(folder, 'kode.csv');
    const table = join(folder, 'aktor.csv');
    writeFileSync(ties, 'from,to\n1,2\n');
    writeFileSync(table, 'id,label\n1,Lurah\n2,PKK\n');
    const text = pilar(ties, '--nodes', table).stdout;
    expect(text).toContain('Jembatan: Lurah (1) – PKK (2)');
    expect(JSON.parse(pilar(ties, '--nodes', table, '--json').stdout).nodes[0]).toMatchObject({
      id: '1',
      label: 'Lurah',
    });
  });

  test('--compare correlates two networks by QAP; the same seed gives the same answer', () => {
    const other = join(folder, 'lain.csv');
    const file = join(folder, 'satu.csv');
    writeFileSync(file, 'from,to\na,b\nb,c\nc,d\n');
    writeFileSync(other, 'from,to\nd,c\nb,a\na,d\n');
    const run = () => JSON.parse(pilar(file, '--compare', other, '--seed', '4', '--json').stdout).qap;
    expect(run()).toEqual(run());
    expect(pilar(file, '--compare', other, '--lang', 'en').stdout).toContain('QAP correlation: 0.333');
    writeFileSync(other, 'from,to\na,b\n');
    expect(pilar(file, '--compare', other).status).toBe(2);
  });

  test('--help states columns, conventions and the fields of JSON', () => {
    const help = pilar('--help').stdout;
    for (const word of [
      'Columns of a CSV',
      'Conventions:',
      'Fields of JSON:',
      'closenessWithinReach',
      '--parallel',
    ])
      expect(help).toContain(word);
    const printed = JSON.parse(pilar(kotaku, '--json').stdout);
    for (const field of [...Object.keys(printed), ...Object.keys(printed.nodes[0])])
      expect(help).toContain(field);
  });

  test.each([
    ['--loops', 'sometimes'],
    ['--parallel', 'all'],
    ['--project', 'both'],
    ['--permutations', 'many'],
    ['--seed', '-1'],
  ])('%s %s is bad input', (option, word) => {
    expect(pilar(kotaku, option, word).status).toBe(2);
  });

  test('--directed reads ties as running one way', () => {
    const file = join(folder, 'arah.csv');
    writeFileSync(file, 'from,to\na,b\nb,a\nb,c\n');
    expect(JSON.parse(pilar(file, '--directed', '--json').stdout)).toMatchObject({
      density: 0.5,
      reciprocity: 2 / 3,
    });
  });
});

test('threads find the same sums as one', async () => {
  const random = seededRandom(11);
  const from: number[] = [];
  const to: number[] = [];
  for (let i = 0; i < 900; i++) {
    from.push(Math.floor(random() * 200));
    to.push(Math.floor(random() * 200));
  }
  const graph = graphFromArcs(200, true, { from, to, weight: from.map(() => 1) });
  const together = await pathSumsInThreads(graph, 2);
  const alone = pathSums(graph, 'step');
  alone.betweenness.forEach((value, v) => {
    expect(together.betweenness[v]).toBeCloseTo(value, 6);
    expect(together.distance[v]).toBe(alone.distance[v]);
  });
});
