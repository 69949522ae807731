import { type Actor, acting, type Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { readWhole } from '#kernel/readers/number.ts';
import { at, isRefusal, type Refusal, refuse, together } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { organizationById, organizationsById } from '#modules/actors/index.ts';
import { record } from '#modules/journal/index.ts';
import { type AwardRules, awardNamed } from '#modules/models/index.ts';
import { ask, settle, settlePerson } from '#modules/notices/index.ts';
import { programById } from '#modules/programs/index.ts';
import type { Runtime } from '#platform/runtime.ts';
import { holdRound, titleOf } from './award.service.ts';
import { candidatesOf, close, lockAwardRound, weightsOf } from './award.store.ts';
import { isConcerned, mayCloseNow, mayMark, roundDays } from './award.ts';
import { computeRound } from './computation.ts';
import { evidenceOf } from './evidence.service.ts';
import { type Jury, juryOf, missingMarks, tenuresOf } from './jury.service.ts';
import { jurorRecord, marksBy, marksIn, putMarks } from './mark.store.ts';

/** Keeps what a juror marks of a candidate; what is left empty is no mark, also where there was one. */
export async function markCandidate(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { readonly round: Id; readonly candidate: Id; readonly marks: ReadonlyMap<string, string> },
): Promise<Result<{ round: Id }>> {
  return runtime.change(who, 'assessment:write', async (tx, actor) => {
    const round = await lockAwardRound(tx, input.round);
    const candidate = round && (await organizationById(tx, input.candidate));
    const candidates = round ? await candidatesOf(tx, round.id) : [];
    if (!round || !candidate || !candidates.includes(input.candidate)) {
      return refused(refuse('access.not-found'));
    }
    const { model } = await programById(tx, round.program, round.ruledSince);
    const award = awardNamed(model, round.award);
    const tenures = (await tenuresOf(tx, [actor.person])).get(actor.person) ?? [];
    const by = mayMark(actor, model, award, round, { candidate: candidate.id, tenures, today: tx.today });
    if (isRefusal(by)) return refused(by);
    const marks = readMarks(award, input.marks);
    if (isRefusal(marks)) return refused(marks);
    const juror = await jurorRecord(tx, round.id, actor);
    await putMarks(tx, round.id, { juror, candidate: input.candidate }, marks);
    const days = roundDays(round);
    const mine: Jury = {
      jurors: [juror],
      isConcerned: (_, candidate) => isConcerned(tenures, candidate, days),
    };
    if (missingMarks(award, mine, candidates, await marksBy(tx, round.id, juror)) === 0) {
      await settlePerson(tx, round.id, actor.person);
    }
    await record(tx, acting(actor, by), {
      action: 'award.marked',
      subjectType: 'award',
      subjectId: round.id,
      region: round.region,
      summary: { award: round.award },
    });
    return ok({ round: round.id });
  });
}

/** Marks as typed; an empty field is none. */
function readMarks(
  award: AwardRules,
  typed: ReadonlyMap<string, string>,
): ReadonlyMap<string, number | null> | Refusal {
  const marks = new Map<string, number | null>();
  const issues: Refusal[] = [];
  for (const { aspect } of award.aspects.filter((one) => one.jury)) {
    const text = typed.get(aspect) ?? '';
    const mark = text.trim() === '' ? null : readWhole(text, 0, award.scale);
    if (isRefusal(mark)) issues.push(at(`mark.${aspect}`, mark));
    else marks.set(aspect, mark);
  }
  return together(issues) ?? marks;
}

/** Closes a round: computes it from the records as of the last day of marking and the marks, and keeps the computation. */
export async function closeAward(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { readonly round: Id; readonly version?: number | undefined },
): Promise<Result<{ round: Id }>> {
  return runtime.change(who, 'assessment:write', async (tx, actor) => {
    const held = await holdRound(tx, actor, input, ['published']);
    if (isRefusal(held)) return refused(held);
    const { thing: round, program, by } = held;
    const award = awardNamed(program.model, round.award);
    const jury = await juryOf(tx, award, round);
    const marks = await marksIn(tx, round.id);
    const ids = await candidatesOf(tx, round.id);
    const refusal = mayCloseNow(round, missingMarks(award, jury, ids, marks), tx.today);
    if (refusal) return refused(refusal);
    const organizations = await organizationsById(tx, ids);
    const candidates = await evidenceOf(tx, { program, award, round, jury, marks, organizations });
    const computation = computeRound(award, await weightsOf(tx, round.id), candidates);
    await close(tx, round.id, actor.person, computation);
    await settle(tx, round.id);
    await ask(tx, {
      kind: 'award.set',
      subjectType: 'award',
      subjectId: round.id,
      title: titleOf(program),
      called: award.label,
      offices: award.result.offices,
      region: round.region,
    });
    await record(tx, by, {
      action: 'award.closed',
      subjectType: 'award',
      subjectId: round.id,
      region: round.region,
      summary: {
        award: round.award,
        candidates: candidates.length,
        placed: computation.candidates.filter((one) => one.place !== null).length,
      },
      details: { computation },
    });
    return ok({ round: round.id });
  });
}
