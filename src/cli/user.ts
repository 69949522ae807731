import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import type { Actor } from '#kernel/actor.ts';
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
  organizationsIn,
  personByPhone,
} from '#modules/actors/index.ts';
import { record } from '#modules/journal/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { readSettings, SettingsError } from '#platform/settings.ts';
import { buildPilar, type Pilar } from '../pilar.ts';
import { EXIT, failInput } from './exit.ts';

type CreateOptions = {
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
};

type Appointment = {
  readonly office: string;
  readonly kind: string;
  readonly organization: string;
  readonly region: string;
  readonly until: string | null;
  readonly decree: string | null;
};

/** `pilar user create`: the first officers of a city, who then give everybody else their codes. */
export function addUserCommands(program: Command): void {
  program
    .command('user')
    .description('accounts of people')
    .command('create')
    .description('create a person with an account, and put them into an office')
    .requiredOption('--city <slug>', 'the city, as in its addresses: bandung')
    .requiredOption('--name <name>', 'full name')
    .option('--email <address>', 'e-mail address to sign in with')
    .option('--phone <number>', 'phone number to sign in with')
    .option('--office <office>', 'office to hold: setda, camat, lurah …')
    .option('--kind <kind>', 'kind of the organisation: sekretariat-daerah, kecamatan, kelurahan …')
    .option(
      '--organization <name>',
      'name of the organisation; made when the region has none of this kind and name',
    )
    .option('--region <code>', 'region of the office: 32.73')
    .option('--until <day>', 'last day in office: 2029-12-31')
    .option('--decree <number>', 'the decree of appointment')
    .addHelpText(
      'after',
      '\nThe password is read from standard input; without one (an empty line, or a terminal) one is made and shown once.',
    )
    .action(create);
}

async function create(options: CreateOptions): Promise<void> {
  const { email, phone } = options;
  if (!email && !phone) failInput('give --email or --phone, or the person cannot sign in');
  if (email && !isEmail(email)) failInput(`this is no e-mail address: ${email}`);
  if (phone && !normalPhone(phone)) failInput(`this is no phone number: ${phone}`);
  const appointment = readAppointment(options);
  const given = process.stdin.isTTY ? '' : (await text(process.stdin)).split('\n')[0]?.trim();
  const password = given || randomBytes(12).toString('base64url');
  if (checkNewPassword(password)) failInput('the password must have 8 to 128 characters');

  const pilar = await open();
  try {
    const tenant = pilar.tenants().find((one) => one.slug === options.city);
    if (!tenant) {
      const cities = pilar.tenants().map((one) => one.slug);
      failInput(`there is no city "${options.city}"; there are: ${cities.join(', ') || 'none'}`);
    }
    const known = await pilar.signIn.findUser(email ?? phone ?? '');
    const person = await addPerson(pilar, tenant.id, options, appointment);
    const made = await createAccount(pilar, { tenant: tenant.id, person, email, phone, password });
    if (!made.ok) failInput(`refused: ${made.refusal.refusal}`);
    process.stdout.write(`${options.name} can sign in with ${email ?? phone}\n`);
    if (known) process.stdout.write('with the account they have already; its password stays as it is\n');
    else if (!given) process.stdout.write(`password, shown only now: ${password}\n`);
  } finally {
    await pilar.close();
  }
}

async function open(): Promise<Pilar> {
  try {
    return await buildPilar(readSettings(process.env));
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`pilar: ${error.message}\n`);
    process.exit(EXIT.unavailable);
  }
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
  const operator: Actor = {
    tenant,
    person,
    name: options.name,
    mandates: [],
    scopes: 'session',
    secondFactor: true,
  };
  const done = await pilar.change(operator, 'offices:write', async (tx, actor) => {
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
    await record(tx, actor, {
      action: 'person.registered',
      subjectType: 'person',
      subjectId: person,
      region: appointment?.region ?? pilar.tenants().find((one) => one.id === tenant)?.region ?? '',
      summary: appointment ? { office: appointment.office, until: appointment.until } : {},
      details: { name: options.name },
      office: 'operator',
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
