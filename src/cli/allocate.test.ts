import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'pilar-allocate-'));
afterAll(() => rmSync(folder, { recursive: true }));

const FILE = `META
key;value
budget;100000000
vote_type;approval
PROJECTS
project_id;cost;name;category
1;60000000;Saluran air;prasarana
2;40000000;Jalan lingkungan;prasarana
3;20000000;Pelatihan menjahit;pemberdayaan
VOTES
voter_id;vote
a;1,2
b;1,2
c;1
d;3
e;3
`;

test('greedy spends on the most votes; JSON for machines', () => {
  const { status, stdout } = allocate(FILE, '--json');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    winners: ['1', '2'],
    cost: 100_000_000,
    rounds: [
      { number: 1, project: '1', votes: 3, left: 40_000_000 },
      { number: 2, project: '2', votes: 2, left: 0, tiedWith: ['3'] },
    ],
  });
});

test('Equal Shares explains itself in Indonesian, and in English when asked', () => {
  const rule = ['--rule', 'equal-shares', '--completion', 'add1'];
  const indonesian = allocate(FILE, ...rule);
  expect(indonesian.stdout).toContain('Saluran air (1): Rp60.000.000. Dibayar 3 dari 3 pendukungnya');
  expect(indonesian.stdout).toContain('pendukungnya bersama-sama tinggal punya');
  expect(allocate(FILE, ...rule, '--lang', 'en').stdout).toContain('Paid by 3 of its 3 supporters');
});

test('limits of the forum are options', () => {
  const { stdout } = allocate(FILE, '--json', '--min-share', 'field:pemberdayaan=300', '--min-support', '2');
  expect(JSON.parse(stdout)).toMatchObject({
    winners: ['1', '3'],
    losses: [{ project: '2', reason: { code: 'reserve', left: 20_000_000 } }],
    shares: [{ wanted: 20_000_000, met: true }],
  });
});

test('the picture names every project', () => {
  const picture = join(folder, 'out.svg');
  expect(allocate(FILE, '--svg', picture).status).toBe(0);
  const svg = readFileSync(picture, 'utf8');
  for (const name of ['1. Saluran air', '2. Jalan lingkungan', 'Pelatihan menjahit'])
    expect(svg).toContain(name);
});

test.each([
  // what is wrong             file                                        options                    message
  ['an unknown project', FILE.replace('c;1', 'c;9'), [], 'baris 14: surat suara menyebut usulan 9'],
  ['a project for nothing', FILE.replace('20000000', '0'), [], 'baris 9: biaya usulan 3 nol'],
  [
    'a budget above 2^53',
    FILE.replace('100000000', '9007199254740993'),
    [],
    'baris 3: 9007199254740993 melampaui',
  ],
  ['Borda without rankings', FILE, ['--rule', 'borda'], 'skor Borda memerlukan'],
  ['an unknown rule', FILE, ['--rule', 'lottery'], 'lottery'],
  ['Add1 for greedy', FILE, ['--completion', 'add1'], 'tidak dapat dilengkapi'],
  ['a share of an unknown field', FILE, ['--min-share', 'field:wisata=300'], 'wisata'],
])('%s: exit code 2, a reason, and nothing is written', (_, text, options, message) => {
  const picture = join(folder, 'never.svg');
  const { status, stdout, stderr } = allocate(text, ...options, '--svg', picture);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(message);
  expect(existsSync(picture)).toBe(false);
});

test('a file that is not there', () => {
  expect(run('nowhere.pb').status).toBe(2);
});

function allocate(text: string, ...options: readonly string[]) {
  const file = join(folder, 'votes.pb');
  writeFileSync(file, text);
  return run(file, ...options);
}

function run(...words: readonly string[]) {
  const program = `
    import { Command } from 'commander';
    import { addAllocateCommand } from '#cli/allocate.ts';
    const program = new Command('pilar');
    addAllocateCommand(program);
    await program.parseAsync(['node', 'pilar', 'allocate', ...process.argv.slice(1)]);`;
  return spawnSync(process.execPath, ['--input-type=module', '--eval', program, '--', ...words], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    encoding: 'utf8',
  });
}
