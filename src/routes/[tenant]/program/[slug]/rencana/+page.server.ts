import { error } from '@sveltejs/kit';
import { plansCompared } from '#modules/filings/index.ts';
import { planningKind } from '#modules/models/index.ts';
import { requireTenant } from '../../../../request.ts';
import { programIn, titleOf } from '../../program-in.ts';
import type { PageServerLoad } from './$types.js';
import { comparedRows, partyYears } from './plan-words.ts';

/** So many rows of one table are shown; the file has all. */
const SHOWN = 100;

/** What was planned in a programme and what came of it: by institution and year, or of one institution line by line. */
export const load: PageServerLoad = (event) => {
  const { locale, pilar } = event.locals;
  const asked = event.url.searchParams.get('lembaga');
  return pilar.read(requireTenant(event).id, async (tx) => {
    const program = await programIn(tx, event.params.slug);
    const rules = planningKind(program.model);
    if (!rules) error(404);
    const compared = await plansCompared(tx, program, { area: program.region });
    const parties = await partyYears(tx, compared);
    const one = parties.find(({ organization }) => organization === asked);
    const own = one ? compared.filter(({ organization }) => organization === one.organization) : [];
    return {
      program: { slug: program.slug, title: titleOf(program) },
      plan: rules.label[locale],
      parties: parties.slice(0, SHOWN),
      more: Math.max(0, parties.length - SHOWN),
      one: one && { id: one.organization, name: one.name },
      rows: (await comparedRows(tx, program, own, locale)).slice(0, SHOWN),
    };
  });
};
