import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LARGEST_FILE } from '#kernel/sent-file.ts';
import { CAUSES_FILE_BYTES, COMPONENT_LIMITS, IMPORT_LIMITS } from '#modules/assessment/index.ts';
import { UPLOAD_LIMITS } from '#modules/deliberation/index.ts';
import { PLACE_FILE_LIMITS } from '#modules/transparency/index.ts';
import { fileSize } from '#ui/format.ts';

/** What one form may have altogether, as the front door answers it. */
const LARGEST_FORM = '48 MB';

test.each([
  ['ballots', UPLOAD_LIMITS.bytes, '1 MB'],
  ['causes', CAUSES_FILE_BYTES, '512 kB'],
  ['components', COMPONENT_LIMITS.bytes, '512 kB'],
  ['a network', IMPORT_LIMITS.bytes, '2 MB'],
  ['places', PLACE_FILE_LIMITS.bytes, '2 MB'],
])('the largest file of %s is a figure that people keep in mind', (_, bytes, said) => {
  expect(fileSize(bytes, 'id').replace('\u00a0', ' ')).toBe(said);
});

test.each(readdirSync('messages'))('in %s every sentence names the same largest file', (locale) => {
  const spoken = fileSize(LARGEST_FILE, locale === 'en' ? 'en' : 'id').replace('\u00a0', ' ');
  expect(spoken).toBe('15 MB');
  const figures = readdirSync(join('messages', locale)).flatMap((file) =>
    [...readFileSync(join('messages', locale, file), 'utf8').matchAll(/[\d.,]+\s?MB/gu)].map(
      ([figure]) => figure,
    ),
  );
  expect(figures.length).toBeGreaterThan(4);
  expect(figures.filter((figure) => figure !== spoken && figure !== LARGEST_FORM)).toEqual([]);
});
