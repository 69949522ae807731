import { redirect } from '@sveltejs/kit';
import { baseLocale, cookieName, toLocale } from '#paraglide/runtime.js';
import type { RequestHandler } from './$types.js';

/** Remembers the chosen language for a year and goes back to the page it was chosen on. */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
  const form = await request.formData();
  cookies.set(cookieName, toLocale(form.get('bahasa')) ?? baseLocale, {
    path: '/',
    maxAge: 365 * 86_400,
    sameSite: 'lax',
    httpOnly: false,
    secure: url.protocol === 'https:',
  });
  redirect(303, backWithin(url.origin, form.get('kembali')));
};

/** A path of this site; anything else leads to the front page, so that no link can send people elsewhere. */
function backWithin(origin: string, wanted: FormDataEntryValue | null): string {
  if (typeof wanted !== 'string' || !wanted.startsWith('/') || !URL.canParse(wanted, origin)) return '/';
  const back = new URL(wanted, origin);
  return back.origin === origin ? back.pathname + back.search : '/';
}
