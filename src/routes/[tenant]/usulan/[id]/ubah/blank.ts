import { type RequestEvent, redirect } from '@sveltejs/kit';
import { toJson } from '#kernel/json.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { beginningOf } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { BLANK_DRAFT, FOR_BLANKS } from '../../../../../offline/addresses.ts';
import { idOr404, requireActor, requireTenant } from '../../../../request.ts';
import type { Written } from './writing.ts';

/**
 * The form of a proposal that nobody has begun yet, as a device keeps it to begin one without network: the worker gives
 * it an id each time it is opened. Whoever opens the address by hand is led to where a proposal is begun.
 */
export async function blankIn(tx: Tx, event: RequestEvent): Promise<Written> {
  const actor = requireActor(event);
  const asked = (name: string) => event.url.searchParams.get(name) ?? '';
  const organization = asked('lembaga') === '' ? undefined : idOr404(asked('lembaga'));
  const start = { program: asked('program'), kind: asked('jenis'), organization };
  const found = event.request.headers.has(FOR_BLANKS) ? await beginningOf(tx, actor, start) : undefined;
  if (!found || isRefusal(found)) redirect(303, `/${requireTenant(event).slug}/usulan/baru`);
  const { program, kind, institution, bringing, blank } = found;
  return {
    proposal: {
      id: BLANK_DRAFT,
      version: 0,
      state: 'draft',
      remark: null,
      kind: kind.kind,
      party: bringing.lead.party,
      organization: bringing.lead.organization,
      fields: toJson(blank),
    },
    program,
    institution,
    start,
  };
}
