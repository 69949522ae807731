import { error } from '@sveltejs/kit';
import type { Id } from '#kernel/id.ts';
import {
  cancelVote,
  closeVote,
  declareExclusion,
  discussProposal,
  enterSlip,
  followRule,
  openVote,
  voteOf,
  withdrawExclusion,
  withdrawSlip,
} from '#modules/deliberation/index.ts';
import { carryOut } from '../../../../carry-out.ts';
import { idOr404, requireTenant, textOf } from '../../../../request.ts';
import type { Actions, RequestEvent } from './$types.js';

/** The vote of this page; 404 where there is none. */
async function voteAt(event: RequestEvent): Promise<Id> {
  const forum = idOr404(event.params.id);
  const vote = await event.locals.pilar.read(requireTenant(event).id, (tx) => voteOf(tx, forum));
  return vote?.id ?? error(404);
}

/** Back to this page with what was done. */
const saved = (event: RequestEvent, what: string) => `${event.url.pathname}?tersimpan=${what}`;

export const voteForms = {
  buka: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        openVote(pilar, actor, {
          forum: idOr404(event.params.id),
          kind: textOf(form, 'kind'),
          budget: textOf(form, 'budget'),
        }),
      () => saved(event, 'buka'),
    ),

  pasangkan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        declareExclusion(pilar, actor, {
          forum: idOr404(event.params.id),
          first: textOf(form, 'first'),
          second: textOf(form, 'second'),
          reason: textOf(form, 'reason'),
        }),
      () => saved(event, 'pasangkan'),
    ),

  lepaskan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        withdrawExclusion(pilar, actor, {
          forum: idOr404(event.params.id),
          first: idOr404(textOf(form, 'first')),
          second: idOr404(textOf(form, 'second')),
        }),
      () => saved(event, 'lepaskan'),
    ),

  jelaskan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) => {
        const shown = textOf(form, 'discussed');
        return discussProposal(pilar, actor, {
          forum: idOr404(event.params.id),
          proposal: shown === '' ? null : idOr404(shown),
        });
      },
      () => saved(event, 'jelaskan'),
    ),

  surat: (event) =>
    carryOut(
      event,
      async (pilar, actor, form) =>
        enterSlip(pilar, actor, { vote: await voteAt(event), slip: textOf(form, 'slip') }),
      ({ received }) => saved(event, `surat&jumlah=${received}`),
    ),

  tarik: (event) =>
    carryOut(
      event,
      async (pilar, actor) => withdrawSlip(pilar, actor, { vote: await voteAt(event) }),
      ({ received }) => saved(event, `tarik&jumlah=${received}`),
    ),

  tutup: (event) =>
    carryOut(
      event,
      async (pilar, actor) => closeVote(pilar, actor, { vote: await voteAt(event) }),
      () => saved(event, 'tutup'),
    ),

  batal: (event) =>
    carryOut(
      event,
      async (pilar, actor, form) =>
        cancelVote(pilar, actor, { vote: await voteAt(event), reason: textOf(form, 'reason') }),
      () => saved(event, 'batal'),
    ),

  ikuti: (event) =>
    carryOut(
      event,
      async (pilar, actor, form) =>
        followRule(pilar, actor, {
          vote: await voteAt(event),
          rule: textOf(form, 'rule'),
          reason: textOf(form, 'reason'),
        }),
      () => saved(event, 'ikuti'),
    ),
} satisfies Actions;
