import type { RegionCode } from '#kernel/region.ts';
import type { MoneyFigure } from '#modules/funding/index.ts';

/** An amount that has rows: money of the programme, or what residents gave themselves. */
export type Figure = MoneyFigure | 'given';

/** The name of each amount in an address. */
export const FIGURES = {
  diputuskan: 'decided',
  dibayar: 'paid',
  dipertanggungjawabkan: 'accounted',
  swadaya: 'given',
} as const satisfies Record<string, Figure>;

/** Where the rows of an amount of a programme are read; of an area of it where one is named. */
export function rowsHref(
  tenant: string,
  program: string,
  figure: Figure,
  area?: RegionCode | undefined,
): string {
  const name = Object.entries(FIGURES).find(([, one]) => one === figure)?.[0] ?? '';
  const within = area === undefined ? '' : `&wilayah=${area}`;
  return `/${tenant}/dana/baris?program=${program}&angka=${name}${within}`;
}
