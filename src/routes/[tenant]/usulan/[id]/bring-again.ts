import type { RequestEvent } from '@sveltejs/kit';
import { isRefusal } from '#kernel/refusal.ts';
import type { ProposalOverview } from '#modules/overview/index.ts';
import { bringAgain } from '#modules/proposals/index.ts';
import { m } from '#paraglide/messages.js';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut, versionIn } from '../../../carry-out.ts';
import { idOr404, requireTenant } from '../../../request.ts';

/** Brings the proposal again, and leads to the new draft. */
export function again(event: RequestEvent) {
  return carryOut(
    event,
    (pilar, actor, form) =>
      bringAgain(pilar, actor, { proposal: idOr404(event.params.id ?? ''), version: versionIn(form) }),
    ({ id }) => `/${requireTenant(event).slug}/usulan/${id}/ubah`,
  );
}

const DO = {
  'came-from': m['proposal.again.came-from'],
  'instead-of': m['proposal.again.instead-of'],
  continues: m['proposal.again.continues'],
};

/** How it would be brought again: as what, in which programme, or why not; undefined where that is not to be said. */
export function wordAgain({ again: offer }: Pick<ProposalOverview, 'again'>) {
  if (!offer) return undefined;
  if (isRefusal(offer)) return { refusal: wordRefusal(offer), label: '' };
  const { model, fiscalYear } = offer.program;
  return { refusal: undefined, label: DO[offer.link]({ program: `${model.short} ${fiscalYear}` }) };
}
