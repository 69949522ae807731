import { makeScenario, recommendTaker, scenarioFacts } from '#modules/matching/index.ts';
import { carryOut } from '../../../../../carry-out.ts';
import {
  idOr404,
  readOr404,
  requireActor,
  requireTenant,
  textOf,
  waitingFor,
  wholeIn,
} from '../../../../../request.ts';
import { titleOf } from '../../../program-in.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { typedHolds } from './typed-holds.ts';
import { wordScenario } from './word-scenario.ts';

const PAGE = 25;
const SAID = ['dihitung', 'disesuaikan', 'diusulkan'] as const;

export const load: PageServerLoad = (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { url, locals } = event;
  const id = idOr404(event.params.scenario);
  const from = wholeIn(url, 'dari');
  const said = url.searchParams.get('hasil');
  return locals.pilar.read(tenant.id, async (tx) => {
    const facts = readOr404(await scenarioFacts(tx, actor, id));
    const words = await wordScenario(tx, facts, { limit: PAGE, from }, locals.locale);
    return {
      ...words,
      program: { slug: facts.program.slug, title: titleOf(facts.program) },
      first: from > 0 ? url.pathname : undefined,
      next: words.next === undefined ? undefined : `${url.pathname}?dari=${words.next}`,
      at: from,
      said: SAID.find((word) => word === said),
      timeZone: tenant.timeZone,
    };
  });
};

export const actions: Actions = {
  hitung: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        makeScenario(
          pilar,
          actor,
          {
            program: event.params.slug,
            from: idOr404(event.params.scenario),
            holds: typedHolds(form),
          },
          waitingFor(event),
        ),
      ({ scenario }) =>
        `/${event.params.tenant}/program/${event.params.slug}/pemadanan/${scenario}?hasil=disesuaikan`,
    ),

  usulkan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) => {
        const [need, organization, amount = ''] = textOf(form, 'pair').split(' ');
        return recommendTaker(pilar, actor, {
          need: idOr404(need),
          organization: idOr404(organization),
          amount,
          note: '',
          scenario: idOr404(event.params.scenario),
        });
      },
      () => `${event.url.pathname}?dari=${wholeIn(event.url, 'dari')}&hasil=diusulkan`,
    ),
};
