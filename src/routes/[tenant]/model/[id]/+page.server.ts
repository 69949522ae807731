import { windowsIn } from '#modules/programs/index.ts';
import {
  askToWriteModels,
  draftFor,
  layDraftAside,
  previewModel,
  publishDraft,
  saveDraft,
  saveSection,
  sectionsOf,
} from '#modules/workshop/index.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut, versionIn } from '../../../carry-out.ts';
import {
  askFirst,
  idOr404,
  readOr404,
  requireActor,
  requireTenant,
  textOf,
  viewerOf,
  waitingFor,
} from '../../../request.ts';
import { wordRules } from '../../program/rules.ts';
import { changeRow } from '../change-words.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { draftTitle } from './draft-title.ts';
import { problemRows, sectionName } from './problem-rows.ts';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { pilar, locale } = event.locals;
  const id = idOr404(event.params.id);
  const { draft: found, today } = await pilar.read(tenant.id, async (tx) => ({
    draft: await draftFor(pilar, tx, actor, id),
    today: tx.today,
  }));
  const draft = readOr404(found);
  const { source, name } = draft;
  const preview = await previewModel(pilar, actor, { source, name }, waitingFor(event));
  const sections = sectionsOf(source);
  const wanted = event.url.searchParams.get('bagian');
  const section = sections.find((one) => one.key === wanted);
  const faults = preview.ok && !preview.value.reads ? preview.value.problems : [];
  const problems = problemRows(faults, source, sections, locale);
  const about = {
    id,
    source: section?.text ?? source,
    section: section && { ...section, text: undefined, name: sectionName(section.key) },
    sections: sections.map(({ key }) => ({
      key,
      name: sectionName(key),
      faults: problems.filter((one) => one.section === key).length,
    })),
    problems: problems.map((one) => ({ ...one, name: sectionName(one.section) })),
    version: draft.version,
    title: draftTitle(draft),
    origin: draft.origin ? `${draft.origin.name} ${draft.origin.version}` : '',
    open: draft.state === 'open',
    saved: event.url.searchParams.has('tersimpan'),
  };
  const nothing = { changes: [], against: undefined, rules: [], refusal: undefined };
  if (!preview.ok) return { ...about, ...nothing, reads: false, refusal: wordRefusal(preview.refusal) };
  if (!preview.value.reads) return { ...about, ...nothing, reads: false };
  const { model, against, changes } = preview.value;
  const fiscalYear = against?.program.fiscalYear ?? Number(today.slice(0, 4));
  // As the programme would go by it, in the seasons that the file itself names.
  const program = {
    id: '',
    slug: '',
    model,
    asOf: draft.changedAt,
    fiscalYear,
    region: tenant.region,
    windows: windowsIn(model, fiscalYear),
    state: 'open' as const,
  };
  return {
    ...about,
    reads: true,
    refusal: undefined,
    against: against && {
      model: `${model.name} ${against.version}`,
      program: `${against.program.model.short} ${against.program.fiscalYear}`,
    },
    changes: changes.map(changeRow),
    rules: wordRules(program, locale, today),
  };
};

export const actions: Actions = {
  simpan: async (event) => {
    await askFirst(askToWriteModels(event.locals.pilar, viewerOf(event)));
    return carryOut(
      event,
      async (pilar, actor, form) => {
        const draft = idOr404(event.params.id);
        const [text, section] = [textOf(form, 'source').replaceAll('\r\n', '\n'), textOf(form, 'section')];
        const version = versionIn(form);
        const saved =
          section === ''
            ? await saveDraft(pilar, actor, { draft, source: text, version }, waitingFor(event))
            : await saveSection(pilar, actor, { draft, section, text, version }, waitingFor(event));
        return saved.ok ? { ...saved, value: section } : saved;
      },
      (section) =>
        `${event.url.pathname}?${new URLSearchParams({ ...(section ? { bagian: section } : {}), tersimpan: '' })}`,
    );
  },

  terbitkan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        publishDraft(pilar, actor, { draft: idOr404(event.params.id), version: versionIn(form) }),
      () => `/${requireTenant(event).slug}/model`,
    ),

  sisihkan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        layDraftAside(pilar, actor, { draft: idOr404(event.params.id), version: versionIn(form) }),
      () => `/${requireTenant(event).slug}/model`,
    ),
};
