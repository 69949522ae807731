import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { type Refusal, refuse } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import type { Runtime } from '#platform/runtime.ts';
import { decideProposal } from './forum.service.ts';

/** Proposals that may be decided by one form. */
const MOST = 200;

/** What became of several proposals that were decided at once, and what stood against the first that was not. */
export type DecidedTogether = {
  readonly decided: number;
  readonly left: number;
  readonly because: Refusal | undefined;
};

/**
 * Decides several proposals in the same way, the whole of what each asks where the outcome funds. Each is decided by
 * itself, in the order given: what one may not have keeps none of the others waiting. Refused where none could be decided.
 */
export async function decideTogether(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { forum: Id; proposals: readonly Id[]; outcome: string; reason: string },
): Promise<Result<DecidedTogether>> {
  const { forum, outcome, reason } = input;
  const proposals = [...new Set(input.proposals)];
  if (proposals.length === 0) return refused(refuse('input.required'));
  if (proposals.length > MOST) return refused(refuse('input.too-many-lines', undefined, { limit: MOST }));
  let decided = 0;
  let because: Refusal | undefined;
  for (const [i, proposal] of proposals.entries()) {
    const result = await decideProposal(runtime, asOneOf(who, i), { forum, proposal, outcome, reason });
    if (result.ok) decided += 1;
    else because ??= result.refusal;
  }
  if (decided === 0 && because) return refused(because);
  return ok({ decided, left: proposals.length - decided, because });
}

/** The same person with a key of its own for each decision, so that sending the form twice decides each once. */
function asOneOf(who: Actor | Visitor, i: number): Actor | Visitor {
  if (who.person === undefined || !who.request) return who;
  return { ...who, request: { ...who.request, key: `${who.request.key}-${i}` } };
}
