import { getLocale } from '#paraglide/runtime.js';

/** An index with three decimals, as the language of the page writes it: 0.5 → `0,500`. */
export function index(value: number, digits = 3): string {
  return new Intl.NumberFormat(getLocale() === 'en' ? 'en-GB' : 'id-ID', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}
