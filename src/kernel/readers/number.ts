import { MAX_RUPIAH, type Rupiah, type Thousandths } from '../money.ts';
import { ownEntry } from '../own-entry.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { visible } from './text.ts';

/*
 * The one reader of numbers, for forms, API, CSV and what is pasted from a spreadsheet. Indonesian (1.500,5) and plain
 * notation (1,500.5) are read where only one of them makes sense; where both do, both readings are handed back as a
 * question. Nothing is ever taken for a thousand times more or less in silence.
 */

/** A decimal number as read: `digits` × 10^-`scale`. */
type Decimal = { readonly digits: bigint; readonly scale: number };

/** What a field may hold: at most so many decimals, at most `max` (in the unit of its last decimal). */
type Kind = { readonly decimals: number; readonly max: bigint };

type Problem = 'unreadable' | 'negative' | 'fractional' | 'too-large';

type Reading = bigint | Problem | { readonly readings: readonly [bigint, bigint] };

const MULTIPLES: Readonly<Record<string, number>> = {
  ribu: 3,
  rb: 3,
  juta: 6,
  jt: 6,
  miliar: 9,
  milyar: 9,
  triliun: 12,
};

/** Far more signs than any number needs. */
const MOST_SIGNS = 80;

/** Every number that a text can mean; none when it is no number. */
function meanings(text: string, kind: Kind): readonly Decimal[] {
  const worded = /^(.*\d) ?(ribu|rb|juta|jt|miliar|milyar|triliun)$/i.exec(text);
  const places = worded ? (ownEntry(MULTIPLES, worded[2]?.toLowerCase() ?? '') ?? 0) : 0;
  const figure = worded?.[1] ?? text;
  const times = (one: Decimal): Decimal => ({ digits: one.digits * 10n ** BigInt(places), scale: one.scale });
  return figures(figure, kind.decimals === 0 && places === 0 ? 'whole' : 'decimal').map(times);
}

function figures(text: string, wanted: 'whole' | 'decimal'): readonly Decimal[] {
  if (/^\d+$/.test(text)) return [decimal(text, '')];
  const spaced = /^(\d{1,3}(?: \d{3})+)(?:[.,](\d+))?$/.exec(text);
  if (spaced) return [decimal(spaced[1] ?? '', spaced[2] ?? '')];
  const grouped = /^[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*(?:(?!\1)[.,](\d+))?$/.exec(text);
  const single = /^(\d+)[.,](\d+)$/.exec(text);
  if (grouped && !single) {
    const decimals = grouped[2] ?? '';
    return [decimal(decimals ? text.slice(0, -decimals.length - 1) : text, decimals)];
  }
  const read: Decimal[] = [];
  if (grouped) read.push(decimal(text, ''));
  // Three decimals behind one to three digits: of something whole, nobody writes them.
  if (single && !(grouped && wanted === 'whole')) read.push(decimal(single[1] ?? '', single[2] ?? ''));
  return read;
}

function decimal(whole: string, decimals: string): Decimal {
  return { digits: BigInt(whole.replaceAll(/[., ]/g, '') + decimals), scale: decimals.length };
}

function fitted({ digits, scale }: Decimal, { decimals, max }: Kind): bigint | Problem {
  const raised = digits * 10n ** BigInt(decimals);
  const unit = 10n ** BigInt(scale);
  if (raised > max * unit) return 'too-large';
  return raised % unit === 0n ? raised / unit : 'fractional';
}

/** A text without what surrounds the figure: signs nobody sees, odd spaces; a minus is told apart. */
function bare(typed: string): string {
  return visible(typed)
    .replace(/\s+/gu, ' ')
    .replace(/[\u2212\u2012\u2013]/gu, '-')
    .trim();
}

function read(text: string, kind: Kind): Reading {
  if (text.length > MOST_SIGNS) return 'unreadable';
  if (/^- ?\d/.test(text)) return 'negative';
  const fits = meanings(text, kind).map((one) => fitted(one, kind));
  // Of `9.500 triliun` the smaller reading would fit; whoever means the larger must hear that it does not.
  if (fits.includes('too-large')) return 'too-large';
  const values = [...new Set(fits.filter((one): one is bigint => typeof one === 'bigint'))];
  const [first, second] = values;
  // Grouped digits, the larger reading, are found first.
  if (first !== undefined && second !== undefined) return { readings: [first, second] };
  return first ?? fits.find((one): one is Problem => typeof one === 'string') ?? 'unreadable';
}

/** The question that a text leaves open, with both readings so written that neither can be mistaken. */
function ambiguous(typed: string, readings: readonly [bigint, bigint], decimals: number): Refusal {
  const [larger, smaller] = readings.map((one) => certainText(one, decimals));
  return refuse('number.ambiguous', undefined, { typed, larger: larger ?? '', smaller: smaller ?? '' });
}

/**
 * A number in figures that every reader takes for this one number: no thousands grouped, a decimal comma, and never
 * exactly three decimals (`1,2340`), which could be thousands.
 */
export function certainText(value: bigint, decimals: number): string {
  const unit = 10n ** BigInt(decimals);
  const rest = (value % unit).toString().padStart(decimals, '0').replace(/0+$/, '');
  return `${value / unit}${rest === '' ? '' : `,${rest.length === 3 ? `${rest}0` : rest}`}`;
}

/** A quantity in plain figures with a decimal point, for programs: 12500n → `12.5`, 12125n → `12.1250`. */
export function plainQuantity(quantity: Thousandths): string {
  return certainText(quantity, 3).replace(',', '.');
}

/** A JSON number as text that is read as this very number. */
export function asTyped(value: number): string {
  const [whole = '', decimals = ''] = String(value).split('.');
  return decimals === '' ? whole : `${whole},${decimals.length === 3 ? `${decimals}0` : decimals}`;
}

const RUPIAH: Kind = { decimals: 0, max: MAX_RUPIAH };

/**
 * Reads rupiah as people write it: `1.500.000`, `Rp 1.500.000,-`, `Rp1.500.000,00`, `1500000`, `1,500,000.00`,
 * `1,5 juta`. Refuses what is empty, negative or a fraction of a rupiah, groups that are not thousands, anything above
 * Rp9.000 triliun, and asks where two amounts are meant alike (`1.500 juta`).
 */
export function readRupiah(typed: string): Rupiah | Refusal {
  const text = bare(typed);
  if (text === '') return refuse('input.required');
  const amount = read(
    text
      .replace(/^(rp|idr)\.? ?/i, '')
      .replace(/ ?(rupiah|idr)$/i, '')
      .replace(/ ?[.,] ?[-=]{1,2}$/, ''),
    RUPIAH,
  );
  if (typeof amount === 'bigint') return amount;
  if (typeof amount !== 'string') return ambiguous(typed, amount.readings, 0);
  return refuse(`money.${amount}`, undefined, { typed });
}

/** Reads an amount above zero. */
export function readPositiveRupiah(typed: string): Rupiah | Refusal {
  const amount = readRupiah(typed);
  return amount === 0n ? refuse('money.unreadable', undefined, { typed }) : amount;
}

const QUANTITY: Kind = { decimals: 3, max: 999_999_999_999n };

/**
 * Reads a quantity above zero of at most three decimals: `96`, `22,5`, `22.5`, `1.250,5`. Asks where a point or comma
 * may stand for thousands or for a decimal: `1.000` is a thousand or one.
 */
export function readQuantity(typed: string): Thousandths | Refusal {
  const text = bare(typed);
  if (text === '') return refuse('input.required');
  const quantity = read(text, QUANTITY);
  if (typeof quantity === 'object') return ambiguous(typed, quantity.readings, 3);
  return typeof quantity === 'bigint' && quantity > 0n
    ? quantity
    : refuse('quantity.unreadable', undefined, { typed });
}

/** Reads a whole number from `min` to `max`, such as people or households: `184`, `1.250`, `1,250`, `184,00`. */
export function readWhole(typed: string, min: number, max: number): number | Refusal {
  const text = bare(typed);
  if (text === '') return refuse('input.required');
  const whole = read(text, { decimals: 0, max: BigInt(max) });
  if (typeof whole === 'object') return ambiguous(typed, whole.readings, 0);
  if (whole === 'too-large') return refuse('input.above', undefined, { limit: max });
  return typeof whole === 'bigint' && whole >= BigInt(min)
    ? Number(whole)
    : refuse('input.number', undefined, { typed });
}

/** The most people or households that one field counts. */
const MOST_COUNTED = 9_999_999;

/** Reads a count of people or households. Refuses fractions, negatives and more than seven digits. */
export function readCount(typed: string): number | Refusal {
  return readWhole(typed, 0, MOST_COUNTED);
}

/** Reads decimal degrees within ± `most`, to a millionth, with point or comma: `-6,9012`. */
export function readDegrees(typed: string, most: 90 | 180): number | Refusal {
  const text = bare(typed);
  if (text === '') return refuse('input.required');
  const south = text.startsWith('-');
  const figure = south ? text.slice(1).trim() : text;
  // Degrees are never grouped, so that one separator is a decimal one.
  const degrees = /^\d{1,3}([.,]\d{1,15})?$/.test(figure) ? Number(figure.replace(',', '.')) : Number.NaN;
  if (!(degrees <= most)) return refuse('input.number', undefined, { typed });
  return (Math.round(degrees * 1_000_000) / 1_000_000) * (south ? -1 : 1);
}
