import { type Acting, type Actor, acting } from '#kernel/actor.ts';
import { type Id, newId } from '#kernel/id.ts';
import { levelOf, type RegionCode } from '#kernel/region.ts';
import { record } from '#modules/journal/index.ts';
import {
  findRegion,
  insertNeighbourhoods,
  keepPlaceNames,
  type NeighbourhoodEntry,
  neighbourhoodsWithin,
  regionsWithin,
} from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type InstitutionPlan, institutionsAt } from './institution-plan.ts';
import { allOrganizationsIn, insertOrganizations } from './organization.store.ts';
import type { Organization } from './organization.ts';

/** Whoever runs the installation, at its command line: known to no office, told in the journal as the operator. */
export function operatorOf(tenant: Id): Acting {
  return {
    by: 'operator',
    tenant,
    person: newId(),
    name: 'operator',
    mandates: [],
    scopes: 'session',
    secondFactor: true,
  };
}

/**
 * Whoever sets a city up in an office, as where the year of a demo city is told. Throws for somebody without one: the
 * operator is `operatorOf`, and nobody becomes the operator by holding nothing.
 */
export function stewardOf(actor: Actor): Acting {
  const [held] = actor.mandates;
  if (!held) throw new Error('a city is set up by the operator, or in an office');
  return acting(actor, held);
}

/** Founds one institution at a place of the city. */
export async function foundOrganization(
  tx: Tx,
  by: Acting,
  institution: Omit<Organization, 'id'>,
): Promise<Organization> {
  const organization = { id: newId(tx.now), ...institution };
  await insertOrganizations(tx, [organization]);
  await record(tx, by, {
    action: 'territory.laid-out',
    subjectType: 'tenant',
    subjectId: tx.tenant,
    region: institution.region,
    summary: { neighbourhoods: 0, institutions: 1 },
  });
  return organization;
}

/** More offices and institutions than any city has: one of each kind in the largest province's villages and RW. */
const MOST_INSTITUTIONS = 200_000;

/**
 * Enters the RW of a list and founds what the plan asks for at every place of a region. What stands already is left as
 * it is, so that a longer list may follow later. Answers what was added.
 */
export async function layOutTerritory(
  tx: Tx,
  by: Acting,
  input: {
    readonly city: string;
    readonly region: RegionCode;
    readonly plan: InstitutionPlan;
    readonly neighbourhoods: readonly NeighbourhoodEntry[];
  },
): Promise<{ neighbourhoods: number; organizations: readonly Organization[] }> {
  const { city, region, plan } = input;
  const before = new Set((await neighbourhoodsWithin(tx, region)).map((one) => one.code));
  const added = input.neighbourhoods.filter((one) => !before.has(one.code));
  await insertNeighbourhoods(tx, added);

  const own = await findRegion(tx, region);
  const places = [
    ...(own ? [own] : []),
    ...(levelOf(region) === 'province' ? await regionsWithin(tx, region, 'regency') : []),
    ...(await regionsWithin(tx, region, 'district')),
    ...(await regionsWithin(tx, region, 'village')),
    ...(await neighbourhoodsWithin(tx, region)),
  ];
  await keepPlaceNames(
    tx,
    places.filter((one) => one.level !== 'neighbourhood' && one.code !== region),
  );
  const stands = new Set(
    (await allOrganizationsIn(tx, region, MOST_INSTITUTIONS)).map((one) => `${one.kind} ${one.region}`),
  );
  const organizations = institutionsAt(plan, city, places)
    .filter((one) => !stands.has(`${one.kind} ${one.region}`))
    .map((one) => ({ id: newId(tx.now), ...one }));
  await insertOrganizations(tx, organizations);
  await record(tx, by, {
    action: 'territory.laid-out',
    subjectType: 'tenant',
    subjectId: tx.tenant,
    region,
    summary: { neighbourhoods: added.length, institutions: organizations.length },
  });
  return { neighbourhoods: added.length, organizations };
}
