import {
  type CaptureSigns,
  captureSigns,
  herfindahl,
  type RecipientHistory,
} from '#analysis/balance/index.ts';
import type { Actor, Visitor } from '#kernel/actor.ts';
import { perMille, sum } from '#kernel/money.ts';
import { seesWithheld } from '#kernel/readable.ts';
import type { RegionCode } from '#kernel/region.ts';
import { organizationsById } from '#modules/actors/index.ts';
import { paidByProvider } from '#modules/funding/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { fundedByInstitution } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** A year counts as looked back on when it lies this many years before; who received in `years` years is named. */
export const CAPTURE_RULE = { lookBack: 1, years: 2 } as const;

/** A recipient of several years, or of several grants in one. */
export type FrequentRecipient = RecipientHistory & {
  readonly name: string;
  readonly place: RegionCode;
  readonly proposals: number;
};

export type RecipientSigns = Pick<CaptureSigns, 'byYear'> & {
  /** Institutions funded in several years, the most money first. */
  readonly frequent: readonly FrequentRecipient[];
  /** Institutions with more than one funded proposal in this year, the most money first. */
  readonly repeated: readonly FrequentRecipient[];
};

/** Which institutions receive again: over the years of the given programmes, and more than once in the newest of them. */
export async function recipientSigns(
  tx: Tx,
  programs: readonly Program[],
  newest: Program,
  area: RegionCode,
): Promise<RecipientSigns> {
  const years = new Map(programs.map((one) => [one.id, one.fiscalYear]));
  const funded = await fundedByInstitution(tx, [...years.keys()], area);
  const receipts = funded.map((one) => ({
    recipient: one.organization,
    year: years.get(one.program) ?? 0,
    amount: one.granted,
  }));
  const { byYear, frequent } = captureSigns(receipts, CAPTURE_RULE);
  const thisYear = funded.filter((one) => one.program === newest.id);
  const granted = sum(thisYear.map((one) => one.granted));
  const repeated = thisYear
    .filter((one) => one.proposals > 1)
    .sort((a, b) =>
      a.granted === b.granted ? (a.organization < b.organization ? -1 : 1) : a.granted < b.granted ? 1 : -1,
    );
  const named = await organizationsById(tx, [
    ...frequent.map((one) => one.recipient),
    ...repeated.map((one) => one.organization),
  ]);
  const times = new Map<string, number>();
  for (const one of funded) times.set(one.organization, (times.get(one.organization) ?? 0) + one.proposals);
  const describe = (history: RecipientHistory, proposals: number): FrequentRecipient => ({
    ...history,
    proposals,
    name: named.get(history.recipient)?.name ?? '',
    place: named.get(history.recipient)?.region ?? area,
  });
  return {
    byYear,
    frequent: frequent.map((one) => describe(one, times.get(one.recipient) ?? 0)),
    repeated: repeated.map((one) =>
      describe(
        {
          recipient: one.organization,
          years: [newest.fiscalYear],
          money: one.granted,
          moneyShare: granted === 0n ? 0 : Number((one.granted * 1_000_000n) / granted) / 1_000_000,
        },
        one.proposals,
      ),
    ),
  };
}

export type ProviderSigns = {
  readonly providers: number;
  readonly payments: number;
  readonly paid: bigint;
  /** The largest provider's part of what was paid, per mille. */
  readonly largest: number;
  /** The chance that two rupiah drawn at random went to the same provider. */
  readonly herfindahl: number;
  /** Providers with several payments, the most money first; the name only for officers of the area, for it may be a person's. */
  readonly again: readonly {
    readonly name: string | undefined;
    readonly payments: number;
    readonly villages: number;
    readonly amount: bigint;
    readonly perMille: number;
  }[];
};

/** Whether the same providers are paid again and again in a programme; undefined before the first payment. */
export async function providerSigns(
  tx: Tx,
  program: Program,
  area: RegionCode,
  viewer: Actor | Visitor,
): Promise<ProviderSigns | undefined> {
  const paid = await paidByProvider(tx, [program.id], area);
  if (paid.length === 0) return undefined;
  const whole = sum(paid.map((one) => one.amount));
  const named = seesWithheld(viewer, 'provider', { place: area, organization: '' });
  const falling = [...paid].sort((a, b) =>
    a.amount === b.amount ? (a.provider < b.provider ? -1 : 1) : a.amount < b.amount ? 1 : -1,
  );
  return {
    providers: paid.length,
    payments: paid.reduce((total, one) => total + one.payments, 0),
    paid: whole,
    largest: perMille(falling[0]?.amount ?? 0n, whole),
    herfindahl: herfindahl(paid),
    again: falling
      .filter((one) => one.payments > 1)
      .map((one) => ({
        name: named ? one.provider : undefined,
        payments: one.payments,
        villages: one.villages,
        amount: one.amount,
        perMille: perMille(one.amount, whole),
      })),
  };
}
