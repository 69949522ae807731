import { redirect } from '@sveltejs/kit';
import { listPrograms } from '#modules/programs/index.ts';
import type { PageServerLoad } from './$types.js';

/** The cities of this installation; where there is one, its own page. */
export const load: PageServerLoad = async ({ locals }) => {
  const tenants = locals.pilar.tenants();
  const [only] = tenants;
  if (only && tenants.length === 1) redirect(307, `/${only.slug}`);
  return {
    cities: await Promise.all(
      tenants.map(async ({ id, slug, name }) => ({
        slug,
        name,
        programs: (await locals.pilar.read(id, listPrograms)).map(
          (program) => `${program.model.short} ${program.fiscalYear}`,
        ),
      })),
    ),
  };
};
