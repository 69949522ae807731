import { ownEntry } from '#kernel/own-entry.ts';
import {
  askToCarryOut,
  provedExpenses,
  realisationOf,
  recordExpense,
  spendablePayments,
  strikeFromActivity,
} from '#modules/activities/index.ts';
import { costLinesOf } from '#modules/proposals/index.ts';
import { day, rupiah } from '#ui/format.ts';
import { carryOut } from '../../../../carry-out.ts';
import { askFirst, filesIn, idOr404, requireTenant, textOf, viewerOf } from '../../../../request.ts';
import { openTask, seesInner } from '../standing.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = (event) =>
  event.locals.pilar.read(requireTenant(event).id, async (tx) => {
    const { standing, task } = await openTask(tx, event, 'account');
    const { activity } = standing;
    const lines = await costLinesOf(tx, activity.proposal);
    const expenses = await provedExpenses(tx, activity);
    const realisation = realisationOf(lines, expenses, activity.granted);
    return {
      task,
      today: tx.today,
      realisation,
      lines: realisation.lines.map((line) => ({
        value: String(line.position),
        label: `${line.position}. ${line.item} (${rupiah(line.planned)})`,
      })),
      payments: seesInner(event, activity)
        ? (await spendablePayments(tx, activity)).map((one) => ({
            value: one.id,
            label: `${one.provider} · ${rupiah(one.left)} · ${day(one.paidOn, 'short')}`,
          }))
        : [],
      expenses: seesInner(event, activity) ? expenses : [],
    };
  });

/** How the form of a payment calls its fields: beside the other form, each id stands on the page once. */
const FROM_PAYMENT: Readonly<Record<string, string>> = { costPosition: 'line', amount: 'part' };

export const actions: Actions = {
  catat: async (event) => {
    const activity = idOr404(event.params.id);
    await askFirst(askToCarryOut(event.locals.pilar, viewerOf(event), activity));
    return carryOut(
      event,
      (pilar, actor, form) => {
        const [receipt] = filesIn(form, 'receipt');
        const expense = {
          activity,
          costPosition: Number(textOf(form, 'costPosition')),
          description: textOf(form, 'description'),
          amount: textOf(form, 'amount'),
          paidOn: textOf(form, 'paidOn'),
          receiptNumber: textOf(form, 'receiptNumber'),
          ...(receipt ? { receipt } : {}),
        };
        return recordExpense(pilar, actor, expense, event.request.signal);
      },
      ({ looks }) => `${event.url.pathname}?tersimpan=catat${looks === 'plain' ? '&polos' : ''}`,
    );
  },

  bayar: async (event) => {
    const activity = idOr404(event.params.id);
    await askFirst(askToCarryOut(event.locals.pilar, viewerOf(event), activity));
    return carryOut(
      event,
      (pilar, actor, form) =>
        recordExpense(pilar, actor, {
          activity,
          payment: textOf(form, 'payment') || 'none',
          costPosition: Number(textOf(form, 'line')),
          amount: textOf(form, 'part'),
          description: '',
          paidOn: '',
          receiptNumber: '',
        }),
      () => `${event.url.pathname}?tersimpan=catat`,
      { field: (name) => ownEntry(FROM_PAYMENT, name) ?? name },
    );
  },

  coret: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        strikeFromActivity(pilar, actor, {
          activity: idOr404(event.params.id),
          kind: 'expense',
          row: idOr404(textOf(form, 'row')),
        }),
      () => `${event.url.pathname}?tersimpan=catat`,
    ),
};
