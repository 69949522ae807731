import { redirect } from '@sveltejs/kit';
import { forumOverview, invitedIn, mustHaveQuorum } from '#modules/deliberation/index.ts';
import { forumKind } from '#modules/models/index.ts';
import { count } from '#ui/format.ts';
import { idOr404, readOr404, requireTenant, signInPath, viewerOf, wholeIn } from '../../../../request.ts';
import { elementLabel, wordForumRefusal, wordQuorum } from '../../forum-words.ts';
import { checkInQr } from '../check-in-qr.ts';
import { agendaOf } from '../room-agenda.ts';
import { roomView } from '../room-view.ts';
import { agendaHints } from '../vote-card.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { roomForms } from './room-forms.ts';
import { attendanceSheet } from './sheet.ts';

/** Proposals that the officer's screen holds ready at once. */
const AGENDA = 120;

/**
 * The officer's screen of a forum; whoever holds no office in it is led to its public page, and whose session has ended
 * while they sat here to the sign-in page and back.
 */
export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { pilar, locale } = event.locals;
  const id = idOr404(event.params.id);
  const base = `/${tenant.slug}/musyawarah/${id}`;
  const signIn = signInPath(event.url.pathname);
  // A token reads pages without a session.
  if (!event.locals.session && !event.locals.actor) redirect(303, signIn);
  return pilar.read(tenant.id, async (tx) => {
    const found = readOr404(await forumOverview(tx, viewerOf(event), id));
    const { forum, program, offers, people } = found;
    if (!offers || !people) redirect(303, base);
    const rules = forumKind(program.model, forum.forum);
    const quorum = wordQuorum(program, forum, found.quorum, locale);
    const hints = agendaHints(found, locale);
    const lacking = mustHaveQuorum(program, forum, found.quorum);
    const word = (refusal: typeof offers.decide) => refusal && wordForumRefusal(refusal, quorum, locale);
    const invited = await invitedIn(tx, program, forum);
    return {
      base,
      me: event.locals.actor?.person,
      signIn,
      forum: { id: forum.id, version: forum.version, state: forum.state, sitting: forum.sitting },
      room: await roomView(tx, found, tenant.timeZone, locale),
      sheet: attendanceSheet({ program, forum, quorum: found.quorum, people, invited }, locale),
      elements: rules.quorum.elements
        .filter((one) => one.roll === undefined)
        .map((one) => one.element)
        .concat('others')
        .map((element) => ({ value: element, label: elementLabel(program, forum, element, locale) })),
      agenda: (await agendaOf(tx, found, AGENDA)).map((one) => {
        const hint = hints.get(one.id);
        return { ...one, hints: hint?.lines ?? [] };
      }),
      discussing: forum.discussing,
      qr: await checkInQr(event, found),
      outcomes: rules.outcomes.map((one) => ({
        value: one.id,
        label: one.label[locale],
        effect: one.effect,
        reason: one.reason,
      })),
      decidedCount: found.decisions.length,
      undo: found.decisions.map((one) => ({ proposal: one.proposal, title: one.title })).at(-1),
      lacking: word(lacking),
      offers: {
        open: word(offers.open),
        attend: word(offers.attend),
        decide: word(offers.decide),
        revoke: word(offers.revoke),
        seal: word(offers.seal),
      },
      said: event.url.searchParams.get('tersimpan') ?? '',
      saidCount: count(wholeIn(event.url, 'jumlah')),
      saidLeft: count(wholeIn(event.url, 'sisa')),
    };
  });
};

export const actions: Actions = roomForms;
