import { fail, type RequestEvent } from '@sveltejs/kit';
import { isRefusal, type Refusal } from '#kernel/refusal.ts';
import { programBySlug } from '#modules/programs/index.ts';
import { askToEnter, enterForPerson, mayEnter, OFFICE_WAYS } from '#modules/proposals/index.ts';
import { m } from '#paraglide/messages.js';
import { moment } from '#ui/format.ts';
import { refusalStatus } from '#ui/refusal-status.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { refusedForm } from '../../../carry-out.ts';
import {
  actorFor,
  askFirst,
  documentsIn,
  filesIn,
  requireActor,
  requireTenant,
  textOf,
  viewerOf,
} from '../../../request.ts';
import { typedIn } from '../[id]/ubah/typed-fields.ts';
import { needForm } from '../kirim/need-form.ts';
import type { Actions, PageServerLoad } from './$types.js';

function asked({ url }: Pick<RequestEvent, 'url'>) {
  const said = (name: string) => (url.searchParams.get(name) ?? '').slice(0, 80);
  return { program: said('program'), kind: said('jenis') };
}

const WAYS = { telephone: m['need.office.telephone'], paper: m['need.office.paper'] };

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { locale, pilar } = event.locals;
  const wanted = asked(event);
  event.setHeaders({ 'cache-control': 'private, no-store' });
  const refusal = await askToEnter(pilar, actor, wanted);
  return pilar.read(tenant.id, async (tx) => {
    const program = await programBySlug(tx, wanted.program);
    const kind = program?.model.proposals.find((one) => one.kind === wanted.kind);
    const by = program && kind && mayEnter(actor, program.model, kind, undefined);
    if (!program || !kind || !by || isRefusal(by) || refusal) {
      return {
        wanted,
        refusal: wordRefusal(refusal ?? (isRefusal(by) ? by : { refusal: 'access.not-found', params: {} })),
      };
    }
    return {
      wanted,
      refusal: undefined,
      kind: kind.label[locale],
      program: `${program.model.short} ${program.fiscalYear}`,
      office: by.organization.name,
      today: tx.today,
      ways: OFFICE_WAYS.map((value) => ({ value, label: WAYS[value]() })),
      photosWanted: !kind.checks.some((one) => one.check === 'photos' && one.unlessEntered),
      need: await needForm(tx, program, kind, { area: by.region, field: '', locale }),
    };
  });
};

export const actions: Actions = {
  default: async (event) => {
    const tenant = requireTenant(event);
    const { pilar } = event.locals;
    const wanted = asked(event);
    await askFirst(askToEnter(pilar, viewerOf(event), wanted));
    const form = await event.request.formData();
    const fields = typedIn(form);
    const entered = await enterForPerson(pilar, await actorFor(event), {
      ...wanted,
      name: textOf(form, 'name'),
      phone: textOf(form, 'phone'),
      way: textOf(form, 'way'),
      receivedOn: textOf(form, 'receivedOn'),
      fields,
      photos: filesIn(form, 'photos'),
      documents: documentsIn(form),
      scan: filesIn(form, 'scan'),
    });
    if (!entered.ok) return again(event, form, entered.refusal);
    return {
      entered: {
        ...entered.value,
        title: fields.title,
        at: moment(pilar.clock.now(), tenant.timeZone),
        address: `${event.url.host}/${tenant.slug}/lacak`,
      },
    };
  },
};

/** The form again with what was typed, and a link to what is the same. */
function again(event: RequestEvent, form: FormData, refusal: Refusal) {
  const alike = [refusal, ...(refusal.issues ?? [])].find((one) => 'proposal' in one.params);
  return fail(refusalStatus(refusal), {
    ...refusedForm(event, form, refusal),
    typed: typedIn(form),
    alike: alike && { id: String(alike.params.proposal), title: String(alike.params.title) },
  });
}
