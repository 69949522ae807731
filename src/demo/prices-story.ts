import type { Actor } from '#kernel/actor.ts';
import { acting } from '#kernel/actor.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { maySetPrices, setPrice } from '#modules/prices/index.ts';
import type { Runtime } from '#platform/runtime.ts';
import { must } from './acting.ts';
import type { CityFile, ProposalTemplate } from './city-file.ts';

/** Said by the piece or the measure: what a whole job costs has no standard. */
const STANDARD_UNITS = new Set(['m', 'm²', 'm³', 'unit', 'buah', 'OH', 'set']);

/** What the city says things cost in a year: a little more than most plans ask, of every seventh thing a little less. */
export async function tellPrices(
  runtime: Runtime,
  setda: Actor,
  { region }: Pick<CityFile, 'region'>,
  { templates, year }: { readonly templates: readonly ProposalTemplate[]; readonly year: number },
): Promise<number> {
  const lines = new Map(
    templates
      .flatMap((one) => one.lines)
      .filter(([, , unit]) => STANDARD_UNITS.has(unit))
      .map(([item, , unit, price]) => [`${item} ${unit}`, { item, unit, price }]),
  );
  await runtime
    .change(setda, 'offices:write', async (tx, actor) => {
      const by = await maySetPrices(tx, actor, region);
      if (isRefusal(by)) return { ok: false, refusal: by };
      for (const [i, { item, unit, price }] of [...lines.values()].entries()) {
        const part = i % 7 === 3 ? 92n : 105n;
        await setPrice(tx, acting(actor, by), region, {
          year,
          code: `1.${1 + (i % 4)}.${String(i + 1).padStart(3, '0')}`,
          item,
          unit,
          price: ((BigInt(price) * part) / 100n / 500n) * 500n,
        });
      }
      return { ok: true, value: undefined };
    })
    .then(must);
  return lines.size;
}
