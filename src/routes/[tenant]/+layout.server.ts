import { error } from '@sveltejs/kit';
import { officeName } from '#ui/message.ts';
import type { Shell } from '#ui/ways.ts';
import type { LayoutServerLoad } from './$types.js';

/** The city, and who acts in it: somebody from another city is a visitor here. An unknown city is 404. */
export const load: LayoutServerLoad = ({ locals }) => {
  const { tenant, actor } = locals;
  if (!tenant) error(404);
  return {
    tenant: { slug: tenant.slug, name: tenant.name },
    who: actor && {
      name: actor.name,
      mandates: actor.mandates.map((mandate) => ({
        office: officeName(mandate.office, locals.locale),
        organization: mandate.organization.name,
        organizationId: mandate.organization.id,
        region: mandate.region,
      })),
    },
  } satisfies Shell;
};
