/** An installation with a city and a programme in it, its officers as an operator enters them, and the page of each. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Actor } from '#kernel/actor.ts';
import { settableClock } from '#kernel/clock.ts';
import { dayIn } from '#kernel/date.ts';
import { type Id, newId } from '#kernel/id.ts';
import { ok } from '#kernel/result.ts';
import {
  actorById,
  createAccount,
  insertOfficers,
  listOrganizations,
  operatorOf,
  peopleIn,
} from '#modules/actors/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { readSettings } from '#platform/settings.ts';
import { buildPilar, type Pilar } from '../../src/pilar.ts';
import { granted } from './city.ts';
import { type Journey, PHONE, pictureOnFailure, type Setting } from './journey.ts';
import { type Installation, startInstallation } from './production.ts';

export const TODAY = dayIn('Asia/Jakarta', new Date());
export const YEAR = TODAY.slice(0, 4);
const CITY = '32.73';
const PASSWORD = 'tujuh belas ayam';

/** Somebody with an account: what they are called, their office, and the institution they hold it in. */
export type Holder = readonly [name: string, office: string, institution: string, region?: string];

export type CityInstallation = Installation & {
  readonly tenant: Id;
  /** The same city by its use cases beside the server, on the day of the clock. */
  readonly beside: <T>(run: (pilar: Pilar) => Promise<T>, at?: Date) => Promise<T>;
  readonly named: (pilar: Pilar, name: string) => Promise<Actor>;
  readonly institution: (tx: Tx, name: string) => Promise<Id>;
  /** The page of somebody who is signed in and stays so, on a phone and without JavaScript unless said; a test that fails keeps its picture. */
  readonly as: (name: string, setting?: Setting) => Promise<Page>;
};

/** Starts Kota Bandung on an empty database: the RW of a list, one programme of a year on the text of a model. */
export async function startCity(
  people: Journey,
  { model, year, rw }: { readonly model: string; readonly year: string; readonly rw: string },
): Promise<CityInstallation> {
  const installation = await startInstallation();
  const folder = mkdtempSync(join(tmpdir(), 'pilar-city-'));
  const [list, rules] = [join(folder, 'rw.csv'), join(folder, 'model.yaml')];
  writeFileSync(list, rw);
  writeFileSync(rules, model);
  installation.pilar([
    ...['tenant', 'create', '--region', CITY, '--slug', 'bandung', '--rw', list],
    ...['--model', rules, '--year', year],
  ]);
  const { databaseUrl, origin } = installation;
  const beside: CityInstallation['beside'] = async (run, at = new Date()) => {
    const settings = { DATABASE_URL: databaseUrl, PILAR_DATA: mkdtempSync(join(tmpdir(), 'pilar-beside-')) };
    const pilar = await buildPilar(readSettings(settings), { clock: settableClock(at) });
    try {
      return await run(pilar);
    } finally {
      await pilar.close();
    }
  };
  const tenant = await beside(
    async (pilar) => pilar.tenants().find((one) => one.slug === 'bandung')?.id ?? '',
  );
  const pages = new Map<string, Page>();
  return {
    ...installation,
    tenant,
    beside,
    named: (pilar, name) => pilar.read(tenant, (tx) => actorCalled(tx, name)),
    institution,
    as: async (name, setting = { javaScript: 'off', viewport: PHONE }) => {
      const page = pages.get(name) ?? (await signedIn(people, name, { ...setting, origin }));
      pages.set(name, page);
      pictureOnFailure(page);
      return page;
    },
  };
}

async function institution(tx: Tx, name: string): Promise<Id> {
  const [found] = await listOrganizations(tx, { words: name.toLowerCase().split(' ') }, 1);
  if (!found) throw new Error(`no institution is called ${name}`);
  return found.id;
}

export async function actorCalled(tx: Tx, name: string): Promise<Actor> {
  const [one] = await peopleIn(tx, CITY, name);
  const found = one && (await actorById(tx, one.id));
  if (!found) throw new Error(`${name} is missing`);
  return found;
}

/** Enters something as the operator of the installation does. */
export async function enter(pilar: Pilar, tenant: Id, work: (tx: Tx) => Promise<void>): Promise<void> {
  granted(
    await pilar.change(operatorOf(tenant), 'offices:write', async (tx) => {
      await work(tx);
      return ok(undefined);
    }),
  );
}

/** Puts people into their offices, of a body where one is given. */
export async function appoint(
  pilar: Pilar,
  tenant: Id,
  holders: readonly Holder[],
  body?: Id,
): Promise<void> {
  await enter(pilar, tenant, async (tx) => {
    for (const [name, office, at, region = CITY] of holders) {
      const [known] = await peopleIn(tx, CITY, name);
      const officer = {
        mandate: newId(tx.now),
        person: known?.id ?? newId(tx.now),
        name,
        phone: null,
        organization: body ?? (await institution(tx, at)),
        ...{ office, region, startsOn: tx.today, endsOn: `${Number(YEAR) + 2}-12-31`, decree: null },
      };
      await insertOfficers(tx, [officer]);
    }
  });
}

/** Everybody gets an account. */
export async function giveAccounts(pilar: Pilar, tenant: Id, holders: readonly Holder[]): Promise<void> {
  for (const name of new Set(holders.map(([called]) => called))) {
    const { person } = await pilar.read(tenant, (tx) => actorCalled(tx, name));
    granted(await createAccount(pilar, { tenant, person, email: address(name), password: PASSWORD }));
  }
}

function address(name: string): string {
  return `${name.replaceAll(' ', '').toLowerCase()}@bandung.example`;
}

async function signedIn(people: Journey, name: string, setting: Setting): Promise<Page> {
  const { page } = await people.visitor(setting);
  pictureOnFailure(page);
  await page.goto('/masuk');
  await page.getByLabel('Surel atau nomor ponsel').fill(address(name));
  await page.getByRole('textbox', { name: 'Kata sandi' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Masuk', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: /^Selamat / }).waitFor();
  return page;
}
