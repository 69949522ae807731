import { error } from '@sveltejs/kit';
import { isRefusal } from '#kernel/refusal.ts';
import { applyModel, askToWriteModels, copyModel, importModel, workshopOf } from '#modules/workshop/index.ts';
import { m } from '#paraglide/messages.js';
import { day } from '#ui/format.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut } from '../../carry-out.ts';
import { askFirst, requireActor, requireTenant, textOf, viewerOf, waitingFor } from '../../request.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { pilar } = event.locals;
  const found = await pilar.read(tenant.id, (tx) => workshopOf(pilar, tx, actor));
  if (isRefusal(found)) {
    if (found.refusal === 'access.not-found') error(404);
    return {
      refusal: wordRefusal(found),
      programs: [],
      chosen: undefined,
      drafts: [],
      published: [],
      said: undefined,
    };
  }
  const { searchParams } = event.url;
  const named = found.programs.find(({ program }) => program.slug === searchParams.get('program'));
  const { program: first } = named ?? found.programs[0] ?? {};
  return {
    refusal: undefined,
    // Whose rules are to be changed, when a programme's page led here; else the first.
    chosen: first && { slug: first.slug, model: first.model.name },
    programs: found.programs.map(({ program, later }) => ({
      slug: program.slug,
      title: `${program.model.short} ${program.fiscalYear}`,
      model: `${program.model.name} ${program.model.version}`,
      later: later.map((pin) =>
        pin.rule === null
          ? m['workshop.later']({ day: day(pin.fromOn), model: `${program.model.name} ${pin.version}` })
          : m['workshop.later-rule']({ day: day(pin.fromOn), rule: pin.rule, basis: pin.basis ?? '' }),
      ),
    })),
    drafts: found.drafts.map((one) => ({
      id: one.id,
      title: `${one.name} ${one.modelVersion}`.trim() || m['workshop.unnamed'](),
      changed: m['workshop.changed']({ day: day(one.changedOn) }),
    })),
    published: found.published.map((one) => ({
      value: `${one.name} ${one.version}`,
      name: one.name,
      version: one.version,
      when: m['workshop.published-on']({ day: day(one.publishedOn) }),
    })),
    said: searchParams.has('aturan')
      ? m['workshop.compel.done']({
          rule: searchParams.get('aturan') ?? '',
          day: day(searchParams.get('mulai') ?? ''),
        })
      : searchParams.has('versi')
        ? m['workshop.apply.done']({
            version: searchParams.get('versi') ?? '',
            day: day(searchParams.get('mulai') ?? ''),
          })
        : undefined,
  };
};

/** The name and version that a choice of the list stands for. */
function chosen(form: FormData, field: string): { name: string; version: string } {
  const [name = '', version = ''] = textOf(form, field).split(' ');
  return { name, version };
}

export const actions: Actions = {
  salin: (event) =>
    carryOut(
      event,
      (pilar, actor, form) => {
        const from = chosen(form, 'from');
        return copyModel(pilar, actor, {
          from,
          name: textOf(form, 'name').trim() || from.name,
          version: textOf(form, 'called').trim(),
        });
      },
      ({ id }) => `${event.url.pathname}/${id}`,
      { field: (field) => (field === 'version' ? 'called' : field) },
    ),

  impor: async (event) => {
    await askFirst(askToWriteModels(event.locals.pilar, viewerOf(event)));
    return carryOut(
      event,
      (pilar, actor, form) =>
        importModel(pilar, actor, { source: textOf(form, 'source') }, waitingFor(event)),
      ({ id }) => `${event.url.pathname}/${id}`,
    );
  },

  terapkan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        applyModel(pilar, actor, {
          program: textOf(form, 'program'),
          version: chosen(form, 'applied').version,
          from: textOf(form, 'since'),
          reason: textOf(form, 'reason'),
        }),
      ({ version, from }) => `${event.url.pathname}?versi=${version}&mulai=${from}`,
      { field: (field) => ({ version: 'applied', from: 'since' })[field] ?? field },
    ),
};
