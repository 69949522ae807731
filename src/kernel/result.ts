import type { Refusal } from './refusal.ts';

/**
 * What a use case answers: a value, or the refusal that explains itself. `replayed` says that the value is the answer
 * which the same request got before.
 */
export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly replayed?: true }
  | { readonly ok: false; readonly refusal: Refusal };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function refused(refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal };
}
