import { isId } from '#kernel/id.ts';
import { ACTIVITY_STATES, type ActivityFilter } from '#modules/activities/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { m } from '#paraglide/messages.js';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { scopeFilter } from '#ui/scope-options.ts';
import { type ChosenPlace, chosenPlace, narrowest, placeOptions } from '../place-filter.ts';

/** How many rows a page of a list holds. */
export const PAGE = 25;

/** A choice of a filter's field, as Select takes it. */
export type FilterOption = { readonly value: string; readonly label: string; readonly group?: string };

/** A field of a list's filter; `all` words the choice of everything. */
export type FilterField = {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly FilterOption[];
  readonly all: string;
};

/** Says what a list is narrowed to; `href` takes it off again. */
export type FilterChip = { readonly text: string; readonly href: string };

export function chosenArea(address: URL, program: Program): ChosenPlace {
  return chosenPlace(address.searchParams, program.region);
}

/** Fields for the area: the kabupaten of a province, the kecamatan, and its kelurahan once one is chosen. */
export async function areaFields(tx: Tx, program: Program, chosen: ChosenPlace): Promise<FilterField[]> {
  const { regencies, districts, villages } = await placeOptions(tx, program.region, chosen);
  const fields = [
    {
      name: 'kabupaten',
      label: m['public.program.regency'](),
      value: chosen.regency,
      options: regencies,
      all: m['activity.list.all-areas'](),
    },
    {
      name: 'kecamatan',
      label: m['activity.list.district'](),
      value: chosen.district,
      options: districts,
      all: m['activity.list.all-areas'](),
    },
    {
      name: 'kelurahan',
      label: m['activity.list.village'](),
      value: chosen.village,
      options: villages,
      all: m['activity.list.all-villages'](),
    },
  ];
  return fields.filter((field) => field.options.length > 0);
}

/** The field for the programme, offered where a city has several. */
export function programField(program: Program, programs: readonly Program[]): FilterField {
  return {
    name: 'program',
    label: m['activity.list.program'](),
    value: program.slug,
    options: programs.map((one) => ({ value: one.slug, label: `${one.model.short} ${one.fiscalYear}` })),
    all: m['activity.list.newest-program'](),
  };
}

/** What the fields narrow a list to, as chips. The programme is not taken off, only changed. */
export function chipsOf(address: URL, fields: readonly FilterField[]): FilterChip[] {
  return fields.flatMap((field) => {
    const chosen = field.options.find((one) => one.value === field.value);
    return chosen && field.name !== 'program'
      ? [{ text: chosen.label, href: listAddress(address, { [field.name]: '' }) }]
      : [];
  });
}

/** What an address asks of the list of activities. */
export function activityFilter(address: URL, program: Program): ActivityFilter {
  const area = narrowest(chosenArea(address, program));
  const scope = chosenWord(
    address,
    'lingkup',
    (program.model.catalogue?.entries ?? []).map((one) => one.id),
  );
  const entry = program.model.catalogue?.entries.find((one) => one.id === scope);
  const state = chosenWord(address, 'keadaan', ACTIVITY_STATES);
  return {
    program: program.id,
    ...(area ? { area } : {}),
    ...(entry ? scopeFilter(program.model, entry) : {}),
    ...(state ? { state } : {}),
  };
}

/** One of the words that a field of the address may hold; undefined for anything else. */
export function chosenWord<T extends string>(
  address: URL,
  field: string,
  words: readonly T[],
): T | undefined {
  const typed = address.searchParams.get(field);
  return words.find((word) => word === typed);
}

/** The id that a page begins after. */
export function cursorIn(address: URL): string | undefined {
  const cursor = address.searchParams.get('setelah') ?? '';
  return isId(cursor) ? cursor : undefined;
}

/** The address of the same list with some fields changed; an empty one is taken out, and the first page comes first. */
export function listAddress(address: URL, change: Readonly<Record<string, string>>): string {
  const fields = new URLSearchParams(address.searchParams);
  fields.delete('setelah');
  for (const [field, value] of Object.entries(change)) {
    if (value) fields.set(field, value);
    else fields.delete(field);
  }
  const query = fields.toString();
  return query ? `${address.pathname}?${query}` : address.pathname;
}
