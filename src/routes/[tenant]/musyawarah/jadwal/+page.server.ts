import { error } from '@sveltejs/kit';
import { momentIn } from '#kernel/date.ts';
import { at, refuse } from '#kernel/refusal.ts';
import { callableForums, forumById, scheduleForum } from '#modules/deliberation/index.ts';
import { basisOf } from '#modules/models/index.ts';
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
    const postponed = follows ? await forumById(tx, idOr404(follows)) : undefined;
    if (follows && postponed?.program !== program.id) error(404);
    const callable = await callableForums(tx, actor, program);
    const wanted = postponed?.forum ?? event.url.searchParams.get('forum');
    const chosen =
      callable.find((one) => one.rules.forum === wanted) ?? (callable.length === 1 ? callable[0] : undefined);
    const rules = chosen?.rules ?? program.model.forums.find((one) => one.forum === wanted);
    const [first] = program.model.forums;
    const shown = rules ?? first;
    if (!shown) error(404);
    const basis = basisOf(program.model, shown.basis);
    const places = chosen?.places ?? [];
    const { from, to } = sittingWindow(program, shown, tx.today);
    return {
      program: { slug: program.slug, title: `${program.model.short} ${program.fiscalYear}` },
      forum: chosen?.rules.label[locale] ?? '',
      level: shown.at,
      /** Where several may be called, which one comes first. */
      choices: chosen
        ? []
        : callable.map((one) => ({ forum: one.rules.forum, label: one.rules.label[locale] })),
      refusal:
        callable.length === 0 || (wanted && !chosen)
          ? wordRefusal(refuse('access.office', basis, { offices: shown.conveners }))
          : undefined,
      places: places.map((one) => ({ value: one.code, label: one.name })),
      window: { from, to, text: period(from, to), basis: basis.cite },
      timeZone: zoneName(tenant.timeZone),
      follows: postponed && { id: postponed.id, reason: postponed.postponedReason ?? '' },
      values: {
        program: program.slug,
        forum: chosen?.rules.forum ?? '',
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
          forum: textOf(form, 'forum') || undefined,
          region: textOf(form, 'region'),
          place: textOf(form, 'place'),
          startsAt: momentIn(tenant.timeZone, textOf(form, 'startsAt'), time),
          ...(follows ? { follows: idOr404(follows) } : {}),
        }),
      ({ forum }) => `/${tenant.slug}/musyawarah/${forum}?tersimpan=jadwal`,
    );
  },
};
