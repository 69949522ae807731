import { type Actor, acting, type Visitor } from '#kernel/actor.ts';
import { addDays } from '#kernel/date.ts';
import { type Id, newId } from '#kernel/id.ts';
import { readDay } from '#kernel/readers/day.ts';
import { readAll } from '#kernel/readers/fields.ts';
import { readWhole } from '#kernel/readers/number.ts';
import { readLine, readText } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, together, unless } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { partiesIn } from '#modules/actors/index.ts';
import { record } from '#modules/journal/index.ts';
import { type AwardRules, awardNamed, basisOf } from '#modules/models/index.ts';
import { ask, askAll, settle } from '#modules/notices/index.ts';
import {
  type Held,
  hold,
  mustBeOpen,
  type Program,
  programBySlug,
  programsOf,
} from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import {
  insertAwardRound,
  lastAwardYear,
  lockAwardRound,
  publish,
  putWeights,
  setMarkingDays,
  setResultOf,
  weightsOf,
  withdraw,
} from './award.store.ts';
import {
  type AwardRound,
  MOST_CANDIDATES,
  mayKeepAward,
  maySetResult,
  mustBeMarkingDays,
  mustBeReady,
  mustBeWhole,
  mustStand,
} from './award.ts';
import { jurorsIn } from './jury.service.ts';

type Who = Actor | Visitor;

/** A round as it is drawn up: the days of marking and what each aspect counts, as typed (per mille). */
export type TypedRound = {
  readonly marksFrom: string;
  readonly marksUntil: string;
  readonly weights: ReadonlyMap<string, string>;
};

/** Draws up a round of an award. Nobody but those who keep it works on it before it is published. */
export async function draftAward(
  runtime: Runtime,
  who: Who,
  input: TypedRound & { readonly program: string; readonly award: string },
): Promise<Result<{ round: Id }>> {
  return runtime.change(who, 'assessment:write', async (tx, actor) => {
    const program = await programBySlug(tx, input.program);
    const award = program?.model.awards.find((one) => one.award === input.award);
    if (!program || !award) return refused(refuse('access.not-found'));
    const by = unless(mayKeepAward(actor, program.model, award, program.region), mustBeOpen(program));
    if (isRefusal(by)) return refused(by);
    const read = readRound(tx, program, award, input);
    if (isRefusal(read)) return refused(read);
    const { weights, ...days } = read;
    const id = newId(tx.now);
    const round = { id, program: program.id, award: award.award, region: program.region, ...days };
    if ((await insertAwardRound(tx, { ...round, ruledSince: program.asOf }, actor.person)) === 'exists') {
      return refused(refuse('award.open-already'));
    }
    await putWeights(tx, id, weights);
    await record(tx, acting(actor, by), {
      action: 'award.drafted',
      subjectType: 'award',
      subjectId: id,
      region: program.region,
      summary: {
        award: award.award,
        marksFrom: days.marksFrom,
        marksUntil: days.marksUntil,
        weights: worded(weights),
      },
    });
    return ok({ round: id });
  });
}

/** Changes a round that was not published yet. */
export async function changeAward(
  runtime: Runtime,
  who: Who,
  input: TypedRound & { readonly round: Id; readonly version?: number | undefined },
): Promise<Result<{ round: Id }>> {
  return runtime.change(who, 'assessment:write', async (tx, actor) => {
    const held = await holdRound(tx, actor, input, ['draft']);
    if (isRefusal(held)) return refused(held);
    const { thing: round, program, by } = held;
    const read = readRound(tx, program, awardNamed(program.model, round.award), input);
    if (isRefusal(read)) return refused(read);
    const { weights, ...days } = read;
    await setMarkingDays(tx, { id: round.id, ...days });
    await putWeights(tx, round.id, weights);
    await record(tx, by, {
      action: 'award.redrafted',
      subjectType: 'award',
      subjectId: round.id,
      region: round.region,
      summary: {
        award: round.award,
        marksFrom: days.marksFrom,
        marksUntil: days.marksUntil,
        weights: worded(weights),
      },
    });
    return ok({ round: round.id });
  });
}

/** Publishes a round: from now on its weights, aspects, candidates and days stand, and jurors are asked to mark. */
export async function publishAward(
  runtime: Runtime,
  who: Who,
  input: { readonly round: Id; readonly version?: number | undefined },
): Promise<Result<{ round: Id }>> {
  return runtime.change(who, 'assessment:write', async (tx, actor) => {
    const held = await holdRound(tx, actor, input, ['draft']);
    if (isRefusal(held)) return refused(held);
    const { thing: round, program, by } = held;
    const award = awardNamed(program.model, round.award);
    const weights = await weightsOf(tx, round.id);
    const candidates = await partiesIn(tx, program, [award.party], MOST_CANDIDATES + 1);
    const jurors = await jurorsIn(tx, award, round.region, { from: tx.today, until: tx.today });
    const series = (await programsOf(tx, program.model)).map((one) => one.id);
    const last = await lastAwardYear(tx, round, series);
    const refusal = mustBeReady(program.model, award, {
      round,
      weights,
      candidates: candidates.length,
      jurors: jurors.length,
      last,
      today: tx.today,
    });
    if (refusal) return refused(refusal);
    await publish(
      tx,
      round.id,
      actor.person,
      candidates.map((one) => one.id),
    );
    const about = {
      subjectType: 'award',
      subjectId: round.id,
      title: titleOf(program),
      called: award.label,
    } as const;
    await askAll(
      tx,
      (award.aspects.some((one) => one.jury) ? jurors : []).map((person) => ({
        ...about,
        kind: 'award.mark',
        offices: [],
        region: round.region,
        person,
        fromOn: round.marksFrom,
        dueOn: round.marksUntil,
      })),
    );
    await ask(tx, {
      ...about,
      kind: 'award.close',
      offices: award.offices,
      region: round.region,
      fromOn: addDays(round.marksUntil, 1),
    });
    await record(tx, by, {
      action: 'award.published',
      subjectType: 'award',
      subjectId: round.id,
      region: round.region,
      summary: {
        award: round.award,
        marksFrom: round.marksFrom,
        marksUntil: round.marksUntil,
        weights: worded(weights),
        candidates: candidates.length,
        jurors: jurors.length,
      },
    });
    return ok({ round: round.id });
  });
}

/** Sets the result of a closed round as it was computed, by a decree, and publishes it as the award. */
export async function setAwardResult(
  runtime: Runtime,
  who: Who,
  input: { readonly round: Id; readonly version?: number | undefined; readonly decree: string },
): Promise<Result<{ round: Id }>> {
  return runtime.change(who, 'assessment:write', async (tx, actor) => {
    const held = await hold(tx, actor, {
      lock: lockAwardRound,
      id: input.round,
      version: input.version,
      since: (round) => round.ruledSince,
      may: (round, { model }) => maySetResult(actor, model, awardNamed(model, round.award), round),
    });
    if (isRefusal(held)) return refused(held);
    const { thing: round, by } = held;
    const decree = readLine(input.decree, 200);
    if (isRefusal(decree)) return refused(at('decree', decree));
    const office = by.by === 'operator' || by.by === 'resident' ? '' : by.by.office;
    await setResultOf(tx, round.id, { person: actor.person, office, decree });
    await settle(tx, round.id);
    await record(tx, by, {
      action: 'award.set',
      subjectType: 'award',
      subjectId: round.id,
      region: round.region,
      summary: { award: round.award, decree },
    });
    return ok({ round: round.id });
  });
}

/** Takes a round back for a reason that everybody can read, as long as its result is not set. */
export async function withdrawAward(
  runtime: Runtime,
  who: Who,
  input: { readonly round: Id; readonly version?: number | undefined; readonly reason: string },
): Promise<Result<{ round: Id }>> {
  return runtime.change(who, 'assessment:write', async (tx, actor) => {
    const held = await holdRound(tx, actor, input, ['draft', 'published', 'closed']);
    if (isRefusal(held)) return refused(held);
    const { thing: round, by } = held;
    const reason = readText(input.reason, 500);
    if (isRefusal(reason)) return refused(at('reason', reason));
    await withdraw(tx, round.id, reason);
    await settle(tx, round.id);
    await record(tx, by, {
      action: 'award.withdrawn',
      subjectType: 'award',
      subjectId: round.id,
      region: round.region,
      summary: { award: round.award, reason },
    });
    return ok({ round: round.id });
  });
}

/** Holds a round for those who keep it, while it stands in one of some states. */
export function holdRound(
  tx: Tx,
  actor: Actor,
  input: { readonly round: Id; readonly version?: number | undefined },
  states: Parameters<typeof mustStand>[1],
): Promise<Refusal | Held<AwardRound>> {
  return hold(tx, actor, {
    lock: lockAwardRound,
    id: input.round,
    version: input.version,
    since: (round) => round.ruledSince,
    may: (round, { model }) =>
      unless(
        mayKeepAward(actor, model, awardNamed(model, round.award), round.region),
        mustStand(round, states),
      ),
  });
}

/** The days and weights as typed; weights are read side by side, then held against the whole. */
function readRound(tx: Tx, { model }: Program, award: AwardRules, typed: TypedRound) {
  const days = readAll({ marksFrom: readDay(typed.marksFrom), marksUntil: readDay(typed.marksUntil) });
  const weights = new Map<string, number>();
  const issues: Refusal[] = isRefusal(days) ? [...(days.issues ?? [days])] : [];
  for (const { aspect } of award.aspects) {
    const weight = readWhole(typed.weights.get(aspect) ?? '', 0, 1000);
    if (isRefusal(weight)) issues.push(at(`weight.${aspect}`, weight));
    else weights.set(aspect, weight);
  }
  const unread = together(issues);
  if (unread || isRefusal(days)) return unread ?? refuse('input.invalid');
  const wrong = mustBeWhole(weights, basisOf(model, award.basis)) ?? mustBeMarkingDays(days, tx.today);
  return wrong ?? { ...days, weights };
}

/** How a round is called beside the label of its award: by its programme. */
export function titleOf({ model, fiscalYear }: Pick<Program, 'model' | 'fiscalYear'>): string {
  return `${model.short} ${fiscalYear}`;
}

/** Weights as the journal tells them: `aspect weight`. */
function worded(weights: ReadonlyMap<string, number>): readonly string[] {
  return [...weights].map(([aspect, weight]) => `${aspect} ${weight}`);
}
