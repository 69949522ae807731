const UNITS = [
  '',
  'satu',
  'dua',
  'tiga',
  'empat',
  'lima',
  'enam',
  'tujuh',
  'delapan',
  'sembilan',
  'sepuluh',
  'sebelas',
];
const GROUPS: readonly [bigint, string][] = [
  [1_000_000_000_000_000n, 'kuadriliun'],
  [1_000_000_000_000n, 'triliun'],
  [1_000_000_000n, 'miliar'],
  [1_000_000n, 'juta'],
];

function spell(n: bigint): string {
  if (n < 12n) return UNITS[Number(n)] ?? '';
  if (n < 20n) return `${spell(n - 10n)} belas`;
  if (n < 100n) return `${spell(n / 10n)} puluh ${spell(n % 10n)}`;
  if (n < 200n) return `seratus ${spell(n - 100n)}`;
  if (n < 1000n) return `${spell(n / 100n)} ratus ${spell(n % 100n)}`;
  if (n < 2000n) return `seribu ${spell(n - 1000n)}`;
  if (n < 1_000_000n) return `${spell(n / 1000n)} ribu ${spell(n % 1000n)}`;
  for (const [size, name] of GROUPS) if (n >= size) return `${spell(n / size)} ${name} ${spell(n % size)}`;
  return '';
}

/** A number in Indonesian words, as receipts and minutes spell amounts (terbilang): 52500000n → `lima puluh dua juta lima ratus ribu`. */
export function spelledNumber(n: bigint): string {
  return n === 0n ? 'nol' : spell(n).replace(/\s+/g, ' ').trim();
}
