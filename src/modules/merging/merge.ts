import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { at, type Refusal, refuse } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';

type Record = { readonly id: Id; readonly mergedInto: Id | null };

/** Whether two records can be made one at all: they are two, and neither gave way to another before. */
export function mayBeMerged(gone: Record, stays: Record): Refusal | undefined {
  if (gone.id === stays.id) return at('gone', refuse('merge.same'));
  return gone.mergedInto !== null || stays.mergedInto !== null ? at('gone', refuse('merge.done')) : undefined;
}

type Institution = Record & { readonly kind: string; readonly region: RegionCode; readonly name: string };

/** Two records can be of one institution only where they are of one kind and stand at one place. */
export function mayBeOneInstitution(gone: Institution, stays: Institution): Refusal | undefined {
  return gone.kind === stays.kind && gone.region === stays.region
    ? mayBeMerged(gone, stays)
    : at('gone', refuse('merge.differs', undefined, { gone: gone.name, stays: stays.name }));
}

type Numbered = Record & { readonly name: string; readonly npwp: string | null };

/** Two records can be of one supplier unless each has a tax number of its own: 15 digits are the 16 that begin with a nought. */
export function mayBeOneSupplier(gone: Numbered, stays: Numbered): Refusal | undefined {
  const differ =
    gone.npwp !== null && stays.npwp !== null && gone.npwp.padStart(16, '0') !== stays.npwp.padStart(16, '0');
  return (
    mayBeMerged(gone, stays) ??
    (differ
      ? at('gone', refuse('merge.numbers', undefined, { gone: gone.name, stays: stays.name }))
      : undefined)
  );
}

/** A purse of an institution in a programme: what it holds for the year, and how much of it is committed, paid or spent. */
export type Purse = {
  readonly id: Id;
  readonly purse: string;
  readonly program: Id;
  readonly title: string;
  readonly amount: Rupiah;
  readonly committed: Rupiah;
};

/** What becomes of the money when two records are made one. */
export type MoneyOfMerged = {
  /** Purses of the one that goes, taken back whole. */
  readonly withdrawn: readonly Purse[];
  /** Those of them that the one that stays is given, for it had none of that name in that programme. */
  readonly given: readonly Purse[];
};

/**
 * What becomes of the purses of two records of one institution: each programme is left with one of each name at most, that
 * of the one that stays, or the other's where it had none. Refused where a decision stands on money of the one that
 * goes: the ledger is not rewritten, so that one has to stay. Source: model `purses[].of` (one for each
 * institution); decision 0036.
 */
export function moneyOfMerged(gone: readonly Purse[], stays: readonly Purse[]): MoneyOfMerged | Refusal {
  const bound = gone.find((one) => one.committed > 0n);
  if (bound) {
    return at('gone', refuse('merge.money', undefined, { amount: bound.committed, program: bound.title }));
  }
  const has = new Set(stays.map((one) => `${one.program} ${one.purse}`));
  const withdrawn = gone.filter((one) => one.amount > 0n);
  return { withdrawn, given: withdrawn.filter((one) => !has.has(`${one.program} ${one.purse}`)) };
}
