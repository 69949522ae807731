import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { readAll } from '#kernel/readers/fields.ts';
import { readRupiah } from '#kernel/readers/number.ts';
import { at, type Basis, isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';

/** What a taker offers a programme in all; empty lists stand for whatever there is. */
export type TakerOffer = {
  readonly organization: Id;
  /** At most, in rupiah; 0 where it gives people's time alone. */
  readonly amount: Rupiah;
  readonly fields: readonly string[];
  readonly places: readonly RegionCode[];
  readonly forms: readonly string[];
  readonly version: number;
};

/** An offer as it was typed. */
export type TypedOffer = {
  readonly amount: string;
  readonly fields: readonly string[];
  readonly places: readonly string[];
  readonly forms: readonly string[];
};

/** What can be chosen in an offer. */
export type OfferChoices = {
  readonly fields: readonly string[];
  readonly places: readonly RegionCode[];
  readonly forms: readonly string[];
};

/** Reads an offer: an amount, and of each list what is among its choices; not less than what is promised of it already. */
export function readOffer(
  typed: TypedOffer,
  choices: OfferChoices,
  promised: Rupiah,
  basis: Basis,
): Omit<TakerOffer, 'organization' | 'version'> | Refusal {
  const read = readAll({
    amount: readRupiah(typed.amount),
    fields: chosen(typed.fields, choices.fields),
    places: chosen(typed.places, choices.places),
    forms: chosen(typed.forms, choices.forms),
  });
  if (isRefusal(read)) return read;
  return read.amount < promised ? at('amount', refuse('match.below-promised', basis, { promised })) : read;
}

function chosen(typed: readonly string[], among: readonly string[]): readonly string[] | Refusal {
  const wanted = [...new Set(typed.filter((one) => one !== ''))];
  return wanted.every((one) => among.includes(one)) ? wanted : refuse('input.choice');
}
