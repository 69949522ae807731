/**
 * What only somebody outside can see: the newest seals cut off with their entries, everything gone, everything written
 * anew and sealed again. Each is done as somebody with the database's own password would do it.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import {
  askWitness,
  compareWithNoted,
  continuation,
  continues,
  newestSeals,
  originOf,
  readVerifier,
  type Seal,
  sayFault,
  sealJournal,
  sealLine,
  shortSeal,
  signedCheckpoint,
  signerOf,
  type Verifier,
  verifyJournal,
  witnessesOf,
} from '#modules/journal/index.ts';
import { startProposal } from '#modules/proposals/index.ts';
import { openWitness } from '../../src/cli/witness-server.ts';
import { apiOf } from '../support/api.ts';
import { type City, DRAINAGE, granted, withCity } from '../support/city.ts';

const INSTALLATION = 'https://pilar.example.go.id';
const SLUG = { slug: 'bandung' };

async function grow(city: City, batches: number): Promise<void> {
  const draft = { program: city.program.slug, organization: city.offices.rw1.id, fields: DRAINAGE };
  for (let batch = 0; batch < batches; batch += 1) {
    granted(await startProposal(city.pilar, city.actors.rw1, draft));
    await sealJournal(city.pilar, city.tenant);
  }
}

async function seals(city: City): Promise<Seal[]> {
  return (await city.pilar.read(city.tenant, (tx) => newestSeals(tx, 100))).reverse();
}

async function sealedCity(batches: number) {
  const city = await withCity();
  await grow(city, batches);
  return { city, noted: await seals(city) };
}

async function asOwner(city: City, ...statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(city.pilar.database.sql);
}

const cutAfter = (number: number) => [
  `create temporary table gone as select entry_id from journal_leaf where seal_number > ${number}`,
  `delete from journal_leaf where seal_number > ${number}`,
  `delete from journal_entry where id in (select entry_id from gone)`,
  'drop table gone',
  `delete from journal_seal where number > ${number}`,
];

async function against(city: City, text: string): Promise<readonly string[]> {
  return (await city.pilar.read(city.tenant, (tx) => compareWithNoted(tx, text))).faults;
}

async function faultsInside(city: City): Promise<readonly string[]> {
  return (await city.pilar.read(city.tenant, (tx) => verifyJournal(tx))).faults.map(sayFault);
}

test('an untouched journal is as everybody noted it, in every form, also when it has grown since', async () => {
  const { city, noted } = await sealedCity(4);
  const checkpoint = await city.pilar.read(city.tenant, (tx) =>
    signedCheckpoint(tx, city.pilar, INSTALLATION, SLUG),
  );
  await grow(city, 3);
  const last = noted.at(-1);
  if (!last) throw new Error('no seal');
  for (const text of [
    JSON.stringify(last),
    JSON.stringify(noted),
    sealLine(last),
    last.hash,
    `segel ${last.number} ${shortSeal(last.hash)}`,
    checkpoint ?? '',
  ]) {
    expect(await against(city, text), text).toEqual([]);
  }
});

test('the last seals cut off with their entries: sound inside, found by a noted seal, and from where', async () => {
  const { city, noted } = await sealedCity(5);
  await asOwner(city, ...cutAfter(3));
  expect(await faultsInside(city)).toEqual([]);
  const said = expect.stringMatching(
    /^cut off after seal 3 \(entry \d+\): seal 5 was noted, so seals 4 to 5 are gone/,
  );
  const last = noted.at(-1);
  if (!last) throw new Error('no seal');
  expect(await against(city, JSON.stringify(noted))).toEqual([said]);
  expect(await against(city, sealLine(last))).toEqual([said]);
  expect(await against(city, `5 ${shortSeal(last.hash)}`)).toEqual([said]);
  // Sealed again as far as before, by other entries: the number is there, the seal is another.
  await grow(city, 2);
  expect(await faultsInside(city)).toEqual([]);
  expect(await against(city, JSON.stringify(noted))).toEqual([
    'seal 4 is another than the one noted: from there on the journal was written anew',
  ]);
});

test('the whole journal gone: sound inside, found by a noted seal', async () => {
  const { city, noted } = await sealedCity(3);
  await asOwner(city, 'delete from journal_leaf', 'delete from journal_entry', 'delete from journal_seal');
  expect(await faultsInside(city)).toEqual([]);
  expect(await against(city, JSON.stringify(noted))).toEqual([
    expect.stringMatching(
      /^the whole journal is gone: seal 3 was noted, and there is no seal; with them entries up to/,
    ),
  ]);
  expect(await against(city, noted[0]?.hash ?? '')).toEqual([`no seal has the noted hash ${noted[0]?.hash}`]);
});

test('everything written anew and sealed again: sound inside, found by any noted seal, and since when', async () => {
  const { city, noted } = await sealedCity(4);
  const checkpoint = await city.pilar.read(city.tenant, (tx) =>
    signedCheckpoint(tx, city.pilar, INSTALLATION, SLUG),
  );
  await asOwner(
    city,
    'delete from journal_leaf where seal_number > 2',
    'delete from journal_seal where number > 2',
    `delete from journal_entry e where not exists (select from journal_leaf l where l.entry_id = e.id)
       and e.id = (select max(id::text)::uuid from journal_entry)`,
  );
  await grow(city, 2);
  expect(await faultsInside(city)).toEqual([]);
  const [, second, third, fourth] = noted;
  if (!second || !third || !fourth) throw new Error('no seals');
  expect(await against(city, sealLine(second))).toEqual([]);
  expect(await against(city, JSON.stringify([second, fourth]))).toEqual([
    'seal 4 is another than the one noted: the journal was written anew from a seal between 3 and 4 on (seal 2 is as noted)',
  ]);
  expect(await against(city, JSON.stringify(third))).toEqual([
    'seal 3 is another than the one noted: from there on the journal was written anew',
  ]);
  expect(await against(city, checkpoint ?? '')).toEqual([
    expect.stringMatching(/^seal 4 is another than the one noted/),
  ]);
});

test('a note that was altered says so, and no seal is no comparison', async () => {
  const { city, noted } = await sealedCity(2);
  const altered = { ...noted[1], sealedAt: '2026-01-01T00:00:00.000Z' };
  expect(await against(city, JSON.stringify([noted[0], altered]))).toEqual([
    'the noted seal 2 does not hash to itself: the note was altered',
  ]);
});

/** A witness that listens on loopback, with the address and key that a city sets. */
async function listening(folder: string, logs: readonly Verifier[]) {
  const { key, server } = openWitness(folder, 'inspektorat.example.go.id', logs);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const verifier = readVerifier(key);
  if (!verifier) throw new Error('the witness has no key');
  return { verifier, url: `http://127.0.0.1:${port}/`, server };
}

test('a witness signs as the journal grows, remembers beyond its own restart, and refuses what was cut or written anew', async () => {
  const { city } = await sealedCity(3);
  const { pilar, tenant } = city;
  const where = { id: tenant, ...SLUG };
  const log = signerOf(pilar, originOf(INSTALLATION, SLUG.slug));
  const folder = mkdtempSync(join(tmpdir(), 'pilar-witness-'));
  const first = await listening(folder, [log]);
  const ask = (witness: typeof first) => askWitness(pilar, where, INSTALLATION, witness);
  const standing = async () => (await pilar.read(tenant, witnessesOf))[0];

  expect(await ask(first)).toBe('signed');
  expect(await ask(first)).toBe('nothing-new');
  await grow(city, 4);
  expect(await ask(first)).toBe('signed');
  expect(await standing()).toMatchObject({ size: 7, fault: null });
  const shown = await pilar.read(tenant, (tx) => signedCheckpoint(tx, pilar, INSTALLATION, SLUG));
  expect(shown).toContain('— inspektorat.example.go.id ');
  const keeps = await (await fetch(`${first.url}checkpoints`)).text();
  expect(await against(city, keeps)).toEqual([]);

  first.server.close();
  first.server.closeAllConnections();
  expect(await ask(first)).toBe('nothing-new');
  await grow(city, 1);
  expect(await ask(first)).toBe('unreachable');
  const again = await listening(folder, [log]);
  expect(again.verifier.key).toEqual(first.verifier.key);
  expect(await ask(again)).toBe('signed');
  expect(await standing()).toMatchObject({ size: 8, fault: null });

  // Cut off with its entries, and the city's own memory of the witness with them.
  await asOwner(city, ...cutAfter(5), 'delete from journal_witness');
  expect(await ask(again)).toBe('shorter');
  expect(await against(city, await (await fetch(`${again.url}checkpoints`)).text())).toEqual([
    expect.stringMatching(/^cut off after seal 5/),
  ]);
  // And grown again past where it was.
  await grow(city, 5);
  expect(await faultsInside(city)).toEqual([]);
  expect(await ask(again)).toBe('another');
  expect(await standing()).toMatchObject({ fault: 'another' });
  await asOwner(city, 'delete from journal_leaf', 'delete from journal_entry', 'delete from journal_seal');
  expect(await ask(again)).toBe('shorter');
});

test('a witness answers strangers without harm', async () => {
  const { city } = await sealedCity(1);
  const log = signerOf(city.pilar, originOf(INSTALLATION, SLUG.slug));
  const { url, verifier } = await listening(mkdtempSync(join(tmpdir(), 'pilar-witness-')), [log]);
  expect(await (await fetch(url)).text()).toContain('pilar.example.go.id/bandung 0');
  expect((await fetch(`${url}logs`)).status).toBe(404);
  expect((await fetch(`${url}add-checkpoint`)).status).toBe(404);
  for (const body of ['', 'old 0\n\n', 'x'.repeat(60_000)]) {
    expect((await fetch(`${url}add-checkpoint`, { method: 'POST', body })).status).toBe(400);
  }
  const long = await fetch(`${url}add-checkpoint`, { method: 'POST', body: 'x'.repeat(500_000) }).then(
    (response) => response.status,
    () => 'closed',
  );
  expect([413, 'closed']).toContain(long);
  // A key that it does not have signs nothing that the city takes.
  const stranger = { verifier: { ...verifier, name: 'lain' }, url };
  expect(await askWitness(city.pilar, { id: city.tenant, ...SLUG }, INSTALLATION, stranger)).toBe('refused');
});

test('anybody is proved that the journal continues the seal they kept; of one written anew nobody is', async () => {
  const { city, noted } = await sealedCity(3);
  const send = apiOf(city);
  const ask = (query: string) => send('GET', `/api/v1/bandung/journal/consistency?${query}`);
  const kept = await city.pilar.read(city.tenant, (tx) => continuation(tx, 3));
  if (!kept) throw new Error('no seal');
  await grow(city, 4);
  for (const [query, to] of [
    ['from=3', 7],
    ['from=3&to=5', 5],
    ['from=3&to=3', 3],
  ] as const) {
    const { status, body } = await ask(query);
    expect(status, query).toBe(200);
    const { from, to: later, proof } = Continued.parse(body);
    expect([from, later.size]).toEqual([kept.to, to]);
    expect(continues(from, later, proof), query).toBe(true);
    expect(continues({ ...from, root: later.root }, later, proof) && to !== 3, query).toBe(false);
  }
  for (const query of ['from=8', 'from=5&to=4', 'from=1&to=8'])
    expect((await ask(query)).status, query).toBe(404);
  for (const query of ['', 'from=0', 'from=1.5', 'from=99999999999']) {
    expect((await ask(query)).status, query).toBe(422);
  }
  await asOwner(city, ...cutAfter(2));
  await grow(city, 4);
  const anew = Continued.parse((await ask('from=3')).body);
  expect(anew.from.root, 'it no longer comes out as it was kept').not.toBe(kept.to.root);
  expect(noted).toHaveLength(3);
});

const Head = z.object({ size: z.number(), root: z.string() });
const Continued = z.object({ from: Head, to: Head, proof: z.array(z.string()) });
