import { json, type RequestEvent } from '@sveltejs/kit';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { askToWrite, ProposalFields, proposalById, saveProposal } from '#modules/proposals/index.ts';
import { refusalStatus } from '#ui/refusal-status.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { actorFor, idOr404, requireTenant, viewerOf } from '../../../../request.ts';
import type { RequestHandler } from './$types.js';

/** Where the form saves itself while somebody types: a draft with the version it was made from. JSON only, so that no other site's form can post here. */
export const PUT: RequestHandler = async (event) => {
  const proposal = idOr404(event.params.id);
  const outside = await askToWrite(event.locals.pilar, viewerOf(event), proposal);
  if (outside) return refused(outside);
  if (!/^application\/json\b/i.test(event.request.headers.get('content-type') ?? '')) {
    return refused(refuse('input.invalid'));
  }
  const actor = await actorFor(event);
  const draft = readDraft(await event.request.json().catch(() => undefined));
  if (isRefusal(draft)) return refused(draft);
  const saved = await saveProposal(event.locals.pilar, actor, { proposal, ...draft });
  if (saved.ok) return json({ version: saved.value.version });
  return refused(saved.refusal, await newestOf(event, proposal));
};

function readDraft(body: unknown): { version: number; fields: ProposalFields } | Refusal {
  if (typeof body !== 'object' || body === null || !('version' in body) || !('fields' in body)) {
    return refuse('input.invalid');
  }
  const fields = ProposalFields.safeParse(body.fields);
  return fields.success && Number.isSafeInteger(body.version)
    ? { version: Number(body.version), fields: fields.data }
    : refuse('input.invalid');
}

/** What stands there now, to be read beside what was typed. */
async function newestOf(event: RequestEvent, proposal: Id): Promise<unknown> {
  const found = await event.locals.pilar.read(requireTenant(event).id, (tx) => proposalById(tx, proposal));
  return found && JSON.parse(found.fields);
}

function refused(refusal: Refusal, fields?: unknown): Response {
  const said = refusal.issues?.[0] ?? refusal;
  const { current } = refusal.params;
  return json(
    { ...wordRefusal(said), ...(typeof current === 'number' ? { current, fields } : {}) },
    { status: refusalStatus(refusal) },
  );
}
