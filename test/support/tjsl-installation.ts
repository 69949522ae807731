/** An installation with TJSL in it and everybody whom a year of it needs, as an operator and the city's offices enter them. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
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
  formBody,
  foundOrganization,
  insertOfficers,
  listOrganizations,
  membershipIn,
  operatorOf,
  peopleIn,
} from '#modules/actors/index.ts';
import { returnAs } from '#modules/leaving/index.ts';
import { programBySlug } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { readSettings } from '#platform/settings.ts';
import { buildPilar, type Pilar } from '../../src/pilar.ts';
import { granted, VILLAGE } from './city.ts';
import { type Journey, PHONE, pictureOnFailure } from './journey.ts';
import { type Installation, startInstallation } from './production.ts';

export const TODAY = dayIn('Asia/Jakarta', new Date());
export const YEAR = TODAY.slice(0, 4);
export const PROGRAM = `tjsl-${YEAR}`;
export const COMPANY = 'PT Cahaya Hijau';
export const OTHER_COMPANY = 'PT Sinar Timur';
const CITY = '32.73';
const PASSWORD = 'tujuh belas ayam';

/** Somebody with an account: what they are called, their office, and the institution they hold it in. */
type Holder = readonly [name: string, office: string, institution: string, region?: string];

/** Who is there before any body is formed. */
const OFFICERS: readonly Holder[] = [
  ['Wali Kota', 'mayor', 'sekretariat'],
  ['Ekonomi', 'economy', 'sekretariat'],
  ['Nurhayati', 'kepala-dinas-pendidikan', 'dinas pendidikan'],
  ['Euis', 'lurah', 'kelurahan pasir impun', VILLAGE],
  ['Asep', 'chair', 'rw 01 pasir impun', `${VILLAGE}.001`],
  ['Kartika', 'direksi', COMPANY],
  ['Bima', 'petugas-tjsl', COMPANY],
  ['Joko', 'direksi', OTHER_COMPANY],
  // A juror who works for one of those who are judged.
  ['Juri Tiga', 'petugas-tjsl', OTHER_COMPANY],
];
const FORUM: readonly Holder[] = [
  ['Ratna', 'forum-tjsl/ketua', ''],
  ['Dedi', 'forum-tjsl/sekretaris', ''],
  ['Sari', 'forum-tjsl/bidang-pendidikan', ''],
];
const JURY: readonly Holder[] = [
  ['Juri Satu', 'tim-penilai/ketua', ''],
  ['Juri Dua', 'tim-penilai/anggota-skpd', ''],
  ['Juri Tiga', 'tim-penilai/anggota-akademisi', ''],
];

export type TjslCity = Installation & {
  readonly tenant: Id;
  /** The same city by its use cases beside the server, on the day of the clock. */
  readonly beside: <T>(run: (pilar: Pilar) => Promise<T>, at?: Date) => Promise<T>;
  readonly named: (pilar: Pilar, name: string) => Promise<Actor>;
  readonly institution: (tx: Tx, name: string) => Promise<Id>;
  /** The page of somebody who is signed in, on a phone and without JavaScript, and stays so; a test that fails keeps its picture. */
  readonly as: (name: string) => Promise<Page>;
};

/**
 * Starts it. A city that lets jurors mark on the day on which the weights are published, and where two of them are enough:
 * an award is told within a day.
 */
export async function startTjsl(people: Journey): Promise<TjslCity> {
  const installation = await startInstallation();
  const folder = mkdtempSync(join(tmpdir(), 'pilar-tjsl-'));
  const rw = join(folder, 'rw.csv');
  writeFileSync(rw, `kelurahan;rw;rt\n${VILLAGE};1;2`);
  const model = join(folder, 'tjsl.yaml');
  const source = readFileSync('models/tjsl/2014.yaml', 'utf8');
  const quick = source
    .replace('notice: { days: 7 }', 'notice: { days: 0 }')
    .replace('marksAtLeast: 3', 'marksAtLeast: 2');
  writeFileSync(model, quick);
  installation.pilar([
    ...['tenant', 'create', '--region', CITY, '--slug', 'bandung', '--rw', rw],
    ...['--model', model, '--year', YEAR],
  ]);
  const { databaseUrl, origin } = installation;
  const beside: TjslCity['beside'] = async (run, at = new Date()) => {
    const settings = { DATABASE_URL: databaseUrl, PILAR_DATA: mkdtempSync(join(tmpdir(), 'pilar-beside-')) };
    const pilar = await buildPilar(readSettings(settings), { clock: settableClock(at) });
    try {
      return await run(pilar);
    } finally {
      await pilar.close();
    }
  };
  const tenant = await beside(async (pilar) => {
    const id = pilar.tenants().find((one) => one.slug === 'bandung')?.id ?? '';
    await enterEverybody(pilar, id);
    return id;
  });
  const pages = new Map<string, Page>();
  return {
    ...installation,
    tenant,
    beside,
    named: (pilar, name) => pilar.read(tenant, (tx) => actorCalled(tx, name)),
    institution,
    as: async (name) => {
      const page = pages.get(name) ?? (await signedIn(people, origin, name));
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

async function actorCalled(tx: Tx, name: string): Promise<Actor> {
  const [one] = await peopleIn(tx, CITY, name);
  const found = one && (await actorById(tx, one.id));
  if (!found) throw new Error(`${name} is missing`);
  return found;
}

/** Institutions and officers, the companies in the programme, its bodies with their seats, and an account for each. */
async function enterEverybody(pilar: Pilar, tenant: Id): Promise<void> {
  const operator = operatorOf(tenant);
  const enter = (work: (tx: Tx) => Promise<void>) =>
    pilar.change(operator, 'offices:write', async (tx) => {
      await work(tx);
      return ok(undefined);
    });
  const appoint = (holders: readonly Holder[], body?: Id) =>
    enter(async (tx) => {
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
  granted(
    await enter(async (tx) => {
      const program = await programBySlug(tx, PROGRAM);
      if (!program) throw new Error(`there is no ${PROGRAM}`);
      const found = (name: string, kind: string) =>
        foundOrganization(tx, operator, { name, kind, region: CITY });
      await found('Dinas Pendidikan', 'dinas-pendidikan');
      for (const name of [COMPANY, OTHER_COMPANY]) {
        const organization = await found(name, 'perusahaan');
        const membership = await membershipIn(tx, program.model, organization);
        granted(await returnAs(tx, operator, { program, organization }, membership));
      }
    }),
  );
  granted(await appoint(OFFICERS));
  const form = async (who: string, body: string, holders: readonly Holder[]) => {
    const actor = await pilar.read(tenant, (tx) => actorCalled(tx, who));
    const forming = { program: PROGRAM, body, region: CITY, decree: 'Kepwal 686' };
    const { organization } = granted(await formBody(pilar, actor, forming));
    granted(await appoint(holders, organization));
  };
  await form('Wali Kota', 'forum-tjsl', FORUM);
  await form('Dedi', 'tim-penilai', JURY);
  for (const name of new Set([...OFFICERS, ...FORUM, ...JURY].map(([called]) => called))) {
    const { person } = await pilar.read(tenant, (tx) => actorCalled(tx, name));
    granted(await createAccount(pilar, { tenant, person, email: address(name), password: PASSWORD }));
  }
}

function address(name: string): string {
  return `${name.replaceAll(' ', '').toLowerCase()}@bandung.example`;
}

async function signedIn(people: Journey, origin: string, name: string): Promise<Page> {
  const { page } = await people.visitor({ javaScript: 'off', viewport: PHONE });
  await page.goto(`${origin}/masuk`);
  await page.getByLabel('Surel atau nomor ponsel').fill(address(name));
  await page.getByRole('textbox', { name: 'Kata sandi' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Masuk', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: /^Selamat / }).waitFor();
  return page;
}
