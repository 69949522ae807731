import { actorsOf } from '#modules/actors/index.ts';
import { officeWordsIn } from '#modules/programs/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import { m } from '#paraglide/messages.js';
import { count, day, moment } from '#ui/format.ts';
import { officeName, withOffices } from '#ui/message.ts';
import { callerOf, requireSession, textOf } from '../request.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { browserName, wordFailed } from './safety.ts';

export const load: PageServerLoad = async (event) => {
  const session = requireSession(event);
  const { pilar } = event.locals;
  const user = await pilar.signIn.readUser(session.userId);
  const actors = await actorsOf(pilar, session);
  const zone = pilar.tenants().find((one) => one.id === actors[0]?.tenant)?.timeZone ?? 'Asia/Jakarta';
  const mandates = await Promise.all(
    actors.map(async (actor) => {
      const names = await pilar.read(actor.tenant, (tx) =>
        namesOf(
          tx,
          actor.mandates.map((mandate) => mandate.region),
        ),
      );
      const city = pilar.tenants().find((tenant) => tenant.id === actor.tenant)?.name ?? '';
      return withOffices(await officeWordsIn(pilar, actor.tenant), () =>
        actor.mandates.map((mandate) => ({
          office: officeName(mandate.office),
          organization: mandate.organization.name,
          region: names.get(mandate.region) ?? mandate.region,
          until: mandate.endsOn ? day(mandate.endsOn) : undefined,
          city,
        })),
      );
    }),
  );
  return {
    name: session.name,
    email: user?.email,
    phone: user?.phone,
    secondFactor: session.secondFactor,
    failed: (await pilar.signIn.failedTries(session.userId)).map((one) => wordFailed(one, zone)),
    sessions: (await pilar.signIn.sessions(callerOf(event))).map((one) => ({
      id: one.id,
      label: browserName(one.label),
      since: moment(one.createdAt, zone, 'short'),
      seen: moment(one.seenAt, zone, 'short'),
      isThis: one.place === 'here',
    })),
    devices: (await pilar.signIn.devices(session.userId)).map((one) => ({
      id: one.id,
      label: browserName(one.label),
      used: moment(one.usedAt, zone, 'short'),
    })),
    mandates: mandates.flat(),
  };
};

export const actions: Actions = {
  /** The holder has read of the failed tries. */
  terbaca: async (event) => {
    await event.locals.pilar.signIn.forgetFailedTries(requireSession(event).userId);
  },

  akhiri: async (event) => {
    requireSession(event);
    const form = await event.request.formData();
    const ended = await event.locals.pilar.signIn.endSessions(callerOf(event), {
      id: textOf(form, 'session'),
    });
    return { said: ended > 0 ? m['account.sessions.ended']() : m['account.sessions.gone']() };
  },

  'akhiri-lain': async (event) => {
    requireSession(event);
    const ended = await event.locals.pilar.signIn.endSessions(callerOf(event), 'all others');
    return { said: m['account.sessions.ended-all']({ count: count(ended) }) };
  },

  lupakan: async (event) => {
    const { userId } = requireSession(event);
    const form = await event.request.formData();
    await event.locals.pilar.signIn.forgetDevice(userId, textOf(form, 'device'));
  },
};
