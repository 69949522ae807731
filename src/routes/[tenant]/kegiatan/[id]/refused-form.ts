import { type ActionFailure, error, fail } from '@sveltejs/kit';
import type { Refusal } from '#kernel/refusal.ts';
import { refusalStatus } from '#ui/refusal-status.ts';
import { type WordedForm, wordForm } from '#ui/word-refusal.ts';
import { textOf } from '../../../request.ts';

/** A refused form as its page gets it back: the refusal in words, what was typed, and which of the page's forms it was. */
export type RefusedForm = WordedForm & {
  readonly values: Readonly<Record<string, string>>;
  readonly stale: boolean;
  readonly which: string;
};

/** Answers a refused form with what was typed. What is not there, or not for this person, is 404. */
export function refusedForm(
  refusal: Refusal,
  values: Readonly<Record<string, string>>,
  which = 'form',
): ActionFailure<RefusedForm> {
  const status = refusalStatus(refusal);
  if (status === 404) error(404);
  return fail(status, {
    ...wordForm(refusal),
    values,
    stale: refusal.refusal === 'input.stale',
    which,
  });
}

/** The version a form was made with; undefined when it names none. */
export function versionIn(form: FormData): number | undefined {
  const text = textOf(form, 'version');
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
