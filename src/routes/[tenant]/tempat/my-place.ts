import type { Cookies, RequestEvent } from '@sveltejs/kit';
import { levelOf, type RegionCode } from '#kernel/region.ts';

const COOKIE = 'tempat';
const A_YEAR = 365 * 86_400;

/** The place that this device keeps as its own in a city; a code that is none is nothing. */
export function myPlace(cookies: Pick<Cookies, 'get'>): RegionCode | undefined {
  const code = cookies.get(COOKIE) ?? '';
  return levelOf(code) ? code : undefined;
}

/** Keeps a place on the device, for the pages of its city alone; undefined forgets it. Nothing else learns of it. */
export function keepMyPlace(
  { cookies, url }: Pick<RequestEvent, 'cookies' | 'url'>,
  tenant: string,
  code: RegionCode | undefined,
): void {
  const path = `/${tenant}`;
  if (code === undefined) cookies.delete(COOKIE, { path });
  else {
    cookies.set(COOKIE, code, {
      path,
      maxAge: A_YEAR,
      sameSite: 'lax',
      httpOnly: true,
      secure: url.protocol === 'https:',
    });
  }
}
