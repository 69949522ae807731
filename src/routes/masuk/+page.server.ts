import { fail, type RequestEvent, redirect } from '@sveltejs/kit';
import { demoAccounts } from '#modules/actors/index.ts';
import type { Attempt } from '#platform/sign-in/sign-in.ts';
import { wordForm } from '#ui/word-refusal.ts';
import { refusalOf } from '../attempt-refusal.ts';
import { type Carried, carriedTarget, carry, readCarried } from '../carried-form.ts';
import { callerOf, ownPath, textOf } from '../request.ts';
import { callerAfter, giveCookies } from '../session-cookies.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { pilar, session } = locals;
  const cities = new Map(pilar.tenants().map((tenant) => [tenant.id, tenant.name]));
  const demo = pilar.settings.mode === 'demo' ? await demoAccounts(pilar.database) : [];
  return {
    back: ownPath(url.searchParams.get('kembali')) ?? '',
    codeUsed: url.searchParams.has('kode-dipakai'),
    signedInAs: session?.name,
    demo: [...cities]
      .map(([tenant, city]) => ({
        city,
        accounts: demo
          .filter((account) => account.tenant === tenant)
          .map(({ userId, name, label }) => ({ userId, name, label: label[locals.locale] })),
      }))
      .filter((group) => group.accounts.length > 0)
      // The city with the story to see comes before the one that only stands beside it.
      .sort((a, b) => b.accounts.length - a.accounts.length),
  };
};

export const actions: Actions = {
  /** Name and password. */
  masuk: async (event) => {
    const form = await event.request.formData();
    const identifier = textOf(form, 'identifier');
    const password = textOf(form, 'password');
    const attempt = await event.locals.pilar.signIn.withPassword(callerOf(event), identifier, password);
    if (attempt.outcome === 'second-factor') return askSecondFactor(event, attempt, form);
    if (attempt.outcome !== 'signed-in') {
      return fail(attempt.outcome === 'limited' ? 429 : 422, {
        ...journey(form),
        ...worded(attempt),
        identifier,
      });
    }
    return arrive(event, attempt.cookies, form);
  },

  /** The code from the authenticator app. */
  'dua-langkah': async (event) => {
    const form = await event.request.formData();
    const attempt = await event.locals.pilar.signIn.withSecondFactor(callerOf(event), textOf(form, 'code'));
    if (attempt.outcome !== 'signed-in') {
      giveCookies(event, attempt.cookies);
      return fail(attempt.outcome === 'limited' ? 429 : 422, {
        ...journey(form),
        ...(attempt.outcome === 'limited' ? worded(attempt) : { wrongCode: true }),
        step: 'second-factor' as const,
      });
    }
    return arrive(event, attempt.cookies, form);
  },

  /** One press in the demo. */
  contoh: async (event) => {
    const { pilar } = event.locals;
    const form = await event.request.formData();
    const wanted = textOf(form, 'account');
    const offered = pilar.settings.mode === 'demo' ? await demoAccounts(pilar.database) : [];
    if (!offered.some((account) => account.userId === wanted)) return fail(404, journey(form));
    return arrive(event, await pilar.signIn.start(callerOf(event), wanted), form);
  },

  /** A form of a city's page that came here because its session had ended (see `interruptedPost` in the hooks). */
  lanjut: async (event) => {
    const form = await event.request.formData();
    const slugs = event.locals.pilar.tenants().map((tenant) => tenant.slug);
    const back = carriedTarget(event.url.searchParams.get('kembali'), slugs);
    const isWhole = event.url.searchParams.get('utuh') !== 'tidak';
    const carried = back === undefined || !isWhole ? undefined : carry(form);
    return fail(401, {
      back: back ?? '',
      ended: true,
      carried,
      tooMuch: back !== undefined && carried === undefined,
    });
  },
};

/** What travels along through the steps: where to go afterwards, and the fields that wait. */
function journey(form: FormData): { back: string; carried: Carried | undefined } {
  return { back: ownPath(textOf(form, 'kembali')) ?? '', carried: readCarried(textOf(form, 'carried')) };
}

function worded(attempt: Attempt) {
  return wordForm(refusalOf(attempt));
}

function askSecondFactor(event: RequestEvent, attempt: Attempt, form: FormData) {
  giveCookies(event, attempt.cookies);
  return { ...journey(form), step: 'second-factor' as const };
}

/** Signed in: on to where the person was going, or to the fields that wait to be sent. */
async function arrive(event: RequestEvent, cookies: readonly string[], form: FormData) {
  giveCookies(event, cookies);
  const { pilar } = event.locals;
  const { back, carried } = journey(form);
  const slugs = pilar.tenants().map((tenant) => tenant.slug);
  const target = carriedTarget(back, slugs);
  if (!carried || !target) redirect(303, back || '/masuk/tujuan');
  const { session } = await pilar.signIn.session(callerAfter(event));
  event.locals.session = session;
  return { step: 'send' as const, back: target, carried, name: session?.name ?? '' };
}
