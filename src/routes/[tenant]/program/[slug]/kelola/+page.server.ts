import { isRefusal } from '#kernel/refusal.ts';
import { basisOf } from '#modules/models/index.ts';
import { yearsOf } from '#modules/programs/index.ts';
import { closeSteered, keepWindow, openFurther, steeringOverview } from '#modules/steering/index.ts';
import { m } from '#paraglide/messages.js';
import { count, period } from '#ui/format.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut } from '../../../../carry-out.ts';
import { requireActor, requireTenant, textOf } from '../../../../request.ts';
import { programIn, titleOf } from '../../program-in.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { windowLabel } from './window-label.ts';

/** What the city's secretariat keeps of a programme: its calendar, its end, and the beginning of another. */
export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { locale, pilar } = event.locals;
  return pilar.read(tenant.id, async (tx) => {
    const program = await programIn(tx, event.params.slug);
    const about = { slug: program.slug, title: titleOf(program), state: program.state };
    const found = await steeringOverview(tx, actor, program);
    if (isRefusal(found)) return { program: about, refusal: wordRefusal(found), steered: undefined };
    const { windows, matters, close, published } = found;
    const home = `/${tenant.slug}`;
    const lists: readonly (readonly [number, (inputs: { count: string }) => string, string])[] = [
      [
        matters.proposals,
        m['steering.open.proposals'],
        `${home}/usulan?program=${program.slug}&keadaan=submitted`,
      ],
      [matters.forums, m['steering.open.forums'], `${home}/musyawarah?program=${program.slug}`],
      [matters.vouchers, m['steering.open.vouchers'], `${home}/dana?program=${program.slug}`],
    ];
    return {
      program: about,
      refusal: undefined,
      steered: {
        windows: windows.map((one) => ({
          value: `${one.of} ${one.name}`,
          label: windowLabel(program, one, locale),
          kept: period(one.kept.from, one.kept.to),
          from: one.kept.from,
          to: one.kept.to,
          cite: one.kept.cite,
          ofModel: period(one.ofModel.from, one.ofModel.to),
          basis: basisOf(program.model, one.ofModel.basis).cite,
        })),
        several: yearsOf(program).to > program.fiscalYear,
        waits: lists.flatMap(([number, words, href]) =>
          number === 0 ? [] : [{ text: words({ count: count(number) }), href }],
        ),
        close: close && wordRefusal(close),
        published: published.map((one) => ({
          value: `${one.name} ${one.version}`,
          label: `${one.name} ${one.version}`,
        })),
        model: `${program.model.name} ${program.model.version}`,
        year: String(yearsOf(program).to + 1),
      },
      said: saidIn(event.url),
    };
  });
};

function saidIn(url: URL): string | undefined {
  if (url.searchParams.has('jadwal')) return m['steering.window.kept']();
  if (url.searchParams.has('tutup')) return m['steering.close.done']();
  if (url.searchParams.has('buka')) return m['steering.begin.done']();
  return undefined;
}

export const actions: Actions = {
  jadwal: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        keepWindow(pilar, actor, {
          program: event.params.slug,
          window: textOf(form, 'window'),
          from: textOf(form, 'from'),
          to: textOf(form, 'to'),
          reason: textOf(form, 'reason'),
          basis: textOf(form, 'basis'),
        }),
      () => `${event.url.pathname}?jadwal`,
    ),

  tutup: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        closeSteered(pilar, actor, {
          program: event.params.slug,
          reason: textOf(form, 'closing'),
          basis: textOf(form, 'closedBy'),
        }),
      () => `${event.url.pathname}?tutup`,
      { field: (field) => ({ reason: 'closing', basis: 'closedBy' })[field] ?? field },
    ),

  buka: (event) =>
    carryOut(
      event,
      (pilar, actor, form) => {
        const [name = '', version = ''] = textOf(form, 'model').split(' ');
        return openFurther(pilar, actor, {
          name,
          version,
          year: textOf(form, 'year'),
          reason: textOf(form, 'opening'),
          basis: textOf(form, 'openedBy'),
        });
      },
      ({ program }) => `/${requireTenant(event).slug}/program/${program.slug}/kelola?buka`,
      { field: (field) => ({ reason: 'opening', basis: 'openedBy' })[field] ?? field },
    ),
};
