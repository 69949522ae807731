import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { type Rupiah, sum } from '#kernel/money.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import type { RegionCode } from '#kernel/region.ts';
import { cellKey, linesIn } from '#modules/fields/index.ts';
import type { FilingKind, PlanRules } from '#modules/models/index.ts';
import { type FilingContent, writtenFields } from './filing.ts';

/** A line of a plan that was accepted: what was to be done where in a year, for how much. */
export type PlannedLine = {
  readonly organization: Id;
  readonly year: string;
  readonly line: number;
  readonly entry: string;
  readonly place: RegionCode;
  readonly amount: Rupiah;
  /** How many it was to reach; null where the model does not ask. */
  readonly quantity: bigint | null;
};

/** An activity whose account was accepted: what it cost, and how many it reached. */
export type Realised = {
  readonly organization: Id;
  /** In which it was begun. */
  readonly year: string;
  readonly activity: Id;
  readonly title: string;
  readonly entry: string;
  readonly place: RegionCode;
  readonly spent: Rupiah;
  readonly quantity: bigint | null;
};

/** What was planned of one entry in one place and year, and what came of it; without `lines` it was in no plan. */
export type Compared = Pick<PlannedLine, 'organization' | 'year' | 'entry' | 'place'> & {
  readonly lines: readonly number[];
  readonly activities: readonly Pick<Realised, 'activity' | 'title'>[];
  readonly planned: Rupiah;
  readonly spent: Rupiah;
  readonly plannedQuantity: bigint | null;
  readonly quantity: bigint | null;
  /** More was spent than was planned, or less. */
  readonly difference: Rupiah;
  readonly standing: 'as-planned' | 'more' | 'less' | 'not-carried-out' | 'unplanned';
};

/** The lines of an accepted plan, as far as they can be read. Source: model `filings[].plans`. */
export function plannedLines(
  rules: Pick<FilingKind, 'fields'> & { readonly plans: PlanRules },
  plan: { readonly organization: Id; readonly occasion: string; readonly content: FilingContent },
): PlannedLine[] {
  const { lines, entry, place, amount, quantity } = rules.plans;
  const field = writtenFields(rules).find((one) => one.key === lines);
  if (field?.type !== 'lines') return [];
  const { content, organization, occasion } = plan;
  return linesIn(field, content).map((line) => {
    const cell = (column: string) => ownEntry(content, cellKey(field.key, line, column));
    return {
      organization,
      year: occasion.slice(0, 4),
      line,
      entry: cell(entry) ?? '',
      place: cell(place) ?? '',
      amount: BigInt(cell(amount) ?? '0'),
      quantity: quantity === undefined ? null : wholeIn(cell(quantity)),
    };
  });
}

/** A whole number as it is kept; null where none stands. */
export function wholeIn(text: string | undefined): bigint | null {
  return text !== undefined && /^\d+$/.test(text) ? BigInt(text) : null;
}

/**
 * Holds what was planned against what was carried out: by institution, year, entry and place, since a plan names these and
 * two lines that name the same cannot be told apart by what was done. In the order of the plans; what was in no plan last.
 */
export function compare(planned: readonly PlannedLine[], realised: readonly Realised[]): Compared[] {
  const keyOf = (one: Pick<PlannedLine, 'organization' | 'year' | 'entry' | 'place'>) =>
    [one.organization, one.year, one.entry, one.place].join(' ');
  const keys = [...new Set([...planned, ...realised].map(keyOf))];
  const lines = Map.groupBy(planned, keyOf);
  const done = Map.groupBy(realised, keyOf);
  return keys.flatMap((key) => {
    const plan = lines.get(key) ?? [];
    const came = done.get(key) ?? [];
    const [first] = [...plan, ...came];
    if (!first) return [];
    const { organization, year, entry, place } = first;
    const amount = sum(plan.map((one) => one.amount));
    const spent = sum(came.map((one) => one.spent));
    return [
      {
        ...{ organization, year, entry, place },
        lines: plan.map((one) => one.line),
        activities: came.map(({ activity, title }) => ({ activity, title })),
        planned: amount,
        spent,
        plannedQuantity: inAll(plan),
        quantity: inAll(came),
        difference: spent - amount,
        standing:
          plan.length === 0
            ? 'unplanned'
            : came.length === 0
              ? 'not-carried-out'
              : spent > amount
                ? 'more'
                : spent < amount
                  ? 'less'
                  : 'as-planned',
      } as const,
    ];
  });
}

/** Several quantities together; null where none was told. */
function inAll(of: readonly { readonly quantity: bigint | null }[]): bigint | null {
  const told = of.flatMap((one) => (one.quantity === null ? [] : [one.quantity]));
  return told.length === 0 ? null : sum(told);
}

/**
 * By how much what was carried out differs from what was planned, in rupiah, and what was planned: more and less do not
 * make up for each other, and what was in no plan counts in full. What was not carried out counts once its year is over
 * on `today`: until then it still can be.
 */
export function deviation(
  compared: readonly Compared[],
  today: IsoDate,
): { readonly difference: Rupiah; readonly planned: Rupiah } {
  const counted = compared.filter(
    (one) => one.standing !== 'not-carried-out' || one.year < today.slice(0, 4),
  );
  return {
    difference: sum(counted.map(({ difference }) => (difference < 0n ? -difference : difference))),
    planned: sum(counted.map((one) => one.planned)),
  };
}
