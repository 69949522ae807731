import { error } from '@sveltejs/kit';
import { ownEntry } from '#kernel/own-entry.ts';
import { allOrganizationsIn, organizationById, organizationsAt } from '#modules/actors/index.ts';
import { placesAbove } from '#modules/assessment/index.ts';
import { count } from '#ui/format.ts';
import { requireTenant, textOf } from '../../../../../../../request.ts';
import { said } from '../../../../map-words.ts';
import { partOf, savePart } from '../part-form.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** Institutions offered for a link; a whole city has more than a list can serve, its districts' offices come first. */
const OFFERED = 400;

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const slug = event.url.searchParams.get('nama') ?? '';
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const { work, ...part } = await partOf(tx, event, tenant);
    const { map, links } = work.kept;
    const component =
      slug === '' ? undefined : (map.components.find((one) => one.slug === slug) ?? error(404));
    const linked = ownEntry(links, slug);
    const own = linked === undefined ? undefined : await organizationById(tx, linked);
    const near = [
      ...(own ? [own] : []),
      ...(await organizationsAt(tx, placesAbove(work.map.region))),
      ...(await allOrganizationsIn(tx, work.map.region, OFFERED)),
    ];
    const institutions = [...new Map(near.map((one) => [one.id, one])).values()];
    return {
      ...part,
      slug,
      pillars: map.pillars.map((one) => ({ value: one.slug, label: said(one.title).text })),
      institutions: institutions.map((one) => ({ value: one.id, label: one.name })),
      goesWith: count(map.activities.filter((one) => one.component === slug).length),
      values: {
        title: component?.title.id ?? '',
        titleEn: component && component.title.en !== component.title.id ? component.title.en : '',
        pillar: component?.pillar ?? '',
        organization: own?.id ?? '',
      },
    };
  });
};

export const actions: Actions = {
  simpan: (event) =>
    savePart(event, (form) => {
      const slug = textOf(form, 'slug');
      return {
        make: 'component',
        ...(slug === '' ? {} : { slug }),
        fields: {
          title: textOf(form, 'title'),
          titleEn: textOf(form, 'titleEn'),
          pillar: textOf(form, 'pillar'),
          organization: textOf(form, 'organization'),
        },
      };
    }),
  hapus: (event) => savePart(event, (form) => ({ drop: 'component', slug: textOf(form, 'slug') })),
};
