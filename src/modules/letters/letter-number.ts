import type { IsoDate } from '#kernel/date.ts';
import { nearest } from '#kernel/nearest.ts';
import { at, type Refusal, refuse } from '#kernel/refusal.ts';

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'] as const;

/** What a pattern may be filled with. */
export const NUMBER_PARTS = ['nomor', 'kantor', 'bulan', 'tahun'] as const;
type NumberPart = (typeof NUMBER_PARTS)[number];

/** The pattern of a city that has set none. Source: context, Paper (class/sequence/unit/Roman month/year). */
export const USUAL_PATTERN = '{nomor}/{kantor}/{bulan}/{tahun}';

const PART = /\{([^{}]*)\}/g;
const LONGEST = 80;

/** Refuses a pattern that names what cannot be filled in, or would give one number twice. */
export function readPattern(typed: string): string | Refusal {
  const pattern = typed.trim();
  if (pattern === '') return at('pattern', refuse('input.required'));
  if (pattern.length > LONGEST) return at('pattern', refuse('input.too-long', undefined, { limit: LONGEST }));
  const named = [...pattern.matchAll(PART)].map(([, name = '']) => name);
  const unknown = named.find((name) => !isPart(name));
  if (unknown !== undefined) {
    return at(
      'pattern',
      refuse('letter.placeholder', undefined, {
        found: unknown,
        near: nearest(unknown, NUMBER_PARTS, (one) => one, 1)[0] ?? 'nomor',
      }),
    );
  }
  const lacking = (['nomor', 'tahun'] as const).find((name) => !named.includes(name));
  return lacking === undefined
    ? pattern
    : at('pattern', refuse('letter.pattern', undefined, { lacking: `{${lacking}}` }));
}

function isPart(name: string): name is NumberPart {
  return NUMBER_PARTS.some((one) => one === name);
}

/** The number of a letter: the pattern filled in, the sequence with three figures at least. */
export function letterNumber(pattern: string, sequence: number, office: string, day: IsoDate): string {
  const [year = '', month = '1'] = day.split('-');
  const said: Readonly<Record<NumberPart, string>> = {
    nomor: String(sequence).padStart(3, '0'),
    kantor: officeCode(office),
    bulan: ROMAN[Number(month) - 1] ?? month,
    tahun: year,
  };
  return pattern.replace(PART, (whole, name: string) => (isPart(name) ? said[name] : whole));
}

/** How an office is written in a number: the first letters of its words, `Kelurahan Pasir Impun` → `KPI`, figures whole. */
export function officeCode(office: string): string {
  return office
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map((word) =>
      /^\d/.test(word) ? word : word === word.toUpperCase() ? word : word.slice(0, 1).toUpperCase(),
    )
    .join('');
}

/** A number as it was typed, in one line; refused when it is none. */
export function readLetterNumber(typed: string): string | Refusal {
  const number = typed.trim().replace(/\s+/g, ' ');
  if (number.length > LONGEST) return at('number', refuse('input.too-long', undefined, { limit: LONGEST }));
  return /\d/.test(number) ? number : at('number', refuse('letter.no-figure'));
}
