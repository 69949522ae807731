import { error, redirect } from '@sveltejs/kit';
import { isRefusal } from '#kernel/refusal.ts';
import { mayRead, proposalById, readSheetNumber, sheetNumbered } from '#modules/proposals/index.ts';
import { requireTenant, viewerOf } from '../../../request.ts';
import type { PageServerLoad } from './$types.js';

/** Where the QR of a printed form leads: to what was entered from it, with its scan; before, that nothing was. */
export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const number = readSheetNumber(event.params.number);
  if (number === null || isRefusal(number)) error(404);
  const viewer = viewerOf(event);
  const found = await event.locals.pilar.read(tenant.id, async (tx) => {
    const sheet = await sheetNumbered(tx, number);
    const proposal = sheet && (await proposalById(tx, sheet.proposal));
    return proposal && { id: proposal.id, open: !mayRead(viewer, proposal) };
  });
  if (found?.open) redirect(303, `/${tenant.slug}/usulan/${found.id}`);
  return { number, entered: found !== undefined };
};
