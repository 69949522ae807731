import {
  askToCarryOut,
  expensesOf,
  realisationOf,
  recordExpense,
  strikeFromActivity,
} from '#modules/activities/index.ts';
import { documentsOf } from '#modules/documents/index.ts';
import { costLinesOf } from '#modules/proposals/index.ts';
import { rupiah } from '#ui/format.ts';
import { carryOut } from '../../../../carry-out.ts';
import { askFirst, filesIn, idOr404, requireTenant, textOf, viewerOf } from '../../../../request.ts';
import { openTask, seesInner } from '../standing.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = (event) =>
  event.locals.pilar.read(requireTenant(event).id, async (tx) => {
    const { standing, task } = await openTask(tx, event, 'account');
    const { activity } = standing;
    const lines = await costLinesOf(tx, activity.proposal);
    const expenses = await expensesOf(tx, activity.id);
    const receipts = (await documentsOf(tx, activity.id)).filter((one) => one.role === 'receipt');
    const realisation = realisationOf(lines, expenses, activity.granted);
    return {
      task,
      today: tx.today,
      realisation,
      lines: realisation.lines.map((line) => ({
        value: String(line.position),
        label: `${line.position}. ${line.item} (${rupiah(line.planned)})`,
      })),
      expenses: seesInner(event, activity)
        ? expenses.map((one) => ({
            ...one,
            receipt: receipts.find((document) => document.caption === one.receiptNumber)?.id,
          }))
        : [],
    };
  });

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
