import { createHmac, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import { v7 } from 'uuid';
import type { Clock } from '#kernel/clock.ts';
import type { Connection } from '../database/connection.ts';

/** A browser in which somebody signed in to their account before. */
export type Device = {
  readonly id: string;
  readonly label: string;
  readonly createdAt: Date;
  readonly usedAt: Date;
};

/** For how many days a browser stays known after it was last used to sign in; and how many an account may have. */
const KNOWN_DAYS = 180;
const MOST_DEVICES = 10;

/**
 * Known browsers. Each holds a cookie of its own for each account: the id of its row, signed together with the
 * account's. It opens nothing; it only keeps strangers' tries from slowing its holder down.
 */
export function openDevices(
  database: Connection,
  clock: Clock,
  settings: { readonly secret: string; readonly secure: boolean },
) {
  const db = database.sql;
  const sign = (text: string) =>
    createHmac('sha256', settings.secret).update(`device ${text}`).digest('base64url');
  const cookieName = (userId: string) =>
    `${settings.secure ? '__Host-' : ''}pilar.device-${sign(`name ${userId}`).slice(0, 10)}`;
  const expiry = () => new Date(clock.now().getTime() - KNOWN_DAYS * 86_400_000);

  /** The id in the cookie for this account, when its signature is right; the row may have been revoked. */
  function claimed(cookies: string, userId: string): string | undefined {
    const name = `${cookieName(userId)}=`;
    const value = cookies
      .split(/;\s*/)
      .find((one) => one.startsWith(name))
      ?.slice(name.length);
    const [id = '', signature = ''] = value?.split('.') ?? [];
    const right = Buffer.from(sign(`${userId} ${id}`));
    const given = Buffer.from(signature);
    return given.length === right.length && timingSafeEqual(given, right) ? id : undefined;
  }

  async function known(cookies: string, userId: string): Promise<string | undefined> {
    const id = claimed(cookies, userId);
    // Asked in any case, so that it takes as long for an account that does not exist.
    const found = await sql<{ id: string }>`select id from sign_in_device
      where id = ${id ?? ''} and user_id = ${userId} and used_at > ${expiry()}`.execute(db);
    return found.rows[0]?.id;
  }

  return {
    known,

    /** Whether one of these cookies is of a known browser, of whatever account. */
    async anyKnown(cookies: string): Promise<boolean> {
      const ids = [...cookies.matchAll(/(?:^|;\s*)[\w-]*pilar\.device-[\w-]{1,20}=([\w-]{1,50})\./g)]
        .map(([, id = '']) => id)
        .slice(0, MOST_DEVICES);
      if (ids.length === 0) return false;
      const found = await sql<{
        id: string;
        userId: string;
      }>`select id, user_id as "userId" from sign_in_device
        where id = any(${ids}) and used_at > ${expiry()}`.execute(db);
      return found.rows.some(({ id, userId }) => claimed(cookies, userId) === id);
    },

    /** Makes the browser known, or renews it; answers the cookie to set. */
    async remember(cookies: string, userId: string, label: string): Promise<string> {
      const now = clock.now();
      const id = (await known(cookies, userId)) ?? v7();
      await sql`insert into sign_in_device (id, user_id, label, created_at, used_at)
        values (${id}, ${userId}, ${label}, ${now}, ${now})
        on conflict (id) do update set used_at = ${now}, label = ${label}`.execute(db);
      await sql`delete from sign_in_device where user_id = ${userId} and (used_at <= ${expiry()} or id not in
        (select id from sign_in_device where user_id = ${userId} order by used_at desc, id desc
          limit ${MOST_DEVICES}))`.execute(db);
      const attributes = `Max-Age=${KNOWN_DAYS * 86_400}; Path=/; HttpOnly; SameSite=Lax`;
      const secure = settings.secure ? '; Secure' : '';
      return `${cookieName(userId)}=${id}.${sign(`${userId} ${id}`)}; ${attributes}${secure}`;
    },

    async list(userId: string): Promise<readonly Device[]> {
      const found = await sql<Device>`select id, label, created_at as "createdAt", used_at as "usedAt"
        from sign_in_device where user_id = ${userId} and used_at > ${expiry()}
        order by used_at desc, id desc`.execute(db);
      return found.rows;
    },

    async forget(userId: string, id: string): Promise<void> {
      await sql`delete from sign_in_device where user_id = ${userId} and id = ${id}`.execute(db);
    },
  };
}
