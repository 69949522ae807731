import { error } from '@sveltejs/kit';
import {
  APPROACH_OUTCOMES,
  APPROACH_WAYS,
  entryForOffice,
  recordApproach,
} from '#modules/registers/index.ts';
import { day } from '#ui/format.ts';
import { messageFor, officeName } from '#ui/message.ts';
import { carryOut } from '../../../../../../carry-out.ts';
import { idOr404, readOr404, requireActor, textOf } from '../../../../../../request.ts';
import { registerOr404, wordRegister } from '../register-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

const words = (list: readonly string[], under: string) =>
  list.map((value) => ({ value, label: messageFor(`register.${under}.${value}`) ?? value }));

/** One institution of the register with the approaches to it, for the offices that record them. */
export const load: PageServerLoad = async (event) => {
  const actor = requireActor(event);
  const id = idOr404(event.params.entry);
  return event.locals.pilar.read(actor.tenant, async (tx) => {
    const found = await registerOr404(tx, event);
    const read = readOr404(await entryForOffice(tx, actor, found, id));
    return {
      ...wordRegister(found, event.locals.locale),
      number: found.number.key,
      entry: read.entry,
      place: read.place,
      organization: read.organization,
      hasLetter: found.register.letter !== undefined,
      today: tx.today,
      ways: words(APPROACH_WAYS, 'way'),
      outcomes: words(APPROACH_OUTCOMES, 'outcome'),
      approaches: read.approaches.map((one) => ({
        id: one.id,
        day: day(one.happenedOn),
        way: messageFor(`register.way.${one.way}`) ?? one.way,
        outcome: messageFor(`register.outcome.${one.outcome}`) ?? one.outcome,
        by: `${one.byName}, ${officeName(one.office)}`,
        spokeWith: one.spokeWith,
        remark: one.remark,
      })),
      recorded: event.url.searchParams.has('tercatat'),
    };
  });
};

export const actions: Actions = {
  default: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        recordApproach(pilar, actor, {
          program: event.params.slug ?? error(404),
          kind: event.params.kind ?? error(404),
          entry: idOr404(event.params.entry),
          happenedOn: textOf(form, 'happenedOn'),
          way: textOf(form, 'way'),
          spokeWith: textOf(form, 'spokeWith'),
          remark: textOf(form, 'remark'),
          outcome: textOf(form, 'outcome'),
        }),
      () => `${event.url.pathname}?tercatat`,
    ),
};
