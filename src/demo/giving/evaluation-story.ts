import type { Id } from '#kernel/id.ts';
import { listForums } from '#modules/deliberation/index.ts';
import { answerFiling, askForFiling } from '#modules/filings/index.ts';
import { beginOf, endOf, openBy } from '#modules/obligations/index.ts';
import { handIn } from '#modules/reporting/index.ts';
import { must } from '../acting.ts';
import type { Giving } from './giving.ts';

/** What the Forum found in a quarter, in its own words. */
export type Found = { readonly progress: string; readonly behind: string; readonly advice: string };

/**
 * The Forum evaluates a quarter on the minutes of a meeting that it held in it; the mayor has received it, or it lies before
 * the mayor. Nothing is told of a quarter that is not over yet, or in which the Forum did not meet.
 */
export async function evaluateQuarter(
  giving: Giving,
  quarter: 'Q1' | 'Q2',
  { progress, behind, advice }: Found,
  received: 'received' | 'waits',
): Promise<void> {
  const { runtime, tenant, giving: program, secretary, chair, mayor } = giving;
  const occasion = `${program.fiscalYear}-${quarter}`;
  const [from = '', until = ''] = [beginOf(occasion), endOf(occasion)];
  const { obligation, meeting } = await runtime.read(tenant, async (tx) => {
    const owed = tx.today > until ? await openBy(tx, bodyOf(giving)) : [];
    const held = await listForums(tx, { program: program.id, state: 'sealed' }, 20);
    return {
      obligation: owed.find((one) => one.kind === 'evaluasi' && one.occasion === occasion)?.id,
      meeting: held.find((one) => one.calledFor >= from && one.calledFor <= until)?.id,
    };
  });
  if (obligation === undefined || meeting === undefined) return;
  const content = { perkembangan: progress, 'bidang-tertinggal': behind, saran: advice };
  const { filing } = must(await handIn(runtime, secretary, { obligation, content }));
  must(await answerFiling(runtime, chair, { filing, outcome: 'accept', remark: '', meeting }));
  if (received === 'received') {
    must(await answerFiling(runtime, mayor, { filing, outcome: 'accept', remark: 'Diterima.' }));
  }
}

/** The mayor asks for an evaluation outside its time. */
export async function askForEvaluation(giving: Giving, question: string): Promise<void> {
  const { runtime, mayor, giving: program } = giving;
  must(await askForFiling(runtime, mayor, { program: program.slug, kind: 'evaluasi', question }));
}

function bodyOf({ secretary }: Giving): Id {
  const held = secretary.mandates.find((one) => one.office === 'forum-tjsl/sekretaris');
  if (!held) throw new Error('the Forum has no secretary');
  return held.organization.id;
}
