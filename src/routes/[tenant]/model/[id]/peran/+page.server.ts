import { holidays } from '#modules/calendar/index.ts';
import { officeLabels, PERSON, partyLabel } from '#modules/models/index.ts';
import { draftFor, isIdle, previewModel, rolesIn, roleView } from '#modules/workshop/index.ts';
import { m } from '#paraglide/messages.js';
import { list } from '#ui/format.ts';
import { idOr404, readOr404, requireActor, requireTenant, waitingFor } from '../../../../request.ts';
import { draftTitle } from '../draft-title.ts';
import type { PageServerLoad } from './$types.js';
import { wordRole } from './role-words.ts';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { pilar, locale } = event.locals;
  const id = idOr404(event.params.id);
  const { found, now } = await pilar.read(tenant.id, async (tx) => ({
    found: await draftFor(pilar, tx, actor, id),
    now: { today: tx.today, holidays: await holidays(tx, tx.today) },
  }));
  const draft = readOr404(found);
  const about = { id, title: draftTitle(draft) };
  const read = await previewModel(
    pilar,
    actor,
    { source: draft.source, name: draft.name },
    waitingFor(event),
  );
  if (!read.ok || !read.value.reads) {
    return { ...about, reads: false, as: '', options: [], cards: [], idle: false };
  }
  const { model } = read.value;
  const options = rolesIn(model).map(({ office, parties }) => ({
    value: office,
    label:
      office === PERSON
        ? m['workshop.as.person']()
        : m['workshop.as.office']({
            office: officeLabels([model], [office])[0]?.[locale] ?? office,
            parties: list(parties.map((one) => partyLabel(model, one)[locale])),
          }),
  }));
  const wanted = event.url.searchParams.get('sebagai');
  const as = options.find((one) => one.value === wanted)?.value ?? options[0]?.value ?? PERSON;
  const view = roleView(model, as);
  return {
    ...about,
    reads: true,
    as,
    options,
    idle: isIdle(view),
    cards: wordRole(model, view, as, now, locale),
  };
};
