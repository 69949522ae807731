import { randomBytes } from 'node:crypto';
import type { Transaction } from 'kysely';
import { v7 } from 'uuid';
import type { Clock } from '#kernel/clock.ts';
import { normalPhone } from '#kernel/contact.ts';
import type { Connection, NoTables } from '../database/connection.ts';
import { knowingWhy } from '../database/unavailable.ts';
import { untilServed } from '../database/until-served.ts';
import type { Settings } from '../settings.ts';
import { type Auth, openAuth, type PasswordHashing } from './auth.ts';
import { type Device, openDevices } from './devices.store.ts';
import { type FailedTries, openFailures } from './failures.store.ts';
import { sourceOf } from './pace.ts';
import { type LiveSession, openSessions, type ProofMethod } from './sessions.store.ts';
import type { SignInTables, UserRow } from './tables.ts';
import { type Counted, openTries } from './tries.store.ts';

/** Who is calling: the request's cookies, and the address as the server saw it. */
export type Caller = { readonly cookie: string; readonly address: string; readonly userAgent: string };

/**
 * An account that is signed in. `secondFactor` says that the account has one set up; `provedAt` when it was proved in
 * this very session, missing where it was not.
 */
export type Session = {
  readonly userId: string;
  readonly name: string;
  readonly secondFactor: boolean;
  readonly provedAt?: Date;
};

/** What came of an attempt to sign in. `cookies` are `Set-Cookie` values to hand to the browser. */
export type Attempt =
  | { readonly outcome: 'signed-in'; readonly cookies: readonly string[] }
  | { readonly outcome: 'second-factor'; readonly cookies: readonly string[] }
  | { readonly outcome: 'wrong'; readonly cookies: readonly string[] }
  | { readonly outcome: 'limited'; readonly cookies: readonly string[]; readonly minutes: number };

/**
 * What else changes with an account, in the very transaction that changes it: what its cities keep of it, and what ends
 * because it is weaker now.
 */
export type Along = (sql: Transaction<NoTables>) => Promise<void>;

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
  resetPassword(userId: string, password: string, along: Along): Promise<void>;
  /** Whether somebody was signed in before in this browser, whoever it was and however long ago that ended. */
  wasHere(caller: Caller): Promise<boolean>;
  session(caller: Caller): Promise<{ session?: Session; cookies: readonly string[] }>;
  withPassword(caller: Caller, identifier: string, password: string): Promise<Attempt>;
  /** The second step after `second-factor`: a code of the authenticator app, or one of the backup codes. */
  withSecondFactor(caller: Caller, code: string): Promise<Attempt>;
  /** A session without password, for somebody who proved otherwise who they are. */
  start(caller: Caller, userId: string): Promise<readonly string[]>;
  end(caller: Caller): Promise<readonly string[]>;
  /** Changes the password of the signed-in account and ends its sessions; this browser is given a new one. */
  changePassword(caller: Caller, current: string, next: string, along: Along): Promise<Attempt>;
  /** Begins setting up a second factor; undefined when the password is wrong or one is already set up. */
  beginSecondFactor(caller: Caller, password: string): Promise<SecondFactorSetup | undefined>;
  confirmSecondFactor(caller: Caller, code: string): Promise<Attempt>;
  removeSecondFactor(caller: Caller, password: string, along: Along): Promise<Attempt>;
  /** Takes the second factor off an account and ends its sessions, for the operator; its holder lost it. */
  dropSecondFactor(userId: string, along: Along): Promise<void>;
  /** Proves the second factor again in the present session, by a code of the app or a backup code. */
  proveAgain(caller: Caller, code: string): Promise<Attempt>;
  /** Takes one try of a one-time code for a person; answers the minutes to wait when there were too many. */
  takeSlipTry(caller: Caller, person: string): Promise<number | undefined>;
  forgiveSlipTry(caller: Caller, person: string): Promise<void>;
  /** Takes one try of somebody without an account from where they are; answers the minutes to wait when there were too many. */
  takeOpenTry(caller: Caller, kind: 'followed' | 'sent'): Promise<number | undefined>;
  /** The try was right: it no longer counts against all who come from there. */
  forgiveOpenTry(caller: Caller, kind: 'followed' | 'sent'): Promise<void>;
  /** Tries on this account that failed, worth telling its holder; forgotten once they have read of them. */
  failedTries(userId: string): Promise<readonly FailedTries[]>;
  forgetFailedTries(userId: string): Promise<void>;
  /** Browsers in which this account was signed in, last used first. */
  devices(userId: string): Promise<readonly Device[]>;
  forgetDevice(userId: string, device: string): Promise<void>;
  /** Where the signed-in account is signed in, last seen first. */
  sessions(caller: Caller): Promise<readonly LiveSession[]>;
  /** Ends another session of the signed-in account, or all others; answers how many ended. */
  endSessions(caller: Caller, which: { readonly id: string } | 'all others'): Promise<number>;
};

const NO_EMAIL = '@tanpa-surel.invalid';

export function openSignIn(
  settings: Pick<Settings, 'origin' | 'secret'>,
  database: Connection,
  clock: Clock,
  passwords?: PasswordHashing,
): SignIn {
  const auth = openAuth(settings, database, passwords);
  const db = database.sql.withTables<SignInTables>();
  const tries = openTries(database, clock, settings.secret);
  const failures = openFailures(database, clock);
  const sessions = openSessions(database, clock);
  const devices = openDevices(database, clock, {
    secret: settings.secret,
    secure: settings.origin.startsWith('https://'),
  });

  function headersOf(caller: Caller): Headers {
    return new Headers({
      cookie: caller.cookie,
      'user-agent': caller.userAgent,
      origin: settings.origin,
    });
  }

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

  /** Whom a try is counted against: a known device alone, or else account and source, each and together. */
  async function countedOf(caller: Caller, account: string, kind: 'password' | 'code') {
    const device = await devices.known(caller.cookie, account);
    const source = sourceOf(caller.address);
    const own: Counted = device
      ? { pace: 'device', who: `${kind} ${device}` }
      : { pace: kind === 'password' ? 'pair' : 'factor', who: `${account} ${source}` };
    const shared: Counted[] = device
      ? []
      : [
          { pace: 'source', who: source },
          { pace: kind === 'password' ? 'account' : 'factorAll', who: account },
        ];
    return { own: [own], shared };
  }

  /** Asks for a password or a code at the pace that is allowed; counts it, and forgives it when it was right. */
  async function paced(
    caller: Caller,
    account: string,
    kind: 'password' | 'code',
    ask: () => Promise<Attempt>,
  ): Promise<Attempt> {
    const { own, shared } = await countedOf(caller, account, kind);
    const seconds = await tries.take([...shared, ...own]);
    if (seconds !== undefined) return { outcome: 'limited', cookies: [], minutes: Math.ceil(seconds / 60) };
    const attempt = await ask();
    if (attempt.outcome === 'signed-in' || attempt.outcome === 'second-factor') {
      await tries.forgive(own, shared);
    } else await failures.count(account, caller.address);
    return attempt;
  }

  /** Weakens an account, ends its sessions and whatever else ends with it: all of it, or nothing. */
  function weaken(
    userId: string,
    change: (tables: Transaction<SignInTables>) => Promise<unknown>,
    along: Along,
  ): Promise<void> {
    return database.sql.transaction().execute(async (transaction) => {
      const tables = transaction.withTables<SignInTables>();
      await change(tables);
      await tables.deleteFrom('sign_in_session').where('user_id', '=', userId).execute();
      await along(transaction);
    });
  }

  /** Another password, which nobody typed in a known browser yet. */
  function setPassword(userId: string, hash: string, along: Along): Promise<void> {
    return weaken(
      userId,
      async (tables) => {
        await tables
          .updateTable('sign_in_credential')
          .set({ password: hash, updated_at: clock.now() })
          .where('user_id', '=', userId)
          .where('provider_id', '=', 'credential')
          .execute();
        await tables.deleteFrom('sign_in_device').where('user_id', '=', userId).execute();
      },
      along,
    );
  }

  async function takeFactorOff(tables: Transaction<SignInTables>, userId: string): Promise<void> {
    await tables
      .updateTable('sign_in_user')
      .set({ two_factor_enabled: false })
      .where('id', '=', userId)
      .execute();
    await tables.deleteFrom('sign_in_second_factor').where('user_id', '=', userId).execute();
  }

  /** Whether this is the account's password, for somebody signed in. */
  async function checkPassword(userId: string, password: string): Promise<Attempt> {
    const context = await auth.$context;
    const kept = await db
      .selectFrom('sign_in_credential')
      .select('password')
      .where('user_id', '=', userId)
      .where('provider_id', '=', 'credential')
      .executeTakeFirst();
    const isRight =
      kept?.password != null && (await context.password.verify({ hash: kept.password, password }));
    return { outcome: isRight ? 'signed-in' : 'wrong', cookies: [] };
  }

  async function startSession(caller: Caller, userId: string): Promise<readonly string[]> {
    const { headers } = await knowingWhy(() =>
      auth.api.startSession({ body: { userId }, headers: headersOf(caller), returnHeaders: true }),
    );
    return headers.getSetCookie();
  }

  async function whoGives(caller: Caller): Promise<string | undefined> {
    return (await auth.api.whoGivesCode({ headers: headersOf(caller) })).userId;
  }

  /** A code of the app or a backup code, asked of whoever gives it. */
  async function giveCode(caller: Caller, code: string): Promise<{ attempt: Attempt; method: ProofMethod }> {
    const bare = code.replaceAll(/\s/g, '');
    const byApp = /^\d{6}$/.test(bare);
    const path = byApp ? '/two-factor/verify-totp' : '/two-factor/verify-backup-code';
    return {
      attempt: await attemptOf(await call(caller, path, { code: bare })),
      method: byApp ? 'app' : 'backup-code',
    };
  }

  /** What follows from being signed in: the browser is known from now on, and own mistypings are no news. */
  async function welcome(caller: Caller, userId: string, attempt: Attempt): Promise<Attempt> {
    await failures.excuse(userId, caller.address);
    const device = await devices.remember(caller.cookie, userId, caller.userAgent.slice(0, 200));
    return { ...attempt, cookies: [...attempt.cookies, device] };
  }

  async function currentSession(caller: Caller) {
    return (await auth.api.getSession({ headers: headersOf(caller) }))?.session;
  }

  return {
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

    async resetPassword(userId, password, along) {
      const context = await auth.$context;
      await setPassword(userId, await context.password.hash(password), along);
    },

    async wasHere(caller) {
      const { held } = await auth.api.heldSession({ headers: headersOf(caller) });
      return held || devices.anyKnown(caller.cookie);
    },

    async session(caller) {
      // Else somebody whose session could not be read would be taken for signed out, and their cookie be deleted.
      const { response, headers } = await untilServed('recognised', () =>
        knowingWhy(() => auth.api.getSession({ headers: headersOf(caller), returnHeaders: true })),
      );
      const cookies = headers.getSetCookie();
      if (!response) return { cookies };
      const { user, session } = response;
      return {
        session: {
          userId: user.id,
          name: user.name,
          secondFactor: user.twoFactorEnabled === true,
          // A proof counts only while the account has the factor that was proved.
          ...(session.provedAt && user.twoFactorEnabled === true
            ? { provedAt: new Date(session.provedAt) }
            : {}),
        },
        cookies,
      };
    },

    async withPassword(caller, identifier, password) {
      const user = await resolve(identifier);
      // Somebody unknown is counted and asked for as well, so that the answer takes as long and tells nothing.
      const account = user?.id ?? `? ${identifier.trim().toLowerCase()}`;
      const email = user?.email ?? `${randomBytes(8).toString('hex')}${NO_EMAIL}`;
      const attempt = await paced(caller, account, 'password', async () =>
        attemptOf(await call(caller, '/sign-in/email', { email, password })),
      );
      return user && attempt.outcome === 'signed-in' ? welcome(caller, user.id, attempt) : attempt;
    },

    async withSecondFactor(caller, code) {
      const userId = await whoGives(caller);
      if (userId === undefined) return { outcome: 'wrong', cookies: [] };
      let method: ProofMethod = 'app';
      const attempt = await paced(caller, userId, 'code', async () => {
        const given = await giveCode(caller, code);
        method = given.method;
        return given.attempt;
      });
      if (attempt.outcome !== 'signed-in') return attempt;
      await sessions.proved(sessionToken(attempt.cookies), method);
      return welcome(caller, userId, attempt);
    },

    async proveAgain(caller, code) {
      const session = await currentSession(caller);
      if (!session) return { outcome: 'wrong', cookies: [] };
      let method: ProofMethod = 'app';
      const attempt = await paced(caller, session.userId, 'code', async () => {
        const given = await giveCode(caller, code);
        method = given.method;
        return given.attempt;
      });
      if (attempt.outcome === 'signed-in') await sessions.proved(session.token, method);
      return attempt;
    },

    async start(caller, userId) {
      const cookies = await startSession(caller, userId);
      const device = await devices.remember(caller.cookie, userId, caller.userAgent.slice(0, 200));
      return [...cookies, device];
    },

    async end(caller) {
      const response = await call(caller, '/sign-out', {});
      return response.headers.getSetCookie();
    },

    async changePassword(caller, current, next, along) {
      const session = await currentSession(caller);
      if (!session) return { outcome: 'wrong', cookies: [] };
      const { userId } = session;
      const attempt = await paced(caller, userId, 'password', () => checkPassword(userId, current));
      if (attempt.outcome !== 'signed-in') return attempt;
      const context = await auth.$context;
      await setPassword(userId, await context.password.hash(next), along);
      return welcome(caller, userId, { ...attempt, cookies: await startSession(caller, userId) });
    },

    async beginSecondFactor(caller, password) {
      const session = await currentSession(caller);
      if (!session) return undefined;
      let setup: SecondFactorSetup | undefined;
      await paced(caller, session.userId, 'password', async () => {
        const response = await call(caller, '/two-factor/enable', { password });
        if (!response.ok) return { outcome: 'wrong', cookies: [] };
        const answer: { totpURI: string; backupCodes: string[] } = await response.json();
        const secret = new URL(answer.totpURI).searchParams.get('secret') ?? '';
        setup = { secret, backupCodes: answer.backupCodes };
        return { outcome: 'signed-in', cookies: [] };
      });
      return setup;
    },

    async confirmSecondFactor(caller, code) {
      const session = await currentSession(caller);
      if (!session) return { outcome: 'wrong', cookies: [] };
      const bare = code.replaceAll(/\s/g, '');
      const attempt = await paced(caller, session.userId, 'code', async () =>
        attemptOf(await call(caller, '/two-factor/verify-totp', { code: bare })),
      );
      if (attempt.outcome !== 'signed-in') return attempt;
      const token = sessionToken(attempt.cookies) ?? session.token;
      await sessions.proved(token, 'app');
      await sessions.endAllBut(session.userId, token);
      return attempt;
    },

    async removeSecondFactor(caller, password, along) {
      const session = await currentSession(caller);
      if (!session) return { outcome: 'wrong', cookies: [] };
      const { userId } = session;
      const attempt = await paced(caller, userId, 'password', () => checkPassword(userId, password));
      if (attempt.outcome !== 'signed-in') return attempt;
      await weaken(userId, (tables) => takeFactorOff(tables, userId), along);
      return { ...attempt, cookies: await startSession(caller, userId) };
    },

    async takeSlipTry(caller, person) {
      const source = sourceOf(caller.address);
      const seconds = await tries.take([
        { pace: 'source', who: source },
        { pace: 'slip', who: `${person} ${source}` },
      ]);
      return seconds && Math.ceil(seconds / 60);
    },

    async forgiveSlipTry(caller, person) {
      const source = sourceOf(caller.address);
      await tries.forgive([{ pace: 'slip', who: `${person} ${source}` }], [{ pace: 'source', who: source }]);
    },

    async takeOpenTry(caller, kind) {
      const seconds = await tries.take([{ pace: kind, who: sourceOf(caller.address) }]);
      return seconds && Math.ceil(seconds / 60);
    },

    async forgiveOpenTry(caller, kind) {
      await tries.forgive([], [{ pace: kind, who: sourceOf(caller.address) }]);
    },

    failedTries: failures.list,
    forgetFailedTries: failures.forget,
    devices: devices.list,
    forgetDevice: devices.forget,

    dropSecondFactor: (userId, along) =>
      weaken(
        userId,
        async (tables) => {
          await takeFactorOff(tables, userId);
          await tables.deleteFrom('sign_in_device').where('user_id', '=', userId).execute();
        },
        along,
      ),

    async sessions(caller) {
      const session = await currentSession(caller);
      return session ? sessions.list(session) : [];
    },

    async endSessions(caller, which) {
      const session = await currentSession(caller);
      return session ? sessions.endOthers(session, which) : 0;
    },
  };
}

async function attemptOf(response: Response): Promise<Attempt> {
  const cookies = response.headers.getSetCookie();
  if (response.status >= 500) throw new Error(`signing in failed with status ${response.status}`);
  if (!response.ok) return { outcome: 'wrong', cookies };
  const answer: unknown = await response.json();
  const pending = typeof answer === 'object' && answer !== null && 'twoFactorRedirect' in answer;
  return { outcome: pending ? 'second-factor' : 'signed-in', cookies };
}

/** The session's token in cookies to set; undefined where none is. */
function sessionToken(cookies: readonly string[]): string | undefined {
  const values = cookies.flatMap(
    (cookie) => /^(?:__Host-)?pilar\.session_token=([^;]+)/.exec(cookie)?.[1] ?? [],
  );
  const signed = decodeURIComponent(values.at(-1) ?? '');
  return signed === '' ? undefined : signed.slice(0, signed.lastIndexOf('.'));
}

export type { Auth, Device, FailedTries, LiveSession, ProofMethod };
