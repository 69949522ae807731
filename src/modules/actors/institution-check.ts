import type { Tx } from '#platform/database/tenant-transaction.ts';
import { doubledOrganizations, homelessOrganizations } from './organization.store.ts';

/**
 * What is wrong with the institutions of a city, in English words: two of one kind at one place would each hold a ceiling
 * of their own, and one at a place that does not exist belongs to nobody.
 */
export async function faultsInInstitutions(tx: Tx): Promise<string[]> {
  const doubled = (await doubledOrganizations(tx)).map(
    ({ kind, region, names }) =>
      `${names.length} institutions of kind ${kind} at ${region}: ${names.join('; ')}`,
  );
  const homeless = (await homelessOrganizations(tx)).map(
    ({ name, kind, region }) => `${name} (${kind}) stands at ${region}, which is no place of the territory`,
  );
  return [...doubled, ...homeless];
}
