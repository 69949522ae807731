import { type FilingOverview, plansCompared } from '#modules/filings/index.ts';
import { planningKind } from '#modules/models/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { comparedRows } from '../../program/[slug]/rencana/plan-words.ts';

/** What came of a plan that was accepted, line by line; nothing of what is no plan, or not accepted. */
export async function cameOfPlan(
  tx: Tx,
  { filing, program }: Pick<FilingOverview, 'filing' | 'program'>,
  locale: 'id' | 'en',
) {
  if (filing.state !== 'accepted' || planningKind(program.model)?.kind !== filing.kind) return [];
  const compared = await plansCompared(tx, program, {
    area: program.region,
    organization: filing.organization,
  });
  const year = filing.occasion.slice(0, 4);
  return comparedRows(
    tx,
    program,
    compared.filter((one) => one.year === year),
    locale,
  );
}
