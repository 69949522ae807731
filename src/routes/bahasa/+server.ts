import { redirect } from '@sveltejs/kit';
import { baseLocale, cookieName, toLocale } from '#paraglide/runtime.js';
import { ownPath } from '../request.ts';
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
  const back = form.get('kembali');
  redirect(303, ownPath(typeof back === 'string' ? back : undefined) ?? '/');
};
