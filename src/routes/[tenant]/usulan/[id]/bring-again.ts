import type { RequestEvent } from '@sveltejs/kit';
import { isRefusal } from '#kernel/refusal.ts';
import type { ProposalOverview } from '#modules/overview/index.ts';
import { bringAgain, takeUpProposal } from '#modules/proposals/index.ts';
import { m } from '#paraglide/messages.js';
import type { Locale } from '#paraglide/runtime.js';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut, versionIn } from '../../../carry-out.ts';
import { idOr404, requireTenant, textOf } from '../../../request.ts';

/** Brings the proposal again, and leads to the new draft. */
function again(event: RequestEvent) {
  return carryOut(
    event,
    (pilar, actor, form) =>
      bringAgain(pilar, actor, { proposal: idOr404(event.params.id ?? ''), version: versionIn(form) }),
    ({ id }) => `/${requireTenant(event).slug}/usulan/${id}/ubah`,
  );
}

/** Lets the proposal go on in another programme; the draft is for whoever brought it to finish. */
function takeUp(event: RequestEvent) {
  return carryOut(
    event,
    (pilar, actor, form) =>
      takeUpProposal(pilar, actor, {
        proposal: idOr404(event.params.id ?? ''),
        version: versionIn(form),
        program: textOf(form, 'program'),
        kind: textOf(form, 'kind'),
      }),
    () => `${event.url.pathname}?hasil=diangkat`,
  );
}

/** The ways in which a proposal that was decided goes on. */
export const goingOn = { lagi: again, angkat: takeUp };

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

/** As what it could go on in other programmes. */
export function wordTakeUps({ takeUps }: Pick<ProposalOverview, 'takeUps'>, locale: Locale) {
  return takeUps.map(({ program, kind }) => ({
    program: program.slug,
    kind: kind.kind,
    label: m['proposal.take-up.do']({
      kind: kind.label[locale],
      program: `${program.model.short} ${program.fiscalYear}`,
    }),
  }));
}
