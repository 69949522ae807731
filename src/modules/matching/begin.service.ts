import { type Actor, acting, type Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { certainText } from '#kernel/readers/number.ts';
import { isRefusal, refuse, unless } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { organizationById } from '#modules/actors/index.ts';
import { record } from '#modules/journal/index.ts';
import { proposalKind } from '#modules/models/index.ts';
import { settleFor } from '#modules/notices/index.ts';
import { leadBy, mayStart, mustBeIn, openDraft, ProposalFields } from '#modules/proposals/index.ts';
import type { Runtime } from '#platform/runtime.ts';
import { heldMatch } from './match.service.ts';
import { setCarried } from './match.store.ts';
import { mayMoveMatch, takerIn } from './need.ts';

/**
 * Opens the draft of what a taker brings to do as was agreed, with what the need says in it; the match leads to it from now on.
 * Source: model `proposals[].open.to[].brings`; paper 004, §4.2.1 (a company uploads the programme that realises a request).
 */
export async function beginMatch(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { readonly match: Id },
): Promise<Result<{ readonly id: Id; readonly version: number }>> {
  return runtime.change(who, 'proposals:write', async (tx, actor) => {
    const held = await heldMatch(tx, input);
    if (isRefusal(held)) return refused(held);
    const { match, proposal, program, open } = held;
    const taker = await organizationById(tx, match.organization);
    const brings = taker && takerIn(open, taker.kind)?.brings;
    if (!taker || brings === undefined) return refused(refuse('access.not-found'));
    const kind = proposalKind(program.model, brings);
    const lead = leadBy(taker);
    const by = unless(
      mayStart(actor, program, kind, lead),
      mayMoveMatch(match, 'begin'),
      await mustBeIn(tx, program, taker),
    );
    if (isRefusal(by)) return refused(by);
    const draft = await openDraft(tx, acting(actor, by), program, {
      kind,
      bringing: { lead, area: taker.region, name: taker.name },
      fields: ProposalFields.parse({
        scope: proposal.scope,
        title: proposal.title,
        need: proposal.need,
        place: proposal.place,
        address: proposal.address,
        volume: proposal.volume > 0n ? certainText(proposal.volume, 3) : '',
        unit: proposal.unit,
        people: proposal.people > 0 ? String(proposal.people) : '',
        total: kind.costs === 'total' && match.amount > 0n ? String(match.amount) : '',
      }),
    });
    await setCarried(tx, match.id, draft.id);
    for (const office of open.to.flatMap((one) => one.offices)) {
      await settleFor(tx, { subject: proposal.id, kind: 'match.begin', organization: taker.id, office });
    }
    await record(tx, acting(actor, by), {
      action: 'match.begun',
      subjectType: 'proposal',
      subjectId: proposal.id,
      region: proposal.place,
      summary: { organization: taker.name, proposal: draft.id },
      details: { match: match.id },
    });
    return ok(draft);
  });
}
