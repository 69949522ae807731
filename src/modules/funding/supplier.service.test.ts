import { expect, test } from 'vitest';
import { latestEntries } from '#modules/journal/index.ts';
import { granted, photo, withCity } from '../../../test/support/city.ts';
import { fundedProposal } from '../../../test/support/funded.ts';
import {
  disbursementsOf,
  keepSupplier,
  moneyFacts,
  type PaymentLine,
  recordDisbursement,
  recordDisbursements,
  supplierList,
  supplierOverview,
} from './index.ts';

const LINE: PaymentLine = {
  row: 0,
  provider: 'Toko Bangunan Jaya',
  purpose: 'U-ditch',
  amount: '1.000.000',
  receiptNumber: 'KW-001',
  paidOn: '2026-02-10',
};
const NPWP = '0912345678901234';

test('three suppliers are paid at once with their receipts, or none of them', async () => {
  const city = await withCity();
  const { pilar, actors, tenant } = city;
  const { proposal } = await fundedProposal(city);
  const receipt = await photo();
  const lines: PaymentLine[] = [
    { ...LINE, receipt },
    { ...LINE, row: 1, provider: 'UD Pasir', receiptNumber: 'KW-7' },
    { ...LINE, row: 2, provider: 'Tukang Asep', receiptNumber: 'KW-8' },
  ];
  const pay = (payments: readonly PaymentLine[]) =>
    recordDisbursements(pilar, actors.treasurer, { proposal, payments });
  const paid = () => pilar.read(tenant, (tx) => disbursementsOf(tx, proposal));

  expect(await pay([])).toMatchObject({ refusal: { field: 'provider.0' } });
  // Everything that cannot stand is said of its line, and nothing is recorded.
  const wrong = await pay([
    lines[0] ?? LINE,
    { ...LINE, row: 1, amount: '-1', paidOn: '2026-01-01' },
    { ...LINE, row: 2, receipt: new TextEncoder().encode('no picture') },
  ]);
  expect(wrong).toMatchObject({ refusal: { refusal: 'input.invalid', issues: [{ field: 'amount.1' }] } });
  // What only shows once the lines stand beside each other: the same paper twice, more than is left.
  expect(await pay([LINE, { ...LINE, row: 1, purpose: 'Lagi' }])).toMatchObject({
    refusal: { issues: [{ refusal: 'voucher.same-receipt', field: 'receiptNumber.1' }] },
  });
  expect(await pay([LINE, { ...LINE, row: 1, amount: '52.000.000', receiptNumber: 'KW-2' }])).toMatchObject({
    refusal: { issues: [{ field: 'amount.1' }] },
  });
  const notRead = await pay([{ ...LINE, receipt: new TextEncoder().encode('no picture') }]);
  expect(notRead.ok ? '' : JSON.stringify(notRead.refusal.field ?? notRead.refusal.issues)).toContain(
    'receipt.0',
  );
  expect(await paid()).toEqual([]);

  granted(await pay(lines));
  const recorded = await paid();
  expect(recorded.map((one) => [one.provider, one.receiptDocument !== null])).toEqual([
    ['Toko Bangunan Jaya', true],
    ['UD Pasir', false],
    ['Tukang Asep', false],
  ]);
  expect(recorded.every((one) => one.supplier !== null)).toBe(true);
});

test('a supplier stands in the register once by name and once by NPWP; its number is read by the offices of money alone', async () => {
  const city = await withCity();
  const { pilar, actors, tenant, program } = city;
  const { proposal } = await fundedProposal(city);
  granted(await recordDisbursement(pilar, actors.treasurer, { ...LINE, proposal }));
  const list = (who = actors.treasurer, search = '') =>
    pilar.read(tenant, (tx) => supplierList(tx, who, program, { search, limit: 10 }));
  const known = await list();
  const [first] = 'rows' in known ? known.rows : [];
  expect(first).toMatchObject({ name: 'Toko Bangunan Jaya', npwp: null });
  const supplier = first?.id ?? '';

  // The same shop in another spelling is the same one, and keeps its name.
  granted(
    await recordDisbursement(pilar, actors.treasurer, {
      ...LINE,
      proposal,
      provider: 'toko  BANGUNAN jaya',
      receiptNumber: 'KW-002',
    }),
  );
  const seen = await pilar.read(tenant, (tx) =>
    supplierOverview(tx, actors.lurah, program, { supplier, limit: 10 }),
  );
  expect(seen).toMatchObject({ payments: [{ amount: 1_000_000n }, { amount: 1_000_000n }], mayKeep: true });

  const keep = (change: object, who = actors.treasurer) =>
    keepSupplier(pilar, who, {
      program: program.id,
      name: 'Toko Bangunan Jaya',
      npwp: '',
      bank: '',
      account: '',
      ...change,
    });
  expect(await keep({ supplier, npwp: '012345678901' })).toMatchObject({
    refusal: { issues: [{ refusal: 'supplier.npwp', field: 'npwp', params: { digits: 12 } }] },
  });
  expect(await keep({ supplier, account: '12' })).toMatchObject({
    refusal: { issues: [{ refusal: 'supplier.account', field: 'account' }, { field: 'bank' }] },
  });
  expect(await keep({ supplier, npwp: NPWP }, actors.rw1)).toMatchObject({
    refusal: { refusal: 'access.office' },
  });
  expect(await keep({})).toMatchObject({ refusal: { refusal: 'supplier.same', field: 'name' } });
  granted(await keep({ supplier, npwp: NPWP, bank: 'bjb', account: '0012345678', version: 1 }));
  expect(await keep({ supplier, npwp: NPWP, version: 1 })).toMatchObject({
    refusal: { refusal: 'input.stale' },
  });
  // 15 digits are the 16 that begin with a nought.
  expect(await keep({ name: 'Jaya Bangunan', npwp: NPWP.slice(1) })).toMatchObject({
    refusal: { refusal: 'supplier.same', field: 'npwp', params: { name: 'Toko Bangunan Jaya' } },
  });

  for (const who of [actors.rw1, actors.resident, { tenant }]) {
    const found = await pilar.read(tenant, async (tx) => [
      await supplierList(tx, who, program, { search: '', limit: 10 }),
      await supplierOverview(tx, who, program, { supplier, limit: 10 }),
    ]);
    expect(found.every((one) => 'refusal' in one)).toBe(true);
  }
  // Neither the money of the proposal, whoever reads it, nor the journal says number or account.
  const told = await pilar.read(tenant, async (tx) => [
    await moneyFacts(tx, { tenant }, proposal),
    await moneyFacts(tx, actors.treasurer, proposal),
    await latestEntries(tx, 200),
  ]);
  const text = JSON.stringify(told, (_, value) => (typeof value === 'bigint' ? `${value}` : value));
  expect(text).toContain('Toko Bangunan Jaya');
  expect(text).toContain('supplier.mended');
  expect(text).not.toContain(NPWP);
  expect(text).not.toContain('0012345678');
});
