import { error, fail, redirect } from '@sveltejs/kit';
import { momentIn } from '#kernel/date.ts';
import { at, type Refusal, refuse } from '#kernel/refusal.ts';
import { forumById, forumPlaces, scheduleForum } from '#modules/deliberation/index.ts';
import { basisOf } from '#modules/models/index.ts';
import { period } from '#ui/format.ts';
import { refusalStatus } from '#ui/refusal-status.ts';
import { wordForm, wordRefusal } from '#ui/word-refusal.ts';
import { actorFor, idOr404, requireActor, requireTenant, textOf } from '../../../request.ts';
import { chosenProgram } from '../../chosen-program.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { pilar, locale } = event.locals;
  const follows = event.url.searchParams.get('lanjutan');
  return pilar.read(tenant.id, async (tx) => {
    const { program } = await chosenProgram(tx, event.url);
    if (!program) error(404);
    const rules = program.model.deliberation;
    const basis = basisOf(program.model, rules.basis);
    const places = await forumPlaces(tx, actor, program);
    const postponed = follows ? await forumById(tx, idOr404(follows)) : undefined;
    if (follows && !postponed) error(404);
    const { from, to } = program.windows.forum;
    return {
      program: { slug: program.slug, title: `${program.model.short} ${program.fiscalYear}` },
      forum: rules.name[locale],
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
    const values = {
      program: textOf(form, 'program'),
      region: textOf(form, 'region'),
      startsAt: textOf(form, 'startsAt'),
      time: textOf(form, 'time'),
      place: textOf(form, 'place'),
    };
    const follows = textOf(form, 'follows');
    const refused = (refusal: Refusal) => fail(refusalStatus(refusal), { ...wordForm(refusal), values });
    if (!/^\d{2}:\d{2}$/.test(values.time)) return refused(at('time', refuse('input.required')));
    const called = await scheduleForum(event.locals.pilar, await actorFor(event), {
      program: values.program,
      region: values.region,
      place: values.place,
      startsAt: momentIn(tenant.timeZone, values.startsAt, values.time),
      ...(follows ? { follows: idOr404(follows) } : {}),
    });
    if (called.ok) redirect(303, `/${tenant.slug}/musyawarah/${called.value.forum}?tersimpan=jadwal`);
    if (called.refusal.refusal === 'access.not-found') error(404);
    return refused(called.refusal);
  },
};
