import type { Actor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { sum } from '#kernel/money.ts';
import { readPastDay } from '#kernel/readers/day.ts';
import { readAll } from '#kernel/readers/fields.ts';
import { readCount, readPositiveRupiah } from '#kernel/readers/number.ts';
import { notRepeated } from '#kernel/readers/repeated.ts';
import { readLine } from '#kernel/readers/text.ts';
import { at, isRefusal, refuse } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import type { SentFile } from '#kernel/sent-file.ts';
import { attach, keepFiles, type StoredFile } from '#modules/documents/index.ts';
import { type ActionOn, record } from '#modules/journal/index.ts';
import { CONTRIBUTION_FORMS, costLinesOf } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import {
  activityById,
  expensesOf,
  insertContribution,
  insertExpense,
  insertParticipation,
  lockActivity,
  participationOf,
  realisedContributionsOf,
  strikeRow,
} from './activity.store.ts';
import { fitsGrant, fitsOccasion } from './activity.ts';
import { about, countOn, holdActivity, type Who } from './hold-activity.service.ts';
import { paidFor, spendablePayments } from './paid-expense.service.ts';
import { typedAgain } from './paid-expense.ts';

const EXPENSE_FIELDS = ['costPosition', 'description', 'amount', 'paidOn', 'receiptNumber'] as const;
const PARTICIPATION_FIELDS = ['occasion', 'happenedOn', 'people', 'women', 'poorHouseholds'] as const;

/** Records what was spent on a line of the cost plan. All spending together stays within what was granted. */
export async function recordExpense(
  runtime: Runtime,
  who: Who,
  input: ExpenseInput,
  left?: AbortSignal,
): Promise<Result<{ expense: Id; looks?: StoredFile['looks'] }>> {
  return runtime.changePrepared(who, 'activities:write', {
    ask: (tx, actor) => expenseAsked(tx, actor, input, activityById),
    prepare: () => keepFiles(runtime.files, 'receipt', input.receipt ? [input.receipt] : [], 'receipt', left),
    work: async (tx, actor, [file]) => {
      const asked = await expenseAsked(tx, actor, input, lockActivity);
      if (isRefusal(asked)) return refused(asked);
      const { thing: activity, by, read } = asked;
      const expense = await insertExpense(tx, activity.id, read, actor.person);
      if (file) {
        await attach(tx, file, {
          subjectType: 'activity',
          subjectId: activity.id,
          role: 'receipt',
          caption: read.receiptNumber,
          public: 'private',
          by: actor.person,
        });
      }
      await record(tx, by, {
        action: 'activity.expense-recorded',
        ...about(activity),
        summary: { line: read.costPosition, amount: read.amount, payment: read.payment ?? undefined },
      });
      return ok({ expense, ...(file ? { looks: file.looks } : {}) });
    },
  });
}

type ExpenseInput = {
  readonly activity: Id;
  readonly costPosition: number;
  readonly description: string;
  readonly amount: string;
  readonly paidOn: string;
  readonly receiptNumber: string;
  readonly receipt?: SentFile | undefined;
  /**
   * The payment that it is, or a part of: what for, day, number and file are the payment's, and without an amount it is
   * all that is left of it.
   */
  readonly payment?: string | undefined;
};

/** Whether this expense may be recorded now: asked before its receipt is read, and again under lock. */
async function expenseAsked(tx: Tx, actor: Actor, input: ExpenseInput, load: typeof activityById) {
  const held = await holdActivity(tx, actor, input, 'account', load);
  if (isRefusal(held)) return held;
  const { thing: activity, program } = held;
  const lines = await costLinesOf(tx, activity.proposal);
  const costPosition = lines.some((line) => line.position === input.costPosition)
    ? input.costPosition
    : refuse('input.choice');
  const of = input.payment
    ? (await spendablePayments(tx, activity)).find((one) => one.id === input.payment)
    : undefined;
  if (input.payment && !of) return at('payment', refuse('input.choice'));
  const whole = of && input.amount.trim() === '';
  const read = readAll({
    costPosition,
    description: of ? of.purpose : readLine(input.description, 200),
    amount: whole ? of.left : readPositiveRupiah(input.amount),
    paidOn: of ? of.paidOn : readPastDay(input.paidOn, tx.today),
    receiptNumber: of ? of.receiptNumber : readLine(input.receiptNumber, 80),
    payment: of ? of.id : null,
  });
  if (isRefusal(read)) return read;
  if (of && read.amount > of.left) {
    return at('amount', refuse('activity.exceeds-payment', undefined, { left: of.left }));
  }
  const again = of ? undefined : typedAgain(await paidFor(tx, activity), read);
  if (again) {
    return at('receiptNumber', refuse('activity.typed-payment', undefined, { provider: again.provider }));
  }
  const recorded = await expensesOf(tx, activity.id);
  const repeated = notRepeated(recorded, read, EXPENSE_FIELDS);
  if (repeated) return repeated;
  const spent = sum(recorded.map((one) => one.amount)) + read.amount;
  return fitsGrant(program.model, activity, spent) ?? { ...held, read };
}

/** Records what residents gave: money, labour or material, valued in rupiah. */
export async function recordContribution(
  runtime: Runtime,
  who: Who,
  input: { activity: Id; form: string; description: string; value: string },
): Promise<Result<{ contribution: Id }>> {
  return runtime.change(who, 'activities:write', async (tx, actor) => {
    const held = await holdActivity(tx, actor, input, 'account');
    if (isRefusal(held)) return refused(held);
    const read = readAll({
      form: CONTRIBUTION_FORMS.find((one) => one === input.form) ?? refuse('input.choice'),
      description: readLine(input.description, 200),
      value: readPositiveRupiah(input.value),
    });
    if (isRefusal(read)) return refused(read);
    const repeated = notRepeated(await realisedContributionsOf(tx, held.thing.id), read, [
      'form',
      'description',
      'value',
    ]);
    if (repeated) return refused(repeated);
    const contribution = await insertContribution(tx, held.thing.id, read, actor.person);
    await record(tx, held.by, {
      action: 'activity.contribution-recorded',
      ...about(held.thing),
      summary: { form: read.form, value: read.value },
    });
    await countOn(tx, held.thing, { contribution: read.value });
    return ok({ contribution });
  });
}

/** Records who took part on an occasion: people, women and poor households among them. */
export async function recordParticipation(
  runtime: Runtime,
  who: Who,
  input: {
    activity: Id;
    occasion: string;
    happenedOn: string;
    people: string;
    women: string;
    poorHouseholds: string;
  },
): Promise<Result<{ participation: Id }>> {
  return runtime.change(who, 'activities:write', async (tx, actor) => {
    const held = await holdActivity(tx, actor, input, 'account');
    if (isRefusal(held)) return refused(held);
    const read = readAll({
      occasion: readLine(input.occasion, 160),
      happenedOn: readPastDay(input.happenedOn, tx.today),
      people: readCount(input.people),
      women: readCount(input.women),
      poorHouseholds: readCount(input.poorHouseholds),
    });
    if (isRefusal(read)) return refused(read);
    const unfit = fitsOccasion(read, input.people);
    if (unfit) return refused(unfit);
    const repeated = notRepeated(await participationOf(tx, held.thing.id), read, PARTICIPATION_FIELDS);
    if (repeated) return refused(repeated);
    const participation = await insertParticipation(tx, held.thing.id, read, actor.person);
    await record(tx, held.by, {
      action: 'activity.participation-recorded',
      ...about(held.thing),
      summary: { people: read.people, women: read.women, poorHouseholds: read.poorHouseholds },
    });
    return ok({ participation });
  });
}

const STRUCK = {
  expense: 'activity.expense-struck',
  contribution: 'activity.contribution-struck',
  participation: 'activity.participation-struck',
} as const satisfies Record<string, ActionOn<'activity'>>;

/** Strikes an expense, contribution or participation that was recorded by mistake; the journal keeps that it was there. */
export async function strikeFromActivity(
  runtime: Runtime,
  who: Who,
  input: { activity: Id; kind: 'expense' | 'contribution' | 'participation'; row: Id },
): Promise<Result<{ row: Id }>> {
  return runtime.change(who, 'activities:write', async (tx, actor) => {
    const held = await holdActivity(tx, actor, input, 'account');
    if (isRefusal(held)) return refused(held);
    const struck = await strikeRow(tx, held.thing.id, input.kind, input.row);
    if (!struck) return refused(refuse('access.not-found'));
    await record(tx, held.by, {
      action: STRUCK[input.kind],
      ...about(held.thing),
      summary: { row: input.row, value: struck.value },
    });
    if (input.kind === 'contribution') await countOn(tx, held.thing, { contribution: -struck.value });
    return ok({ row: input.row });
  });
}
