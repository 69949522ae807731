import type { Id } from '#kernel/id.ts';
import { lettersAbout } from '#modules/letters/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** The letters in which a filing was issued, with their signed scans on their pages: the newest first. */
export async function lettersOn(tx: Tx, filing: Id) {
  const letters = await lettersAbout(tx, filing);
  return letters.map(({ id, number, issuedOn }) => ({ letter: id, number, issuedOn }));
}
