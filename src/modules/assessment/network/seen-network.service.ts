import type { Actor, Visitor } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import { isRefusal, type Refusal } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import type { Model } from '#modules/models/index.ts';
import { listPrograms } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type AreaNetwork, firstDay, networkOn } from './area-network.ts';
import { readAreaRecords } from './area-records.service.ts';
import { mayReadPersons } from './surveyed-ties.ts';

/** Which network of an area is asked for: its days, and how fast dealings fade. */
export type AreaAsked = {
  readonly area: RegionCode;
  readonly from: IsoDate | undefined;
  readonly until: IsoDate;
  readonly halfLifeDays: number;
};

/** The network of an area as its reader may see it. */
export type SeenNetwork = AreaNetwork & {
  /** Records of which there were more than are read. */
  readonly cutShort: readonly string[];
  /** Those of the city's programmes, which name the pillars. */
  readonly models: readonly Model[];
  /** The day of the first dealing known. */
  readonly firstDay: IsoDate | undefined;
  /** The same network as it was on another day. */
  on(day: IsoDate): AreaNetwork | Refusal;
};

/**
 * Reads the network of a village or district as it was on the last of the days asked for. Everybody may see
 * institutions; people who are no officers are for those with a mandate in the area.
 */
export async function seenNetwork(
  tx: Tx,
  viewer: Actor | Visitor,
  asked: AreaAsked,
  timeZone: string,
): Promise<SeenNetwork | Refusal> {
  const reader = mayReadPersons(viewer, asked.area) ? 'officer' : 'public';
  const records = await readAreaRecords(tx, asked.area, timeZone);
  if (isRefusal(records)) return records;
  const { from, halfLifeDays } = asked;
  const on = (asOf: IsoDate) =>
    networkOn(records, { asOf, halfLifeDays, ...(from === undefined ? {} : { from }) }, reader);
  const found = on(asked.until);
  if (isRefusal(found)) return found;
  const models = (await listPrograms(tx)).map((one) => one.model);
  return { ...found, cutShort: records.cutShort, models, firstDay: firstDay(records), on };
}
