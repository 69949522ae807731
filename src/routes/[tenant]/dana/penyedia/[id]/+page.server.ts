import { error, redirect } from '@sveltejs/kit';
import { keepSupplier, supplierOverview, suppliersToChoose } from '#modules/funding/index.ts';
import { mergeSuppliers } from '#modules/merging/index.ts';
import { day } from '#ui/format.ts';
import { carryOut, versionIn } from '../../../../carry-out.ts';
import { idOr404, readOr404, requireActor, requireTenant, textOf } from '../../../../request.ts';
import { chosenProgram } from '../../../chosen-program.ts';
import { cursorIn, withParams } from '../../../usulan/filter.ts';
import { supplierIn } from '../supplier-form.ts';
import type { Actions, PageServerLoad } from './$types.js';

const PAGE = 25;

/** One supplier, with what was paid to it. */
export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const supplier = idOr404(event.params.id);
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const { program } = await chosenProgram(tx, event.url, 'funding');
    if (!program) error(404);
    const before = cursorIn(event.url.searchParams);
    const found = readOr404(
      await supplierOverview(tx, actor, program, { supplier, limit: PAGE + 1, before }),
    );
    if (found.supplier.id !== supplier) {
      redirect(303, `/${tenant.slug}/dana/penyedia/${found.supplier.id}${event.url.search}`);
    }
    const last = found.payments.length > PAGE ? found.payments[PAGE - 1] : undefined;
    return {
      program: { id: program.id, slug: program.slug },
      supplier: found.supplier,
      mayKeep: found.mayKeep,
      payments: found.payments.slice(0, PAGE).map((one) => ({ ...one, paidOn: day(one.paidOn, 'short') })),
      next: last && withParams(event.url, { setelah: last.id }),
      first: before && withParams(event.url, {}),
      others: found.mayKeep
        ? (await suppliersToChoose(tx)).filter((name) => name !== found.supplier.name)
        : [],
      said: event.url.searchParams.get('tersimpan') ?? '',
    };
  });
};

export const actions: Actions = {
  gabung: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        mergeSuppliers(pilar, actor, {
          program: idOr404(textOf(form, 'program')),
          stays: idOr404(event.params.id),
          gone: textOf(form, 'gone'),
          reason: textOf(form, 'reason'),
        }),
      () => '?tersimpan=gabung',
    ),

  simpan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        keepSupplier(pilar, actor, {
          ...supplierIn(form),
          program: idOr404(textOf(form, 'program')),
          supplier: idOr404(event.params.id),
          version: versionIn(form),
        }),
      () => '?tersimpan=1',
    ),
};
