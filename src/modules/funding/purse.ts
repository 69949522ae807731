import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { type Basis, type Refusal, refuse } from '#kernel/refusal.ts';

/** Money that can be committed: of one institution, or the fund of the whole programme (`organization` null). */
export type Purse = {
  readonly id: Id;
  readonly program: Id;
  /** Its name in the model. */
  readonly purse: string;
  readonly organization: Id | null;
  /** What it was given for the year, was paid into it and was carried over into it (rupiah). */
  readonly amount: Rupiah;
  /** What of that was carried over from the year before (rupiah). */
  readonly carried: Rupiah;
  /** What no commitment has taken (rupiah). */
  readonly remaining: Rupiah;
};

/** What may be granted to a party for one kind of proposals: at most in the year, and now (rupiah). */
export type Ceiling = { readonly amount: Rupiah; readonly remaining: Rupiah };

/** A part of what is granted that one purse bears, in per mille. */
export type Share = { readonly purse: string; readonly perMille: number };

/** The money of one source in one account of one purse (rupiah). */
export type Holding = { readonly purse: Id; readonly source: string; readonly held: Rupiah };

/**
 * Divides an amount by shares that add up to the whole: each rounded down to the rupiah, what is left by rounding goes to
 * the first.
 */
export function dividedBy<T extends { readonly perMille: number }>(
  amount: Rupiah,
  shares: readonly T[],
): { readonly share: T; readonly amount: Rupiah }[] {
  const parts = shares.map((share) => ({ share, amount: (amount * BigInt(share.perMille)) / 1000n }));
  const rest = amount - parts.reduce((sum, one) => sum + one.amount, 0n);
  return parts.map((one, i) => (i === 0 ? { ...one, amount: one.amount + rest } : one));
}

/**
 * Draws an amount from several holdings, from each in proportion to what it holds, so that money of several sources
 * leaves in the shares in which it came. Never more than a holding has; single rupiah that rounding leaves are drawn in
 * the order given. Undefined where all together hold less.
 */
export function drawnFrom<T extends { readonly held: Rupiah }>(
  amount: Rupiah,
  holdings: readonly T[],
): { readonly from: T; readonly amount: Rupiah }[] | undefined {
  const full = holdings.filter((one) => one.held > 0n);
  const together = full.reduce((sum, one) => sum + one.held, 0n);
  if (amount > together) return undefined;
  const parts = full.map((from) => ({ from, amount: (amount * from.held) / together }));
  let rest = amount - parts.reduce((sum, one) => sum + one.amount, 0n);
  return parts
    .map((one) => {
      const more = rest > 0n ? 1n : 0n;
      rest -= more;
      return { ...one, amount: one.amount + more };
    })
    .filter((one) => one.amount > 0n);
}

/**
 * The most that may be granted where several purses bear it in shares: what the scarcest of them allows. Undefined where
 * one of them is not there.
 */
export function ceilingFrom(purses: readonly Purse[], shares: readonly Share[]): Ceiling | undefined {
  const allowed = shares.map((share) => {
    const purse = purses.find((one) => one.purse === share.purse);
    const whole = (part: Rupiah) => (part * 1000n) / BigInt(share.perMille);
    return purse && { amount: whole(purse.amount), remaining: whole(purse.remaining) };
  });
  const [first, ...others] = allowed;
  return others.reduce(
    (least, one) =>
      least &&
      one && {
        amount: one.amount < least.amount ? one.amount : least.amount,
        remaining: one.remaining < least.remaining ? one.remaining : least.remaining,
      },
    first,
  );
}

/** What proposals of one kind, of these institutions, may be granted at most. */
export type Asking = { readonly shares: readonly Share[]; readonly organizations: readonly Id[] };

/** What is left for several proposals: of each institution's own purses, and for all of them together (rupiah). */
export type Room = {
  readonly ceilings: readonly { readonly institution: Id; readonly left: Rupiah }[];
  readonly together: Rupiah;
};

/**
 * What is left for proposals of some kinds: an institution's own purses bound what it is granted, a fund what all are
 * granted together. An upper bound: where kinds share a purse, committing decides.
 */
export function roomIn(purses: readonly Purse[], askings: readonly Asking[]): Room {
  const left = new Map<Id, Rupiah>();
  let together = 0n;
  for (const { shares, organizations } of askings) {
    const own = shares.filter((share) => purses.some((one) => one.purse === share.purse && one.organization));
    const funds = shares.filter((share) => !own.includes(share));
    const bounds = funds.map((share) => ceilingFrom(purses, [share])?.remaining ?? 0n);
    if (own.length > 0) {
      const each = organizations.map((institution): [Id, Rupiah] => {
        const held = purses.filter((one) => one.organization === institution);
        return [institution, ceilingFrom(held, own)?.remaining ?? 0n];
      });
      for (const [institution, more] of each) left.set(institution, (left.get(institution) ?? 0n) + more);
      bounds.push(each.reduce((sum, [, more]) => sum + more, 0n));
    }
    together += bounds.reduce((least, one) => (one < least ? one : least), bounds[0] ?? 0n);
  }
  return {
    ceilings: [...left]
      .map(([institution, one]) => ({ institution, left: one }))
      .sort((a, b) => (a.institution < b.institution ? -1 : 1)),
    together,
  };
}

/** Whether an amount fits into what remains of a purse. The purse must be locked. */
export function fitsPurse(
  purse: Pick<Purse, 'amount' | 'remaining'>,
  amount: Rupiah,
  basis: Basis,
): Refusal | undefined {
  return amount <= purse.remaining
    ? undefined
    : refuse('ceiling.exceeded', basis, { amount, remaining: purse.remaining, ceiling: purse.amount });
}
