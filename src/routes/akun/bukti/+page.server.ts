import { fail, redirect } from '@sveltejs/kit';
import { refuse } from '#kernel/refusal.ts';
import { count } from '#ui/format.ts';
import { wordForm } from '#ui/word-refusal.ts';
import { type Carried, carriedTarget, carry, readCarried } from '../../carried-form.ts';
import { callerOf, ownPath, requireSession, textOf } from '../../request.ts';
import { giveCookies } from '../../session-cookies.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.js';

export const load: PageServerLoad = (event) => {
  const { pilar } = event.locals;
  const session = requireSession(event);
  return {
    back: ownPath(event.url.searchParams.get('kembali')) ?? '',
    on: session.secondFactor,
    hours: count(Math.max(1, Math.round(pilar.proofMinutes / 60))),
  };
};

export const actions: Actions = {
  /** A form of a city's page that came here because the proof had grown too old (see `carry-out.ts`). */
  lanjut: async (event) => {
    requireSession(event);
    const form = await event.request.formData();
    const back = carriedTarget(event.url.searchParams.get('kembali'), slugsOf(event));
    const carried = back === undefined ? undefined : carry(form);
    return fail(403, {
      back: back ?? '',
      carried,
      tooMuch: back !== undefined && carried === undefined,
    });
  },

  buktikan: async (event) => {
    requireSession(event);
    const form = await event.request.formData();
    const waiting = journey(form);
    const attempt = await event.locals.pilar.signIn.proveAgain(callerOf(event), textOf(form, 'code'));
    if (attempt.outcome === 'limited') {
      const worded = wordForm(refuse('sign-in.limited', undefined, { minutes: attempt.minutes }));
      return fail(429, { ...waiting, ...worded });
    }
    if (attempt.outcome !== 'signed-in') return fail(422, { ...waiting, wrongCode: true });
    giveCookies(event, attempt.cookies);
    const target = carriedTarget(waiting.back, slugsOf(event));
    if (!waiting.carried || !target) redirect(303, waiting.back || '/akun');
    return { step: 'send' as const, back: target, carried: waiting.carried };
  },
};

function slugsOf(event: RequestEvent): string[] {
  return event.locals.pilar.tenants().map((tenant) => tenant.slug);
}

/** What travels along: where to go afterwards, and the fields that wait. */
function journey(form: FormData): { back: string; carried: Carried | undefined } {
  return { back: ownPath(textOf(form, 'kembali')) ?? '', carried: readCarried(textOf(form, 'carried')) };
}
