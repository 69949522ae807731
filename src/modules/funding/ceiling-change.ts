import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { at, type Basis, type Refusal, refuse } from '#kernel/refusal.ts';
import type { Model } from '#modules/models/index.ts';

/** What a model gives for the year to each party of a kind, or to the fund of the programme (`party` null). */
export type GivenByModel = {
  readonly purse: string;
  readonly party: string | null;
  readonly amount: Rupiah;
  /** The id of its basis in the model. */
  readonly basis: string;
};

/** The ceilings of a model that a city may set otherwise: what parties pledged themselves is theirs alone. */
export function ceilingsOfModel({ purses }: Pick<Model, 'purses'>): readonly GivenByModel[] {
  return purses.flatMap(({ purse, of, fund }) => [
    ...(of ?? []).flatMap(({ party, amount, pledged, basis }) =>
      pledged ? [] : [{ purse, party, amount, basis }],
    ),
    ...(fund && fund.amount > 0n ? [{ purse, party: null, amount: fund.amount, basis: fund.basis }] : []),
  ]);
}

/** A purse whose money for the year is to be another: what it was given, and what no decision has taken (rupiah). */
export type GivenPurse = {
  readonly id: Id;
  readonly organization: Id | null;
  /** Whose it is; of a fund its name in the model. */
  readonly name: string;
  readonly given: Rupiah;
  readonly remaining: Rupiah;
};

/** The least that a purse may be given: what was decided, paid or ended of it, less what came into it otherwise. */
export function leastOf({ given, remaining }: Pick<GivenPurse, 'given' | 'remaining'>): Rupiah {
  return given > remaining ? given - remaining : 0n;
}

/** Refuses an amount below what is decided already in one of the purses, which must be locked. */
export function mayGive(purses: readonly GivenPurse[], amount: Rupiah, basis: Basis): Refusal | undefined {
  const short = purses.filter((one) => amount < leastOf(one));
  const worst = short.reduce<GivenPurse | undefined>(
    (most, one) => (most && leastOf(most) >= leastOf(one) ? most : one),
    undefined,
  );
  return (
    worst &&
    at(
      'amount',
      refuse('ceiling.below-decided', basis, {
        count: short.length,
        name: worst.name,
        decided: leastOf(worst),
      }),
    )
  );
}
