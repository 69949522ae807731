import type { Acting, Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { readRemark, readText } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, unless } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { commitFunds } from '#modules/funding/index.ts';
import { record } from '#modules/journal/index.ts';
import { openNeed } from '#modules/matching/index.ts';
import { activityRules, proposalKind } from '#modules/models/index.ts';
import { ask } from '#modules/notices/index.ts';
import { hold, mustBeOpen, type Program } from '#modules/programs/index.ts';
import {
  beginFollowUps,
  bindDecisions,
  lockProposal,
  markDecided,
  mayAnswerProposal,
  onItsRoute,
  type Proposal,
  proposalById,
  remarkIn,
  sentAt,
  setForum,
  setStep,
  stepsOf,
} from '#modules/proposals/index.ts';
import { answerStep, reachStep, standingOf } from '#modules/steps/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { admit } from './admit.service.ts';

/** What keeps somebody from answering the step that a proposal waits for; undefined where nothing does, or no route decides on it. */
export async function answerOffer(
  tx: Tx,
  actor: Actor,
  program: Program,
  proposal: Proposal,
): Promise<'open' | Refusal | undefined> {
  if (proposal.state !== 'submitted' || proposal.route.length === 0 || proposal.forum !== null)
    return undefined;
  const may = mayAnswerProposal(actor, program.model, proposal, await standingOf(tx, proposal));
  if (!isRefusal(may)) return 'open';
  return may.refusal === 'access.office' ? undefined : may;
}

/**
 * One step of its way answers a proposal that no forum decides on: it goes on to the next, or is refused for good, with a
 * reason. Accepted by the last step it is granted whole and its money is committed, or it is accepted where no purse pays;
 * the decision binds at once. Source: model `proposals[].route`.
 */
export async function answerProposal(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { proposal: Id; outcome: 'accept' | 'refuse'; remark: string; version?: number | undefined },
): Promise<Result<{ proposal: Id; version: number }>> {
  return runtime.change(who, 'proposals:write', async (tx, actor) => {
    const held = await hold(tx, actor, {
      lock: lockProposal,
      id: input.proposal,
      version: input.version,
      since: sentAt,
      may: async (proposal, program) =>
        unless(
          mayAnswerProposal(actor, program.model, proposal, await standingOf(tx, proposal), input.outcome),
          mustBeOpen(program),
        ),
    });
    if (isRefusal(held)) return refused(held);
    const { thing: proposal, program, by } = held;
    const remark = input.outcome === 'refuse' ? readText(input.remark, 2000) : readRemark(input.remark, 2000);
    if (isRefusal(remark)) return refused(at('remark', remark));
    const steps = stepsOf(program.model, proposal);
    const step = steps[proposal.step]?.step ?? '';
    await answerStep(tx, by, program, onItsRoute(proposal), {
      step,
      outcome: input.outcome === 'accept' ? 'accepted' : 'refused',
      remark,
    });
    const told = remarkIn(proposal, remark);
    const about = {
      subjectType: 'proposal',
      subjectId: proposal.id,
      region: proposal.place,
      details: told.kept,
    } as const;
    const summary = { step, remark: told.shown };
    if (input.outcome === 'refuse') {
      await markDecided(tx, proposal, { effect: 'reject', amount: null, reason: remark });
      await bindDecisions(tx, [proposal.id]);
      await record(tx, by, { action: 'proposal.refused', ...about, summary });
    } else if (proposal.step + 1 < steps.length) {
      await setStep(tx, proposal.id, { route: proposal.route, step: proposal.step + 1 });
      await reachStep(tx, program, onItsRoute(proposal), steps[proposal.step + 1]);
      await record(tx, by, { action: 'proposal.answered', ...about, summary });
    } else if (proposalKind(program.model, proposal.kind).forum !== undefined) {
      const forum = proposalKind(program.model, proposal.kind).forum ?? null;
      await setForum(tx, proposal.id, forum);
      await setStep(tx, proposal.id, { route: proposal.route, step: proposal.step + 1 });
      await record(tx, by, { action: 'proposal.answered', ...about, summary });
    } else if (proposalKind(program.model, proposal.kind).purses.length === 0) {
      const { admits } = proposalKind(program.model, proposal.kind);
      const kept = admits && (await admit(tx, by, program, proposal, admits));
      if (kept) return refused(kept);
      await markDecided(tx, proposal, { effect: 'accept', amount: null, reason: remark });
      await bindDecisions(tx, [proposal.id]);
      await beginFollowUps(tx, program, [proposal.id]);
      await record(tx, by, { action: 'proposal.accepted', ...about, summary });
      await openNeed(tx, by, program, proposal);
    } else {
      const exceeded = await grant(tx, by, program, proposal, remark);
      if (exceeded) return refused(exceeded);
      await record(tx, by, {
        action: 'proposal.granted',
        ...about,
        summary: { ...summary, amount: proposal.requested },
      });
    }
    const { version } = (await proposalById(tx, proposal.id)) ?? proposal;
    return ok({ proposal: proposal.id, version });
  });
}

async function grant(
  tx: Tx,
  by: Acting,
  program: Program,
  proposal: Proposal,
  reason: string,
): Promise<Refusal | undefined> {
  const exceeded = await commitFunds(tx, by, program, proposal, proposal.requested);
  if (exceeded) return exceeded;
  await markDecided(tx, proposal, { effect: 'fund', amount: proposal.requested, reason });
  await bindDecisions(tx, [proposal.id]);
  await beginFollowUps(tx, program, [proposal.id]);
  if (program.model.activities) {
    await ask(tx, {
      kind: 'activity.plan',
      subjectType: 'proposal',
      subjectId: proposal.id,
      title: proposal.title,
      offices: program.model.activities.carriedOutBy
        ? proposalKind(program.model, proposal.kind)
            .from.filter((one) => one.party === proposal.party)
            .flatMap((one) => one.offices)
        : activityRules(program.model).executors,
      region: proposal.village,
      organization: proposal.organization ?? undefined,
    });
  }
  return undefined;
}
