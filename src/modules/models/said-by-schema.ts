import type { z } from 'zod';
import { ownEntry } from '#kernel/own-entry.ts';

/** One thing that a schema found wrong, said for whoever writes the file; `key` where a key is wrong, not its value. */
export type Said = { readonly path: readonly PropertyKey[]; readonly message: string; readonly key: boolean };

/** What kinds of values are called. */
const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
  null: 'nothing',
};

/**
 * What a schema found wrong, in words that tell what to write: what is missing by name, each unknown key by itself at its
 * own line, and a figure where a text is wanted with the quotes that make it one. All else as the schema says it.
 */
export function sayIssue(issue: z.core.$ZodIssue): Said[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      message: 'nobody knows this key here',
      key: true,
    }));
  }
  const wrong = /^Invalid input: expected (\w+), received (\w+)$/.exec(issue.message);
  const { path } = issue;
  const [, expected = '', received = ''] = wrong ?? [];
  const wanted = ownEntry(KINDS, expected);
  if (!wanted) return [{ path, message: issue.message, key: false }];
  if (received === 'undefined') return [{ path, message: `is missing: ${wanted}`, key: false }];
  if (expected === 'string' && received === 'number') {
    return [{ path, message: 'a figure where a text is wanted: write it in quotes', key: false }];
  }
  return [
    { path, message: `has to be ${wanted}, not: ${ownEntry(KINDS, received) ?? received}`, key: false },
  ];
}
