import type { RequestEvent } from '@sveltejs/kit';
import { isRefusal, type Refusal } from '#kernel/refusal.ts';
import { COST_SHEET_FIELD, type ProposalFields, readCostSheet } from '#modules/proposals/index.ts';
import { sheetIn } from '../../../../sheet-file.ts';

/** A cost plan of two hundred lines takes 20 kB. */
export const COST_SHEET_BYTES = 2 * 1024 * 1024;

/** What was typed, with the cost plan of the sheet that came along in the place of the typed one; or what is wrong in the sheet. */
export async function withSheet(
  event: RequestEvent,
  form: FormData,
  typed: ProposalFields,
): Promise<ProposalFields | Refusal> {
  const sheet = await sheetIn(event, form, COST_SHEET_FIELD, COST_SHEET_BYTES);
  if (sheet === undefined || isRefusal(sheet)) return sheet ?? typed;
  const costLines = readCostSheet(sheet);
  return isRefusal(costLines) ? costLines : { ...typed, costLines };
}
