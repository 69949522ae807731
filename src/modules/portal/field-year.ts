import { type Rupiah, sum } from '#kernel/money.ts';

/** What a programme came to for a field of its catalogue in a year. Amounts in rupiah. */
export type FieldFigure = {
  readonly field: string;
  /** Decided or pledged to activities; unknown of a year before the records. */
  readonly planned: Rupiah | undefined;
  readonly realised: Rupiah;
  /** Share of what all fields came to, per ten thousand; zero where nothing was realised. */
  readonly share: number;
  /** Institutions that gave for it. */
  readonly givers: number;
};

/** A year told by fields, every field of the catalogue with its figure, in the model's order. */
export type FieldYear = {
  readonly year: number;
  /** Where the figures come from: the records, or what an office has of the time before; then with its source. */
  readonly from: 'records' | { readonly source: string };
  readonly fields: readonly FieldFigure[];
  readonly planned: Rupiah | undefined;
  readonly realised: Rupiah;
  /** Institutions that gave, each once over all fields. */
  readonly givers: number;
};

type Came = Omit<FieldFigure, 'share'>;

/** A year by its fields, with the share of each. */
export function fieldYear(
  year: number,
  from: FieldYear['from'],
  fields: readonly Came[],
  givers: number,
): FieldYear {
  const realised = sum(fields.map((one) => one.realised));
  const planned = fields.some((one) => one.planned === undefined)
    ? undefined
    : sum(fields.map((one) => one.planned ?? 0n));
  return {
    year,
    from,
    fields: fields.map((one) => ({ ...one, share: perTenThousand(one.realised, realised) })),
    planned,
    realised,
    givers,
  };
}

/** Share of a whole per ten thousand, rounded half up: two decimals of a per cent. Zero when the whole is. */
export function perTenThousand(part: Rupiah, whole: Rupiah): number {
  return whole === 0n ? 0 : Number((part * 20_000n + whole) / (2n * whole));
}

/**
 * How many points of a ten-thousandth the share of a field rose (or fell) from one year to another; undefined where one of
 * the two years came to nothing at all, so that there is nothing to compare.
 */
export function shareMoved(field: string, before: FieldYear, after: FieldYear): number | undefined {
  const share = (year: FieldYear) => year.fields.find((one) => one.field === field)?.share;
  const [was, is] = [share(before), share(after)];
  return was === undefined || is === undefined || before.realised === 0n || after.realised === 0n
    ? undefined
    : is - was;
}

/**
 * The fields that were left behind in a year: those that came to less than half of an equal share, the smallest first.
 * Of a year that came to nothing none is named.
 */
export function leftBehind({ fields, realised }: FieldYear): readonly FieldFigure[] {
  if (realised === 0n) return [];
  const half = realised / (2n * BigInt(fields.length));
  return fields
    .filter((one) => one.realised < half)
    .toSorted((a, b) => (a.realised === b.realised ? 0 : a.realised < b.realised ? -1 : 1));
}
