import type { Json } from '#kernel/json.ts';
import type { Chance } from './chance.ts';

/** Texts that parsers, databases, clocks and people stumble over. */
const ODD_TEXTS: readonly [string, ...string[]] = [
  '',
  ' ',
  '\t\r\n',
  'a\u0000b',
  '\ufeff1',
  '\u202e1.000',
  '🎉👩‍👩‍👧',
  'é'.normalize('NFD'),
  '１２３',
  '٣٤',
  '-1',
  '-0',
  '0x10',
  '1e999',
  'NaN',
  'Infinity',
  '9223372036854775808',
  '9'.repeat(400),
  '0.1',
  '1.000',
  '1,5 juta',
  'Rp 1.500.000,-',
  'null',
  'true',
  '[]',
  '{}',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  "'; drop table proposal; --",
  '<script>alert(1)</script>',
  '=1+1',
  '%',
  '%00',
  '../../etc/passwd',
  '/.//x',
  '//evil.example',
  '\\evil',
  '2026-02-30',
  '0000-00-00',
  '275760-09-14',
  '9999-12-31T23:59:59+24:00',
  '2026-01-01T00:00:00Z',
  '00000000-0000-0000-0000-000000000000',
  '32.73.30.1003',
  '99.99.99.9999.999',
  'ABCDE-FGHJK',
  'a""""""""""""',
  '[}[}[}[}[}',
  'a,b;c\td|e',
  'x'.repeat(20_000),
  ' '.repeat(60_000),
];

export function oddText(chance: Chance): string {
  if (chance.percent(70)) return chance.of(ODD_TEXTS);
  const length = chance.below(40);
  return Array.from({ length }, () =>
    chance.percent(50)
      ? String.fromCharCode(chance.below(128))
      : String.fromCodePoint(0xa0 + chance.below(0xd000)),
  ).join('');
}

const ODD_NUMBERS: readonly [number, ...number[]] = [
  -1,
  0,
  -0,
  0.1,
  1e21,
  1e308,
  -1e308,
  2 ** 31,
  2 ** 53,
  2 ** 63,
  5e-324,
  400_000_000,
];

/** A value of any kind, some levels deep. */
export function oddJson(chance: Chance, depth = 0): Json {
  const kind = chance.below(depth > 3 ? 4 : 6);
  if (kind === 0) return chance.of([null, true, false]);
  if (kind === 1) return chance.of(ODD_NUMBERS);
  if (kind < 4) return oddText(chance);
  const length = chance.below(4);
  const parts = Array.from({ length }, () => oddJson(chance, depth + 1));
  if (kind === 4) return parts;
  return Object.fromEntries(parts.map((part) => [oddText(chance).slice(0, 60), part]));
}

/** An example put out of shape here and there, or nearly everywhere. */
export function spoiled(chance: Chance, value: unknown, share: number): unknown {
  if (chance.percent(share)) return chance.percent(15) ? undefined : oddJson(chance);
  if (Array.isArray(value)) return value.map((part) => spoiled(chance, part, share));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => [name, spoiled(chance, part, share)]),
    );
  }
  return value;
}

/** JSON so deep that a reader which calls itself runs out of stack. */
export function deepJson(depth: number): string {
  return `${'[{"a":'.repeat(depth)}1${'}]'.repeat(depth)}`;
}
