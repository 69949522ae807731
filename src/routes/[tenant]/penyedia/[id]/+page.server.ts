import { paidProvider } from '#modules/funding/index.ts';
import { day } from '#ui/format.ts';
import { idOr404, readOr404, requireTenant } from '../../../request.ts';
import { cursorIn, withParams } from '../../usulan/filter.ts';
import type { PageServerLoad } from './$types.js';

const PAGE = 25;

/** Whom the city paid, with every payment that was accepted. */
export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const supplier = idOr404(event.params.id);
  const before = cursorIn(event.url.searchParams);
  const found = readOr404(
    await event.locals.pilar.read(tenant.id, (tx) => paidProvider(tx, { supplier, limit: PAGE + 1, before })),
  );
  const last = found.payments.length > PAGE ? found.payments[PAGE - 1] : undefined;
  return {
    name: found.name,
    count: found.count,
    total: found.total,
    payments: found.payments.slice(0, PAGE).map((one) => ({ ...one, paidOn: day(one.paidOn, 'short') })),
    next: last && withParams(event.url, { setelah: last.id }),
    first: before && withParams(event.url, {}),
  };
};
