import { COST_SHEET_COLUMNS, costSheetRows, ProposalFields } from '#modules/proposals/index.ts';
import { requireTenant } from '../../../../../request.ts';
import { tableDownload } from '../../../../table-download.ts';
import { editable } from '../../own-proposal.ts';
import type { RequestHandler } from './$types.js';

/** The cost plan of a draft as it was saved, for whoever writes it; the same sheet fills it in again. */
export const GET: RequestHandler = async (event) => {
  const { proposal } = await event.locals.pilar.read(requireTenant(event).id, (tx) => editable(tx, event));
  const { costLines } = ProposalFields.parse(JSON.parse(proposal.fields));
  async function* batches() {
    yield costSheetRows(costLines);
  }
  return tableDownload(event, 'rincian-biaya', COST_SHEET_COLUMNS, batches());
};
