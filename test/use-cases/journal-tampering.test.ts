import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import {
  faultInProof,
  latestEntries,
  proofOf,
  sayFault,
  sealJournal,
  verifyJournal,
} from '#modules/journal/index.ts';
import { startProposal } from '#modules/proposals/index.ts';
import { type City, DRAINAGE, granted, smallCity } from '../support/city.ts';

async function sealedCity(): Promise<City & { entries: string[] }> {
  const city = await smallCity();
  onTestFinished(() => city.pilar.close());
  const draft = { program: city.program.slug, organization: city.offices.rw1.id, fields: DRAINAGE };
  for (let batch = 0; batch < 3; batch += 1) {
    for (let i = 0; i < 3; i += 1) granted(await startProposal(city.pilar, city.actors.rw1, draft));
    await sealJournal(city.pilar, city.tenant);
  }
  const entries = await city.pilar.read(city.tenant, (tx) => latestEntries(tx, 100));
  return { ...city, entries: entries.map((entry) => entry.id).reverse() };
}

/** As somebody with the database's own password would do it. */
async function tamper(city: City, statement: string): Promise<readonly string[]> {
  const { sql: owner } = city.pilar.database;
  await sql.raw(statement).execute(owner);
  return (await city.pilar.read(city.tenant, (tx) => verifyJournal(tx))).faults.map(sayFault);
}

test('an untouched journal verifies, and every entry can be proved to anyone', async () => {
  const city = await sealedCity();
  await city.pilar.read(city.tenant, async (tx) => {
    const verified = await verifyJournal(tx);
    expect(verified).toMatchObject({
      faults: [],
      seals: 3,
      entries: city.entries.length,
      sealed: city.entries.length,
    });
    for (const id of city.entries) {
      const proof = await proofOf(tx, id);
      expect(proof && faultInProof(proof)).toBeUndefined();
      expect(proof?.newest.hash).toBe(verified.newest);
      const forged = proof && { ...proof, entry: { ...proof.entry, office: 'camat' } };
      expect(forged && faultInProof(forged)).toBe('entry does not hash to its leaf');
    }
  });
});

test.each([
  [
    'an altered summary',
    (id: string) => `update journal_entry set summary = '{"amount":"1"}' where id = '${id}'`,
  ],
  [
    'another person',
    (id: string) => `update journal_entry set person_id = gen_random_uuid() where id = '${id}'`,
  ],
  [
    'another moment',
    (id: string) => `update journal_entry set at = at + interval '1 day' where id = '${id}'`,
  ],
  [
    'an altered private part',
    (id: string) => `update journal_entry set details = replace(details, 'salt', 'SALT') where id = '${id}'`,
  ],
  [
    'a deleted entry',
    (id: string) =>
      `delete from journal_leaf where entry_id = '${id}'; delete from journal_entry where id = '${id}'`,
  ],
  [
    'an altered leaf',
    (id: string) => `update journal_leaf set leaf_hash = repeat('0', 64) where entry_id = '${id}'`,
  ],
  ['an altered seal', () => `update journal_seal set root = repeat('0', 64) where number = 2`],
  [
    'white space in a stored summary',
    (id: string) => `update journal_entry set summary = replace(summary, ',', ', ') where id = '${id}'`,
  ],
  [
    'a summary that is no JSON any more',
    (id: string) => `update journal_entry set summary = '{' where id = '${id}'`,
  ],
  [
    'white space in a stored private part',
    (id: string) => `update journal_entry set details = details || ' ' where id = '${id}'`,
  ],
  [
    'a private part that is no JSON any more',
    (id: string) => `update journal_entry set details = '{' where id = '${id}'`,
  ],
  [
    'a millionth of a second',
    (id: string) => `update journal_entry set at = at + interval '1 microsecond' where id = '${id}'`,
  ],
  [
    'the hash kept beside an entry',
    (id: string) => `update journal_entry set leaf_hash = repeat('0', 64) where id = '${id}'`,
  ],
  [
    'a place in the order',
    (id: string) => `update journal_leaf set position = position + 1000 where entry_id = '${id}'`,
  ],
  [
    'a millionth of a second in a seal',
    () => `update journal_seal set sealed_at = sealed_at + interval '1 microsecond' where number = 1`,
  ],
  ['a hash kept for proofs', () => `update journal_seal set subtrees[2] = repeat('0', 64) where number = 2`],
  [
    'a moved seal',
    () => `update journal_seal set sealed_at = sealed_at + interval '1 hour' where number = 1`,
  ],
])('%s is found', async (_, statement) => {
  const city = await sealedCity();
  for (const part of statement(city.entries[4] ?? '')
    .split('; ')
    .slice(0, -1))
    await tamper(city, part);
  const last =
    statement(city.entries[4] ?? '')
      .split('; ')
      .at(-1) ?? '';
  expect(await tamper(city, last)).not.toEqual([]);
});
