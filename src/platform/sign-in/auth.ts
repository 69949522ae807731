import { createHash } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { APIError, createAuthEndpoint, createAuthMiddleware, getSessionFromCtx } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Connection } from '../database/connection.ts';
import type { Settings } from '../settings.ts';

/** How passwords are kept. Better Auth's own, scrypt, is slow on purpose. */
export type PasswordHashing = {
  readonly hash: (password: string) => Promise<string>;
  readonly verify: (kept: { hash: string; password: string }) => Promise<boolean>;
};

/**
 * Better Auth on Pilar's own database connection, with the tables of `migrations/0009_sign_in.sql`.
 * None of its addresses is mounted: form actions call it, so that nobody can sign up or read a session from outside.
 */
export function openAuth(
  settings: Pick<Settings, 'origin' | 'secret'>,
  database: Connection,
  passwords?: PasswordHashing,
) {
  const isSecure = settings.origin.startsWith('https://');
  return betterAuth({
    appName: 'Pilar',
    baseURL: settings.origin,
    secret: settings.secret,
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: { db: database.sql, type: 'postgres' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      // The use cases check this with a message beside the field; here it is only the last wall.
      minPasswordLength: 8,
      maxPasswordLength: 128,
      ...(passwords ? { password: passwords } : {}),
    },
    // Tries are counted by `tries.store.ts`, by account and source, before anything is asked here.
    rateLimit: { enabled: false },
    user: {
      modelName: 'sign_in_user',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
      additionalFields: { phone: { type: 'string', required: false, unique: true, input: false } },
    },
    session: {
      modelName: 'sign_in_session',
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
      },
      additionalFields: {
        provedAt: { type: 'date', required: false, input: false, fieldName: 'proved_at' },
        proofMethod: { type: 'string', required: false, input: false, fieldName: 'proof_method' },
      },
      expiresIn: 12 * 60 * 60,
      updateAge: 60 * 60,
    },
    account: {
      modelName: 'sign_in_credential',
      fields: {
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'user_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'sign_in_verification',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    advanced: {
      // `__Host-`: for this very host alone, so that no other host of its domain can set or read one (RFC 6265bis).
      cookiePrefix: isSecure ? '__Host-pilar' : 'pilar',
      // It would put `__Secure-` before the name; the attribute is set below.
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure },
      // A session keeps no address: nobody needs to know where somebody works from.
      ipAddress: { disableIpTracking: true },
    },
    hooks: { before: eachCodeOnce(database) },
    plugins: [
      twoFactor({
        issuer: 'Pilar',
        // Slowed down by `tries.store.ts` instead of locked.
        accountLockout: { enabled: false },
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: {
            modelName: 'sign_in_second_factor',
            fields: {
              backupCodes: 'backup_codes',
              userId: 'user_id',
              failedVerificationCount: 'failed_verification_count',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
      sessionWithoutPassword,
    ],
  });
}

/** For how long a code of an authenticator app could be used again: its half minute and those before and after. */
const CODE_LIFE = 120_000;

/** Takes a code from an authenticator app once only (RFC 6238, 5.2): whoever saw it typed cannot use it too. */
function eachCodeOnce(database: Connection) {
  return createAuthMiddleware(async (context) => {
    if (context.path !== '/two-factor/verify-totp') return;
    const userId = await userWhoGives(context);
    if (userId === undefined) return;
    const now = new Date();
    const over = new Date(now.getTime() - CODE_LIFE);
    const hash = createHash('sha256')
      .update(`${userId} ${String(context.body?.code)}`)
      .digest('hex');
    await sql`delete from sign_in_used_code where user_id = ${userId} and used_at < ${over}`.execute(
      database.sql,
    );
    const claimed = await sql`
      insert into sign_in_used_code (user_id, code_hash, used_at) values (${userId}, ${hash}, ${now})
      on conflict (user_id, code_hash) do nothing returning user_id`.execute(database.sql);
    if (claimed.rows.length === 0) throw new APIError('UNAUTHORIZED', { message: 'code used before' });
  });
}

type Context = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** Who gives a code: somebody signed in who sets it up, or somebody half signed in, known by the cookie of that step. */
async function userWhoGives(context: Context): Promise<string | undefined> {
  const session = await getSessionFromCtx(context);
  if (session) return session.user.id;
  const { name } = context.context.createAuthCookie('two_factor');
  const challenge = await context.getSignedCookie(name, context.context.secret);
  if (!challenge) return undefined;
  return (await context.context.internalAdapter.findVerificationValue(challenge))?.value;
}

/**
 * What only the server itself asks for. `startSession`: a session for somebody who has already proved who they are in another way: by a one-time code given in
 * person, or by choosing a demo account. Neither has an address.
 */
const sessionWithoutPassword = {
  id: 'session-without-password',
  endpoints: {
    /** Who is about to give a code: somebody signed in, or somebody whose password was right. */
    whoGivesCode: createAuthEndpoint.serverOnly({ method: 'POST' }, async (context) =>
      context.json({ userId: await userWhoGives(context) }),
    ),
    /** Whether the cookie of a session is one of ours, be it over or not. */
    heldSession: createAuthEndpoint.serverOnly({ method: 'POST' }, async (context) => {
      const { name } = context.context.authCookies.sessionToken;
      const token = await context.getSignedCookie(name, context.context.secret);
      return context.json({ held: typeof token === 'string' });
    }),
    startSession: createAuthEndpoint.serverOnly(
      { method: 'POST', body: z.object({ userId: z.string() }) },
      async (context) => {
        const user = await context.context.internalAdapter.findUserById(context.body.userId);
        if (!user) return context.json({ started: false });
        const session = await context.context.internalAdapter.createSession(user.id);
        await setSessionCookie(context, { session, user });
        return context.json({ started: true });
      },
    ),
  },
};

export type Auth = ReturnType<typeof openAuth>;
