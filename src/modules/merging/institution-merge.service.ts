import { type Acting, type Actor, acting, type Visitor } from '#kernel/actor.ts';
import { type Id, isId } from '#kernel/id.ts';
import { readText } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { passOnActivities } from '#modules/activities/index.ts';
import {
  lockOrganizations,
  mayKeepOffices,
  mergeOrganizationRecords,
  modelsOf,
  type OrganizationRecord,
} from '#modules/actors/index.ts';
import { passOnCauses, passOnRaters, passOnTies } from '#modules/assessment/index.ts';
import { passOnFilings } from '#modules/filings/index.ts';
import { givePurses, lockPursesOf, takePursesBack } from '#modules/funding/index.ts';
import { record } from '#modules/journal/index.ts';
import { passOnMatching } from '#modules/matching/index.ts';
import { passOnTasks, settleOwed } from '#modules/notices/index.ts';
import { passOnObligations } from '#modules/obligations/index.ts';
import { programById } from '#modules/programs/index.ts';
import { passOnProposals } from '#modules/proposals/index.ts';
import { passOnSanctions } from '#modules/sanctions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { mayBeOneInstitution, moneyOfMerged, type Purse } from './merge.ts';

/** What is asked: `gone`, as it was chosen, gives way to `stays`, and why it is known that both are one. */
export type TypedMerge = { readonly gone: string; readonly stays: Id; readonly reason: string };

/**
 * Makes two records of one institution one, by whoever keeps it. What pointed to the one that goes points to the one that
 * stays; the journal and what was recorded once for all (events of relations, closed assessments, settled maps) stay as
 * they were written, and are read under the one that stays.
 */
export async function mergeInstitutions(
  runtime: Runtime,
  who: Actor | Visitor,
  input: TypedMerge,
): Promise<Result<Merged>> {
  return runtime.change(who, 'offices:write', async (tx, actor) => {
    const pair = await lockedPair(tx, input);
    if (isRefusal(pair)) return refused(pair);
    const models = await modelsOf(tx);
    const by = mayKeepOffices(actor, models, pair.gone);
    const alike = mayKeepOffices(actor, models, pair.stays);
    if (isRefusal(by)) return refused(by);
    if (isRefusal(alike)) return refused(alike);
    return mergeLocked(tx, acting(actor, by), pair, input.reason);
  });
}

/** The same by whoever was authorised already: the operator at the command line. */
export async function mergeInstitutionsAs(tx: Tx, by: Acting, input: TypedMerge): Promise<Result<Merged>> {
  const pair = await lockedPair(tx, input);
  return isRefusal(pair) ? refused(pair) : mergeLocked(tx, by, pair, input.reason);
}

/** The institution that stays, and what went over to it. */
export type Merged = { readonly organization: Id; readonly proposals: number; readonly withdrawn: number };

type Pair = { readonly gone: OrganizationRecord; readonly stays: OrganizationRecord };

async function lockedPair(tx: Tx, input: TypedMerge): Promise<Pair | Refusal> {
  if (!isId(input.gone)) return at('gone', refuse('input.required'));
  const records = await lockOrganizations(tx, [input.gone, input.stays]);
  const gone = records.get(input.gone);
  const stays = records.get(input.stays);
  return gone && stays ? { gone, stays } : refuse('access.not-found');
}

async function mergeLocked(
  tx: Tx,
  by: Acting,
  { gone, stays }: Pair,
  typed: string,
): Promise<Result<Merged>> {
  const refusal = mayBeOneInstitution(gone, stays);
  if (refusal) return refused(refusal);
  const reason = readText(typed, 500);
  if (isRefusal(reason)) return refused(at('reason', reason));
  const money = moneyOfMerged(await pursesOf(tx, gone.id), await pursesOf(tx, stays.id));
  if (isRefusal(money)) return refused(money);

  await takePursesBack(tx, by, gone, money.withdrawn);
  await givePurses(tx, by, stays, money.given);
  const proposals = await passOnProposals(tx, gone.id, stays.id);
  await passOnMatching(tx, gone.id, stays.id, by.person);
  await passOnActivities(tx, gone.id, stays.id);
  await passOnFilings(tx, gone.id, stays.id);
  for (const lapsed of await passOnObligations(tx, gone.id, stays.id)) await settleOwed(tx, lapsed);
  await passOnTasks(tx, gone.id, stays.id);
  await passOnSanctions(tx, gone.id, stays.id);
  await passOnTies(tx, gone.id, stays.id);
  await passOnCauses(tx, gone.id, stays.id);
  await passOnRaters(tx, gone.id, stays.id);
  await mergeOrganizationRecords(tx, gone.id, stays.id);
  const region = stays.region;
  await record(tx, by, {
    action: 'organization.merged',
    subjectType: 'organization',
    subjectId: gone.id,
    region,
    summary: { into: stays.id, organization: stays.name, reason },
    details: { proposals },
  });
  await record(tx, by, {
    action: 'organization.took-in',
    subjectType: 'organization',
    subjectId: stays.id,
    region,
    summary: { merged: gone.id, organization: gone.name, reason },
  });
  return ok({ organization: stays.id, proposals: proposals.length, withdrawn: money.withdrawn.length });
}

async function pursesOf(tx: Tx, organization: Id): Promise<Purse[]> {
  const purses: Purse[] = [];
  for (const purse of await lockPursesOf(tx, organization)) {
    const { model, fiscalYear } = await programById(tx, purse.program);
    purses.push({ ...purse, title: `${model.short} ${fiscalYear}` });
  }
  return purses;
}
