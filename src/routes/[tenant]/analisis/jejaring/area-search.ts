import type { Actor, Visitor } from '#kernel/actor.ts';
import { addDays, type IsoDate, isIsoDate } from '#kernel/date.ts';
import { isRefusal, type Refusal } from '#kernel/refusal.ts';
import { levelOf, type RegionCode, within } from '#kernel/region.ts';
import {
  type AreaNetwork,
  type AreaRecords,
  DERIVATION,
  HALF_LIVES,
  mayReadPersons,
  networkOn,
  readAreaRecords,
} from '#modules/assessment/index.ts';
import type { Tenant, Tx } from '#platform/database/tenant-transaction.ts';

/** What an address asks to see of an area: place, days and how fast dealings fade. What does not exist is left out. */
export type AreaSearch = {
  readonly district: RegionCode;
  readonly village: RegionCode;
  /** The village, or else the district; empty when neither is chosen. */
  readonly area: RegionCode;
  readonly from: IsoDate | undefined;
  readonly until: IsoDate;
  readonly halfLifeDays: number;
};

export function areaSearch(params: URLSearchParams, tenant: Tenant, today: IsoDate): AreaSearch {
  const asked = placeIn(params, 'kelurahan', 'village', tenant.region);
  const district =
    placeIn(params, 'kecamatan', 'district', tenant.region) || asked.split('.').slice(0, 3).join('.');
  const village = asked !== '' && within(asked, district) ? asked : '';
  const days = Number(params.get('paruh'));
  const until = dayIn(params, 'sampai');
  const from = dayIn(params, 'dari');
  return {
    district,
    village,
    area: village || district,
    from: from !== undefined && from <= (until ?? today) ? from : undefined,
    until: until !== undefined && until <= today ? until : today,
    halfLifeDays: HALF_LIVES.find((one) => one === days) ?? DERIVATION.halfLifeDays,
  };
}

function placeIn(
  params: URLSearchParams,
  name: string,
  level: 'district' | 'village',
  area: RegionCode,
): RegionCode {
  const code = params.get(name) ?? '';
  return levelOf(code) === level && within(code, area) ? code : '';
}

function dayIn(params: URLSearchParams, name: string): IsoDate | undefined {
  const text = params.get(name) ?? '';
  return isIsoDate(text) ? text : undefined;
}

/** What is known of an area and its network as the reader may see it, or why it cannot be shown. */
export async function areaNetwork(
  tx: Tx,
  tenant: Tenant,
  search: AreaSearch,
  viewer: Actor | Visitor,
): Promise<
  Refusal | (AreaNetwork & { readonly records: AreaRecords; readonly reader: 'officer' | 'public' })
> {
  const records = await readAreaRecords(tx, search.area, tenant.timeZone);
  if (isRefusal(records)) return records;
  const reader = mayReadPersons(viewer, search.area) ? 'officer' : 'public';
  const found = networkOn(records, derivationOn(search, search.until), reader);
  return isRefusal(found) ? found : { ...found, records, reader };
}

export function derivationOn(search: AreaSearch, asOf: IsoDate) {
  return {
    asOf,
    halfLifeDays: search.halfLifeDays,
    ...(search.from === undefined ? {} : { from: search.from }),
  };
}

/** The two days that an address compares (`awal`, `akhir`): half a year ago and today unless it says otherwise; `order` says when they make no sense. */
export function comparedDays(
  params: URLSearchParams,
  today: IsoDate,
  first: IsoDate | undefined,
): { before: IsoDate; after: IsoDate; order: 'right' | 'wrong' } {
  const after = dayIn(params, 'akhir') ?? today;
  const usual = addDays(after, -182);
  const before =
    dayIn(params, 'awal') ?? (first !== undefined && first > usual && first < after ? first : usual);
  return { before, after, order: before < after && after <= today ? 'right' : 'wrong' };
}
