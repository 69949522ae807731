import { redirect } from '@sveltejs/kit';
import { tenantsOfUser } from '#modules/actors/index.ts';
import type { RequestHandler } from './$types.js';

/** Where somebody goes who has just signed in: the desk of their city, or their account when they have none. */
export const GET: RequestHandler = async ({ locals }) => {
  const { pilar, session } = locals;
  if (!session) redirect(303, '/masuk');
  const own = await tenantsOfUser(pilar.database, session.userId);
  const city = pilar.tenants().find((tenant) => own.includes(tenant.id));
  redirect(303, city ? `/${city.slug}/meja` : '/akun');
};
