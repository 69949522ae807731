import { type Measure, type MeasureKey, measureNamed, type Unit } from '#analysis/measures/index.ts';
import { m } from '#paraglide/messages.js';
import { getLocale } from '#paraglide/runtime.js';
import { count, percent, rupiah } from './format.ts';
import { messageFor } from './message.ts';

/** What a measure is called. */
export function measureTitle(key: MeasureKey): string {
  return measureNamed(key).label[getLocale()];
}

/** A figure in the unit of its measure: `34 %`, `Rp1.500.000`, `12 hari`, `7`; nothing is said in a word. */
export function figureInWords(unit: Unit, value: bigint): string {
  switch (unit) {
    case 'per-mille':
      return percent(Number(value));
    case 'rupiah':
      return rupiah(value);
    case 'days':
      return m['measures.days']({ count: Number(value) });
    case 'count':
      return value === 0n ? m['measures.none']() : count(value);
  }
}

/** What a share was counted from, in a sentence; empty where nothing is said of it. */
export function partInWords(
  key: MeasureKey,
  part: { readonly counted: bigint; readonly total: bigint } | undefined,
): string {
  if (!part) return '';
  const money = MONEY.has(key);
  const words = money
    ? { counted: rupiah(part.counted), total: rupiah(part.total) }
    : { counted: count(part.counted), total: count(part.total) };
  return messageFor(`measures.figure.${key}`, words) ?? `${words.counted} / ${words.total}`;
}

/** Shares that are counted in rupiah. */
const MONEY: ReadonlySet<MeasureKey> = new Set([
  'contribution-kept',
  'plan-deviation',
  'decided-share',
  'disbursed-share',
  'settled-share',
]);

/** Where a figure can be read, as links of a city. */
export function evidenceLinks(
  tenant: string,
  evidence: readonly string[],
): { readonly href: string; readonly label: string }[] {
  return evidence.map((path, i) => {
    const [, kind = '', list] = /^([a-z]+)(\?)?/.exec(path) ?? [];
    const label = messageFor(`measures.read-in.${kind}${list ? '-list' : ''}`) ?? path;
    return {
      href: `/${tenant}/${path}`,
      label: evidence.length > 1 ? m['measures.read-number']({ label, number: count(i + 1) }) : label,
    };
  });
}

/** Whether a measure says which way it gets better, and its unit, in a few words. */
export function unitInWords({ unit, better }: Measure): string {
  return [messageFor(`measures.unit.${unit}`), better && messageFor(`measures.better.${better}`)]
    .filter(Boolean)
    .join(', ');
}
