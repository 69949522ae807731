import { error } from '@sveltejs/kit';
import { consentToPart, partStanding, withdrawPartConsent } from '#modules/deliberation/index.ts';
import { programById } from '#modules/programs/index.ts';
import { mayRead, proposalById, sentAt } from '#modules/proposals/index.ts';
import { m } from '#paraglide/messages.js';
import { rupiah, rupiahFigure } from '#ui/format.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut, versionIn } from '../../../../carry-out.ts';
import { idOr404, requireTenant, textOf, viewerOf } from '../../../../request.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** Whether an institution takes a part of what a proposal asks for: read by anybody, said by its own officers alone. */
export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const viewer = viewerOf(event);
  const id = idOr404(event.params.id);
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const proposal = await proposalById(tx, id);
    if (!proposal || mayRead(viewer, proposal)) error(404);
    const program = await programById(tx, proposal.program, sentAt(proposal));
    const { consent, counts, refusal, vote } = await partStanding(tx, viewer, program, proposal);
    return {
      proposal: { id, title: proposal.title },
      vote: vote?.state === 'open' ? `/${tenant.slug}/musyawarah/${vote.forum}/suara` : undefined,
      requested: rupiah(proposal.requested),
      line: counts ? m['ballots.part.line']({ least: rupiah(counts.least), instead: counts.instead }) : '',
      lapsed:
        consent?.least != null && !counts
          ? m['ballots.part.lapsed']({
              before: rupiah(consent.requested),
              now: rupiah(proposal.requested),
            })
          : '',
      least: counts ? rupiahFigure(counts.least) : '',
      instead: consent?.instead ?? '',
      version: consent?.version ?? 0,
      may: viewer.person !== undefined && !refusal,
      refusal: refusal && wordRefusal(refusal),
      saved: savedIn(event.url),
    };
  });
};

function savedIn(url: URL): string {
  const saved = url.searchParams.get('tersimpan');
  if (saved === 'ya') return m['ballots.part.said']();
  return saved === 'ditarik' ? m['ballots.part.said-withdrawn']() : '';
}

export const actions: Actions = {
  simpan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        consentToPart(pilar, actor, {
          proposal: idOr404(event.params.id),
          least: textOf(form, 'least'),
          instead: textOf(form, 'instead'),
          version: versionIn(form),
        }),
      () => `${event.url.pathname}?tersimpan=ya`,
    ),

  tarik: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        withdrawPartConsent(pilar, actor, { proposal: idOr404(event.params.id), version: versionIn(form) }),
      () => `${event.url.pathname}?tersimpan=ditarik`,
    ),
};
