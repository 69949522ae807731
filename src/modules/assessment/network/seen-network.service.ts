import type { Actor, Visitor } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { levelOf, type RegionCode } from '#kernel/region.ts';
import type { Organization } from '#modules/actors/index.ts';
import type { Model } from '#modules/models/index.ts';
import { listPrograms } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import {
  type AreaNetwork,
  type AreaRecords,
  aroundParty,
  firstDay,
  networkOn,
  tiedAcross,
} from './area-network.ts';
import { readAreaRecords } from './area-records.service.ts';
import { readPartyRecords, readRelationRecords } from './party-records.service.ts';
import { mayReadPersons } from './surveyed-ties.ts';

/** Whose network is asked for: of a village or district, of an institution or body, or of two governments. */
export type NetworkOf =
  | { readonly area: RegionCode }
  | { readonly party: Organization }
  | { readonly one: RegionCode; readonly other: RegionCode };

/** Which network is asked for: whose, of one programme or of all, its days, and how fast dealings fade. */
export type NetworkAsked = {
  readonly of: NetworkOf;
  readonly program?: Id | undefined;
  readonly from: IsoDate | undefined;
  readonly until: IsoDate;
  readonly halfLifeDays: number;
};

/** A network as its reader may see it. */
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
 * Reads a network as it was on the last of the days asked for. Everybody may see institutions; people who are no officers
 * are for those with a mandate in the area, or where the institution stands, or at both governments' places. Refused: an
 * area that is none, and an institution or relation of which the records hold nothing, with what would change that.
 */
export async function seenNetwork(
  tx: Tx,
  viewer: Actor | Visitor,
  asked: NetworkAsked,
  timeZone: string,
): Promise<SeenNetwork | Refusal> {
  const { of, from, halfLifeDays } = asked;
  const reader = placesOf(of).every((place) => mayReadPersons(viewer, place)) ? 'officer' : 'public';
  const records = await readRecords(tx, asked, timeZone);
  if (isRefusal(records)) return records;
  const on = (asOf: IsoDate) => {
    const found = networkOn(records, { asOf, halfLifeDays, ...(from === undefined ? {} : { from }) }, reader);
    if (isRefusal(found)) return found;
    if ('party' in of) return aroundParty(found, of.party.id);
    return 'one' in of ? tiedAcross(found) : found;
  };
  const found = on(asked.until);
  if (isRefusal(found)) return found;
  const models = (await listPrograms(tx)).map((one) => one.model);
  return { ...found, cutShort: records.cutShort, models, firstDay: firstDay(records), on };
}

function placesOf(of: NetworkOf): readonly RegionCode[] {
  if ('party' in of) return [of.party.region];
  return 'one' in of ? [of.one, of.other] : [of.area];
}

async function readRecords(
  tx: Tx,
  { of, program }: NetworkAsked,
  timeZone: string,
): Promise<AreaRecords | Refusal> {
  if ('party' in of) return readPartyRecords(tx, of.party, timeZone, program);
  if ('area' in of) return readAreaRecords(tx, of.area, timeZone, program);
  if (of.one === of.other || [of.one, of.other].some((code) => levelOf(code) === undefined)) {
    return refuse('network.area');
  }
  const records = await readRelationRecords(tx, of.one, of.other, timeZone, program);
  return records.actors.length === 0 ? refuse('network.nothing-between') : records;
}
