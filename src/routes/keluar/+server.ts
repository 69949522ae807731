import { redirect } from '@sveltejs/kit';
import { callerOf } from '../request.ts';
import { giveCookies } from '../session-cookies.ts';
import type { RequestHandler } from './$types.js';

/** Ends the session. Only by a form of this site: a link from elsewhere signs nobody out. */
export const POST: RequestHandler = async (event) => {
  giveCookies(event, await event.locals.pilar.signIn.end(callerOf(event)));
  redirect(303, '/');
};

export const GET: RequestHandler = () => redirect(303, '/akun');
