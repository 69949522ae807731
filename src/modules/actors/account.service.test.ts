import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/id.ts';
import type { Caller } from '#platform/sign-in/sign-in.ts';
import { totp } from '../../../test/support/authenticator.ts';
import { addCity, granted, testPilar, VILLAGE } from '../../../test/support/city.ts';
import {
  actorsOf,
  createAccount,
  createToken,
  demoAccounts,
  findPeopleForCode,
  issueSignInCode,
  listTokens,
  loadActor,
  loadTokenActor,
  recordAccountChange,
  redeemSignInCode,
  registerResident,
  revokeToken,
} from './index.ts';

const PASSWORD = 'tujuh belas ayam';

let number = 100;
let pilar: Awaited<ReturnType<typeof testPilar>>;
beforeAll(async () => {
  pilar = await testPilar();
});
afterAll(() => pilar.close());

/** A city of its own for each test, with names to sign in by and a caller at an address that nobody else has. */
async function freshCity() {
  number += 1;
  pilar.clock.set(new Date('2026-02-10T03:00:00Z'));
  const stranger: Caller = { cookie: '', address: `203.0.113.${number}`, userAgent: 'test' };
  const email = `lurah${number}@bandung.go.id`;
  const phone = `08120000${String(number).padStart(4, '0')}`;
  return { pilar, stranger, email, phone, ...(await addCity(pilar, { slug: `kota-${number}` })) };
}
type City = Awaited<ReturnType<typeof freshCity>>;

/** The caller as their browser comes back, with the cookies it was given. */
function returning(caller: Caller, cookies: readonly string[]): Caller {
  const kept = new Map(
    caller.cookie
      .split('; ')
      .filter(Boolean)
      .map((pair) => [pair.split('=')[0], pair]),
  );
  for (const cookie of cookies) {
    const pair = cookie.split(';')[0] ?? '';
    kept.set(pair.split('=')[0], pair);
  }
  return { ...caller, cookie: [...kept.values()].join('; ') };
}

async function accountOf(city: City, person: Id, contact: { email?: string; phone?: string }) {
  return granted(
    await createAccount(city.pilar, { tenant: city.tenant, person, password: PASSWORD, ...contact }),
  );
}

async function signedIn(city: City, identifier: string, password = PASSWORD): Promise<Caller> {
  const attempt = await city.pilar.signIn.withPassword(city.stranger, identifier, password);
  expect(attempt.outcome).toBe('signed-in');
  return returning(city.stranger, attempt.cookies);
}

async function actions(city: City): Promise<string[]> {
  return city.pilar.read(city.tenant, async (tx) => {
    const found = await sql<{ action: string }>`
      select action from journal_entry where tenant_id = ${tx.tenant} order by id`.execute(tx.sql);
    return found.rows.map((row) => row.action);
  });
}

describe('signing in', () => {
  test.each([
    ['e-mail', { email: 'Lurah@bandung.go.id' }, ' lurah@BANDUNG.go.id '],
    ['phone number', { phone: '0812-3456-7890' }, '+62 812 3456 7890'],
  ])('by %s and password, however it is written', async (_, contact, typed) => {
    const city = await freshCity();
    const { userId } = await accountOf(city, city.actors.lurah.person, contact);
    const caller = await signedIn(city, typed);
    const { session } = await city.pilar.signIn.session(caller);
    expect(session).toMatchObject({ userId, secondFactor: false });
    const actor = await loadActor(city.pilar, city.tenant, { userId, secondFactor: false });
    expect(actor).toMatchObject({ person: city.actors.lurah.person, scopes: 'session' });
    expect(actor?.mandates.map((mandate) => [mandate.office, mandate.region])).toEqual([['lurah', VILLAGE]]);
    expect(await actions(city)).toContain('account.created');
  });

  test('cookies are out of reach of scripts and of other sites', async () => {
    const city = await freshCity();
    await accountOf(city, city.actors.lurah.person, { email: city.email });
    const attempt = await city.pilar.signIn.withPassword(city.stranger, city.email, PASSWORD);
    expect(attempt.cookies.some((cookie) => /^pilar\.session_token=/.test(cookie))).toBe(true);
    for (const cookie of attempt.cookies)
      expect(cookie).toMatch(/HttpOnly.*SameSite=Lax|SameSite=Lax.*HttpOnly/i);
  });

  test('a wrong password and an unknown account get the same answer', async () => {
    const city = await freshCity();
    await accountOf(city, city.actors.lurah.person, { email: city.email });
    const { signIn } = city.pilar;
    expect((await signIn.withPassword(city.stranger, city.email, 'wrong wrong')).outcome).toBe('wrong');
    expect((await signIn.withPassword(city.stranger, 'nobody@bandung.go.id', 'wrong wrong')).outcome).toBe(
      'wrong',
    );
    expect((await signIn.withPassword(city.stranger, '', '')).outcome).toBe('wrong');
  });

  test('a stranger who guesses is slowed down, and nobody else is', async () => {
    const city = await freshCity();
    await accountOf(city, city.actors.lurah.person, { email: city.email });
    const { signIn, clock } = city.pilar;
    const stranger = { ...city.stranger, address: `198.51.100.${number % 250}` };
    const guess = async () => (await signIn.withPassword(stranger, city.email, 'wrong wrong')).outcome;
    for (let n = 1; n <= 6; n += 1) expect(await guess()).toBe('wrong');
    expect(await guess(), 'the seventh must wait').toBe('limited');
    expect((await signIn.withPassword(stranger, city.email, PASSWORD)).outcome, 'right or not').toBe(
      'limited',
    );
    await signedIn(city, city.email);
    clock.set(new Date(clock.now().getTime() + 16_000));
    expect(await guess(), 'after a quarter of a minute once more').toBe('wrong');
    expect(await guess()).toBe('limited');
    clock.set(new Date(clock.now().getTime() + 61 * 60_000));
    for (let n = 1; n <= 5; n += 1) expect(await guess(), 'an hour later all is forgotten').toBe('wrong');
  });

  test('however many sources guess at once, its holder comes in from a known browser', async () => {
    const city = await freshCity();
    await accountOf(city, city.actors.lurah.person, { email: city.email });
    const { signIn } = city.pilar;
    const known = await signedIn(city, city.email);
    for (let n = 0; n < 27; n += 1) {
      const stranger = { ...city.stranger, address: `192.0.2.${n}` };
      await signIn.withPassword(stranger, city.email, 'wrong wrong');
    }
    const elsewhere = { ...city.stranger, address: '198.51.100.251' };
    const slowed = await signIn.withPassword(elsewhere, city.email, PASSWORD);
    expect(slowed, 'a new browser waits a minute at most').toMatchObject({ outcome: 'limited', minutes: 1 });
    expect((await signIn.withPassword(known, city.email, PASSWORD)).outcome).toBe('signed-in');
    const forged = known.cookie.replace(/(pilar\.device-[^=]+=[^.]+)\..*/, '$1.forged');
    expect((await signIn.withPassword({ ...elsewhere, cookie: forged }, city.email, PASSWORD)).outcome).toBe(
      'limited',
    );
    const { userId = '' } = (await signIn.findUser(city.email)) ?? {};
    for (const device of await signIn.devices(userId)) await signIn.forgetDevice(userId, device.id);
    expect((await signIn.withPassword(known, city.email, PASSWORD)).outcome, 'forgotten').toBe('limited');
  });

  test('a known browser of one account is a stranger to another', async () => {
    const city = await freshCity();
    await accountOf(city, city.actors.lurah.person, { email: city.email });
    await accountOf(city, city.actors.rw1.person, { phone: city.phone });
    const { signIn } = city.pilar;
    const known = await signedIn(city, city.email);
    for (let n = 1; n <= 7; n += 1) await signIn.withPassword(known, city.phone, 'wrong wrong');
    expect((await signIn.withPassword(known, city.phone, PASSWORD)).outcome).toBe('limited');
    await signedIn({ ...city, stranger: { ...city.stranger, address: '198.51.100.252' } }, city.phone);
  });

  test('a hundred guesses at once are counted one by one', async () => {
    const city = await freshCity();
    await accountOf(city, city.actors.lurah.person, { email: city.email });
    const { signIn } = city.pilar;
    const raced = await Promise.all(
      Array.from({ length: 40 }, () => signIn.withPassword(city.stranger, city.email, 'wrong wrong')),
    );
    const asked = raced.filter((one) => one.outcome === 'wrong').length;
    expect(asked).toBeGreaterThanOrEqual(1);
    expect(asked).toBeLessThanOrEqual(6);
    expect(raced.filter((one) => one.outcome === 'limited')).toHaveLength(40 - asked);
  });

  test('an account that does not exist is slowed down alike', async () => {
    const city = await freshCity();
    await accountOf(city, city.actors.lurah.person, { email: city.email });
    const outcomes = async (name: string) => {
      const told: string[] = [];
      const from = { ...city.stranger, address: `198.51.100.${name === city.email ? 253 : 254}` };
      for (let n = 1; n <= 9; n += 1)
        told.push((await city.pilar.signIn.withPassword(from, name, 'x')).outcome);
      return told;
    };
    expect(await outcomes('nobody@bandung.go.id')).toEqual(await outcomes(city.email));
  });

  test('its holder is told of many failures, not of a mistyping, and not from which address', async () => {
    const city = await freshCity();
    const { userId } = await accountOf(city, city.actors.lurah.person, { email: city.email });
    const { signIn } = city.pilar;
    await signIn.withPassword(city.stranger, city.email, 'wrong wrong');
    const stranger = { ...city.stranger, address: '198.51.100.77' };
    for (let n = 1; n <= 6; n += 1) await signIn.withPassword(stranger, city.email, 'wrong wrong');
    await signedIn(city, city.email);
    expect(await signIn.failedTries(userId)).toMatchObject([{ place: '198.51.100.x', failures: 6 }]);
    await signIn.forgetFailedTries(userId);
    expect(await signIn.failedTries(userId)).toEqual([]);
  });

  test('one address cannot try many accounts', async () => {
    const city = await freshCity();
    const outcomes = new Set<string>();
    for (let n = 1; n <= 25; n += 1) {
      const attempt = await city.pilar.signIn.withPassword(
        city.stranger,
        `somebody${n}@bandung.go.id`,
        'wrong wrong',
      );
      outcomes.add(attempt.outcome);
    }
    expect(outcomes).toEqual(new Set(['wrong', 'limited']));
  });

  test('a mandate that has run out counts no more, and one that has not begun not yet', async () => {
    const city = await freshCity();
    const { userId } = await accountOf(city, city.actors.rw1.person, { phone: city.phone });
    const at = async (moment: string) => {
      city.pilar.clock.set(new Date(moment));
      const actor = await loadActor(city.pilar, city.tenant, { userId, secondFactor: false });
      return actor?.mandates.length;
    };
    expect(await at('2024-12-31T16:59:59Z')).toBe(0);
    expect(await at('2024-12-31T17:00:00Z')).toBe(1);
    expect(await at('2029-12-31T16:59:59Z')).toBe(1);
    expect(await at('2029-12-31T17:00:00Z')).toBe(0);
  });

  test('an account of one city is nobody in another', async () => {
    const city = await freshCity();
    const { userId } = await accountOf(city, city.actors.lurah.person, { email: city.email });
    const other = await addCity(city.pilar, { slug: `lain-${number}` });
    expect(await loadActor(city.pilar, other.tenant, { userId, secondFactor: false })).toBeUndefined();
    expect(
      (await actorsOf(city.pilar, { userId, secondFactor: false })).map((actor) => actor.tenant),
    ).toEqual([city.tenant]);
  });

  test('the demo offers the accounts flagged for it, in their order', async () => {
    const city = await freshCity();
    const { pilar, tenant, actors } = city;
    const offer = (person: Id, phone: string, order: number) =>
      createAccount(pilar, {
        tenant,
        person,
        phone,
        password: PASSWORD,
        demo: { label: { id: 'menyusun usulan', en: 'writes proposals' }, order },
      });
    granted(await offer(actors.lurah.person, '081200000002', 2));
    granted(await offer(actors.rw1.person, '081200000001', 1));
    await accountOf(city, actors.rw2.person, { phone: '081200000003' });
    const offered = await demoAccounts(pilar.database);
    expect(offered.map((account) => account.name)).toEqual([actors.rw1.name, actors.lurah.name]);
    const cookies = await pilar.signIn.start(city.stranger, offered[0]?.userId ?? '');
    expect((await pilar.signIn.session(returning(city.stranger, cookies))).session?.name).toBe(
      actors.rw1.name,
    );
  });

  test('signing out ends the session for good', async () => {
    const city = await freshCity();
    await accountOf(city, city.actors.lurah.person, { email: city.email });
    const caller = await signedIn(city, city.email);
    await city.pilar.signIn.end(caller);
    expect((await city.pilar.signIn.session(caller)).session).toBeUndefined();
  });
});

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
    await signIn.dropSecondFactor(userId);
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
    await recordAccountChange(pilar, { userId: city.userId, secondFactor: true }, change);
    expect((await loadTokenActor(pilar, tenant, strong ?? '')) !== undefined).toBe(strongLives);
    expect((await loadTokenActor(pilar, tenant, weak ?? '')) !== undefined).toBe(weakLives);
    expect((await actions(city)).includes('token.revoked')).toBe(!strongLives);
  });

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
    const removed = await signIn.removeSecondFactor(city.caller, PASSWORD);
    expect(removed.outcome).toBe('signed-in');
    const here = returning(city.caller, removed.cookies);
    expect((await signIn.session(here)).session).toMatchObject({ secondFactor: false });
    expect((await signIn.session(here)).session?.provedAt).toBeUndefined();
    expect((await signIn.session(second)).session).toBeUndefined();
  });
});

describe('personal tokens', () => {
  test('act with their scopes until they are revoked or expire', async () => {
    const city = await freshCity();
    const { pilar, tenant, actors } = city;
    const wish = { name: 'Aplikasi RW', scopes: ['read', 'proposals:write'], lastDay: '2026-03-10' };
    const { id, token } = granted(await createToken(pilar, actors.rw1, wish));
    expect(await loadTokenActor(pilar, tenant, token)).toMatchObject({
      person: actors.rw1.person,
      scopes: ['read', 'proposals:write'],
      secondFactor: false,
    });
    const stored = await pilar.read(tenant, async (tx) =>
      sql<{ all: string }>`select t::text as all from api_token t where tenant_id = ${tx.tenant}`.execute(
        tx.sql,
      ),
    );
    expect(stored.rows[0]?.all).not.toContain(token);

    pilar.clock.set(new Date('2026-03-10T16:59:59Z'));
    expect(await loadTokenActor(pilar, tenant, token)).toBeDefined();
    pilar.clock.set(new Date('2026-03-10T17:00:00Z'));
    expect(await loadTokenActor(pilar, tenant, token)).toBeUndefined();
    pilar.clock.set(new Date('2026-03-01T00:00:00Z'));
    granted(await revokeToken(pilar, actors.rw1, id));
    expect(await loadTokenActor(pilar, tenant, token)).toBeUndefined();
    expect((await listTokens(pilar, actors.rw1)).map((one) => one.state)).toEqual(['revoked']);
    expect(await actions(city)).toEqual(expect.arrayContaining(['token.created', 'token.revoked']));
  });

  test('are made and revoked by their owner in a session, by nobody else and by no token', async () => {
    const { pilar, tenant, actors } = await freshCity();
    const wish = { name: 'Aplikasi', scopes: ['read'], lastDay: '2026-03-10' };
    const { id, token } = granted(await createToken(pilar, actors.rw1, wish));
    const byToken = await loadTokenActor(pilar, tenant, token);
    const refused = byToken && (await createToken(pilar, byToken, wish));
    expect(refused).toMatchObject({ ok: false, refusal: { refusal: 'access.scope' } });
    expect(await revokeToken(pilar, actors.rw2, id)).toMatchObject({
      ok: false,
      refusal: { refusal: 'access.not-found' },
    });
  });

  test('count in their own city only', async () => {
    const { pilar, actors } = await freshCity();
    const other = await addCity(pilar, { slug: `lain-${number}` });
    const { token } = granted(
      await createToken(pilar, actors.rw1, { name: 'a', scopes: ['read'], lastDay: '2026-03-10' }),
    );
    expect(await loadTokenActor(pilar, other.tenant, token)).toBeUndefined();
  });
});

describe('a one-time code from the kelurahan', () => {
  const redeem = (city: City, code: string, more: { phone?: string; password?: string; person?: Id } = {}) =>
    redeemSignInCode(city.pilar, city.stranger, {
      tenant: city.tenant,
      phone: city.phone,
      password: PASSWORD,
      code,
      ...more,
    });

  test('lets a resident without e-mail set a password and sign in', async () => {
    const city = await freshCity();
    const register = (phone: string) =>
      registerResident(city.pilar, city.actors.lurah, { name: 'Warga Baru', phone, region: VILLAGE });
    expect(await register('000000000000')).toMatchObject({
      refusal: { issues: [{ refusal: 'phone.unreadable', field: 'phone' }] },
    });
    const issued = granted(await register(city.phone));
    expect(issued.code).toMatch(/^\d{4} \d{4}$/);
    const { userId } = granted(await redeem(city, issued.code));
    expect(await city.pilar.signIn.readUser(userId)).toEqual({
      name: 'Warga Baru',
      email: undefined,
      phone: `+62${city.phone.slice(1)}`,
      secondFactor: false,
    });
    await signedIn(city, city.phone);
    expect(await loadActor(city.pilar, city.tenant, { userId, secondFactor: false })).toMatchObject({
      person: issued.person,
      mandates: [],
    });
    expect(await actions(city)).toEqual(
      expect.arrayContaining(['person.registered', 'sign-in-code.issued', 'sign-in-code.redeemed']),
    );
  });

  test('opens the account of an officer known by the link on the slip, who then signs in by phone number', async () => {
    const city = await freshCity();
    const person = city.actors.rw1.person;
    const issued = granted(await issueSignInCode(city.pilar, city.actors.lurah, { person }));
    granted(await redeem(city, issued.code, { person }));
    await signedIn(city, city.phone);
  });

  test('is used once, for a day, and who guesses is slowed down', async () => {
    const city = await freshCity();
    const person = city.actors.rw1.person;
    const give = async () => granted(await issueSignInCode(city.pilar, city.actors.lurah, { person })).code;
    const first = await give();
    granted(await redeem(city, first, { person }));
    expect((await redeem(city, first, { person })).ok).toBe(false);

    const late = await give();
    city.pilar.clock.set(new Date(city.pilar.clock.now().getTime() + 24 * 3_600_000));
    expect((await redeem(city, late, { person })).ok).toBe(false);

    const tired = await give();
    const wrong = tired === '0000 0000' ? '1111 1111' : '0000 0000';
    city.pilar.clock.set(new Date(city.pilar.clock.now().getTime() + 2 * 3_600_000));
    const refusals: unknown[] = [];
    for (let n = 0; n < 6; n += 1) {
      const redeemed = await redeem(city, wrong, { person });
      refusals.push(redeemed.ok || redeemed.refusal.refusal);
    }
    expect(refusals).toEqual([...Array(4).fill('sign-in.code'), 'sign-in.limited', 'sign-in.limited']);
    const itsHolder = { ...city.stranger, address: '198.51.100.250' };
    granted(
      await redeemSignInCode(city.pilar, itsHolder, {
        tenant: city.tenant,
        phone: city.phone,
        password: PASSWORD,
        code: tired,
        person,
      }),
    );
  });

  test('changes a forgotten password and ends the sessions that were open', async () => {
    const city = await freshCity();
    const person = city.actors.rw1.person;
    await accountOf(city, person, { phone: city.phone });
    const before = await signedIn(city, city.phone);
    const issued = granted(await issueSignInCode(city.pilar, city.actors.lurah, { person }));
    granted(await redeem(city, issued.code, { person, password: 'kata sandi baru' }));
    expect((await city.pilar.signIn.session(before)).session).toBeUndefined();
    await signedIn(city, city.phone, 'kata sandi baru');
  });

  test('does not open an account that serves in another city', async () => {
    const city = await freshCity();
    const person = city.actors.rw1.person;
    await accountOf(city, person, { phone: city.phone });
    const other = await addCity(city.pilar, { slug: `lain-${number}` });
    granted(
      await createAccount(city.pilar, {
        tenant: other.tenant,
        person: other.actors.rw1.person,
        phone: city.phone,
        password: PASSWORD,
      }),
    );
    const issued = granted(await issueSignInCode(city.pilar, city.actors.lurah, { person }));
    expect(await redeem(city, issued.code, { person, password: 'diambil alih' })).toMatchObject({
      ok: false,
      refusal: { refusal: 'sign-in.elsewhere' },
    });
    await signedIn(city, city.phone);
  });

  test('is found and given by officers of the place only', async () => {
    const { pilar, actors } = await freshCity();
    const byInstitution = await findPeopleForCode(pilar, actors.lurah, 'pkk pasir');
    expect(byInstitution.map((person) => person.id)).toEqual([actors.pkk.person]);
    const found = await findPeopleForCode(pilar, actors.lurah, 'RW 0');
    expect(found.map((person) => person.name)).toEqual([
      'chair RW 01 Pasir Impun',
      'chair RW 02 Pasir Impun',
      'chair RW 03 Pasir Impun',
    ]);
    expect(await findPeopleForCode(pilar, actors.lurah, '%')).toEqual([]);
    expect(await findPeopleForCode(pilar, actors.rw1, 'RW')).toEqual([]);
    expect(await issueSignInCode(pilar, actors.rw1, { person: actors.rw2.person })).toMatchObject({
      ok: false,
      refusal: { refusal: 'access.office' },
    });
    expect(
      await issueSignInCode(pilar, { tenant: actors.lurah.tenant }, { person: actors.rw2.person }),
    ).toMatchObject({
      ok: false,
      refusal: { refusal: 'access.sign-in' },
    });
  });
});
