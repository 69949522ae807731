import { requireTenant } from '../../request.ts';
import type { PageServerLoad } from './$types.js';
import { analysisEntries } from './entries.ts';

export const load: PageServerLoad = (event) => {
  requireTenant(event);
  return { entries: analysisEntries() };
};
