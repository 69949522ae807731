import { type Actor, type Mandate, requireOffice } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import { type Refusal, refuse, unless } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import { basisOf, type CheckOf, type Model } from '#modules/models/index.ts';
import type { Obligation } from './obligation.store.ts';

/** Whether what is owed was to be delivered before today and was not. */
export function isOverdue(obligation: Pick<Obligation, 'state' | 'dueOn'>, today: IsoDate): boolean {
  return obligation.state === 'open' && obligation.dueOn < today;
}

/**
 * By which mandate the actor may let a debtor off what it owes: an office that the model names, over the debtor's place, while
 * the obligation is open. Source: model, checks `none-overdue` that may be overridden.
 */
export function mayWaive(
  actor: Actor,
  model: Model,
  obligation: Pick<Obligation, 'state'>,
  debtorRegion: RegionCode,
): Mandate | Refusal {
  const rule = overridesIn(model);
  const basis = rule && basisOf(model, rule.basis);
  return unless(
    requireOffice(actor, rule?.by ?? [], debtorRegion, basis),
    obligation.state === 'open' ? undefined : refuse('obligation.state', basis, { state: obligation.state }),
  );
}

/** The check that keeps debtors from proposing, where its model lets somebody override it. */
export function overridesIn(model: Model): CheckOf<'none-overdue'> | undefined {
  return model.proposals
    .flatMap((one) => one.checks)
    .find(
      (check): check is CheckOf<'none-overdue'> =>
        check.check === 'none-overdue' && check.severity === 'override',
    );
}
