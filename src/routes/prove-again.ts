import { error, type RequestEvent } from '@sveltejs/kit';
import type { Refusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import { waitAt } from './wait-at.ts';

/** The page on which somebody proves their second factor again, and which brings them back to a path of this site. */
export function provePath(back: string): string {
  return `/akun/bukti?kembali=${encodeURIComponent(back)}`;
}

/**
 * Lets somebody whose proof is too old prove it in place, while the fields of the form they sent wait until the code is
 * given: this request is answered by the page for that.
 */
export async function proveFirst<T>(
  event: RequestEvent,
  result: Result<T>,
  form: FormData,
): Promise<Result<T>> {
  if (result.ok || result.refusal.refusal !== 'access.prove-again') return result;
  const page = provePath(event.url.pathname + event.url.search).replace('?', '?/lanjut&');
  event.locals.instead = await waitAt(event, page, form);
  error(403);
}

/** A refusal to show before a form is sent: none where a code can be given on the way. */
export function unlessProvable(refusal: Refusal | undefined): Refusal | undefined {
  return refusal?.refusal === 'access.prove-again' ? undefined : refusal;
}
