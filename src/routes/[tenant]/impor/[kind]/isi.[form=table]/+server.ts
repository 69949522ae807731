import { error } from '@sveltejs/kit';
import { isRefusal } from '#kernel/refusal.ts';
import { presentRows } from '#modules/imports/index.ts';
import { refusalStatus } from '#ui/refusal-status.ts';
import { requireActor, requireTenant } from '../../../../request.ts';
import { tableDownload } from '../../../table-download.ts';
import { aboutIn, importIn, templateColumns, wayOf } from '../../import-ways.ts';
import type { RequestHandler } from './$types.js';

/** What stands now in the columns of the template, for whoever may take such a table over: changed, it is read again. */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { pilar, locale } = event.locals;
  const kind = importIn(event);
  const about = await pilar.read(tenant.id, (tx) => aboutIn(tx, kind, event.url, locale));
  const batches = await presentRows(pilar, actor, { kind, about: about?.id ?? null });
  if (isRefusal(batches)) error(refusalStatus(batches));
  return tableDownload(event, `${wayOf(kind)}-${tenant.slug}`, templateColumns(kind, locale), batches);
};
