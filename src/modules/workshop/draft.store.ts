import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Draft } from './draft.ts';

type DraftRow = Omit<Draft, 'origin'> & {
  readonly originName: string | null;
  readonly originVersion: string | null;
};

const columns = sql`id, source, cases, name, model_version as "modelVersion", origin_name as "originName",
  origin_version as "originVersion", state, changed_at as "changedAt", version`;

function fromRow({ originName, originVersion, ...draft }: DraftRow): Draft {
  const origin =
    originName === null || originVersion === null ? null : { name: originName, version: originVersion };
  return { ...draft, origin };
}

export async function insertDraft(
  tx: Tx,
  draft: Pick<Draft, 'id' | 'source' | 'cases' | 'name' | 'modelVersion' | 'origin'>,
  by: Id,
): Promise<void> {
  await sql`
    insert into model_draft (tenant_id, id, source, cases, name, model_version, origin_name, origin_version, state, started_by,
      started_at, changed_by, changed_at, version)
    values (${tx.tenant}, ${draft.id}, ${draft.source}, ${draft.cases}, ${draft.name}, ${draft.modelVersion}, ${draft.origin?.name ?? null},
      ${draft.origin?.version ?? null}, 'open', ${by}, ${tx.now}, ${by}, ${tx.now}, 1)`.execute(tx.sql);
}

export async function draftById(tx: Tx, id: Id): Promise<Draft | undefined> {
  const found = await sql<DraftRow>`
    select ${columns} from model_draft where tenant_id = ${tx.tenant} and id = ${id}`.execute(tx.sql);
  const [row] = found.rows;
  return row && fromRow(row);
}

export async function lockDraft(tx: Tx, id: Id): Promise<Draft | undefined> {
  const found = await sql<DraftRow>`
    select ${columns} from model_draft where tenant_id = ${tx.tenant} and id = ${id} for update`.execute(
    tx.sql,
  );
  const [row] = found.rows;
  return row && fromRow(row);
}

/** The drafts that are written on, the one changed last first; without their texts. A city has a handful. */
export async function openDrafts(tx: Tx): Promise<Omit<Draft, 'source' | 'cases'>[]> {
  const found = await sql<DraftRow>`
    select ${columns} from model_draft where tenant_id = ${tx.tenant} and state = 'open'
    order by changed_at desc, id limit 100`.execute(tx.sql);
  return found.rows.map((row) => {
    const { source: _, cases: __, ...draft } = fromRow(row);
    return draft;
  });
}

export async function writeDraft(
  tx: Tx,
  id: Id,
  draft: Pick<Draft, 'source' | 'cases' | 'name' | 'modelVersion' | 'state'>,
  by: Id,
): Promise<void> {
  await sql`
    update model_draft set source = ${draft.source}, cases = ${draft.cases}, name = ${draft.name}, model_version = ${draft.modelVersion},
      state = ${draft.state}, changed_by = ${by}, changed_at = ${tx.now}, version = version + 1
    where tenant_id = ${tx.tenant} and id = ${id}`.execute(tx.sql);
}

/** The cases that lay beside a version when it was published here from a draft; empty where it was not. */
export async function casesOf(tx: Tx, name: string, version: string): Promise<string> {
  const found = await sql<{ cases: string }>`
    select cases from model_draft
    where tenant_id = ${tx.tenant} and name = ${name} and model_version = ${version} and state = 'published'
    order by changed_at desc limit 1`.execute(tx.sql);
  return found.rows[0]?.cases ?? '';
}
