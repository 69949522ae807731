import { error } from '@sveltejs/kit';
import { m } from '#paraglide/messages.js';
import { count, rupiahFigure } from '#ui/format.ts';
import { messageFor } from '#ui/message.ts';
import { idOr404, requireTenant } from '../../../../../request.ts';
import { votePage } from '../vote-page.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { pilar, locale } = event.locals;
  const id = idOr404(event.params.id);
  const { forum, vote, head } = await pilar.read(tenant.id, (tx) =>
    votePage(tx, id, tenant.timeZone, locale),
  );
  if (!vote) error(404);
  return {
    base: `/${tenant.slug}/musyawarah/${forum.id}`,
    head,
    kind: vote.kind,
    how:
      vote.kind === 'points'
        ? m['ballots.cast.points']({ points: count(vote.points ?? 0) })
        : (messageFor(`ballots.cast.${vote.kind}`) ?? ''),
    slip: vote.slip.map((line) => ({
      number: line.number,
      title: line.title,
      institution: line.institutionName,
      cost: rupiahFigure(line.requested),
    })),
  };
};
