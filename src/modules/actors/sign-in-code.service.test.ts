import { describe, expect, test } from 'vitest';
import type { Id } from '#kernel/id.ts';
import {
  accountOf,
  actions,
  type City,
  citiesWithAccounts,
  PASSWORD,
  signedIn,
} from '../../../test/support/accounts.ts';
import { addCity, granted, VILLAGE } from '../../../test/support/city.ts';
import {
  createAccount,
  findPeopleForCode,
  issueSignInCode,
  loadActor,
  redeemSignInCode,
  registerResident,
} from './index.ts';

const freshCity = citiesWithAccounts();

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
    const other = await addCity(city.pilar, { slug: `lain-${city.number}` });
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
