import type { settableClock } from '#kernel/clock.ts';
import { faultsInLedger } from '#modules/funding/index.ts';
import { sealJournal, verifyJournal } from '#modules/journal/index.ts';
import { startProposal } from '#modules/proposals/index.ts';
import type { Runtime } from '#platform/runtime.ts';
import { type addCity, DRAINAGE } from './city.ts';

export type JumpingCity = Awaited<ReturnType<typeof addCity>> & {
  readonly pilar: Runtime & { readonly clock: ReturnType<typeof settableClock> };
};

/**
 * Work and sealing while the machine's clock jumps by up to a day, forwards and backwards; `jump` gives the next leap in
 * milliseconds. Answers what was granted and what is wrong afterwards: an entry that is missing, the order of the
 * journal, a seal, the ledger.
 */
export async function workThroughJumps(
  { pilar, tenant, actors, offices, program }: JumpingCity,
  jumps: number,
  jump: () => number,
): Promise<{ granted: number; faults: string[] }> {
  const noon = pilar.clock.now().getTime();
  let granted = 0;
  const faults: string[] = [];
  for (let i = 0; i < jumps; i += 1) {
    pilar.clock.set(new Date(noon + jump()));
    const draft = { program: program.slug, organization: offices.rw1.id, fields: DRAINAGE };
    const [one, other] = await Promise.all([
      startProposal(pilar, actors.rw1, draft),
      startProposal(pilar, actors.rw1, draft),
      i % 5 === 0 ? sealJournal(pilar, tenant) : undefined,
    ]);
    for (const result of [one, other]) {
      if (result.ok) granted += 1;
      else faults.push(`refused: ${result.refusal.refusal}`);
    }
  }
  pilar.clock.set(new Date(noon));
  await sealJournal(pilar, tenant);
  await pilar.read(tenant, async (tx) => {
    faults.push(...(await verifyJournal(tx)).faults.map((fault) => `journal: ${JSON.stringify(fault)}`));
    faults.push(...(await faultsInLedger(tx)).map((fault) => `ledger: ${JSON.stringify(fault)}`));
  });
  return { granted, faults };
}
