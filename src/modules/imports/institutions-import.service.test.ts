import { sql } from 'kysely';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Refusal } from '#kernel/refusal.ts';
import { listOrganizations } from '#modules/actors/index.ts';
import { verifyRecords } from '#modules/journal/index.ts';
import { neighbourhoodsOf } from '#modules/regions/index.ts';
import { type City, granted, VILLAGE, withCity } from '../../../test/support/city.ts';
import { cityWithTjsl } from '../../../test/support/tjsl.ts';
import { findThing } from '../overview/index.ts';
import type { ImportItem, ImportPlan } from './import-kind.ts';
import {
  beginImport,
  cancelImport,
  carryOn,
  IMPORT_KINDS,
  importFacts,
  keepImporting,
  offerImport,
  presentRows,
} from './index.ts';

const HEAD = 'nama;jenis;kecamatan;kelurahan;rw;jumlah rt;kode wilayah;id';

function sheet(...rows: readonly string[]) {
  const text = [HEAD, ...rows].map((row) => `${row}\r\n`).join('');
  return { text, sheet: '', name: 'lembaga.csv', bytes: Buffer.from(text) };
}

function offer(city: City, rows: readonly string[], who = city.actors.lurah) {
  return offerImport(city.pilar, who, { kind: 'institutions', about: null, file: sheet(...rows) });
}

/** Where each refusal stands, and what it is. */
function places(refusal: Refusal): string[] {
  return (refusal.issues ?? [refusal]).map(
    ({ refusal: code, params: { line, column } }) => `${line} ${column} ${code}`,
  );
}

async function institutions(city: City): Promise<string[]> {
  const found = await city.pilar.read(city.tenant, (tx) => listOrganizations(tx, { area: VILLAGE }, 1000));
  return found.map((one) => `${one.kind} ${one.region.slice(VILLAGE.length)} ${one.name}`).toSorted();
}

function look(city: City, job: string) {
  return city.pilar.read(city.tenant, async (tx) => {
    const facts = await importFacts(tx, city.actors.lurah, job);
    if ('refusal' in facts) throw new Error(facts.refusal);
    return facts;
  });
}

const FRESH = [
  'RW 04 Pasir Impun;rw;Mandalajati;Pasir Impun;4;5;;',
  'RW 05 Pasir Impun;Rukun Warga (RW);;Kel. Pasir Impun;RW 5;4;;',
  `LPM Pasir Impun;lpm;;;;;${VILLAGE};`,
  'RW 01 Pasir Impun;rw;;Pasir Impun;1;;;',
];

test('a list is checked whole, waits for a yes, and is taken over with the RW that it names', async () => {
  const city = await withCity();
  const before = await institutions(city);
  const { job } = granted(await offer(city, FRESH));
  expect(await look(city, job)).toMatchObject({
    job: { state: 'checked', rows: 4, added: 3, changed: 0, same: 1, refused: 0 },
    settles: true,
  });
  expect(await institutions(city)).toEqual(before);

  granted(await beginImport(city.pilar, city.actors.lurah, { job }));
  expect(await carryOn(city.pilar, city.tenant, job)).toBe(true);
  expect(await look(city, job)).toMatchObject({
    job: { state: 'done', done: 4, added: 3, changed: 0, same: 1, refused: 0 },
    settles: false,
  });
  expect(await institutions(city)).toEqual(
    [...before, 'lpm  LPM Pasir Impun', 'rw .004 RW 04 Pasir Impun', 'rw .005 RW 05 Pasir Impun'].toSorted(),
  );
  const rw = await city.pilar.read(city.tenant, (tx) => neighbourhoodsOf(tx, VILLAGE));
  expect(rw.map((one) => `${one.name} ${one.rtCount}`)).toEqual([
    'RW 01 2',
    'RW 02 2',
    'RW 03 2',
    'RW 04 5',
    'RW 05 4',
  ]);
  expect(await city.pilar.read(city.tenant, (tx) => verifyRecords(tx))).toMatchObject({ faults: [] });

  // The same file again changes nothing; nobody begins an import twice.
  const again = granted(await offer(city, FRESH));
  expect(await look(city, again.job)).toMatchObject({ job: { added: 0, changed: 0, same: 4 } });
  expect(await beginImport(city.pilar, city.actors.lurah, { job })).toMatchObject({
    refusal: { refusal: 'import.state' },
  });
});

test('a row that cannot stand is named by row and column, and refuses the whole file', async () => {
  const city = await withCity();
  const { offices } = city;
  const before = await institutions(city);
  const result = await offer(city, [
    ...FRESH,
    ';rw;;Pasir Impun;6;4;;',
    'RW 06;balai;;Pasir Impun;6;4;;',
    'RW 07;rw;;Antah Berantah;7;4;;',
    'RW 08;rw;;Pasir Impun;delapan;4;;',
    'RW 09;rw;;Pasir Impun;9;;;',
    'RW 10;rw;;Pasir Impun;10;41;;',
    'RW 04 lagi;rw;;Pasir Impun;4;5;;',
    'RW dua;rw;;Pasir Impun;2;;;',
    `RW 03;rw;;Pasir Impun;3;;;${offices.rw1.id}`,
    'RW 11;rw;;;;3;32.73.30.1004.011;',
    `RW 12;rw;;Pasir Impun;12;3;;bukan-id`,
    'Kelurahan Pasir Impun Raya;kelurahan;;Pasir Impun;;;;',
  ]);
  expect(result.ok).toBe(false);
  if (result.ok) return;
  expect(places(result.refusal)).toEqual([
    '6 nama input.required',
    '7 jenis input.choice',
    '8 kelurahan region.unknown',
    '9 rw input.number',
    '10 jumlah rt input.required',
    '11 jumlah rt input.above',
    '12 nama import.twice',
    '13 nama import.stands',
    '14 id import.other',
    '15 kode wilayah region.unknown',
    '16 id access.not-found',
    '17 nama import.stands',
  ]);
  expect(await institutions(city)).toEqual(before);
});

test('an id gives its institution another name, by whoever keeps its offices', async () => {
  const city = await withCity();
  const { actors, offices, pilar, tenant } = city;
  const rows = [`RW 01 Bukit Indah;rw;;Pasir Impun;1;3;;${offices.rw1.id}`];
  expect(await offer(city, rows, actors.rw1)).toMatchObject({ refusal: { refusal: 'access.office' } });
  expect(
    await offerImport(pilar, { tenant }, { kind: 'institutions', about: null, file: sheet(...rows) }),
  ).toMatchObject({ refusal: { refusal: 'access.sign-in' } });
  // The secretariat keeps other offices than those of an RW.
  const notTheirs = await offer(city, rows, actors.setda);
  // A row that changes nothing needs no right.
  granted(await offer(city, [`RW 01 Pasir Impun;rw;;Pasir Impun;1;;;${offices.rw1.id}`], actors.setda));
  expect(notTheirs).toMatchObject({
    refusal: { issues: [{ refusal: 'access.office', params: { line: 2 } }] },
  });
  const { job } = granted(await offer(city, rows));
  granted(await beginImport(pilar, actors.lurah, { job }));
  await carryOn(pilar, tenant, job);
  expect(await look(city, job)).toMatchObject({ job: { changed: 1, added: 0 } });
  expect(await institutions(city)).toContain('rw .001 RW 01 Bukit Indah');
});

test('an import is cancelled before it begins, by whoever handed it in, and can be looked at later', async () => {
  const city = await withCity();
  const { pilar, actors, tenant } = city;
  const { job } = granted(await offer(city, FRESH));
  expect(await cancelImport(pilar, actors.camat, { job })).toMatchObject({
    refusal: { refusal: 'access.not-found' },
  });
  granted(await cancelImport(pilar, actors.lurah, { job }));
  expect(await beginImport(pilar, actors.lurah, { job })).toMatchObject({
    refusal: { refusal: 'import.state' },
  });
  await carryOn(pilar, tenant, job);
  expect(await look(city, job)).toMatchObject({ job: { state: 'cancelled', done: 0 } });
  const found = await pilar.read(tenant, (tx) => findThing(tx, actors.lurah, 'import', job));
  expect(found).toMatchObject({ page: `impor/berkas/${job}` });
  expect(await pilar.read(tenant, (tx) => findThing(tx, { tenant }, 'import', job))).toBeUndefined();
});

test('who may no longer stops it where it stands, and a row that stands otherwise by now is left out', async () => {
  const city = await withCity();
  const { pilar, actors, tenant } = city;
  const many = Array.from({ length: 250 }, (_, i) => `RW ${i + 4};rw;;Pasir Impun;${i + 4};2;;`);
  const { job } = granted(await offer(city, many));
  // Meanwhile another stands where the file has one.
  const other = granted(await offer(city, ['RW Lain;rw;;Pasir Impun;7;2;;']));
  granted(await beginImport(pilar, actors.lurah, other));
  await carryOn(pilar, tenant, other.job);
  granted(await beginImport(pilar, actors.lurah, { job }));
  // Stopped after its first batch, as a server that shuts down does.
  let batches = 0;
  expect(await carryOn(pilar, tenant, job, () => batches++ > 0)).toBe(false);
  expect(await look(city, job)).toMatchObject({
    job: { state: 'running', done: 100, added: 99, refused: 1 },
    refusals: [{ refusal: 'import.stands', params: { line: 5, column: 'nama' } }],
  });
  pilar.clock.set(new Date('2030-01-01T03:00:00Z'));
  await carryOn(pilar, tenant, job);
  expect(await look(city, job)).toMatchObject({ job: { state: 'stopped', done: 100, added: 99 } });
});

test('a server goes on with what another left, and two of them take nothing over twice', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const many = Array.from({ length: 520 }, (_, i) => `RW ${i + 4};rw;;Pasir Impun;${i + 4};2;;`);
  const { job } = granted(await offer(city, many));
  granted(await beginImport(pilar, actors.lurah, { job }));
  const stops = [keepImporting(pilar, 1), keepImporting(pilar, 1)];
  await expect.poll(async () => (await look(city, job)).job.state).toBe('done');
  await Promise.all(stops.map((stop) => stop()));
  expect(await look(city, job)).toMatchObject({ job: { done: 520, added: 520, same: 0, refused: 0 } });
  const standing = (await institutions(city)).filter((one) => one.startsWith('rw '));
  expect(standing).toHaveLength(523);
  // What is handed out of them comes in parts, and each of them once.
  const found = await presentRows(pilar, actors.lurah, { kind: 'institutions', about: null });
  if ('refusal' in found) throw new Error(found.refusal);
  const parts = await Array.fromAsync(found);
  expect(parts.length).toBe(2);
  const rw = parts.flat().filter(([, kind]) => kind === 'rw');
  expect(rw.map(([name]) => name).toSorted()).toEqual(standing.map((one) => one.slice(8)).toSorted());
  expect(rw.find(([name]) => name === 'RW 301')).toMatchObject({ 4: 301, 5: 2 });
});

test('institutions that come in by asking are not entered from a list', async () => {
  const { pilar, secretary } = await cityWithTjsl();
  const file = sheet('PT Baru;perusahaan;Mandalajati;;;;;');
  expect(await offerImport(pilar, secretary, { kind: 'institutions', about: null, file })).toMatchObject({
    refusal: { issues: [{ refusal: 'import.joins', params: { line: 2, column: 'jenis' } }] },
  });
});

/** Lets plans of institutions be other than they are until the test is over. */
function plansAre(otherwise: (plan: ImportPlan, items: readonly ImportItem[]) => ImportPlan) {
  const { institutions } = IMPORT_KINDS;
  const plan = institutions.plan.bind(institutions);
  const spy = vi.spyOn(institutions, 'plan').mockImplementation(async (tx, actor, about, items) => {
    const found = await plan(tx, actor, about, items);
    return 'refusal' in found ? found : otherwise(found, items);
  });
  onTestFinished(() => spy.mockRestore());
}

test('a row at which the database itself breaks is left out and named after a few tries; all others are taken over', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const many = Array.from({ length: 130 }, (_, i) => `RW ${i + 4};rw;;Pasir Impun;${i + 4};2;;`);
  const { job } = granted(await offer(city, many));
  let tries = 0;
  plansAre((plan) => ({
    ...plan,
    check(item) {
      const checked = plan.check(item);
      if ('issues' in checked || item[0].line !== 57) return checked;
      return {
        ...checked,
        save: async (tx) => {
          tries += 1;
          await checked.save(tx);
          await sql`select 1 / 0`.execute(tx.sql);
          return undefined;
        },
      };
    },
  }));
  granted(await beginImport(pilar, actors.lurah, { job }));
  const stop = keepImporting(pilar, 1);
  await expect.poll(async () => (await look(city, job)).job.state).toBe('done');
  await stop();
  expect(await look(city, job)).toMatchObject({
    job: { done: 130, added: 129, refused: 1 },
    refusals: [{ refusal: 'import.failed', params: { line: 57 } }],
  });
  // Once with its batch, then by itself.
  expect(tries).toBe(4);
  const found = await institutions(city);
  expect(found).not.toContain('rw .059 RW 59');
  expect(found.filter((one) => one.startsWith('rw '))).toHaveLength(132);
  expect(await pilar.read(city.tenant, (tx) => verifyRecords(tx))).toMatchObject({ faults: [] });
});

test('an import that fails whatever its rows are ends after a few turns, and keeps no other waiting', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const broken = granted(await offer(city, FRESH));
  granted(await beginImport(pilar, actors.lurah, broken));
  const other = granted(await offer(city, ['RW 20;rw;;Pasir Impun;20;2;;']));
  granted(await beginImport(pilar, actors.lurah, other));
  const { job } = await look(city, broken.job);
  const get = pilar.files.get.bind(pilar.files);
  const spy = vi.spyOn(pilar.files, 'get').mockImplementation((sha256) => {
    return sha256 === job.sha256 ? Promise.reject(new Error('the file is gone')) : get(sha256);
  });
  onTestFinished(() => spy.mockRestore());
  const stop = keepImporting(pilar, 1);
  await expect.poll(async () => (await look(city, broken.job)).job.state).toBe('stopped');
  await stop();
  expect(await look(city, broken.job)).toMatchObject({
    job: { done: 0, added: 0, refused: 0 },
    refusals: [{ refusal: 'import.broken' }],
  });
  expect(await look(city, other.job)).toMatchObject({ job: { state: 'done', added: 1 } });
});
