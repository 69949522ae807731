import type { OpenApproach } from '#modules/registers/index.ts';
import { day } from '#ui/format.ts';
import { messageFor } from '#ui/message.ts';

/** An institution that was asked to take part, as it stands on the desk: what came of it, and when. */
export function approachView(
  { id, entry, name, kind, happenedOn, outcome, program }: OpenApproach,
  tenant: string,
) {
  return {
    id,
    name,
    href: `/${tenant}/program/${program.slug}/daftar/${kind}/${entry}`,
    outcome: messageFor(`register.outcome.${outcome}`) ?? outcome,
    on: day(happenedOn, 'short'),
    tone: outcome === 'will-join' ? ('ok' as const) : ('quiet' as const),
  };
}
