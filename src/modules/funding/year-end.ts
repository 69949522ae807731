import { type Actor, type Mandate, requireOffice } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import { isRefusal, type Refusal, refuse, unless } from '#kernel/refusal.ts';
import { basisOf, type PurseRules, type YearEnd } from '#modules/models/index.ts';
import { mustBeOver, type Program, yearsOf } from '#modules/programs/index.ts';

/** A purse of whose rest the model says what becomes of it. */
export type EndingPurse = PurseRules & { readonly atYearEnd: YearEnd };

/** The purses whose rest lapses or is carried over: those that wait for an office to say so, or happen by themselves. */
export function endingPurses({ model }: Pick<Program, 'model'>, by: 'office' | 'itself'): EndingPurse[] {
  return model.purses.filter(
    (purse): purse is EndingPurse =>
      purse.atYearEnd !== undefined && (purse.atYearEnd.by === undefined) === (by === 'itself'),
  );
}

/**
 * By which mandate somebody may end the year of a purse: in an office that the model names, over the whole programme, and
 * not before its last fiscal year is over. Sources: UU 17/2003, Pasal 4; model `purses[].atYearEnd`.
 */
export function mayEndYear(
  actor: Actor,
  program: Program,
  purse: EndingPurse,
  today: IsoDate,
): Mandate | Refusal {
  const by = requireOffice(
    actor,
    purse.atYearEnd.by ?? [],
    program.region,
    basisOf(program.model, purse.atYearEnd.basis),
  );
  return isRefusal(by) ? by : unless(by, mustBeOver(program, today));
}

/** Refuses to grant money of a year that is over. Before it begins what it will have may be granted. Source: UU 17/2003, Pasal 4. */
export function yearNotOver(
  program: Pick<Program, 'model' | 'fiscalYear'>,
  today: IsoDate,
): Refusal | undefined {
  const { to } = yearsOf(program);
  return Number(today.slice(0, 4)) > to
    ? refuse('purse.year-over', { cite: 'UU 17/2003', rule: 'Pasal 4' }, { year: `${to}` })
    : undefined;
}
