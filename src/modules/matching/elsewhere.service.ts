import type { Id } from '#kernel/id.ts';
import type { Program } from '#modules/programs/index.ts';
import type { Proposal } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { fundedHere } from './elsewhere.store.ts';
import { type FundedHere, type Likeness, likenessOf } from './elsewhere.ts';
import { matchCarriedBy } from './match.store.ts';

/** How much of a place is looked through, and how much of it told. */
const LOOKED_THROUGH = 500;
const TOLD = 10;

/**
 * What was funded or promised this year or last for what may be the same thing in the same place, in all programmes of the
 * city: seen before anybody promises. What follows from the need itself is no other thing.
 */
export async function fundedElsewhere(
  tx: Tx,
  program: Pick<Program, 'id' | 'fiscalYear'>,
  proposal: Pick<Proposal, 'id' | 'scope' | 'title' | 'village'>,
): Promise<readonly (FundedHere & { readonly likeness: Likeness })[]> {
  const since = `${program.fiscalYear - 1}-01-01`;
  const here = { village: proposal.village, except: proposal.id, since };
  const found: (FundedHere & { likeness: Likeness })[] = [];
  for (const one of await fundedHere(tx, here, LOOKED_THROUGH)) {
    if (found.length === TOLD) break;
    const likeness = likenessOf({ ...proposal, program: program.id }, one);
    if (likeness && !(await isItsOwn(tx, one.id, proposal.id))) found.push({ ...one, likeness });
  }
  return found;
}

async function isItsOwn(tx: Tx, work: Id, need: Id): Promise<boolean> {
  return (await matchCarriedBy(tx, work))?.need === need;
}
