import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { TOKEN_SCOPES } from '#kernel/actor.ts';
import { createToken } from '#modules/actors/index.ts';
import { verifyRecords } from '#modules/journal/index.ts';
import { apiOf, tokenOf } from '../../test/support/api.ts';
import { type City, DRAINAGE, granted, photo, withCity } from '../../test/support/city.ts';
import { fundedProposal } from '../../test/support/funded.ts';
import { cityWithTjsl } from '../../test/support/tjsl.ts';

const base = '/api/v1/bandung';
const Made = z.object({ id: z.string() });
const GROUNDS = { reason: 'Rapat kota 3 Februari', basis: 'Keputusan Wali Kota 12/2026' };

async function sound(city: City): Promise<void> {
  expect((await city.pilar.read(city.tenant, verifyRecords)).faults).toEqual([]);
}

test('a programme is steered through the API: its calendar, its ceilings, the next year, and its end', async () => {
  const city = await withCity();
  const send = apiOf(city);
  const wish = { name: 'Uji', scopes: TOKEN_SCOPES, lastDay: '2027-01-31' };
  const { token: setda } = granted(await createToken(city.pilar, city.actors.setda, wish));
  const camat = await tokenOf(city, city.actors.camat);
  const program = `${base}/programs/${city.program.slug}`;

  const window = { from: '2026-01-05', to: '2026-04-30', ...GROUNDS };
  expect(await send('PUT', `${program}/windows/forums/kelurahan`, { json: window })).toMatchObject({
    status: 401,
  });
  expect(
    await send('PUT', `${program}/windows/forums/kelurahan`, { token: camat, json: window }),
  ).toMatchObject({ status: 403, body: { code: 'access.office' } });
  expect(
    await send('PUT', `${program}/windows/forums/kelurahan`, { token: setda, json: window }),
  ).toMatchObject({ status: 200, body: { from: '2026-01-05', to: '2026-04-30' } });
  expect(await send('GET', program)).toMatchObject({
    body: { windows: { forums: { kelurahan: { to: '2026-04-30', cite: GROUNDS.basis } } } },
  });
  expect(
    await send('PUT', `${program}/windows/forums/dunia`, { token: setda, json: { ...window, reason: '' } }),
  ).toMatchObject({ status: 422, body: { errors: [{ field: 'window' }, { field: 'reason' }] } });

  const ceilings = { purse: 'pagu', party: 'rw', area: '32.73', amount: 120_000_000, ...GROUNDS };
  expect(await send('POST', `${program}/ceilings`, { token: camat, json: ceilings })).toMatchObject({
    status: 403,
  });
  const changed = await send('POST', `${program}/ceilings`, { token: setda, json: ceilings });
  expect(changed).toMatchObject({ status: 200, body: { changed: 3, purses: 3, by: 60_000_000 } });
  const alone = { ...ceilings, organization: city.offices.rw2.id, amount: 'Rp 90 juta' };
  expect(await send('POST', `${program}/ceilings`, { token: setda, json: alone })).toMatchObject({
    body: { changed: 1, by: -30_000_000 },
  });

  const next = { name: 'pippk', version: '2015', year: 2027, ...GROUNDS };
  expect(await send('POST', `${base}/programs`, { token: camat, json: next })).toMatchObject({ status: 403 });
  const opened = await send('POST', `${base}/programs`, { token: setda, json: next });
  expect(opened).toMatchObject({ status: 201, body: { slug: 'pippk-2027' } });
  expect(opened.headers.get('location')).toBe(`${base}/programs/pippk-2027`);
  expect(await send('POST', `${base}/programs`, { token: setda, json: next })).toMatchObject({
    status: 409,
    body: { code: 'program.there' },
  });

  expect(await send('POST', `${program}/closing`, { token: camat, json: GROUNDS })).toMatchObject({
    status: 403,
  });
  expect(await send('POST', `${program}/closing`, { token: setda, json: GROUNDS })).toMatchObject({
    status: 409,
  });
  city.pilar.clock.set(new Date('2027-01-04T03:00:00Z'));
  expect(await send('POST', `${program}/closing`, { token: setda, json: GROUNDS })).toMatchObject({
    status: 200,
    body: { id: city.program.id, state: 'closed' },
  });
  await sound(city);
});

test('that a tax was paid on is recorded through the API by the name that the model gives it', async () => {
  const city = await withCity();
  const send = apiOf(city);
  const treasurer = await tokenOf(city, city.actors.treasurer);
  const { proposal } = await fundedProposal(city);
  const paid = await send('POST', `${base}/proposals/${proposal}/disbursements`, {
    token: treasurer,
    json: {
      ...{ provider: 'TB Jaya', purpose: 'U-ditch', amount: 1_110_000, receiptNumber: 'KW-1' },
      ...{ paidOn: '2026-02-10', withheld: [{ tax: 'ppn', amount: 110_000 }] },
    },
  });
  const { id } = Made.parse(paid.body);
  const lurah = await tokenOf(city, city.actors.lurah);
  await send('POST', `${base}/vouchers/${id}/review`, { token: lurah, json: { outcome: 'approve' } });
  const deposit = { token: treasurer, json: { number: 'NTPN01', paidOn: '2026-02-10' } };
  expect(await send('POST', `${base}/vouchers/${id}/taxes/pph-22/deposit`, deposit)).toMatchObject({
    status: 409,
    body: { code: 'tax.not-withheld' },
  });
  expect(await send('POST', `${base}/vouchers/${id}/taxes/ppn/deposit`, deposit)).toMatchObject({
    status: 201,
  });
  await sound(city);
});

test('suppliers are kept and made one through the API, and only offices of money read them', async () => {
  const city = await withCity();
  const send = apiOf(city);
  const treasurer = await tokenOf(city, city.actors.treasurer);
  const rw = await tokenOf(city, city.actors.rw1);
  const path = `${base}/programs/${city.program.slug}/suppliers`;
  const jaya = { name: 'Toko Bangunan Jaya', npwp: '0990000010000000', bank: 'Bank', account: '0000001' };

  expect(await send('POST', path, { token: rw, json: jaya })).toMatchObject({ status: 403 });
  const kept = Made.parse((await send('POST', path, { token: treasurer, json: jaya })).body);
  expect(await send('POST', path, { token: treasurer, json: { ...jaya, npwp: '12' } })).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'npwp', code: 'supplier.npwp' }] },
  });
  const { proposal } = await fundedProposal(city);
  const payment = {
    ...{ provider: 'TB Jaya', purpose: 'U-ditch', amount: 1_000_000, receiptNumber: 'KW-1' },
    paidOn: '2026-02-10',
  };
  await send('POST', `${base}/proposals/${proposal}/disbursements`, { token: treasurer, json: payment });

  expect((await send('GET', path)).status).toBe(401);
  expect(await send('GET', path, { token: rw })).toMatchObject({ status: 403 });
  const first = await send('GET', `${path}?limit=1`, { token: treasurer });
  expect(first).toMatchObject({ body: { items: [{ name: 'TB Jaya', npwp: null }] } });
  const { next } = z.object({ next: z.string() }).parse(first.body);
  expect(await send('GET', next, { token: treasurer })).toMatchObject({
    body: { items: [{ id: kept.id, npwp: '0990000010000000', version: 1 }], next: null },
  });
  expect(await send('GET', `${path}?cursor=x`, { token: treasurer })).toMatchObject({ status: 422 });

  const one = `${path}/${kept.id}`;
  const mended = { token: treasurer, json: { ...jaya, bank: 'Bank Contoh' }, headers: { 'if-match': '"1"' } };
  expect(await send('PUT', one, mended)).toMatchObject({ status: 200, body: { id: kept.id } });
  expect(await send('PUT', one, mended)).toMatchObject({ status: 412, body: { code: 'input.stale' } });

  const merge = { gone: 'TB Jaya', reason: 'Nama di kuitansinya disingkat' };
  expect(await send('POST', `${one}/merges`, { token: rw, json: merge })).toMatchObject({ status: 403 });
  expect(
    await send('POST', `${one}/merges`, { token: treasurer, json: { ...merge, reason: '' } }),
  ).toMatchObject({ status: 422, body: { errors: [{ field: 'reason' }] } });
  expect(await send('POST', `${one}/merges`, { token: treasurer, json: merge })).toMatchObject({
    status: 200,
    body: { id: kept.id, payments: 1 },
  });
  await sound(city);
});

test('price standards are read by everybody and set by whoever steers the city, all or none', async () => {
  const city = await withCity();
  const send = apiOf(city);
  const setda = await tokenOf(city, city.actors.setda);
  const rw = await tokenOf(city, city.actors.rw1);
  const path = `${base}/prices/2026`;
  const prices = [
    { code: '1.1', item: 'Semen portland', unit: 'zak', price: 72_000 },
    { item: 'Pasir beton', unit: 'm3', price: 'Rp 310.000' },
    { item: DRAINAGE.costLines[0]?.item ?? '', unit: DRAINAGE.costLines[0]?.unit ?? '', price: 1_000 },
  ];
  expect(await send('POST', path, { token: rw, json: { prices } })).toMatchObject({ status: 403 });
  expect(
    await send('POST', path, {
      token: setda,
      json: { prices: [...prices, { item: '', unit: 'zak', price: -1 }] },
    }),
  ).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'prices.3.item' }, { field: 'prices.3.price' }] },
  });
  expect(await send('GET', `${base}/prices`)).toMatchObject({ body: { years: [] } });
  expect(await send('POST', path, { token: setda, json: { prices } })).toMatchObject({ body: { set: 3 } });
  expect(await send('POST', path, { token: setda, json: { prices } })).toMatchObject({ body: { set: 0 } });
  expect(await send('GET', `${base}/prices`)).toMatchObject({ body: { years: [2026] } });
  const first = await send('GET', `${path}?limit=2`);
  expect(first).toMatchObject({ body: { items: [{ item: 'Pasir beton', price: 310_000 }, {}] } });
  const { next } = z.object({ next: z.string() }).parse(first.body);
  expect(await send('GET', next)).toMatchObject({ body: { items: [{}], next: null } });
  expect(await send('GET', `${path}?text=semen`)).toMatchObject({ body: { items: [{ code: '1.1' }] } });
  expect(await send('GET', `${path}?cursor=x`)).toMatchObject({ status: 422 });
  expect(await send('GET', `${base}/prices/tahun`)).toMatchObject({ status: 404 });
  const back = { prices: [{ item: 'Pasir beton', unit: 'M3' }] };
  expect(await send('POST', path, { token: setda, json: back })).toMatchObject({ body: { set: 1 } });
  expect(await send('GET', `${path}?text=pasir`)).toMatchObject({ body: { items: [] } });

  // What is unusual in a draft is told before it is sent, and nothing is changed by asking.
  const start = { program: city.program.slug, organization: city.offices.rw1.id, fields: DRAINAGE };
  const draft = Made.parse((await send('POST', `${base}/proposals`, { token: rw, json: start })).body);
  const review = `${base}/proposals/${draft.id}/review`;
  expect((await send('GET', review)).status).toBe(401);
  expect(await send('GET', review, { token: setda })).toMatchObject({ status: 403 });
  expect(await send('GET', review, { token: rw })).toMatchObject({
    status: 422,
    body: { errors: [{ code: 'proposal.photos' }] },
  });
  await send('POST', `${base}/proposals/${draft.id}/photos`, { token: rw, form: { photos: await photo() } });
  expect(await send('GET', review, { token: rw })).toMatchObject({
    status: 200,
    body: {
      requested: 52_500_000,
      remaining: 100_000_000,
      unusual: expect.arrayContaining([{ what: 'above-standard', field: 'costLines' }]),
      costLines: expect.arrayContaining([
        expect.objectContaining({ standard: expect.objectContaining({ above: true }) }),
      ]),
    },
  });
  expect(await send('GET', `${base}/proposals/${draft.id}`, { token: rw })).toMatchObject({
    body: { state: 'draft' },
  });
  await sound(city);
});

test('an office enters what an institution signed on paper, and nobody whom the model does not let', async () => {
  const city = await withCity({ model: readFileSync('models/pippk-kota/2026.yaml', 'utf8') });
  const send = apiOf(city);
  const lurah = await tokenOf(city, city.actors.lurah);
  const rw = await tokenOf(city, city.actors.rw1);
  const kinds = `${base}/programs/${city.program.slug}/kinds`;
  const path = `${kinds}/usulan/organizations/${city.offices.rw1.id}/signed-forms`;
  const sheet = {
    ...{ number: '7K3M-2Q9X', broughtBy: 'Sekretaris RW 01', receivedOn: '2026-02-09', until: '2026-02-20' },
    scan: await photo(),
  };
  expect(await send('POST', path, { token: rw, form: sheet })).toMatchObject({ status: 403 });
  const { scan: _, ...unproved } = sheet;
  expect(await send('POST', path, { token: lurah, form: unproved })).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'scan' }] },
  });
  const entered = await send('POST', path, { token: lurah, form: sheet });
  expect(entered.status).toBe(201);
  const { id } = Made.parse(entered.body);
  expect(entered.headers.get('location')).toBe(`${base}/proposals/${id}`);
  expect(await send('POST', path, { token: lurah, form: sheet })).toMatchObject({
    status: 409,
    body: { errors: [{ field: 'number', code: 'on-paper.entered' }] },
  });
  expect(await send('PUT', `${base}/proposals/${id}`, { token: lurah, json: DRAINAGE })).toMatchObject({
    status: 200,
  });
  await sound(city);
});

test('an office enters for a resident, who gets the code and is named to nobody else', async () => {
  const city = await cityWithTjsl();
  const send = apiOf(city);
  const lurah = await tokenOf(city, city.actors.lurah);
  const rw = await tokenOf(city, city.actors.rw1);
  const path = `${base}/programs/${city.program.slug}/kinds/permohonan/for-residents`;
  const fields = {
    ...{
      title: 'Buku bacaan',
      scope: 'buku-perpustakaan',
      need: 'Belum ada.',
      place: city.offices.rw1.region,
    },
    ...{ volume: '2', unit: 'buah', people: '60', total: 'Rp 10 juta', answers: { bentuk: 'barang' } },
  };
  const form = {
    ...{ name: 'Warga Rahasia', phone: '081300001234', way: 'telephone', receivedOn: '2026-02-09' },
    fields: JSON.stringify(fields),
    photos: await photo(),
  };
  expect(await send('POST', path, { token: rw, form })).toMatchObject({ status: 403 });
  expect(await send('POST', path, { token: lurah, form: { ...form, fields: '{' } })).toMatchObject({
    status: 422,
  });
  const entered = await send('POST', path, { token: lurah, form });
  expect(entered).toMatchObject({ status: 201, body: { code: expect.stringMatching(/\w{4}/) } });
  const { id } = Made.parse(entered.body);
  const read = await send('GET', `${base}/proposals/${id}`);
  expect(JSON.stringify(read.body)).not.toContain('Rahasia');
});
