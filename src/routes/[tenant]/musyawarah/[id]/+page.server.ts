import { error, fail, redirect } from '@sveltejs/kit';
import type { Actor } from '#kernel/actor.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { within } from '#kernel/region.ts';
import type { Result } from '#kernel/result.ts';
import { organizationsById } from '#modules/actors/index.ts';
import {
  attendanceOf,
  comingForum,
  decideProposal,
  decisionsOf,
  discussedFirst,
  discussProposal,
  type Forum,
  forumById,
  mayReadAttendance,
  offersOn,
  openForum,
  postponeForum,
  quorumOf,
  recordAttendance,
  revokeDecision,
  sealForum,
  strikeAttendance,
  voteOf,
} from '#modules/deliberation/index.ts';
import { ceilingsOf } from '#modules/funding/index.ts';
import { historyOf } from '#modules/journal/index.ts';
import { programById } from '#modules/programs/index.ts';
import { awaitingForum } from '#modules/proposals/index.ts';
import { pathTo } from '#modules/regions/index.ts';
import { count, moment } from '#ui/format.ts';
import { refusalStatus } from '#ui/refusal-status.ts';
import { wordHistory } from '#ui/word-history.ts';
import { type WordedRefusal, wordForm } from '#ui/word-refusal.ts';
import { actorFor, idOr404, requireTenant, textOf, wholeIn } from '../../../request.ts';
import { typedValues } from '../../typed-form.ts';
import { elementLabel, stagesOf, wordForumRefusal, wordQuorum } from '../forum-words.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.js';
import { readAttendance, wordAttendance } from './attendance.ts';
import { computeResults } from './ready-results.ts';
import { agendaHints, voteCard } from './vote-card.ts';

/** Proposals shown with their form at once; the others follow as these are decided. */
const AGENDA = 40;

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { pilar, actor, locale } = event.locals;
  const id = idOr404(event.params.id);
  await computeResults(event, id);
  return pilar.read(tenant.id, async (tx) => {
    const forum = (await forumById(tx, id)) ?? error(404);
    const program = await programById(tx, forum.program);
    const rules = program.model.deliberation;
    const path = await pathTo(tx, forum.region);
    const quorum = await quorumOf(tx, program, forum);
    const worded = wordQuorum(program, forum, quorum, locale);
    const live = forum.state === 'scheduled' || forum.state === 'open';
    const waiting = live ? await awaitingForum(tx, program.id, forum.region) : [];
    const decided = await decisionsOf(tx, forum.id);
    const ceilings = await ceilingsOf(
      tx,
      program.id,
      [...waiting, ...decided].map((one) => one.organization),
    );
    const ceilingOf = new Map(ceilings.map((one) => [one.organization, one]));
    const history = await historyOf(tx, forum.id);
    const successor =
      forum.state === 'postponed' ? await comingForum(tx, program.id, forum.region) : undefined;
    const organizations = await organizationsById(
      tx,
      history.flatMap((entry) => entry.organization ?? []),
    );
    const vote = await voteOf(tx, forum.id);
    const offers =
      actor && concerns(actor, forum)
        ? offersOn(actor, program, forum, {
            quorum,
            decided: decided.length,
            undecided: waiting.length,
            vote,
          })
        : undefined;
    const refusal = (of: Refusal | undefined): WordedRefusal | undefined =>
      of && wordForumRefusal(of, worded, locale);
    const outcomes = new Map(rules.outcomes.map((one) => [one.id, one]));
    const hints = await agendaHints(tx, { forum, vote, waiting, decided, locale });
    const stranger =
      offers !== undefined && Object.values(offers).every((one) => one?.refusal === 'access.office');
    return {
      forum: {
        id: forum.id,
        version: forum.version,
        state: forum.state,
        title: `${rules.name[locale]} ${path.at(-1)?.name ?? forum.region}`,
        when: moment(forum.startsAt, tenant.timeZone, 'weekday'),
        place: forum.place,
        reason: forum.postponedReason ?? '',
        follows: forum.follows,
        minutesSha256: forum.minutesSha256,
      },
      program: { slug: program.slug, title: `${program.model.short} ${program.fiscalYear}` },
      village: { code: forum.region, name: path.at(-1)?.name ?? forum.region },
      /** The forum of this area that is called or open now, after this one was postponed. */
      successor: successor?.id,
      stages: stagesOf(forum, {
        quorum,
        decided: decided.length,
        waiting: waiting.length,
        history,
        timeZone: tenant.timeZone,
      }),
      quorum: worded,
      /** What the reader may do; undefined for those whom the forum does not concern. */
      offers:
        offers && !stranger
          ? {
              open: refusal(offers.open),
              attend: refusal(offers.attend),
              decide: refusal(offers.decide),
              revoke: refusal(offers.revoke),
              postpone: refusal(offers.postpone),
              seal: refusal(offers.seal),
            }
          : undefined,
      vote: await voteCard(tx, { actor, program, forum, vote, locale }),
      agenda: discussedFirst(waiting, forum.discussing)
        .slice(0, AGENDA)
        .map((one) => {
          const ceiling = ceilingOf.get(one.organization);
          return {
            hint: hints.get(one.id),
            id: one.id,
            title: one.title,
            institution: one.organizationName,
            rank: one.rank,
            requested: one.requested,
            remaining: ceiling?.remaining ?? 0n,
            ceiling: ceiling?.amount ?? 0n,
          };
        }),
      waiting: waiting.length,
      outcomes: rules.outcomes.map((one) => ({ value: one.id, label: one.label[locale] })),
      decided: decided.map((one) => ({
        proposal: one.proposal,
        title: one.title,
        institution: one.organizationName,
        requested: one.requested,
        amount: one.amount,
        remaining: ceilingOf.get(one.organization)?.remaining ?? 0n,
        effect: one.effect,
        outcome: outcomes.get(one.outcome)?.label[locale] ?? one.outcome,
        reason: one.reason,
      })),
      total: decided.reduce((sum, one) => sum + (one.amount ?? 0n), 0n),
      attendance:
        actor && mayReadAttendance(actor, program, forum)
          ? wordAttendance(program, forum, await attendanceOf(tx, forum.id), locale)
          : undefined,
      others: [
        ...rules.quorum.elements.filter((one) => one.roll === undefined).map((one) => one.element),
        'others',
      ].map((element) => ({ value: element, label: elementLabel(program, element, locale) })),
      history: wordHistory(history, organizations, tenant.slug),
      timeZone: tenant.timeZone,
      said: event.url.searchParams.get('tersimpan') ?? '',
      saidCount: count(wholeIn(event.url, 'jumlah')),
    };
  });
};

/** Whether a forum is the business of somebody who signed in: held over their area, or in a part of it where they hold an office. */
function concerns(actor: Actor, forum: Forum): boolean {
  return actor.mandates.some(
    (held) => within(forum.region, held.region) || within(held.region, forum.region),
  );
}

/** What a refused form of this page gets back. `of` names the form, `proposal` the one it was about. */
type Refused = {
  readonly of: string;
  readonly proposal?: string;
  readonly stale: boolean;
  readonly refusal: WordedRefusal;
  readonly errors: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
};

/**
 * Carries out one form: the use case, then back to the page with what was said, at the part it belongs to. The fields
 * of a form that stands on the page once for each proposal end in its id.
 */
async function carryOut<T>(
  event: RequestEvent,
  of: { name: string; part?: string; proposal?: string },
  run: (actor: Actor, form: FormData, forum: string) => Promise<Result<T>>,
  query: (value: T) => string = () => '',
) {
  const form = await event.request.formData();
  const result = await run(await actorFor(event), form, idOr404(event.params.id));
  if (result.ok) {
    redirect(303, `?tersimpan=${of.name}${query(result.value)}${of.part ? `#${of.part}` : ''}`);
  }
  if (result.refusal.refusal === 'access.not-found') error(404);
  const proposal = of.proposal === undefined ? undefined : textOf(form, of.proposal);
  const { refusal, errors } = wordForm(result.refusal);
  const answer: Refused = {
    of: of.name,
    ...(proposal === undefined ? {} : { proposal }),
    stale: result.refusal.refusal === 'input.stale',
    refusal,
    errors: Object.fromEntries(
      Object.entries(errors).map(([field, error]) => [fieldOf(field, proposal), error]),
    ),
    values: typedValues(form),
  };
  return fail(refusalStatus(result.refusal), answer);
}

/** The field of this page that a refused input belongs to: people are written as lines of one field. */
function fieldOf(field: string, proposal: string | undefined): string {
  if (/^people\.\d+\.name$/.test(field)) return 'names';
  if (/^people\.\d+\.element$/.test(field)) return 'element';
  return proposal ? `${field}.${proposal}` : field;
}

function versionOf(form: FormData): number | undefined {
  const typed = textOf(form, 'version');
  return /^\d{1,9}$/.test(typed) ? Number(typed) : undefined;
}

export const actions: Actions = {
  buka: (event) =>
    carryOut(event, { name: 'buka' }, (actor, form, forum) =>
      openForum(event.locals.pilar, actor, { forum, version: versionOf(form) }),
    ),

  tunda: (event) =>
    carryOut(event, { name: 'tunda' }, (actor, form, forum) =>
      postponeForum(event.locals.pilar, actor, {
        forum,
        reason: textOf(form, 'reason'),
        version: versionOf(form),
      }),
    ),

  hadir: (event) =>
    carryOut(
      event,
      { name: 'hadir', part: 'kehadiran' },
      (actor, form, forum) =>
        recordAttendance(event.locals.pilar, actor, { forum, people: readAttendance(form) }),
      ({ recorded }) => `&jumlah=${recorded}`,
    ),

  coret: (event) =>
    carryOut(
      event,
      { name: 'coret', part: 'kehadiran' },
      (actor, form, forum) =>
        strikeAttendance(event.locals.pilar, actor, {
          forum,
          attendance: form.getAll('attendance').map((id) => idOr404(String(id))),
        }),
      ({ struck }) => `&jumlah=${struck}`,
    ),

  putuskan: (event) =>
    carryOut(event, { name: 'putuskan', part: 'agenda', proposal: 'proposal' }, (actor, form, forum) => {
      const proposal = idOr404(textOf(form, 'proposal'));
      return decideProposal(event.locals.pilar, actor, {
        forum,
        proposal,
        outcome: textOf(form, `outcome.${proposal}`),
        amount: textOf(form, `amount.${proposal}`),
        reason: textOf(form, `reason.${proposal}`),
      });
    }),

  bahas: (event) =>
    carryOut(event, { name: 'bahas', part: 'agenda' }, (actor, form, forum) =>
      discussProposal(event.locals.pilar, actor, { forum, proposal: idOr404(textOf(form, 'discussed')) }),
    ),

  cabut: (event) =>
    carryOut(event, { name: 'cabut', part: 'keputusan', proposal: 'proposal' }, (actor, form, forum) => {
      const proposal = idOr404(textOf(form, 'proposal'));
      return revokeDecision(event.locals.pilar, actor, {
        forum,
        proposal,
        reason: textOf(form, `why.${proposal}`),
      });
    }),

  segel: (event) =>
    carryOut(event, { name: 'segel' }, (actor, form, forum) =>
      sealForum(event.locals.pilar, actor, { forum, version: versionOf(form) }),
    ),
};
