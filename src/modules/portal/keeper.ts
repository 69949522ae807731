import { type Actor, type Mandate, mandateOver } from '#kernel/actor.ts';
import { type Refusal, refuse } from '#kernel/refusal.ts';
import { basisOf, officeLabels } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';

/** By which mandate somebody keeps a part of what the public reads of a programme; where the model has no such part it is not there. */
export function mayKeep(
  actor: Actor,
  { model, region }: Pick<Program, 'model' | 'region'>,
  part: 'earlier' | 'news',
): Mandate | Refusal {
  const rule = model.portal?.[part];
  if (!rule) return refuse('access.not-found');
  return (
    mandateOver(actor, rule.offices, region) ??
    refuse('access.office', basisOf(model, rule.basis), {
      offices: officeLabels([model], rule.offices),
      place: region,
    })
  );
}
