import { type Actor, acting, type Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { readText } from '#kernel/readers/text.ts';
import { at, isRefusal, refuse } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { record } from '#modules/journal/index.ts';
import { ask, settle } from '#modules/notices/index.ts';
import { programById } from '#modules/programs/index.ts';
import type { Runtime } from '#platform/runtime.ts';
import { insertObjection, objectionTo, putAnswer } from './objection.store.ts';
import { mayAnswerObjection, mayObject } from './objection.ts';
import { lockRound } from './round.store.ts';
import { responsibleFor } from './round.ts';

/** Most letters of an objection and of its answer. */
const OBJECTION_LENGTH = 2000;

/** Objects to the result of a round about one's own institution, with a reason that everybody can read; asks for an answer. */
export async function objectToRound(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { readonly round: Id; readonly reason: string },
): Promise<Result<{ round: Id }>> {
  return runtime.change(who, 'assessment:write', async (tx, actor) => {
    const round = await lockRound(tx, input.round);
    if (!round) return refused(refuse('access.not-found'));
    const mandate = mayObject(actor, round, await objectionTo(tx, round.id));
    if (isRefusal(mandate)) return refused(mandate);
    const reason = readText(input.reason, OBJECTION_LENGTH);
    if (isRefusal(reason)) return refused(at('objection', reason));
    const organization = mandate.organization.id;
    await insertObjection(tx, {
      round: round.id,
      organization,
      office: mandate.office,
      reason,
      objectedBy: actor.person,
    });
    await ask(tx, {
      kind: 'assessment.answer',
      subjectType: 'assessment',
      subjectId: round.id,
      title: null,
      offices: [round.openedOffice],
      region: round.region,
    });
    await record(tx, acting(actor, mandate), {
      action: 'assessment.objected',
      subjectType: 'assessment',
      subjectId: round.id,
      region: round.region,
      summary: { instrument: round.instrument, reason },
    });
    return ok({ round: round.id });
  });
}

/** Answers an objection: the answer stands beside it and the result, for everybody. */
export async function answerObjection(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { readonly round: Id; readonly answer: string },
): Promise<Result<{ round: Id }>> {
  return runtime.change(who, 'assessment:write', async (tx, actor) => {
    const round = await lockRound(tx, input.round);
    const objection = round && (await objectionTo(tx, round.id));
    if (!round || !objection) return refused(refuse('access.not-found'));
    const { model } = await programById(tx, round.program);
    const mandate = mayAnswerObjection(actor, round, responsibleFor(model), objection);
    if (isRefusal(mandate)) return refused(mandate);
    const answer = readText(input.answer, OBJECTION_LENGTH);
    if (isRefusal(answer)) return refused(at('answer', answer));
    await putAnswer(tx, round.id, { text: answer, office: mandate.office, by: actor.person });
    await settle(tx, round.id, 'assessment.answer');
    await record(tx, acting(actor, mandate), {
      action: 'assessment.objection-answered',
      subjectType: 'assessment',
      subjectId: round.id,
      region: round.region,
      summary: { instrument: round.instrument, remark: answer },
    });
    return ok({ round: round.id });
  });
}
