import { refuse } from '#kernel/refusal.ts';
import {
  askToEnterFrom,
  enterableFromPaper,
  enterFromPaper,
  type PaperStart,
} from '#modules/proposals/index.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut } from '../../../carry-out.ts';
import {
  askFirst,
  filesIn,
  idOr404,
  requireActor,
  requireTenant,
  textOf,
  viewerOf,
} from '../../../request.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** What an officer enters for an institution from a form that was signed on paper: which institution first, then the paper. */
export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { locale, pilar } = event.locals;
  const said = (name: string) => (event.url.searchParams.get(name) ?? '').slice(0, 80);
  return pilar.read(tenant.id, async (tx) => {
    const starts = await enterableFromPaper(tx, actor);
    const start = starts.find((one) => keyOf(one) === said('untuk')) ?? starts[0];
    const institution = start?.institutions.find((one) => one.id === said('lembaga'));
    return {
      refusal: starts.length === 0 ? wordRefusal(refuse('access.office')) : undefined,
      starts: starts.map((one) => ({
        value: keyOf(one),
        label: `${one.kind.label[locale]} · ${one.program.model.short} ${one.program.fiscalYear}`,
      })),
      start: start && {
        key: keyOf(start),
        kind: start.kind.label[locale],
        later: start.later && wordRefusal(start.later),
        institutions: start.institutions.map((one) => ({ value: one.id, label: one.name })),
      },
      institution: institution && { id: institution.id, name: institution.name },
      number: said('formulir'),
      today: tx.today,
    };
  });
};

function keyOf({ program, kind }: PaperStart): string {
  return `${program.slug}/${kind.kind}`;
}

export const actions: Actions = {
  default: async (event) => {
    const tenant = requireTenant(event);
    const [program = '', kind = ''] = (event.url.searchParams.get('untuk') ?? '').slice(0, 120).split('/');
    const organization = idOr404(event.url.searchParams.get('lembaga') ?? '');
    const about = { program, kind, organization };
    await askFirst(askToEnterFrom(event.locals.pilar, viewerOf(event), about));
    return carryOut(
      event,
      (pilar, actor, form) =>
        enterFromPaper(pilar, actor, {
          ...about,
          number: textOf(form, 'number'),
          broughtBy: textOf(form, 'broughtBy'),
          receivedOn: textOf(form, 'receivedOn'),
          until: textOf(form, 'until'),
          scan: filesIn(form, 'scan'),
        }),
      ({ id }) => `/${tenant.slug}/usulan/${id}/ubah`,
    );
  },
};
