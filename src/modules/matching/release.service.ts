import type { Acting } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { record } from '#modules/journal/index.ts';
import { settleFor } from '#modules/notices/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { askForAnswer } from './desks.service.ts';
import { heldNeed, recountNeed } from './held-need.service.ts';
import { matchById, openMatchesBy, type PromisedMatch, setMatch } from './match.store.ts';
import { lockNeed } from './need.store.ts';

/** Needs of one taker that are let go in one transaction. */
const MOST = 200;

/**
 * Locks the needs that a taker promised to meet and has not begun, before the taker itself is: whoever offers locks in this
 * order. Answers those needs.
 */
export async function holdPromises(
  tx: Tx,
  programs: readonly Id[],
  organization: Id,
): Promise<ReadonlySet<Id>> {
  const needs = new Set<Id>();
  for (const program of programs) {
    for (const { need } of await openMatchesBy(tx, program, organization, MOST)) needs.add(need);
  }
  for (const need of [...needs].toSorted()) await lockNeed(tx, need);
  return needs;
}

/**
 * Lets go of what a taker promised and has not begun, since its participation is ended: each need is free again, and everybody
 * reads why. The needs are locked already (`holdPromises`).
 */
export async function releasePromises(
  tx: Tx,
  by: Acting,
  promises: readonly PromisedMatch[],
  reason: string,
): Promise<void> {
  for (const { id, need } of promises) {
    const held = await heldNeed(tx, need);
    const match = await matchById(tx, id);
    if (isRefusal(held) || !match) continue;
    await setMatch(tx, id, { state: 'withdrawn', remark: reason, by: by.person });
    await recountNeed(tx, held.need);
    await askForAnswer(tx, held);
    for (const office of held.open.to.flatMap((one) => one.offices)) {
      await settleFor(tx, { subject: need, kind: 'match.begin', organization: match.organization, office });
    }
    await record(tx, by, {
      action: 'match.withdrawn',
      subjectType: 'proposal',
      subjectId: need,
      region: held.proposal.place,
      summary: { organization: match.organizationName, amount: match.amount, reason },
      details: { match: id },
    });
  }
}
