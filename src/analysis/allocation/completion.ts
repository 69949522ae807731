import type { EndowmentFacts } from './allocation.ts';
import { MAX_AMOUNT } from './election.ts';
import type { SharesRun } from './equal-shares.ts';
import { runEqualShares } from './equal-shares.ts';
import type { Fraction } from './fraction.ts';
import { ceilOf, gcd } from './fraction.ts';
import type { Purse } from './limits.ts';
import type { SharesSetup } from './shares-setup.ts';
import { prepareShares } from './shares-setup.ts';
import { startTrail } from './trail.ts';

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
  /**
   * So many amounts are looked at, then completion stops where it is, within the budget. Without it, it always comes to
   * its end; but ties that last can make it look at every single rupiah, and somebody may be waiting for a page.
   */
  readonly mostLooks?: number;
}

/**
 * The Method of Equal Shares, completed by Add1 where asked.
 * The answer is the same as that of running it once for every rupiah: a trail follows the picks as endowments grow,
 * and proves for how many rupiah more nothing changes; these are leapt over. What it ends with is computed once more
 * from scratch, exactly and explained.
 */
export function equalShares(
  setup: SharesSetup,
  add1: Add1 | undefined,
): { run: SharesRun; endowment: EndowmentFacts } {
  const { budget, projects, voters } = setup.election;
  const prepared = prepareShares(setup);
  const step = add1?.step ?? 1n;
  const everything = projects.reduce((total, project) => total + project.cost, 0n);
  const allFit = add1?.whenAllFit === 'plain' && everything <= budget;
  const base = startOf(budget, BigInt(voters), allFit ? 'exact' : (add1?.startFrom ?? 'exact'));
  const raised = (added: bigint): Fraction => ({ part: base.part + added * base.of, of: base.of });
  const finish = (added: bigint, ended: EndowmentFacts['ended'], overshootCost?: bigint) => ({
    run: runEqualShares(prepared, raised(added)),
    endowment: {
      perVoter: raised(added),
      added,
      ended,
      ...(overshootCost === undefined ? {} : { overshootCost }),
    },
  });
  if (!add1) return finish(0n, 'not-completed');
  if (allFit) return finish(0n, 'all-fit');

  const supported = prepared.support.filter((supporters) => supporters.tally > 0).length;
  // With so much each, every voter could pay for everything alone: nothing can change any more.
  const missing = ceilOf({ part: everything * base.of - base.part, of: base.of });
  const enough = missing <= 0n ? 0n : ((missing + step - 1n) / step) * step;
  const trail = startTrail(prepared);
  let picks: readonly number[] = [];
  const checked = (outcome: ReturnType<typeof finish>) => {
    if (outcome.run.picks.join() !== picks.join()) throw new RangeError('the trail went astray');
    return outcome;
  };
  for (let added = 0n, looks = 1; ; looks += 1) {
    const steadyFor = trail.moveOn(Number(added), raised(added));
    const cost = trail.picks.reduce((sum, position) => sum + (projects[position]?.cost ?? 0n), 0n);
    if (cost > budget) return checked(finish(added - step, 'overshoot', cost));
    picks = [...trail.picks];
    if (picks.length === supported) return checked(finish(added, 'exhaustive'));
    if (add1.until === 'exhaustive' && nothingFits(setup, trail.purse))
      return checked(finish(added, 'exhaustive'));
    if (added >= enough) return checked(finish(added, 'settled'));
    if (looks === add1.mostLooks) return checked(finish(added, 'given-up'));
    const next = added + (BigInt(Math.floor(Math.min(steadyFor, Number(MAX_AMOUNT)))) / step + 1n) * step;
    added = next < enough ? next : enough;
  }
}

function startOf(budget: bigint, voters: bigint, from: 'exact' | 'whole'): Fraction {
  if (from === 'whole') return { part: budget / voters, of: 1n };
  const common = gcd(budget, voters);
  return { part: budget / common, of: voters / common };
}

/** Whether no supported project that lost could be funded from what is left. */
function nothingFits(setup: SharesSetup, purse: Purse): boolean {
  return setup.election.projects.every((project, position) => {
    if ((setup.support[position]?.tally ?? 0) === 0 || purse.isFunded(position)) return true;
    return purse.barrierWithBudget(position, project.cost) !== undefined;
  });
}
