import type { Id } from '#kernel/id.ts';
import type { Labelled } from '#kernel/refusal.ts';
import { type Model, partiesOf } from '#modules/models/index.ts';

const byTenant = new Map<Id, Map<string, Labelled>>();
const noted = new Set<string>();

/**
 * Keeps what a model of a city calls its offices, for whoever words one that is known by its code alone: in the journal, in a
 * refusal, on a list. Words only ever come in; those of the text that was read last stand.
 */
export function noteOffices(tenant: Id, model: Model, sha256: string): void {
  const key = `${tenant} ${sha256}`;
  if (noted.has(key)) return;
  noted.add(key);
  const words = officeWordsOf(tenant);
  for (const { office, label } of partiesOf(model).flatMap((one) => one.offices)) words.set(office, label);
}

/** What the models that were read so far call a city's offices. */
export function officeWordsOf(tenant: Id): Map<string, Labelled> {
  const known = byTenant.get(tenant);
  if (known) return known;
  const words = new Map<string, Labelled>();
  byTenant.set(tenant, words);
  return words;
}
