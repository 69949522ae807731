import { ancestor } from '#kernel/region.ts';
import { forumOverview, invitedIn } from '#modules/deliberation/index.ts';
import { forumKind, partiesOf } from '#modules/models/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import { officeName } from '#ui/message.ts';
import { idOr404, readOr404, requireTenant, viewerOf } from '../../../../request.ts';
import { elementLabel } from '../../forum-words.ts';
import { agendaOf } from '../room-agenda.ts';
import type { PageServerLoad } from './$types.js';

/** Proposals that a printed agenda tells in full. */
const AGENDA = 200;

/** The papers before a forum: invitation, agenda and, for its officers, the sheet of attendance with names. Indonesian in every language of the pages, as official papers are. */
export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const id = idOr404(event.params.id);
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const found = readOr404(await forumOverview(tx, viewerOf(event), id));
    const { forum, program, place } = found;
    const rules = forumKind(program.model, forum.forum);
    const district = ancestor(forum.region, 'district');
    const names = await namesOf(tx, [district]);
    const label = (element: string) => elementLabel(program, forum, element, 'id');
    const parties = partiesOf(program.model);
    const convener = rules.conveners[0] ?? '';
    const invited = found.people ? await invitedIn(tx, program, forum) : [];
    const rolled = rules.quorum.elements.flatMap((need) => {
      const named = new Set(invited.filter((one) => one.element === need.element).map((one) => one.unit));
      return need.roll === undefined
        ? []
        : forum.rolls[need.roll]
            .filter((unit) => !named.has(unit.unit))
            .map((unit) => ({ element: need.element, name: '', as: unit.label }));
    });
    const seats = forum.seated?.get(forum.sitting) ?? [];
    return {
      id,
      href: `/${tenant.slug}/musyawarah/${id}`,
      title: `${rules.label.id} ${place}`,
      startsAt: forum.startsAt,
      calledFor: forum.calledFor,
      timeZone: tenant.timeZone,
      place: forum.place,
      program: { title: program.model.title.id, year: program.fiscalYear },
      basis: program.model.legal.find((one) => one.id === rules.basis)?.cite ?? '',
      letterhead: {
        city: tenant.name,
        district: forum.level === 'village' ? (names.get(district) ?? '') : '',
        office: parties.find((one) => one.offices.some((each) => each.office === convener))?.label.id ?? '',
        place,
      },
      signer: officeName(convener, 'id'),
      elements:
        rules.by === undefined ? rules.quorum.elements.map((one) => label(one.element)) : [label('seats')],
      proxies: rules.quorum.proxies !== undefined,
      agenda: await agendaOf(tx, found, AGENDA, 'as listed'),
      more: Math.max(0, found.waiting.length - AGENDA),
      sheet: found.people && [
        ...[
          ...invited.map((one) => ({
            element: one.element,
            name: one.name,
            as: [
              parties
                .find((each) => each.kind === one.party)
                ?.offices.find((each) => each.office === one.office)?.label.id ?? one.office,
              one.institution,
            ].join(', '),
          })),
          ...rolled,
        ].map((one) => ({ ...one, element: label(one.element) })),
        ...seats.map((one) => ({ element: label('seats'), name: one.name ?? '', as: label(one.seat) })),
      ],
    };
  });
};
