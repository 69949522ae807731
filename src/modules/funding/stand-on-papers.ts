import type { Id } from '#kernel/id.ts';
import { at, type Basis, type Refusal, refuse } from '#kernel/refusal.ts';
import { overtaken } from '#kernel/version.ts';
import type { Label } from '#modules/models/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import {
  insertPaper,
  insertVoucherPaper,
  paperTaken,
  type SeriesPaper,
  type TakenPaper,
} from './payment-paper.store.ts';
import { fitsPaper } from './payment-paper.ts';

/** A paper on which a payment is to stand: in which series, for how many payments of which proposal. */
export type ToStandOn = SeriesPaper & {
  readonly proposal: Id;
  readonly payees: number;
  readonly label: Label;
  readonly cited: Basis;
};

/** What is said to whoever uses a number twice: which payment stands on it; undefined where a place on it is free. */
export function notTaken(taken: TakenPaper, paper: ToStandOn): Refusal | undefined {
  if (fitsPaper(taken, paper)) return undefined;
  return at(
    `papers.${paper.paper}.number`,
    refuse('payment.paper-taken', paper.cited, {
      paper: [paper.label],
      number: paper.number,
      title: taken.title,
      ...(taken.voucher === null ? {} : { voucher: taken.voucher }),
    }),
  );
}

/** The papers of the sheet that is being written, by the place in the model's order. */
export type OfSheet = Map<number, Id>;

/**
 * Lets a payment stand on its papers. The first payment of a sheet writes them down, the others of the same sheet join it.
 * Whoever comes second with a number waits for the first, and is refused unless a place on the paper is free.
 */
export async function standOn(
  tx: Tx,
  papers: readonly ToStandOn[],
  { program, voucher, sheet }: { readonly program: Id; readonly voucher: Id; readonly sheet: OfSheet },
): Promise<Refusal | undefined> {
  for (const [place, paper] of papers.entries()) {
    const id = sheet.get(place) ?? (await insertPaper(tx, paper, { ...paper, program }));
    const taken = id === undefined ? await paperTaken(tx, paper, 'lock') : undefined;
    if (id === undefined && !taken) return overtaken();
    const refusal = taken && notTaken(taken, paper);
    if (refusal) return refusal;
    const stands = id ?? taken?.id;
    if (stands === undefined) return overtaken();
    sheet.set(place, stands);
    await insertVoucherPaper(tx, voucher, stands, place);
  }
  return undefined;
}
