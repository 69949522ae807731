import type { Id } from '#kernel/id.ts';
import { doneByOthers } from '#modules/journal/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type EarlierName, nameOn } from './name-on-day.ts';
import type { Organization } from './organization.ts';

/** More names than institutions are ever given. */
const MOST = 1000;

/** The names that institutions had before, each until when: as the journal tells it. */
export async function earlierNames(
  tx: Tx,
  ids: readonly Id[],
): Promise<ReadonlyMap<Id, readonly EarlierName[]>> {
  const wanted = { subjects: [...new Set(ids)], actions: ['organization.renamed'], notBy: [] } as const;
  const names = new Map<Id, EarlierName[]>();
  for (const { subjectId, at, summary } of (await doneByOthers(tx, wanted, MOST)).reverse()) {
    const name =
      typeof summary === 'object' && summary !== null && 'earlier' in summary ? summary.earlier : '';
    if (typeof name !== 'string' || name === '') continue;
    names.set(subjectId, [...(names.get(subjectId) ?? []), { name, until: new Date(at) }]);
  }
  return names;
}

/** An institution as it was called at a moment. */
export async function asCalledOn<One extends Organization>(tx: Tx, one: One, at: Date): Promise<One> {
  const earlier = (await earlierNames(tx, [one.id])).get(one.id) ?? [];
  return { ...one, name: nameOn({ name: one.name, earlier }, at) };
}

/** What an institution was called at a moment; undefined where that is its name of today. */
export async function calledThen(tx: Tx, one: Organization, at: Date): Promise<string | undefined> {
  const { name } = await asCalledOn(tx, one, at);
  return name === one.name ? undefined : name;
}
