import type { QuorumElement, QuorumRule } from '#modules/models/index.ts';

/** One who came, and whom they represent: an element of the quorum (or others), and the unit where it keeps a roll. */
export type Represents = { readonly element: string; readonly unit: string | null };

/** Units that could be represented, by roll: every RT board, every RW board of the area. */
export type Rolls = Readonly<Record<NonNullable<QuorumElement['roll']>, readonly Unit[]>>;
export type Unit = { readonly unit: string; readonly label: string };

export type ElementMet = {
  readonly element: string;
  readonly came: number;
  readonly wanted: number;
  /** Size of the roll; null where heads are counted. */
  readonly of: number | null;
  readonly met: boolean;
  /** Units of the roll that nobody represents yet. */
  readonly missing: readonly Unit[];
};

export type Quorum = { readonly elements: readonly ElementMet[]; readonly met: boolean };

/**
 * Whether a forum may decide: every element that the model requires is represented. `share` is per mille of the
 * element's roll, rounded up; a unit counts once however many came from it; an element without a roll counts heads.
 * Not covered: proxies, which no model has asked for yet.
 * Source: model section `deliberation.quorum`; paper 004, §4.1.1.
 */
export function quorum(rule: QuorumRule, rolls: Rolls, present: readonly Represents[]): Quorum {
  const elements = rule.elements.map((need): ElementMet => {
    const here = present.filter((one) => one.element === need.element);
    if (need.roll === undefined) {
      const wanted = need.atLeast ?? 1;
      return {
        element: need.element,
        came: here.length,
        wanted,
        of: null,
        met: here.length >= wanted,
        missing: [],
      };
    }
    const roll = rolls[need.roll];
    const units = new Set(here.map((one) => one.unit));
    const missing = roll.filter((one) => !units.has(one.unit));
    const came = roll.length - missing.length;
    const wanted = Math.ceil((roll.length * (need.share ?? 1000)) / 1000);
    return { element: need.element, came, wanted, of: roll.length, met: came >= wanted, missing };
  });
  return { elements, met: elements.every((one) => one.met) };
}
