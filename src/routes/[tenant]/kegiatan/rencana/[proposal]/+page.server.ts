import { error } from '@sveltejs/kit';
import { refusalIn } from '#kernel/refusal.ts';
import { doersFor, mayPlan, planActivity, plannable } from '#modules/activities/index.ts';
import { organizationById } from '#modules/actors/index.ts';
import { programById } from '#modules/programs/index.ts';
import { proposalById, sentAt } from '#modules/proposals/index.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut } from '../../../../carry-out.ts';
import { idOr404, requireActor, requireTenant, textOf } from '../../../../request.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const actor = requireActor(event);
  return event.locals.pilar.read(requireTenant(event).id, async (tx) => {
    const proposal = await proposalById(tx, idOr404(event.params.proposal));
    if (!proposal || proposal.submittedAt === null || proposal.organization === null) error(404);
    const program = await programById(tx, proposal.program, sentAt(proposal));
    if (!program.model.activities) error(404);
    const known = await plannable(tx, proposal);
    const refusal = refusalIn(mayPlan(actor, program.model, known));
    return {
      proposal: {
        id: proposal.id,
        title: proposal.title,
        granted: proposal.granted,
        requested: proposal.requested,
      },
      organization: (await organizationById(tx, proposal.organization))?.name ?? '',
      activity: known.activity,
      doers: (await doersFor(tx, program, proposal)).map((one) => ({ value: one.id, label: one.name })),
      apart: program.model.activities?.carriedOutBy !== undefined,
      refusal: refusal && wordRefusal(refusal),
      today: tx.today,
    };
  });
};

export const actions: Actions = {
  default: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        planActivity(pilar, actor, {
          proposal: idOr404(event.params.proposal),
          startsOn: textOf(form, 'startsOn'),
          endsOn: textOf(form, 'endsOn'),
          executor: textOf(form, 'executor'),
          responsible: textOf(form, 'responsible'),
          carriedOutBy: textOf(form, 'carriedOutBy') ? idOr404(textOf(form, 'carriedOutBy')) : undefined,
        }),
      ({ activity }) => `/${event.params.tenant}/kegiatan/${activity}?tersimpan=rencana`,
    ),
};
