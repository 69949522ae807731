import { error, fail, redirect } from '@sveltejs/kit';
import type { Actor } from '#kernel/actor.ts';
import { isId } from '#kernel/id.ts';
import { at, type Refusal, refusalIn, refuse } from '#kernel/refusal.ts';
import { ancestor, levelOf } from '#kernel/region.ts';
import {
  askInAnyPlace,
  type Beginning,
  CAUSES_FILE_BYTES,
  causeMapById,
  causeMapsIn,
  keepersOf,
  LENGTHS,
  mayDraw,
  startCauseMap,
} from '#modules/assessment/index.ts';
import { listPrograms } from '#modules/programs/index.ts';
import { namesOf, regionsWithin } from '#modules/regions/index.ts';
import { m } from '#paraglide/messages.js';
import type { Tenant, Tx } from '#platform/database/tenant-transaction.ts';
import { fileSize } from '#ui/format.ts';
import { refusalStatus } from '#ui/refusal-status.ts';
import { wordForm, wordRefusal } from '#ui/word-refusal.ts';
import {
  actorFor,
  askFirst,
  requireActor,
  requireTenant,
  textOf,
  viewerOf,
  waitingFor,
} from '../../../../request.ts';
import { typedValues } from '../../../typed-form.ts';
import { causeCase, listCauseCases } from '../cases.ts';
import { language, worded } from '../cause-words.ts';
import { placeName } from '../place-name.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** Maps offered to start from: the newest of the city. */
const OFFERED = 100;

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { searchParams } = event.url;
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const keepers = await keepersOf(tx);
    const open = await placesToDraw(tx, actor, tenant, keepers);
    const asked = searchParams.get('kelurahan') ?? searchParams.get('kecamatan') ?? '';
    const refused = open.length === 0 ? refusalIn(mayDraw(actor, tenant.region, keepers)) : undefined;
    const programs = await listPrograms(tx);
    const beginning = searchParams.get('kasus') ?? searchParams.get('peta') ?? '';
    const beginnings = await beginningsIn(tx, tenant, beginning);
    const chosen = beginnings.find((one) => one.value === beginning);
    return {
      places: open,
      region:
        open.find((one) => one.value === asked)?.value ?? (open.length === 1 ? open[0]?.value : '') ?? '',
      refusal: refused && wordRefusal(refused),
      programs: programs.map((one) => ({ value: one.id, label: `${one.model.short} ${one.fiscalYear}` })),
      beginning: chosen?.value ?? '',
      beginnings,
      lengths: LENGTHS,
      limit: fileSize(CAUSES_FILE_BYTES),
    };
  });
};

/** Places whose maps somebody may draw, with the largest first. */
async function placesToDraw(
  tx: Tx,
  actor: Actor,
  tenant: Tenant,
  keepers: Awaited<ReturnType<typeof keepersOf>>,
) {
  const found = new Map<string, string>();
  for (const held of actor.mandates) {
    const area = levelOf(held.region) === 'neighbourhood' ? ancestor(held.region, 'village') : held.region;
    for (const level of ['regency', 'district', 'village'] as const) {
      for (const place of await regionsWithin(tx, area, level)) found.set(place.code, place.name);
    }
  }
  const groups = {
    regency: tenant.name,
    district: m['networks.district'](),
    village: m['networks.village'](),
  };
  return [...found]
    .filter(([code]) => refusalIn(mayDraw(actor, code, keepers)) === undefined)
    .map(([code]) => {
      const level = levelOf(code);
      const group = level === 'regency' || level === 'district' ? groups[level] : groups.village;
      return { value: code, label: placeName(code, found), group };
    });
}

/** What a map can begin with: a paper's case, or a map of the city. */
async function beginningsIn(tx: Tx, tenant: Tenant, asked: string) {
  const maps = await causeMapsIn(tx, tenant.region, OFFERED);
  const one =
    isId(asked) && !maps.some((map) => map.id === asked) ? await causeMapById(tx, asked) : undefined;
  const all = one && !one.removed ? [one, ...maps] : maps;
  const names = await namesOf(
    tx,
    all.map((map) => map.region),
  );
  return [
    ...listCauseCases().map(({ name, map }) => ({
      value: name,
      label: worded(map.title),
      group: m['causes.cases'](),
    })),
    ...all.map((map) => ({
      value: map.id,
      label: `${map.title} (${placeName(map.region, names)})`,
      group: m['causes.list.title'](),
    })),
  ];
}

export const actions: Actions = {
  default: async (event) => {
    const tenant = requireTenant(event);
    await askFirst(askInAnyPlace(event.locals.pilar, viewerOf(event), mayDraw));
    const form = await event.request.formData();
    const values = typedValues(form);
    const file = form.get('file');
    if (file instanceof File && file.size > CAUSES_FILE_BYTES) {
      return refused(at('file', refuse('file.too-large', undefined, { limit: CAUSES_FILE_BYTES })), values);
    }
    const started = await startCauseMap(
      event.locals.pilar,
      await actorFor(event),
      {
        region: textOf(form, 'region'),
        title: textOf(form, 'title'),
        question: textOf(form, 'question'),
        program: textOf(form, 'program'),
        beginning: await beginningOf(file, textOf(form, 'beginning')),
      },
      waitingFor(event),
    );
    if (!started.ok) return refused(started.refusal, values);
    redirect(303, `/${tenant.slug}/analisis/sebab/${started.value.map}?tersimpan=dimulai`);
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

/** A refused form; what is wrong with a file is said with its line. */
function refused(refusal: Refusal, values: Readonly<Record<string, string>>) {
  const status = refusalStatus(refusal);
  if (status === 404) error(404);
  const form = wordForm(refusal);
  if (refusal.refusal !== 'causes.unreadable') return fail(status, { ...form, values });
  const { line, path } = refusal.params;
  const reason = String(refusal.params[language()] ?? '');
  const said = m['causes.start.unreadable']({
    line: String(line),
    path: path ? ` (${String(path)})` : '',
    reason,
  });
  return fail(status, { ...form, errors: { ...form.errors, file: said }, values });
}
