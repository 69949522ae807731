import { sql } from 'kysely';
import { z } from 'zod';
import type { Id } from '#kernel/id.ts';
import { toJson } from '#kernel/json.ts';
import { isRefusal, type Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { ImportCounts, ImportJob, ImportState } from './import-job.ts';

const columns = sql`id, kind, about_id as about, person_id as person, organization_id as organization, region_code as region,
  file_name as "fileName", file_sha256 as sha256, state, rows, done, added, changed, same, refused, offered_at as "offeredAt",
  begun_at as "begunAt", ended_at as "endedAt"`;

type NewJob = Omit<ImportJob, 'state' | 'done' | 'refused' | 'offeredAt' | 'begunAt' | 'endedAt'>;

export async function insertImport(tx: Tx, job: NewJob): Promise<void> {
  await sql`
    insert into import_job (tenant_id, id, kind, about_id, person_id, organization_id, region_code, file_name, file_sha256,
      state, rows, done, added, changed, same, refused, refusals, offered_at)
    values (${tx.tenant}, ${job.id}, ${job.kind}, ${job.about}, ${job.person}, ${job.organization}, ${job.region},
      ${job.fileName}, ${job.sha256}, 'checked', ${job.rows}, 0, ${job.added}, ${job.changed}, ${job.same}, 0, '[]',
      ${tx.now})`.execute(tx.sql);
}

export async function importById(tx: Tx, id: Id): Promise<ImportJob | undefined> {
  const found = await sql<ImportJob>`
    select ${columns} from import_job where tenant_id = ${tx.tenant} and id = ${id}`.execute(tx.sql);
  return found.rows[0];
}

export async function lockImport(tx: Tx, id: Id): Promise<ImportJob | undefined> {
  const found = await sql<ImportJob>`
    select ${columns} from import_job where tenant_id = ${tx.tenant} and id = ${id} for update`.execute(
    tx.sql,
  );
  return found.rows[0];
}

/** The imports that somebody handed in, the newest first. */
export async function importsBy(tx: Tx, person: Id, limit: number): Promise<ImportJob[]> {
  const found = await sql<ImportJob>`
    select ${columns} from import_job where tenant_id = ${tx.tenant} and person_id = ${person}
    order by id desc limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** The imports that are to be gone on with, the oldest first. */
export async function runningImports(tx: Tx): Promise<Id[]> {
  const found = await sql<{ id: Id }>`
    select id from import_job where tenant_id = ${tx.tenant} and state = 'running' order by id limit 100`.execute(
    tx.sql,
  );
  return found.rows.map((row) => row.id);
}

/** Begins an import: from here it counts what came of its rows, and no longer what would. */
export async function beginImportRow(tx: Tx, id: Id): Promise<void> {
  await sql`
    update import_job set state = 'running', added = 0, changed = 0, same = 0, begun_at = ${tx.now}
    where tenant_id = ${tx.tenant} and id = ${id}`.execute(tx.sql);
}

/** Notes what came of the rows so far; `ended` in which state it ended, if it did. */
export async function moveImport(
  tx: Tx,
  id: Id,
  so: {
    readonly done: number;
    readonly counts: ImportCounts;
    readonly refusals: readonly Refusal[];
    readonly ended?: ImportState;
  },
): Promise<void> {
  const { counts } = so;
  await sql`
    update import_job set done = ${so.done}, added = ${counts.added}, changed = ${counts.changed}, same = ${counts.same},
      refused = ${counts.refused}, refusals = ${toJson(so.refusals)}, state = ${so.ended ?? 'running'},
      ended_at = ${so.ended ? tx.now : null}::timestamptz
    where tenant_id = ${tx.tenant} and id = ${id}`.execute(tx.sql);
}

export async function cancelImportRow(tx: Tx, id: Id): Promise<void> {
  await sql`
    update import_job set state = 'cancelled', ended_at = ${tx.now}
    where tenant_id = ${tx.tenant} and id = ${id}`.execute(tx.sql);
}

const Refusals = z.array(z.custom<Refusal>(isRefusal));

/** Why rows of an import could not be taken over, as far as they are named. */
export async function refusalsIn(tx: Tx, id: Id): Promise<readonly Refusal[]> {
  const found = await sql<{ refusals: string }>`
    select refusals from import_job where tenant_id = ${tx.tenant} and id = ${id}`.execute(tx.sql);
  return Refusals.parse(JSON.parse(found.rows[0]?.refusals ?? '[]'));
}
