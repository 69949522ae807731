import { fail, redirect } from '@sveltejs/kit';
import { at, isRefusal, refuse } from '#kernel/refusal.ts';
import { redeemSignInCode } from '#modules/actors/index.ts';
import { wordForm } from '#ui/word-refusal.ts';
import { callerOf, textOf } from '../../request.ts';
import { giveCookies } from '../../session-cookies.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, url }) => {
  const cities = locals.pilar.tenants().map(({ slug, name }) => ({ value: slug, label: name }));
  const [only] = cities;
  return {
    cities,
    city: url.searchParams.get('kota') ?? (cities.length === 1 && only ? only.value : ''),
    person: url.searchParams.get('orang') ?? '',
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { pilar } = event.locals;
    const form = await event.request.formData();
    const values = {
      city: textOf(form, 'city'),
      person: textOf(form, 'person'),
      phone: textOf(form, 'phone'),
    };
    const tenant = pilar.tenants().find((one) => one.slug === values.city);
    const redeemed = tenant
      ? await redeemSignInCode(pilar, callerOf(event), {
          tenant: tenant.id,
          person: values.person || undefined,
          phone: values.phone,
          code: textOf(form, 'code'),
          password: textOf(form, 'password'),
        })
      : at('city', refuse('input.required'));
    if (isRefusal(redeemed)) return fail(422, { ...wordForm(redeemed), values });
    if (!redeemed.ok) {
      const limited = redeemed.refusal.refusal === 'sign-in.limited';
      return fail(limited ? 429 : 422, { ...wordForm(redeemed.refusal), values });
    }
    if (redeemed.value.secondFactor) redirect(303, '/masuk?kode-dipakai');
    giveCookies(event, await pilar.signIn.start(callerOf(event), redeemed.value.userId));
    redirect(303, '/masuk/tujuan');
  },
};
