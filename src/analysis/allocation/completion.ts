import type { EndowmentFacts } from './allocation.ts';
import type { SharesRun, SharesSetup } from './equal-shares.ts';
import { prepareEqualShares } from './equal-shares.ts';
import type { Fraction } from './fraction.ts';
import { approximately, gcd } from './fraction.ts';

/**
 * How Equal Shares spends what its supporters could not agree to spend, by adding one rupiah after another
 * to what every voter holds at the start.
 */
export interface Add1 {
  /**
   * `overshoot`: up to the last amount before the projects bought cost more than the budget.
   * `exhaustive`: the same, but already ended when no other supported project fits into what is left.
   */
  readonly until: 'overshoot' | 'exhaustive';
  /**
   * What to do when all projects together fit the budget: `complete` as always, so that all supported ones are
   * bought in the end (pabutools), or `plain`, no completion at all (equalshares.net).
   */
  readonly whenAllFit: 'complete' | 'plain';
  /** Rupiah added at a time; 1 unless said otherwise. */
  readonly step?: bigint;
  /** `exact`: budget ÷ voters. `whole`: rounded down to whole rupiah first (an option of equalshares.net). */
  readonly startFrom?: 'exact' | 'whole';
}

const FIRST_LOOK_AHEAD = 0.05;
/** The next look-ahead is so many times the last leap: longer ones blur, shorter ones leap too little. */
const LOOK_AHEAD_GROWTH = 4;
const SHORTEST_LOOK_AHEAD = 64;

/**
 * The Method of Equal Shares, completed by Add1 where asked.
 * The answer is the same as that of running it once for every rupiah; each run proves for how many rupiah
 * more nothing changes, and these are leapt over.
 */
export function equalShares(
  setup: SharesSetup,
  add1: Add1 | undefined,
): { run: SharesRun; endowment: EndowmentFacts } {
  const { budget, projects, voters } = setup.election;
  const runWith = prepareEqualShares(setup);
  const step = add1?.step ?? 1n;
  const everything = projects.reduce((total, project) => total + project.cost, 0n);
  const allFit = add1?.whenAllFit === 'plain' && everything <= budget;
  const base = startOf(budget, BigInt(voters), allFit ? 'exact' : (add1?.startFrom ?? 'exact'));
  const raised = (added: bigint): Fraction => ({ part: base.part + added * base.of, of: base.of });
  const finish = (added: bigint, ended: EndowmentFacts['ended'], overshootCost?: bigint) => ({
    run: runWith(raised(added), 'explained'),
    endowment: {
      perVoter: raised(added),
      added,
      ended,
      ...(overshootCost === undefined ? {} : { overshootCost }),
    },
  });
  if (!add1) return finish(0n, 'not-completed');
  if (allFit) return finish(0n, 'all-fit');

  const supported = setup.support.filter((supporters) => supporters.tally > 0).length;
  let lookAhead = Math.max(SHORTEST_LOOK_AHEAD, approximately(base) * FIRST_LOOK_AHEAD);
  for (let added = 0n; ; ) {
    const trial = runWith(raised(added), { lookAhead });
    if (trial.cost > budget) return finish(added - step, 'overshoot', trial.cost);
    if (trial.picks.length === supported) return finish(added, 'exhaustive');
    if (add1.until === 'exhaustive' && nothingFits(setup, trial)) return finish(added, 'exhaustive');
    // With so much each, every voter could pay for everything alone: nothing can change any more.
    if (raised(added).part >= everything * base.of) return finish(added, 'settled');
    const leaps = BigInt(Math.floor(trial.steadyFor)) / step;
    added += (leaps + 1n) * step;
    lookAhead = Math.max(SHORTEST_LOOK_AHEAD, trial.steadyFor * LOOK_AHEAD_GROWTH);
  }
}

function startOf(budget: bigint, voters: bigint, from: 'exact' | 'whole'): Fraction {
  if (from === 'whole') return { part: budget / voters, of: 1n };
  const common = gcd(budget, voters);
  return { part: budget / common, of: voters / common };
}

/** Whether no supported project that lost could be funded from what is left. */
function nothingFits(setup: SharesSetup, run: SharesRun): boolean {
  return setup.election.projects.every((project, position) => {
    if ((setup.support[position]?.tally ?? 0) === 0 || run.purse.isFunded(position)) return true;
    return run.purse.barrierWithBudget(position, project.cost) !== undefined;
  });
}
