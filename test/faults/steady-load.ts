/** People who propose and read without pause while the database comes and goes, and the check of what they were promised. */
import { sql } from 'kysely';
import type { Actor } from '#kernel/actor.ts';
import { newId } from '#kernel/id.ts';
import { faultsInLedger } from '#modules/funding/index.ts';
import { sayFault, verifyRecords } from '#modules/journal/index.ts';
import { startProposal } from '#modules/proposals/index.ts';
import { DatabaseUnavailable } from '#platform/database/unavailable.ts';
import type { Pilar } from '../../src/pilar.ts';
import { type addCity, DRAINAGE, granted } from '../support/city.ts';

export type LoadedCity = { readonly pilar: Pilar } & Awaited<ReturnType<typeof addCity>>;

/** Milliseconds within which work has to go on, before the load gives up. */
const PATIENCE = 60_000;

/** Three propose and two read; each sends what failed again with the same key, as a browser does. */
export function startLoad({ pilar, tenant, actors, offices, program }: LoadedCity) {
  let going = true;
  let failed: unknown;
  const acknowledged = new Set<string>();
  const refused = { nothing: 0, unknown: 0 };
  const waiting = new Set<{ asked: number; done: (now: number) => void; fail: (error: unknown) => void }>();

  function fail(error: unknown): void {
    failed ??= error;
    for (const one of waiting) one.fail(failed);
    waiting.clear();
  }

  function acknowledge(id: string): void {
    if (acknowledged.has(id)) throw new Error(`acknowledged twice: ${id}`);
    acknowledged.add(id);
    const now = performance.now();
    for (const one of [...waiting].filter(({ asked }) => now > asked)) {
      waiting.delete(one);
      one.done(now);
    }
  }

  async function propose(): Promise<void> {
    const request = { key: newId(), fingerprint: newId() };
    const actor: Actor = { ...actors.rw1, request };
    const draft = { program: program.slug, organization: offices.rw1.id, fields: DRAINAGE };
    for (;;) {
      try {
        acknowledge(granted(await startProposal(pilar, actor, draft)).id);
        return;
      } catch (error) {
        if (!(error instanceof DatabaseUnavailable)) throw error;
        refused[error.done] += 1;
        if (!going) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }

  async function read(): Promise<void> {
    try {
      await pilar.read(tenant, (tx) =>
        sql`select count(*) from proposal where tenant_id = ${tenant}`.execute(tx.sql),
      );
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable)) throw error;
    }
  }

  const worker = async (work: () => Promise<void>) => {
    while (going && failed === undefined) await work().catch(fail);
  };
  const workers = [propose, propose, propose, read, read].map(worker);
  return {
    acknowledged,
    refused,
    /** Answers when something was acknowledged after this moment, and how long that took in milliseconds. */
    goesOn: () =>
      new Promise<number>((resolve, reject) => {
        if (failed !== undefined) return reject(failed);
        const asked = performance.now();
        const late = setTimeout(() => fail(new Error(`nothing went on in ${PATIENCE / 1000} s`)), PATIENCE);
        const over = () => clearTimeout(late);
        waiting.add({
          asked,
          done: (now) => {
            over();
            resolve(now - asked);
          },
          fail: (error) => {
            over();
            reject(error);
          },
        });
      }),
    stop: async () => {
      going = false;
      await Promise.all(workers);
      if (failed !== undefined) throw failed;
    },
  };
}

/** What is wrong afterwards: something acknowledged that is not there exactly once, the ledger, the journal's seals, a row that its entry does not know. */
export async function faultsAfterLoad(
  { pilar, tenant }: Pick<LoadedCity, 'pilar' | 'tenant'>,
  acknowledged: ReadonlySet<string>,
): Promise<string[]> {
  return pilar.read(tenant, async (tx) => {
    const { rows } = await sql<{ id: string; times: number }>`
      select subject_id as id, count(*)::int as times from journal_entry
      where tenant_id = ${tenant} and action = 'proposal.started' group by 1`.execute(tx.sql);
    const recorded = new Map(rows.map((row) => [row.id, row.times]));
    const verified = await verifyRecords(tx);
    return [
      ...[...acknowledged]
        .filter((id) => recorded.get(id) !== 1)
        .map((id) => `${id} is there ${recorded.get(id) ?? 0} times`),
      ...(await faultsInLedger(tx)).map((fault) => `ledger: ${JSON.stringify(fault)}`),
      ...verified.journal.faults.map((fault) => `journal: ${sayFault(fault)}`),
      ...verified.faults.map((fault) => `record: ${sayFault(fault)}`),
    ];
  });
}
