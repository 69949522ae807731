/** An installation with TJSL in it and everybody whom a year of it needs, as an operator and the city's offices enter them. */
import { readFileSync } from 'node:fs';
import { formBody, foundOrganization, membershipIn, operatorOf } from '#modules/actors/index.ts';
import { returnAs } from '#modules/leaving/index.ts';
import { programBySlug } from '#modules/programs/index.ts';
import type { Pilar } from '../../src/pilar.ts';
import { granted, VILLAGE } from './city.ts';
import {
  actorCalled,
  appoint,
  type CityInstallation,
  enter,
  giveAccounts,
  type Holder,
  startCity,
  YEAR,
} from './city-installation.ts';
import type { Journey } from './journey.ts';

export const PROGRAM = `tjsl-${YEAR}`;
export const COMPANY = 'PT Cahaya Hijau';
export const OTHER_COMPANY = 'PT Sinar Timur';
const CITY = '32.73';

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

/**
 * Starts it. A city that lets jurors mark on the day on which the weights are published, and where two of them are enough:
 * an award is told within a day.
 */
export async function startTjsl(people: Journey): Promise<CityInstallation> {
  const source = readFileSync('models/tjsl/2014.yaml', 'utf8');
  const model = source
    .replace('notice: { days: 7 }', 'notice: { days: 0 }')
    .replace('marksAtLeast: 3', 'marksAtLeast: 2');
  const city = await startCity(people, { model, year: YEAR, rw: `kelurahan;rw;rt\n${VILLAGE};1;2` });
  await city.beside((pilar) => enterEverybody(pilar, city));
  return city;
}

/** Institutions and officers, the companies in the programme, its bodies with their seats, and an account for each. */
async function enterEverybody(pilar: Pilar, { tenant }: CityInstallation): Promise<void> {
  const operator = operatorOf(tenant);
  await enter(pilar, tenant, async (tx) => {
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
  });
  await appoint(pilar, tenant, OFFICERS);
  const form = async (who: string, body: string, holders: readonly Holder[]) => {
    const actor = await pilar.read(tenant, (tx) => actorCalled(tx, who));
    const forming = { program: PROGRAM, body, region: CITY, decree: 'Kepwal 686' };
    const { organization } = granted(await formBody(pilar, actor, forming));
    await appoint(pilar, tenant, holders, organization);
  };
  await form('Wali Kota', 'forum-tjsl', FORUM);
  await form('Dedi', 'tim-penilai', JURY);
  await giveAccounts(pilar, tenant, [...OFFICERS, ...FORUM, ...JURY]);
}
