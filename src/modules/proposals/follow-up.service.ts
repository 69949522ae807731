import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { readText } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, together } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import type { SentFile } from '#kernel/sent-file.ts';
import { attach, keepFiles } from '#modules/documents/index.ts';
import { record } from '#modules/journal/index.ts';
import { hold, type Program, programById } from '#modules/programs/index.ts';
import { answerStep, type OnItsRoute, reachStep, standingOf } from '#modules/steps/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { followUpFor, followUpOf, mayFollowUp } from './follow-up.ts';
import { lockProposal, proposalById, setFollowUp } from './proposal.store.ts';
import { onItsRoute, type Proposal, remarkIn, sentAt } from './proposal.ts';

/** Files that prove one step. */
const MOST_FILES = 5;

/** The role of what proves a step. */
export function proofRole(step: string): string {
  return `follow-up-${step}`;
}

function onItsFollowUp(proposal: Proposal): OnItsRoute {
  return { ...onItsRoute(proposal), asks: 'proposal.follow-up' };
}

/**
 * What offices do about proposals that were agreed to, or passed on to them from outside the programme's forums, begins now
 * that the decision binds: the first step lies on the desks of its offices. `outcomes` are those by which a forum decided.
 * Source: model `proposals[].followUp`.
 */
export async function beginFollowUps(
  tx: Tx,
  { model }: Program,
  ids: readonly Id[],
  outcomes: ReadonlyMap<Id, string> = new Map(),
): Promise<void> {
  if (!model.proposals.some((one) => one.followUp.length > 0)) return;
  for (const id of ids) {
    const proposal = await lockProposal(tx, id);
    const outcome = proposal?.state === 'escalated' ? outcomes.get(id) : undefined;
    if (proposal?.state !== 'accepted' && proposal?.state !== 'funded' && outcome === undefined) continue;
    if (!proposal) continue;
    const program = await programById(tx, proposal.program, sentAt(proposal));
    const steps = followUpFor(program.model, proposal, outcome);
    if (steps.length === 0) continue;
    await setFollowUp(tx, id, { followUp: steps.map((one) => one.step), followed: 0 });
    await reachStep(tx, program, onItsFollowUp(proposal), steps[0]);
  }
}

type Told = {
  proposal: Id;
  answer?: string;
  remark: string;
  files: readonly SentFile[];
  version?: number | undefined;
};

/**
 * An office tells that it did what is its to do after a proposal was agreed to: what came of it, and the document that
 * proves it where the model asks for one. Then it is the next one's turn. Source: model `proposals[].followUp`.
 */
export async function followUp(
  runtime: Runtime,
  who: Actor | Visitor,
  input: Told,
): Promise<Result<{ proposal: Id; version: number }>> {
  return runtime.changePrepared(who, 'proposals:write', {
    ask: (tx, actor) => asked(tx, actor, input, proposalById),
    prepare: () => keepFiles(runtime.files, 'files', input.files, 'receipt'),
    work: async (tx, actor, files) => {
      const held = await asked(tx, actor, input, lockProposal);
      if (isRefusal(held)) return refused(held);
      const { thing: proposal, program, by, remark } = held;
      const steps = followUpOf(program.model, proposal);
      const rule = steps[proposal.followed];
      const step = rule?.step ?? '';
      const answer = rule?.answers ? (input.answer ?? null) : null;
      for (const file of files) {
        await attach(tx, file, {
          subjectType: 'proposal',
          subjectId: proposal.id,
          role: proofRole(step),
          caption: '',
          public: 'private',
          by: actor.person,
        });
      }
      const thing = onItsFollowUp(proposal);
      await answerStep(tx, by, program, thing, { step, outcome: 'accepted', answer, remark });
      const followed = proposal.followed + 1;
      const version = await setFollowUp(tx, proposal.id, { followUp: proposal.followUp, followed });
      await reachStep(tx, program, thing, steps[followed]);
      const told = remarkIn(proposal, remark);
      await record(tx, by, {
        action: 'proposal.followed-up',
        subjectType: 'proposal',
        subjectId: proposal.id,
        region: proposal.place,
        summary: { step, answer, remark: told.shown, sha256: files.map((one) => one.sha256) },
        details: told.kept,
      });
      return ok({ proposal: proposal.id, version });
    },
  });
}

/** Whether the actor may tell it now and what they wrote can stand: asked before files are read, and again under lock. */
async function asked(tx: Tx, actor: Actor, input: Told, load: typeof proposalById) {
  const held = await hold(tx, actor, {
    lock: load,
    id: input.proposal,
    version: input.version,
    since: sentAt,
    may: async (proposal, { model }) => mayFollowUp(actor, model, proposal, await standingOf(tx, proposal)),
  });
  if (isRefusal(held)) return held;
  const step = followUpOf(held.program.model, held.thing)[held.thing.followed];
  const remark = readText(input.remark, 2000);
  const issues: Refusal[] = [
    ...(step?.answers && !step.answers.some((one) => one.answer === input.answer)
      ? [at('answer', refuse('input.choice'))]
      : []),
    ...(isRefusal(remark) ? [at('account', remark)] : []),
    ...(step?.document && input.files.length === 0 ? [at('files', refuse('input.required'))] : []),
    ...(input.files.length > MOST_FILES
      ? [at('files', refuse('file.too-many', undefined, { limit: MOST_FILES }))]
      : []),
  ];
  return together(issues) ?? { ...held, remark: isRefusal(remark) ? '' : remark };
}

/** Whether somebody may tell of a step, before what they send is received. */
export async function askToFollowUp(
  runtime: Runtime,
  who: Actor | Visitor,
  proposal: Id,
): Promise<Refusal | undefined> {
  return runtime.askFirst(who, 'proposals:write', (tx, actor) =>
    hold(tx, actor, {
      lock: proposalById,
      id: proposal,
      since: sentAt,
      may: async (one, { model }) => mayFollowUp(actor, model, one, await standingOf(tx, one)),
    }),
  );
}
