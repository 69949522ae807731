import { expect, onTestFinished, test, vi } from 'vitest';
import { isRefusal, type Refusal } from '#kernel/refusal.ts';
import { verifyRecords } from '#modules/journal/index.ts';
import { listPrices, yearsOfPrices } from '#modules/prices/index.ts';
import { addProposalPhoto, startProposal } from '#modules/proposals/index.ts';
import { type City, DRAINAGE, granted, photo, withCity } from '../../../test/support/city.ts';
import { proposalFacts, reviewProposal, typedPrices } from '../overview/index.ts';
import { beginImport, carryOn, importById, offerImport, presentRows } from './index.ts';

const HEAD = 'tahun;kode;uraian;satuan;harga satuan';
const [LINE] = DRAINAGE.costLines;

function offer(city: City, rows: readonly string[], who = city.actors.setda) {
  const text = [HEAD, ...rows].map((row) => `${row}\r\n`).join('');
  const file = { text, sheet: '', name: 'harga.csv', bytes: Buffer.from(text) };
  return offerImport(city.pilar, who, { kind: 'prices', about: null, file });
}

async function take(city: City, rows: readonly string[]): Promise<void> {
  const { job } = granted(await offer(city, rows));
  granted(await beginImport(city.pilar, city.actors.setda, { job }));
  expect(await carryOn(city.pilar, city.tenant, job)).toBe(true);
}

/** What is handed out, part by part. */
async function parts(city: City) {
  const found = await presentRows(city.pilar, city.actors.setda, { kind: 'prices', about: null });
  if (isRefusal(found)) throw new Error(found.refusal);
  return Array.fromAsync(found);
}

const standing = (city: City, year = 2026, words: readonly string[] = []) =>
  city.pilar.read(city.tenant, async (tx) => {
    const found = await listPrices(tx, { year, words, after: undefined, limit: 10 });
    return found.map((one) => `${one.code} ${one.item} ${one.unit} ${one.price}`);
  });

const places = (refusal: Refusal) =>
  (refusal.issues ?? [refusal]).map(
    ({ refusal: code, params: { line, column } }) => `${line} ${column} ${code}`,
  );

test('prices of a year are taken over, changed by the next file, and taken back by an empty one', async () => {
  const city = await withCity();
  await take(city, [
    '2026;1.1;Semen portland;zak;72.000',
    '2026;;Pasir beton;m3;Rp 310.000',
    '2025;;Semen portland;zak;70000',
  ]);
  expect(await standing(city)).toEqual([' Pasir beton m3 310000', '1.1 Semen portland zak 72000']);
  expect(await standing(city, 2026, ['semen'])).toEqual(['1.1 Semen portland zak 72000']);
  await take(city, [
    '2026;1.1;SEMEN Portland;Zak;75.000',
    '2026;;Pasir beton;meter kubik;',
    '2026;;Batu;m3;',
  ]);
  expect(await standing(city)).toEqual(['1.1 SEMEN Portland Zak 75000']);
  expect(await city.pilar.read(city.tenant, yearsOfPrices)).toEqual([2026, 2025]);
  expect(await standing(city, 2025)).toEqual([' Semen portland zak 70000']);
  expect((await city.pilar.read(city.tenant, verifyRecords)).faults).toEqual([]);
});

test('what is handed out can be handed in again and changes nothing', async () => {
  const city = await withCity();
  await take(city, ['2026;1.1;Semen portland;zak;72.000']);
  const [rows = []] = await parts(city);
  expect(rows).toEqual([[2026, '1.1', 'Semen portland', 'zak', 72_000n]]);
  const { job } = granted(
    await offer(
      city,
      rows.map((row) => row.join(';')),
    ),
  );
  expect(await city.pilar.read(city.tenant, (tx) => importById(tx, job))).toMatchObject({
    same: 1,
    changed: 0,
  });
});

test('what is handed out is read a part at a time, none twice and none left out', async () => {
  const city = await withCity();
  const rows = Array.from({ length: 1203 }, (_, i) => `2026;;Barang ${1000 + i};zak;${1000 + i}`);
  await take(city, rows);
  const read = vi.spyOn(city.pilar, 'read');
  onTestFinished(() => read.mockRestore());
  const found = await parts(city);
  expect(found.map((part) => part.length)).toEqual([500, 500, 203]);
  expect(found.flat().map((row) => row.join(';'))).toEqual(rows);
  // Whether they may, and each part by itself.
  expect(read).toHaveBeenCalledTimes(4);
});

test('whoever does not steer the city says of nothing what it costs, and bad rows are named', async () => {
  const city = await withCity();
  const refused = await offer(city, ['2026;;Semen;zak;1'], city.actors.lurah);
  expect(refused).toMatchObject({ ok: false, refusal: { refusal: 'access.office' } });
  const bad = await offer(city, [
    '26;;Semen;zak;1',
    '2026;;;zak;1',
    '2026;;Semen;;1',
    '2026;;Semen;zak;gratis',
  ]);
  expect(bad.ok || places(bad.refusal)).toHaveLength(4);
  expect(await standing(city)).toEqual([]);
});

test('a line above the standard is told before sending, beside the form and on the page, and nothing is refused', async () => {
  const city = await withCity();
  const { pilar, tenant, actors, offices, program } = city;
  if (!LINE) throw new Error('no line');
  const input = { program: program.slug, organization: offices.rw1.id, fields: DRAINAGE };
  const { id } = granted(await startProposal(pilar, actors.rw1, input));
  const file = await photo();
  granted(await addProposalPhoto(pilar, actors.rw1, { proposal: id, file, caption: 'Gang' }));
  const review = () =>
    pilar.read(tenant, async (tx) => {
      const found = await reviewProposal(tx, actors.rw1, id);
      if (isRefusal(found)) throw new Error(found.refusal);
      return { what: found.unusual.map((one) => one.what), prices: found.prices };
    });
  expect((await review()).what).not.toContain('above-standard');
  expect(await pilar.read(tenant, (tx) => typedPrices(tx, program, DRAINAGE))).toBeUndefined();

  await take(city, [`2026;;${LINE.item};${LINE.unit};1000`]);
  const found = await review();
  expect(found.what).toContain('above-standard');
  expect(found.prices[0]).toMatchObject({ like: 'same', most: 1000n, above: true });
  expect(await pilar.read(tenant, (tx) => typedPrices(tx, program, DRAINAGE))).toMatchObject([
    { item: LINE.item, above: true },
  ]);
  // A standard of another year says nothing.
  await take(city, [`2026;;${LINE.item};${LINE.unit};`, `2025;;${LINE.item};${LINE.unit};1000`]);
  expect((await review()).what).not.toContain('above-standard');
  const facts = await pilar.read(tenant, (tx) => proposalFacts(tx, actors.rw1, id));
  expect(isRefusal(facts)).toBe(false);
});
