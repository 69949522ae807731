import { fail } from '@sveltejs/kit';
import { at, refusalIn, refuse } from '#kernel/refusal.ts';
import { levelOf, officialName } from '#kernel/region.ts';
import {
  askInAnyPlace,
  COMPONENT_LIMITS,
  keepersOf,
  mayKeepComponentMap,
  startComponentMap,
} from '#modules/assessment/index.ts';
import { listPrograms } from '#modules/programs/index.ts';
import { findRegion, regionsWithin } from '#modules/regions/index.ts';
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
import { caseText, listCases } from '../kasus/cases.ts';
import { answered, intervalOptions, meetingFields, textIn } from '../maps.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { searchParams } = event.url;
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const keepers = await keepersOf(tx);
    const areas = new Map<string, { code: string; name: string }>();
    for (const held of actor.mandates) {
      const own = await findRegion(tx, held.region);
      if (own && levelOf(own.code) !== 'neighbourhood') areas.set(own.code, own);
      for (const level of ['district', 'village'] as const) {
        for (const one of await regionsWithin(tx, held.region, level)) areas.set(one.code, one);
      }
    }
    const open = [...areas.values()].filter(
      (one) => refusalIn(mayKeepComponentMap(actor, one.code, keepers)) === undefined,
    );
    const refusal = refusalIn(mayKeepComponentMap(actor, [...areas.keys()][0] ?? tenant.region, keepers));
    const cases = listCases();
    const asked = searchParams.get('wilayah') ?? '';
    return {
      today: tx.today,
      refusal: open.length === 0 && refusal ? wordRefusal(refusal) : undefined,
      areas: open.map((one) => ({ value: one.code, label: officialName(one.code, one.name) })),
      area: open.find((one) => one.code === asked)?.code ?? (open.length === 1 ? (open[0]?.code ?? '') : ''),
      programs: (await listPrograms(tx)).map((one) => ({
        value: one.id,
        label: `${one.model.short} ${one.fiscalYear}`,
      })),
      intervals: intervalOptions(),
      cases: cases.map((one) => ({ value: `kasus:${one.name}`, label: one.title })),
      from: cases.some((one) => one.name === searchParams.get('kasus'))
        ? `kasus:${searchParams.get('kasus')}`
        : 'baru',
      size: fileSize(COMPONENT_LIMITS.bytes),
    };
  });
};

export const actions: Actions = {
  default: async (event) => {
    await askFirst(askInAnyPlace(event.locals.pilar, viewerOf(event), mayKeepComponentMap));
    const form = await event.request.formData();
    const from = textOf(form, 'from');
    const file = form.get('file');
    if (file instanceof File && file.size > COMPONENT_LIMITS.bytes) {
      const refusal = at('file', refuse('file.too-large', undefined, { limit: COMPONENT_LIMITS.bytes }));
      return fail(refusalStatus(refusal), {
        ...wordForm(refusal),
        values: typedValues(form),
        newest: undefined,
      });
    }
    const copy = textOf(form, 'copy') === 'frame' ? ('frame' as const) : ('everything' as const);
    const text = from.startsWith('kasus:')
      ? (caseText(from.slice('kasus:'.length)) ?? '')
      : await textIn(file);
    const result = await startComponentMap(
      event.locals.pilar,
      await actorFor(event),
      {
        region: textOf(form, 'region'),
        program: textOf(form, 'program'),
        title: textOf(form, 'title'),
        meeting: meetingFields(form),
        from:
          from === 'baru'
            ? { stages: textOf(form, 'stages'), clusters: textOf(form, 'clusters') }
            : { text, copy: from === 'berkas' ? 'as-it-is' : copy },
      },
      waitingFor(event),
    );
    const base = event.url.pathname.replace(/\/mulai$/, '');
    return answered(event, form, result, ({ map, meeting }) => `${base}/${map}/rapat/${meeting}?mulai=1`);
  },
};
