import { type Acting, type Actor, acting, type Visitor } from '#kernel/actor.ts';
import { addDays, addMonths, type IsoDate } from '#kernel/date.ts';
import { type Id, newId } from '#kernel/id.ts';
import { readDay } from '#kernel/readers/day.ts';
import { readAll } from '#kernel/readers/fields.ts';
import { readText } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { organizationById } from '#modules/actors/index.ts';
import { holidays } from '#modules/calendar/index.ts';
import { record } from '#modules/journal/index.ts';
import { type SanctionRules, type SanctionStep, sanctionNamed } from '#modules/models/index.ts';
import { ask, type NewTask, settle } from '#modules/notices/index.ts';
import { dueAfter, lockObligation, type Obligation, obligationById } from '#modules/obligations/index.ts';
import { hold, mustBeOpen, type Program, programById, programBySlug } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import {
  drop,
  groundsOf,
  impose,
  insertSanction,
  ladderOf,
  lockSanction,
  putHearingAnswer,
  type Said,
  sanctionsAgainst,
} from './sanction.store.ts';
import {
  mayAnswer,
  mayDecide,
  mayDraft,
  mustBeDue,
  mustStand,
  mustStillBeDue,
  type Sanction,
  stepNamed,
} from './sanction.ts';

type Who = Actor | Visitor;

/** Most letters of what is written to a sanction. */
export const WORDS_LENGTH = 2000;
/** A hearing ends within so many days at the latest. */
const LONGEST_HEARING = 180;

/** A sanction as it is drawn up: against whom, which step, held against which overdue obligations, why, heard until when. */
export type TypedSanction = {
  readonly program: string;
  readonly sanction: string;
  readonly organization: Id;
  readonly step: string;
  readonly grounds: readonly Id[];
  readonly reason: string;
  readonly hearingUntil: string;
};

/** Draws up a sanction and calls the institution to its hearing. Nothing stands yet. */
export async function draftSanction(
  runtime: Runtime,
  who: Who,
  input: TypedSanction,
): Promise<Result<{ sanction: Id }>> {
  return runtime.change(who, 'filings:write', async (tx, actor) => {
    const program = await programBySlug(tx, input.program);
    const rules = program?.model.sanctions.find((one) => one.sanction === input.sanction);
    const institution = await organizationById(tx, input.organization);
    if (!program || !rules || institution?.kind !== rules.party) return refused(refuse('access.not-found'));
    const by = mayDraft(actor, program.model, rules, institution);
    if (isRefusal(by)) return refused(by);
    const closed = mustBeOpen(program);
    if (closed) return refused(closed);
    const read = readAll({
      reason: readText(input.reason, WORDS_LENGTH),
      hearingUntil: withinHearing(readDay(input.hearingUntil), tx.today),
    });
    if (isRefusal(read)) return refused(read);
    const ladder = ladderOf(program.model, rules);
    const grounds = await lockGrounds(
      tx,
      input.grounds,
      (one) => one.organization === institution.id && one.program === program.id,
    );
    const refusal = mustBeDue(program.model, rules, {
      step: input.step,
      grounds,
      before: await sanctionsAgainst(tx, institution.id, ladder),
      earliest: await firstHearingDay(tx, rules),
      hearingUntil: read.hearingUntil,
      today: tx.today,
    });
    if (refusal) {
      const short = refusal.refusal === 'sanction.hearing-short';
      return refused(short ? at('hearingUntil', refusal) : refusal);
    }
    const sanction = {
      id: newId(tx.now),
      program: program.id,
      ladder,
      step: input.step,
      organization: institution.id,
      region: institution.region,
      ...read,
      draftedBy: actor.person,
      draftedOffice: by.office,
      ruledSince: program.asOf,
    };
    const kept = await insertSanction(
      tx,
      sanction,
      grounds.map((one) => one.id),
    );
    if (kept === 'exists') return refused(refuse('sanction.open-already'));
    const step = stepNamed(rules, input.step);
    const about = { ...aboutOf(sanction, institution.name, step), region: institution.region };
    await ask(tx, {
      ...about,
      kind: 'sanction.answer',
      offices: rules.by,
      organization: institution.id,
      dueOn: read.hearingUntil,
    });
    await ask(tx, {
      ...about,
      kind: 'sanction.decide',
      offices: step.deciders,
      fromOn: addDays(read.hearingUntil, 1),
    });
    await record(tx, acting(actor, by), {
      action: 'sanction.drafted',
      subjectType: 'sanction',
      subjectId: sanction.id,
      region: institution.region,
      summary: {
        sanction: rules.sanction,
        step: input.step,
        organization: institution.name,
        duties: grounds.length,
        until: read.hearingUntil,
      },
      details: { reason: read.reason },
    });
    return ok({ sanction: sanction.id });
  });
}

/** The first day on which a hearing that begins today may end. */
export async function firstHearingDay(tx: Tx, rules: SanctionRules): Promise<IsoDate> {
  return dueAfter({ days: rules.hearing.days }, tx.today, await holidays(tx, tx.today));
}

function withinHearing(day: IsoDate | Refusal, today: IsoDate): IsoDate | Refusal {
  const latest = addDays(today, LONGEST_HEARING);
  return isRefusal(day) || day <= latest
    ? day
    : refuse('input.date-order', undefined, { from: today, to: latest });
}

/** The obligations named, locked in the order of their ids; none of them where one is not the institution's in the programme. */
async function lockGrounds(
  tx: Tx,
  ids: readonly Id[],
  isIts: (owed: Obligation) => boolean,
): Promise<Obligation[]> {
  const found: Obligation[] = [];
  for (const id of [...new Set(ids)].sort()) {
    const owed = await lockObligation(tx, id);
    if (!owed || !isIts(owed)) return [];
    found.push(owed);
  }
  return found;
}

/** What a sanction is held against, as it stands now. */
export async function groundsNow(tx: Tx, sanction: Id): Promise<Obligation[]> {
  const found: Obligation[] = [];
  for (const id of await groundsOf(tx, sanction)) {
    const owed = await obligationById(tx, id);
    if (owed) found.push(owed);
  }
  return found;
}

/** What the desk shows of a sanction: the institution, and the step as its model calls it. */
export function aboutOf(
  { id }: Pick<Sanction, 'id'>,
  institution: string,
  step: SanctionStep,
): Pick<NewTask, 'subjectType' | 'subjectId' | 'title'> & { called: SanctionStep['label'] } {
  return { subjectType: 'sanction', subjectId: id, title: institution, called: step.label };
}

/** Answers in a hearing for the institution; then it may be decided. */
export async function answerHearing(
  runtime: Runtime,
  who: Who,
  input: { readonly sanction: Id; readonly answer: string },
): Promise<Result<{ sanction: Id }>> {
  return runtime.change(who, 'filings:write', async (tx, actor) => {
    const held = await holdSanction(tx, actor, input, mayAnswer);
    if (isRefusal(held)) return refused(held);
    const { sanction, rules, by, office } = held;
    const answer = readText(input.answer, WORDS_LENGTH);
    if (isRefusal(answer)) return refused(at('answer', answer));
    await putHearingAnswer(tx, sanction.id, { person: actor.person, office, text: answer });
    await settle(tx, sanction.id);
    const institution = await organizationById(tx, sanction.organization);
    const step = stepNamed(rules, sanction.step);
    await ask(tx, {
      ...aboutOf(sanction, institution?.name ?? '', step),
      kind: 'sanction.decide',
      offices: step.deciders,
      region: sanction.region,
    });
    await record(tx, by, {
      action: 'sanction.answered',
      subjectType: 'sanction',
      subjectId: sanction.id,
      region: sanction.region,
      summary: { sanction: sanction.sanction, step: sanction.step },
      details: { answer },
    });
    return ok({ sanction: sanction.id });
  });
}

/** Imposes what was drawn up, or drops it; both with a reason that everybody can read. */
export async function decideSanction(
  runtime: Runtime,
  who: Who,
  input: {
    readonly sanction: Id;
    readonly version?: number | undefined;
    readonly outcome: string;
    readonly reason: string;
  },
): Promise<Result<{ sanction: Id }>> {
  return runtime.change(who, 'filings:write', async (tx, actor) => {
    const held = await holdSanction(tx, actor, input, mayDecide);
    if (isRefusal(held)) return refused(held);
    const { sanction, program, rules, by, office } = held;
    const read = readAll({
      outcome: (['impose', 'drop'] as const).find((one) => one === input.outcome) ?? refuse('input.choice'),
      reason: readText(input.reason, WORDS_LENGTH),
    });
    if (isRefusal(read)) return refused(read);
    const said: Said = { person: actor.person, office, text: read.reason };
    if (read.outcome === 'drop') return dropIt(tx, by, sanction, said, 'sanction.dropped');
    const grounds = await lockGrounds(tx, await groundsOf(tx, sanction.id), () => true);
    const refusal = mustStillBeDue(program.model, rules, grounds, tx.today);
    if (refusal) return refused(refusal);
    const step = stepNamed(rules, sanction.step);
    const expiresOn = lastDayOf(step, tx.today);
    const appealUntil = rules.appeal
      ? dueAfter(rules.appeal.within, tx.today, await holidays(tx, tx.today))
      : null;
    await impose(tx, sanction.id, said, { expiresOn, appealUntil });
    await settle(tx, sanction.id);
    const institution = await organizationById(tx, sanction.organization);
    if (appealUntil !== null) {
      await ask(tx, {
        ...aboutOf(sanction, institution?.name ?? '', step),
        kind: 'sanction.appeal',
        offices: rules.by,
        region: sanction.region,
        organization: sanction.organization,
        dueOn: appealUntil,
      });
    }
    await record(tx, by, {
      action: 'sanction.imposed',
      subjectType: 'sanction',
      subjectId: sanction.id,
      region: sanction.region,
      summary: {
        sanction: sanction.sanction,
        step: sanction.step,
        organization: institution?.name ?? '',
        reason: read.reason,
        lastDay: expiresOn,
      },
    });
    return ok({ sanction: sanction.id });
  });
}

/** The last day of a step that begins on a day. */
export function lastDayOf({ lasts }: SanctionStep, from: IsoDate): IsoDate {
  return addDays(addMonths(from, lasts.months), -1);
}

async function dropIt(
  tx: Tx,
  by: Acting,
  sanction: Sanction,
  said: Said,
  action: 'sanction.dropped' | 'sanction.withdrawn',
): Promise<Result<{ sanction: Id }>> {
  await drop(tx, sanction.id, said);
  await settle(tx, sanction.id);
  await record(tx, by, {
    action,
    subjectType: 'sanction',
    subjectId: sanction.id,
    region: sanction.region,
    summary: { sanction: sanction.sanction, step: sanction.step, reason: said.text },
  });
  return ok({ sanction: sanction.id });
}

/** Takes back what was drawn up, by the office that did, as long as nothing is decided: a duty was done meanwhile, say. */
export async function withdrawSanction(
  runtime: Runtime,
  who: Who,
  input: { readonly sanction: Id; readonly version?: number | undefined; readonly reason: string },
): Promise<Result<{ sanction: Id }>> {
  return runtime.change(who, 'filings:write', async (tx, actor) => {
    const held = await holdSanction(tx, actor, input, (one, model, rules, sanction) => {
      const may = mayDraft(one, model, rules, { id: sanction.organization, region: sanction.region });
      return isRefusal(may) ? may : (mustStand(sanction, ['hearing']) ?? may);
    });
    if (isRefusal(held)) return refused(held);
    const reason = readText(input.reason, WORDS_LENGTH);
    if (isRefusal(reason)) return refused(at('withdrawal', reason));
    const said: Said = { person: actor.person, office: held.office, text: reason };
    return dropIt(tx, held.by, held.sanction, said, 'sanction.withdrawn');
  });
}

type Held = {
  readonly sanction: Sanction;
  readonly program: Program;
  readonly rules: SanctionRules;
  readonly by: Acting;
  readonly office: string;
};

/** Holds a sanction for whoever a rule lets act on it, on the version that they saw. */
export async function holdSanction(
  tx: Tx,
  actor: Actor,
  input: { readonly sanction: Id; readonly version?: number | undefined },
  may: (
    actor: Actor,
    model: Program['model'],
    rules: SanctionRules,
    sanction: Sanction,
    today: IsoDate,
  ) => ReturnType<typeof mayDraft>,
): Promise<Held | Refusal> {
  let office = '';
  const held = await hold(tx, actor, {
    lock: lockWhole,
    id: input.sanction,
    version: input.version,
    since: (sanction) => sanction.ruledSince,
    may: (sanction, { model }) => {
      const by = may(actor, model, sanctionNamed(model, sanction.sanction), sanction, tx.today);
      if (!isRefusal(by)) office = by.office;
      return by;
    },
  });
  if (isRefusal(held)) return held;
  const { thing: sanction, by } = held;
  const program = await programById(tx, sanction.program, sanction.ruledSince);
  return { sanction, program, rules: sanctionNamed(program.model, sanction.sanction), by, office };
}

/** A sanction, locked, against the institution as it is on record now: another where two records became one. */
async function lockWhole(tx: Tx, id: Id): Promise<Sanction | undefined> {
  const sanction = await lockSanction(tx, id);
  const institution = sanction && (await organizationById(tx, sanction.organization));
  return sanction && { ...sanction, organization: institution?.id ?? sanction.organization };
}
