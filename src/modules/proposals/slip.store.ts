import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Slip } from './slip.ts';

const columns = sql`s.proposal_id as proposal, s.person_id as person, s.name, s.phone, s.way, s.received_on as "receivedOn", s.entered_by as "enteredBy"`;

/** Keeps whom to ask about what was brought; `taken` where the same code was given already: the same form came twice at once. */
export async function insertSlip(tx: Tx, slip: Slip, codeHash: string): Promise<'kept' | 'taken'> {
  const kept = await sql<{ proposal: Id }>`
    insert into proposal_slip (tenant_id, proposal_id, person_id, name, phone, way, received_on, entered_by, code_hash)
    values (${tx.tenant}, ${slip.proposal}, ${slip.person}, ${slip.name}, ${slip.phone}, ${slip.way}, ${slip.receivedOn},
      ${slip.enteredBy}, ${codeHash})
    on conflict (tenant_id, code_hash) do nothing returning proposal_id as proposal`.execute(tx.sql);
  return kept.rows.length > 0 ? 'kept' : 'taken';
}

/** Whom to ask about a proposal; undefined where whoever brings it has an account or an office. */
export async function slipFor(tx: Tx, proposal: Id): Promise<Slip | undefined> {
  const found = await sql<Slip>`
    select ${columns} from proposal_slip s where s.tenant_id = ${tx.tenant} and s.proposal_id = ${proposal}`.execute(
    tx.sql,
  );
  return found.rows[0];
}

/** What the code with this hash opens. The hash is keyed: nobody outside can try one out bit by bit. */
export async function slipByHash(tx: Tx, codeHash: string): Promise<Slip | undefined> {
  const found = await sql<Slip>`
    select ${columns} from proposal_slip s where s.tenant_id = ${tx.tenant} and s.code_hash = ${codeHash}`.execute(
    tx.sql,
  );
  return found.rows[0];
}

/** The record under which somebody with this number brought something last, as long as it is nobody who can sign in. */
export async function personOfNumber(tx: Tx, phone: string): Promise<Id | undefined> {
  const found = await sql<{ person: Id }>`
    select s.person_id as person from proposal_slip s
    join person_card p on p.tenant_id = s.tenant_id and p.id = s.person_id
    where s.tenant_id = ${tx.tenant} and s.phone = ${phone}
    order by s.proposal_id desc limit 1`.execute(tx.sql);
  return found.rows[0]?.person;
}

/** How many a number brought on a day that are not withdrawn. */
export async function countOfNumber(tx: Tx, phone: string): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(*)::int as count from proposal_slip s
    where s.tenant_id = ${tx.tenant} and s.phone = ${phone} and s.received_on = ${tx.today}::date and s.way = 'web'`.execute(
    tx.sql,
  );
  return found.rows[0]?.count ?? 0;
}
