import type { Actor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isThing } from '#kernel/thing.ts';
import { filedBy } from '#modules/filings/index.ts';
import { type Action, doneByOthers, type HistoryEntry } from '#modules/journal/index.ts';
import { proposalsBroughtBy } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type FoundThing, findThing } from './things.service.ts';

/** What whoever brought something is told of: that others decided, answered or paid. Their own work is no news to them. */
const NEWS: readonly Action[] = [
  'proposal.returned',
  'proposal.answered',
  'proposal.accepted',
  'proposal.granted',
  'proposal.refused',
  'proposal.followed-up',
  'proposal.fund',
  'proposal.accept',
  'proposal.escalate',
  'proposal.passed-on',
  'proposal.reserve',
  'proposal.reject',
  'proposal.decision-revoked',
  'proposal.entered',
  'need.opened',
  'need.closed',
  'match.offered',
  'match.agreed',
  'match.declined',
  'match.withdrawn',
  'match.lapsed',
  'disbursement.approved',
  'disbursement.refused',
  'refund.approved',
  'refund.refused',
  'spending.approved',
  'spending.refused',
  'filing.returned',
  'filing.accepted',
  'filing.completed',
];

/** Something that others did to what somebody brought; `about` is missing where its reader may not find it any more. */
export type News = { readonly entry: HistoryEntry; readonly about: FoundThing | undefined };

/**
 * What became of the proposals and filings of an officer's institutions and of what they brought for themselves, newest
 * first and below the entry `before`: what others decided, answered, paid or returned, read from the journal.
 */
export async function newsFor(tx: Tx, actor: Actor, limit: number, before?: Id): Promise<News[]> {
  const persons = [actor.person, ...(actor.merged ?? [])];
  const organizations = [...new Set(actor.mandates.map((held) => held.organization.id))];
  const subjects = [
    ...(await proposalsBroughtBy(tx, { organizations, persons })),
    ...(await filedBy(tx, organizations)),
  ];
  const entries = await doneByOthers(tx, { subjects, actions: NEWS, notBy: persons, before }, limit);
  const things = new Map<Id, FoundThing | undefined>();
  for (const { subjectType, subjectId } of entries) {
    if (things.has(subjectId) || !isThing(subjectType)) continue;
    things.set(subjectId, await findThing(tx, actor, subjectType, subjectId));
  }
  return entries.map((entry) => ({ entry, about: things.get(entry.subjectId) }));
}
