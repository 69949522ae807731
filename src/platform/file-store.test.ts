import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openFileStore } from './file-store.ts';

test('the same content sent many times at once is kept once and whole', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pilar-files-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const files = openFileStore(folder);
  const bytes = new Uint8Array(200_000).fill(7);
  const names = await Promise.all(Array.from({ length: 20 }, () => files.put(bytes)));
  expect(new Set(names).size).toBe(1);
  expect(Buffer.from(await files.get(names[0] ?? ''))).toEqual(Buffer.from(bytes));
  expect(readdirSync(join(folder, names[0]?.slice(0, 2) ?? ''))).toEqual([names[0]]);
});
