import { isRefusal } from '#kernel/refusal.ts';
import { officialName } from '#kernel/region.ts';
import {
  askInAnyPlace,
  COMPONENT_LIMITS,
  mayKeepComponentMap,
  placesToKeep,
  startComponentMap,
} from '#modules/assessment/index.ts';
import { listPrograms } from '#modules/programs/index.ts';
import { fileSize } from '#ui/format.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut, failForm } from '../../../../carry-out.ts';
import { askFirst, requireActor, requireTenant, textOf, viewerOf, waitingFor } from '../../../../request.ts';
import { subjectChoice, subjectIn } from '../../subject-choice.ts';
import { caseText, listCases } from '../kasus/cases.ts';
import { fileProblem, intervalOptions, meetingFields, textIn, tooLarge } from '../maps.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { searchParams } = event.url;
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const keepable = await placesToKeep(tx, actor, tenant.region);
    const open = isRefusal(keepable) ? [] : keepable;
    const cases = listCases();
    const asked = searchParams.get('wilayah') ?? '';
    return {
      today: tx.today,
      subject: await subjectChoice(tx, actor, tenant, event.url),
      refusal: isRefusal(keepable) ? wordRefusal(keepable) : undefined,
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
    const refusal = tooLarge(file);
    if (refusal) return failForm(event, form, refusal);
    const copy = textOf(form, 'copy') === 'frame' ? ('frame' as const) : ('everything' as const);
    const text = from.startsWith('kasus:')
      ? (caseText(from.slice('kasus:'.length)) ?? '')
      : await textIn(file);
    const base = event.url.pathname.replace(/\/mulai$/, '');
    return carryOut(
      event,
      (pilar, actor) =>
        startComponentMap(
          pilar,
          actor,
          {
            ...subjectIn(form),
            program: textOf(form, 'program'),
            title: textOf(form, 'title'),
            meeting: meetingFields(form),
            from:
              from === 'baru'
                ? {
                    stages: textOf(form, 'stages'),
                    clusters: textOf(form, 'clusters'),
                    pillars: textOf(form, 'pillars'),
                  }
                : { text, copy: from === 'berkas' ? 'as-it-is' : copy },
          },
          waitingFor(event),
        ),
      ({ map, meeting }) => `${base}/${map}/rapat/${meeting}?mulai=1`,
      { says: fileProblem },
    );
  },
};
