import { json, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { type Id, isId } from '#kernel/id.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import {
  askToWrite,
  beginDraft,
  ProposalFields,
  proposalById,
  type Saved,
  saveProposal,
  type Wanted,
} from '#modules/proposals/index.ts';
import { refusalStatus } from '#ui/refusal-status.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { actorFor, idOr404, requireTenant, viewerOf } from '../../../../request.ts';
import type { RequestHandler } from './$types.js';

/** Where the form saves itself while somebody types: a draft with the version it was made from. JSON only, so that no other site's form can post here. */
export const PUT: RequestHandler = async (event) => {
  const proposal = idOr404(event.params.id);
  const outside = await askToWrite(event.locals.pilar, viewerOf(event), proposal);
  if (outside) return refused(outside);
  if (!isJson(event)) return refused(refuse('input.invalid'));
  const actor = await actorFor(event);
  const draft = readDraft(await event.request.json().catch(() => undefined));
  if (isRefusal(draft)) return refused(draft);
  return answer(event, proposal, await saveProposal(event.locals.pilar, actor, { proposal, ...draft }));
};

/** Where a draft that was begun without network is made, under the id it got there, with what was typed in it since. */
export const POST: RequestHandler = async (event) => {
  const id = idOr404(event.params.id);
  if (!event.locals.session) return refused(refuse('access.sign-in'));
  if (!isJson(event)) return refused(refuse('input.invalid'));
  const actor = await actorFor(event);
  const begun = readBegun(await event.request.json().catch(() => undefined));
  if (isRefusal(begun)) return refused(begun);
  return answer(event, id, await beginDraft(event.locals.pilar, actor, { id, ...begun }));
};

const isJson = ({ request }: RequestEvent) =>
  /^application\/json\b/i.test(request.headers.get('content-type') ?? '');

async function answer(event: RequestEvent, proposal: Id, kept: Result<Saved>): Promise<Response> {
  return kept.ok
    ? json({ version: kept.value.version })
    : refused(kept.refusal, await newestOf(event, proposal));
}

function readDraft(body: unknown): { version: number; fields: ProposalFields } | Refusal {
  if (typeof body !== 'object' || body === null || !('version' in body) || !('fields' in body)) {
    return refuse('input.invalid');
  }
  const fields = ProposalFields.safeParse(body.fields);
  return fields.success && Number.isSafeInteger(body.version)
    ? { version: Number(body.version), fields: fields.data }
    : refuse('input.invalid');
}

function readBegun(body: unknown): (Wanted & { readonly fields: ProposalFields }) | Refusal {
  const read = Begun.safeParse(body);
  return read.success ? read.data : refuse('input.invalid');
}

const Begun = z.object({
  program: z.string(),
  organization: z.string().refine(isId).optional(),
  kind: z.string(),
  fields: ProposalFields,
});

/** What stands there now, for whoever may write it, to be read beside what was typed. */
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
