import { error } from '@sveltejs/kit';
import { requireTenant, textOf } from '../../../../../../../request.ts';
import { topicWords } from '../../../../map-words.ts';
import { allOf, indexIn, partOf, savePart } from '../part-form.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { searchParams } = event.url;
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const { work, ...part } = await partOf(tx, event, tenant);
    const index = indexIn(searchParams.get('nomor'));
    const expectation = index === undefined ? undefined : (work.kept.map.expectations[index] ?? error(404));
    return {
      ...part,
      index: index === undefined ? '' : String(index),
      values: {
        component: expectation?.component ?? searchParams.get('komponen') ?? '',
        title: expectation?.what.id ?? '',
        titleEn: expectation && expectation.what.en !== expectation.what.id ? expectation.what.en : '',
        topic: expectation ? topicWords(expectation.topic) : '',
        clusters: expectation?.clusters.join(' ') ?? '',
      },
    };
  });
};

export const actions: Actions = {
  simpan: (event) =>
    savePart(event, (form) => {
      const index = indexIn(textOf(form, 'index'));
      return {
        make: 'expectation',
        ...(index === undefined ? {} : { index }),
        fields: {
          component: textOf(form, 'component'),
          title: textOf(form, 'title'),
          titleEn: textOf(form, 'titleEn'),
          topic: textOf(form, 'topic'),
          clusters: allOf(form, 'clusters'),
        },
      };
    }),
  hapus: (event) =>
    savePart(event, (form) => ({ drop: 'expectation', index: indexIn(textOf(form, 'index')) ?? error(404) })),
};
