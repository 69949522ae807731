import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { asCalledOn, type Organization, organizationById } from '#modules/actors/index.ts';
import { type HistoryEntry, historyOf } from '#modules/journal/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type DecidedProposal, decisionsOf, minutesText } from './forum.store.ts';
import { mayReadAttendance } from './forum.ts';
import { type ForumWithVote, forumWithVote } from './forum-with-vote.service.ts';
import { type Minutes, type PublicMinutes, publicMinutes } from './minutes.ts';

/** The sealed minutes of a forum. Everybody may read them, but the names of those who came. */
export type SealedMinutes = ForumWithVote & {
  /** As everybody may read them, and as their public hash was taken. */
  readonly open: PublicMinutes;
  /** With who came by name, and the whole text as it was hashed; undefined for those who may not read names. */
  readonly whole: Minutes | undefined;
  readonly wholeText: string | undefined;
  /** The entry of the journal that sealed them, and the office that did. */
  readonly entry: HistoryEntry | undefined;
  /** As it was called when it sealed them. */
  readonly office: Organization | undefined;
  /** Institutions that the minutes name and that are called otherwise now. */
  readonly renamed: readonly { readonly name: string; readonly now: string }[];
};

/** Reads the minutes of a forum; refused until they are sealed, and where there is no such forum. */
export async function sealedMinutes(
  tx: Tx,
  viewer: Actor | Visitor,
  id: Id,
): Promise<SealedMinutes | Refusal> {
  const found = await forumWithVote(tx, id);
  if (isRefusal(found)) return found;
  const text = await minutesText(tx, id);
  if (text === undefined) return refuse('access.not-found');
  const minutes: Minutes = JSON.parse(text);
  const named = mayReadAttendance(viewer, found.program, found.forum);
  const entry = (await historyOf(tx, id)).find((one) => one.action === 'forum.sealed');
  const office = entry?.organization ? await organizationById(tx, entry.organization) : undefined;
  return {
    ...found,
    open: publicMinutes(minutes),
    whole: named ? minutes : undefined,
    wholeText: named ? text : undefined,
    entry,
    office: office && entry && (await asCalledOn(tx, office, new Date(entry.at))),
    renamed: renamedSince(minutes, await decisionsOf(tx, id)),
  };
}

function renamedSince(minutes: Minutes, now: readonly DecidedProposal[]): SealedMinutes['renamed'] {
  const { agreed, notAgreed, reserved, passedOn } = minutes;
  const today = new Map(now.map((one) => [one.proposal, one.organizationName]));
  const names = new Map<string, string>();
  for (const { proposal, proposer } of [...agreed, ...notAgreed, ...reserved, ...passedOn]) {
    const name = today.get(proposal);
    if (name && name !== proposer) names.set(proposer, name);
  }
  return [...names].map(([name, other]) => ({ name, now: other }));
}
