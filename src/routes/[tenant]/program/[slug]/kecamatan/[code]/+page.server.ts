import { catalogueFigures, figuresBy } from '#modules/measures/index.ts';
import { asksContributions } from '#modules/models/index.ts';
import { requireTenant } from '../../../../../request.ts';
import { lie } from '../../../../tempat/city-map.ts';
import { chosenMeasure, measureLinks, placeRows } from '../../../place-figures.ts';
import { placeIn, programIn, titleOf } from '../../../program-in.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { locale, pilar } = event.locals;
  return pilar.read(tenant.id, async (tx) => {
    const program = await programIn(tx, event.params.slug);
    const { place, regency } = await placeIn(tx, program, 'district', event.params.code);
    const rows = placeRows(await figuresBy(tx, program, 'village', place.code));
    const { scopes, natures } = await catalogueFigures(tx, program, place.code);
    const measure = chosenMeasure(event.url, rows.total);
    return {
      program: { id: program.id, slug: program.slug, title: titleOf(program) },
      place: { code: place.code, name: place.name },
      regency,
      rows,
      ...(await lie(tx, place.code)),
      measure,
      measures: measureLinks(measure),
      scopes: scopes.map(({ scope, decided }) => ({
        label: scope.label[locale],
        decided,
        href: `/${tenant.slug}/usulan?program=${program.slug}&kecamatan=${place.code}&lingkup=${scope.id}`,
      })),
      natures,
      contributions: asksContributions(program.model),
    };
  });
};
