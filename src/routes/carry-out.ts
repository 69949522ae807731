import { type ActionFailure, error, fail, type RequestEvent, redirect } from '@sveltejs/kit';
import type { Actor } from '#kernel/actor.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import { refusalStatus } from '#ui/refusal-status.ts';
import { type WordedForm, wordForm } from '#ui/word-refusal.ts';
import type { Pilar } from '../pilar.ts';
import { proveFirst } from './prove-again.ts';
import { actorFor, textOf } from './request.ts';

/** A refused form as its page gets it back. */
export type RefusedForm = WordedForm & {
  /** The action it was sent to, by its name in the address: which of the page's forms it was. */
  readonly of: string;
  /** The id in `row`, for a form that stands on the page once for each of several things; otherwise empty. */
  readonly row: string;
  /** All that was typed, by field. */
  readonly values: Readonly<Record<string, string>>;
  /** The address of what others have changed meanwhile; undefined unless the form was made from an older version. */
  readonly newest: string | undefined;
};

/** What is particular to a page when its form is refused. */
export type Refusing = {
  /** The hidden field that says which of several things the form is about; the names of its other fields end in that id. */
  readonly row?: string;
  /** The field of the page that a refused field belongs to. */
  readonly field?: (field: string) => string;
  /** Sentences beside fields that only this page can word, such as what is wrong in which line of a file. */
  readonly says?: (refusal: Refusal) => Readonly<Record<string, string>>;
};

/**
 * Carries out one form of a page: `command`, then on to the address that `next` answers; or the page again with what
 * stands against it. Whoever proved their second factor too long ago proves it in place first. The only way in which a
 * city's pages change anything; a form with files is asked for before (`askFirst`).
 */
export async function carryOut<T>(
  event: RequestEvent,
  command: (pilar: Pilar, actor: Actor, form: FormData) => Promise<Result<T>>,
  next: (value: T) => string,
  refusing: Refusing = {},
): Promise<ActionFailure<RefusedForm>> {
  const form = await event.request.formData();
  const actor = await actorFor(event);
  const result = await proveFirst(event, await command(event.locals.pilar, actor, form), form);
  if (result.ok) redirect(303, next(result.value));
  return failForm(event, form, result.refusal, refusing);
}

/** Answers a refused form with its page; 404 where the thing is not there, or not for this person. */
export function failForm(
  event: RequestEvent,
  form: FormData,
  refusal: Refusal,
  refusing: Refusing = {},
): ActionFailure<RefusedForm> {
  return fail(refusalStatus(refusal), refusedForm(event, form, refusal, refusing));
}

/** A refused form in words. */
export function refusedForm(
  event: RequestEvent,
  form: FormData,
  refusal: Refusal,
  { row, field = (name) => name, says }: Refusing = {},
): RefusedForm {
  if (refusalStatus(refusal) === 404) error(404);
  const about = row === undefined ? '' : textOf(form, row);
  const { refusal: worded, errors } = wordForm(refusal);
  const beside = Object.entries(errors).map(([name, text]) => [
    about === '' ? field(name) : `${field(name)}.${about}`,
    text,
  ]);
  return {
    refusal: worded,
    errors: { ...Object.fromEntries(beside), ...says?.(refusal) },
    of: actionIn(event.url),
    row: about,
    values: typedValues(form),
    newest: refusal.refusal === 'input.stale' ? withoutAction(event.url) : undefined,
  };
}

/** The version a form was made from; a form without one is judged as it comes. */
export function versionIn(form: FormData, name = 'version'): number | undefined {
  const typed = textOf(form, name);
  return /^\d{1,9}$/.test(typed) ? Number(typed) : undefined;
}

/** The text fields of a form as typed, by name, to be shown again when it is refused; of a name sent repeatedly, all with spaces between. */
export function typedValues(form: FormData): Record<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of form) {
    if (typeof value !== 'string' || name.startsWith('_')) continue;
    const before = values.get(name);
    values.set(name, before === undefined ? value : `${before} ${value}`);
  }
  return Object.fromEntries(values);
}

/** The action that an address names, as in `?/tarik`; `default` when it names none. */
function actionIn(url: URL): string {
  const named = [...url.searchParams.keys()].find((name) => name.startsWith('/'));
  return named?.slice(1) ?? 'default';
}

/** The address of the page itself, without the action a form was sent to. */
function withoutAction(url: URL): string {
  const kept = [...url.searchParams].filter(([name]) => !name.startsWith('/'));
  return kept.length === 0 ? url.pathname : `${url.pathname}?${new URLSearchParams(kept)}`;
}
