import type { RequestEvent } from '@sveltejs/kit';
import { waiveObligation } from '#modules/obligations/index.ts';
import { carryOut } from '../../../carry-out.ts';
import { idOr404, textOf } from '../../../request.ts';

/** Excuses the late answer of a step, with a reason that is published. */
export function excuse(event: RequestEvent) {
  return carryOut(
    event,
    (pilar, actor, form) =>
      waiveObligation(pilar, actor, {
        obligation: idOr404(textOf(form, 'obligation')),
        reason: textOf(form, 'reason'),
      }),
    () => event.url.pathname,
  );
}
