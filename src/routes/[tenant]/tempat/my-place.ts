import type { Cookies, RequestEvent } from '@sveltejs/kit';
import { levelOf, officialName, type RegionCode, within } from '#kernel/region.ts';
import { pathTo } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

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

/** The kept place as the front page names it: `RW 04 · Kelurahan Cipaganti`; undefined where the city has none of the code. */
export async function placeOnFront(
  tx: Tx,
  area: RegionCode,
  code: RegionCode | undefined,
): Promise<{ readonly code: RegionCode; readonly name: string } | undefined> {
  if (code === undefined || code === area || !within(code, area)) return undefined;
  const path = await pathTo(tx, code);
  const names = path.slice(-2).map((one) => officialName(one.code, one.name));
  return path.at(-1)?.code === code ? { code, name: names.reverse().join(' · ') } : undefined;
}
