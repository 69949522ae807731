import { type Actor, type Mandate, mandateOver } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { type Refusal, refuse } from '#kernel/refusal.ts';
import { type RegionCode, within } from '#kernel/region.ts';
import {
  basisOf,
  entryPath,
  type FilingKind,
  type Model,
  type PriorityRules,
} from '#modules/models/index.ts';

/** What a city gives priority to in a year: an entry of the catalogue at any level, in all of the area or in a place of it. */
export type Priority = {
  readonly id: Id;
  readonly year: number;
  readonly entry: string;
  readonly title: string;
  readonly region: RegionCode;
  /** Where it is written: the plan or the regulation, as the office names it. */
  readonly source: string;
};

/** The kind of filing of a model whose lines are laid beside priorities, with who keeps those; undefined where none is. */
export function besidePriorities(
  model: Pick<Model, 'filings'>,
): (FilingKind & { readonly priorities: PriorityRules }) | undefined {
  return model.filings.find(
    (one): one is FilingKind & { priorities: PriorityRules } => one.priorities !== undefined,
  );
}

/** By which mandate somebody keeps the priorities of a programme. Source: model `filings[].priorities.keptBy`. */
export function mayKeepPriorities(actor: Actor, model: Model, region: RegionCode): Mandate | Refusal {
  const rules = besidePriorities(model)?.priorities;
  if (!rules) return refuse('access.not-found');
  return (
    mandateOver(actor, rules.keptBy, region) ??
    refuse('access.office', basisOf(model, rules.basis), { offices: rules.keptBy, place: region })
  );
}

/**
 * The priorities that a line of a plan is in step with, by its entry and place: about the same entry, one that stands around it or within
 * it; in the place of the line, one around it or within it. The nearest entry comes first.
 */
export function priorOf(
  model: Pick<Model, 'catalogue'>,
  priorities: readonly Priority[],
  line: { readonly entry: string; readonly place: RegionCode },
): readonly Priority[] {
  const around = entryPath(model, line.entry).map((one) => one.id);
  const near = (one: Priority) => around.indexOf(one.entry);
  return priorities
    .filter((one) => {
      const about = around.includes(one.entry);
      return about && (within(line.place, one.region) || within(one.region, line.place));
    })
    .toSorted((a, b) => near(b) - near(a));
}
