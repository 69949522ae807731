import { recountActivities } from '#modules/activities/index.ts';
import { recountFilings } from '#modules/filings/index.ts';
import { recountMoney } from '#modules/funding/index.ts';
import { type Cell, type CellCounts, COUNTED, type Counted, keptCounts } from '#modules/programs/index.ts';
import { recountProposals } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/**
 * Recounts every public figure from the proposals, the ledger, the activities and the reports themselves, and names
 * each cell whose kept figure says something else. Empty when the public pages tell the truth.
 */
export async function faultsInFigures(tx: Tx): Promise<string[]> {
  const counted = sumByCell([
    ...(await recountProposals(tx)),
    ...(await recountMoney(tx)),
    ...(await recountActivities(tx)),
    ...(await recountFilings(tx)).flatMap((cell) => [cell, { ...cell, ...movedToReported(cell) }]),
  ]);
  const kept = sumByCell(await keptCounts(tx));
  return [...new Set([...kept.keys(), ...counted.keys()])].sort().flatMap((cell) =>
    COUNTED.flatMap((name) => {
      const says = kept.get(cell)?.get(name) ?? 0n;
      const is = counted.get(cell)?.get(name) ?? 0n;
      return says === is ? [] : [`public figure "${name}" of ${cell} is ${says}, counted anew ${is}`];
    }),
  );
}

/** An activity with an accepted report is counted as reported, no longer as completed. */
function movedToReported(cell: CellCounts): Partial<Record<Counted, bigint>> {
  return { reported: 0n, completed: -(cell.reported ?? 0n) };
}

function sumByCell(cells: readonly CellCounts[]): Map<string, Map<Counted, bigint>> {
  const sums = new Map<string, Map<Counted, bigint>>();
  for (const cell of cells) {
    const key = nameOf(cell);
    const sum = sums.get(key) ?? new Map<Counted, bigint>();
    for (const name of COUNTED) sum.set(name, (sum.get(name) ?? 0n) + (cell[name] ?? 0n));
    sums.set(key, sum);
  }
  return sums;
}

function nameOf(cell: Cell): string {
  return `${cell.village}, ${cell.scope} (programme ${cell.program})`;
}
