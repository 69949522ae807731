import type { Tx } from '#platform/database/tenant-transaction.ts';
import { strayAccounts } from './actor.store.ts';
import { joiningKinds } from './membership.ts';
import { modelsOf } from './office.service.ts';
import { doubledOrganizations, homelessOrganizations } from './organization.store.ts';

/**
 * What is wrong with the institutions of a city, in English words: two of one kind at one place would each hold a ceiling
 * of their own (of a kind that joins there may be many), one at a place that does not exist belongs to nobody, and an account must reach the person who has it.
 */
export async function faultsInInstitutions(tx: Tx): Promise<string[]> {
  const joining = (await modelsOf(tx)).flatMap(joiningKinds);
  const doubled = (await doubledOrganizations(tx, joining)).map(
    ({ kind, region, names }) =>
      `${names.length} institutions of kind ${kind} at ${region}: ${names.join('; ')}`,
  );
  const homeless = (await homelessOrganizations(tx)).map(
    ({ name, kind, region }) => `${name} (${kind}) stands at ${region}, which is no place of the territory`,
  );
  const stray = (await strayAccounts(tx)).map(
    ({ user, person }) =>
      `user_tenant ${user}, person_id: the account reaches person ${person}, who does not have it`,
  );
  return [...doubled, ...homeless, ...stray];
}
