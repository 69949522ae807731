import { actorsOf } from '#modules/actors/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import { day } from '#ui/format.ts';
import { officeName } from '#ui/message.ts';
import { requireSession } from '../request.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const session = requireSession(event);
  const { pilar } = event.locals;
  const user = await pilar.signIn.readUser(session.userId);
  const actors = await actorsOf(pilar, session);
  const mandates = await Promise.all(
    actors.map(async (actor) => {
      const names = await pilar.read(actor.tenant, (tx) =>
        namesOf(
          tx,
          actor.mandates.map((mandate) => mandate.region),
        ),
      );
      const city = pilar.tenants().find((tenant) => tenant.id === actor.tenant)?.name ?? '';
      return actor.mandates.map((mandate) => ({
        office: officeName(mandate.office),
        organization: mandate.organization.name,
        region: names.get(mandate.region) ?? mandate.region,
        until: mandate.endsOn ? day(mandate.endsOn) : undefined,
        city,
      }));
    }),
  );
  return {
    name: session.name,
    email: user?.email,
    phone: user?.phone,
    secondFactor: session.secondFactor,
    mandates: mandates.flat(),
  };
};
