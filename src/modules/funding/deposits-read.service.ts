import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { type Refusal, refuse } from '#kernel/refusal.ts';
import { type Program, programById } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { paysLevy, readsArrearsOf } from './levy.ts';
import { fundById } from './purse.store.ts';
import { placeOf } from './review-voucher.service.ts';
import { type ListedDeposit, listDeposits } from './voucher.store.ts';
import { readableVoucher } from './voucher.ts';

/**
 * A deposit as its reader may see it: its paper only for those who look after the money, and for who paid. Of a levy
 * neither who paid it nor what was remarked on it is public (decision 60).
 */
export type ReadableDeposit = Omit<
  ReturnType<typeof readableVoucher<ListedDeposit>>,
  'organization' | 'organizationName'
> & { readonly payer: { readonly id: Id; readonly name: string } | null };

/** Reads a deposit for somebody. */
export function readableDeposit(
  viewer: Actor | Visitor,
  program: Program,
  deposit: ListedDeposit,
): ReadableDeposit {
  const {
    organization: id,
    organizationName: name,
    ...rest
  } = readableVoucher(viewer, placeOf(program, deposit, undefined), deposit);
  const owing = readsArrearsOf(viewer, program);
  const named = !paysLevy(program.model, deposit) || owing === 'all' || owing.includes(id);
  return named ? { ...rest, payer: { id, name } } : { ...rest, payer: null, remark: null };
}

/** What was paid into a fund, newest first, behind the one that `after` names; refused where there is no such fund. */
export async function depositsInto(
  tx: Tx,
  viewer: Actor | Visitor,
  purse: Id,
  limit: number,
  after?: Id,
): Promise<ReadableDeposit[] | Refusal> {
  const fund = await fundById(tx, purse);
  if (!fund) return refuse('access.not-found');
  const program = await programById(tx, fund.program);
  const rows = await listDeposits(tx, fund.id, limit, after);
  return rows.map((one) => readableDeposit(viewer, program, one));
}
