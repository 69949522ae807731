import { LARGEST_FILE } from '#kernel/sent-file.ts';
import { askToPay, moneyOverview, recordDisbursements, suppliersToChoose } from '#modules/funding/index.ts';
import { bringerName } from '#ui/bringer-name.ts';
import { fileSize } from '#ui/format.ts';
import { carryOut } from '../../../../carry-out.ts';
import {
  askFirst,
  idOr404,
  readOr404,
  requireActor,
  requireTenant,
  textOf,
  viewerOf,
  wholeIn,
} from '../../../../request.ts';
import { institutionLine } from '../../../institution-line.ts';
import { wordHere } from '../../voucher-words.ts';
import { askedOf } from '../asked-papers.ts';
import { papersIn, paymentsIn } from '../voucher-forms.ts';
import type { Actions, PageServerLoad } from './$types.js';

const FEWEST = 3;
const MOST = 10;

const rowsIn = (typed: number) => Math.min(MOST, Math.max(FEWEST, typed));

/** Several payments of one proposal on one sheet, all recorded or none. */
export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { pilar, locale } = event.locals;
  const id = idOr404(event.params.proposal);
  return pilar.read(tenant.id, async (tx) => {
    const found = readOr404(await moneyOverview(tx, actor, id, pilar.secondFactor));
    const rows = rowsIn(wholeIn(event.url, 'baris'));
    return {
      proposal: {
        id,
        title: found.proposal.title,
        institution: institutionLine(bringerName(found.institution?.name, id), found.village),
      },
      left: found.left,
      refusal: wordHere(found.record),
      may: found.concerned && found.proposal.granted !== null && found.left > 0n,
      rows,
      more: rows < MOST ? `?baris=${rows + 1}` : undefined,
      suppliers: await suppliersToChoose(tx),
      asked: askedOf(found.program.model, locale),
      today: tx.today,
      largest: fileSize(LARGEST_FILE),
    };
  });
};

export const actions: Actions = {
  default: async (event) => {
    const proposal = idOr404(event.params.proposal);
    await askFirst(askToPay(event.locals.pilar, viewerOf(event), proposal));
    return carryOut(
      event,
      (pilar, actor, form) =>
        recordDisbursements(
          pilar,
          actor,
          {
            proposal,
            papers: papersIn(form),
            payments: paymentsIn(form, rowsIn(Number(textOf(form, 'baris')) || 0)),
          },
          event.request.signal,
        ),
      () => `/${event.params.tenant}/dana/${proposal}?tersimpan=catat#pencairan`,
    );
  },
};
