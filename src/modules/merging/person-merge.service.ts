import { type Acting, type Actor, acting, type Visitor } from '#kernel/actor.ts';
import { type Id, isId } from '#kernel/id.ts';
import { readText } from '#kernel/readers/text.ts';
import { at, isRefusal, refuse } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import {
  type AccountRuntime,
  homeOf,
  lockPeople,
  mayIssueCode,
  mergePersonRecords,
  modelsOf,
  type PersonRecord,
  personById,
  revokeTokens,
  tenantsOfUser,
} from '#modules/actors/index.ts';
import { openRoundsRatedBy } from '#modules/assessment/index.ts';
import { record } from '#modules/journal/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { TypedMerge } from './institution-merge.service.ts';
import { mayBeMerged } from './merge.ts';

/**
 * Makes two records of one person one, by whoever may help both to sign in. The offices of the one that goes are those of
 * the one that stays; what it did stays under its own id, and counts as done by the same person. They sign in with the
 * account that stays; another account no longer belongs to this city, and is gone where it belonged to no other.
 */
export async function mergePeople(
  runtime: AccountRuntime,
  who: Actor | Visitor,
  input: TypedMerge,
): Promise<Result<{ person: Id }>> {
  return endingAccount(
    runtime,
    await runtime.change(who, 'offices:write', async (tx, actor) => {
      if (!isId(input.gone)) return refused(at('gone', refuse('input.required')));
      const models = await modelsOf(tx);
      const gone = await personById(tx, input.gone);
      const stays = await personById(tx, input.stays);
      if (!gone || !stays) return refused(refuse('access.not-found'));
      const by = mayIssueCode(actor, models, gone);
      const alike = mayIssueCode(actor, models, stays);
      if (isRefusal(by)) return refused(by);
      if (isRefusal(alike)) return refused(alike);
      return mergeLocked(tx, acting(actor, by), input, by.region);
    }),
  );
}

/** The same by the operator, at the command line. */
export async function mergePeopleAs(
  runtime: AccountRuntime,
  operator: Acting,
  input: TypedMerge,
): Promise<Result<{ person: Id }>> {
  return endingAccount(
    runtime,
    await runtime.change(operator, 'offices:write', async (tx) =>
      mergeLocked(tx, operator, input, await homeOf(tx)),
    ),
  );
}

type MergedPerson = { readonly person: Id; readonly account: string | null };

/** An account that belongs to no city any more is deleted with its sessions; elsewhere it goes on. */
async function endingAccount(
  runtime: AccountRuntime,
  merged: Result<MergedPerson>,
): Promise<Result<{ person: Id }>> {
  if (!merged.ok) return merged;
  const { person, account } = merged.value;
  if (account !== null && (await tenantsOfUser(runtime.database, account)).length === 0) {
    await runtime.signIn.deleteUser(account);
  }
  return ok({ person });
}

async function mergeLocked(
  tx: Tx,
  by: Acting,
  input: TypedMerge,
  region: RegionCode,
): Promise<Result<MergedPerson>> {
  const records = await lockPeople(tx, [input.gone, input.stays]);
  const gone = records.get(input.gone);
  const stays = records.get(input.stays);
  if (!gone || !stays) return refused(refuse('access.not-found'));
  const refusal = mayBeMerged(gone, stays);
  if (refusal) return refused(refusal);
  const reason = readText(input.reason, 500);
  if (isRefusal(reason)) return refused(at('reason', reason));
  const [rated] = await openRoundsRatedBy(tx, [gone.id, stays.id]);
  if (rated !== undefined)
    return refused(at('gone', refuse('merge.rated', undefined, { instrument: rated })));

  for (const token of await revokeTokens(tx, gone.id, 'all')) {
    await record(tx, by, {
      action: 'token.revoked',
      subjectType: 'token',
      subjectId: token,
      region,
      summary: {},
    });
  }
  await mergePersonRecords(tx, gone, stays);
  await record(tx, by, {
    action: 'person.merged',
    subjectType: 'person',
    subjectId: gone.id,
    region,
    summary: { into: stays.id, reason },
    details: { before: { gone: factsOf(gone), stays: factsOf(stays) } },
  });
  await record(tx, by, {
    action: 'person.took-in',
    subjectType: 'person',
    subjectId: stays.id,
    region,
    summary: { merged: gone.id, reason },
  });
  return ok({ person: stays.id, account: stays.user === null ? null : gone.user });
}

function factsOf({ name, phone, region }: PersonRecord) {
  return { name, phone, region };
}
