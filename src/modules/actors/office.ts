import type { Actor, Mandate } from '#kernel/actor.ts';
import { addDays, addMonths, type IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { at, type Basis, type Refusal, refuse } from '#kernel/refusal.ts';
import { within } from '#kernel/region.ts';
import { basisOf, type Model, officeLabels, type Party, partiesOf } from '#modules/models/index.ts';
import type { Organization } from './organization.ts';

/** An office that somebody holds, held or will hold in an organisation. */
export type OfficeHeld = {
  readonly mandate: Id;
  readonly person: Id;
  readonly name: string;
  readonly phone: string | null;
  readonly office: string;
  readonly startsOn: IsoDate;
  readonly endsOn: IsoDate | null;
  readonly decree: string | null;
  readonly acting: 'plh' | 'plt' | null;
  readonly endedFor: string | null;
};

/** What is asked of somebody who is put into an office. */
export type Appointment = {
  readonly office: string;
  readonly startsOn: IsoDate;
  readonly endsOn: IsoDate | null;
  readonly acting: 'plh' | 'plt' | null;
};

/** How the city's models describe a kind of party or a body: the first that knows it. */
export function partyIn(
  models: readonly Model[],
  kind: string,
): { readonly model: Model; readonly party: Party } | undefined {
  for (const model of models) {
    const party = partiesOf(model).find((one) => one.kind === kind);
    if (party) return { model, party };
  }
  return undefined;
}

/**
 * By which mandate the actor puts people into the offices of an organisation and ends them: an office above it that the
 * model names, over its place, and never one of their own organisation. Source: model `parties.kinds[].keptBy`;
 * Permendagri 18/2018 (the head of the village or kelurahan decrees the officers of its institutions).
 */
export function mayKeepOffices(
  actor: Actor,
  models: readonly Model[],
  organization: Organization,
): Mandate | Refusal {
  const known = partyIn(models, organization.kind);
  const offices = known?.party.keptBy ?? [];
  const basis = known && basisOf(known.model, known.party.basis);
  return (
    actor.mandates.find(
      (held) =>
        offices.includes(held.office) &&
        within(organization.region, held.region) &&
        held.organization.id !== organization.id,
    ) ??
    refuse('access.office', basis, { offices: officeLabels(models, offices), place: organization.region })
  );
}

/** Whether two terms share a day; a term without a last day goes on. */
function overlaps(
  one: Pick<OfficeHeld, 'startsOn' | 'endsOn'>,
  other: Pick<OfficeHeld, 'startsOn' | 'endsOn'>,
): boolean {
  return (
    (one.endsOn === null || other.startsOn <= one.endsOn) &&
    (other.endsOn === null || one.startsOn <= other.endsOn)
  );
}

/**
 * Whether an office can be given so: the organisation has it, the last day follows the first, whoever acts for another
 * does so up to a day, the same
 * person does not hold it in these days already, and of a seat of a body one is free and the term is kept.
 */
export function mayBeGiven(
  models: readonly Model[],
  organization: Organization,
  appointment: Appointment,
  person: Id | undefined,
  held: readonly OfficeHeld[],
): Refusal | undefined {
  const known = partyIn(models, organization.kind);
  const office = known?.party.offices.find((one) => one.office === appointment.office);
  if (!known || !office) {
    return at('office', refuse('office.unknown', undefined, { organization: organization.name }));
  }
  if (appointment.acting !== null && appointment.endsOn === null) {
    return at('endsOn', refuse('input.required'));
  }
  if (appointment.endsOn !== null && appointment.endsOn < appointment.startsOn) {
    return at(
      'endsOn',
      refuse('input.date-order', undefined, { from: appointment.startsOn, to: appointment.endsOn }),
    );
  }
  const beside = held.filter((one) => one.office === appointment.office && overlaps(one, appointment));
  const same = beside.find((one) => one.person === person);
  if (same) return at('name', refuse('office.held', undefined, { day: same.startsOn }));
  const { model, party } = known;
  if (office.count !== undefined && beside.length >= office.count) {
    return at(
      'office',
      refuse('office.full', basisOf(model, party.basis), { seat: [office.label], seats: office.count }),
    );
  }
  return party.term && withinTerm(appointment, basisOf(model, party.term.basis), party.term.years);
}

/** Whether somebody is put into a seat for a term at most: the last day is said, and lies no later than it ends. */
function withinTerm(appointment: Appointment, basis: Basis, years: number): Refusal | undefined {
  const last = lastDayOfTerm(appointment.startsOn, years);
  return appointment.endsOn === null || appointment.endsOn > last
    ? at('endsOn', refuse('office.term', basis, { years, day: last }))
    : undefined;
}

/** The last day of a term that begins on a day: the day before the same date, so many years on. */
export function lastDayOfTerm(startsOn: IsoDate, years: number): IsoDate {
  return addDays(addMonths(startsOn, 12 * years), -1);
}

/** Whether an office that somebody holds may end on a day: not before it began, and not later than it ends anyway. */
export function mayEnd(held: OfficeHeld, lastDay: IsoDate): Refusal | undefined {
  if (lastDay < held.startsOn) {
    return at('lastDay', refuse('office.day', undefined, { day: held.startsOn }));
  }
  return held.endsOn !== null && lastDay >= held.endsOn
    ? at('lastDay', refuse('office.ended', undefined, { day: held.endsOn }))
    : undefined;
}

/** How many others hold the same office on the day after somebody's last: none means that nobody can act in it then. */
export function othersAfter(held: readonly OfficeHeld[], ending: OfficeHeld, dayAfter: IsoDate): number {
  const day = { startsOn: dayAfter, endsOn: dayAfter };
  return held.filter(
    (one) => one.mandate !== ending.mandate && one.office === ending.office && overlaps(one, day),
  ).length;
}
