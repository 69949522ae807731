import type { FilingKind } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type ListedFiling, listFilings } from './filing.store.ts';

/** What a body files on the minutes of its meetings, with what of it was handed in, the newest first. */
export type FiledByMeeting = { readonly rules: FilingKind; readonly filed: readonly ListedFiling[] };

/** As many as are looked through. */
const MOST = 200;

/** What is filed on the minutes of a programme's forums, by forum. Anyone may read that it was handed in. */
export async function filedByMeeting(tx: Tx, program: Program): Promise<ReadonlyMap<string, FiledByMeeting>> {
  const found = new Map<string, FiledByMeeting>();
  for (const rules of program.model.filings) {
    if (!rules.minutes) continue;
    const filed = await listFilings(tx, { program: program.id, kind: rules.kind }, MOST);
    found.set(rules.minutes.of, { rules, filed });
  }
  return found;
}
