import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openFileStore, type SweepRules } from './file-store.ts';

function newStore() {
  const folder = mkdtempSync(join(tmpdir(), 'pilar-files-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const place = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);
  const age = (sha256: string) => utimesSync(place(sha256), OLD, OLD);
  return { folder, files: openFileStore(folder), place, age };
}

const OLD = new Date('2026-01-01T00:00:00Z');
const DAY = 86_400_000;

function rules(referred: readonly string[], change: Partial<SweepRules> = {}): SweepRules {
  const now = new Date();
  return {
    now,
    putBefore: new Date(now.getTime() - DAY),
    asideBefore: new Date(now.getTime() - 7 * DAY),
    referred: async (hashes) => new Set(hashes.filter((one) => referred.includes(one))),
    ...change,
  };
}

test('the same content sent many times at once is kept once and whole', async () => {
  const { folder, files } = newStore();
  const bytes = new Uint8Array(200_000).fill(7);
  const names = await Promise.all(Array.from({ length: 20 }, () => files.put(bytes)));
  expect(new Set(names).size).toBe(1);
  expect(Buffer.from(await files.get(names[0] ?? ''))).toEqual(Buffer.from(bytes));
  expect(readdirSync(join(folder, names[0]?.slice(0, 2) ?? ''))).toEqual([names[0]]);
});

test('a file on disk is copied and stays where it is', async () => {
  const { folder, files } = newStore();
  const path = join(folder, 'sent');
  writeFileSync(path, 'kwitansi');
  const sha256 = await files.put(Buffer.from('kwitansi'));
  expect(await files.put({ path, size: 8, sha256 })).toBe(sha256);
  expect(Buffer.from(await files.get(sha256)).toString()).toBe('kwitansi');
  expect(existsSync(path)).toBe(true);
});

test('what nobody refers to is laid aside, can still be read, comes back when it is referred to, and is gone after a week', async () => {
  const { folder, files, place, age } = newStore();
  const used = await files.put(Buffer.from('dipakai'));
  const stray = await files.put(Buffer.from('tak terpakai'));
  const fresh = await files.put(Buffer.from('baru saja'));
  age(used);
  age(stray);
  const broken = `${place(stray)}.part`;
  writeFileSync(broken, 'ter');
  utimesSync(broken, OLD, OLD);

  expect(await files.sweep(rules([used]))).toEqual({ looked: 2, aside: 1, back: 0, removed: 0, broken: 1 });
  expect([used, stray, fresh].map((one) => existsSync(place(one)))).toEqual([true, false, true]);
  expect(Buffer.from(await files.get(stray)).toString()).toBe('tak terpakai');

  expect(await files.sweep(rules([used, stray]))).toMatchObject({ back: 1, removed: 0 });
  expect(existsSync(place(stray))).toBe(true);

  expect(await files.sweep(rules([used]))).toMatchObject({ aside: 1, removed: 0 });
  const later = new Date(Date.now() + 8 * DAY);
  const weekOn = rules([used, fresh], { now: later, asideBefore: new Date(later.getTime() - 7 * DAY) });
  expect(await files.sweep(weekOn)).toMatchObject({ removed: 1, aside: 0 });
  await expect(files.get(stray)).rejects.toThrow('ENOENT');
  expect(readdirSync(join(folder, 'aside'))).toEqual([]);
});

test('content that is put again while it is swept stays, whatever the moment', async () => {
  const { files, place, age } = newStore();
  const content = Buffer.from('diunggah lagi');
  const sha256 = await files.put(content);
  age(sha256);
  // Put between the question who refers to it and the move: what is moved is the new file.
  const whileAsked = rules([], {
    referred: async () => {
      await files.put(content);
      return new Set();
    },
  });
  expect(await files.sweep(whileAsked)).toMatchObject({ aside: 0 });
  expect(existsSync(place(sha256))).toBe(true);
});

test('two servers that sweep in the same millisecond, while content is put again, both come to an end', async () => {
  const { folder, files, place, age } = newStore();
  const other = openFileStore(folder);
  const content = Buffer.from('diunggah lagi');
  for (let round = 0; round < 50; round += 1) {
    const sha256 = await files.put(content);
    age(sha256);
    const now = rules([]);
    await Promise.all([files.sweep(now), files.put(content), other.sweep(now)]);
    expect(existsSync(place(sha256)), `round ${round}`).toBe(true);
  }
});

test('two servers sweep and put at the same time, and nothing that was put is lost', async () => {
  const { folder, files, place, age } = newStore();
  const other = openFileStore(folder);
  const contents = Array.from({ length: 60 }, (_, i) => Buffer.from(`berkas ${i}`));
  const hashes = await Promise.all(contents.map((one) => files.put(one)));
  for (const one of hashes) age(one);
  const again = contents.slice(0, 30);
  const [mine, theirs] = await Promise.all([
    files.sweep(rules([])),
    other.sweep(rules([])),
    ...again.map((one) => other.put(one)),
  ]);
  for (const one of hashes.slice(0, 30)) expect(existsSync(place(one)), one).toBe(true);
  expect(mine.aside + theirs.aside).toBeGreaterThanOrEqual(30);
  for (const one of hashes) expect((await files.get(one)).length).toBeGreaterThan(0);
});
