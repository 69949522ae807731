import { addDays, type IsoDate, isIsoDate } from '#kernel/date.ts';
import { levelOf, type RegionCode, within } from '#kernel/region.ts';
import { type AreaAsked, DERIVATION, HALF_LIVES } from '#modules/assessment/index.ts';
import type { Tenant } from '#platform/database/tenant-transaction.ts';

/**
 * What an address asks to see of an area: place, days and how fast dealings fade. What does not exist is left out; `area`
 * is the village, or else the district, empty when neither is chosen.
 */
export type AreaSearch = AreaAsked & {
  readonly district: RegionCode;
  readonly village: RegionCode;
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
