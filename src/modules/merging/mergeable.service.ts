import type { Actor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import {
  findPeopleForCode,
  mayIssueCode,
  mayKeepOffices,
  modelsOf,
  type Organization,
  officesOf,
  organizationById,
  organizationsAt,
  type PersonWithMandates,
  personById,
} from '#modules/actors/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';

/** A record of an institution as it is told apart from another of the same: by its name and who is in office. */
export type MergeableInstitution = Pick<Organization, 'id' | 'name'> & {
  readonly officers: readonly string[];
};

/** An institution's record and the others of its kind at its place, for whoever keeps it. */
export async function mergeableInstitutions(
  tx: Tx,
  actor: Actor,
  id: Id,
): Promise<
  { readonly stays: MergeableInstitution; readonly others: readonly MergeableInstitution[] } | Refusal
> {
  const stays = await organizationById(tx, id);
  if (!stays) return refuse('access.not-found');
  const by = mayKeepOffices(actor, await modelsOf(tx), stays);
  if (isRefusal(by)) return by;
  const others = (await organizationsAt(tx, [stays.region])).filter(
    (one) => one.kind === stays.kind && one.id !== stays.id,
  );
  const described: MergeableInstitution[] = [];
  for (const one of [stays, ...others]) {
    const officers = (await officesOf(tx, one.id))
      .filter((held) => held.endsOn === null || held.endsOn >= tx.today)
      .map((held) => held.name);
    described.push({ id: one.id, name: one.name, officers });
  }
  const [first, ...rest] = described;
  return first ? { stays: first, others: rest } : refuse('access.not-found');
}

/** A person's record and others that a text finds, for whoever may help all of them to sign in. */
export async function mergeablePeople(
  runtime: Runtime,
  actor: Actor,
  id: Id,
  text: string,
): Promise<{ readonly stays: PersonWithMandates; readonly others: readonly PersonWithMandates[] } | Refusal> {
  const stays = await runtime.read(actor.tenant, async (tx) => {
    const person = await personById(tx, id);
    if (!person) return refuse('access.not-found');
    const by = mayIssueCode(actor, await modelsOf(tx), person);
    return isRefusal(by) ? by : person;
  });
  if (isRefusal(stays)) return stays;
  const found = text.trim() === '' ? [] : await findPeopleForCode(runtime, actor, text);
  return { stays, others: found.filter((one) => one.id !== stays.id) };
}
