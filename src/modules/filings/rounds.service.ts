import type { Id } from '#kernel/id.ts';
import {
  type Activity,
  participationOf,
  provedExpenses,
  realisedContributionsOf,
} from '#modules/activities/index.ts';
import type { FilingKind } from '#modules/models/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { FilingContent } from './filing.ts';
import { type Mended, mendedSince } from './mended.ts';
import { type FilingPart, partsOf, type RowKind } from './part.ts';
import { remarksOn } from './remark.store.ts';
import { keepRound, lastRounds } from './round.store.ts';

/** The parts of a filing as they stand now, with the rows of its activity's records. */
export async function partsNow(
  tx: Tx,
  rules: FilingKind,
  content: FilingContent,
  activity: Activity | undefined,
): Promise<readonly FilingPart[]> {
  return partsOf(rules, content, activity ? await rowsOf(tx, activity) : []);
}

async function rowsOf(tx: Tx, activity: Activity): Promise<readonly FilingPart[]> {
  const expenses = await provedExpenses(tx, activity);
  const occasions = await participationOf(tx, activity.id);
  const contributions = await realisedContributionsOf(tx, activity.id);
  return [
    ...expenses.map(({ receipt, id, ...one }) =>
      row('expense', id, {
        costPosition: String(one.costPosition),
        description: one.description,
        amount: String(one.amount),
        paidOn: one.paidOn,
        receiptNumber: one.receiptNumber,
        file: receipt === undefined ? 'missing' : 'kept',
      }),
    ),
    ...occasions.map(({ id, ...one }) =>
      row('participation', id, {
        occasion: one.occasion,
        happenedOn: one.happenedOn,
        people: String(one.people),
        women: String(one.women),
        poorHouseholds: String(one.poorHouseholds),
      }),
    ),
    ...contributions.map(({ id, ...one }) =>
      row('contribution', id, { form: one.form, description: one.description, value: String(one.value) }),
    ),
  ];
}

function row(kind: RowKind, id: Id, told: FilingPart['told']): FilingPart {
  return { part: `${kind}.${id}`, told };
}

/** Keeps a filing as it is handed in, so that it can be laid beside what comes after a return. */
export async function keepHandedIn(
  tx: Tx,
  filing: Id,
  rules: FilingKind,
  content: FilingContent,
  activity: Activity | undefined,
): Promise<void> {
  await keepRound(tx, filing, await partsNow(tx, rules, content, activity));
}

/** What became of a filing since it was handed in the time before; undefined while it was handed in once. */
export type Since = {
  readonly before: Date;
  readonly now: Date;
  readonly mended: readonly Mended[];
  /** All that it said both times, so that what is named by a code can be called by its name. */
  readonly parts: { readonly before: readonly FilingPart[]; readonly now: readonly FilingPart[] };
};

/** Lays a filing as it was handed in last beside how it was the time before, with the remarks that were answered in between. */
export async function sinceReturned(tx: Tx, filing: Id): Promise<Since | undefined> {
  const [now, before] = await lastRounds(tx, filing);
  if (!now || !before) return undefined;
  const answered = (await remarksOn(tx, filing)).filter(
    (one) =>
      one.verdict === 'adjust' &&
      one.repliedAt !== null &&
      one.repliedAt.getTime() === now.handedInAt.getTime(),
  );
  return {
    before: before.handedInAt,
    now: now.handedInAt,
    mended: mendedSince(before.parts, now.parts, answered),
    parts: { before: before.parts, now: now.parts },
  };
}
