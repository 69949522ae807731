import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { isEmail, normalPhone } from '#kernel/contact.ts';
import { isIsoDate } from '#kernel/date.ts';
import { type Id, newId } from '#kernel/id.ts';
import { refuse } from '#kernel/refusal.ts';
import { levelOf } from '#kernel/region.ts';
import { ok, refused } from '#kernel/result.ts';
import {
  checkNewPassword,
  createAccount,
  insertOfficers,
  insertOrganizations,
  insertPerson,
  operatorOf,
  organizationsIn,
  personByPhone,
} from '#modules/actors/index.ts';
import { record } from '#modules/journal/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Pilar } from '../pilar.ts';
import { failInput } from './exit.ts';
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
  if (checkNewPassword(password)) failInput('the password must have 8 to 128 characters');

  await withPilar(async (pilar) => {
    const [tenant] = chosenTenants(pilar, options.city);
    if (!tenant) return;
    const known = await pilar.signIn.findUser(email ?? phone ?? '');
    const person = await addPerson(pilar, tenant.id, options, appointment);
    if (!wanted) {
      process.stdout.write(
        `${options.name} is entered; the kelurahan gives them a code at /${tenant.slug}/kode-masuk\n`,
      );
      return;
    }
    const made = await createAccount(pilar, { tenant: tenant.id, person, email, phone, password });
    if (!made.ok) failInput(`refused: ${made.refusal.refusal}`);
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
  tenant: Id,
  options: CreateOptions,
  appointment: Appointment | undefined,
): Promise<Id> {
  const person = newId();
  const phone = options.phone ? (normalPhone(options.phone) ?? null) : null;
  const operator = { ...operatorOf(tenant), person, name: options.name };
  const done = await pilar.change(operator, 'offices:write', async (tx) => {
    if (phone && (await personByPhone(tx, [phone]))) return refused(refuse('sign-in.taken'));
    if (appointment) {
      const organization = await findOrganization(tx, appointment);
      const { office, region, until, decree } = appointment;
      await insertOfficers(tx, [
        {
          person,
          name: options.name,
          phone,
          organization,
          office,
          region,
          startsOn: tx.today,
          endsOn: until,
          decree,
        },
      ]);
    } else {
      await insertPerson(tx, { id: person, name: options.name, phone, region: options.region ?? null });
    }
    await record(tx, operator, {
      action: 'person.registered',
      subjectType: 'person',
      subjectId: person,
      region: appointment?.region ?? pilar.tenants().find((one) => one.id === tenant)?.region ?? '',
      summary: appointment ? { office: appointment.office, until: appointment.until } : {},
      details: { name: options.name },
    });
    return ok(person);
  });
  if (!done.ok) failInput(`refused: ${done.refusal.refusal}`);
  return done.value;
}

async function findOrganization(tx: Tx, appointment: Appointment): Promise<Id> {
  const { kind, organization: name, region } = appointment;
  const found = await organizationsIn(tx, region, [kind]);
  const own = found.find((one) => one.region === region && one.name === name);
  if (own) return own.id;
  const id = newId(tx.now);
  await insertOrganizations(tx, [{ id, kind, name, region }]);
  return id;
}
