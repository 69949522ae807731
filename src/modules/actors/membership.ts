import { type Actor, type Mandate, mandateIn, mandateOver } from '#kernel/actor.ts';
import { addMonths, type IsoDate } from '#kernel/date.ts';
import { at, type Refusal, refuse } from '#kernel/refusal.ts';
import { basisOf, type Model, officeLabels, partiesOf } from '#modules/models/index.ts';
import type { Organization } from './organization.ts';

/** One time in which an institution takes part in the programmes of a model, both days included. */
export type Spell = {
  /** Null where it was in from the beginning, by what it is. */
  readonly since: IsoDate | null;
  /** Null while nobody said that it ends. */
  readonly lastDay: IsoDate | null;
  readonly endedBy: 'itself' | 'office' | null;
  readonly endedFor: string | null;
};

/**
 * How an institution stands in a programme on a day: it takes part; it does up to a day that was said; it has left; or it
 * has not come in yet, where its kind joins. What it leaves behind is said with the spell that counts.
 */
export type Membership = Spell & { readonly state: 'member' | 'leaving' | 'left' | 'outside' };

/** Whether institutions of a kind come into a programme by asking: some of its proposals lets them in. */
export function joins(model: Pick<Model, 'proposals'>, kind: string): boolean {
  return model.proposals.some((one) => one.admits?.party === kind);
}

/** The kinds of parties that come into a programme by asking. */
export function joiningKinds(model: Pick<Model, 'proposals'>): readonly string[] {
  return [...new Set(model.proposals.flatMap((one) => one.admits?.party ?? []))];
}

/** Whether an institution of a kind could be out of a programme: it joins, or it may leave. Of all others nothing need be asked. */
export function comesAndGoes(model: Pick<Model, 'proposals' | 'parties'>, kind: string): boolean {
  return joins(model, kind) || leavingRules(model, kind) !== undefined;
}

function leavingRules(model: Pick<Model, 'parties'>, kind: string) {
  return model.parties.kinds.find((one) => one.kind === kind)?.leaves;
}

/** How an institution of a kind stands on a day, by its spells. */
export function membershipOn(
  model: Pick<Model, 'proposals'>,
  kind: string,
  spells: readonly Spell[],
  day: IsoDate,
): Membership {
  const begun = spells.filter((one) => one.since === null || one.since <= day);
  const open = begun.find((one) => one.lastDay === null);
  if (open) return { ...open, state: 'member' };
  const last = begun.toSorted((a, b) => ((a.lastDay ?? '') < (b.lastDay ?? '') ? 1 : -1))[0];
  if (last) return { ...last, state: (last.lastDay ?? '') >= day ? 'leaving' : 'left' };
  const none = { since: null, lastDay: null, endedBy: null, endedFor: null };
  return { ...none, state: joins(model, kind) ? 'outside' : 'member' };
}

/** Refuses whoever begins something new in the name of an institution that is out of a programme, or leaves it. */
export function mustTakePart(
  model: Model,
  organization: Pick<Organization, 'kind' | 'name'>,
  { state, lastDay }: Membership,
): Refusal | undefined {
  if (state === 'member') return undefined;
  const party = model.parties.kinds.find((one) => one.kind === organization.kind);
  const basis = party && basisOf(model, party.leaves?.basis ?? party.basis);
  const told = { organization: organization.name, program: model.short };
  return state === 'outside' || lastDay === null
    ? refuse('member.outside', basis, told)
    : refuse('member.left', basis, { ...told, day: lastDay });
}

/** By what an institution's membership is ended: one of its own offices, or an office above it. */
export type Ending = { readonly by: Mandate; readonly endedBy: 'itself' | 'office' };

/**
 * By which mandate the actor ends what an institution takes part in: one of its own offices that may leave, or an office
 * above it that may end it. Source: model `parties.kinds[].leaves`.
 */
export function mayEndMembership(
  actor: Actor,
  model: Model,
  organization: Pick<Organization, 'id' | 'kind' | 'region'>,
): Ending | Refusal {
  const rules = leavingRules(model, organization.kind);
  if (!rules) {
    const party = partiesOf(model).find((one) => one.kind === organization.kind);
    return refuse('member.stays', party && basisOf(model, party.basis));
  }
  const own = mandateIn(actor, rules.by, organization.id);
  if (own) return { by: own, endedBy: 'itself' };
  const above = mandateOver(actor, rules.endedBy, organization.region);
  if (above && above.organization.id !== organization.id) return { by: above, endedBy: 'office' };
  const offices = officeLabels([model], [...rules.by, ...rules.endedBy]);
  return refuse('access.office', basisOf(model, rules.basis), { offices, place: organization.region });
}

/** For how long ahead a last day can be said (months). */
const AHEAD = 12;

/** Whether it may end on a day: it takes part and nobody said so before, and the day is today or within a year. */
export function mayEndOn(
  model: Model,
  organization: Pick<Organization, 'kind' | 'name'>,
  membership: Membership,
  lastDay: IsoDate,
  today: IsoDate,
): Refusal | undefined {
  const refusal = mustTakePart(model, organization, membership);
  if (refusal) return refusal;
  const latest = addMonths(today, AHEAD);
  return lastDay < today || lastDay > latest
    ? at('lastDay', refuse('member.day', undefined, { from: today, until: latest }))
    : undefined;
}

/**
 * By which mandate the actor lets an institution come back: whoever ended it. One that left by itself and came in by asking
 * asks again; until its last day is over it may simply stay.
 */
export function mayBringBack(
  actor: Actor,
  model: Model,
  organization: Pick<Organization, 'id' | 'kind' | 'region' | 'name'>,
  { state, endedBy }: Membership,
): Mandate | Refusal {
  const may = mayEndMembership(actor, model, organization);
  const rules = leavingRules(model, organization.kind);
  if ('refusal' in may) return may;
  const basis = rules && basisOf(model, rules.basis);
  if (state === 'member' || state === 'outside') {
    return refuse(state === 'member' ? 'member.already' : 'member.outside', basis, {
      organization: organization.name,
      program: model.short,
    });
  }
  if (may.endedBy !== endedBy) {
    const offices = (endedBy === 'itself' ? rules?.by : rules?.endedBy) ?? [];
    return refuse('access.office', basis, {
      offices: officeLabels([model], offices),
      place: organization.region,
    });
  }
  return state === 'left' && endedBy === 'itself' && joins(model, organization.kind)
    ? refuse('member.outside', basis, { organization: organization.name, program: model.short })
    : may.by;
}
