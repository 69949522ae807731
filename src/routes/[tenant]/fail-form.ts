import { error, fail } from '@sveltejs/kit';
import type { Refusal } from '#kernel/refusal.ts';
import { refusalStatus } from '#ui/refusal-status.ts';
import { wordForm } from '#ui/word-refusal.ts';

/** Answers a form that was refused: its page again with what stands against it and `more`, the text that was typed; 404 where the thing is not there. */
export function failForm<T extends object>(refusal: Refusal, more: T) {
  const status = refusalStatus(refusal);
  if (status === 404) error(404);
  return fail(status, { ...wordForm(refusal), ...more });
}
