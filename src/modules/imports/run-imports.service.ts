import { setImmediate as nextTurn } from 'node:timers/promises';
import { acting } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { ok } from '#kernel/result.ts';
import { inSheet } from '#kernel/sheet-place.ts';
import { actorById, operatorOf } from '#modules/actors/index.ts';
import { record } from '#modules/journal/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
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
  for (let goesOn = true; goesOn && !stopped(); ) {
    await runtime.changeFor(tenant, async (tx) => {
      goesOn = await takeOver(runtime, tx, id, items);
      return ok(undefined);
    });
    await nextTurn();
  }
  return !stopped();
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

/** Takes the next batch over; answers whether more is left. */
async function takeOver(runtime: Runtime, tx: Tx, id: Id, items: readonly ImportItem[]): Promise<boolean> {
  const job = await lockImport(tx, id);
  if (job?.state !== 'running') return false;
  const actor = await actorById(tx, job.person);
  const some = items.slice(job.done, job.done + BATCH);
  const plan = actor
    ? await IMPORT_KINDS[job.kind].plan(tx, actor, aboutOf(runtime, tx.tenant, job), some)
    : refuse('access.not-found');
  const before = await refusalsIn(tx, id);
  if (!actor || isRefusal(plan)) {
    const refusals = isRefusal(plan) ? [...before, plan] : before;
    await moveImport(tx, id, { done: job.done, counts: job, refusals, ended: 'stopped' });
    await recordEnd(tx, { ...operatorOf(tx.tenant) }, job, 'stopped', job);
    return false;
  }
  const [{ key: first } = { key: '' }] = IMPORT_KINDS[job.kind].columns;
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
    if (late) refusals.push(inSheet({ ...item[0].place(first), column: '' }, late));
  }
  const done = job.done + some.length;
  const all = countsTogether(job, counts);
  const ended = done >= items.length;
  await moveImport(tx, id, {
    done,
    counts: all,
    refusals: [...before, ...refusals].slice(0, NAMED_REFUSALS),
    ...(ended ? { ended: 'done' } : {}),
  });
  if (ended) await recordEnd(tx, acting(actor, plan.by), job, 'done', all);
  return !ended;
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
 * is logged and tried again the next time.
 */
export function keepImporting(runtime: Runtime, pause = 2000): () => Promise<void> {
  let stopping = false;
  let timer: NodeJS.Timeout | undefined;
  let running = turn();

  async function turn(): Promise<void> {
    for (const tenant of runtime.tenants()) {
      try {
        const found = await runtime.read(tenant.id, runningImports);
        for (const id of found) await carryOn(runtime, tenant.id, id, () => stopping);
      } catch (error) {
        const said = error instanceof Error ? error.message : String(error);
        runtime.log.error({ tenant: tenant.slug, error: said }, 'an import could not be gone on with');
      }
    }
    if (stopping) return;
    timer = setTimeout(() => {
      running = turn();
    }, pause);
    timer.unref();
  }

  return async () => {
    stopping = true;
    clearTimeout(timer);
    await running;
  };
}
