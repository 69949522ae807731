import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Actor, acting, type Visitor } from '#kernel/actor.ts';
import { type Id, newId } from '#kernel/id.ts';
import { at, isRefusal, type Refusal, refuse, together } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import type { TableBatches } from '#kernel/table-column.ts';
import { attach } from '#modules/documents/index.ts';
import { record } from '#modules/journal/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import {
  beginImportRow,
  cancelImportRow,
  importById,
  importsBy,
  insertImport,
  lockImport,
  refusalsIn,
} from './import-job.store.ts';
import {
  type ImportCounts,
  type ImportJob,
  type ImportName,
  mayLookAt,
  maySettle,
  NO_ROWS,
} from './import-job.ts';
import {
  type ImportAbout,
  type ImportFile,
  type ImportItem,
  type ImportPlan,
  itemsIn,
} from './import-kind.ts';
import { IMPORT_KINDS } from './import-kinds.ts';

type Who = Actor | Visitor;

/** Bytes of a file that is taken over at most. */
export const IMPORT_BYTES = 8 * 1024 * 1024;

/** So many problems are gathered; a file that has more has them all alike. */
const MOST_ISSUES = 1000;

/** Items that are checked between two turns of the server for others. */
const CHECKED_AT_ONCE = 250;

/** A table that is handed in: as it was sent, and as it was read. */
export type OfferedFile = ImportFile & { readonly name: string; readonly bytes: Uint8Array };

type Named = { readonly kind: ImportName; readonly about: Id | null };

/** What keeps somebody from taking such a table over, whatever is in it: asked before it is received, and to show why. */
export function askToImport(runtime: Runtime, who: Who, named: Named): Promise<Refusal | undefined> {
  return runtime.askFirst(who, IMPORT_KINDS[named.kind].scope, (tx, actor) =>
    IMPORT_KINDS[named.kind].plan(tx, actor, aboutOf(runtime, tx.tenant, named), []),
  );
}

export function aboutOf({ tenants }: Pick<Runtime, 'tenants'>, id: Id, { about }: Named): ImportAbout {
  const tenant = tenants().find((one) => one.id === id);
  if (!tenant) throw new Error('an import belongs to a city');
  return { tenant, id: about };
}

/**
 * Checks a table whole and keeps it until whoever handed it in says that it be taken over. A row that cannot stand refuses
 * all of it, each with its sheet, row and column; nothing of the table is saved either way.
 */
export async function offerImport(
  runtime: Runtime,
  who: Who,
  input: Named & { readonly file: OfferedFile },
): Promise<Result<{ job: Id }>> {
  const { kind: name, about, file } = input;
  const kind = IMPORT_KINDS[name];
  return runtime.changePrepared(who, kind.scope, {
    ask: (tx, actor) => kind.plan(tx, actor, aboutOf(runtime, tx.tenant, input), []),
    prepare: async () => {
      if (file.text.length > 4 * IMPORT_BYTES) return at('file', refuse('sheet.too-large'));
      const items = itemsIn(kind, file);
      if (isRefusal(items)) return together([at('file', items)]) ?? items;
      const checked = await checkAll(runtime, who, input, items);
      if (isRefusal(checked)) return checked;
      return { ...checked, rows: items.length, sha256: await runtime.files.put(file.bytes) };
    },
    work: async (tx, actor, { counts, by, rows, sha256 }) => {
      const id = newId(tx.now);
      const { id: organization } = by.organization;
      await insertImport(tx, {
        ...counts,
        id,
        kind: name,
        about,
        person: actor.person,
        organization,
        region: by.region,
        fileName: file.name,
        sha256,
        rows,
      });
      await attach(tx, keptSheet(file, sha256), {
        subjectType: 'import',
        subjectId: id,
        role: 'sheet',
        caption: file.name,
        public: 'private',
        by: actor.person,
      });
      await record(tx, acting(actor, by), {
        action: 'import.offered',
        subjectType: 'import',
        subjectId: id,
        region: by.region,
        summary: { kind: name, rows, sha256 },
      });
      return ok({ job: id });
    },
  });
}

/** Checks every item against what stands now, letting others have their turn in between. */
async function checkAll(
  runtime: Runtime,
  who: Who,
  named: Named,
  items: readonly ImportItem[],
): Promise<{ readonly counts: ImportCounts; readonly by: ImportPlan['by'] } | Refusal> {
  const kind = IMPORT_KINDS[named.kind];
  if (who.person === undefined) return refuse('access.sign-in');
  const plan = await runtime.read(who.tenant, (tx) =>
    kind.plan(tx, who, aboutOf(runtime, tx.tenant, named), items),
  );
  if (isRefusal(plan)) return plan;
  const counts = { ...NO_ROWS };
  const issues: Refusal[] = [];
  for (const [i, item] of items.entries()) {
    const checked = plan.check(item);
    if ('issues' in checked) issues.push(...checked.issues.map((one) => at('file', one)));
    else counts[checked.outcome] += 1;
    if (issues.length > MOST_ISSUES) break;
    if (i % CHECKED_AT_ONCE === 0) await nextTurn();
  }
  return together(issues) ?? { counts, by: plan.by };
}

function keptSheet({ bytes, sheet }: OfferedFile, sha256: string) {
  return {
    sha256,
    original: sha256,
    thumbnail: null,
    mediaType:
      sheet === '' ? 'text/csv' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    size: bytes.length,
    width: null,
    height: null,
    likeness: null,
    position: null,
    looks: 'varied',
  } as const;
}

/** Says that a table which was checked be taken over: from now on it goes on by itself, whatever restarts meanwhile. */
export function beginImport(
  runtime: Runtime,
  who: Who,
  input: { readonly job: Id },
): Promise<Result<{ job: Id }>> {
  return settle(runtime, who, input.job, 'import.begun', beginImportRow);
}

/** Gives up a table before anything of it was taken over. */
export function cancelImport(
  runtime: Runtime,
  who: Who,
  input: { readonly job: Id },
): Promise<Result<{ job: Id }>> {
  return settle(runtime, who, input.job, 'import.cancelled', cancelImportRow);
}

async function settle(
  runtime: Runtime,
  who: Who,
  id: Id,
  action: 'import.begun' | 'import.cancelled',
  save: (tx: Tx, id: Id) => Promise<void>,
): Promise<Result<{ job: Id }>> {
  const found = await runtime.read(who.tenant, (tx) => importById(tx, id));
  if (!found) return refused(refuse('access.not-found'));
  const kind = IMPORT_KINDS[found.kind];
  return runtime.change(who, kind.scope, async (tx, actor) => {
    const job = await lockImport(tx, id);
    if (!job) return refused(refuse('access.not-found'));
    const plan = maySettle(actor, job) ?? (await kind.plan(tx, actor, aboutOf(runtime, tx.tenant, job), []));
    if (isRefusal(plan)) return refused(plan);
    await save(tx, id);
    await record(tx, acting(actor, plan.by), {
      action,
      subjectType: 'import',
      subjectId: id,
      region: job.region,
      summary: { kind: job.kind, rows: job.rows },
    });
    return ok({ job: id });
  });
}

/** An import as its page shows it. */
export type ImportFacts = {
  readonly job: ImportJob;
  readonly refusals: readonly Refusal[];
  /** Whether the reader may begin or cancel it now. */
  readonly settles: boolean;
};

export async function importFacts(tx: Tx, viewer: Who, id: Id): Promise<ImportFacts | Refusal> {
  const job = await importById(tx, id);
  if (!job || !mayLookAt(viewer, job) || viewer.person === undefined) return refuse('access.not-found');
  return { job, refusals: await refusalsIn(tx, id), settles: maySettle(viewer, job) === undefined };
}

/**
 * What stands now of a kind, as rows of the columns of its template, read a part at a time as they are asked for: for whoever
 * may take such a table over.
 */
export async function presentRows(
  runtime: Runtime,
  actor: Actor,
  named: Named,
): Promise<TableBatches | Refusal> {
  const kind = IMPORT_KINDS[named.kind];
  const about = aboutOf(runtime, actor.tenant, named);
  const plan = await runtime.read(actor.tenant, (tx) => kind.plan(tx, actor, about, []));
  if (isRefusal(plan)) return plan;
  async function* parts() {
    for (let after: string | undefined; ; ) {
      const { rows, next } = await runtime.read(
        actor.tenant,
        (tx) => kind.present(tx, actor, about, after),
        'long',
      );
      yield rows;
      if (next === undefined) return;
      after = next;
    }
  }
  return parts();
}

/** The imports that somebody handed in, the newest first. */
export async function ownImports(tx: Tx, viewer: Who, limit: number): Promise<readonly ImportJob[]> {
  return viewer.person === undefined ? [] : importsBy(tx, viewer.person, limit);
}
