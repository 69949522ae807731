import { number, rupiah, text } from '#kernel/table-column.ts';
import {
  type Absorbed,
  absorption,
  type Figures,
  type PlaceFigures,
  partOfCeiling,
  totalOf,
} from '#modules/measures/index.ts';
import { asksContributions } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { m } from '#paraglide/messages.js';
import { percent } from '#ui/format.ts';
import { tableDownload } from '../table-download.ts';

type Absorption = {
  /** Per mille of the ceiling, and the same in words; undefined where there is no ceiling. */
  readonly absorption: Readonly<Record<Absorbed, number | undefined>>;
  readonly share: Readonly<Record<Absorbed, string | undefined>>;
};
export type PlaceRow = PlaceFigures & Absorption;
export type PlaceRows = { readonly places: readonly PlaceRow[]; readonly total: Figures & Absorption };

/** Places and their sum with the `funds` that belong to no place, each with the parts of its ceiling in per mille. */
export function placeRows(places: readonly PlaceFigures[], funds: bigint = 0n): PlaceRows {
  const total = totalOf(places, funds);
  return {
    places: places.map((place) => ({ ...place, ...parts(place) })),
    total: { ...total, ...parts(total) },
  };
}

function parts(figures: Figures): Absorption {
  const per = (measure: Absorbed) => partOfCeiling(figures, measure);
  const worded = (measure: Absorbed): string | undefined => {
    const perMille = per(measure);
    if (perMille === undefined) return undefined;
    // What is there must not read as nothing.
    return perMille === 0 && figures[measure] > 0n
      ? m['public.figure.under']({ share: percent(1) })
      : percent(perMille);
  };
  return {
    absorption: { decided: per('decided'), disbursed: per('disbursed'), settled: per('settled') },
    share: { decided: worded('decided'), disbursed: worded('disbursed'), settled: worded('settled') },
  };
}

/** The name of each measure in an address. */
const MEASURES = {
  diputuskan: 'decided',
  dibayar: 'disbursed',
  dipertanggungjawabkan: 'settled',
} as const;

/**
 * The measure that the map shades by: the one asked for, else the last stage of the money that has come to a hundredth
 * of the ceiling, so that a programme early in its year does not look empty.
 */
export function chosenMeasure(url: URL, total: Figures): Absorbed {
  const asked = Object.entries(MEASURES).find(([name]) => name === url.searchParams.get('ukuran'))?.[1];
  const reached = (measure: Absorbed) => (partOfCeiling(total, measure) ?? 0) >= 10;
  return asked ?? (reached('settled') ? 'settled' : reached('disbursed') ? 'disbursed' : 'decided');
}

/** Links to the same page by each measure. */
export function measureLinks(
  chosen: Absorbed,
): { measure: Absorbed; href: string; current: 'true' | undefined }[] {
  return Object.entries(MEASURES).map(([name, measure]) => ({
    measure,
    href: `?ukuran=${name}`,
    current: measure === chosen ? 'true' : undefined,
  }));
}

/** The figures of places as a table to download; shares are per mille of the ceiling. */
export function placesTable(
  event: Parameters<typeof tableDownload>[0],
  fileName: string,
  level: 'district' | 'village',
  { model }: Pick<Program, 'model'>,
  read: () => Promise<readonly PlaceFigures[]>,
): Response {
  const contributions = asksContributions(model);
  async function* batches() {
    yield (await read()).map((place) => [
      place.code,
      place.name,
      ...AMOUNTS.map((name) => place[name]),
      place.proposals,
      place.activities,
      ...(contributions ? [place.contribution] : []),
      absorption(place),
    ]);
  }
  const columns = [
    text(m['public.csv.code']()),
    text(level === 'district' ? m['public.program.district']() : m['public.program.village']()),
    rupiah(m['public.csv.ceiling']()),
    rupiah(m['public.csv.decided']()),
    rupiah(m['public.csv.disbursed']()),
    rupiah(m['public.csv.reported']()),
    number(m['public.figure.proposals']()),
    number(m['public.figure.activities']()),
    ...(contributions ? [rupiah(m['public.csv.contribution']())] : []),
    number(m['public.csv.absorption']()),
  ];
  return tableDownload(event, fileName, columns, batches());
}

const AMOUNTS = ['ceiling', 'decided', 'disbursed', 'settled'] as const;
