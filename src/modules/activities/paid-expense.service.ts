import type { Id } from '#kernel/id.ts';
import { documentsOf } from '#modules/documents/index.ts';
import { disbursementsOf, refundsOf, spendingsOf } from '#modules/funding/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type Expense, expensesOf } from './activity.store.ts';
import type { Activity } from './activity.ts';
import { type Spendable, spendableOf } from './paid-expense.ts';

/** An expense with the file that proves it: its own, or that of the payment that it is a part of. */
export type ProvedExpense = Expense & { readonly receipt: Id | undefined };

/** What was paid for an activity, by the city or by the giver itself. */
export async function paidFor(tx: Tx, { proposal }: Pick<Activity, 'proposal'>) {
  return [...(await disbursementsOf(tx, proposal)), ...(await spendingsOf(tx, proposal))];
}

/** The payments of an activity of which spending can be recorded now. */
export async function spendablePayments(
  tx: Tx,
  activity: Pick<Activity, 'id' | 'proposal'>,
): Promise<Spendable[]> {
  return spendableOf(
    await paidFor(tx, activity),
    await refundsOf(tx, activity.proposal),
    await expensesOf(tx, activity.id),
  );
}

/** The expenses of an activity, each with the file that proves it. A number alone proves nothing. */
export async function provedExpenses(
  tx: Tx,
  activity: Pick<Activity, 'id' | 'proposal'>,
): Promise<ProvedExpense[]> {
  const expenses = await expensesOf(tx, activity.id);
  const documents = (await documentsOf(tx, activity.id)).filter((one) => one.role === 'receipt');
  const payments = expenses.some((one) => one.payment !== null) ? await paidFor(tx, activity) : [];
  return expenses.map((one) => ({
    ...one,
    receipt:
      one.payment === null
        ? documents.find((document) => document.caption === one.receiptNumber)?.id
        : (payments.find((payment) => payment.id === one.payment)?.receiptDocument ?? undefined),
  }));
}
