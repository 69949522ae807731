import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { RecordForm } from './derived-ties.ts';
import { readRelationRecords } from './party-records.service.ts';

/** What two institutions of two governments did with each other in one way: how often, when last, and where that can be read. */
export type BetweenGovernments = {
  readonly form: RecordForm;
  readonly institutions: readonly [string, string];
  /** Who judged what the other handed in, by name; null where they stood side by side. */
  readonly leads: string | null;
  readonly times: number;
  readonly last: IsoDate;
  /** The page of the last one, beneath the address of the city. */
  readonly reference: string;
};

/**
 * What the records hold between the institutions that stand at exactly two places, the most often first; nothing where they
 * hold nothing. Everybody may read it: no person is named.
 */
export async function dealingsBetween(
  tx: Tx,
  one: RegionCode,
  other: RegionCode,
  timeZone: string,
  program?: Id,
): Promise<readonly BetweenGovernments[]> {
  const { actors, dealings } = await readRelationRecords(tx, one, other, timeZone, program);
  const names = new Map(actors.map(({ id, label }) => [id, label]));
  const name = (id: string) => names.get(id) ?? '';
  const groups = Map.groupBy(dealings, ({ form, actors: pair }) => [form, ...pair.toSorted()].join(' '));
  return [...groups.values()]
    .flatMap((group) => {
      const last = group.reduce((newest, each) => (each.date > newest.date ? each : newest));
      const [first, second] = last.actors.map(name).toSorted();
      return first === undefined || second === undefined
        ? []
        : [
            {
              form: last.form,
              institutions: [first, second] as const,
              leads: last.dominant === null ? null : name(last.dominant),
              times: group.length,
              last: last.date,
              reference: last.reference,
            },
          ];
    })
    .sort((a, b) => b.times - a.times || (a.form < b.form ? -1 : 1));
}
