import type { Actor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import {
  countAttendance,
  countsOf,
  type Forum,
  mayRunVotes,
  projectId,
  type Vote,
} from '#modules/deliberation/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { m } from '#paraglide/messages.js';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { count } from '#ui/format.ts';
import { ruleName } from './suara/comparison-words.ts';
import { resultsOf } from './suara/vote-results.ts';

type Locale = 'id' | 'en';

/** What the page of a forum says of its vote, with the way to it. */
export type VoteCard = {
  readonly state: 'none' | 'open' | 'closed';
  readonly lead: string;
  readonly followed: string;
  readonly link: string;
};

/** The vote of a forum in a line; undefined where there is none and the reader opens none. */
export async function voteCard(
  tx: Tx,
  given: {
    actor: Actor | undefined;
    program: Program;
    forum: Forum;
    vote: Vote | undefined;
    locale: Locale;
  },
): Promise<VoteCard | undefined> {
  const { actor, program, forum, vote, locale } = given;
  if (!vote) {
    const runs = forum.state === 'open' && actor && mayRunVotes(actor, program, forum) === undefined;
    return runs
      ? {
          state: 'none',
          lead: m['ballots.card.lead-none'](),
          followed: '',
          link: m['ballots.open-do'](),
        }
      : undefined;
  }
  if (vote.state !== 'closed') {
    const attendance = await countAttendance(tx, forum.id);
    return {
      state: 'open',
      lead: m['ballots.card.lead-open']({ received: count(vote.received), attendance: count(attendance) }),
      followed: '',
      link: m['ballots.card.go'](),
    };
  }
  const applied = resultsOf(program, vote, locale)?.applied ?? 0;
  return {
    state: 'closed',
    lead: m['ballots.card.lead-closed']({ received: count(vote.received), rules: count(applied) }),
    followed: vote.followed === null ? '' : m['ballots.card.followed']({ rule: ruleName(vote.followed) }),
    link: m['ballots.card.go-closed'](),
  };
}

/** What a closed vote came to for each proposal on its slip, as a hint beside the decision. */
export function voteHints(program: Program, vote: Vote | undefined, locale: Locale): Map<Id, string> {
  const compared = vote && resultsOf(program, vote, locale);
  if (!vote?.result || !compared) return new Map();
  const counts = new Map(countsOf(vote, vote.result).map((one) => [one.number, one]));
  return new Map(
    vote.slip.map((line) => [
      line.proposal,
      m['ballots.hint']({
        votes: count(counts.get(line.number)?.votes ?? 0),
        ballots: count(vote.received),
        chosen: count(compared.fundedBy.get(projectId(vote, line.number))?.length ?? 0),
        rules: count(compared.applied),
      }),
    ]),
  );
}
