import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { isEmail, normalPhone, phoneSpellings } from '#kernel/contact.ts';
import { isIsoDate } from '#kernel/date.ts';
import { type Id, newId } from '#kernel/id.ts';
import { nearest } from '#kernel/nearest.ts';
import { nameKey, readName } from '#kernel/readers/text.ts';
import { isRefusal, refuse } from '#kernel/refusal.ts';
import { levelOf, within } from '#kernel/region.ts';
import { ok, refused } from '#kernel/result.ts';
import {
  checkNewPassword,
  createAccount,
  insertOfficers,
  insertPerson,
  operatorOf,
  organizationsAt,
  organizationsIn,
  personById,
  personByPhone,
  personByUser,
} from '#modules/actors/index.ts';
import { record } from '#modules/journal/index.ts';
import { officesIn } from '#modules/models/index.ts';
import { listPrograms } from '#modules/programs/index.ts';
import { childrenOf, findRegion } from '#modules/regions/index.ts';
import type { Tenant, Tx } from '#platform/database/tenant-transaction.ts';
import type { Pilar } from '../pilar.ts';
import { failInput, failRefused } from './exit.ts';
import { chosenTenants, withPilar } from './open-pilar.ts';

export type CreateOptions = {
  readonly city: string;
  readonly name: string;
  readonly email?: string;
  readonly phone?: string;
  readonly office?: string;
  readonly kind?: string;
  readonly organization?: string;
  readonly region?: string;
  readonly until?: string;
  readonly decree?: string;
  readonly withoutAccount?: true;
};

type Appointment = {
  readonly office: string;
  readonly kind: string;
  readonly organization: string;
  readonly region: string;
  readonly until: string | null;
  readonly decree: string | null;
};

/** Creates the person, the office they are put into and the account. */
export async function createUser(options: CreateOptions): Promise<void> {
  const { email, phone } = options;
  const wanted = !options.withoutAccount;
  if (wanted && !email && !phone) failInput('give --email or --phone, or the person cannot sign in');
  if (!wanted && email)
    failInput('an e-mail address belongs to an account: leave out --email or --without-account');
  if (email && !isEmail(email)) failInput(`this is no e-mail address: ${email}`);
  if (phone && !normalPhone(phone)) failInput(`this is no phone number: ${phone}`);
  const appointment = readAppointment(options);
  const given = !wanted || process.stdin.isTTY ? '' : (await text(process.stdin)).split('\n')[0]?.trim();
  const password = given || randomBytes(12).toString('base64url');
  const refusal = await checkNewPassword(password);
  if (refusal?.refusal === 'password.common') failInput('this password is among the first that are tried');
  if (refusal) failInput('the password must have 8 to 128 characters');

  await withPilar(async (pilar) => {
    const [tenant] = chosenTenants(pilar, options.city);
    if (!tenant) return;
    const known = await pilar.signIn.findUser(email ?? phone ?? '');
    const holder = known && (await pilar.read(tenant.id, (tx) => personByUser(tx, known.userId)));
    if (holder) {
      if (!appointment) failInput(`${email ?? phone} is the account of ${holder.name} in this city already`);
      await appointTo(pilar, tenant, options, appointment, holder);
      process.stdout.write(
        `${holder.name} holds this office too, with the account they have; the password stays as it is\n`,
      );
      return;
    }
    const person = await addPerson(pilar, tenant, options, appointment);
    if (!wanted) {
      process.stdout.write(
        `${options.name} is entered; the kelurahan gives them a code at /${tenant.slug}/kode-masuk\n`,
      );
      return;
    }
    const made = await createAccount(pilar, { tenant: tenant.id, person, email, phone, password });
    if (!made.ok) return failRefused(made.refusal);
    process.stdout.write(`${options.name} can sign in with ${email ?? phone}\n`);
    if (known) process.stdout.write('with the account they have already; its password stays as it is\n');
    else if (!given) process.stdout.write(`password, shown only now: ${password}\n`);
  });
}

function readAppointment(options: CreateOptions): Appointment | undefined {
  const { office, kind, organization, region, until } = options;
  if (!office && !kind && !organization && !region) return undefined;
  if (!office || !kind || !organization || !region)
    failInput('an office needs all of --office, --kind, --organization and --region');
  if (!levelOf(region)) failInput(`this is no region code: ${region}`);
  if (until && !isIsoDate(until)) failInput(`this is no day: ${until}`);
  return { office, kind, organization, region, until: until ?? null, decree: options.decree ?? null };
}

async function addPerson(
  pilar: Pilar,
  tenant: Tenant,
  options: CreateOptions,
  appointment: Appointment | undefined,
): Promise<Id> {
  const person = newId();
  const name = readName(options.name);
  if (isRefusal(name)) return failRefused(name);
  const phone = options.phone ? (normalPhone(options.phone) ?? null) : null;
  const operator = { ...operatorOf(tenant.id), person, name };
  const done = await pilar.change(operator, 'offices:write', async (tx) => {
    if (phone && (await personByPhone(tx, phoneSpellings(phone)))) return refused(refuse('sign-in.taken'));
    const place = appointment?.region ?? options.region;
    if (place !== undefined) await mustBePlace(tx, tenant, place);
    if (appointment) await appoint(tx, tenant, appointment, { person, name, phone });
    else await insertPerson(tx, { id: person, name, phone, region: options.region ?? null });
    await record(tx, operator, {
      action: 'person.registered',
      subjectType: 'person',
      subjectId: person,
      region: appointment?.region ?? tenant.region,
      summary: appointment ? { office: appointment.office, until: appointment.until } : {},
      details: { name },
    });
    return ok(person);
  });
  if (!done.ok) return failRefused(done.refusal);
  return done.value;
}

/** Puts somebody who has an account in the city into one more office. */
async function appointTo(
  pilar: Pilar,
  tenant: Tenant,
  _options: CreateOptions,
  appointment: Appointment,
  holder: { readonly id: Id; readonly name: string; readonly phone: string | null },
): Promise<void> {
  const actor = { ...operatorOf(tenant.id), person: holder.id, name: holder.name };
  const done = await pilar.change(actor, 'offices:write', async (tx) => {
    await mustBePlace(tx, tenant, appointment.region);
    const known = await personById(tx, holder.id);
    const again = known?.mandates.some(
      (held) =>
        held.office === appointment.office &&
        held.region === appointment.region &&
        nameKey(held.organization.name) === nameKey(appointment.organization),
    );
    if (again) failInput(`${holder.name} holds this office already; nothing was changed`);
    await appoint(tx, tenant, appointment, { person: holder.id, name: holder.name, phone: holder.phone });
    await record(tx, actor, {
      action: 'person.registered',
      subjectType: 'person',
      subjectId: holder.id,
      region: appointment.region,
      summary: { office: appointment.office, until: appointment.until },
      details: { name: holder.name },
    });
    return ok(null);
  });
  if (!done.ok) return failRefused(done.refusal);
}

async function appoint(
  tx: Tx,
  tenant: Tenant,
  appointment: Appointment,
  who: { readonly person: Id; readonly name: string; readonly phone: string | null },
): Promise<void> {
  const { office, region, until, decree } = appointment;
  if (until !== null && until < tx.today)
    failInput(`--until is the last day in office, and ${until} is past`);
  await mustBeOffice(tx, office);
  const organization = await organizationNamed(tx, tenant, appointment);
  await insertOfficers(tx, [
    {
      ...who,
      mandate: newId(tx.now),
      organization,
      office,
      region,
      startsOn: tx.today,
      endsOn: until,
      decree,
    },
  ]);
}

/** Ends the command where a place is none of the city: with those that are most like it. */
async function mustBePlace(tx: Tx, tenant: Tenant, code: string): Promise<void> {
  if (within(code, tenant.region) && (await findRegion(tx, code))) return;
  const above = code.split('.').slice(0, -1).join('.');
  const siblings = within(above, tenant.region) ? await childrenOf(tx, above) : [];
  const there = siblings.length > 0 ? siblings : await childrenOf(tx, tenant.region);
  const near = nearest(code, there, (one) => one.code);
  failInput(
    `there is no place ${code} in ${tenant.name}${listed(near.map((one) => `${one.code} ${one.name}`))}`,
  );
}

/** Ends the command for an office that no programme of the city knows; before the first programme any office may be. */
async function mustBeOffice(tx: Tx, office: string): Promise<void> {
  const offices = new Set((await listPrograms(tx)).flatMap((program) => officesIn(program.model)));
  if (offices.size === 0 || offices.has(office)) return;
  failInput(
    `no programme of this city knows the office "${office}"${listed(nearest(office, [...offices], (one) => one))}`,
  );
}

/** The institution of this kind and name at the place; ends the command where nobody founded it. */
async function organizationNamed(tx: Tx, tenant: Tenant, appointment: Appointment): Promise<Id> {
  const { kind, organization: name, region } = appointment;
  const here = (await organizationsIn(tx, region, [kind])).filter((one) => one.region === region);
  const own = here.find((one) => nameKey(one.name) === nameKey(name));
  if (own) return own.id;
  const there = here.length > 0 ? here : await organizationsAt(tx, [region]);
  const near = nearest(name, there, (one) => one.name).map((one) => `${one.name} (${one.kind})`);
  return failInput(
    `nobody founded "${name}" (${kind}) at ${region}${listed(near)}\n` +
      `  An institution beyond those of the city's plan: pilar tenant institution '${name}' --city ${tenant.slug} --kind ${kind} --region ${region}`,
  );
}

function listed(near: readonly string[]): string {
  return near.length > 0 ? `; nearest: ${near.join(', ')}` : '';
}
