import { error } from '@sveltejs/kit';
import { addDays, type IsoDate, isIsoDate } from '#kernel/date.ts';
import { isId } from '#kernel/id.ts';
import { levelOf, type RegionCode, within } from '#kernel/region.ts';
import { organizationById } from '#modules/actors/index.ts';
import { DERIVATION, HALF_LIVES, type NetworkAsked, subjectName } from '#modules/assessment/index.ts';
import { type Program, programBySlug } from '#modules/programs/index.ts';
import type { Tenant, Tx } from '#platform/database/tenant-transaction.ts';

/**
 * What an address asks to see of a network: whose, days and how fast dealings fade. What does not exist is left out; `area`
 * is the village, or else the district, empty when neither is chosen. `party` is an institution or body instead, `other`
 * the government with which that of the place (or of the city) is looked at, `program` the one programme that counts; all
 * as they were typed, empty when they were not.
 */
export type AreaSearch = Omit<NetworkAsked, 'of' | 'program'> & {
  readonly district: RegionCode;
  readonly village: RegionCode;
  readonly area: RegionCode;
  readonly party: string;
  readonly other: string;
  readonly program: string;
};

/** A network that can be read, with how its subject is called. */
export type FoundSearch = {
  readonly asked: NetworkAsked;
  readonly name: string;
  readonly program: Program | undefined;
};

/** Finds what an address names; undefined where it names nothing to look at yet, 404 for what does not exist. */
export async function findSearch(
  tx: Tx,
  search: AreaSearch,
  city: RegionCode,
): Promise<FoundSearch | undefined> {
  const program = search.program === '' ? undefined : await programBySlug(tx, search.program);
  if (search.program !== '' && !program) error(404);
  const { from, until, halfLifeDays } = search;
  const rest = { program: program?.id, from, until, halfLifeDays };
  if (search.party !== '') {
    const party = isId(search.party) ? await organizationById(tx, search.party) : undefined;
    if (!party) error(404);
    return { asked: { of: { party }, ...rest }, name: party.name, program };
  }
  if (search.other !== '') {
    if (levelOf(search.other) === undefined) error(404);
    const one = search.area || city;
    const name = await subjectName(tx, { region: one, party: null, other: search.other });
    return { asked: { of: { one, other: search.other }, ...rest }, name, program };
  }
  if (search.area === '') return undefined;
  const name = await subjectName(tx, { region: search.area, party: null, other: null });
  return { asked: { of: { area: search.area }, ...rest }, name, program };
}

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
    party: params.get('lembaga') ?? '',
    other: params.get('dengan') ?? '',
    program: params.get('program') ?? '',
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
