import { expect, test } from 'vitest';
import { TASK_KINDS } from '#modules/notices/task.store.ts';
import { m } from '#paraglide/messages.js';
import { locales } from '#paraglide/runtime.js';
import { messageFor } from '#ui/message.ts';

test.each(locales)('every task that a desk can hold says in %s what to do', (locale) => {
  expect(TASK_KINDS.filter((kind) => !messageFor(`desk.task.${kind}`, {}, locale))).toEqual([]);
});

test('no words stand for a task that nobody is asked for', () => {
  const worded = Object.keys(m).filter((key) => key.startsWith('desk.task.'));
  expect(worded.map((key) => key.slice('desk.task.'.length)).sort()).toEqual([...TASK_KINDS].sort());
});
