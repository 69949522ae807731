import { error } from '@sveltejs/kit';
import { isRefusal } from '#kernel/refusal.ts';
import { keepSupplier, supplierList } from '#modules/funding/index.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut } from '../../../carry-out.ts';
import { idOr404, requireActor, requireTenant, textOf } from '../../../request.ts';
import { chosenProgram } from '../../chosen-program.ts';
import { cursorIn, withParams } from '../../usulan/filter.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { supplierIn } from './supplier-form.ts';

const PAGE = 50;

/** Whom the city pays, for the offices of money. */
export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { url } = event;
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const { program } = await chosenProgram(tx, url, 'funding');
    if (!program) error(404);
    const after = cursorIn(url.searchParams);
    const search = url.searchParams.get('cari') ?? '';
    const found = await supplierList(tx, actor, program, { search, limit: PAGE + 1, after });
    const common = {
      program: { id: program.id, slug: program.slug, title: `${program.model.short} ${program.fiscalYear}` },
      search,
      said: url.searchParams.has('tersimpan'),
    };
    if (isRefusal(found)) return { ...common, refusal: wordRefusal(found), rows: [], mayKeep: false };
    const last = found.rows.length > PAGE ? found.rows[PAGE - 1] : undefined;
    return {
      ...common,
      refusal: undefined,
      rows: found.rows.slice(0, PAGE),
      mayKeep: found.mayKeep,
      next: last && withParams(url, { setelah: last.id }),
      first: after && withParams(url, {}),
    };
  });
};

export const actions: Actions = {
  default: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        keepSupplier(pilar, actor, { ...supplierIn(form), program: idOr404(textOf(form, 'program')) }),
      ({ supplier }) => `/${event.params.tenant}/dana/penyedia/${supplier}?tersimpan=1`,
    ),
};
