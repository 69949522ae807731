import { sql } from 'kysely';
import type { Rupiah } from '#kernel/money.ts';
import { nameKey } from '#kernel/readers/text.ts';
import { wordKeys } from '#modules/search/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type PriceStandard, unitKey } from './price-standard.ts';

/** A standard as its list has it; `key` is where a list goes on behind it. */
export type ListedPrice = PriceStandard & { readonly code: string; readonly key: string };

/** A standard as it is handed in; without a price it is taken back. */
export type HandedPrice = {
  readonly year: number;
  readonly code: string;
  readonly item: string;
  readonly unit: string;
  readonly price: Rupiah | null;
};

/** By what one standard of a year is told from the others. */
export const priceKey = ({ year, item, unit }: Pick<HandedPrice, 'year' | 'item' | 'unit'>): string =>
  `${year} ${nameKey(item)}\n${unitKey(unit)}`;

/** Every standard that was handed in for some years, those that were taken back too, by `priceKey`. */
export async function pricesOfYears(
  tx: Tx,
  years: readonly number[],
): Promise<ReadonlyMap<string, HandedPrice>> {
  const found = await sql<HandedPrice>`
    select year, code, item, unit, price from price_standard
    where tenant_id = ${tx.tenant} and year = any(${[...years]}::int[])`.execute(tx.sql);
  return new Map(found.rows.map((one) => [priceKey(one), one]));
}

/** Keeps a standard in the place of the one that stood. */
export async function keepPrice(tx: Tx, { year, code, item, unit, price }: HandedPrice): Promise<void> {
  await sql`
    insert into price_standard (tenant_id, year, item_key, unit_key, code, item, unit, price, words, set_at, version)
    values (${tx.tenant}, ${year}, ${nameKey(item)}, ${unitKey(unit)}, ${code}, ${item}, ${unit}, ${price},
      ${wordKeys(item)}::text[], ${tx.now}, 1)
    on conflict (tenant_id, year, item_key, unit_key) do update set code = excluded.code, item = excluded.item,
      unit = excluded.unit, price = excluded.price, words = excluded.words, set_at = excluded.set_at,
      version = price_standard.version + 1`.execute(tx.sql);
}

/** The years for which the city has standards, the newest first. */
export async function yearsOfPrices(tx: Tx): Promise<number[]> {
  const found = await sql<{ year: number }>`
    select distinct year from price_standard where tenant_id = ${tx.tenant} and price is not null
    order by year desc limit 50`.execute(tx.sql);
  return found.rows.map((row) => row.year);
}

/** Standards of a year whose names have all of some words, in the order of their names, behind the one that `after` names. */
export async function listPrices(
  tx: Tx,
  {
    year,
    words,
    after,
    limit,
  }: { year: number; words: readonly string[]; after: string | undefined; limit: number },
): Promise<ListedPrice[]> {
  const [item = '', unit = ''] = after?.split('\n') ?? [];
  const found = await sql<ListedPrice>`
    select code, item, unit, price, concat(item_key, chr(10), unit_key) as key from price_standard
    where tenant_id = ${tx.tenant} and year = ${year} and price is not null and words @> ${[...words]}::text[]
      and (${after === undefined} or (item_key, unit_key) > (${item}, ${unit}))
    order by item_key, unit_key limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** How many are compared with the lines of one plan at most: more are called alike only where names say nothing. */
const MOST_ALIKE = 5_000;

/** Standards of a year that share a word with one of some names. */
export async function pricesSharing(
  tx: Tx,
  year: number,
  items: readonly string[],
): Promise<PriceStandard[]> {
  const words = [...new Set(items.flatMap(wordKeys))].filter((word) => /\p{L}{3}/u.test(word));
  if (words.length === 0) return [];
  const found = await sql<PriceStandard>`
    select item, unit, price from price_standard
    where tenant_id = ${tx.tenant} and year = ${year} and price is not null and words && ${words}::text[]
    order by item_key, unit_key limit ${MOST_ALIKE}`.execute(tx.sql);
  return found.rows;
}
