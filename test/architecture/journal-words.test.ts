import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { messageFor } from '#ui/message.ts';

/** Every action that modules record, as their code writes it. */
const ACTIONS = [
  ...new Set(
    globSync('src/modules/**/*.ts')
      .filter((path) => !path.endsWith('.test.ts'))
      .flatMap((path) => [
        ...readFileSync(path, 'utf8').matchAll(/(?:action: |recordOn\([^;]*?)'([a-z-]+\.[a-z.-]+)'/g),
      ])
      .map((match) => match[1] ?? ''),
  ),
].sort();

test('what the journal records can be read by people, in every language', () => {
  expect(ACTIONS.length).toBeGreaterThan(50);
  for (const locale of ['id', 'en'] as const) {
    const unworded = ACTIONS.filter((action) => messageFor(`journal.${action}`, {}, locale) === undefined);
    expect(unworded, locale).toEqual([]);
  }
});
