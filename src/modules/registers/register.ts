import { type Actor, type Mandate, mandateOver } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { type Refusal, refuse } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import { basisOf, type Model, type Register } from '#modules/models/index.ts';

/** A line of a register: an institution of a kind that there is in the city, whether it takes part or not. */
export type RegisterEntry = {
  readonly id: Id;
  /** The number by which it and whoever asked to be let in are the same. */
  readonly number: string;
  readonly name: string;
  readonly sector: string;
  /** Where it is: a district of the programme's area, or all of it where the list does not say. */
  readonly region: RegionCode;
  readonly address: string;
};

/** How somebody was approached, and what came of it. Closed lists: figures are counted by them. */
export const APPROACH_WAYS = ['letter', 'visit', 'telephone', 'meeting'] as const;
export type ApproachWay = (typeof APPROACH_WAYS)[number];
export const APPROACH_OUTCOMES = ['no-answer', 'thinking', 'will-join', 'refused'] as const;
export type ApproachOutcome = (typeof APPROACH_OUTCOMES)[number];

/** An approach to an institution of a register, as an office recorded it. */
export type Approach = {
  readonly id: Id;
  readonly entry: Id;
  readonly by: Id;
  readonly office: string;
  readonly happenedOn: IsoDate;
  readonly way: ApproachWay;
  readonly spokeWith: string;
  readonly remark: string;
  readonly outcome: ApproachOutcome;
};

/**
 * Whether something is still to be done about an approach: nobody said no. Who said that it will join is everybody's turn who may
 * approach it, until it takes part; else it is the turn of the office that asked.
 */
export function isTurnOf(
  { office, outcome }: Pick<Approach, 'office' | 'outcome'>,
  offices: readonly string[],
): boolean {
  if (outcome === 'refused' || offices.length === 0) return false;
  return outcome === 'will-join' || offices.includes(office);
}

/** Why a line of a register cannot be kept. `value` is what stands there. */
export type LineProblem = {
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly reason: 'digits' | 'empty' | 'too-long' | 'twice' | 'place';
};

/** By which mandate somebody does something with a register over the area of a programme: keep it, or record approaches. */
export function mayUse(
  actor: Actor,
  model: Model,
  { register, region }: { readonly register: Register; readonly region: RegionCode },
  what: 'keep' | 'approach',
): Mandate | Refusal {
  const offices = what === 'keep' ? register.keptBy : register.approachedBy;
  return (
    mandateOver(actor, offices, region) ??
    refuse('access.office', basisOf(model, register.basis), { offices, place: region })
  );
}
