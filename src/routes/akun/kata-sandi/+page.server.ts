import { fail } from '@sveltejs/kit';
import { at } from '#kernel/refusal.ts';
import { alongWith, checkNewPassword } from '#modules/actors/index.ts';
import { m } from '#paraglide/messages.js';
import { wordForm } from '#ui/word-refusal.ts';
import { refusalOf } from '../../attempt-refusal.ts';
import { callerOf, requireSession, textOf } from '../../request.ts';
import { giveCookies } from '../../session-cookies.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = (event) => {
  requireSession(event);
};

export const actions: Actions = {
  default: async (event) => {
    const session = requireSession(event);
    const { pilar } = event.locals;
    const form = await event.request.formData();
    const next = textOf(form, 'password');
    const refusal = await checkNewPassword(next);
    if (refusal) return fail(422, wordForm(refusal));
    const attempt = await pilar.signIn.changePassword(
      callerOf(event),
      textOf(form, 'current'),
      next,
      await alongWith(pilar, session, 'password-changed'),
    );
    if (attempt.outcome === 'limited') return fail(429, wordForm(refusalOf(attempt)));
    if (attempt.outcome !== 'signed-in') {
      const worded = wordForm(at('current', refusalOf(attempt)));
      return fail(422, { ...worded, errors: { current: m['account.password.wrong']() } });
    }
    giveCookies(event, attempt.cookies);
    return { done: true };
  },
};
