import { type Program, programById } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Obligation } from './obligation.store.ts';

/** Reads the programmes of many obligations, each as it is by the rules of its obligation, and each but once. */
export function programsRead(tx: Tx): (owed: Pick<Obligation, 'program' | 'ruledSince'>) => Promise<Program> {
  const read = new Map<string, Promise<Program>>();
  return ({ program, ruledSince }) => {
    const key = `${program} ${ruledSince.getTime()}`;
    const known = read.get(key) ?? programById(tx, program, ruledSince);
    read.set(key, known);
    return known;
  };
}
