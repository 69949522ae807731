import { z } from '@hono/zod-openapi';
import { at, isRefusal, refuse } from '#kernel/refusal.ts';
import {
  adjournForum,
  decideProposal,
  FORUM_STATES,
  type Forum,
  type ForumFacts,
  forumFacts,
  listForums,
  openForum,
  postponeForum,
  QUORUM_ANSWERS,
  recordAttendance,
  resumeForum,
  revokeDecision,
  scheduleForum,
  sealedMinutes,
  sealForum,
  strikeAttendance,
} from '#modules/deliberation/index.ts';
import { forumKind } from '#modules/models/index.ts';
import { answerTo, endpoint } from '../endpoint.ts';
import { AmountInput, IdInput, LongInput, RegionInput, ShortInput } from '../input.ts';
import { byId, listing } from '../listing.ts';
import { ShownMinutes, unfrozen } from './forum-minutes.ts';
import {
  Amount,
  amount,
  Day,
  Entry,
  entryShown,
  Label,
  labelShown,
  Made,
  Moment,
  moment,
  programNamed,
  Region,
  Uuid,
  Written,
} from './shared.ts';

const State = z.enum(FORUM_STATES);

const Facts = z.object({
  id: Uuid,
  program: Uuid,
  forum: z.string().meta({ description: 'Which of the model’s forums it is (`forums[].forum`)' }),
  label: Label.meta({ description: 'How the model calls it' }),
  level: z.string(),
  region: Region,
  regionName: z.string(),
  place: z.string(),
  startsAt: Moment,
  calledFor: Day.meta({ description: 'The city’s calendar day of that moment; nothing is opened before it' }),
  state: State,
  sitting: z.int().meta({ description: 'The sitting that goes on, or was the last; 1 before the first' }),
  sittingOn: Day.nullable(),
  resumesOn: Day.nullable().meta({ description: 'The day on which an adjourned forum goes on, where known' }),
  postponedReason: z.string().nullable(),
  follows: Uuid.nullable(),
  minutesSha256: z.string().nullable(),
  sealedAt: Moment.nullable(),
  version: z.int(),
});

const Listed = Facts.extend({ decisions: z.int() }).meta({
  id: 'ListedForum',
  description: 'A forum as lists show it',
});

const Quorum = z.object({
  answer: z.enum(QUORUM_ANSWERS).meta({
    description: '`cannot-tell` while a roll is not entered; only `met` lets the forum decide',
  }),
  unentered: z
    .array(z.object({ unit: Region, label: z.string() }))
    .meta({ description: 'Kelurahan whose RW nobody has entered, when that is why nobody can tell' }),
  countedOnce: z
    .array(z.object({ element: z.string(), notFor: z.string(), name: z.string().nullable() }))
    .meta({
      description:
        'People recorded for two elements, who count for the first; names for officers of the area only',
    }),
  elements: z.array(
    z.object({
      element: z.string(),
      came: z.int(),
      wanted: z.int().nullable().meta({ description: 'Null while the roll is not entered' }),
      of: z.int().nullable().meta({ description: 'Size of the roll; null where heads are counted' }),
      answer: z.enum(QUORUM_ANSWERS),
      missing: z.array(z.object({ unit: z.string(), label: z.string() })),
    }),
  ),
});

const Whole = Facts.extend({
  quorum: Quorum.meta({ description: 'Of the sitting that goes on, or was the last' }),
  sittings: z
    .array(
      z.object({
        number: z.int(),
        on: Day,
        openedAt: Moment,
        ended: z
          .object({
            how: z.enum(['adjourned', 'postponed', 'closed']),
            at: Moment,
            reason: z.string().nullable(),
            resumesOn: Day.nullable(),
          })
          .nullable(),
        came: z.int(),
        decisions: z.int(),
        quorum: Quorum,
      }),
    )
    .meta({ description: 'The days on which it sat; each decides with the quorum of its day' }),
  attendance: z
    .array(z.object({ element: z.string(), came: z.int() }))
    .meta({ description: 'How many came to the sitting that goes on, by the element they represent' }),
  people: z
    .array(
      z.object({
        id: Uuid,
        sitting: z.int(),
        element: z.string(),
        unit: z.string().nullable(),
        name: z.string(),
      }),
    )
    .nullable()
    .meta({ description: 'Who came by name: for officers of the area only, null for others' }),
  decisions: z.array(
    z.object({
      id: Uuid,
      sitting: z.int(),
      proposal: Uuid,
      title: z.string(),
      organizationName: z.string().nullable(),
      requested: Amount,
      outcome: z.string(),
      effect: z.enum(['accept', 'fund', 'escalate', 'reserve', 'reject']),
      passedTo: z.string().nullable().meta({ description: 'The model’s forum to which it goes next' }),
      amount: Amount.nullable(),
      reason: z.string(),
      decidedAt: Moment,
    }),
  ),
  history: z.array(Entry),
}).meta({ id: 'Forum', description: 'A forum with quorum, attendance, decisions and history' });

function facts(
  forum: Omit<Forum, 'rolls' | 'discussing'>,
  label: { readonly id: string; readonly en: string },
  regionName: string,
): z.infer<typeof Facts> {
  return {
    id: forum.id,
    program: forum.program,
    forum: forum.forum,
    label: labelShown(label),
    level: forum.level,
    region: forum.region,
    regionName,
    place: forum.place,
    startsAt: moment(forum.startsAt),
    calledFor: forum.calledFor,
    sitting: forum.sitting,
    sittingOn: forum.sittingOn,
    resumesOn: forum.resumesOn,
    state: forum.state,
    postponedReason: forum.postponedReason,
    follows: forum.follows,
    minutesSha256: forum.minutesSha256,
    sealedAt: moment(forum.sealedAt),
    version: forum.version,
  };
}

function whole({ forum, program, place, quorum, ...found }: ForumFacts): z.infer<typeof Whole> {
  return {
    ...facts(forum, forumKind(program.model, forum.forum).label, place),
    quorum: quorumShown(quorum),
    sittings: found.sittings.map(({ ended, openedAt, quorum: ofDay, ...day }) => ({
      number: day.number,
      on: day.on,
      openedAt: moment(openedAt),
      ended: ended
        ? { how: ended.how, at: moment(ended.at), reason: ended.reason, resumesOn: ended.resumesOn }
        : null,
      came: day.came,
      decisions: day.decisions,
      quorum: quorumShown(ofDay),
    })),
    attendance: found.came.map(({ element, came }) => ({ element, came })),
    people:
      found.people?.map(({ id, sitting, element, unit, name }) => ({ id, sitting, element, unit, name })) ??
      null,
    decisions: found.decisions.map((one) => ({
      id: one.id,
      sitting: one.sitting,
      proposal: one.proposal,
      title: one.title,
      organizationName: one.organizationName,
      requested: amount(one.requested),
      outcome: one.outcome,
      effect: one.effect,
      passedTo: one.passedTo,
      amount: amount(one.amount),
      reason: one.reason,
      decidedAt: moment(one.decidedAt),
    })),
    history: found.history.entries.map(entryShown),
  };
}

function quorumShown(quorum: ForumFacts['quorum']): z.infer<typeof Quorum> {
  return {
    answer: quorum.answer,
    unentered: quorum.unentered.map(({ unit, label }) => ({ unit, label })),
    countedOnce: quorum.countedOnce.map(({ element, notFor, name }) => ({
      element,
      notFor,
      name: name ?? null,
    })),
    elements: quorum.elements.map(({ element, came, wanted, of, answer, missing }) => ({
      element,
      came,
      wanted,
      of,
      answer,
      missing: missing.map(({ unit, label }) => ({ unit, label })),
    })),
  };
}

const tag = 'forums';
const access = 'forums:write';

export const forums = [
  listing({
    path: '/{tenant}/forums',
    tag,
    summary: 'Forums of a programme, latest first',
    filter: {
      program: ShortInput.meta({ description: 'The programme, by its slug' }),
      forum: ShortInput.optional().meta({ description: 'One of the model’s forums' }),
      area: RegionInput.optional(),
      state: State.optional(),
    },
    item: Listed,
    cursor: byId,
    rows: async (tx, { filter, limit, after }) => {
      const program = await programNamed(tx, filter.program);
      if (isRefusal(program)) return program;
      const rows = await listForums(tx, { ...filter, program: program.id }, limit, after);
      return rows.map((row) => ({ ...row, label: forumKind(program.model, row.forum).label }));
    },
    shown: (row) => ({ ...facts(row, row.label, row.regionName), decisions: row.decisions }),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/forums',
    tag,
    access,
    status: 201,
    summary: 'Schedule a forum inside the calendar',
    body: {
      takes: ['json'],
      schema: z.strictObject({
        program: ShortInput,
        forum: ShortInput.optional().meta({
          description: 'Which of the model’s forums; may be left out where it has one',
        }),
        region: RegionInput,
        place: ShortInput,
        startsAt: z.iso
          .datetime({ offset: true })
          .meta({ description: 'A moment with its offset', examples: ['2026-02-11T19:30:00+07:00'] }),
        follows: IdInput.optional().meta({ description: 'The postponed forum that this one is held for' }),
      }),
      example: {
        program: 'hibah-2026',
        region: '32.73.30.1003',
        place: 'Balai RW 02',
        startsAt: '2026-02-11T19:30:00+07:00',
      },
    },
    answer: Written,
    run: async (call, { body }) => {
      const startsAt = new Date(body.startsAt);
      if (Number.isNaN(startsAt.getTime())) return at('startsAt', refuse('input.date'));
      return answerTo(
        await scheduleForum(call.pilar, call.who, { ...body, startsAt }),
        ({ forum, version }) => ({
          body: { id: forum, version },
          version,
          location: `/forums/${forum}`,
        }),
      );
    },
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/forums/{forum}',
    tag,
    access: 'public',
    summary: 'One forum with quorum, attendance counts, decisions and history',
    description: 'Names of those who came are shown to officers of the area only.',
    answer: Whole,
    run: (call, { params }) =>
      call.read(async (tx) => {
        const found = await forumFacts(tx, call.viewer, params.forum);
        return isRefusal(found) ? found : { body: whole(found), version: found.forum.version };
      }),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/forums/{forum}/opening',
    tag,
    access,
    precondition: 'version',
    summary: 'Open a scheduled forum: its first sitting',
    description: 'Not before the day for which it was called.',
    answer: Written,
    run: async (call, { params }) =>
      answerTo(
        await openForum(call.pilar, call.who, { forum: params.forum, version: call.version }),
        ({ forum, version }) => ({ body: { id: forum, version }, version }),
      ),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/forums/{forum}/adjournments',
    tag,
    access,
    precondition: 'version',
    summary: 'Adjourn a forum to another day',
    description:
      'Meanwhile nothing is decided and nobody checked in. Again while it is adjourned: the day has changed.',
    body: {
      takes: ['json'],
      schema: z.strictObject({
        reason: LongInput,
        resumesOn: ShortInput.default('').meta({
          description: 'The day on which it goes on (`YYYY-MM-DD`), where it is known',
        }),
      }),
      example: { reason: 'Sudah larut malam', resumesOn: '2026-02-13' },
    },
    answer: Written,
    run: async (call, { params, body }) =>
      answerTo(
        await adjournForum(call.pilar, call.who, { forum: params.forum, ...body, version: call.version }),
        ({ forum, version }) => ({ body: { id: forum, version }, version }),
      ),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/forums/{forum}/resumptions',
    tag,
    access,
    precondition: 'version',
    summary: 'Resume an adjourned forum: its next sitting',
    description: 'Who is there is recorded anew; decisions want the quorum of this day.',
    answer: Written,
    run: async (call, { params }) =>
      answerTo(
        await resumeForum(call.pilar, call.who, { forum: params.forum, version: call.version }),
        ({ forum, version }) => ({ body: { id: forum, version }, version }),
      ),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/forums/{forum}/attendance',
    tag,
    access,
    status: 201,
    summary: 'Record who came to the sitting that goes on',
    description: 'A unit of a roll that is represented already is not counted twice.',
    body: {
      takes: ['json'],
      schema: z.strictObject({
        people: z
          .array(
            z.strictObject({
              element: ShortInput.meta({ description: 'An element of the quorum, or `others`' }),
              unit: ShortInput.nullable().default(null).meta({ description: 'Where it keeps a roll' }),
              name: ShortInput.default(''),
            }),
          )
          .min(1)
          .max(1000),
      }),
      example: { people: [{ element: 'rw', unit: '32.73.30.1003.001', name: 'Ketua RW' }] },
    },
    answer: z.object({ recorded: z.int() }),
    run: async (call, { params, body }) =>
      answerTo(
        await recordAttendance(call.pilar, call.who, { forum: params.forum, people: body.people }),
        ({ recorded }) => ({ body: { recorded } }),
      ),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/forums/{forum}/attendance/strikes',
    tag,
    access,
    summary: 'Strike people off the attendance list',
    body: {
      takes: ['json'],
      schema: z.strictObject({ attendance: z.array(IdInput).min(1).max(1000) }),
      example: { attendance: ['019c44e8-6d00-7000-8000-2f1d3c9a5b10'] },
    },
    answer: z.object({ struck: z.int() }),
    run: async (call, { params, body }) =>
      answerTo(
        await strikeAttendance(call.pilar, call.who, { forum: params.forum, attendance: body.attendance }),
        ({ struck }) => ({ body: { struck } }),
      ),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/forums/{forum}/decisions',
    tag,
    access,
    status: 201,
    summary: 'Decide on a proposal',
    description:
      'Outcomes are offered by the model (`forums[].outcomes`). No decision without quorum; money is committed under the institution’s ceiling.',
    body: {
      takes: ['json'],
      schema: z.strictObject({
        proposal: IdInput,
        outcome: ShortInput,
        amount: AmountInput.optional().meta({ description: 'All that was asked when left out' }),
        reason: LongInput.default(''),
      }),
      example: {
        proposal: '019c44e8-6d00-7000-8000-2f1d3c9a5b10',
        outcome: 'fund',
        amount: 50_000_000,
        reason: 'Harga satuan disesuaikan',
      },
    },
    answer: Made,
    run: async (call, { params, body }) =>
      answerTo(
        await decideProposal(call.pilar, call.who, { forum: params.forum, ...body }),
        ({ decision }) => ({ body: { id: decision } }),
      ),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/forums/{forum}/decisions/{proposal}/revocation',
    tag,
    access,
    summary: 'Take a decision back before the minutes are sealed',
    body: {
      takes: ['json'],
      schema: z.strictObject({ reason: LongInput.default('') }),
      example: { reason: 'Salah ketik jumlah' },
    },
    answer: Made,
    run: async (call, { params, body }) =>
      answerTo(
        await revokeDecision(call.pilar, call.who, { ...params, reason: body.reason }),
        ({ proposal }) => ({ body: { id: proposal } }),
      ),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/forums/{forum}/postponement',
    tag,
    access,
    precondition: 'version',
    summary: 'Postpone a forum',
    body: {
      takes: ['json'],
      schema: z.strictObject({ reason: LongInput }),
      example: { reason: 'Kuorum tidak tercapai' },
    },
    answer: Written,
    run: async (call, { params, body }) =>
      answerTo(
        await postponeForum(call.pilar, call.who, {
          forum: params.forum,
          reason: body.reason,
          version: call.version,
        }),
        ({ forum, version }) => ({ body: { id: forum, version }, version }),
      ),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/forums/{forum}/seal',
    tag,
    access,
    precondition: 'version',
    summary: 'Seal the minutes: nothing in them changes any more',
    answer: z.object({ id: Uuid, sha256: z.string().meta({ description: 'SHA-256 of the minutes’ text' }) }),
    run: async (call, { params }) =>
      answerTo(
        await sealForum(call.pilar, call.who, { forum: params.forum, version: call.version }),
        ({ forum, sha256 }) => ({ body: { id: forum, sha256 } }),
      ),
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/forums/{forum}/minutes',
    tag,
    access: 'public',
    summary: 'The sealed minutes',
    description: '404 until they are sealed. Names of those who came are for officers of the area only.',
    answer: ShownMinutes,
    run: (call, { params }) =>
      call.read(async (tx) => {
        const found = await sealedMinutes(tx, call.viewer, params.forum);
        if (isRefusal(found)) return found;
        const { open, whole, forum } = found;
        return { body: unfrozen(whole ?? open), version: forum.version };
      }),
  }),
];
