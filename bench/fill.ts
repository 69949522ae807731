import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import { newId } from '#kernel/id.ts';
import { toJson } from '#kernel/json.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Pilar } from '../src/pilar.ts';

/** Proposals written in one transaction. */
const AT_ONCE = 5000;

/**
 * Brings a programme to `total` proposals with cost lines and contributions, spread evenly over its institutions, and
 * recounts the public figures. Written past the use cases: a hundred thousand would take an hour through them; but in
 * transactions as theirs, so that the journal knows every row.
 */
export async function fillProposals(pilar: Pilar, tenant: Id, program: Id, total: number): Promise<void> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from proposal where tenant_id = ${tenant} and program_id = ${program}`.execute(
    pilar.database.sql,
  );
  const missing = total - (rows[0]?.count ?? 0);
  if (missing <= 0) return;
  for (let from = 0; from < missing; from += AT_ONCE) {
    const ids = Array.from({ length: Math.min(AT_ONCE, missing - from) }, () => newId());
    await pilar.read(tenant, (tx) => fillSome(tx, program, ids, from), 'long');
  }
  await pilar.read(
    tenant,
    (tx) =>
      sql`
    insert into program_cell (tenant_id, program_id, village_code, scope, submitted, funded, escalated, reserved, rejected, requested)
    select tenant_id, program_id, village_code, scope, count(*) filter (where state = 'submitted'),
      count(*) filter (where state = 'funded'), count(*) filter (where state = 'escalated'),
      count(*) filter (where state = 'reserved'), count(*) filter (where state = 'rejected'), sum(requested)
    from proposal where tenant_id = ${tenant} and program_id = ${program} and scope <> '' group by 1, 2, 3, 4
    on conflict (tenant_id, program_id, village_code, scope) do update set submitted = excluded.submitted,
      funded = excluded.funded, escalated = excluded.escalated, reserved = excluded.reserved, rejected = excluded.rejected,
      requested = excluded.requested`.execute(tx.sql),
    'long',
  );
  await sql`analyze`.execute(pilar.database.sql);
}

async function fillSome(tx: Tx, program: Id, ids: readonly Id[], from: number): Promise<void> {
  const { tenant } = tx;
  await sql`
    insert into proposal (tenant_id, id, program_id, organization_id, kind, party, forum, village_code, place_code, address, scope, title,
      title_key, need, volume, unit, requested, contribution, people, poor_households, state, granted, fields, author_id, created_at,
      submitted_at, decided_at, version)
    select ${tenant}::uuid, id, ${program}::uuid, organization, 'usulan', kind, 'kelurahan', village, region_code, 'Gang ' || n,
      case kind when 'rw' then (array['rw-infrastruktur','rw-sosial','rw-ekonomi'])[1 + n % 3] when 'pkk' then 'pkk-pokja-4'
        when 'lpm' then 'lpm-kapasitas' else 'kt-usaha' end,
      'Usulan ke-' || n || ' untuk lingkungan', 'usulan ke-' || n || ' untuk lingkungan', 'Keadaan yang perlu diperbaiki.', 10000, 'unit', 30000000, 1000000, 100, 10,
      state, case state when 'funded' then 30000000 end, '{}', ${newId()}::uuid, now(), now(), case state when 'submitted' then null else now() end, 2
    from (
      select f.id, f.n, o.id as organization, o.kind, o.region_code,
        array_to_string((string_to_array(o.region_code, '.'))[1:4], '.') as village,
        (array['submitted','funded','reserved','rejected','escalated'])[1 + f.n % 5] as state
      from (select id, ${from}::int + place::int as n from unnest(${[...ids]}::uuid[]) with ordinality as t (id, place)) f
      join (select *, row_number() over (order by id) as i, count(*) over () as many from organization
            where tenant_id = ${tenant} and kind in ('rw', 'pkk', 'karang-taruna', 'lpm')) o on o.i = 1 + f.n % o.many
    ) filler`.execute(tx.sql);
  await sql`
    insert into cost_line (tenant_id, proposal_id, position, item, quantity, unit, unit_price, total)
    select ${tenant}::uuid, id, p, 'Bahan ' || p, 1000, 'paket', 10000000, 10000000
    from unnest(${[...ids]}::uuid[]) as t (id), generate_series(1, 3) p`.execute(tx.sql);
  await sql`
    insert into contribution (tenant_id, proposal_id, position, form, description, value)
    select ${tenant}::uuid, id, 1, 'labour', 'Kerja bakti', 1000000 from unnest(${[...ids]}::uuid[]) as t (id)`.execute(
    tx.sql,
  );
}

/** Drafts ready to be submitted, each with its photo, for the institution of one chair. */
export async function fillDrafts(
  pilar: Pilar,
  given: {
    tenant: Id;
    program: Id;
    organization: Id;
    place: string;
    author: Id;
    fields: unknown;
    count: number;
  },
): Promise<Id[]> {
  const ids = Array.from({ length: given.count }, () => newId());
  const village = given.place.split('.').slice(0, 4).join('.');
  await pilar.read(given.tenant, async (tx) => {
    await sql`
      insert into proposal (tenant_id, id, program_id, organization_id, kind, party, forum, village_code, place_code, address, scope,
        title, need, volume, unit, requested, contribution, people, poor_households, state, fields, author_id, created_at, version)
      select ${given.tenant}::uuid, id, ${given.program}::uuid, ${given.organization}::uuid, 'usulan', 'rw', 'kelurahan', ${village}, ${given.place},
        '', 'rw-infrastruktur', 'Draf', '', 0, '', 0, 0, 0, 0, 'draft', ${toJson(given.fields)}, ${given.author}::uuid, now(), 1
      from unnest(${ids}::uuid[]) as t (id)`.execute(tx.sql);
    await sql`
      insert into document (tenant_id, id, subject_type, subject_id, role, file_sha256, media_type, bytes, caption, public,
        uploaded_by, uploaded_at)
      select ${given.tenant}::uuid, gen_random_uuid(), 'proposal', id, 'photo', repeat('0', 64), 'image/jpeg', 1, '', true,
        ${given.author}::uuid, now() from unnest(${ids}::uuid[]) as t (id)`.execute(tx.sql);
  });
  return ids;
}
