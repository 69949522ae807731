import type { Id } from '#kernel/id.ts';
import { runningActivities } from '#modules/activities/index.ts';
import { runningForums } from '#modules/deliberation/index.ts';
import { owedFilings } from '#modules/obligations/index.ts';
import { answeredQuestions, runningProposals } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Running } from './touched.ts';

/** What runs in a programme, counted by what a change of its model can be about. */
export async function runningIn(tx: Tx, program: Id): Promise<Running> {
  return {
    proposals: await runningProposals(tx, program),
    answered: await answeredQuestions(tx, program),
    forums: await runningForums(tx, program),
    activities: await runningActivities(tx, program),
    filings: await owedFilings(tx, program),
  };
}
