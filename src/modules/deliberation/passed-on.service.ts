import type { Acting } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import { record } from '#modules/journal/index.ts';
import { forumKind, forumPlace } from '#modules/models/index.ts';
import { ask } from '#modules/notices/index.ts';
import { type Program, sittingWindow } from '#modules/programs/index.ts';
import { isPassedOn, lockProposal, markPassedOn, type Proposal } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Decision } from './forum.store.ts';
import type { Forum } from './forum-state.ts';

/**
 * What a forum decided to pass on goes to the next one, now that its minutes are sealed: it stands on the agenda of that
 * forum's place and on the desks of those who call it and decide there. Source: model `forums[].outcomes[].to`.
 */
export async function passOn(
  tx: Tx,
  by: Acting,
  program: Program,
  forum: Pick<Forum, 'id'>,
  decisions: readonly Pick<Decision, 'proposal' | 'passedTo'>[],
): Promise<void> {
  for (const { proposal: id, passedTo } of decisions) {
    const proposal = passedTo === null ? undefined : await lockProposal(tx, id);
    if (!proposal || passedTo === null) continue;
    await markPassedOn(tx, proposal, passedTo);
    await askToDecide(tx, program, { ...proposal, forum: passedTo });
    await record(tx, by, {
      action: 'proposal.passed-on',
      subjectType: 'proposal',
      subjectId: proposal.id,
      region: proposal.place,
      summary: { forum: forum.id, to: passedTo },
    });
  }
}

/** Puts a proposal that was passed on to a forum on the desks of those who call that forum and decide there. */
export async function askToDecide(tx: Tx, program: Program, proposal: Proposal): Promise<void> {
  if (proposal.forum === null || !isPassedOn(program.model, proposal)) return;
  const rules = forumKind(program.model, proposal.forum);
  await ask(tx, {
    kind: 'proposal.decide',
    subjectType: 'proposal',
    subjectId: proposal.id,
    title: proposal.title,
    offices: [...new Set([...rules.deciders, ...rules.conveners])],
    region: forumPlace(program.model, rules, proposal.village),
    ...lastDayIn(sittingWindow(program, rules, tx.today), tx.today),
  });
}

/** The day until which such forums sit; none once that is over, so that nothing is late before it begins again. */
function lastDayIn({ to }: { readonly to: IsoDate }, today: IsoDate): { dueOn?: IsoDate } {
  return today <= to ? { dueOn: to } : {};
}
