import { isId } from '#kernel/id.ts';
import { noteTalkRead, sayAbout, talkFacts, unsay } from '#modules/matching/index.ts';
import { m } from '#paraglide/messages.js';
import { officeName } from '#ui/message.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut } from '../../../../../carry-out.ts';
import { idOr404, readOr404, requireActor, requireTenant, textOf } from '../../../../../request.ts';
import type { Actions, PageServerLoad } from './$types.js';

const PAGE = 25;
const SAID = ['dikirim', 'ditarik', 'dibaca'] as const;

/** What was said about a need with one taker, for its sides. */
export const load: PageServerLoad = (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { url, locals } = event;
  const thread = { need: idOr404(event.params.id), organization: idOr404(event.params.organization) };
  const typed = url.searchParams.get('sebelum') ?? '';
  const before = isId(typed) ? typed : undefined;
  const said = url.searchParams.get('hasil');
  return locals.pilar.read(tenant.id, async (tx) => {
    const found = readOr404(await talkFacts(tx, actor, thread, { limit: PAGE + 1, before }));
    const last = found.messages.length > PAGE ? found.messages[PAGE - 1] : undefined;
    return {
      need: { id: found.need.id, title: found.proposal.title },
      taker: { id: found.taker.id, name: found.taker.name },
      messages: found.messages.slice(0, PAGE).map((one) => ({
        id: one.id,
        // Whoever brings a need for themselves is not named.
        who:
          one.office === null
            ? m['talk.bringer']()
            : [officeName(one.office, locals.locale), one.authorOrganization ?? ''].join(', '),
        said: one.said,
        at: one.saidAt,
        withdrawn: one.withdrawnAt !== null,
        mayUnsay: one.mayUnsay,
      })),
      refusal: found.refusal && wordRefusal(found.refusal),
      older: last && `${url.pathname}?sebelum=${last.id}`,
      first: before && url.pathname,
      saidNow: SAID.find((word) => word === said),
      timeZone: tenant.timeZone,
    };
  });
};

export const actions: Actions = {
  kirim: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        sayAbout(pilar, actor, {
          need: idOr404(event.params.id),
          organization: idOr404(event.params.organization),
          said: textOf(form, 'said'),
        }),
      () => `${event.url.pathname}?hasil=dikirim`,
    ),

  tarik: (event) =>
    carryOut(
      event,
      (pilar, actor, form) => unsay(pilar, actor, { message: idOr404(textOf(form, 'message')) }),
      () => `${event.url.pathname}?hasil=ditarik`,
    ),

  baca: (event) =>
    carryOut(
      event,
      (pilar, actor) =>
        noteTalkRead(pilar, actor, {
          need: idOr404(event.params.id),
          organization: idOr404(event.params.organization),
        }),
      () => `${event.url.pathname}?hasil=dibaca`,
    ),
};
