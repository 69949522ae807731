import { isRefusal } from '#kernel/refusal.ts';
import { mostFor, PERSON } from '#modules/models/index.ts';
import { windowFor } from '#modules/programs/index.ts';
import { startProposal, startsOf } from '#modules/proposals/index.ts';
import { m } from '#paraglide/messages.js';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut } from '../../../carry-out.ts';
import { idOr404, requireActor, requireTenant, textOf } from '../../../request.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const actor = requireActor(event);
  const { pilar, locale } = event.locals;
  const { starts, today } = await pilar.read(actor.tenant, async (tx) => ({
    starts: await startsOf(tx, actor),
    today: tx.today,
  }));
  if (isRefusal(starts)) return { refusal: wordRefusal(starts), starts: [] };
  return {
    refusal: undefined,
    starts: starts.map(({ program, kind, organization, start, later, owes }) => ({
      program: program.slug,
      title: `${program.model.short} ${program.fiscalYear}`,
      about: program.model.about[locale],
      institution: {
        id: organization?.id ?? '',
        name: organization?.name ?? m['proposal.new.for-yourself'](),
      },
      kind: { id: kind.kind, label: kind.label[locale] },
      ceiling:
        kind.purses.length === 0
          ? undefined
          : (mostFor(program.model, kind, organization?.kind ?? PERSON)?.amount ?? 0n),
      until: windowFor(program, kind, today).to,
      refusal: isRefusal(start) ? wordRefusal(start) : undefined,
      later: later && wordRefusal(later),
      owes: owes && wordRefusal(owes),
    })),
  };
};

export const actions: Actions = {
  default: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        startProposal(pilar, actor, {
          program: textOf(form, 'program'),
          organization: textOf(form, 'organization') ? idOr404(textOf(form, 'organization')) : undefined,
          kind: textOf(form, 'kind') || undefined,
        }),
      ({ id }) => `/${requireTenant(event).slug}/usulan/${id}/ubah`,
    ),
};
