import { globSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';

const Tree = z.record(z.string(), z.unknown());

/** The keys of a file's messages; a message in several forms is a list and one key. */
function keysIn(tree: unknown, before = ''): string[] {
  const read = Tree.safeParse(tree);
  if (!read.success || Array.isArray(tree)) return [before];
  return Object.entries(read.data).flatMap(([name, value]) =>
    keysIn(value, before === '' ? name : `${before}.${name}`),
  );
}

// Of two files the one that is listed later wins, and the page that meant the other says something else.
test.each(['id', 'en'])('no two files have a message of one name in %s', (locale) => {
  const files = new Map<string, string[]>();
  for (const file of globSync(`messages/${locale}/*.json`)) {
    for (const key of keysIn(JSON.parse(readFileSync(file, 'utf8')))) {
      files.set(key, [...(files.get(key) ?? []), basename(file)]);
    }
  }
  expect(files.size).toBeGreaterThan(3000);
  expect([...files].filter(([, all]) => all.length > 1)).toEqual([]);
});

// A key that is put together at run time brings the words of all pages along: 530 kB, compressed, to a phone.
test('pages whose scripts are sent name every message by itself', () => {
  const folders = globSync('src/routes/**/+page.ts')
    .filter((file) => readFileSync(file, 'utf8').includes('csr = true'))
    .map((file) => dirname(file));
  expect(folders.length).toBeGreaterThan(5);
  const sent = [
    ...folders.flatMap((folder) => globSync(`${folder.replaceAll(/[[\]]/g, '[$&]')}/*.{svelte,ts}`)),
    ...globSync('src/{ui/enhance,offline,service-worker}/**/*.ts'),
  ].filter((file) => !/\.test\.ts$|\+(page|layout)\.server\.ts$/.test(file));
  expect(sent.filter((file) => readFileSync(file, 'utf8').includes('m[`'))).toEqual([]);
});
