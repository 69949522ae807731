import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ACTION_NAMES, ACTIONS } from '#modules/journal/actions.ts';
import type { Fields } from '#modules/journal/summary-field.ts';
import { m } from '#paraglide/messages.js';
import { messageFor } from '#ui/message.ts';

const LOCALES = ['id', 'en'] as const;

/** Kinds of fields that pages show in words; the others stand in the raw entry alone. */
const READ = new Set(['text', 'office', 'day', 'moment', 'whole', 'rupiah']);

test.each(LOCALES)('every action of the journal has words in %s', (locale) => {
  const unworded = ACTION_NAMES.filter((action) => messageFor(`journal.${action}`, {}, locale) === undefined);
  expect(unworded).toEqual([]);
});

test('no words stand for an action that is not listed', () => {
  const worded = Object.keys(m).filter((key) => key.startsWith('journal.'));
  expect(worded.filter((key) => !Object.hasOwn(ACTIONS, key.slice('journal.'.length)))).toEqual([]);
});

test('every listed action is recorded somewhere', () => {
  const code = globSync(['src/modules/**/*.ts', 'src/cli/**/*.ts'])
    .filter((path) => !path.endsWith('.test.ts') && !path.endsWith('journal/actions.ts'))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
  expect(ACTION_NAMES.length).toBeGreaterThan(90);
  expect(ACTION_NAMES.filter((action) => !code.includes(`'${action}'`))).toEqual([]);
});

test.each(LOCALES)('every field of a summary that pages show has a name in %s', (locale) => {
  const names = ACTION_NAMES.flatMap((action) => {
    const fields: Fields = ACTIONS[action].summary;
    return Object.entries(fields).flatMap(([name, field]) => (READ.has(field.kind) ? [name] : []));
  });
  const unnamed = [...new Set(names)].filter((name) => !messageFor(`public.field.${name}`, {}, locale));
  expect(unnamed).toEqual([]);
});
