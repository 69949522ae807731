import type { Actor, Visitor } from '#kernel/actor.ts';
import { acting } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal, refusalIn, refuse, unless } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { type LinkKind, link, successorOf } from '#modules/links/index.ts';
import { proposalKind } from '#modules/models/index.ts';
import { listPrograms, type Program } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { againFrom, programForAgain } from './again.ts';
import { holdOwn, type Who } from './own-proposal.service.ts';
import { institutionOf, mayStart, mustBeIn, openDraft, type Saved } from './proposal.service.ts';
import { isOwn, mayProposeAgain, type Proposal } from './proposal.ts';
import { ProposalFields } from './proposal-fields.ts';

/** What a proposal could be brought again as: what it would be to this one, and in which programme. */
export type Again = { readonly link: LinkKind; readonly program: Program };

/**
 * Brings a proposal again that was not agreed to, was withdrawn, or whose year is over: a new draft with what was typed
 * in the old one, linked to it. Photos are taken anew, since they show how it looks now. Once only: whoever comes second
 * goes on with the draft that there is.
 */
export async function bringAgain(
  runtime: Runtime,
  who: Who,
  input: { readonly proposal: Id; readonly version?: number | undefined },
): Promise<Result<Saved>> {
  return runtime.change(who, 'proposals:write', async (tx, actor) => {
    const own = await holdOwn(tx, actor, input);
    if (isRefusal(own)) return refused(own);
    const earlier = own.thing;
    const again = await againIn(tx, own.program, earlier);
    if (isRefusal(again)) return refused(again);
    const kind = proposalKind(again.program.model, earlier.kind);
    const by = unless(
      mayStart(actor, again.program, kind, own.lead),
      await mustBeIn(tx, again.program, institutionOf(own)),
    );
    if (isRefusal(by)) return refused(by);
    const draft = await openDraft(tx, acting(actor, by), again.program, {
      kind,
      bringing: own,
      fields: ProposalFields.parse(JSON.parse(earlier.fields)),
      // Not in the summary, which is for everybody: the draft is nobody else's to see yet.
      details: { [again.link]: earlier.id },
    });
    const linked = await link(tx, {
      kind: again.link,
      earlier: { type: 'proposal', id: earlier.id },
      later: { type: 'proposal', id: draft.id },
    });
    return linked === 'taken' ? refused(refuse('proposal.brought-again')) : ok(draft);
  });
}

async function againIn(tx: Tx, program: Program, proposal: Proposal): Promise<Again | Refusal> {
  const kind = againFrom(program.model, proposal);
  if (isRefusal(kind)) return kind;
  if (await successorOf(tx, proposal.id)) return refuse('proposal.brought-again');
  const found = programForAgain(kind, { ...proposal, program }, await listPrograms(tx), tx.today);
  return isRefusal(found) ? found : { link: kind, program: found };
}

/**
 * Whether somebody may bring a proposal again, for its page: undefined for those whom it does not concern, while it is
 * under way, and once it was.
 */
export async function againOffer(
  tx: Tx,
  viewer: Actor | Visitor,
  program: Program,
  proposal: Proposal,
): Promise<Again | Refusal | undefined> {
  if (!isOwn(viewer, proposal)) return undefined;
  const again = unless(
    await againIn(tx, program, proposal),
    refusalIn(mayProposeAgain(viewer, program.model, proposal)),
  );
  const silent = ['proposal.state', 'proposal.brought-again'];
  return isRefusal(again) && silent.includes(again.refusal) ? undefined : again;
}
