import { setImmediate as nextTurn } from 'node:timers/promises';
import { acting } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { ok } from '#kernel/result.ts';
import { inSheet } from '#kernel/sheet-place.ts';
import { actorById, operatorOf } from '#modules/actors/index.ts';
import { record } from '#modules/journal/index.ts';
import type { Tenant, Tx } from '#platform/database/tenant-transaction.ts';
import { lackIn } from '#platform/database/unavailable.ts';
import type { Runtime } from '#platform/runtime.ts';
import { readingSheet } from '#platform/sheets/read-sheet.ts';
import { aboutOf } from './import.service.ts';
import { importById, lockImport, moveImport, refusalsIn, runningImports } from './import-job.store.ts';
import {
  countsTogether,
  type ImportCounts,
  type ImportJob,
  type ImportState,
  NAMED_REFUSALS,
  NO_ROWS,
} from './import-job.ts';
import { type ImportItem, itemsIn } from './import-kind.ts';
import { IMPORT_KINDS } from './import-kinds.ts';

/** Items that are taken over in one transaction: few, so that pages wait for none of them long. */
const BATCH = 100;

/** So often a row is tried that threw: what others do at the same time may be over by then. */
const TRIES = 3;

/** An import that cannot be gone on with at all is tried at so many turns; then it ends. */
const TURNS = 5;

/**
 * Goes on with an import until every row had its turn. Each batch is one transaction that takes rows over and moves the
 * count of them, under a lock: killed in the middle of it, nothing of the batch is there, and of two servers one waits. Answers
 * whether it came to an end.
 */
export async function carryOn(
  runtime: Runtime,
  tenant: Id,
  id: Id,
  stopped: () => boolean = () => false,
): Promise<boolean> {
  const job = await runtime.read(tenant, (tx) => importById(tx, id));
  if (job?.state !== 'running') return true;
  const items = await itemsAgain(runtime, job);
  if (items === undefined) return false;
  const carried = { runtime, tenant, id, items };
  for (let goesOn = true; goesOn && !stopped(); ) {
    goesOn = await nextBatch(carried);
    await nextTurn();
  }
  return !stopped();
}

/** An import that is being gone on with. */
type Carried = {
  readonly runtime: Runtime;
  readonly tenant: Id;
  readonly id: Id;
  readonly items: readonly ImportItem[];
};

/** Takes the next batch over; where a row of it throws, its rows one by one, without the one that does. Answers whether more is left. */
async function nextBatch(carried: Carried): Promise<boolean> {
  try {
    return await inTransaction(carried, BATCH);
  } catch (error) {
    if (lackIn(error)) throw error;
  }
  let goesOn = true;
  for (let row = 0; row < BATCH && goesOn; row += 1) {
    goesOn = await oneRow(carried);
    await nextTurn();
  }
  return goesOn;
}

/** Takes one row over, or leaves it out and names it where it throws each time. */
async function oneRow(carried: Carried): Promise<boolean> {
  const { runtime, tenant, id, items } = carried;
  const place = (await runtime.read(tenant, (tx) => importById(tx, id)))?.done ?? 0;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inTransaction(carried, 1);
    } catch (error) {
      if (lackIn(error)) throw error;
      if (attempt < TRIES) continue;
      await planned(carried);
      const row = items[place]?.[0].line;
      runtime.log.error({ tenant, import: id, row, error: said(error) }, 'a row was left out of an import');
      let goesOn = false;
      await runtime.changeFor(tenant, async (tx) => {
        goesOn = await leaveOut(tx, id, items, place);
        return ok(undefined);
      });
      return goesOn;
    }
  }
}

/** Throws where the import fails without any row too: then it is none of its rows that does. */
async function planned({ runtime, tenant, id }: Carried): Promise<void> {
  await runtime.read(tenant, async (tx) => {
    const job = await importById(tx, id);
    const actor = job && (await actorById(tx, job.person));
    if (actor) await IMPORT_KINDS[job.kind].plan(tx, actor, aboutOf(runtime, tenant, job), []);
  });
}

async function inTransaction({ runtime, tenant, id, items }: Carried, size: number): Promise<boolean> {
  let goesOn = false;
  await runtime.changeFor(tenant, async (tx) => {
    goesOn = await takeOver(runtime, tx, id, items, size);
    return ok(undefined);
  });
  return goesOn;
}

/** The items of its file, read again; undefined while no process can read it. */
async function itemsAgain(runtime: Runtime, job: ImportJob): Promise<readonly ImportItem[] | undefined> {
  const bytes = await runtime.files.get(job.sha256);
  const read = await runtime.analyse(readingSheet, { bytes }, { who: 'member' });
  if (!read.ok) return undefined;
  if (!('text' in read.value)) throw new Error('a table that was checked cannot be read any more');
  const items = itemsIn(IMPORT_KINDS[job.kind], read.value);
  if (isRefusal(items)) throw new Error('a table that was checked is no table of its kind any more');
  return items;
}

/** Takes the next rows over; answers whether more is left. */
async function takeOver(
  runtime: Runtime,
  tx: Tx,
  id: Id,
  items: readonly ImportItem[],
  size: number,
): Promise<boolean> {
  const job = await lockImport(tx, id);
  if (job?.state !== 'running') return false;
  const actor = await actorById(tx, job.person);
  const some = items.slice(job.done, job.done + size);
  const plan = actor
    ? await IMPORT_KINDS[job.kind].plan(tx, actor, aboutOf(runtime, tx.tenant, job), some)
    : refuse('access.not-found');
  if (!actor || isRefusal(plan)) {
    await stop(tx, job, isRefusal(plan) ? [plan] : []);
    return false;
  }
  const counts = { ...NO_ROWS };
  const refusals: Refusal[] = [];
  for (const item of some) {
    const checked = plan.check(item);
    if ('issues' in checked) {
      counts.refused += 1;
      refusals.push(...checked.issues);
      continue;
    }
    const late = await checked.save(tx);
    counts[late ? 'refused' : checked.outcome] += 1;
    if (late) refusals.push(inRow(job, item, late));
  }
  return moveOn(tx, job, items, { counts, refusals, by: acting(actor, plan.by) });
}

/** Leaves out the row whose turn it is, which threw whenever it was tried; answers whether more is left. */
async function leaveOut(tx: Tx, id: Id, items: readonly ImportItem[], place: number): Promise<boolean> {
  const job = await lockImport(tx, id);
  const item = items[place];
  if (job?.state !== 'running' || !item) return false;
  // Another server had better luck with it.
  if (job.done !== place) return true;
  const refusals = [inRow(job, item, refuse('import.failed'))];
  return moveOn(tx, job, items, { counts: { ...NO_ROWS, refused: 1 }, refusals, by: operatorOf(tx.tenant) });
}

/** A refusal of a whole row, at its first cell. */
function inRow({ kind }: ImportJob, [row]: ImportItem, refusal: Refusal): Refusal {
  const [{ key: first } = { key: '' }] = IMPORT_KINDS[kind].columns;
  return inSheet({ ...row.place(first), column: '' }, refusal);
}

/** Notes what came of rows that had their turn; answers whether more is left. */
async function moveOn(
  tx: Tx,
  job: ImportJob,
  items: readonly ImportItem[],
  { counts, refusals, by }: Moved,
): Promise<boolean> {
  const before = await refusalsIn(tx, job.id);
  const all = countsTogether(job, counts);
  const done = job.done + rowsIn(counts);
  const ended = done >= items.length;
  await moveImport(tx, job.id, {
    done,
    counts: all,
    refusals: [...before, ...refusals].slice(0, NAMED_REFUSALS),
    ...(ended ? { ended: 'done' } : {}),
  });
  if (ended) await recordEnd(tx, by, job, 'done', all);
  return !ended;
}

type Moved = {
  readonly counts: ImportCounts;
  readonly refusals: readonly Refusal[];
  readonly by: Parameters<typeof record>[1];
};

function rowsIn({ added, changed, same, refused }: ImportCounts): number {
  return added + changed + same + refused;
}

/** Ends an import where it stands. */
async function stop(tx: Tx, job: ImportJob, why: readonly Refusal[]): Promise<void> {
  const refusals = [...(await refusalsIn(tx, job.id)), ...why];
  await moveImport(tx, job.id, { done: job.done, counts: job, refusals, ended: 'stopped' });
  await recordEnd(tx, operatorOf(tx.tenant), job, 'stopped', job);
}

async function recordEnd(
  tx: Tx,
  by: Parameters<typeof record>[1],
  job: ImportJob,
  outcome: ImportState,
  { added, changed, same, refused }: ImportCounts,
): Promise<void> {
  await record(tx, by, {
    action: 'import.ended',
    subjectType: 'import',
    subjectId: job.id,
    region: job.region,
    summary: { kind: job.kind, outcome, added, changed, same, refused },
  });
}

/**
 * Goes on with the imports of all cities while a server runs, those too that began before it did, looking every `pause`
 * milliseconds. The returned function ends it and waits for the batch under way; what is left goes on with the next start. What fails
 * is logged and tried again at the next turns; an import that has failed at several ends, and says so.
 */
export function keepImporting(runtime: Runtime, pause = 2000): () => Promise<void> {
  let stopping = false;
  let timer: NodeJS.Timeout | undefined;
  const failed = new Map<Id, number>();
  let running = turn();

  async function turn(): Promise<void> {
    for (const tenant of runtime.tenants()) {
      try {
        for (const id of await runtime.read(tenant.id, runningImports)) await carry(tenant, id);
      } catch (error) {
        runtime.log.error({ tenant: tenant.slug, error: said(error) }, 'imports could not be gone on with');
      }
    }
    if (stopping) return;
    timer = setTimeout(() => {
      running = turn();
    }, pause);
    timer.unref();
  }

  async function carry(tenant: Tenant, id: Id): Promise<void> {
    try {
      await carryOn(runtime, tenant.id, id, () => stopping);
      failed.delete(id);
    } catch (error) {
      runtime.log.error(
        { tenant: tenant.slug, import: id, error: said(error) },
        'an import could not be gone on with',
      );
      // A database that is away comes back; a file that nobody can read does not.
      if (lackIn(error)) return;
      failed.set(id, (failed.get(id) ?? 0) + 1);
      if ((failed.get(id) ?? 0) < TURNS) return;
      failed.delete(id);
      await runtime.changeFor(tenant.id, async (tx) => {
        const job = await lockImport(tx, id);
        if (job?.state === 'running') await stop(tx, job, [refuse('import.broken')]);
        return ok(undefined);
      });
    }
  }

  return async () => {
    stopping = true;
    clearTimeout(timer);
    await running;
  };
}

function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
