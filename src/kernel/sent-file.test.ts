import { expect, test } from 'vitest';
import { LARGEST_FILE, sizeOf } from './sent-file.ts';

test('a file is as large as its bytes, on disk or in hand', () => {
  expect(sizeOf(new Uint8Array(7))).toBe(7);
  expect(sizeOf({ path: 'a', size: 9, sha256: '' })).toBe(9);
  expect(LARGEST_FILE).toBe(15_728_640);
});
