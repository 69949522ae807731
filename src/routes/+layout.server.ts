import type { Shell } from '#ui/ways.ts';
import type { LayoutServerLoad } from './$types.js';

/** What the shell shows on every page: language, the demo's notice, who is signed in. */
export const load: LayoutServerLoad = ({ locals }): Shell => ({
  locale: locals.locale,
  account: locals.session?.userId,
  demo: locals.pilar?.settings.mode === 'demo',
  who: locals.session && { name: locals.session.name, mandates: [] },
});
