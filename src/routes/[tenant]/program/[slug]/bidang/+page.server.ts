import { isRefusal } from '#kernel/refusal.ts';
import { fieldsIn } from '#modules/models/index.ts';
import { fieldYears, gapsOf, mayKeep } from '#modules/portal/index.ts';
import { requireTenant, viewerOf, wholeIn } from '../../../../request.ts';
import { programIn, titleOf } from '../../program-in.ts';
import type { PageServerLoad } from './$types.js';
import { gapRows, leftBehindRows, planRows, yearTable } from './field-words.ts';

export const load: PageServerLoad = (event) => {
  const tenant = requireTenant(event);
  const { locale, pilar } = event.locals;
  const viewer = viewerOf(event);
  return pilar.read(tenant.id, async (tx) => {
    const program = await programIn(tx, event.params.slug);
    const fields = fieldsIn(program.model);
    const years = await fieldYears(tx, program);
    const asked = wholeIn(event.url, 'tahun');
    const at = Math.max(
      0,
      years.findIndex((one) => one.year === asked),
    );
    const shown = years.slice(at, at + 2);
    return {
      program: { slug: program.slug, title: titleOf(program) },
      table: yearTable(shown, fields, locale),
      others: years
        .filter((one) => !shown.includes(one))
        .map(({ year }) => ({ year: String(year), href: `?tahun=${year}` })),
      plan: planRows(shown[0], fields, locale),
      behind: leftBehindRows(shown[0], fields, locale),
      gaps: gapRows(await gapsOf(tx, program), locale),
      mayKeep: viewer.person !== undefined && !isRefusal(mayKeep(viewer, program, 'earlier')),
      saved: event.url.searchParams.get('tersimpan') ?? '',
    };
  });
};
