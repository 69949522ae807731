import { measureNamed } from '#analysis/measures/index.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import { levelOf, officialName, type RegionCode, within } from '#kernel/region.ts';
import type { Program } from '#modules/programs/index.ts';
import { childrenOf, regionsWithin } from '#modules/regions/index.ts';
import { BALANCE_MEASURES, type BalanceMeasure, type PlaceBalance } from '#modules/transparency/index.ts';
import { m } from '#paraglide/messages.js';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { count, rupiahFigure, shortRupiah } from '#ui/format.ts';
import { measureTitle } from '#ui/measure-words.ts';
import { wholeIn } from '../../../request.ts';
import { chosenProgram } from '../../chosen-program.ts';
import { withParams } from '../../usulan/filter.ts';

/** What places are compared by: the official tree, RW, or the institutions. */
export type BalanceLevel = 'district' | 'village' | 'neighbourhood' | 'institution';

/** The words of measures and levels as they stand in the address. */
export const MEASURE_WORDS: Readonly<Record<string, BalanceMeasure>> = {
  diputuskan: 'decided',
  dibayar: 'disbursed',
  dipertanggungjawabkan: 'settled',
  kegiatan: 'activities',
  orang: 'people',
  'keluarga-miskin': 'poor-households',
  perempuan: 'women',
};
export const LEVEL_WORDS: Readonly<Record<string, BalanceLevel>> = {
  kecamatan: 'district',
  kelurahan: 'village',
  rw: 'neighbourhood',
  lembaga: 'institution',
};

const OF: Readonly<Record<BalanceMeasure, () => string>> = {
  decided: m['balance.of.decided'],
  disbursed: m['balance.of.disbursed'],
  settled: m['balance.of.settled'],
  activities: m['balance.of.activities'],
  people: m['balance.of.people'],
  'poor-households': m['balance.of.poor-households'],
  women: m['balance.of.women'],
};
export const LEVEL_NAMES: Readonly<Record<BalanceLevel, () => string>> = {
  district: m['balance.level.district'],
  village: m['balance.level.village'],
  neighbourhood: m['balance.level.neighbourhood'],
  institution: m['balance.level.institution'],
};
export const LEVEL_TITLES: Readonly<Record<BalanceLevel, () => string>> = {
  district: m['balance.level-title.district'],
  village: m['balance.level-title.village'],
  neighbourhood: m['balance.level-title.neighbourhood'],
  institution: m['balance.level-title.institution'],
};

/** A measure inside a sentence: "the money decided". */
export function measureOf(measure: BalanceMeasure): string {
  return OF[measure]();
}

/** An amount of a measure, short: Rp1,2 M, or 2.841. */
export function shortAmount(measure: BalanceMeasure, amount: bigint): string {
  return measureNamed(measure).unit === 'rupiah' ? shortRupiah(amount) : count(amount);
}

/** The same in full, for tables. */
export function fullAmount(measure: BalanceMeasure, amount: bigint): string {
  return measureNamed(measure).unit === 'rupiah' ? rupiahFigure(amount) : count(amount);
}

/** What an address asks of the pages on balance. What does not exist is left out. */
export type Choices = {
  readonly program: Program;
  readonly programs: readonly Program[];
  readonly measure: BalanceMeasure;
  /** The kecamatan and kelurahan chosen; empty texts when none is. */
  readonly district: RegionCode | '';
  readonly village: RegionCode | '';
  /** The smallest of them, or all of the programme's region. */
  readonly area: RegionCode;
  readonly areaName: string;
  readonly districts: readonly { code: string; name: string }[];
  readonly villages: readonly { code: string; name: string }[];
};

/** Reads the choices; undefined while the city has no programme, 404 for an unknown one. */
export async function readChoices(tx: Tx, url: URL, city: string): Promise<Choices | undefined> {
  const { program, programs } = await chosenProgram(tx, url, 'proposals');
  return program && choicesIn(tx, url, city, program, programs);
}

/** Reads the choices of an address within a programme that was chosen from these. */
export async function choicesIn(
  tx: Tx,
  url: URL,
  city: string,
  program: Program,
  programs: readonly Program[],
): Promise<Choices> {
  const district = placeIn(url, 'kecamatan', 'district', program.region);
  const village = district && placeIn(url, 'kelurahan', 'village', district);
  const districts = await regionsWithin(tx, program.region, 'district');
  const villages = district ? await childrenOf(tx, district) : [];
  const name =
    villages.find((one) => one.code === village)?.name ??
    districts.find((one) => one.code === district)?.name;
  return {
    program,
    programs,
    measure: ownEntry(MEASURE_WORDS, url.searchParams.get('ukuran') ?? '') ?? 'decided',
    district,
    village,
    area: village || district || program.region,
    areaName: name === undefined ? city : officialName(village || district, name),
    districts,
    villages,
  };
}

function placeIn(
  url: URL,
  field: string,
  level: 'district' | 'village',
  around: RegionCode,
): RegionCode | '' {
  const code = url.searchParams.get(field) ?? '';
  return levelOf(code) === level && within(code, around) ? code : '';
}

/** The levels that can be compared in the chosen area, the coarsest first. */
export function levelsIn(choices: Choices): readonly BalanceLevel[] {
  if (choices.village) return ['neighbourhood', 'institution'];
  return choices.district ? ['village', 'institution'] : ['district', 'village', 'institution'];
}

/** The level an address asks for, as far as the area offers it; else the coarsest, or the given one. */
export function levelIn(url: URL, choices: Choices, otherwise?: BalanceLevel): BalanceLevel {
  const offered = levelsIn(choices);
  const asked = ownEntry(LEVEL_WORDS, url.searchParams.get('tingkat') ?? '');
  const wanted = asked && offered.includes(asked) ? asked : otherwise;
  return (wanted && offered.includes(wanted) ? wanted : offered[0]) ?? 'district';
}

/** A select of the form; `empty` words the choice of none. */
export type ChoiceField = {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly empty?: string;
};

function wordFor<T>(words: Readonly<Record<string, T>>, value: T): string {
  return Object.entries(words).find(([, one]) => one === value)?.[0] ?? '';
}

export function programField({ program, programs }: Choices): ChoiceField {
  return {
    name: 'program',
    label: m['balance.filter.program'](),
    value: program.slug,
    options: programs.map((one) => ({ value: one.slug, label: titleOf(one) })),
  };
}

export function measureField({ measure }: Choices): ChoiceField {
  return {
    name: 'ukuran',
    label: m['balance.filter.measure'](),
    value: wordFor(MEASURE_WORDS, measure),
    options: BALANCE_MEASURES.map((one) => ({
      value: wordFor(MEASURE_WORDS, one),
      label: measureTitle(one),
    })),
  };
}

export function levelField(choices: Choices, level: BalanceLevel): ChoiceField {
  return {
    name: 'tingkat',
    label: m['balance.filter.level'](),
    value: wordFor(LEVEL_WORDS, level),
    options: levelsIn(choices).map((one) => ({
      value: wordFor(LEVEL_WORDS, one),
      label: LEVEL_TITLES[one](),
    })),
  };
}

/** The area: a kecamatan, and its kelurahan once one is chosen. */
export function areaFields({ district, village, districts, villages }: Choices): ChoiceField[] {
  const option = (one: { code: string; name: string }) => ({ value: one.code, label: one.name });
  const first: ChoiceField = {
    name: 'kecamatan',
    label: m['balance.filter.district'](),
    value: district,
    options: districts.map(option),
    empty: m['balance.filter.all'](),
  };
  if (!district) return [first];
  return [
    first,
    {
      name: 'kelurahan',
      label: m['balance.filter.village'](),
      value: village,
      options: villages.map(option),
      empty: m['balance.filter.whole-district'](),
    },
  ];
}

export function titleOf(program: Program): string {
  return `${program.model.short} ${program.fiscalYear}`;
}

/** The chosen area as chips that take it off again. */
export function areaChips(url: URL, { district, village, districts, villages }: Choices) {
  const name = (list: readonly { code: string; name: string }[], code: string) =>
    list.find((one) => one.code === code)?.name ?? code;
  return [
    ...(district
      ? [
          {
            label: name(districts, district),
            without: withParams(url, { kecamatan: '', kelurahan: '', tingkat: '' }),
          },
        ]
      : []),
    ...(village
      ? [{ label: name(villages, village), without: withParams(url, { kelurahan: '', tingkat: '' }) }]
      : []),
  ];
}

/** Rows on a page of a long table. */
export const ROWS = 40;

/** A page of rows, from where the address says, and the ways to the others. */
export function pageOf<T>(url: URL, rows: readonly T[], size = ROWS) {
  const asked = wholeIn(url, 'mulai');
  const start = Number.isInteger(asked) && asked > 0 && asked < rows.length ? asked : 0;
  const at = (from: number) => withParams(url, { mulai: from > 0 ? String(from) : '' });
  return {
    rows: rows.slice(start, start + size),
    shown:
      rows.length > size
        ? m['balance.spread.shown']({
            from: count(start + 1),
            to: count(Math.min(start + size, rows.length)),
            all: count(rows.length),
          })
        : undefined,
    previous: start > 0 ? at(Math.max(0, start - size)) : undefined,
    next: start + size < rows.length ? at(start + size) : undefined,
  };
}

/** Where the proposals and activities behind a place's figures are listed, and where it can be looked at closer. */
export function linksOf(
  tenant: string,
  url: URL,
  choices: Choices,
  level: BalanceLevel,
  place: PlaceBalance,
) {
  const { program } = choices;
  const here = new URLSearchParams({ program: program.slug });
  const parts = place.place.split('.');
  if (parts.length >= 3) here.set('kecamatan', parts.slice(0, 3).join('.'));
  if (parts.length >= 4) here.set('kelurahan', parts.slice(0, 4).join('.'));
  const funded = new URLSearchParams(here);
  funded.set('keadaan', 'funded');
  if (level === 'institution') funded.set('lembaga', place.key);
  if (level === 'neighbourhood') funded.set('rw', place.place);
  const closer = new URL(url);
  for (const name of ['tingkat', 'mulai']) closer.searchParams.delete(name);
  if (level === 'district') closer.searchParams.set('kecamatan', place.place);
  if (level === 'village') {
    closer.searchParams.set('kecamatan', place.group);
    closer.searchParams.set('kelurahan', place.place);
  }
  return {
    proposals: `/${tenant}/usulan?${funded}`,
    activities: level === 'institution' ? undefined : `/${tenant}/kegiatan?${here}`,
    closer:
      level === 'institution'
        ? `/${tenant}/lembaga/${place.key}?program=${program.slug}`
        : level === 'neighbourhood'
          ? `/${tenant}/usulan?${funded}`
          : `${closer.pathname}${closer.search}`,
  };
}

const KEPT = ['program', 'ukuran', 'kecamatan', 'kelurahan'] as const;

/** The choices of an address that go along from one view to the next, as `?program=…`, or nothing. */
export function queryOf(url: URL): string {
  const kept = new URLSearchParams();
  for (const name of KEPT) {
    const value = url.searchParams.get(name);
    if (value) kept.set(name, value);
  }
  const query = kept.toString();
  return query ? `?${query}` : '';
}
