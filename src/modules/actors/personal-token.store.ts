import { sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

export type StoredToken = {
  readonly id: Id;
  readonly person: Id;
  readonly name: string;
  readonly scopes: string;
  /** When the second factor had been proved in the session that made it; null without. */
  readonly provedAt: Date | null;
  /** Ids of the mandates it speaks in, separated by spaces; null in tokens older than this. */
  readonly mandates: string | null;
  /** The account it was made with, which must still be its holder's; null in tokens older than this. */
  readonly account: string | null;
  readonly usedOn: IsoDate | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
};

const columns = sql`id, person_id as person, name, scopes, proved_at as "provedAt", mandates,
  account, used_on as "usedOn", created_at as "createdAt", expires_at as "expiresAt", revoked_at as "revokedAt"`;

export async function tokenByHash(tx: Tx, hash: string): Promise<StoredToken | undefined> {
  const found = await sql<StoredToken>`
    select ${columns} from api_token where tenant_id = ${tx.tenant} and token_hash = ${hash}`.execute(tx.sql);
  return found.rows[0];
}

export async function tokensOf(tx: Tx, person: Id): Promise<readonly StoredToken[]> {
  const found = await sql<StoredToken>`
    select ${columns} from api_token
    where tenant_id = ${tx.tenant} and person_id = ${person} order by id desc limit 100`.execute(tx.sql);
  return found.rows;
}

export async function insertToken(
  tx: Tx,
  token: Omit<StoredToken, 'createdAt' | 'revokedAt' | 'usedOn'>,
  hash: string,
): Promise<void> {
  await sql`
    insert into api_token (tenant_id, id, person_id, name, token_hash, scopes, second_factor, proved_at, mandates, account,
      created_at, expires_at)
    values (${tx.tenant}, ${token.id}, ${token.person}, ${token.name}, ${hash}, ${token.scopes},
      ${token.provedAt !== null}, ${token.provedAt}, ${token.mandates}, ${token.account}, ${tx.now}, ${token.expiresAt})`.execute(
    tx.sql,
  );
}

/** Answers whether there was a token of this person to revoke. */
export async function revoke(tx: Tx, person: Id, id: Id): Promise<boolean> {
  const done = await sql`
    update api_token set revoked_at = ${tx.now}
    where tenant_id = ${tx.tenant} and person_id = ${person} and id = ${id} and revoked_at is null`.execute(
    tx.sql,
  );
  return done.numAffectedRows === 1n;
}

/** Revokes the tokens of a person: all, or those that carry a proof of the second factor. Answers which. */
export async function revokeTokens(tx: Tx, person: Id, which: 'all' | 'proved'): Promise<readonly Id[]> {
  const done = await sql<{ id: Id }>`
    update api_token set revoked_at = ${tx.now}
    where tenant_id = ${tx.tenant} and person_id = ${person} and revoked_at is null
      and (${which} = 'all' or proved_at is not null)
    returning id`.execute(tx.sql);
  return done.rows.map((row) => row.id);
}

/** Notes that a token was used today. */
export async function noteUse(tx: Tx, id: Id): Promise<void> {
  await sql`
    update api_token set used_on = ${tx.today}
    where tenant_id = ${tx.tenant} and id = ${id} and used_on is distinct from ${tx.today}::date`.execute(
    tx.sql,
  );
}
