import { isId } from '#kernel/id.ts';
import { at, isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { levelOf } from '#kernel/region.ts';
import {
  askInAnyPlace,
  type Beginning,
  CAUSES_FILE_BYTES,
  causeMapById,
  causeMapsIn,
  type DrawablePlace,
  drawablePlaces,
  LENGTHS,
  mayDraw,
  startCauseMap,
  subjectNames,
} from '#modules/assessment/index.ts';
import { listPrograms } from '#modules/programs/index.ts';
import { m } from '#paraglide/messages.js';
import type { Tenant, Tx } from '#platform/database/tenant-transaction.ts';
import { fileSize } from '#ui/format.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut, failForm } from '../../../../carry-out.ts';
import { askFirst, requireActor, requireTenant, textOf, viewerOf, waitingFor } from '../../../../request.ts';
import { subjectChoice, subjectIn } from '../../subject-choice.ts';
import { causeCase, listCauseCases } from '../cases.ts';
import { language, worded } from '../cause-words.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** Maps offered to start from: the newest of the city. */
const OFFERED = 100;

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { searchParams } = event.url;
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const drawable = await drawablePlaces(tx, actor, tenant.region);
    const open = isRefusal(drawable) ? [] : drawable.map((place) => placeOption(place, tenant));
    const asked = searchParams.get('kelurahan') ?? searchParams.get('kecamatan') ?? '';
    const programs = await listPrograms(tx);
    const beginning = searchParams.get('kasus') ?? searchParams.get('peta') ?? '';
    const beginnings = await beginningsIn(tx, tenant, beginning);
    const chosen = beginnings.find((one) => one.value === beginning);
    return {
      places: open,
      subject: await subjectChoice(tx, actor, tenant, event.url),
      region:
        open.find((one) => one.value === asked)?.value ?? (open.length === 1 ? open[0]?.value : '') ?? '',
      refusal: isRefusal(drawable) ? wordRefusal(drawable) : undefined,
      programs: programs.map((one) => ({ value: one.id, label: `${one.model.short} ${one.fiscalYear}` })),
      beginning: chosen?.value ?? '',
      beginnings,
      lengths: LENGTHS,
      limit: fileSize(CAUSES_FILE_BYTES),
    };
  });
};

function placeOption({ code, name }: DrawablePlace, tenant: Tenant) {
  const level = levelOf(code);
  const group =
    level === 'regency'
      ? tenant.name
      : level === 'district'
        ? m['networks.district']()
        : m['networks.village']();
  return { value: code, label: name, group };
}

/** What a map can begin with: a paper's case, or a map of the city. */
async function beginningsIn(tx: Tx, tenant: Tenant, asked: string) {
  const maps = await causeMapsIn(tx, tenant.region, OFFERED);
  const one =
    isId(asked) && !maps.some((map) => map.id === asked) ? await causeMapById(tx, asked) : undefined;
  const all = one && !one.removed ? [one, ...maps] : maps;
  const about = await subjectNames(tx, all);
  return [
    ...listCauseCases().map(({ name, map }) => ({
      value: name,
      label: worded(map.title),
      group: m['causes.cases'](),
    })),
    ...all.map((map) => ({
      value: map.id,
      label: `${map.title} (${about(map)})`,
      group: m['causes.list.title'](),
    })),
  ];
}

export const actions: Actions = {
  default: async (event) => {
    const tenant = requireTenant(event);
    await askFirst(askInAnyPlace(event.locals.pilar, viewerOf(event), mayDraw));
    const form = await event.request.formData();
    const file = form.get('file');
    if (file instanceof File && file.size > CAUSES_FILE_BYTES) {
      return failForm(
        event,
        form,
        at('file', refuse('file.too-large', undefined, { limit: CAUSES_FILE_BYTES })),
      );
    }
    const beginning = await beginningOf(file, textOf(form, 'beginning'));
    return carryOut(
      event,
      (pilar, actor) =>
        startCauseMap(
          pilar,
          actor,
          {
            ...subjectIn(form),
            title: textOf(form, 'title'),
            question: textOf(form, 'question'),
            program: textOf(form, 'program'),
            beginning,
          },
          waitingFor(event),
        ),
      ({ map }) => `/${tenant.slug}/analisis/sebab/${map}?tersimpan=dimulai`,
      { says: fileProblem },
    );
  },
};

/** A file goes before the choice beside it. */
async function beginningOf(file: FormDataEntryValue | null, chosen: string): Promise<Beginning> {
  if (file instanceof File && file.size > 0) {
    return { kind: 'file', text: await file.text(), named: file.name, language: language() };
  }
  if (chosen === '') return { kind: 'empty' };
  const studied = causeCase(chosen);
  if (!studied) return { kind: 'map', map: chosen };
  const { map, text } = studied;
  const named = [worded(map.title), map.source ? `${map.source.document}, ${map.source.location}` : '']
    .filter(Boolean)
    .join('; ');
  return { kind: 'file', text, named, language: language() };
}

/** What is wrong with a file, with its line. */
function fileProblem(refusal: Refusal): Readonly<Record<string, string>> {
  if (refusal.refusal !== 'causes.unreadable') return {};
  const { line, path } = refusal.params;
  const reason = String(refusal.params[language()] ?? '');
  const said = m['causes.start.unreadable']({
    line: String(line),
    path: path ? ` (${String(path)})` : '',
    reason,
  });
  return { file: said };
}
