import { listPurses } from '#modules/funding/index.ts';
import { catalogueFigures, figuresBy } from '#modules/measures/index.ts';
import { asksContributions } from '#modules/models/index.ts';
import { listProposals, shownState } from '#modules/proposals/index.ts';
import { bringerName } from '#ui/bringer-name.ts';
import { requireTenant } from '../../../../../request.ts';
import { placeRows } from '../../../place-figures.ts';
import { placeIn, programIn, titleOf } from '../../../program-in.ts';
import type { PageServerLoad } from './$types.js';

/** A kelurahan has some twenty institutions; the rest of a very large one is in the CSV. */
const INSTITUTIONS = 200;
const NEWEST = 20;

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { locale, pilar } = event.locals;
  return pilar.read(tenant.id, async (tx) => {
    const program = await programIn(tx, event.params.slug);
    const { place, district } = await placeIn(tx, program, 'village', event.params.code);
    const { scopes, natures } = await catalogueFigures(tx, program, place.code);
    const proposals = `/${tenant.slug}/usulan?program=${program.slug}`;
    const here = `${proposals}&kecamatan=${district.code}&kelurahan=${place.code}`;
    return {
      program: { slug: program.slug, title: titleOf(program) },
      place: { code: place.code, name: place.name },
      district: { code: district.code, name: district.name },
      total: placeRows(await figuresBy(tx, program, 'village', place.code)).total,
      institutions: (await listPurses(tx, { program: program.id, area: place.code }, INSTITUTIONS)).map(
        (one) => ({
          name: one.organizationName,
          ceiling: one.amount,
          remaining: one.remaining,
          href: `/${tenant.slug}/lembaga/${one.organization}?program=${program.slug}`,
        }),
      ),
      proposals: (await listProposals(tx, { program: program.id, area: place.code }, NEWEST)).map((one) => ({
        id: one.id,
        title: one.title,
        institution: bringerName(one.organizationName, one.id),
        state: shownState(program.model, one),
        remark: one.remark ?? '',
        amount: one.granted ?? one.requested,
      })),
      here,
      scopes: scopes.map(({ scope, decided }) => ({
        label: scope.label[locale],
        decided,
        href: `${here}&lingkup=${scope.id}`,
      })),
      natures,
      contributions: asksContributions(program.model),
    };
  });
};
