import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { actions, citiesWithAccounts } from '../../../test/support/accounts.ts';
import { addCity, granted } from '../../../test/support/city.ts';
import { createToken, listTokens, loadTokenActor, revokeToken } from './index.ts';

const freshCity = citiesWithAccounts();

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

  test('are made once, however often a form is sent; a revoked one may be made again', async () => {
    const { pilar, actors } = await freshCity();
    const make = (change = {}) =>
      createToken(pilar, actors.rw1, {
        name: 'Aplikasi RW',
        scopes: ['read', 'proposals:write'],
        lastDay: '2026-03-10',
        ...change,
      });
    const { id } = granted(await make());
    expect(await make({ scopes: ['proposals:write', 'read'] })).toMatchObject({
      ok: false,
      refusal: { refusal: 'input.repeated' },
    });
    granted(await make({ lastDay: '2026-03-11' }));
    granted(await make({ scopes: ['read'] }));
    granted(await revokeToken(pilar, actors.rw1, id));
    granted(await make());
  });

  test('count in their own city only', async () => {
    const { pilar, actors, number } = await freshCity();
    const other = await addCity(pilar, { slug: `lain-${number}` });
    const { token } = granted(
      await createToken(pilar, actors.rw1, { name: 'a', scopes: ['read'], lastDay: '2026-03-10' }),
    );
    expect(await loadTokenActor(pilar, other.tenant, token)).toBeUndefined();
  });
});
