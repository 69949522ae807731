import type { Id } from '#kernel/id.ts';
import type { Labelled } from '#kernel/refusal.ts';
import type { Runtime } from '#platform/runtime.ts';
import { officeWordsOf } from './office-words.ts';
import { listPrograms } from './program.store.ts';

const read = new Set<Id>();

/**
 * What a city's models call its offices, by their codes. Its programmes are read once in a process; what comes later is
 * noted as it is read.
 */
export async function officeWordsIn(
  runtime: Pick<Runtime, 'read'>,
  tenant: Id,
): Promise<ReadonlyMap<string, Labelled>> {
  if (!read.has(tenant)) {
    await runtime.read(tenant, listPrograms);
    read.add(tenant);
  }
  return officeWordsOf(tenant);
}
