import { readInstrument } from '#analysis/rubric/index.ts';
import { type Actor, acting, type Visitor } from '#kernel/actor.ts';
import { addDays, type IsoDate, isIsoDate } from '#kernel/date.ts';
import { type Id, newId } from '#kernel/id.ts';
import { readWhole } from '#kernel/readers/number.ts';
import { readLine, readText } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, together, unless } from '#kernel/refusal.ts';
import { ancestor, LEVELS, within } from '#kernel/region.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { mustBeFresh } from '#kernel/version.ts';
import { officesHeldIn, organizationById } from '#modules/actors/index.ts';
import { record } from '#modules/journal/index.ts';
import { readMeasures } from '#modules/measures/index.ts';
import { pillarOf, pillarsOf } from '#modules/models/index.ts';
import { ask, settle, settleFor } from '#modules/notices/index.ts';
import {
  type Held,
  hold,
  listPrograms,
  type Program,
  programById,
  programBySlug,
} from '#modules/programs/index.ts';
import { findRegion } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { readSubject, subjectName } from '../subject/subject.service.ts';
import { isPartner, type TypedSubject } from '../subject/subject.ts';
import { readAnswers, type TypedAnswers } from './answers.ts';
import { type Measured, measuredOf, measuresIn, shownByRecords } from './measured.ts';
import { type Reading, readRound } from './result.ts';
import {
  answersBy,
  answersIn,
  endRound,
  insertRound,
  keepInstrument,
  keepMeasures,
  keptInstrument,
  keptMeasures,
  type ListedRound,
  lockRound,
  putAnswers,
} from './round.store.ts';
import {
  mayKeepRounds,
  mayRate,
  mustBeOpen,
  mustBePartnership,
  mustHaveRaters,
  type Round,
  responsibleFor,
} from './round.ts';

type Who = Actor | Visitor;

/** How long people are asked to take when nobody says otherwise, in days. */
export const USUAL_DAYS = 14;
const LONGEST_DAYS = 120;
const MOST_HOUSEHOLDS = 1_000_000;

/** A round as it is opened: the instrument as text, the partnership, the day it is about; figures as typed. */
export type NewRound = TypedSubject & {
  readonly instrument: string;
  readonly program: string;
  readonly asOf: string;
  readonly closesOn: string;
  readonly poorHouseholds: string;
  readonly poorSource: string;
};

/** Opens a round: keeps the instrument as it reads, and puts it on the desks of all partners of the area. */
export async function openRound(runtime: Runtime, who: Who, input: NewRound): Promise<Result<{ round: Id }>> {
  return runtime.change(who, 'assessment:write', async (tx, actor) => {
    const program = await programBySlug(tx, input.program);
    if (!program) return refused(at('program', refuse('input.choice')));
    const subject = await readSubject(tx, input);
    if (isRefusal(subject)) return refused(subject);
    const region = await findRegion(tx, subject.region);
    const outside = mustBePartnership(subject);
    if (outside || !region || !within(subject.region, program.region)) {
      return refused(at('region', outside ?? refuse('region.unknown')));
    }
    const responsible = responsibleFor(program.model);
    const mandate = mayKeepRounds(actor, subject.region, responsible);
    if (isRefusal(mandate)) return refused(mandate);
    const instrument = readInstrument(input.instrument);
    if (!instrument.ok || instrument.value.observation !== 'ratings') {
      return refused(at('instrument', refuse('assessment.instrument')));
    }
    const fields = readFields(tx, input);
    if (isRefusal(fields)) return refused(fields);
    const partnership = { instrument: instrument.value.slug, program: program.id, ...subject };
    const round: Round = {
      ...partnership,
      ...fields,
      id: newId(tx.now),
      instrumentSha256: await keepInstrument(tx, instrument.value, input.instrument),
      state: 'open',
      openedOffice: mandate.office,
      openedAt: tx.now,
      endedAt: null,
      endedReason: '',
      raters: 0,
      version: 1,
    };
    const kept = await insertRound(tx, round, actor.person);
    if (kept === 'exists') return refused(refuse('assessment.open-already'));
    await askPartners(tx, round, responsible.offices);
    await record(tx, acting(actor, mandate), {
      action: 'assessment.opened',
      subjectType: 'assessment',
      subjectId: round.id,
      region: round.region,
      summary: {
        about: await subjectName(tx, subject),
        ...(round.party === null ? {} : { party: round.party }),
        ...(round.other === null ? {} : { other: round.other }),
        instrument: round.instrument,
        instrumentSha256: round.instrumentSha256,
        asOf: round.asOf,
        closesOn: round.closesOn,
      },
      details: {
        poorHouseholds: round.poorHouseholds,
        poorSource: round.poorSource,
      },
    });
    return ok({ round: round.id });
  });
}

/** The days and figures of a round that is opened. */
function readFields(tx: Tx, input: NewRound) {
  const issues: Refusal[] = [];
  const asOf = dayOf('asOf', input.asOf, '1900-01-01', tx.today);
  const closesOn = dayOf('closesOn', input.closesOn, tx.today, addDays(tx.today, LONGEST_DAYS));
  const poorHouseholds =
    input.poorHouseholds.trim() === ''
      ? null
      : beside('poorHouseholds', readWhole(input.poorHouseholds, 1, MOST_HOUSEHOLDS));
  const poorSource = poorHouseholds === null ? '' : beside('poorSource', readLine(input.poorSource, 200));
  for (const one of [asOf, closesOn, poorHouseholds, poorSource]) if (isRefusal(one)) issues.push(one);
  if (isRefusal(asOf) || isRefusal(closesOn) || isRefusal(poorHouseholds) || isRefusal(poorSource)) {
    return together(issues) ?? refuse('input.invalid');
  }
  return { asOf, closesOn, poorHouseholds, poorSource };
}

function dayOf(field: string, text: string, from: IsoDate, to: IsoDate): IsoDate | Refusal {
  if (!isIsoDate(text)) return at(field, refuse('input.date'));
  return text < from || text > to ? at(field, refuse('input.date-order', undefined, { from, to })) : text;
}

/** One task for each office that is asked about the subject, also at the other government where it works with Pilar here. */
async function askPartners(tx: Tx, round: Round, responsible: readonly string[]): Promise<void> {
  const above = LEVELS.map((level) => ancestor(round.region, level)).filter((code) => code !== round.region);
  const about = { subjectType: 'assessment', subjectId: round.id, title: null } as const;
  const held = [
    ...(await officesHeldIn(tx, round.region, above)),
    ...(round.other === null ? [] : await officesHeldIn(tx, round.other, [])),
  ];
  const asked = new Set<string>();
  for (const one of held.filter((each) => isPartner(each, round, responsible))) {
    const key = `${one.organization} ${one.office}`;
    if (asked.has(key)) continue;
    asked.add(key);
    await ask(tx, {
      ...about,
      kind: 'assessment.rate',
      offices: [one.office],
      organization: one.organization,
      region: round.region,
      dueOn: round.closesOn,
    });
  }
  await ask(tx, {
    ...about,
    kind: 'assessment.close',
    offices: [round.openedOffice],
    region: round.region,
    dueOn: addDays(round.closesOn, 1),
  });
}

/**
 * What the records show of what the instrument of a round asks for: live while it is open, frozen once it was closed. Of an
 * institution or body as much as can be counted of one; of a relation nothing.
 */
export async function measuresOf(tx: Tx, program: Program, round: Round): Promise<readonly Measured[]> {
  if (round.state !== 'open') return keptMeasures(tx, round.id);
  if (round.other !== null) return [];
  const keys = measuresIn(await keptInstrument(tx, round.instrumentSha256));
  const { region: area, asOf: until, poorHouseholds } = round;
  const party = round.party === null ? undefined : await organizationById(tx, round.party);
  return measuredOf(await readMeasures(tx, keys, { program, area, until, party, poorHouseholds }));
}

/** What a round comes to: worked out anew from its ratings, its measures and the instrument as it was kept. */
export async function readingOf(tx: Tx, program: Program, round: Round): Promise<Reading> {
  const instrument = await keptInstrument(tx, round.instrumentSha256);
  const measures = await measuresOf(tx, program, round);
  return readRound(instrument, await answersIn(tx, round.id), measures, pillarsOf(program.model));
}

/** Holds a round for those who keep rounds of its area, while it is open. */
function holdToEnd(
  tx: Tx,
  actor: Actor,
  input: { round: Id; version?: number | undefined },
): Promise<Refusal | Held<ListedRound>> {
  return hold(tx, actor, {
    lock: lockRound,
    id: input.round,
    version: input.version,
    may: (round, { model }) =>
      unless(mayKeepRounds(actor, round.region, responsibleFor(model)), mustBeOpen(round)),
  });
}

/** Keeps what one person answers; what they answered before in this round gives way. `version` is 0 the first time. */
export async function rateRound(
  runtime: Runtime,
  who: Who,
  input: { round: Id; version?: number | undefined; answers: TypedAnswers },
): Promise<Result<{ version: number }>> {
  return runtime.change(who, 'assessment:write', async (tx, actor) => {
    const round = await lockRound(tx, input.round);
    if (!round) return refused(refuse('access.not-found'));
    const program = await programById(tx, round.program);
    const mandate = mayRate(actor, round, responsibleFor(program.model));
    if (isRefusal(mandate)) return refused(mandate);
    const before = await answersBy(tx, round.id, actor);
    const current = before?.version ?? 0;
    const stale = mustBeFresh(current, input.version);
    if (stale) return refused(stale);
    const instrument = await keptInstrument(tx, round.instrumentSha256);
    const shown = shownByRecords(instrument, await measuresOf(tx, program, round), pillarsOf(program.model));
    const answers = readAnswers(
      instrument,
      input.answers,
      new Map(shown.map((one) => [one.indicator, one.level])),
    );
    if (isRefusal(answers)) return refused(answers);
    const rater = {
      person: before?.person ?? actor.person,
      organization: mandate.organization.id,
      office: mandate.office,
      pillar: await pillarNow(tx, program, mandate.organization.kind, mandate.office),
      version: current + 1,
    };
    await putAnswers(tx, round.id, rater, answers);
    const desk = { subject: round.id, organization: rater.organization, office: rater.office };
    await settleFor(tx, { ...desk, kind: 'assessment.rate' });
    await record(tx, acting(actor, mandate), {
      action: before ? 'assessment.changed' : 'assessment.rated',
      subjectType: 'assessment',
      subjectId: round.id,
      region: round.region,
      summary: { instrument: round.instrument },
      details: { answers },
    });
    return ok({ version: rater.version });
  });
}

/** Closes a round: freezes what the records show and the result of all ratings. */
export async function closeRound(
  runtime: Runtime,
  who: Who,
  input: { round: Id; version?: number | undefined },
): Promise<Result<{ category: string | null }>> {
  return runtime.change(who, 'assessment:write', async (tx, actor) => {
    const held = await holdToEnd(tx, actor, input);
    if (isRefusal(held)) return refused(held);
    const { thing: round, program, by } = held;
    const refusal = mustHaveRaters(round.raters);
    if (refusal) return refused(refusal);
    await keepMeasures(tx, round.id, await measuresOf(tx, program, round));
    const { result } = await readingOf(tx, program, { ...round, state: 'closed' });
    await endRound(tx, round.id, { state: 'closed', result });
    await settle(tx, round.id);
    await record(tx, by, {
      action: 'assessment.closed',
      subjectType: 'assessment',
      subjectId: round.id,
      region: round.region,
      summary: { instrument: round.instrument, raters: round.raters, category: result.category },
      details: { result },
    });
    return ok({ category: result.category });
  });
}

/** Ends a round without a result, for a reason that everybody can read. */
export async function withdrawRound(
  runtime: Runtime,
  who: Who,
  input: { round: Id; version?: number | undefined; reason: string },
): Promise<Result<{ round: Id }>> {
  return runtime.change(who, 'assessment:write', async (tx, actor) => {
    const held = await holdToEnd(tx, actor, input);
    if (isRefusal(held)) return refused(held);
    const { thing: round, by } = held;
    const reason = beside('reason', readText(input.reason, 500));
    if (isRefusal(reason)) return refused(reason);
    await endRound(tx, round.id, { state: 'withdrawn', reason });
    await settle(tx, round.id);
    await record(tx, by, {
      action: 'assessment.withdrawn',
      subjectType: 'assessment',
      subjectId: round.id,
      region: round.region,
      summary: { instrument: round.instrument, raters: round.raters, reason },
    });
    return ok({ round: round.id });
  });
}

/** What was read, or its refusal beside the field. */
function beside<T>(field: string, read: T | Refusal): T | Refusal {
  return isRefusal(read) ? at(field, read) : read;
}

/** The pillar for which somebody rates: that of their party or seat, in the round's model or another of the city's. */
async function pillarNow(tx: Tx, program: Program, kind: string, office: string): Promise<string> {
  const own = pillarOf([program.model], kind, office);
  if (own !== undefined) return own;
  const others = (await listPrograms(tx)).map((one) => one.model);
  return pillarOf(others, kind, office) ?? 'other';
}
