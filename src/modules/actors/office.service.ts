import { type Acting, type Actor, acting, type Visitor } from '#kernel/actor.ts';
import { normalPhone, phoneSpellings } from '#kernel/contact.ts';
import { addDays } from '#kernel/date.ts';
import { type Id, newId } from '#kernel/id.ts';
import { readDay } from '#kernel/readers/day.ts';
import { readAll } from '#kernel/readers/fields.ts';
import { readLine, readName, readText } from '#kernel/readers/text.ts';
import { at, isRefusal, refuse } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { record } from '#modules/journal/index.ts';
import { listPrograms } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { insertPerson, personById, personByPhone } from './actor.store.ts';
import { insertMandate, lockOffice, officesOf, setLastDay, setPersonFacts } from './office.store.ts';
import {
  type Appointment,
  mayBeGiven,
  mayEnd,
  mayKeepOffices,
  type OfficeHeld,
  othersAfter,
} from './office.ts';
import { organizationById } from './organization.store.ts';
import type { Organization } from './organization.ts';
import { mayIssueCode } from './sign-in-code.ts';

/** What is typed when somebody is put into an office. `replaces` is the mandate that ends the day before. */
export type TypedAppointment = {
  readonly organization: Id;
  readonly office: string;
  readonly name: string;
  readonly phone: string;
  readonly startsOn: string;
  /** Empty for an office without a last day. */
  readonly endsOn: string;
  readonly decree: string;
  readonly reason: string;
  /** Empty for somebody who holds the office themselves. */
  readonly acting: string;
  readonly replaces?: Id | undefined;
};

/**
 * Puts somebody into an office of an organisation, in place of whoever held it or beside them. Somebody with this phone
 * number who is on file already is given the office as a further one; the name on file stays.
 */
export async function giveOffice(
  runtime: Runtime,
  who: Actor | Visitor,
  input: TypedAppointment,
): Promise<Result<{ mandate: Id; person: Id; known: boolean }>> {
  return runtime.change(who, 'offices:write', async (tx, actor) => {
    const organization = await organizationById(tx, input.organization);
    if (!organization) return refused(refuse('access.not-found'));
    const models = await modelsOf(tx);
    const by = mayKeepOffices(actor, models, organization);
    if (isRefusal(by)) return refused(by);
    const read = readAll({ ...readAppointment(input), reason: readText(input.reason, 500) });
    if (isRefusal(read)) return refused(read);
    const known = await personByPhone(tx, phoneSpellings(read.phone));
    if (known?.id === actor.person) return refused(at('phone', refuse('access.maker-checker')));
    const held = await officesOf(tx, organization.id);
    const appointment = {
      office: input.office,
      startsOn: read.startsOn,
      endsOn: read.endsOn,
      acting: read.acting === 'self' ? null : read.acting,
    };
    const before = input.replaces && held.find((one) => one.mandate === input.replaces);
    if (input.replaces && !before) return refused(refuse('access.not-found'));
    const others = before ? held.filter((one) => one !== before) : held;
    const lastDay = addDays(read.startsOn, -1);
    const refusal =
      mayBeGiven(models, organization, appointment, known?.id, others) ??
      (before ? atField('startsOn', mayEnd(before, lastDay)) : undefined);
    if (refusal) return refused(refusal);
    const acts = acting(actor, by);
    const region = organization.region;
    if (before) {
      await setLastDay(tx, before.mandate, lastDay, read.decree);
      await record(tx, acts, {
        action: 'office.ended',
        subjectType: 'organization',
        subjectId: organization.id,
        region,
        summary: { office: before.office, lastDay, decree: read.decree, reason: read.reason },
        details: { mandate: before.mandate, person: before.person },
      });
    }
    const person = known?.id ?? newId(tx.now);
    const mandate = await appoint(tx, acts, organization, {
      ...appointment,
      decree: read.decree,
      reason: read.reason,
      person: { id: person, name: read.name, phone: read.phone, known: known !== undefined },
    });
    return ok({ mandate, person, known: known !== undefined });
  });
}

/** Reads what is typed of somebody who is put into an office. */
export function readAppointment(
  input: Pick<TypedAppointment, 'name' | 'phone' | 'startsOn' | 'endsOn' | 'decree' | 'acting'>,
) {
  return {
    name: readName(input.name),
    phone: normalPhone(input.phone) ?? refuse('phone.unreadable'),
    startsOn: readDay(input.startsOn),
    endsOn: input.endsOn === '' ? null : readDay(input.endsOn),
    decree: readLine(input.decree, 120),
    acting: ACTING.get(input.acting) ?? refuse('input.choice'),
  };
}

/** Puts somebody into an office that can be given so, and on file first who was not known. Answers the mandate. */
export async function appoint(
  tx: Tx,
  by: Acting,
  { id: organization, region }: Organization,
  given: Appointment & {
    readonly decree: string;
    /** Undefined where a list of officers came in, or an office was given along with something else. */
    readonly reason?: string;
    readonly person: {
      readonly id: Id;
      readonly name: string;
      readonly phone: string;
      readonly known: boolean;
    };
  },
): Promise<Id> {
  const { person, decree, reason, ...appointment } = given;
  if (!person.known) {
    // Of this place, so that a code can be given before the first day in office.
    await insertPerson(tx, { id: person.id, name: person.name, phone: person.phone, region });
    await record(tx, by, {
      action: 'person.registered',
      subjectType: 'person',
      subjectId: person.id,
      region,
      summary: {},
      details: { name: person.name },
    });
  }
  const mandate = newId(tx.now);
  await insertMandate(tx, { ...appointment, id: mandate, person: person.id, organization, region, decree });
  await record(tx, by, {
    action: 'office.given',
    subjectType: 'organization',
    subjectId: organization,
    region,
    summary: {
      office: appointment.office,
      acting: appointment.acting,
      from: appointment.startsOn,
      until: appointment.endsOn,
      decree,
      reason: reason ?? null,
    },
    details: { mandate, person: person.id },
  });
  return mandate;
}

const ACTING: ReadonlyMap<string, 'self' | 'plh' | 'plt'> = new Map([
  ['', 'self'],
  ['plh', 'plh'],
  ['plt', 'plt'],
]);

/**
 * Ends an office on a day, today or another. Whoever was the only one to hold it may be ended too: the answer says how
 * many others hold it on the day after.
 */
export async function endOffice(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { mandate: Id; lastDay: string; decree: string; reason: string },
): Promise<Result<{ organization: Id; others: number }>> {
  return runtime.change(who, 'offices:write', async (tx, actor) => {
    const held = await lockOffice(tx, input.mandate);
    const organization = held && (await organizationById(tx, held.organization));
    if (!held || !organization) return refused(refuse('access.not-found'));
    const by = mayKeepOffices(actor, await modelsOf(tx), organization);
    if (isRefusal(by)) return refused(by);
    return endOfficeAs(tx, acting(actor, by), organization, held, input);
  });
}

/** The same by whoever was authorised already: the operator at the command line, and a list of officers, without a document. */
export async function endOfficeAs(
  tx: Tx,
  by: Acting,
  organization: Organization,
  held: OfficeHeld,
  input: { lastDay: string; decree?: string; reason: string },
): Promise<Result<{ organization: Id; others: number }>> {
  const read = readAll({
    lastDay: readDay(input.lastDay),
    decree: input.decree === undefined ? null : readLine(input.decree, 120),
    reason: readText(input.reason, 500),
  });
  if (isRefusal(read)) return refused(read);
  const refusal = mayEnd(held, read.lastDay);
  if (refusal) return refused(refusal);
  await setLastDay(tx, held.mandate, read.lastDay, read.reason);
  await record(tx, by, {
    action: 'office.ended',
    subjectType: 'organization',
    subjectId: organization.id,
    region: organization.region,
    summary: { office: held.office, lastDay: read.lastDay, decree: read.decree, reason: read.reason },
    details: { mandate: held.mandate, person: held.person },
  });
  const after = addDays(read.lastDay, 1);
  const others = othersAfter(await officesOf(tx, organization.id), held, after);
  return ok({ organization: organization.id, others });
}

/**
 * Corrects how a person is written and reached; what they did keeps its trace. By those who may help them in: whoever
 * can give them a code. The number they sign in with stays that of their account.
 */
export async function correctPerson(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { person: Id; name: string; phone: string; reason: string },
): Promise<Result<{ person: Id }>> {
  return runtime.change(who, 'offices:write', async (tx, actor) => {
    const person = await personById(tx, input.person);
    if (!person) return refused(refuse('access.not-found'));
    const by = mayIssueCode(actor, await modelsOf(tx), person);
    if (isRefusal(by)) return refused(by);
    const read = readAll({
      name: readName(input.name),
      phone: input.phone.trim() === '' ? null : (normalPhone(input.phone) ?? refuse('phone.unreadable')),
      reason: readText(input.reason, 500),
    });
    if (isRefusal(read)) return refused(read);
    const namesake = read.phone && (await personByPhone(tx, phoneSpellings(read.phone)));
    if (namesake && namesake.id !== person.id) return refused(at('phone', refuse('sign-in.taken')));
    await setPersonFacts(tx, person.id, { name: read.name, phone: read.phone });
    await record(tx, acting(actor, by), {
      action: 'person.corrected',
      subjectType: 'person',
      subjectId: person.id,
      region: by.region,
      summary: { reason: read.reason },
      details: {
        before: { name: person.name, phone: person.phone },
        after: { name: read.name, phone: read.phone },
      },
    });
    return ok({ person: person.id });
  });
}

/** The models that the city's programmes run on: what kinds of parties there are. */
export async function modelsOf(tx: Tx) {
  return (await listPrograms(tx)).map((one) => one.model);
}

function atField(field: string, refusal: ReturnType<typeof mayEnd>) {
  return refusal && { ...refusal, field };
}
