import { type Actor, type Mandate, requireOffice } from '#kernel/actor.ts';
import { type Basis, isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { type RegionCode, within } from '#kernel/region.ts';
import {
  basisOf,
  type DisbursementRules,
  fundingRules,
  type Model,
  proposalKind,
  pursesBehind,
} from '#modules/models/index.ts';
import type { Proposal } from '#modules/proposals/index.ts';

/**
 * What an officer is told before they come to handle money: that their office needs a second factor here and this
 * session has none. Undefined for everybody else.
 */
export function wantsSecondFactor(
  actor: Actor,
  model: Model,
  secondFactor: 'required' | 'optional',
): Refusal | undefined {
  if (secondFactor === 'optional' || actor.secondFactor) return undefined;
  const holder = model.funding?.holders.find(
    (one) => one.secondFactor && actor.mandates.some((held) => held.office === one.office),
  );
  return holder && wantsProof(actor, basisOf(model, holder.basis));
}

/**
 * By which mandate the actor holds one of the offices over the place, with a second factor where the model asks one of the
 * office and this installation insists. `rule` is the basis that says so.
 */
export function mayHandleMoney(
  actor: Actor,
  model: Model,
  offices: readonly string[],
  place: RegionCode,
  secondFactor: 'required' | 'optional',
  rule: string,
): Mandate | Refusal {
  return withSecondFactor(
    requireOffice(actor, offices, place, basisOf(model, rule)),
    actor,
    model,
    secondFactor,
  );
}

/** The same mandate, or that its office wants a second factor that this session does not have. */
export function withSecondFactor(
  mandate: Mandate | Refusal,
  actor: Actor,
  model: Model,
  secondFactor: 'required' | 'optional',
): Mandate | Refusal {
  if (isRefusal(mandate)) return mandate;
  const holder = fundingRules(model).holders.find((one) => one.office === mandate.office);
  return holder?.secondFactor && secondFactor === 'required' && !actor.secondFactor
    ? wantsProof(actor, basisOf(model, holder.basis))
    : mandate;
}

/** What is said to somebody without a fresh proof: to prove the factor again, or to set one up first. */
function wantsProof(actor: Actor, basis: Basis): Refusal {
  return refuse(actor.factorSetUp ? 'access.prove-again' : 'access.second-factor', basis);
}

/** Who pays for a proposal out of the city's cash; refused where nothing of its money passes through it. */
export function cashRules(model: Model, proposal: Pick<Proposal, 'kind'>): DisbursementRules | Refusal {
  const kind = proposalKind(model, proposal.kind);
  const paid = pursesBehind(model, kind).some((purse) => purse.paid === 'through-cash');
  const rules = model.funding?.disbursement;
  return paid && rules ? rules : refuse('disbursement.no-cash', basisOf(model, kind.basis));
}

/** The offices that record payments, and those that examine them; none where givers spend all of it themselves. */
export function paymentOffices(model: Model): readonly string[] {
  const { record, route } = model.funding?.disbursement ?? { record: [], route: [] };
  return [...new Set([...record, ...route.flatMap((step) => step.offices)])];
}

/** The places whose money the actor looks after: where they record or examine payments, or hold the budget. */
export function areasOfMoney(actor: Actor, model: Model): RegionCode[] {
  if (!model.funding) return [];
  const offices = [...model.funding.holders.map((one) => one.office), ...paymentOffices(model)];
  const areas = new Set(
    actor.mandates.filter((held) => offices.includes(held.office)).map((held) => held.region),
  );
  return [...areas].filter((area) => ![...areas].some((other) => other !== area && within(area, other)));
}
