import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { keepSupplier, recordDisbursement, supplierList, supplierOverview } from '#modules/funding/index.ts';
import { type City, granted, withCity } from '../../../test/support/city.ts';
import { fundedProposal } from '../../../test/support/funded.ts';
import { mergeSuppliers } from './index.ts';

const NUMBER = '01.234.567.8-901.000';

async function pay({ pilar, actors }: City, proposal: Id, provider: string, receiptNumber: string) {
  const payment = { proposal, provider, purpose: 'Pasir', amount: '1.000.000', receiptNumber };
  return granted(await recordDisbursement(pilar, actors.treasurer, { ...payment, paidOn: '2026-02-10' }))
    .voucher;
}

async function named({ pilar, tenant, actors, program }: City, search: string) {
  const list = await pilar.read(tenant, (tx) =>
    supplierList(tx, actors.treasurer, program, { search, limit: 10 }),
  );
  if (isRefusal(list)) throw new Error(list.refusal);
  return list.rows;
}

test('two records of one supplier become one: payments of both stand under it, and the other name leads there', async () => {
  const city = await withCity();
  const { pilar, tenant, actors, program } = city;
  const { proposal } = await fundedProposal(city);
  const first = await pay(city, proposal, 'Toko Bangunan Jaya', 'KW-1');
  const second = await pay(city, proposal, 'TB. Jaya', 'KW-2');
  const [stays] = await named(city, 'Bangunan');
  const [gone] = await named(city, 'TB');
  if (!stays || !gone) throw new Error('no suppliers');
  const keep = { program: program.id, name: gone.name, npwp: NUMBER, bank: 'Bank', account: '1234567' };
  granted(await keepSupplier(pilar, actors.treasurer, { ...keep, supplier: gone.id }));
  const merge = async (change: { gone?: string; reason?: string; who?: Actor } = {}) => {
    const result = await mergeSuppliers(pilar, change.who ?? actors.treasurer, {
      program: program.id,
      stays: stays.id,
      gone: change.gone ?? 'TB.  JAYA',
      reason: change.reason ?? 'Nama di kuitansinya disingkat',
    });
    return result.ok ? result.value : `${result.refusal.field ?? ''} ${result.refusal.refusal}`.trim();
  };
  expect(await merge({ who: actors.rw1 })).toBe('access.office');
  expect(await merge({ gone: '' })).toBe('gone input.required');
  expect(await merge({ gone: 'Toko Lain' })).toBe('gone input.choice');
  expect(await merge({ gone: 'Toko Bangunan Jaya' })).toBe('gone merge.same');
  expect(await merge({ reason: '' })).toBe('reason input.required');
  const own = { ...keep, name: stays.name, npwp: '1234567890123456', bank: '', account: '' };
  granted(await keepSupplier(pilar, actors.treasurer, { ...own, supplier: stays.id }));
  expect(await merge()).toBe('gone merge.numbers');
  granted(await keepSupplier(pilar, actors.treasurer, { ...own, npwp: '', supplier: stays.id }));
  expect(await merge()).toEqual({ supplier: stays.id, payments: 1 });
  // The number and the account that only the other had went along.
  expect(await named(city, '')).toMatchObject([
    { id: stays.id, name: 'Toko Bangunan Jaya', npwp: '012345678901000', account: '1234567' },
  ]);
  const page = await pilar.read(tenant, (tx) =>
    supplierOverview(tx, actors.treasurer, program, { supplier: gone.id, limit: 10 }),
  );
  expect(page).toMatchObject({ supplier: { id: stays.id }, payments: [{ id: second }, { id: first }] });
  await pay(city, proposal, 'TB. JAYA', 'KW-3');
  expect(await named(city, '')).toHaveLength(1);
  // It gave way already: its name is the other's.
  expect(await merge()).toBe('gone merge.same');
});
