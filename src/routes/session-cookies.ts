import type { RequestEvent } from '@sveltejs/kit';
import { parseSetCookieHeader, toCookieOptions } from 'better-auth/cookies';

/** Hands cookies of the sign-in to the browser. */
export function giveCookies(event: RequestEvent, cookies: readonly string[]): void {
  for (const cookie of cookies) {
    for (const [name, attributes] of parseSetCookieHeader(cookie)) {
      event.cookies.set(name, attributes.value, { ...toCookieOptions(attributes), path: '/' });
    }
  }
}
