import type { Id } from '#kernel/id.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import { proposalKind } from '#modules/models/index.ts';
import { programById } from '#modules/programs/index.ts';
import { admittedBy, sentAt } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { OfferChoices } from './taker-offer.ts';

/**
 * What an institution wrote of its interests when it asked to be let in, as far as an offer can be about it: where its
 * offer begins. Nothing where it came in otherwise, or was not asked. Source: model `proposals[].admits.fields`, `places`.
 */
export async function interestsOf(
  tx: Tx,
  organization: Id,
  choices: OfferChoices,
): Promise<Pick<OfferChoices, 'fields' | 'places'>> {
  const admission = await admittedBy(tx, organization);
  if (!admission) return { fields: [], places: [] };
  const { model } = await programById(tx, admission.program, sentAt(admission));
  const { admits } = proposalKind(model, admission.kind);
  const chosen = (key: string | undefined) =>
    (key === undefined ? '' : (ownEntry(admission.answers, key) ?? '')).split(' ');
  return {
    fields: chosen(admits?.fields).filter((one) => choices.fields.includes(one)),
    places: chosen(admits?.places).filter((one) => choices.places.includes(one)),
  };
}
