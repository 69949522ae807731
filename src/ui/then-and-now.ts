import { m } from '#paraglide/messages.js';

/** How an institution is called: by the name that it had on a day and the one of now, where they differ. */
export function thenAndNow(now: string, then: string | undefined): string {
  return then === undefined ? now : m['name.then-now']({ name: then, now });
}
