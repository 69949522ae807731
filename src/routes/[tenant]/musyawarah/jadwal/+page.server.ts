import { error } from '@sveltejs/kit';
import { momentIn } from '#kernel/date.ts';
import { at, refuse } from '#kernel/refusal.ts';
import { forumById, forumPlaces, scheduleForum } from '#modules/deliberation/index.ts';
import { basisOf, firstForum } from '#modules/models/index.ts';
import { sittingWindow } from '#modules/programs/index.ts';
import { period } from '#ui/format.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut, failForm } from '../../../carry-out.ts';
import { idOr404, requireActor, requireTenant, textOf } from '../../../request.ts';
import { chosenProgram } from '../../chosen-program.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { pilar, locale } = event.locals;
  const follows = event.url.searchParams.get('lanjutan');
  return pilar.read(tenant.id, async (tx) => {
    const { program } = await chosenProgram(tx, event.url, 'forums');
    if (!program) error(404);
    const rules = firstForum(program.model);
    const basis = basisOf(program.model, rules.basis);
    const places = await forumPlaces(tx, actor, program);
    const postponed = follows ? await forumById(tx, idOr404(follows)) : undefined;
    if (follows && !postponed) error(404);
    const { from, to } = sittingWindow(program, firstForum(program.model));
    return {
      program: { slug: program.slug, title: `${program.model.short} ${program.fiscalYear}` },
      forum: rules.label[locale],
      refusal:
        places.length === 0
          ? wordRefusal(refuse('access.office', basis, { offices: rules.conveners }))
          : undefined,
      places: places.map((one) => ({ value: one.code, label: one.name })),
      window: { from, to, text: period(from, to), basis: basis.cite },
      timeZone: zoneName(tenant.timeZone),
      follows: postponed && { id: postponed.id, reason: postponed.postponedReason ?? '' },
      values: {
        program: program.slug,
        region: postponed?.region ?? (places.length === 1 ? (places[0]?.code ?? '') : ''),
        startsAt: '',
        time: '',
        place: postponed?.place ?? '',
      },
    };
  });
};

/** The zone as a clock on the wall is read: WIB, WITA or WIT. */
function zoneName(timeZone: string): string {
  return (
    new Intl.DateTimeFormat('id-ID', { timeZone, timeZoneName: 'short' })
      .formatToParts(0)
      .find((part) => part.type === 'timeZoneName')?.value ?? timeZone
  );
}

export const actions: Actions = {
  default: async (event) => {
    const tenant = requireTenant(event);
    const form = await event.request.formData();
    const time = textOf(form, 'time');
    const follows = textOf(form, 'follows');
    if (!/^\d{2}:\d{2}$/.test(time)) return failForm(event, form, at('time', refuse('input.required')));
    return carryOut(
      event,
      (pilar, actor) =>
        scheduleForum(pilar, actor, {
          program: textOf(form, 'program'),
          region: textOf(form, 'region'),
          place: textOf(form, 'place'),
          startsAt: momentIn(tenant.timeZone, textOf(form, 'startsAt'), time),
          ...(follows ? { follows: idOr404(follows) } : {}),
        }),
      ({ forum }) => `/${tenant.slug}/musyawarah/${forum}?tersimpan=jadwal`,
    );
  },
};
