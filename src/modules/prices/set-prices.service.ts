import { type Actor, acting, type Visitor } from '#kernel/actor.ts';
import { readAll } from '#kernel/readers/fields.ts';
import { readPositiveRupiah } from '#kernel/readers/number.ts';
import { readLine, readName } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, together } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import type { Runtime } from '#platform/runtime.ts';
import { type HandedPrice, priceKey, pricesOfYears } from './price-standard.store.ts';
import { maySetPrices, setPrice } from './set-price.service.ts';

/** What one thing costs, as it was typed; without a price it is taken back. */
export type TypedPriceStandard = Readonly<Record<'code' | 'item' | 'unit' | 'price', string>>;

/** Reads what one thing costs in a year, as it stands in a list or a table. */
export function priceFields(typed: TypedPriceStandard) {
  return {
    code: typed.code === '' ? '' : readLine(typed.code, 60),
    item: readName(typed.item, 200),
    unit: readName(typed.unit, 40),
    price: typed.price === '' ? null : readPositiveRupiah(typed.price),
  };
}

/** Whether handing it in changes nothing: it stands so already, or is taken back and never stood. */
export function saysNothingNew(before: HandedPrice | undefined, handed: HandedPrice): boolean {
  if (!before) return handed.price === null;
  return (['price', 'code', 'item', 'unit'] as const).every((key) => before[key] === handed[key]);
}

/**
 * Says what things cost in a year, all of them or none; everything that cannot stand is said at once. Asked by whoever steers
 * the programmes of the city. Answers how many say something else now.
 */
export async function setPrices(
  runtime: Runtime,
  who: Actor | Visitor,
  {
    year,
    city,
    prices,
  }: { readonly year: number; readonly city: RegionCode; readonly prices: readonly TypedPriceStandard[] },
): Promise<Result<{ readonly set: number }>> {
  return runtime.change(who, 'offices:write', async (tx, actor) => {
    const by = await maySetPrices(tx, actor, city);
    if (isRefusal(by)) return refused(by);
    const against: Refusal[] = [];
    const handed: HandedPrice[] = [];
    for (const [i, typed] of prices.entries()) {
      const read = readAll(priceFields(typed));
      if (!isRefusal(read)) handed.push({ year, ...read });
      else
        against.push(...(read.issues ?? [read]).map((one) => at(`prices.${i}.${one.field ?? 'item'}`, one)));
    }
    const refusal = together(against);
    if (refusal) return refused(refusal);
    const known = new Map(await pricesOfYears(tx, [year]));
    let set = 0;
    for (const one of handed) {
      if (saysNothingNew(known.get(priceKey(one)), one)) continue;
      known.set(priceKey(one), one);
      await setPrice(tx, acting(actor, by), city, one);
      set += 1;
    }
    return ok({ set });
  });
}
