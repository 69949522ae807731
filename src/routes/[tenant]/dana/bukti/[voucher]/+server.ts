import { error, redirect } from '@sveltejs/kit';
import { voucherById } from '#modules/funding/index.ts';
import { idOr404, requireTenant } from '../../../../request.ts';
import type { RequestHandler } from './$types.js';

/** What was recorded of money stands on the page of its proposal, or of the fund that was paid into: leads there. */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const id = idOr404(event.params.voucher);
  const voucher = await event.locals.pilar.read(tenant.id, (tx) => voucherById(tx, id));
  if (!voucher) error(404);
  const page = voucher.kind === 'deposit' ? `kas/${voucher.purse}` : voucher.proposal;
  redirect(303, `/${tenant.slug}/dana/${page}#bukti-${id}`);
};
