import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Id } from '#kernel/id.ts';
import { openSignIn } from '#platform/sign-in/sign-in.ts';
import {
  accountOf,
  actions,
  citiesWithAccounts,
  PASSWORD,
  returning,
  signedIn,
} from '../../../test/support/accounts.ts';
import { addCity, granted, VILLAGE } from '../../../test/support/city.ts';
import { actorsOf, createAccount, demoAccounts, loadActor } from './index.ts';

const freshCity = citiesWithAccounts();

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

  test('what is kept of a password is what scrypt makes of it, with a salt of its own', async () => {
    const { pilar, email, stranger } = await freshCity();
    // All other tests take a hash that is quick: `test/support/city.ts`.
    const signIn = openSignIn(pilar.settings, pilar.database, pilar.clock);
    const ids = [
      await signIn.createUser({ name: 'Euis', email, password: PASSWORD }),
      await signIn.createUser({ name: 'Dadang', email: `lain.${email}`, password: PASSWORD }),
    ];
    const { rows } = await sql<{ password: string }>`
      select password from sign_in_credential where user_id = any(${ids})`.execute(pilar.database.sql);
    expect(rows).toHaveLength(2);
    for (const { password } of rows) expect(password).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/);
    expect(new Set(rows.map((row) => row.password)).size).toBe(2);
    expect((await signIn.withPassword(stranger, email, PASSWORD)).outcome).toBe('signed-in');
    expect((await signIn.withPassword(stranger, email, 'wrong wrong')).outcome).toBe('wrong');
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
    const stranger = { ...city.stranger, address: `198.51.100.${city.number % 250}` };
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

  test('whoever signs in at the same moment from the same network comes in, whichever reaches the database first', async () => {
    const city = await freshCity();
    await accountOf(city, city.actors.lurah.person, { email: city.email });
    await accountOf(city, city.actors.rw1.person, { phone: city.phone });
    const { clock } = city.pilar;
    const network = { ...city, stranger: { ...city.stranger, address: '198.51.100.253' } };
    const moment = clock.now().getTime();
    await signedIn(network, city.email);
    clock.set(new Date(moment - 5));
    await signedIn(network, city.phone);
    clock.set(new Date(moment));
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
    const other = await addCity(city.pilar, { slug: `lain-${city.number}` });
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
