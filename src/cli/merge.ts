import { normalPhone, phoneSpellings } from '#kernel/contact.ts';
import { type Id, isId } from '#kernel/id.ts';
import { nameKey } from '#kernel/readers/text.ts';
import {
  operatorOf,
  organizationsAt,
  type PersonWithMandates,
  peopleIn,
  personById,
  personByPhone,
} from '#modules/actors/index.ts';
import { mergeInstitutionsAs, mergePeopleAs } from '#modules/merging/index.ts';
import type { Tenant, Tx } from '#platform/database/tenant-transaction.ts';
import { failInput, failRefused } from './exit.ts';
import { chosenTenants, withPilar } from './open-pilar.ts';

export type MergePeopleOptions = {
  readonly city: string;
  readonly gone: string;
  readonly stays: string;
  readonly reason: string;
};

/** Makes two records of one person one. */
export async function mergeTwoPeople(options: MergePeopleOptions): Promise<void> {
  await withPilar(async (pilar) => {
    const [tenant] = chosenTenants(pilar, options.city);
    if (!tenant) return;
    const [gone, stays] = await pilar.read(tenant.id, async (tx) => [
      await personNamed(tx, tenant, options.gone),
      await personNamed(tx, tenant, options.stays),
    ]);
    if (!gone || !stays) return;
    const operator = operatorOf(tenant.id);
    const done = await mergePeopleAs(pilar, operator, { gone, stays, reason: options.reason });
    if (!done.ok) return failRefused(done.refusal);
    process.stdout.write('merged: one record stays, and the journal says which one went\n');
  });
}

/** A person by id, phone number or whole name. Ends with exit code 2 where none or several are found. */
async function personNamed(tx: Tx, tenant: Tenant, said: string): Promise<Id> {
  if (isId(said)) return (await personById(tx, said)) ? said : failInput(`nobody has the id ${said}`);
  const phone = normalPhone(said);
  const found = phone
    ? [await personByPhone(tx, phoneSpellings(phone))].filter((one) => one !== undefined)
    : (await peopleIn(tx, tenant.region, said)).filter((one) => nameKey(one.name) === nameKey(said));
  const [first, another] = found;
  if (!first) return failInput(`nobody on file is called or reached by "${said}"`);
  if (another)
    return failInput(`several are called "${said}"; say which by id:\n  ${found.map(told).join('\n  ')}`);
  return first.id;
}

function told(person: PersonWithMandates): string {
  const offices = person.mandates.map((held) => `${held.office} of ${held.organization.name}`);
  return [person.id, person.name, person.phone, ...offices].filter(Boolean).join(', ');
}

export type MergeInstitutionsOptions = MergePeopleOptions & {
  readonly kind: string;
  readonly region: string;
};

/** Makes two records of one institution one. */
export async function mergeTwoInstitutions(options: MergeInstitutionsOptions): Promise<void> {
  const { kind, region } = options;
  await withPilar(async (pilar) => {
    const [tenant] = chosenTenants(pilar, options.city);
    if (!tenant) return;
    const operator = operatorOf(tenant.id);
    const done = await pilar.change(operator, 'offices:write', async (tx) => {
      const there = (await organizationsAt(tx, [region])).filter((one) => one.kind === kind);
      const named = (name: string): Id =>
        there.find((one) => nameKey(one.name) === nameKey(name))?.id ??
        failInput(
          `no ${kind} at ${region} is called "${name}"; there are: ${there.map((one) => one.name).join('; ') || 'none'}`,
        );
      const pair = { gone: named(options.gone), stays: named(options.stays) };
      return mergeInstitutionsAs(tx, operator, { ...pair, reason: options.reason });
    });
    if (!done.ok) return failRefused(done.refusal);
    const { proposals, withdrawn } = done.value;
    process.stdout.write(
      `merged: ${proposals} proposals went over, ${withdrawn} ceilings were taken back; the journal says which record went\n`,
    );
  });
}
