import type { Id } from '#kernel/id.ts';
import { perMille } from '#kernel/money.ts';
import { organizationsById } from '#modules/actors/index.ts';
import { type Compared, deviation } from '#modules/filings/index.ts';
import { entryPath } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** What was planned of one entry and place, and what came of it, to be shown. */
export type ComparedRow = Awaited<ReturnType<typeof comparedRows>>[number];

/** Names what was compared: its entry, its place. */
export async function comparedRows(
  tx: Tx,
  { model }: Pick<Program, 'model'>,
  compared: readonly Compared[],
  locale: 'id' | 'en',
) {
  const places = await namesOf(tx, [...new Set(compared.map((one) => one.place))]);
  return compared.map((one) => ({
    ...one,
    entryName: entryPath(model, one.entry).at(-1)?.label[locale] ?? one.entry,
    field: entryPath(model, one.entry)[0]?.label[locale] ?? '',
    placeName: places.get(one.place) ?? one.place,
    share: one.planned === 0n ? undefined : perMille(distance(one.difference), one.planned),
  }));
}

function distance(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}

/** What each institution planned in each year and what came of it, those who deviate most first. */
export async function partyYears(tx: Tx, compared: readonly Compared[]) {
  const names = await organizationsById(tx, [...new Set(compared.map((one): Id => one.organization))]);
  return [...Map.groupBy(compared, (one) => `${one.year} ${one.organization}`).values()]
    .flatMap((rows) => {
      const [first] = rows;
      if (!first) return [];
      const { difference, planned } = deviation(rows, tx.today);
      return [
        {
          organization: first.organization,
          name: names.get(first.organization)?.name ?? '',
          year: first.year,
          planned: rows.reduce((all, one) => all + one.planned, 0n),
          spent: rows.reduce((all, one) => all + one.spent, 0n),
          lines: rows.reduce((all, one) => all + one.lines.length, 0),
          carriedOut: rows.reduce((all, one) => all + one.activities.length, 0),
          difference,
          /** Of what counts by now; undefined where nothing does. */
          share: planned === 0n ? undefined : perMille(difference, planned),
        },
      ];
    })
    .sort(
      (a, b) =>
        b.year.localeCompare(a.year) || (b.share ?? -1) - (a.share ?? -1) || a.name.localeCompare(b.name),
    );
}
