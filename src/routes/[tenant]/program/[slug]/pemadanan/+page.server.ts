import { isId } from '#kernel/id.ts';
import { listRecommendations, listScenarios, makeScenario, maySteer } from '#modules/matching/index.ts';
import { mustBeOpen } from '#modules/programs/index.ts';
import { officeName } from '#ui/message.ts';
import { carryOut } from '../../../../carry-out.ts';
import { readOr404, requireActor, requireTenant, waitingFor } from '../../../../request.ts';
import { programIn, titleOf } from '../../program-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

const PAGE = 20;

/** Proposals over the whole of a programme, and what was recommended, for the offices that see it. */
export const load: PageServerLoad = (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { url, locals } = event;
  const after = url.searchParams.get('setelah') ?? '';
  const asked = url.searchParams.get('diusulkan') ?? '';
  return locals.pilar.read(tenant.id, async (tx) => {
    const program = await programIn(tx, event.params.slug);
    readOr404(maySteer(actor, program));
    const rows = await listScenarios(tx, program.id, PAGE + 1, isId(after) ? after : undefined);
    const recommended = await listRecommendations(tx, program.id, PAGE + 1, isId(asked) ? asked : undefined);
    const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
    const lastAsked = recommended.length > PAGE ? recommended[PAGE - 1] : undefined;
    return {
      program: { slug: program.slug, title: titleOf(program), open: mustBeOpen(program) === undefined },
      rows: rows.slice(0, PAGE).map((one) => ({
        id: one.id,
        madeAt: one.madeAt,
        office: officeName(one.office, locals.locale),
        adjusted: one.from !== null,
        pairs: one.pairs,
        amount: one.amount,
        recommended: one.recommended,
        taken: one.taken,
        agreed: one.agreed,
      })),
      recommended: recommended.slice(0, PAGE).map((one) => ({
        id: one.id,
        need: one.need,
        title: one.title,
        organization: one.organizationName,
        amount: one.amount,
        state: one.state,
        reason: one.reason ?? '',
      })),
      first: after === '' && asked === '' ? undefined : url.pathname,
      next: last && `${url.pathname}?setelah=${last.id}`,
      nextAsked: lastAsked && `${url.pathname}?diusulkan=${lastAsked.id}`,
      timeZone: tenant.timeZone,
    };
  });
};

export const actions: Actions = {
  default: (event) =>
    carryOut(
      event,
      (pilar, actor) => makeScenario(pilar, actor, { program: event.params.slug }, waitingFor(event)),
      ({ scenario }) => `${event.url.pathname}/${scenario}?hasil=dihitung`,
    ),
};
