import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { type Rupiah, sum } from '#kernel/money.ts';
import { seesWithheld } from '#kernel/readable.ts';
import { type DepositRules, type Model, purseNamed } from '#modules/models/index.ts';
import { periodsOf } from '#modules/obligations/index.ts';
import { type Program, yearsOf } from '#modules/programs/index.ts';
import type { Deposit } from './voucher.ts';

/**
 * Whether what was paid in pays a levy, or could: whoever is named as having paid one shows who has not. Source: model
 * `deposits[].owed`; decision 60.
 */
export function paysLevy(
  model: Model,
  { purseName, source, occasion }: Pick<Deposit, 'purseName' | 'source' | 'occasion'>,
): boolean {
  const way = purseNamed(model, purseName).deposits.find((one) => one.source === source);
  return occasion !== '' || way?.owed !== undefined;
}

/** Whether a period is one for which something is owed in the years of a programme. Source: model `deposits[].owed`. */
export function isPeriodOf(
  program: Pick<Program, 'fiscalYear' | 'model'>,
  rules: Pick<DepositRules, 'owed'>,
  occasion: string,
): boolean {
  return (
    rules.owed !== undefined &&
    periodsOf(rules.owed.due, yearsOf(program)).some((one) => one.occasion === occasion)
  );
}

/** What of a levy is still to be paid (rupiah): what is owed less what was paid for its period; never less than nothing. */
export function leftOfLevy(owed: Rupiah, paid: readonly Rupiah[]): Rupiah {
  const left = owed - sum(paid);
  return left < 0n ? 0n : left;
}

/** Whose debts to a fund somebody reads by name: everybody's for officers over the whole programme, else their own institutions'. */
export function readsArrearsOf(
  viewer: Actor | Visitor,
  program: Pick<Program, 'region'>,
): 'all' | readonly Id[] {
  if (seesWithheld(viewer, 'arrears', { place: program.region, organization: null })) return 'all';
  if (viewer.person === undefined) return [];
  return viewer.mandates
    .filter((held) =>
      seesWithheld(viewer, 'arrears', { place: held.region, organization: held.organization.id }),
    )
    .map((held) => held.organization.id);
}
