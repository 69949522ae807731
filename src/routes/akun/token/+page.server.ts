import { error, fail } from '@sveltejs/kit';
import type { Actor } from '#kernel/actor.ts';
import { TOKEN_SCOPES } from '#kernel/actor.ts';
import { addDays, dayIn } from '#kernel/date.ts';
import {
  actorsOf,
  createToken,
  listTokens,
  revokeToken,
  TOKEN_DAYS,
  TOKEN_PROOF_DAYS,
} from '#modules/actors/index.ts';
import { count, day } from '#ui/format.ts';
import { wordForm } from '#ui/word-refusal.ts';
import { requireSession, textOf } from '../../request.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const session = requireSession(event);
  const { pilar } = event.locals;
  const actors = await actorsOf(pilar, session);
  const cities = pilar.tenants().filter((tenant) => actors.some((actor) => actor.tenant === tenant.id));
  const tokens = await Promise.all(
    actors.map(async (actor) => {
      const city = cities.find((tenant) => tenant.id === actor.tenant);
      return (await listTokens(pilar, actor)).map((token) => ({
        id: token.id,
        name: token.name,
        scopes: token.scopes,
        state: token.state,
        used: token.usedOn ? day(token.usedOn) : undefined,
        proves: token.proves,
        city: city?.slug ?? '',
        cityName: city?.name ?? '',
        lastDay: day(addDays(dayIn(city?.timeZone ?? 'Asia/Jakarta', token.expiresAt), -1)),
      }));
    }),
  );
  const today = dayIn(cities[0]?.timeZone ?? 'Asia/Jakarta', pilar.clock.now());
  return {
    cities: cities.map((tenant) => ({ value: tenant.slug, label: tenant.name })),
    tokens: tokens.flat(),
    scopes: [...TOKEN_SCOPES],
    earliest: today,
    latest: addDays(today, TOKEN_DAYS),
    proofDays: count(TOKEN_PROOF_DAYS),
  };
};

export const actions: Actions = {
  buat: async (event) => {
    const form = await event.request.formData();
    const values = {
      city: textOf(form, 'city'),
      name: textOf(form, 'name'),
      lastDay: textOf(form, 'lastDay'),
      scopes: form.getAll('scopes').filter((scope) => typeof scope === 'string'),
    };
    const created = await createToken(event.locals.pilar, await actorIn(event, values.city), values);
    if (!created.ok) return fail(422, { ...wordForm(created.refusal), values });
    return { created: { name: values.name, token: created.value.token } };
  },

  cabut: async (event) => {
    const form = await event.request.formData();
    const actor = await actorIn(event, textOf(form, 'city'));
    const revoked = await revokeToken(event.locals.pilar, actor, textOf(form, 'token'));
    if (!revoked.ok) return fail(404, wordForm(revoked.refusal));
    return { revoked: true };
  },
};

/** The signed-in person in the chosen one of their cities. */
async function actorIn(event: RequestEvent, slug: string): Promise<Actor> {
  const { pilar } = event.locals;
  const actors = await actorsOf(pilar, requireSession(event));
  const tenant = pilar.tenants().find((one) => one.slug === slug);
  return actors.find((actor) => actor.tenant === tenant?.id) ?? error(404);
}
