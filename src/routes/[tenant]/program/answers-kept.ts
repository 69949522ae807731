import type { Model } from '#modules/models/index.ts';
import { answerCounts } from '#modules/obligations/index.ts';
import type { Program } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** How the steps of a programme keep the time they have to answer, by step: counts alone, nobody is named. */
export async function answersKept(tx: Tx, program: Program, locale: 'id' | 'en') {
  return (await answerCounts(tx, program.id)).map(({ along, step, ...counts }) => ({
    id: `${along}/${step}`,
    step: stepLabel(program.model, along, step, locale),
    ...counts,
  }));
}

/** A step as the model calls it, after the kind of thing that is on its way: "Usulan · Verifikasi". */
export function stepLabel(model: Model, along: string, name: string, locale: 'id' | 'en'): string {
  const proposed = model.proposals.find((one) => one.kind === along);
  const kind = proposed ?? model.filings.find((one) => one.kind === along);
  const steps = [...(kind?.route ?? []), ...(proposed?.followUp ?? [])];
  const step = steps.find((one) => one.step === name);
  return [kind?.label[locale] ?? along, step?.label[locale] ?? name].join(' · ');
}
