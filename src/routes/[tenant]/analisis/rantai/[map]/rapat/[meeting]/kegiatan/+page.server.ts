import { error } from '@sveltejs/kit';
import { ACTIVITY_KINDS } from '#modules/assessment/index.ts';
import { requireTenant, textOf } from '../../../../../../../request.ts';
import { KIND_WORDS, topicWords } from '../../../../map-words.ts';
import { allOf, indexIn, partOf, savePart } from '../part-form.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { searchParams } = event.url;
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const { work, ...part } = await partOf(tx, event, tenant);
    const index = indexIn(searchParams.get('nomor'));
    const activity = index === undefined ? undefined : (work.kept.map.activities[index] ?? error(404));
    return {
      ...part,
      index: index === undefined ? '' : String(index),
      kinds: ACTIVITY_KINDS.map((kind) => ({ value: kind, label: KIND_WORDS[kind]() })),
      values: {
        component: activity?.component ?? searchParams.get('komponen') ?? '',
        title: activity?.title.id ?? '',
        titleEn: activity && activity.title.en !== activity.title.id ? activity.title.en : '',
        topic: activity ? topicWords(activity.topic) : '',
        kind: activity?.kind ?? '',
        stage: activity?.stage ?? searchParams.get('mata') ?? '',
        clusters: activity ? activity.clusters.join(' ') : (searchParams.get('klaster') ?? ''),
      },
    };
  });
};

export const actions: Actions = {
  simpan: (event) =>
    savePart(event, (form) => {
      const index = indexIn(textOf(form, 'index'));
      return {
        make: 'activity',
        ...(index === undefined ? {} : { index }),
        fields: {
          component: textOf(form, 'component'),
          title: textOf(form, 'title'),
          titleEn: textOf(form, 'titleEn'),
          topic: textOf(form, 'topic'),
          kind: textOf(form, 'kind'),
          stage: textOf(form, 'stage'),
          clusters: allOf(form, 'clusters'),
        },
      };
    }),
  hapus: (event) =>
    savePart(event, (form) => ({ drop: 'activity', index: indexIn(textOf(form, 'index')) ?? error(404) })),
};
