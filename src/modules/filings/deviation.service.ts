import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import { type RegionCode, within } from '#kernel/region.ts';
import { begunIn } from '#modules/activities/index.ts';
import { planningKind } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { acceptedOf } from './deviation.store.ts';
import { type Compared, compare, plannedLines, type Realised, wholeIn } from './deviation.ts';

/**
 * What was planned in a programme and what came of it, of one institution or of all, of lines and activities in an area up
 * to a day. Nothing where the programme does not plan. Plans and accounts count from their acceptance on. Source: model
 * `filings[].plans`; paper 004, §4.2.1 (the percentage of deviation between plan and execution).
 */
export async function plansCompared(
  tx: Tx,
  program: Program,
  of: { readonly area: RegionCode; readonly organization?: Id | undefined; readonly until?: IsoDate },
): Promise<Compared[]> {
  const rules = planningKind(program.model);
  if (!rules) return [];
  const { told, toldIn } = rules.plans;
  const accepted = await acceptedOf(tx, program.id, {
    kinds: [rules.kind, told],
    organization: of.organization,
    // As moments of forums stand: one of the evening of that day belongs to it.
    until: of.until === undefined ? undefined : new Date(`${of.until}T23:59:59Z`),
  });
  const activities = new Map((await begunIn(tx, program.id, of.organization)).map((one) => [one.id, one]));
  const inArea = ({ place }: { readonly place: RegionCode }) => within(place, of.area);
  const planned = accepted
    .filter((one) => one.kind === rules.kind)
    .flatMap((one) => plannedLines(rules, one))
    .filter(inArea);
  const realised = accepted.flatMap((one): Realised[] => {
    const activity = one.activity === null ? undefined : activities.get(one.activity);
    if (one.kind !== told || !activity || (of.until !== undefined && activity.startedOn > of.until))
      return [];
    return [
      {
        organization: one.organization,
        year: activity.startedOn.slice(0, 4),
        activity: activity.id,
        title: activity.title,
        entry: activity.scope,
        place: activity.village,
        spent: one.spent ?? 0n,
        quantity: toldIn === undefined ? null : wholeIn(ownEntry(one.content, toldIn)),
      },
    ];
  });
  return compare(planned, realised.filter(inArea));
}
