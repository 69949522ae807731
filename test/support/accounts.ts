import { sql } from 'kysely';
import { afterAll, beforeAll, expect } from 'vitest';
import type { Id } from '#kernel/id.ts';
import { createAccount } from '#modules/actors/index.ts';
import type { Caller } from '#platform/sign-in/sign-in.ts';
import { addCity, granted, testPilar } from './city.ts';

export const PASSWORD = 'tujuh belas ayam';

let number = 100;

/**
 * Opens Pilar for the tests of a file; answers what makes a city of its own for each of them, with names to sign in by
 * and a caller at an address that nobody else has.
 */
export function citiesWithAccounts() {
  let pilar: Awaited<ReturnType<typeof testPilar>>;
  beforeAll(async () => {
    pilar = await testPilar();
  });
  afterAll(() => pilar.close());
  return async () => {
    number += 1;
    pilar.clock.set(new Date('2026-02-10T03:00:00Z'));
    const stranger: Caller = { cookie: '', address: `203.0.113.${number}`, userAgent: 'test' };
    const email = `lurah${number}@bandung.go.id`;
    const phone = `08120000${String(number).padStart(4, '0')}`;
    return { pilar, number, stranger, email, phone, ...(await addCity(pilar, { slug: `kota-${number}` })) };
  };
}
export type City = Awaited<ReturnType<ReturnType<typeof citiesWithAccounts>>>;

/** The caller as their browser comes back, with the cookies it was given. */
export function returning(caller: Caller, cookies: readonly string[]): Caller {
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

export async function accountOf(city: City, person: Id, contact: { email?: string; phone?: string }) {
  return granted(
    await createAccount(city.pilar, { tenant: city.tenant, person, password: PASSWORD, ...contact }),
  );
}

export async function signedIn(city: City, identifier: string, password = PASSWORD): Promise<Caller> {
  const attempt = await city.pilar.signIn.withPassword(city.stranger, identifier, password);
  expect(attempt.outcome).toBe('signed-in');
  return returning(city.stranger, attempt.cookies);
}

export async function actions(city: City): Promise<string[]> {
  return city.pilar.read(city.tenant, async (tx) => {
    const found = await sql<{ action: string }>`
      select action from journal_entry where tenant_id = ${tx.tenant} order by id`.execute(tx.sql);
    return found.rows.map((row) => row.action);
  });
}
