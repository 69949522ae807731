import type { Id } from '#kernel/id.ts';
import { type HistoryEntry, historyOf } from '#modules/journal/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Called } from './name-on-day.ts';
import { earlierNames } from './names-on-day.service.ts';
import { organizationsById } from './organization.store.ts';
import type { Organization } from './organization.ts';

/** What happened, oldest first, as anyone may read it, and the institutions for which it was done. */
export type ToldHistory = {
  readonly entries: readonly HistoryEntry[];
  readonly organizations: ReadonlyMap<Id, Organization & Called>;
};

/** The history of one subject, or of several as one; of a long history the newest `limit` entries of each. */
export async function toldHistory(tx: Tx, subjects: readonly Id[], limit?: number): Promise<ToldHistory> {
  const entries: HistoryEntry[] = [];
  for (const subject of subjects) entries.push(...(await historyOf(tx, subject, limit)));
  entries.sort((one, other) => (one.id < other.id ? -1 : 1));
  return { entries, organizations: await actingIn(tx, entries) };
}

/** The institutions for which entries of the journal were made, with the names that they had before. */
export async function actingIn(
  tx: Tx,
  entries: readonly { readonly organization: Id | null }[],
): Promise<ReadonlyMap<Id, Organization & Called>> {
  const found = await organizationsById(
    tx,
    entries.flatMap((entry) => entry.organization ?? []),
  );
  const names = await earlierNames(
    tx,
    [...found.values()].map((one) => one.id),
  );
  return new Map([...found].map(([asked, one]) => [asked, { ...one, earlier: names.get(one.id) ?? [] }]));
}
