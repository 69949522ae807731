import { yearsOfPrices } from '#modules/prices/index.ts';
import { MOST_WORDS, wordKeys } from '#modules/search/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** What somebody looks for among price standards, as it stands in the address. What does not exist is left out. */
export type PriceSearch = {
  readonly years: readonly number[];
  readonly year: number;
  readonly text: string;
  readonly words: readonly string[];
};

/** Undefined while the city has not said of anything what it costs. */
export async function priceSearch(tx: Tx, params: URLSearchParams): Promise<PriceSearch | undefined> {
  const years = await yearsOfPrices(tx);
  const year = years.find((one) => String(one) === params.get('tahun')) ?? years[0];
  if (year === undefined) return undefined;
  const text = (params.get('kata') ?? '').replaceAll('\u0000', '').trim().slice(0, 80);
  return { years, year, text, words: wordKeys(text).slice(0, MOST_WORDS) };
}

/** Where a list goes on, as the address has it. */
export function behindIn(params: URLSearchParams): string | undefined {
  const after = params.get('setelah')?.replaceAll('\u0000', '').slice(0, 400);
  return after || undefined;
}
