import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

export type StoredToken = {
  readonly id: Id;
  readonly person: Id;
  readonly name: string;
  readonly scopes: string;
  readonly secondFactor: boolean;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
};

const columns = sql`id, person_id as person, name, scopes, second_factor as "secondFactor",
  created_at as "createdAt", expires_at as "expiresAt", revoked_at as "revokedAt"`;

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
  token: Omit<StoredToken, 'createdAt' | 'revokedAt'>,
  hash: string,
): Promise<void> {
  await sql`
    insert into api_token (tenant_id, id, person_id, name, token_hash, scopes, second_factor, created_at, expires_at)
    values (${tx.tenant}, ${token.id}, ${token.person}, ${token.name}, ${hash}, ${token.scopes},
      ${token.secondFactor}, ${tx.now}, ${token.expiresAt})`.execute(tx.sql);
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
