import { readWhole } from '#kernel/readers/number.ts';
import { lengthOf, nameKey, readLine } from '#kernel/readers/text.ts';
import type { TitledRow } from '#kernel/readers/titled-table.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { ancestor, type Level, levelOf, type RegionCode, within } from '#kernel/region.ts';
import { areIssues, atCell, cellOf, type ImportColumn, readCells } from './import-kind.ts';

/** The columns of a list of institutions. Those of the list that Pilar hands out are called the same. */
export const INSTITUTION_COLUMNS: readonly ImportColumn[] = [
  { key: 'name', names: ['nama', 'name', 'nama lembaga'], type: 'text', example: 'RW 05 Pasir Impun' },
  { key: 'kind', names: ['jenis', 'kind', 'jenis lembaga'], type: 'text', example: 'rw' },
  { key: 'district', names: ['kecamatan', 'district'], optional: true, type: 'text', example: 'Mandalajati' },
  {
    key: 'village',
    names: ['kelurahan', 'village', 'desa'],
    optional: true,
    type: 'text',
    example: 'Pasir Impun',
  },
  { key: 'rw', names: ['rw', 'rw number', 'nomor rw'], optional: true, type: 'number', example: 5 },
  { key: 'rts', names: ['jumlah rt', 'number of rt', 'rt'], optional: true, type: 'number', example: 4 },
  {
    key: 'place',
    names: ['kode wilayah', 'region code', 'kode'],
    optional: true,
    type: 'text',
    example: '',
  },
  { key: 'id', names: ['id'], optional: true, type: 'text', example: '' },
];

/** A kind of party, as far as a row must fit it. */
export type RowParty = {
  readonly kind: string;
  /** What people call it, in every language. */
  readonly labels: readonly string[];
  readonly at: Level;
  /** Whether such institutions come in by asking, and are never entered from a list. */
  readonly joins: boolean;
};

/** The official places of a city, by what they are called. */
export type Gazetteer = {
  readonly area: RegionCode;
  place(code: RegionCode): boolean;
  /** The places of a level under this name: several, where a name stands for several. */
  named(level: 'district' | 'village', name: string): readonly RegionCode[];
};

export type InstitutionRow = {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly region: RegionCode;
  /** How many RT the RW has, where the row says it. */
  readonly rts: number | undefined;
};

/** Reads a row by itself: which institution it says to stand where. */
export function readInstitutionRow(
  row: TitledRow<string>,
  parties: readonly RowParty[],
  places: Gazetteer,
): InstitutionRow | readonly Refusal[] {
  const said = nameKey(cellOf(row, 'kind'));
  const party = parties.find(
    (one) => one.kind === said || one.labels.some((label) => nameKey(label) === said),
  );
  const read = readCells(row, {
    name: readLine(cellOf(row, 'name'), 120),
    kind: party ?? refuse(said === '' ? 'input.required' : 'input.choice'),
    rts: cellOf(row, 'rts') === '' ? undefined : readWhole(cellOf(row, 'rts'), 1, 40),
    id: lengthOf(cellOf(row, 'id')) > 36 ? refuse('access.not-found') : cellOf(row, 'id'),
  });
  if (areIssues(read)) return read;
  if (read.kind.joins) return [atCell(row, 'kind', refuse('import.joins'))];
  const region = placeIn(row, read.kind.at, places);
  if (isRefusal(region)) return [region];
  return { id: read.id, name: read.name, kind: read.kind.kind, region, rts: read.rts };
}

/** The place that a row names, of the level where its kind stands: by its code, or by kecamatan, kelurahan and number of the RW. */
function placeIn(row: TitledRow<string>, level: Level, places: Gazetteer): RegionCode | Refusal {
  const unknown = (key: string) => atCell(row, key, refuse('region.unknown'));
  const code = cellOf(row, 'place');
  if (code !== '') {
    if (levelOf(code) !== level || !within(code, places.area)) return unknown('place');
    const official = ancestor(code, 'village');
    return official === places.area || places.place(official) ? code : unknown('place');
  }
  if (level === levelOf(places.area)) return places.area;
  if (level === 'regency' || level === 'province') return unknown('place');
  const district = cellOf(row, 'district');
  const districts = places.named('district', withoutWord(district));
  if (level === 'district') return districts.length === 1 ? (districts[0] ?? '') : unknown('district');
  if (district !== '' && districts.length === 0) return unknown('district');
  const villages = places
    .named('village', withoutWord(cellOf(row, 'village')))
    .filter((one) => district === '' || districts.some((above) => within(one, above)));
  const [village] = villages;
  if (village === undefined || villages.length > 1)
    return unknown(villages.length > 1 ? 'district' : 'village');
  if (level === 'village') return village;
  const number = readWhole(cellOf(row, 'rw').replace(/^rw\s*/i, ''), 1, 999);
  return isRefusal(number) ? atCell(row, 'rw', number) : `${village}.${String(number).padStart(3, '0')}`;
}

/** `Kel. Pasir Impun` is `Pasir Impun`. */
function withoutWord(name: string): string {
  return name.replace(/^(kec(amatan)?|kel(urahan)?|desa)\b\.?\s*/i, '');
}
