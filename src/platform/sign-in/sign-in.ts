import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { v7 } from 'uuid';
import type { Clock } from '#kernel/clock.ts';
import { normalPhone } from '#kernel/contact.ts';
import type { Connection } from '../database/connection.ts';
import { knowingWhy } from '../database/unavailable.ts';
import { untilServed } from '../database/until-served.ts';
import type { Settings } from '../settings.ts';
import { ADDRESS_HEADER, type Auth, openAuth } from './auth.ts';

/** Who is calling: the request's cookies, and the address as the server saw it. */
export type Caller = { readonly cookie: string; readonly address: string; readonly userAgent: string };

/** An account that is signed in. `secondFactor` is true when nobody gets such a session without a code from their device. */
export type Session = { readonly userId: string; readonly name: string; readonly secondFactor: boolean };

/** What came of an attempt to sign in. `cookies` are `Set-Cookie` values to hand to the browser. */
export type Attempt =
  | { readonly outcome: 'signed-in'; readonly cookies: readonly string[] }
  | { readonly outcome: 'second-factor'; readonly cookies: readonly string[] }
  | { readonly outcome: 'wrong'; readonly cookies: readonly string[] }
  | { readonly outcome: 'limited'; readonly cookies: readonly string[]; readonly minutes: number };

export type NewUser = {
  readonly name: string;
  readonly email?: string;
  readonly phone?: string;
  readonly password: string;
};

export type SecondFactorSetup = { readonly secret: string; readonly backupCodes: readonly string[] };

/** Accounts, passwords, second factors and sessions; knows no tenant and no office. */
export type SignIn = {
  /** Creates an account. Without e-mail it gets an address that is never shown and never written to. */
  createUser(user: NewUser): Promise<string>;
  deleteUser(userId: string): Promise<void>;
  /** The account behind an e-mail address or phone number as typed. */
  findUser(identifier: string): Promise<{ userId: string; secondFactor: boolean } | undefined>;
  readUser(
    userId: string,
  ): Promise<{ name: string; email?: string; phone?: string; secondFactor: boolean } | undefined>;
  /** Sets a password and ends every session of the account. */
  resetPassword(userId: string, password: string): Promise<void>;
  session(caller: Caller): Promise<{ session?: Session; cookies: readonly string[] }>;
  withPassword(caller: Caller, identifier: string, password: string): Promise<Attempt>;
  /** The second step after `second-factor`: a code of the authenticator app, or one of the backup codes. */
  withSecondFactor(caller: Caller, code: string): Promise<Attempt>;
  /** A session without password, for somebody who proved otherwise who they are. */
  start(caller: Caller, userId: string): Promise<readonly string[]>;
  end(caller: Caller): Promise<readonly string[]>;
  /** Changes the password of the signed-in account and ends its other sessions. */
  changePassword(caller: Caller, current: string, next: string): Promise<Attempt>;
  /** Begins setting up a second factor; undefined when the password is wrong or one is already set up. */
  beginSecondFactor(caller: Caller, password: string): Promise<SecondFactorSetup | undefined>;
  confirmSecondFactor(caller: Caller, code: string): Promise<Attempt>;
  removeSecondFactor(caller: Caller, password: string): Promise<Attempt>;
  /** Takes the second factor off an account and ends its sessions, for the operator; its holder lost it. */
  dropSecondFactor(userId: string): Promise<void>;
  /** Counts one try against a name (an account, a code); answers the minutes to wait when there were too many. */
  countAttempt(subject: string): Promise<number | undefined>;
  forgetAttempts(subject: string): Promise<void>;
};

const NO_EMAIL = '@tanpa-surel.invalid';
const ATTEMPTS = { most: 10, windowMinutes: 15 };

export function openSignIn(
  settings: Pick<Settings, 'origin' | 'secret'>,
  database: Connection,
  clock: Clock,
): SignIn {
  const auth = openAuth(settings, database);
  const db = database.sql.withTables<SignInTables>();

  function headersOf(caller: Caller): Headers {
    return new Headers({
      cookie: caller.cookie,
      'user-agent': caller.userAgent,
      origin: settings.origin,
      [ADDRESS_HEADER]: caller.address,
    });
  }

  /** Through the handler, not `auth.api`: only there are attempts per address counted. */
  function call(caller: Caller, path: string, body: Record<string, unknown>): Promise<Response> {
    const headers = headersOf(caller);
    headers.set('content-type', 'application/json');
    return knowingWhy(() =>
      auth.handler(
        new Request(`${settings.origin}/api/auth${path}`, {
          method: 'POST',
          headers,
          body: JSON.stringify(body),
        }),
      ),
    );
  }

  async function resolve(identifier: string): Promise<UserRow | undefined> {
    const typed = identifier.trim();
    const phone = normalPhone(typed);
    return db
      .selectFrom('sign_in_user')
      .select(['id', 'name', 'email', 'phone', 'two_factor_enabled'])
      .where(phone ? 'phone' : 'email', '=', phone ?? typed.toLowerCase())
      .executeTakeFirst();
  }

  async function countAttempt(subject: string): Promise<number | undefined> {
    const now = clock.now();
    const windowStart = new Date(now.getTime() - ATTEMPTS.windowMinutes * 60_000);
    const counted = await db
      .insertInto('sign_in_attempt')
      .values({ subject: hashed(subject), attempts: 1, since: now })
      .onConflict((conflict) =>
        conflict.column('subject').doUpdateSet({
          attempts: sql<number>`case when sign_in_attempt.since < ${windowStart} then 1 else sign_in_attempt.attempts + 1 end`,
          since: sql<Date>`case when sign_in_attempt.since < ${windowStart} then ${now} else sign_in_attempt.since end`,
        }),
      )
      .returning(['attempts', 'since'])
      .executeTakeFirstOrThrow();
    if (counted.attempts <= ATTEMPTS.most) return undefined;
    const until = new Date(counted.since).getTime() + ATTEMPTS.windowMinutes * 60_000;
    return Math.max(1, Math.ceil((until - now.getTime()) / 60_000));
  }

  async function forgetAttempts(subject: string): Promise<void> {
    await db.deleteFrom('sign_in_attempt').where('subject', '=', hashed(subject)).execute();
  }

  return {
    countAttempt,
    forgetAttempts,

    async createUser(user) {
      const context = await auth.$context;
      const email = user.email?.trim().toLowerCase() || `${v7()}${NO_EMAIL}`;
      const phone = user.phone ? normalPhone(user.phone) : undefined;
      const password = await context.password.hash(user.password);
      const created = await context.internalAdapter.createUser(
        { name: user.name, email, phone, emailVerified: user.email !== undefined },
        { method: 'admin' },
      );
      await context.internalAdapter.linkAccount({
        userId: created.id,
        providerId: 'credential',
        accountId: created.id,
        password,
      });
      return created.id;
    },

    async deleteUser(userId) {
      await db.deleteFrom('sign_in_user').where('id', '=', userId).execute();
    },

    async findUser(identifier) {
      const user = await resolve(identifier);
      return user && { userId: user.id, secondFactor: user.two_factor_enabled === true };
    },

    async readUser(userId) {
      const user = await db
        .selectFrom('sign_in_user')
        .select(['id', 'name', 'email', 'phone', 'two_factor_enabled'])
        .where('id', '=', userId)
        .executeTakeFirst();
      if (!user) return undefined;
      return {
        name: user.name,
        email: user.email.endsWith(NO_EMAIL) ? undefined : user.email,
        phone: user.phone ?? undefined,
        secondFactor: user.two_factor_enabled === true,
      };
    },

    async resetPassword(userId, password) {
      const context = await auth.$context;
      await context.internalAdapter.updatePassword(userId, await context.password.hash(password));
      await context.internalAdapter.deleteUserSessions(userId);
    },

    async session(caller) {
      // Else somebody whose session could not be read would be taken for signed out, and their cookie be deleted.
      const { response, headers } = await untilServed('recognised', () =>
        knowingWhy(() => auth.api.getSession({ headers: headersOf(caller), returnHeaders: true })),
      );
      const cookies = headers.getSetCookie();
      if (!response) return { cookies };
      const { user } = response;
      return {
        session: { userId: user.id, name: user.name, secondFactor: user.twoFactorEnabled === true },
        cookies,
      };
    },

    async withPassword(caller, identifier, password) {
      const user = await resolve(identifier);
      const subject = `account:${user?.id ?? identifier.trim().toLowerCase()}`;
      const minutes = await countAttempt(subject);
      if (minutes !== undefined) return { outcome: 'limited', cookies: [], minutes };
      // Somebody unknown is asked for as well, so that the answer takes as long and tells nothing.
      const email = user?.email ?? `${randomBytes(8).toString('hex')}${NO_EMAIL}`;
      const response = await call(caller, '/sign-in/email', { email, password });
      const attempt = await attemptOf(response);
      if (attempt.outcome === 'signed-in' || attempt.outcome === 'second-factor')
        await forgetAttempts(subject);
      return attempt;
    },

    async withSecondFactor(caller, code) {
      const bare = code.replaceAll(/\s/g, '');
      const path = /^\d{6}$/.test(bare) ? '/two-factor/verify-totp' : '/two-factor/verify-backup-code';
      return attemptOf(await call(caller, path, { code: bare }));
    },

    async start(caller, userId) {
      const { headers } = await knowingWhy(() =>
        auth.api.startSession({ body: { userId }, headers: headersOf(caller), returnHeaders: true }),
      );
      return headers.getSetCookie();
    },

    async end(caller) {
      const response = await call(caller, '/sign-out', {});
      return response.headers.getSetCookie();
    },

    async changePassword(caller, currentPassword, newPassword) {
      const body = { currentPassword, newPassword, revokeOtherSessions: true };
      return attemptOf(await call(caller, '/change-password', body));
    },

    async beginSecondFactor(caller, password) {
      const response = await call(caller, '/two-factor/enable', { password });
      if (!response.ok) return undefined;
      const answer: { totpURI: string; backupCodes: string[] } = await response.json();
      const secret = new URL(answer.totpURI).searchParams.get('secret') ?? '';
      return { secret, backupCodes: answer.backupCodes };
    },

    async confirmSecondFactor(caller, code) {
      const bare = code.replaceAll(/\s/g, '');
      return attemptOf(await call(caller, '/two-factor/verify-totp', { code: bare }));
    },

    async removeSecondFactor(caller, password) {
      return attemptOf(await call(caller, '/two-factor/disable', { password }));
    },

    async dropSecondFactor(userId) {
      const context = await auth.$context;
      await db
        .updateTable('sign_in_user')
        .set({ two_factor_enabled: false })
        .where('id', '=', userId)
        .execute();
      await db.deleteFrom('sign_in_second_factor').where('user_id', '=', userId).execute();
      await context.internalAdapter.deleteUserSessions(userId);
    },
  };
}

async function attemptOf(response: Response): Promise<Attempt> {
  const cookies = response.headers.getSetCookie();
  if (response.status === 429) {
    const seconds = Number(response.headers.get('x-retry-after') ?? '900');
    return { outcome: 'limited', cookies, minutes: Math.max(1, Math.ceil(seconds / 60)) };
  }
  if (response.status >= 500) throw new Error(`signing in failed with status ${response.status}`);
  if (!response.ok) return { outcome: 'wrong', cookies };
  const answer: unknown = await response.json();
  const pending = typeof answer === 'object' && answer !== null && 'twoFactorRedirect' in answer;
  return { outcome: pending ? 'second-factor' : 'signed-in', cookies };
}

function hashed(subject: string): string {
  return createHash('sha256').update(subject).digest('hex');
}

type UserRow = {
  id: string;
  name: string;
  email: string;
  phone: string | null;
  two_factor_enabled: boolean | null;
};

type SignInTables = {
  sign_in_user: UserRow;
  sign_in_attempt: { subject: string; attempts: number; since: Date };
  sign_in_second_factor: { user_id: string };
};

export type { Auth };
