import type { Refusal } from '#kernel/refusal.ts';
import {
  discussedFirst,
  type ForumOverview,
  forumOverview,
  mustHaveQuorum,
} from '#modules/deliberation/index.ts';
import { forumKind } from '#modules/models/index.ts';
import { bringerName } from '#ui/bringer-name.ts';
import { count, day, moment } from '#ui/format.ts';
import { wordHistory } from '#ui/word-history.ts';
import type { WordedRefusal } from '#ui/word-refusal.ts';
import { idOr404, readOr404, requireTenant, viewerOf, wholeIn } from '../../../request.ts';
import {
  elementLabel,
  type QuorumView,
  stagesOf,
  wordForumRefusal,
  wordQuorum,
  wordSittings,
} from '../forum-words.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { wordAttendance } from './attendance.ts';
import { forumForms } from './forum-forms.ts';
import { computeResults } from './ready-results.ts';
import { agendaHints, voteCard } from './vote-card.ts';

/** Proposals shown with their form at once; the others follow as these are decided. */
const AGENDA = 40;

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { pilar, locale } = event.locals;
  const id = idOr404(event.params.id);
  await computeResults(event, id);
  return pilar.read(tenant.id, async (tx) => {
    const found = readOr404(await forumOverview(tx, viewerOf(event), id));
    const { forum, program, place, waiting, decisions, ceilings, history } = found;
    const deliberation = forumKind(program.model, forum.forum);
    const quorum = wordQuorum(program, forum, found.quorum, locale);
    const outcomes = new Map(deliberation.outcomes.map((one) => [one.id, one.label[locale]]));
    const hints = agendaHints(found, locale);
    return {
      forum: {
        id: forum.id,
        version: forum.version,
        state: forum.state,
        title: `${deliberation.label[locale]} ${place}`,
        when: moment(forum.startsAt, tenant.timeZone, 'weekday'),
        place: forum.place,
        reason: forum.postponedReason ?? '',
        resumesOn: forum.resumesOn ? day(forum.resumesOn, 'weekday') : '',
        today: tx.today,
        follows: forum.follows,
        minutesSha256: forum.minutesSha256,
      },
      program: { slug: program.slug, title: `${program.model.short} ${program.fiscalYear}` },
      village: { code: forum.region, name: place },
      successor: found.successor?.id,
      stages: stagesOf(forum, {
        quorum: found.quorum,
        decided: decisions.length,
        waiting: waiting.length,
        history: history.entries,
        timeZone: tenant.timeZone,
      }),
      quorum,
      lacking: wordLacking(found, quorum, locale),
      offers: found.offers && wordOffers(found.offers, quorum, locale),
      vote: voteCard(found, locale),
      agenda: discussedFirst(waiting, forum.discussing)
        .slice(0, AGENDA)
        .map((one) => ({
          hint: hints.get(one.id),
          id: one.id,
          title: one.title,
          institution: bringerName(one.organizationName, one.id),
          rank: one.rank,
          requested: one.requested,
          room: roomOf(ceilings.get(one.id)),
        })),
      waiting: waiting.length,
      outcomes: deliberation.outcomes.map((one) => ({
        value: one.id,
        label: one.label[locale],
        effect: one.effect,
      })),
      decided: decisions.map((one) => ({
        proposal: one.proposal,
        title: one.title,
        institution: bringerName(one.organizationName, one.proposal),
        requested: one.requested,
        amount: one.amount,
        remaining: ceilings.get(one.proposal)?.remaining ?? 0n,
        effect: one.effect,
        outcome: outcomes.get(one.outcome) ?? one.outcome,
        reason: one.reason,
      })),
      total: decisions.reduce((sum, one) => sum + (one.amount ?? 0n), 0n),
      attendance: found.people && wordAttendance(program, forum, found.people, locale),
      sittings: wordSittings(found, tenant.timeZone),
      others: [
        ...deliberation.quorum.elements.filter((one) => one.roll === undefined).map((one) => one.element),
        'others',
      ].map((element) => ({ value: element, label: elementLabel(program, forum, element, locale) })),
      history: wordHistory(history, tenant.slug),
      timeZone: tenant.timeZone,
      said: event.url.searchParams.get('tersimpan') ?? '',
      saidCount: count(wholeIn(event.url, 'jumlah')),
    };
  });
};

/** What the forum lacks before anybody could decide in it. */
function wordLacking(
  { program, forum, quorum: stands }: ForumOverview,
  quorum: QuorumView,
  locale: 'id' | 'en',
) {
  const refusal = mustHaveQuorum(program, forum, stands);
  return refusal && wordForumRefusal(refusal, quorum, locale);
}

/** What the reader may do, each move with what stands in its way. */
function wordOffers(
  offers: NonNullable<ForumOverview['offers']>,
  quorum: QuorumView,
  locale: 'id' | 'en',
): Readonly<Record<keyof typeof offers, WordedRefusal | undefined>> {
  const word = (refusal: Refusal | undefined) => refusal && wordForumRefusal(refusal, quorum, locale);
  return {
    open: word(offers.open),
    adjourn: word(offers.adjourn),
    resume: word(offers.resume),
    attend: word(offers.attend),
    decide: word(offers.decide),
    revoke: word(offers.revoke),
    postpone: word(offers.postpone),
    seal: word(offers.seal),
  };
}

/** What may be granted for a proposal, where purses pay for it. */
function roomOf(ceiling: { readonly remaining: bigint; readonly amount: bigint } | undefined) {
  return ceiling && { remaining: ceiling.remaining, ceiling: ceiling.amount };
}

export const actions: Actions = forumForms;
