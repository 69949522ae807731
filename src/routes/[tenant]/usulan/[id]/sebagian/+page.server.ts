import { error, fail, redirect } from '@sveltejs/kit';
import type { Actor } from '#kernel/actor.ts';
import type { Result } from '#kernel/result.ts';
import { consentToPart, withdrawPartConsent } from '#modules/deliberation/index.ts';
import { programById } from '#modules/programs/index.ts';
import { mayRead, proposalById } from '#modules/proposals/index.ts';
import { m } from '#paraglide/messages.js';
import { rupiah, rupiahFigure } from '#ui/format.ts';
import { refusalStatus } from '#ui/refusal-status.ts';
import { wordForm, wordRefusal } from '#ui/word-refusal.ts';
import { actorFor, idOr404, requireTenant, textOf, viewerOf } from '../../../../request.ts';
import { partView } from '../part-consent.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.js';

/** Whether an institution takes a part of what a proposal asks for: read by anybody, said by its own officers alone. */
export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const viewer = viewerOf(event);
  const id = idOr404(event.params.id);
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const proposal = await proposalById(tx, id);
    if (!proposal || mayRead(viewer, proposal)) error(404);
    const program = await programById(tx, proposal.program);
    const { consent, line, refusal, may, vote } = await partView(tx, viewer, program, proposal);
    return {
      proposal: { id, title: proposal.title },
      vote: vote?.state === 'open' ? `/${tenant.slug}/musyawarah/${vote.forum}/suara` : undefined,
      requested: rupiah(proposal.requested),
      line,
      lapsed:
        consent?.least != null && !line
          ? m['ballots.part.lapsed']({
              before: rupiah(consent.requested),
              now: rupiah(proposal.requested),
            })
          : '',
      least: line && consent?.least != null ? rupiahFigure(consent.least) : '',
      instead: consent?.instead ?? '',
      version: consent?.version ?? 0,
      may,
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

async function carryOut(
  event: RequestEvent,
  saved: 'ya' | 'ditarik',
  run: (actor: Actor, form: FormData, version: number | undefined) => Promise<Result<unknown>>,
) {
  const form = await event.request.formData();
  const typed = textOf(form, 'version');
  const version = /^\d{1,9}$/.test(typed) ? Number(typed) : undefined;
  const result = await run(await actorFor(event), form, version);
  if (result.ok) redirect(303, `${event.url.pathname}?tersimpan=${saved}`);
  if (result.refusal.refusal === 'access.not-found') error(404);
  return fail(refusalStatus(result.refusal), {
    ...wordForm(result.refusal),
    stale: result.refusal.refusal === 'input.stale',
    values: { least: textOf(form, 'least'), instead: textOf(form, 'instead') },
  });
}

export const actions: Actions = {
  simpan: (event) =>
    carryOut(event, 'ya', (actor, form, version) =>
      consentToPart(event.locals.pilar, actor, {
        proposal: idOr404(event.params.id),
        least: textOf(form, 'least'),
        instead: textOf(form, 'instead'),
        version,
      }),
    ),

  tarik: (event) =>
    carryOut(event, 'ditarik', (actor, _form, version) =>
      withdrawPartConsent(event.locals.pilar, actor, { proposal: idOr404(event.params.id), version }),
    ),
};
