import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Caller } from '#platform/sign-in/sign-in.ts';
import {
  accountOf,
  actions,
  citiesWithAccounts,
  PASSWORD,
  returning,
  signedIn,
} from '../../../test/support/accounts.ts';
import { totp } from '../../../test/support/authenticator.ts';
import { granted } from '../../../test/support/city.ts';
import {
  type AccountChange,
  alongWith,
  createToken,
  listTokens,
  loadActor,
  loadTokenActor,
  recordAccountChange,
} from './index.ts';

const freshCity = citiesWithAccounts();

describe('the second factor', () => {
  test('is set up, asked for at the next sign-in, and makes the session one with a second factor', async () => {
    const city = await freshCity();
    const { signIn } = city.pilar;
    const { userId } = await accountOf(city, city.actors.lurah.person, { email: city.email });
    let caller = await signedIn(city, city.email);
    expect(await signIn.beginSecondFactor(caller, 'not the password')).toBeUndefined();
    const setup = await signIn.beginSecondFactor(caller, PASSWORD);
    expect(setup?.backupCodes).toHaveLength(10);
    expect((await signIn.confirmSecondFactor(caller, '000000')).outcome).toBe('wrong');
    const used = totp(setup?.secret ?? '');
    const confirmed = await signIn.confirmSecondFactor(caller, used);
    expect(confirmed.outcome).toBe('signed-in');
    caller = returning(caller, confirmed.cookies);
    expect((await signIn.session(caller)).session).toMatchObject({ userId, secondFactor: true });

    const half = await signIn.withPassword(city.stranger, city.email, PASSWORD);
    expect(half.outcome).toBe('second-factor');
    const waiting = returning(city.stranger, half.cookies);
    expect((await signIn.session(waiting)).session).toBeUndefined();
    expect((await signIn.withSecondFactor(waiting, '000 000')).outcome).toBe('wrong');
    expect((await signIn.withSecondFactor(waiting, used)).outcome, 'the code that set it up').toBe('wrong');
    const whole = await signIn.withSecondFactor(waiting, totp(setup?.secret ?? '', 1));
    expect(whole.outcome).toBe('signed-in');
    expect((await signIn.session(returning(waiting, whole.cookies))).session?.secondFactor).toBe(true);
  });

  test('a code opens one session, however fast it is tried twice', async () => {
    const city = await freshCity();
    const { signIn } = city.pilar;
    await accountOf(city, city.actors.lurah.person, { email: city.email });
    const caller = await signedIn(city, city.email);
    const setup = await signIn.beginSecondFactor(caller, PASSWORD);
    await signIn.confirmSecondFactor(caller, totp(setup?.secret ?? ''));
    const code = totp(setup?.secret ?? '', 1);
    const half = async () =>
      returning(city.stranger, (await signIn.withPassword(city.stranger, city.email, PASSWORD)).cookies);
    const waiting = [await half(), await half()];
    const attempts = await Promise.all(waiting.map((one) => signIn.withSecondFactor(one, code)));
    expect(attempts.map((one) => one.outcome).sort()).toEqual(['signed-in', 'wrong']);
  });

  test('who lost it is helped by the operator: it is taken off and every session ends', async () => {
    const city = await freshCity();
    const { signIn } = city.pilar;
    const { userId } = await accountOf(city, city.actors.lurah.person, { email: city.email });
    let caller = await signedIn(city, city.email);
    const setup = await signIn.beginSecondFactor(caller, PASSWORD);
    const confirmed = await signIn.confirmSecondFactor(caller, totp(setup?.secret ?? ''));
    caller = returning(caller, confirmed.cookies);
    await signIn.dropSecondFactor(userId, async () => {});
    expect((await signIn.session(caller)).session).toBeUndefined();
    caller = await signedIn(city, city.email);
    expect((await signIn.session(caller)).session).toMatchObject({ userId, secondFactor: false });
  });

  test('a backup code works once', async () => {
    const city = await freshCity();
    const { signIn } = city.pilar;
    await accountOf(city, city.actors.lurah.person, { email: city.email });
    const caller = await signedIn(city, city.email);
    const setup = await signIn.beginSecondFactor(caller, PASSWORD);
    await signIn.confirmSecondFactor(caller, totp(setup?.secret ?? ''));
    const [code = ''] = setup?.backupCodes ?? [];
    const use = async () => {
      const half = await signIn.withPassword(city.stranger, city.email, PASSWORD);
      return (await signIn.withSecondFactor(returning(city.stranger, half.cookies), code)).outcome;
    };
    expect(await use()).toBe('signed-in');
    expect(await use()).toBe('wrong');
  });
});

describe('a proof', () => {
  /** An officer with a second factor, signed in by password and code; `code` makes the next codes. */
  async function provedCity() {
    const city = await freshCity();
    const { signIn } = city.pilar;
    const { userId } = await accountOf(city, city.actors.lurah.person, { email: city.email });
    const early = await signedIn(city, city.email);
    const setup = await signIn.beginSecondFactor(early, PASSWORD);
    const confirmed = await signIn.confirmSecondFactor(early, totp(setup?.secret ?? ''));
    const caller = returning(early, confirmed.cookies);
    const actor = async (who: Caller) => {
      const { session } = await signIn.session(who);
      return session && loadActor(city.pilar, city.tenant, session);
    };
    return { ...city, userId, early, caller, setup, actor };
  }
  /** Makes a change of an account as its page or the operator does; with a failure, which comes after everything else. */
  async function weaken(
    city: Awaited<ReturnType<typeof provedCity>>,
    change: AccountChange,
    failure?: Error,
  ): Promise<void> {
    const { signIn } = city.pilar;
    const account = { userId: city.userId, secondFactor: true };
    const rest = await alongWith(city.pilar, account, change);
    const along: typeof rest = async (sql) => {
      await rest(sql);
      if (failure) throw failure;
    };
    if (change === 'password-changed')
      await signIn.changePassword(city.caller, PASSWORD, 'enam ekor kelinci', along);
    else if (change === 'second-factor-removed')
      await signIn.removeSecondFactor(city.caller, PASSWORD, along);
    else if (change === 'second-factor-dropped') await signIn.dropSecondFactor(city.userId, along);
    else await recordAccountChange(city.pilar, account, change);
  }

  const wish = { name: 'Aplikasi', scopes: ['read', 'funding:write'], lastDay: '2026-12-31' };

  test('belongs to the session in which it was given: one opened before has none, and is ended', async () => {
    const city = await freshCity();
    const { signIn } = city.pilar;
    await accountOf(city, city.actors.lurah.person, { email: city.email });
    const other = await signedIn(city, city.email);
    const mine = await signedIn(city, city.email);
    const setup = await signIn.beginSecondFactor(mine, PASSWORD);
    const confirmed = await signIn.confirmSecondFactor(mine, totp(setup?.secret ?? ''));
    const here = (await signIn.session(returning(mine, confirmed.cookies))).session;
    expect(here?.provedAt).toEqual(city.pilar.clock.now());
    expect((await signIn.session(other)).session).toBeUndefined();
  });

  test('a session without it does not handle money, though the account has a factor', async () => {
    const city = await provedCity();
    await sql`update sign_in_session set proved_at = null, proof_method = null where user_id = ${city.userId}`.execute(
      city.pilar.database.sql,
    );
    expect(await city.actor(city.caller)).toMatchObject({ secondFactor: false, factorSetUp: true });
  });

  test('grows old, and is given again in place', async () => {
    const city = await provedCity();
    const { signIn, clock } = city.pilar;
    expect(await city.actor(city.caller)).toMatchObject({ secondFactor: true });
    clock.set(new Date(clock.now().getTime() + 480 * 60_000));
    expect(await city.actor(city.caller), 'a working day').toMatchObject({ secondFactor: true });
    clock.set(new Date(clock.now().getTime() + 1));
    expect(await city.actor(city.caller)).toMatchObject({ secondFactor: false, factorSetUp: true });
    expect((await signIn.proveAgain(city.caller, '000000')).outcome).toBe('wrong');
    expect((await signIn.proveAgain(city.caller, city.setup?.backupCodes[0] ?? '')).outcome).toBe(
      'signed-in',
    );
    expect(await city.actor(city.caller)).toMatchObject({ secondFactor: true });
    expect((await signIn.proveAgain(city.stranger, '000000')).outcome).toBe('wrong');
  });

  test('cannot be guessed in a session that somebody took', async () => {
    const city = await provedCity();
    const thief = { ...city.caller, address: '198.51.100.3', cookie: city.caller.cookie };
    const withoutDevice = { ...thief, cookie: thief.cookie.replace(/pilar\.device[^;]*(; )?/, '') };
    const told = await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        city.pilar.signIn.proveAgain(withoutDevice, String(n).padStart(6, '0')),
      ),
    );
    expect(told.filter((one) => one.outcome === 'wrong').length).toBeLessThanOrEqual(6);
  });

  test('a token carries the proof with which it was made, and none that came later', async () => {
    const city = await provedCity();
    const { pilar, tenant } = city;
    const proved = await city.actor(city.caller);
    const strong = proved && granted(await createToken(pilar, proved, wish)).token;
    pilar.clock.set(new Date(pilar.clock.now().getTime() + 481 * 60_000));
    const stale = await city.actor(city.caller);
    const weak = stale && granted(await createToken(pilar, stale, wish)).token;
    expect((await loadTokenActor(pilar, tenant, strong ?? ''))?.secondFactor).toBe(true);
    expect((await loadTokenActor(pilar, tenant, weak ?? ''))?.secondFactor).toBe(false);
    expect((await listTokens(pilar, city.actors.lurah)).map((one) => [one.proves, one.usedOn])).toEqual([
      ['password', '2026-02-10'],
      ['second-factor', '2026-02-10'],
    ]);
    pilar.clock.set(new Date(pilar.clock.now().getTime() + 90 * 86_400_000));
    expect((await loadTokenActor(pilar, tenant, strong ?? ''))?.secondFactor, 'after 90 days').toBe(false);
  });

  test('a token speaks in the mandates it was made in, and in none that came later', async () => {
    const { pilar, tenant, actors } = await freshCity();
    const { token } = granted(await createToken(pilar, { ...actors.lurah, mandates: [] }, wish));
    expect((await loadTokenActor(pilar, tenant, token))?.mandates).toEqual([]);
  });

  test.each([
    // what weakens the account                      the proved token   the other token
    ['password-changed', false, false],
    ['second-factor-removed', false, true],
    ['second-factor-dropped', false, false],
    ['second-factor-enabled', true, true],
  ] as const)('after %s', async (change, strongLives, weakLives) => {
    const city = await provedCity();
    const { pilar, tenant } = city;
    const proved = await city.actor(city.caller);
    const strong = proved && granted(await createToken(pilar, proved, wish)).token;
    const weak = proved && granted(await createToken(pilar, { ...proved, secondFactor: false }, wish)).token;
    await weaken(city, change);
    expect((await loadTokenActor(pilar, tenant, strong ?? '')) !== undefined).toBe(strongLives);
    expect((await loadTokenActor(pilar, tenant, weak ?? '')) !== undefined).toBe(weakLives);
    expect((await actions(city)).includes('token.revoked')).toBe(!strongLives);
  });

  test.each(['password-changed', 'second-factor-removed', 'second-factor-dropped'] as const)(
    'what ends with an account ends with it or not at all: %s',
    async (change) => {
      const city = await provedCity();
      const { pilar, tenant } = city;
      const proved = await city.actor(city.caller);
      const token = proved && granted(await createToken(pilar, proved, wish)).token;
      await expect(weaken(city, change, new Error('the server died here'))).rejects.toThrow('died here');
      expect(await loadTokenActor(pilar, tenant, token ?? '')).toBeDefined();
      expect((await pilar.signIn.session(city.caller)).session).toMatchObject({ secondFactor: true });
      expect(await actions(city)).not.toContain('token.revoked');
      // The old password is still the password, the factor still asked for.
      expect((await pilar.signIn.withPassword(city.stranger, city.email, PASSWORD)).outcome).toBe(
        'second-factor',
      );
    },
  );

  test('a deleted account leaves no session, no device and no token', async () => {
    const city = await provedCity();
    const { pilar, tenant } = city;
    const proved = await city.actor(city.caller);
    const token = proved && granted(await createToken(pilar, proved, wish)).token;
    await pilar.signIn.deleteUser(city.userId);
    await pilar.read(tenant, (tx) =>
      sql`update person set user_id = null where tenant_id = ${tx.tenant} and id = ${city.actors.lurah.person}`.execute(
        tx.sql,
      ),
    );
    expect((await pilar.signIn.session(city.caller)).session).toBeUndefined();
    expect(await pilar.signIn.devices(city.userId)).toEqual([]);
    expect(await loadTokenActor(pilar, tenant, token ?? '')).toBeUndefined();
  });

  test('taking the factor off ends it and every other session', async () => {
    const city = await provedCity();
    const { signIn } = city.pilar;
    const half = await signIn.withPassword(city.stranger, city.email, PASSWORD);
    const other = returning(city.stranger, half.cookies);
    const whole = await signIn.withSecondFactor(other, city.setup?.backupCodes[1] ?? '');
    const second = returning(other, whole.cookies);
    const removed = await signIn.removeSecondFactor(city.caller, PASSWORD, async () => {});
    expect(removed.outcome).toBe('signed-in');
    const here = returning(city.caller, removed.cookies);
    expect((await signIn.session(here)).session).toMatchObject({ secondFactor: false });
    expect((await signIn.session(here)).session?.provedAt).toBeUndefined();
    expect((await signIn.session(second)).session).toBeUndefined();
  });
});
