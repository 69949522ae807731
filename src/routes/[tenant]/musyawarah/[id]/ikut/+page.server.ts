import { checkIn, checkInStanding, type ForumOverview, forumOverview } from '#modules/deliberation/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { carryOut } from '../../../../carry-out.ts';
import { idOr404, readOr404, requireTenant, signInPath, textOf, viewerOf } from '../../../../request.ts';
import { elementLabel } from '../../forum-words.ts';
import { roomView } from '../room-view.ts';
import type { Actions, PageServerLoad, PageServerLoadEvent } from './$types.js';

/** The phone's screen of a forum: what is discussed, whether I am recorded, where I vote. The QR on the wall leads here. */
export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { pilar, locale } = event.locals;
  const id = idOr404(event.params.id);
  event.setHeaders({ 'cache-control': 'private, no-store' });
  return pilar.read(tenant.id, async (tx) => {
    const found = readOr404(await forumOverview(tx, viewerOf(event), id));
    return {
      base: `/${tenant.slug}/musyawarah/${id}`,
      room: await roomView(tx, found, tenant.timeZone, locale),
      code: event.url.searchParams.get('kode') ?? '',
      mine: await standingOf(event, tx, found),
      said: event.url.searchParams.get('tersimpan') ?? '',
    };
  });
};

/** How the reader stands to the attendance: a stranger, somebody of another city, or for what they are here or could be. */
async function standingOf(event: PageServerLoadEvent, tx: Tx, { forum, program }: ForumOverview) {
  const { actor, session, locale } = event.locals;
  const open = forum.state === 'open' || forum.state === 'scheduled';
  if (!actor) {
    return session
      ? { kind: 'elsewhere' as const }
      : { kind: 'stranger' as const, open, signIn: signInPath(event.url.pathname + event.url.search) };
  }
  const { here, places } = await checkInStanding(tx, actor, program, forum);
  const label = (element: string) => elementLabel(program, forum, element, locale);
  return {
    kind: 'known' as const,
    open,
    here: [...new Set(here.map((one) => label(one.element)))],
    places: [...new Set(places.map((one) => one.element))].map((element) => ({
      value: element,
      label: label(element),
    })),
  };
}

export const actions: Actions = {
  hadir: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        checkIn(pilar, actor, {
          forum: idOr404(event.params.id),
          code: textOf(form, 'kode'),
          element: textOf(form, 'element'),
        }),
      () => '?tersimpan=hadir',
    ),
};
