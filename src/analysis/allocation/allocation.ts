import type { Fraction } from './fraction.ts';
import type { Barrier, ShareOutcome } from './limits.ts';
import type { BordaCount, Utility } from './support.ts';
import type { TieBreaking } from './tie-breaking.ts';

export type Rule = 'priority' | 'score' | 'greedy' | 'borda' | 'knapsack' | 'phragmen' | 'equal-shares';

/** A project that gets money: all it asked for, or the part its proposer consented to. */
export interface Funded {
  readonly project: string;
  readonly amount: bigint;
  readonly whole: boolean;
}

/** What all rounds say. `tiedWith` names the projects that only the tie-breaking order put behind this one. */
interface RoundBase extends Funded {
  readonly number: number;
  /** Voters who support the project. */
  readonly votes: number;
  /** Votes, points or Borda score, as the utility counts them. */
  readonly tally: number;
  /** Money of the budget that is left after the round. */
  readonly left: bigint;
  readonly tiedWith: readonly string[];
}

/** Taken from a list in order of tally, or of tally per rupiah. */
export interface OrderRound extends RoundBase {
  readonly by: 'order';
  readonly perRupiah: boolean;
  readonly completion: boolean;
}

/** Part of the set with the highest worth; such a set has no order, so rounds go by worth. */
export interface KnapsackRound extends RoundBase {
  readonly by: 'knapsack';
  readonly worth: bigint;
}

/** Bought at the moment its supporters' common pocket money, one rupiah per unit of time each, sufficed. */
export interface PhragmenRound extends RoundBase {
  readonly by: 'phragmen';
  readonly load: Fraction;
}

/** Paid by its supporters out of their equal shares. */
export interface EqualSharesRound extends RoundBase {
  readonly by: 'equal-shares';
  /** Voters who paid `share` × their weight (the weight is 1 for approvals). */
  readonly paidShare: number;
  readonly share: Fraction;
  /** Voters who had less, but something, and gave all of it; and how much that was together. */
  readonly gaveAll: number;
  readonly gaveAllMoney: Fraction;
  /** Cost ÷ highest payment: the number of voters who would pay as much each. For display. */
  readonly effectiveVotes: number;
  /** What all voters together held before and after, in the endowment of this run. */
  readonly voterMoneyBefore: Fraction;
  readonly voterMoneyAfter: Fraction;
}

export type Round = OrderRound | KnapsackRound | PhragmenRound | EqualSharesRound;

/** Why a project was not funded. */
export type LossReason =
  | Barrier
  | { readonly code: 'no-support' }
  /** Voters named it, but where a ballot gives nothing: in the last place under Borda, or with 0 points. */
  | { readonly code: 'no-points'; readonly voters: number }
  /** The rule ended at `at`, the first that no longer fitted. */
  | { readonly code: 'stopped'; readonly at: string; readonly left: bigint }
  /** Funding it would have left less worth for the rest of the money. */
  | { readonly code: 'outweighed'; readonly worth: bigint }
  /** Its supporters had `money` left between them when nothing more could be bought. */
  | {
      readonly code: 'supporters-spent';
      readonly money: Fraction;
      /** Funded projects with the most supporters in common, and how many those are. */
      readonly sharedWith: readonly { readonly project: string; readonly voters: number }[];
    };

/** What alone, everything else unchanged, would have had it funded. */
export type Remedy =
  | { readonly code: 'cost-at-most'; readonly amount: bigint }
  | { readonly code: 'more-tally'; readonly count: number; readonly before?: string }
  | { readonly code: 'without'; readonly project: string }
  | { readonly code: 'more-voters'; readonly count: number };

export interface Loss {
  readonly project: string;
  readonly votes: number;
  readonly tally: number;
  readonly reason: LossReason;
  readonly remedies: readonly Remedy[];
}

/** How far Equal Shares was completed, and why it ended there. */
export interface EndowmentFacts {
  /** What every voter held at the start of the run that counts. */
  readonly perVoter: Fraction;
  /** Rupiah that completion added to every voter's equal share. */
  readonly added: bigint;
  readonly ended: 'not-completed' | 'all-fit' | 'overshoot' | 'exhaustive' | 'settled' | 'given-up';
  /** What the next step would have cost, where it overshot. */
  readonly overshootCost?: bigint;
}

/** What a rule makes of an election. The forum decides; this is what it decides about. */
export interface Allocation {
  readonly rule: Rule;
  readonly utility: Utility;
  readonly borda: BordaCount;
  readonly tie: TieBreaking;
  /** In the order picked. */
  readonly winners: readonly Funded[];
  readonly cost: bigint;
  readonly left: bigint;
  readonly rounds: readonly Round[];
  /** Projects without money, the best supported first. */
  readonly losses: readonly Loss[];
  readonly shares: readonly ShareOutcome[];
  readonly endowment?: EndowmentFacts;
}
