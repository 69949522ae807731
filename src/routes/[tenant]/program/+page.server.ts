import { redirect } from '@sveltejs/kit';
import { requireTenant } from '../../request.ts';
import type { PageServerLoad } from './$types.js';

/** The programmes stand on the city's own page. */
export const load: PageServerLoad = (event) => redirect(307, `/${requireTenant(event).slug}`);
