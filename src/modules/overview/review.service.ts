import type { Actor, Visitor } from '#kernel/actor.ts';
import { authorise } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal } from '#kernel/refusal.ts';
import { type Ceiling, ceilingFor } from '#modules/funding/index.ts';
import type { ProposalKind } from '#modules/models/index.ts';
import { type Comparison, comparePrices } from '#modules/prices/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { judgeOwn, type ProposalContent, type Unusual, unusualIn } from '#modules/proposals/index.ts';
import { liesIn } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** A proposal as it would be sent now, read but not sent. */
export type Review = {
  readonly program: Program;
  readonly kind: ProposalKind;
  readonly content: ProposalContent;
  /** What may be granted for it, where a purse stands behind its kind. */
  readonly ceiling: Ceiling | undefined;
  readonly unusual: readonly Unusual[];
  /** Each line of its costs beside what the city says it costs. */
  readonly prices: readonly (Comparison | undefined)[];
};

/**
 * Reads a proposal as sending it would: the same refusals, or its whole content with what is unusual in it. Changes
 * nothing. For whoever brings it.
 */
export async function reviewProposal(tx: Tx, who: Actor | Visitor, proposal: Id): Promise<Review | Refusal> {
  const actor = authorise(who, 'proposals:write');
  if (isRefusal(actor)) return actor;
  const judged = await judgeOwn(tx, actor, proposal);
  if (isRefusal(judged)) return judged;
  const { program, kind, content, attached } = judged;
  const ceiling = await ceilingFor(tx, program, judged.proposal);
  const prices = await comparePrices(tx, program.fiscalYear, content.costLines);
  const unusual = unusualIn(kind, content, {
    rest: ceiling?.remaining,
    photos: attached.photos,
    liesIn: content.point && (await liesIn(tx, content.place, content.point)),
    dear: content.costLines.flatMap((line, i) => (prices[i]?.above ? [line.item] : [])),
  });
  return { program, kind, content, ceiling, unusual, prices };
}
