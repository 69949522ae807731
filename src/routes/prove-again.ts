import { type RequestEvent, redirect } from '@sveltejs/kit';
import type { Refusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';

/** The page on which somebody proves their second factor again, and which brings them back to a path of this site. */
export function provePath(back: string): string {
  return `/akun/bukti?kembali=${encodeURIComponent(back)}`;
}

/**
 * Sends somebody whose proof is too old to prove it in place, with the form they sent: 307 makes the browser post the
 * same fields there, where they wait until the code is given.
 */
export function proveFirst<T>(event: RequestEvent, result: Result<T>): Result<T> {
  if (!result.ok && result.refusal.refusal === 'access.prove-again') {
    redirect(307, provePath(event.url.pathname + event.url.search).replace('?', '?/lanjut&'));
  }
  return result;
}

/** A refusal to show before a form is sent: none where a code can be given on the way. */
export function unlessProvable(refusal: Refusal | undefined): Refusal | undefined {
  return refusal?.refusal === 'access.prove-again' ? undefined : refusal;
}
