import { error } from '@sveltejs/kit';
import { plansCompared } from '#modules/filings/index.ts';
import { planningKind } from '#modules/models/index.ts';
import { requireTenant, wholeIn } from '../../../../request.ts';
import { programIn, titleOf } from '../../program-in.ts';
import type { PageServerLoad } from './$types.js';
import { comparedRows, partyYears } from './plan-words.ts';

/** So many rows of a table stand on a page. */
const PAGE = 50;

/** What was planned in a programme and what came of it: by institution and year, or of one institution line by line. */
export const load: PageServerLoad = (event) => {
  const { locale, pilar } = event.locals;
  const asked = event.url.searchParams.get('lembaga');
  const from = wholeIn(event.url, 'mulai');
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
      parties: parties.slice(from, from + PAGE),
      one: one && { id: one.organization, name: one.name },
      rows: (await comparedRows(tx, program, own, locale)).slice(from, from + PAGE),
      pager: pagerOf(event.url, from, one ? own.length : parties.length),
    };
  });
};

/** Where a table goes on and back to, by the row that a page begins with. */
function pagerOf(url: URL, from: number, all: number): { previous?: string; next?: string } {
  const at = (row: number) => {
    const params = new URLSearchParams(url.searchParams);
    params.set('mulai', String(row));
    return `?${params}`;
  };
  return {
    ...(from > 0 ? { previous: at(Math.max(0, from - PAGE)) } : {}),
    ...(from + PAGE < all ? { next: at(from + PAGE) } : {}),
  };
}
