import { measureNamed } from '#analysis/measures/index.ts';
import type { RegionCode } from '#kernel/region.ts';
import { type GoalNow, goalsNow } from '#modules/measures/index.ts';
import { basisOf } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { m } from '#paraglide/messages.js';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { evidenceLinks, figureInWords, measureTitle, partInWords } from '#ui/measure-words.ts';

const TONES = { met: 'ok', 'not-met': 'wait', 'cannot-tell': 'quiet' } as const;
const ANSWERS = {
  met: m['goals.answer.met'],
  'not-met': m['goals.answer.not-met'],
  'cannot-tell': m['goals.answer.cannot-tell'],
} as const;

/** The goals of a programme as everybody reads them: what is to be reached, what the records of an area say now, how far it is. */
export async function goalCards(
  tx: Tx,
  program: Program,
  area: RegionCode,
  tenant: string,
  locale: 'id' | 'en',
) {
  return (await goalsNow(tx, program, area)).map((now) => wordGoal(now, program, tenant, locale));
}

export type GoalCard = ReturnType<typeof wordGoal>;

function wordGoal(
  { goal, says, standing }: GoalNow,
  { model }: Program,
  tenant: string,
  locale: 'id' | 'en',
) {
  const { unit, missing } = measureNamed(goal.measure);
  const gap = figureInWords(unit, standing.short);
  return {
    goal: goal.goal,
    label: goal.label[locale],
    answer: ANSWERS[standing.answer](),
    tone: TONES[standing.answer],
    wanted:
      goal.atLeast === undefined
        ? m['goals.at-most']({ limit: figureInWords(unit, goal.atMost ?? 0n) })
        : m['goals.at-least']({ limit: figureInWords(unit, goal.atLeast) }),
    now: says.answer === 'figure' ? m['goals.now']({ figure: figureInWords(unit, says.value) }) : '',
    // Of two shares the difference is in points: 56 per cent of what, nobody could say.
    short:
      standing.short > 0n
        ? m['goals.short']({ gap: unit === 'per-mille' ? m['goals.points']({ share: gap }) : gap })
        : '',
    why: says.answer === 'figure' ? partInWords(goal.measure, says.part) : missing[locale],
    measure: { title: measureTitle(goal.measure), href: `/${tenant}/analisis/ukuran#${goal.measure}` },
    links: says.answer === 'figure' ? evidenceLinks(tenant, says.evidence) : [],
    basis: basisOf(model, goal.basis).cite,
  };
}
