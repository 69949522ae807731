import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import type { Followed } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { answerMatch, type SavedMatch } from './match.service.ts';
import { type MatchNow, needOverview } from './need-overview.service.ts';
import { sayAbout, talkFacts } from './talk.service.ts';
import type { Message } from './talk.ts';

/**
 * Whoever follows a need with a code agrees to an offer on it, or declines it: as the person who brought it, and on no other
 * need that they may have brought. Sources: model `proposals[].open`; decision 66.
 */
export function answerByCode(
  runtime: Runtime,
  { as, slip }: Followed,
  input: {
    readonly match: Id;
    readonly outcome: 'agree' | 'decline';
    readonly remark: string;
    readonly version?: number | undefined;
  },
): Promise<Result<SavedMatch>> {
  return answerMatch(runtime, as, { ...input, need: slip.proposal });
}

/** They answer a taker who wrote to them about it. */
export function sayByCode(
  runtime: Runtime,
  { as, slip }: Followed,
  input: { readonly organization: Id; readonly said: string },
): Promise<Result<{ readonly message: Id }>> {
  return sayAbout(runtime, as, { ...input, need: slip.proposal });
}

/** What was said with one taker, the newest first, and what keeps whoever follows from answering now. */
export type FollowedTalk = {
  readonly organization: Id;
  readonly name: string;
  readonly messages: readonly Message[];
  readonly refusal: Refusal | undefined;
};

/** What takers offered and said of a need that somebody follows with a code; undefined as long as it is not open to them. */
export async function offersFollowed(
  tx: Tx,
  { as, slip }: Followed,
  shown: number,
): Promise<{ readonly matches: readonly MatchNow[]; readonly talks: readonly FollowedTalk[] } | undefined> {
  const found = await needOverview(tx, as, slip.proposal);
  if (isRefusal(found)) return undefined;
  const talks: FollowedTalk[] = [];
  for (const { organization, name } of found.threads) {
    const talk = await talkFacts(tx, as, { need: slip.proposal, organization }, { limit: shown });
    if (!isRefusal(talk)) talks.push({ organization, name, messages: talk.messages, refusal: talk.refusal });
  }
  return { matches: found.matches, talks };
}
