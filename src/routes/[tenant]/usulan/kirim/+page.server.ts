import { fail, type RequestEvent, redirect } from '@sveltejs/kit';
import type { Refusal } from '#kernel/refusal.ts';
import { programBySlug } from '#modules/programs/index.ts';
import { askToSend, openKinds, sendWithoutAccount } from '#modules/proposals/index.ts';
import { moment } from '#ui/format.ts';
import { refusalStatus } from '#ui/refusal-status.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { refusedForm } from '../../../carry-out.ts';
import { callerOf, documentsIn, filesIn, KEY_FIELD, requireTenant, textOf } from '../../../request.ts';
import { typedIn } from '../[id]/ubah/typed-fields.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { districtsToChoose, fieldsToChoose, needForm } from './need-form.ts';

/** Which form of which programme: what it is about and where are chosen first, each by a link of their own address. */
function asked({ url }: Pick<RequestEvent, 'url'>) {
  const said = (name: string) => (url.searchParams.get(name) ?? '').slice(0, 80);
  return {
    program: said('program'),
    kind: said('jenis'),
    field: said('bidang'),
    district: said('kecamatan'),
  };
}

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { locale, pilar, actor } = event.locals;
  const wanted = asked(event);
  // Whoever has an account writes a draft that they can go on with.
  if (actor) redirect(303, `/${tenant.slug}/usulan/baru`);
  event.setHeaders({ 'cache-control': 'private, no-store' });
  const refusal = await askToSend(pilar, tenant.id, wanted);
  if (refusal && refusal.refusal !== 'program.window' && refusal.refusal !== 'program.closed') {
    redirect(303, `/${tenant.slug}/usulan/baru`);
  }
  return pilar.read(tenant.id, async (tx) => {
    const program = await programBySlug(tx, wanted.program);
    const kind = program && openKinds(program).find((one) => one.kind === wanted.kind);
    if (!program || !kind) redirect(303, `/${tenant.slug}/usulan/baru`);
    const fields = fieldsToChoose(program, kind, locale, tx.today);
    const districts = await districtsToChoose(tx, program.region);
    const field = fields.find((one) => one.value === wanted.field);
    const district = districts.find((one) => one.value === wanted.district);
    const chosen = (fields.length === 0 || field) && (districts.length === 0 || district);
    return {
      wanted,
      kind: kind.label[locale],
      program: `${program.model.short} ${program.fiscalYear}`,
      refusal: refusal && wordRefusal(refusal),
      fields,
      districts,
      chosen: [field?.label, district?.label].filter((one) => one !== undefined),
      need: chosen
        ? await needForm(tx, program, kind, {
            area: district?.value ?? program.region,
            field: field?.value ?? '',
            locale,
          })
        : undefined,
    };
  });
};

export const actions: Actions = {
  default: async (event) => {
    const tenant = requireTenant(event);
    const { pilar } = event.locals;
    const { program, kind } = asked(event);
    const form = await event.request.formData();
    const fields = typedIn(form);
    const sent = await sendWithoutAccount(pilar, callerOf(event), tenant.id, {
      program,
      kind,
      name: textOf(form, 'name'),
      phone: textOf(form, 'phone'),
      fields,
      photos: filesIn(form, 'photos'),
      documents: documentsIn(form),
      another: textOf(form, 'lain') === 'ya',
      key: textOf(form, KEY_FIELD),
    });
    if (!sent.ok) return again(event, form, sent.refusal);
    // Answered at once and not after a redirect: the code is shown this once.
    return {
      sent: {
        ...sent.value,
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
    alike: alike && {
      id: String(alike.params.proposal),
      title: String(alike.params.title),
      maySend: alike.refusal === 'proposal.similar',
    },
  });
}
