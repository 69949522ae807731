import { firstDay } from '#analysis/rubric/index.ts';
import { isIsoDate } from '#kernel/date.ts';

/** A year, a month or a day: `2024`, `2024-08`, `2024-08-14`. What is left out is not known. */
export type RoughDate = string;

/** The months as they are written in Indonesian and in English. */
const MONTHS: readonly (readonly string[])[] = [
  ['januari', 'january'],
  ['februari', 'february', 'pebruari'],
  ['maret', 'march', 'mrt'],
  ['april'],
  ['mei', 'may'],
  ['juni', 'june'],
  ['juli', 'july'],
  ['agustus', 'august', 'agt', 'ags'],
  ['september'],
  ['oktober', 'october'],
  ['november', 'nopember'],
  ['desember', 'december'],
];

/**
 * A rough date as people type it: `2024`, `Agustus 2024`, `Agu 2024`, `8-2024`, `2024-08`, `14 Agustus 2024`,
 * `14/8/2024`, `2024-08-14`. Undefined for everything else, and for days that are in no calendar from 1900 to 2199.
 */
export function readRoughDate(text: string): RoughDate | undefined {
  const parts = text
    .trim()
    .toLowerCase()
    .split(/[\s./,-]+/)
    .filter(Boolean);
  const yearFirst = /^\d{4}$/.test(parts[0] ?? '');
  const [year = '', month, day, ...more] = yearFirst ? parts : parts.toReversed();
  if (more.length > 0) return undefined;
  const written = [year];
  if (month !== undefined) written.push(monthNumber(month));
  if (day !== undefined) written.push(/^\d{1,2}$/.test(day) ? day.padStart(2, '0') : '');
  const date = written.join('-');
  return isIsoDate(firstDay(date)) ? date : undefined;
}

/** `08` for `8`, `08` and `agustus`; `00`, which no calendar has, when it is no month. A name may be cut after its third letter. */
function monthNumber(text: string): string {
  if (/^\d{1,2}$/.test(text)) return text.padStart(2, '0');
  const at = MONTHS.findIndex((names) => text.length >= 3 && names.some((name) => name.startsWith(text)));
  return String(at + 1).padStart(2, '0');
}
