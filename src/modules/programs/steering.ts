import { type Actor, type Mandate, requireOffice } from '#kernel/actor.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import { basisOf } from '#modules/models/index.ts';
import type { Program } from './program.ts';

/**
 * By which mandate the actor steers one of the city's programmes (role `sponsor` of its model) over the whole area.
 * What weighs for the whole city, as its places and its calendar, is kept by them, and by nobody below.
 */
export function maySteer(
  actor: Actor,
  programs: readonly Pick<Program, 'model'>[],
  area: RegionCode,
): Mandate | Refusal {
  const roles = programs.flatMap((one) =>
    one.model.roles.filter((each) => each.role === 'sponsor').map((each) => ({ ...each, model: one.model })),
  );
  const [first] = roles;
  return requireOffice(
    actor,
    roles.flatMap((one) => one.offices),
    area,
    first && basisOf(first.model, first.basis),
  );
}
