import { expect, test } from 'vitest';
import { ownEntry } from './own-entry.ts';

test.each([
  ['what it holds', { decided: 1 }, 'decided', 1],
  ['nothing under another name', { decided: 1 }, 'opened', undefined],
  ['nothing under a name that every object answers to', { decided: 1 }, 'toString', undefined],
  ['nothing of no table', undefined, 'decided', undefined],
])('a table gives %s', (_, table, name, wanted) => {
  expect(ownEntry<number>(table, name)).toBe(wanted);
});
