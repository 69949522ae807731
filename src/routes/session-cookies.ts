import type { RequestEvent } from '@sveltejs/kit';
import { parseSetCookieHeader, toCookieOptions } from 'better-auth/cookies';
import type { Caller } from '#platform/sign-in/sign-in.ts';
import { callerOf } from './request.ts';

/** Hands cookies of the sign-in to the browser. */
export function giveCookies(event: RequestEvent, cookies: readonly string[]): void {
  for (const cookie of cookies) {
    for (const [name, attributes] of parseSetCookieHeader(cookie)) {
      event.cookies.set(name, attributes.value, { ...toCookieOptions(attributes), path: '/' });
    }
  }
}

/** The caller with the cookies that this response will give them. */
export function callerAfter(event: RequestEvent): Caller {
  const cookie = event.cookies
    .getAll()
    .map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
    .join('; ');
  return { ...callerOf(event), cookie };
}
