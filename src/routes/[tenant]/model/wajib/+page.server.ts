import { error } from '@sveltejs/kit';
import { isRefusal, type Refusal } from '#kernel/refusal.ts';
import { findThing } from '#modules/overview/index.ts';
import { compelModelRule, previewCompelled, rulesToCompel, workshopOf } from '#modules/workshop/index.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { wordThing } from '#ui/word-thing.ts';
import { carryOut } from '../../../carry-out.ts';
import { requireActor, requireTenant, textOf } from '../../../request.ts';
import { changeText, touchedWords } from '../change-words.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { pilar, locale } = event.locals;
  const { searchParams } = event.url;
  const asked = {
    program: searchParams.get('program') ?? '',
    version: searchParams.get('versi') ?? '',
    rule: searchParams.get('aturan') ?? '',
  };
  const nothing = {
    refusal: undefined,
    programs: [],
    chosen: undefined,
    versions: [],
    rules: undefined,
    preview: undefined,
  };
  const stopped = (refusal: Refusal) => ({ ...asked, ...nothing, refusal: wordRefusal(refusal) });
  return pilar.read(tenant.id, async (tx) => {
    const found = await workshopOf(pilar, tx, actor);
    if (isRefusal(found)) return found.refusal === 'access.not-found' ? error(404) : stopped(found);
    const programs = found.programs.map(({ program: { slug, model, fiscalYear } }) => ({
      value: slug,
      model: model.name,
      label: `${model.short} ${fiscalYear} (${model.name} ${model.version})`,
    }));
    const named = programs.find((one) => one.value === asked.program);
    const chosen = named ?? (programs.length === 1 ? programs[0] : undefined);
    const shown = {
      ...asked,
      ...nothing,
      programs,
      chosen,
      versions: found.published
        .filter((one) => one.name === chosen?.model)
        .map((one) => ({ value: one.version, label: `${one.name} ${one.version}` })),
    };
    if (!chosen || asked.version === '') return shown;
    const rules = await rulesToCompel(pilar, tx, actor, asked);
    if (isRefusal(rules)) return { ...shown, refusal: wordRefusal(rules) };
    const worded = rules.map(({ change, may }) => ({
      value: change.path.join('.'),
      label: change.path.join('.'),
      note: changeText(change),
      may,
    }));
    const listed = { ...shown, rules: worded };
    if (asked.rule === '') return listed;
    const preview = await previewCompelled(pilar, tx, actor, asked);
    if (isRefusal(preview)) return { ...listed, refusal: wordRefusal(preview) };
    const things = [];
    for (const { kind, id } of preview.things) {
      const thing = await findThing(tx, actor, kind, id);
      if (thing) {
        things.push({
          kind: wordThing(kind),
          title: thing.title[locale],
          href: `/${tenant.slug}/${thing.page}`,
        });
      }
    }
    return {
      ...listed,
      preview: {
        versions: preview.versions.map(({ before, version }) => ({ before, version })),
        touched: touchedWords(preview.touched),
        bases: preview.bases.map((one) => ({ value: one.id, label: one.cite })),
        things,
      },
    };
  });
};

export const actions: Actions = {
  wajibkan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        compelModelRule(pilar, actor, {
          program: textOf(form, 'program'),
          version: textOf(form, 'versi'),
          rule: textOf(form, 'aturan'),
          from: textOf(form, 'since'),
          basis: textOf(form, 'basis'),
          reason: textOf(form, 'reason'),
        }),
      ({ from, rule }) =>
        `/${requireTenant(event).slug}/model?${new URLSearchParams({ aturan: rule, mulai: from })}`,
      { field: (field) => (field === 'from' ? 'since' : field) },
    ),
};
