import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { entryLeaf, GENESIS, nextSeal, type PublicEntry } from '#modules/journal/journal.ts';
import { inclusionProof, leafHash, subtreesEndingAt } from '#modules/journal/merkle.ts';
import { holdFolder } from '#platform/folder-lock.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const pippk = join(root, 'models/pippk/2015.yaml');
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pilar-verify-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function pilar(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return spawnSync(join(root, 'bin/pilar'), words, {
    encoding: 'utf8',
    cwd: folder,
    env: { ...process.env, DATABASE_URL: '', ...env },
  });
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

// Each test starts a process of its own.
describe('pilar journal verify --proof', () => {
  const entry: PublicEntry = {
    id: '019c4a2e-0000-7000-8000-000000000001',
    at: '2026-02-10T03:00:00.000Z',
    action: 'proposal.submitted',
    subjectType: 'proposal',
    subjectId: '019c4a2e-0000-7000-8000-000000000002',
    region: '32.73.30.1003',
    office: 'chair',
    organization: null,
    summary: { requested: '52500000' },
    detailsDigest: leafHash('private'),
  };
  const leaves = [leafHash('another'), entryLeaf(entry), leafHash('a third')];
  const seal = nextSeal(undefined, GENESIS, leaves, '2026-02-10T03:00:10.000Z');
  const [history] = subtreesEndingAt(1, leafHash(seal.hash), () => GENESIS);
  const newest = nextSeal(seal, history ?? '', [leafHash('later')], '2026-02-10T03:00:20.000Z');
  const proof = {
    entry,
    leaf: entryLeaf(entry),
    path: inclusionProof(leaves, 1),
    seal,
    sealPath: [],
    newest,
  };
  const check = (changed: object, ...words: string[]) => {
    const path = file('bukti.json', JSON.stringify({ ...proof, ...changed }));
    return pilar(['journal', 'verify', '--proof', path, ...words]);
  };

  test('a proof that holds: exit 0, without any database', () => {
    const run = check({});
    expect(run.status).toBe(0);
    expect(run.stdout).toContain(newest.hash);
  });

  test('a proof that does not: exit 1, and what is wrong', () => {
    const run = check({ entry: { ...entry, summary: { requested: '92500000' } } }, '--json');
    expect(run.status).toBe(1);
    expect(JSON.parse(run.stdout)).toMatchObject({ sound: false, fault: 'entry does not hash to its leaf' });
  });

  test('a file that is no proof: exit 2', () => {
    const run = check({ leaf: 'abc' });
    expect(run.status).toBe(2);
    expect(run.stderr).toContain('leaf: 64');
    expect(run.stdout).toBe('');
  });
});

describe('pilar model validate', () => {
  test('a model that can be published: exit 0 and what it says', () => {
    const run = pilar(['model', 'validate', pippk]);
    expect(run.status).toBe(0);
    expect(run.stdout).toMatch(/^valid: PIPPK, pippk 2015/);
  });

  test('every mistake by line, column and path: exit 2', () => {
    const text = readFileSync(pippk, 'utf8');
    const path = file('model.yaml', text.replace('amount: 100000000', 'amount: 0.5'));
    const line = text.split('\n').findIndex((one) => one.includes('amount: 100000000')) + 1;
    const run = pilar(['model', 'validate', path]);
    expect(run.status).toBe(2);
    expect(run.stderr).toContain(`${path}:${line}:30 purses[0].of[0].amount: `);
    expect(JSON.parse(pilar(['model', 'validate', path, '--json']).stdout)).toMatchObject({ valid: false });
  });
});

describe('pilar model diff, test and adopt', () => {
  test('what differs, how much it weighs, and what both sides changed', () => {
    const text = readFileSync(pippk, 'utf8');
    const less = file('less.yaml', text.replace('amount: 100000000', 'amount: 90000000'));
    const more = file('more.yaml', text.replace('amount: 100000000', 'amount: 120000000'));
    const run = pilar(['model', 'diff', pippk, less, '--mine', more]);
    expect(run.status).toBe(0);
    expect(run.stdout).toMatch(
      /^tightening {2}purses\.pagu\.of\.rw\.amount {2}100\.000\.000 → 90\.000\.000$/m,
    );
    expect(run.stdout).toMatch(/^changed by both {4}purses\.pagu\.of\.rw\.amount$/m);
    expect(pilar(['model', 'diff', pippk, pippk]).stdout).toBe('no rule differs\n');
    const gone = file('gone.yaml', text.replaceAll('rw-sosial', 'rw-warga'));
    expect(pilar(['model', 'diff', pippk, gone]).status).toBe(1);
    expect(pilar(['model', 'diff', pippk, 'nowhere.yaml']).status).toBe(2);
  });

  test('a model is tried by the cases beside it', () => {
    const run = pilar(['model', 'test', pippk]);
    expect(run.status).toBe(0);
    expect(run.stdout).toMatch(/2015\.yaml: \d+ cases, all as they say\n$/);
    const changed = file(
      'slow.yaml',
      readFileSync(pippk, 'utf8').replace('workingDays: 10', 'workingDays: 12'),
    );
    expect(pilar(['model', 'test', changed]).status).toBe(2);
    file('slow.cases.yaml', readFileSync(pippk.replace('.yaml', '.cases.yaml'), 'utf8'));
    const slow = pilar(['model', 'test', changed]);
    expect(slow.status).toBe(1);
    expect(slow.stderr).toContain('due[0]: filings.lpj.due is due on 2026-02-18, not on 2026-02-16');
  });

  test('a model is taken over with its comments and its origin, and reads', () => {
    const run = pilar(['model', 'adopt', pippk, '--name', 'pippk-kami', '--version', '2027']);
    expect(run.status).toBe(0);
    const own = file('own.yaml', run.stdout);
    expect(pilar(['model', 'validate', own]).stdout).toMatch(/^valid: PIPPK, pippk-kami 2027/);
    expect(pilar(['model', 'diff', pippk, own]).stdout).toBe('no rule differs\n');
    expect(run.stdout).toContain('adopted:');
    expect(pilar(['model', 'adopt', pippk, '--name', 'Pippk Kami', '--version', '2027']).status).toBe(2);
  });
});

test.each([
  ['an unknown command', ['jurnal']],
  ['an unknown option', ['verify', '--quick']],
  ['a missing argument', ['model', 'validate']],
  ['a file that is not there', ['model', 'validate', 'nowhere.yaml']],
])('%s is bad input: exit 2', (_, words) => {
  expect(pilar(words).status).toBe(2);
});

test('no database where the settings point: said, and none is made', () => {
  const run = pilar(['verify'], { PILAR_DATA: join(folder, 'none') });
  expect(run.status).toBe(69);
  expect(run.stderr).toContain('there is no database');
});

test('a running server holds the embedded database: said, with what to do instead', () => {
  const data = join(folder, 'held');
  mkdirSync(join(data, 'pglite'), { recursive: true });
  onTestFinished(holdFolder(data));
  const run = pilar(['journal', 'verify'], { PILAR_DATA: data });
  expect(run.status).toBe(69);
  expect(run.stderr).toContain('pilar journal verify --proof FILE');
});

test('a reader that stops early ends the command quietly', () => {
  const run = spawnSync(
    'sh',
    ['-c', `"${join(root, 'bin/pilar')}" model validate "${pippk}" --json | head -c 0`],
    {
      encoding: 'utf8',
    },
  );
  expect(run.stderr).toBe('');
});
