import { describe, expect, test } from 'vitest';
import { openSignIn } from '#platform/sign-in/sign-in.ts';
import {
  accountOf,
  citiesWithAccounts,
  PASSWORD,
  returning,
  signedIn,
} from '../../../test/support/accounts.ts';
import { QUICK } from '../../../test/support/city.ts';

const freshCity = citiesWithAccounts();

describe('one’s own sessions', () => {
  test('are listed with the one that asks, and ended one by one or all others', async () => {
    const city = await freshCity();
    const { signIn } = city.pilar;
    await accountOf(city, city.actors.lurah.person, { email: city.email });
    const phone = await signedIn({ ...city, stranger: { ...city.stranger, userAgent: 'phone' } }, city.email);
    const office = await signedIn(
      { ...city, stranger: { ...city.stranger, userAgent: 'office' } },
      city.email,
    );
    const home = await signedIn({ ...city, stranger: { ...city.stranger, userAgent: 'home' } }, city.email);
    const listed = await signIn.sessions(office);
    expect(listed.map((one) => [one.label, one.place]).sort()).toEqual([
      ['home', 'elsewhere'],
      ['office', 'here'],
      ['phone', 'elsewhere'],
    ]);

    const lost = listed.find((one) => one.label === 'phone')?.id ?? '';
    expect(await signIn.endSessions(office, { id: lost })).toBe(1);
    expect((await signIn.session(phone)).session).toBeUndefined();
    expect(await signIn.endSessions(office, { id: lost }), 'it had ended').toBe(0);
    const own = listed.find((one) => one.place === 'here')?.id ?? '';
    expect(await signIn.endSessions(office, { id: own }), 'signing out is another thing').toBe(0);

    expect(await signIn.endSessions(office, 'all others')).toBe(1);
    expect((await signIn.session(home)).session).toBeUndefined();
    expect((await signIn.session(office)).session).toBeDefined();
  });

  test('are nobody else’s to see or to end', async () => {
    const city = await freshCity();
    const { signIn } = city.pilar;
    await accountOf(city, city.actors.lurah.person, { email: city.email });
    await accountOf(city, city.actors.camat.person, { email: `camat.${city.email}` });
    const lurah = await signedIn(city, city.email);
    const camat = await signedIn(city, `camat.${city.email}`);
    const [own] = await signIn.sessions(lurah);
    expect(await signIn.sessions(camat)).toHaveLength(1);
    expect(await signIn.endSessions(camat, { id: own?.id ?? '' })).toBe(0);
    expect(await signIn.endSessions(camat, 'all others')).toBe(0);
    expect(await signIn.sessions(city.stranger)).toEqual([]);
    expect(await signIn.endSessions(city.stranger, { id: own?.id ?? '' })).toBe(0);
    expect((await signIn.session(lurah)).session).toBeDefined();
  });

  test('leave a browser known as one where somebody was signed in; what is made up does not', async () => {
    const city = await freshCity();
    const { signIn } = city.pilar;
    await accountOf(city, city.actors.lurah.person, { email: city.email });
    const caller = await signedIn(city, city.email);
    await signIn.endSessions(await signedIn(city, city.email), 'all others');
    expect((await signIn.session(caller)).session).toBeUndefined();
    const cookies = caller.cookie.split('; ');
    const only = (sign: string) => ({
      ...caller,
      cookie: cookies.filter((one) => one.includes(sign)).join('; '),
    });
    expect(await signIn.wasHere(only('session_token'))).toBe(true);
    expect(await signIn.wasHere(only('device-'))).toBe(true);
    expect(await signIn.wasHere(city.stranger)).toBe(false);
    for (const sign of ['session_token', 'device-']) {
      const { cookie } = only(sign);
      const [name = '', value = ''] = cookie.split('=', 2);
      for (const forged of [`${name}=abc`, `${name}=${value.slice(0, 20)}.${'A'.repeat(44)}`, `${name}=`]) {
        expect(await signIn.wasHere({ ...caller, cookie: forged }), forged).toBe(false);
      }
    }
  });
});

test('under https every cookie is for this very host alone', async () => {
  const city = await freshCity();
  const { pilar } = city;
  await accountOf(city, city.actors.lurah.person, { email: city.email });
  const signIn = openSignIn(
    { origin: 'https://pilar.example', secret: pilar.settings.secret },
    pilar.database,
    pilar.clock,
    QUICK,
  );
  const attempt = await signIn.withPassword(city.stranger, city.email, PASSWORD);
  expect(attempt.cookies.length).toBeGreaterThan(1);
  for (const cookie of attempt.cookies) {
    expect(cookie).toMatch(/^__Host-pilar\./);
    expect(cookie).toMatch(/; Secure/i);
    expect(cookie).toMatch(/; HttpOnly/i);
    expect(cookie).toMatch(/; Path=\/(;|$)/i);
    expect(cookie).not.toMatch(/; Domain=/i);
  }
  const caller = returning(city.stranger, attempt.cookies);
  expect((await signIn.session(caller)).session).toBeDefined();
  expect(await signIn.wasHere(caller)).toBe(true);
  const changed = await signIn.changePassword(caller, PASSWORD, 'enam ekor kelinci', async () => {});
  expect((await signIn.session(caller)).session, 'the session of before').toBeUndefined();
  expect((await signIn.session(returning(caller, changed.cookies))).session).toBeDefined();
});
