import { expect, test } from 'vitest';
import { recordDisbursement, reviewVoucher } from '#modules/funding/index.ts';
import { returnProposal, saveProposal, submitProposal } from '#modules/proposals/index.ts';
import { insertNeighbourhoods } from '#modules/regions/index.ts';
import { carriedOut } from '../../../test/support/carried-out.ts';
import { type City, DRAINAGE, granted, VILLAGE, withCity } from '../../../test/support/city.ts';
import { fundedProposal, submittedProposal } from '../../../test/support/funded.ts';
import { FOUND_KINDS, type FoundKind, type SearchedText, searchText } from './index.ts';

const find = (city: City, text: string, kinds: readonly FoundKind[] = FOUND_KINDS): Promise<SearchedText> =>
  city.pilar.read(city.tenant, (tx) => searchText(tx, kinds, { text, limit: 3, most: 101 }));

/** Titles by kind, in the order in which they are shown. */
async function titles(city: City, text: string): Promise<Record<string, string[]>> {
  const { groups } = await find(city, text);
  return Object.fromEntries(groups.map(({ kind, hits }) => [kind, hits.map((one) => one.title.id)]));
}

test('an RW, a street, a proposal, an activity and an institution are found by one text', async () => {
  const city = await withCity();
  await carriedOut(city);
  expect(await titles(city, 'rw 1 pasir impun')).toMatchObject({
    place: ['RW 01, Pasir Impun', 'Gang Sukanagara'],
    organization: ['RW 01 Pasir Impun'],
    proposal: [DRAINAGE.title],
    activity: [DRAINAGE.title],
  });
  expect(await titles(city, 'gang sukanagara')).toMatchObject({
    place: ['Gang Sukanagara'],
    proposal: [DRAINAGE.title],
    activity: [DRAINAGE.title],
  });
  const { groups } = await find(city, 'sukanagara', ['place']);
  expect(groups).toMatchObject([{ hits: [{ page: `tempat/${VILLAGE}.001`, region: `${VILLAGE}.001` }] }]);
});

test.each([
  ['as written', 'Perbaikan drainase'],
  ['in another order', 'drainase perbaikan'],
  ['with capitals, accents and apostrophes', 'DRÄINASE p’erbaikan'],
  ['by the beginning of a word', 'perb drain'],
  ['by what stands within a word', 'baik rainas'],
  ['joined with a number', 'drainase rw01'],
  ['with a swapped letter', 'draianse'],
  ['with a letter too few', 'perbaikn drainase'],
  ['with a letter too many', 'drainnase'],
  ['with another letter', 'derbaikan sukanegara'],
  ['with two mistakes in a long word', 'perbiakan suknaagara'],
])('a proposal is found %s', async (_, text) => {
  const city = await withCity();
  await submittedProposal(city);
  expect(await titles(city, text)).toMatchObject({ proposal: [DRAINAGE.title] });
});

test('what was taken to be meant is said, and only where nothing has what was typed', async () => {
  const city = await withCity();
  await submittedProposal(city);
  expect(await find(city, 'draianse')).toMatchObject({ meant: ['drainase'] });
  expect(await find(city, 'drainase')).toMatchObject({ meant: [] });
  // Places have the one and institutions the other.
  expect(await find(city, 'drainase pkk')).toMatchObject({ groups: [], meant: [] });
  // Each word is there, but in no name together: nearly the same words are tried, and what finds nothing is not named.
  expect(await find(city, 'drainase sekretariat')).toMatchObject({ groups: [], meant: [] });
  // Words of three signs and numbers are forgiven nothing.
  expect(await find(city, 'rv 01')).toMatchObject({ groups: [] });
  expect(await find(city, 'rw 7')).toMatchObject({ groups: [] });
});

test('one letter is told apart from nothing, and of 200 words the first ten are looked for', async () => {
  const city = await withCity();
  expect(await find(city, 'a')).toEqual({ groups: [], tooShort: true, meant: [] });
  expect(await find(city, '')).toEqual({ groups: [], tooShort: false, meant: [] });
  expect(await find(city, '%')).toMatchObject({ groups: [], tooShort: true });
  const many = `${'rw '.repeat(100)}${'pasir impun '.repeat(50)}`;
  expect((await find(city, many)).groups.length).toBeGreaterThan(0);
  for (const text of ["x' or 1=1 --", '__proto__', '\u{10ffff}', 'x'.repeat(200), '0'.repeat(200)]) {
    expect(await find(city, text), text).toMatchObject({ groups: [] });
  }
});

test('whom the city paid is found once a payment was accepted, and not before', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const { proposal } = await fundedProposal(city);
  const { voucher } = granted(
    await recordDisbursement(pilar, actors.treasurer, {
      proposal,
      provider: 'Toko Bangunan Jaya',
      purpose: 'U-ditch',
      amount: '10.000.000',
      receiptNumber: 'KW-001',
      paidOn: '2026-02-10',
    }),
  );
  expect(await find(city, 'toko jaya')).toMatchObject({ groups: [] });
  granted(await reviewVoucher(pilar, actors.lurah, { voucher, outcome: 'approve', remark: '' }));
  expect(await titles(city, 'toko bangunna')).toEqual({ supplier: ['Toko Bangunan Jaya'] });
});

test('hits are counted, places stand in their order, and a page goes on behind the last', async () => {
  const city = await withCity();
  const { pilar, tenant } = city;
  const rows = Array.from({ length: 120 }, (_, i) => ({
    code: `${VILLAGE}.${String(i + 100).padStart(3, '0')}`,
    village: VILLAGE,
    name: `RW ${i + 100}`,
    rtCount: 1,
  }));
  await pilar.read(tenant, (tx) => insertNeighbourhoods(tx, rows));
  const { groups } = await find(city, 'impun', ['place']);
  expect(groups).toMatchObject([{ count: 101, hits: [{ title: { id: 'RW 01, Pasir Impun' } }, {}, {}] }]);
  const more = await pilar.read(tenant, (tx) =>
    searchText(tx, ['place'], { text: 'impun', limit: 3, before: groups[0]?.next }),
  );
  expect(more.groups[0]?.hits.map((one) => one.title.id)).toEqual([
    'RW 100, Pasir Impun',
    'RW 101, Pasir Impun',
    'RW 102, Pasir Impun',
  ]);
});

test('a proposal that is mended is found by its new title alone', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const proposal = await submittedProposal(city);
  granted(await returnProposal(pilar, actors.lurah, { proposal, remark: 'Lengkapi alamatnya' }));
  granted(
    await saveProposal(pilar, actors.rw1, { proposal, fields: { ...DRAINAGE, title: 'Gapura dan taman' } }),
  );
  // What was submitted stays what everybody reads until it is sent again.
  expect(await titles(city, 'gapura')).toEqual({});
  granted(await submitProposal(pilar, actors.rw1, { proposal }));
  expect(await titles(city, 'gapura')).toMatchObject({ proposal: ['Gapura dan taman'] });
  expect(await titles(city, 'drainase')).toEqual({});
});
