import { sql } from 'kysely';
import { type Id, newId } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type Versioned, versionIn } from '#platform/database/versioned.ts';
import type { TakerOffer } from './taker-offer.ts';

const columns = sql`organization_id as organization, amount, fields, places, forms, version`;

export async function takerOffer(tx: Tx, program: Id, organization: Id): Promise<TakerOffer | undefined> {
  const found = await sql<TakerOffer>`
    select ${columns} from taker_offer
    where tenant_id = ${tx.tenant} and program_id = ${program} and organization_id = ${organization}`.execute(
    tx.sql,
  );
  return found.rows[0];
}

/** What takers offer a programme, those who offer most first. */
export async function takerOffers(tx: Tx, program: Id, limit: number): Promise<readonly TakerOffer[]> {
  const found = await sql<TakerOffer>`
    select ${columns} from taker_offer
    where tenant_id = ${tx.tenant} and program_id = ${program}
    order by amount desc, organization_id limit ${limit}`.execute(tx.sql);
  return found.rows;
}

export async function saveTakerOffer(
  tx: Tx,
  program: Id,
  offer: Omit<TakerOffer, 'version'>,
  by: { readonly office: string; readonly person: Id },
): Promise<number> {
  const saved = await sql<Versioned>`
    insert into taker_offer (tenant_id, id, program_id, organization_id, amount, fields, places, forms, office, stated_by, stated_at, version)
    values (${tx.tenant}, ${newId(tx.now)}, ${program}, ${offer.organization}, ${offer.amount}, ${[...offer.fields]}::text[], ${[...offer.places]}::text[],
      ${[...offer.forms]}::text[], ${by.office}, ${by.person}, ${tx.now}, 1)
    on conflict (tenant_id, program_id, organization_id) do update set amount = excluded.amount, fields = excluded.fields,
      places = excluded.places, forms = excluded.forms, office = excluded.office, stated_by = excluded.stated_by,
      stated_at = excluded.stated_at, version = taker_offer.version + 1
    returning version`.execute(tx.sql);
  return versionIn(saved.rows);
}

/** Lets what one institution offers be what another does, unless that one said so itself. */
export async function passOnOffers(tx: Tx, from: Id, to: Id): Promise<void> {
  await sql`
    update taker_offer set organization_id = ${to}
    where tenant_id = ${tx.tenant} and organization_id = ${from} and not exists (
      select 1 from taker_offer other
      where other.tenant_id = ${tx.tenant} and other.program_id = taker_offer.program_id and other.organization_id = ${to})`.execute(
    tx.sql,
  );
}
