import { stateOffer, takerOverview } from '#modules/matching/index.ts';
import { carryOut, versionIn } from '../../../../../carry-out.ts';
import { idOr404, readOr404, requireActor, requireTenant, textOf } from '../../../../../request.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { wordOffer } from './word-offer.ts';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const program = event.url.searchParams.get('program') ?? '';
  const organization = idOr404(event.params.organization);
  return event.locals.pilar.read(tenant.id, async (tx) =>
    wordOffer(tx, readOr404(await takerOverview(tx, actor, program, organization)), event.locals.locale),
  );
};

const chosen = (form: FormData, name: string) =>
  form.getAll(name).filter((value): value is string => typeof value === 'string');

export const actions: Actions = {
  default: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        stateOffer(pilar, actor, {
          program: event.url.searchParams.get('program') ?? '',
          organization: idOr404(event.params.organization),
          amount: textOf(form, 'amount'),
          fields: chosen(form, 'fields'),
          places: chosen(form, 'places'),
          forms: chosen(form, 'forms'),
          version: versionIn(form),
        }),
      ({ organization }) =>
        `/${event.params.tenant}/kebutuhan/untuk/${organization}?${new URLSearchParams({
          program: event.url.searchParams.get('program') ?? '',
          hasil: 'tawaran',
        })}`,
    ),
};
