import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'pilar-analyze-'));
afterAll(() => rmSync(folder, { recursive: true }));

function pilar(...args: string[]) {
  const run = spawnSync(join(ROOT, 'bin/pilar'), ['analyze', ...args], { cwd: ROOT, encoding: 'utf8' });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const TELANG = 'demo/cases/telang.synergy.json';

describe('pilar analyze instrument', () => {
  test('prints category, dimensions, undecided and pivotal as JSON', () => {
    const { code, out } = pilar('instrument', 'synergy', TELANG, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ category: 'terfragmentasi', undecided: [] });
    expect(Object.keys(JSON.parse(out))).toEqual(expect.arrayContaining(['dimensions', 'pivotal']));
  });

  test('speaks Indonesian, and English when asked', () => {
    expect(pilar('instrument', 'synergy', TELANG).out).toContain('Terfragmentasi [terfragmentasi]');
    expect(pilar('instrument', 'models/instruments/synergy.yaml', TELANG, '--lang', 'en').out).toContain(
      'Fragmented [terfragmentasi]',
    );
  });

  test.each([
    ['an unknown instrument', 'astrologi', TELANG, /instrumen "astrologi" tidak ada; yang ada: .*synergy/],
    ['a missing file', 'synergy', 'nowhere.json', /nowhere\.json: berkas tidak dapat dibaca/],
    ['a folder', 'synergy', 'demo', /demo: ini folder/],
    ['an assessment with another instrument', 'participation', TELANG, /telang\.synergy\.json:2:\d+: /],
  ])('%s ends with exit code 2 and the reason', (_, instrument, path, reason) => {
    const { code, out, err } = pilar('instrument', instrument, path);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(reason);
  });

  test('an unknown level is named with its line', () => {
    const text = readFileSync(join(ROOT, TELANG), 'utf8').replace('"level": "tinggi"', '"level": "hebat"');
    const line = text.slice(0, text.indexOf('"hebat"')).split('\n').length;
    const { code, err } = pilar('instrument', 'synergy', file('hebat.json', text));
    expect(code).toBe(2);
    expect(err).toContain(`hebat.json:${line}:`);
    expect(err).toContain('nihil, kurang, bervariasi, tinggi');
  });

  test('a file that is not text is refused', () => {
    writeFileSync(join(folder, 'binary.json'), Buffer.from([0x7b, 0xff, 0xfe, 0x7d]));
    expect(pilar('instrument', 'synergy', join(folder, 'binary.json'))).toMatchObject({
      code: 2,
      err: expect.stringMatching(/bukan teks UTF-8/),
    });
  });
});

describe('pilar analyze causes', () => {
  test('prints roots and triggers, and draws', () => {
    const svg = join(folder, 'tree.svg');
    const { code, out } = pilar('causes', 'demo/cases/telang.causes.json', '--json', '--svg', svg);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      roots: ['kapabilitas-kolaborasi'],
      smallestRootSet: { exact: true },
    });
    expect(readFileSync(svg, 'utf8')).toMatch(/^<svg /);
  });

  test('an action says who does it and until when, where the file does', () => {
    const text = JSON.parse(readFileSync(join(ROOT, 'demo/cases/telang.causes.json'), 'utf8'));
    Object.assign(text.actions[0], { responsible: 'Dinas Pertanian', due: '2026-06-30', state: 'under-way' });
    const path = file('planned.json', JSON.stringify(text));
    expect(pilar('causes', path).out).toContain(': Dinas Pertanian, sampai 2026-06-30');
    const [first] = JSON.parse(pilar('causes', path, '--json').out).plan.actions.filter(
      (one: { action: { due?: string } }) => one.action.due,
    );
    expect(first.action).toMatchObject({ responsible: 'Dinas Pertanian', state: 'under-way' });
    Object.assign(text.actions[0], { due: '30 Juni' });
    expect(pilar('causes', file('someday.json', JSON.stringify(text))).code).toBe(2);
  });

  test('a circle in a tree ends with exit code 2, and nothing is written', () => {
    const words = '{"id":"a","en":"a"}';
    const link = (from: string, to: string) =>
      `{"from":"${from}","to":"${to}","evidence":[{"text":${words}}]}`;
    const factor = (slug: string) => `{"slug":"${slug}","title":${words}}`;
    const path = file(
      'circle.json',
      `{"title":${words},"shape":"tree","factors":[${factor('a')},${factor('b')}],\n"links":[${link('a', 'b')},\n${link('b', 'a')}]}`,
    );
    const svg = join(folder, 'never.svg');
    const { code, out, err } = pilar('causes', path, '--svg', svg);
    expect([code, out, existsSync(svg)]).toEqual([2, '', false]);
    expect(err).toMatch(/circle\.json:3:1: .*berputar: a → b → a/);
  });

  test('a drawing that cannot be written ends with exit code 2', () => {
    expect(
      pilar('causes', 'demo/cases/telang.causes.json', '--svg', join(folder, 'none', 'x.svg')).code,
    ).toBe(2);
  });
});

describe('pilar analyze components', () => {
  const TELANG_MAP = 'demo/cases/telang.components.json';

  test('prints chains, gaps, overlaps and what is awaited, and draws', () => {
    const svg = join(folder, 'chains.svg');
    const { code, out } = pilar('components', TELANG_MAP, '--json', '--svg', svg);
    expect(code).toBe(0);
    const found = JSON.parse(out);
    expect(found.idle).toEqual(['dissos', 'pemdes', 'pokja']);
    expect(found.gaps).toContainEqual({
      cluster: 'sapi',
      stage: 'pemasaran',
      kind: 'nobody',
      pillars: [],
    });
    expect(readFileSync(svg, 'utf8')).toMatch(/^<svg /);
    expect(pilar('components', TELANG_MAP, '--lang', 'en').out).toContain('Expectations not met');
  });

  test('an unknown component is named with its line, exit code 2, and nothing is written', () => {
    const text = readFileSync(join(ROOT, TELANG_MAP), 'utf8').replace(
      '"component": "nakertrans"',
      '"component": "dinas-x"',
    );
    const line = text.slice(0, text.indexOf('"dinas-x"')).split('\n').length;
    const svg = join(folder, 'never-chains.svg');
    const { code, out, err } = pilar('components', file('unknown.json', text), '--svg', svg);
    expect([code, out, existsSync(svg)]).toEqual([2, '', false]);
    expect(err).toContain(`unknown.json:${line}:`);
    expect(err).toContain('komponen "dinas-x" tidak dikenal');
  });
});
