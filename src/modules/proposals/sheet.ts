import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { readDay, readPastDay } from '#kernel/readers/day.ts';
import { readAll } from '#kernel/readers/fields.ts';
import { readName } from '#kernel/readers/text.ts';
import { type Refusal, refuse } from '#kernel/refusal.ts';

/** What is typed about a paper that an institution signed. */
export type TypedSheet = {
  /** As it was printed on the form; empty for a paper of the institution's own. */
  readonly number: string;
  readonly broughtBy: string;
  readonly receivedOn: string;
  /** The last day on which the office may act for the institution, as it was signed. */
  readonly until: string;
};

/** Signs that are not mistaken for each other: no O, I, L and U. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SHEET = /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/;
const GAPS = /[\s-]/g;

/** The number of a blank form, out of an id that was made by chance: 40 bits in two groups of four. */
export function sheetNumber(id: Id): string {
  const bits = BigInt(`0x${id.replaceAll('-', '').slice(-10)}`);
  const signs = Array.from({ length: 8 }, (_, i) => SIGNS[Number((bits >> BigInt(i * 5)) & 31n)]).join('');
  return `${signs.slice(0, 4)}-${signs.slice(4)}`;
}

/** Reads the number of a form, however its groups are parted; null when left empty. */
export function readSheetNumber(typed: string): string | null | Refusal {
  const plain = typed.replace(GAPS, '').toUpperCase();
  if (plain === '') return null;
  const number = `${plain.slice(0, 4)}-${plain.slice(4)}`;
  return SHEET.test(number) ? number : refuse('input.choice');
}

/** Reads what is typed about a paper: it came today or before, and lets the office act today at least. */
export function readSheet(typed: TypedSheet, today: IsoDate) {
  const until = readDay(typed.until);
  return readAll({
    number: readSheetNumber(typed.number),
    broughtBy: readName(typed.broughtBy, 120),
    receivedOn: readPastDay(typed.receivedOn, today),
    until:
      typeof until === 'string' && until < today
        ? refuse('input.date-order', undefined, { from: today, to: until })
        : until,
  });
}
