import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type Versioned, versionIn } from '#platform/database/versioned.ts';
import type { Exclusion, PartConsent } from './vote-conditions.ts';

/** Pairs that the chair of a forum declared, in the order in which they were. */
export async function exclusionsOf(tx: Tx, forum: Id): Promise<Exclusion[]> {
  const found = await sql<Exclusion>`
    select first_proposal as first, second_proposal as second, reason from vote_exclusion
    where tenant_id = ${tx.tenant} and forum_id = ${forum}
    order by declared_at, first_proposal, second_proposal`.execute(tx.sql);
  return found.rows;
}

export async function insertExclusion(tx: Tx, forum: Id, pair: Exclusion, by: Id): Promise<void> {
  await sql`
    insert into vote_exclusion (tenant_id, forum_id, first_proposal, second_proposal, reason, declared_by, declared_at)
    values (${tx.tenant}, ${forum}, ${pair.first}, ${pair.second}, ${pair.reason}, ${by}, ${tx.now})`.execute(
    tx.sql,
  );
}

export async function removeExclusion(
  tx: Tx,
  forum: Id,
  pair: Pick<Exclusion, 'first' | 'second'>,
): Promise<void> {
  await sql`
    delete from vote_exclusion
    where tenant_id = ${tx.tenant} and forum_id = ${forum} and first_proposal = ${pair.first}
      and second_proposal = ${pair.second}`.execute(tx.sql);
}

/** What institutions said of being funded in part, taken back or not, for those of the proposals that have it. */
export async function partConsentsOf(tx: Tx, proposals: readonly Id[]): Promise<PartConsent[]> {
  const found = await sql<PartConsent>`
    select proposal_id as proposal, requested, least, instead, given_at as "givenAt", version from part_consent
    where tenant_id = ${tx.tenant} and proposal_id = any(${[...proposals]}::uuid[])`.execute(tx.sql);
  return found.rows;
}

/** Writes consent, or with `least` null that it was taken back. */
export async function savePartConsent(
  tx: Tx,
  consent: { proposal: Id; requested: Rupiah; least: Rupiah | null; instead: string },
  by: Id,
): Promise<number> {
  const { proposal, requested, least, instead } = consent;
  const saved = await sql<Versioned>`
    insert into part_consent (tenant_id, proposal_id, requested, least, instead, given_by, given_at, version)
    values (${tx.tenant}, ${proposal}, ${requested}, ${least}, ${instead}, ${by}, ${tx.now}, 1)
    on conflict (tenant_id, proposal_id) do update set requested = excluded.requested, least = excluded.least,
      instead = excluded.instead, given_by = excluded.given_by, given_at = excluded.given_at,
      version = part_consent.version + 1
    returning version`.execute(tx.sql);
  return versionIn(saved.rows);
}
