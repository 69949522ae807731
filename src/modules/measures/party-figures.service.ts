import type { Id } from '#kernel/id.ts';
import { activitiesOfParty } from '#modules/activities/index.ts';
import { ceilingOf, type Moved, moneyFor, moneyOutOf } from '#modules/funding/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { broughtBy } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Absorbed, Figures } from './place-figures.service.ts';

/**
 * What a programme comes to for an institution: what it brought, and the money that its proposals were given, from whomever.
 * `purses` is what was taken out of its own purses instead, for whomever.
 */
export type PartyFigures = Figures & { readonly purses: Readonly<Record<Absorbed, bigint>> };

/** Counts what a programme comes to for an institution, from the rows themselves. */
export async function partyFigures(tx: Tx, program: Program, party: Id): Promise<PartyFigures> {
  const brought = await broughtBy(tx, program.id, party);
  const carried = await activitiesOfParty(tx, program.id, party);
  return {
    ceiling: await ceilingOf(tx, program.id, party),
    ...amountsOf(await moneyFor(tx, program.id, party)),
    purses: amountsOf(await moneyOutOf(tx, program.id, party)),
    contribution: carried.contribution,
    proposals: brought.proposals,
    activities: carried.activities,
    people: brought.people,
    'poor-households': brought.poorHouseholds,
  };
}

function amountsOf({ decided, disbursed, spent }: Moved) {
  return { decided, disbursed, settled: spent };
}
