import { filingLabel } from '#modules/filings/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { wordOccasion } from '#ui/word-due.ts';

/** What a filing is called by its kind and period: "Laporan triwulan, Triwulan I 2026". */
export function filingName(
  { model }: Pick<Program, 'model'>,
  { kind, occasion }: { readonly kind: string; readonly occasion: string },
  locale: 'id' | 'en',
): string {
  return [filingLabel(model, kind)[locale], wordOccasion(occasion, locale)].filter(Boolean).join(', ');
}
