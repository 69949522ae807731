import type { Id } from '#kernel/id.ts';
import type { Vote, VoteBounds } from '#modules/deliberation/index.ts';
import { m } from '#paraglide/messages.js';
import { count, percent, rupiah } from '#ui/format.ts';
import { messageFor } from '#ui/message.ts';
import { resultsOf } from '#ui/vote-results.ts';
import { countsIn, type Matrix, matrixOf, ruleName } from '../suara/comparison-words.ts';
import { slipNotes } from '../suara/slip-notes.ts';

/** Rows of the comparison that a hall can read on one screen. */
const ROWS = 8;

/** Lines of the slip that fit beneath the count. */
const LINES = 14;

/** What the wall shows of a vote: while it is open how many ballots came in and nothing else, then the comparison. */
export type ScreenVote = {
  readonly state: 'open' | 'closed';
  /** The wall shows the vote now: while it is open, after closing until something is decided, and when asked for. */
  readonly shown: boolean;
  readonly received: string;
  readonly text: string;
  readonly share: string;
  readonly of: number;
  readonly count: number;
  readonly address: string;
  readonly matrix: Matrix | undefined;
  /** What the tally of the matrix counts. */
  readonly tally: string;
  readonly more: string;
  readonly followed: string;
  /** What stands on the slip, while it is filled in. */
  readonly slip: readonly {
    readonly number: string;
    readonly title: string;
    readonly now: boolean;
  }[];
  /** The proposal that the chair explains while the vote is open, as it stands on the slip. */
  readonly explained: ExplainedLine | undefined;
};

type ExplainedLine = { readonly title: string; readonly about: string; readonly notes: readonly string[] };

export function screenVote(
  vote: Vote,
  given: {
    bounds: VoteBounds;
    address: string;
    decided: number;
    asked: boolean;
    discussing: Id | null;
    locale: 'id' | 'en';
  },
): ScreenVote {
  const { bounds, address, decided, asked, discussing, locale } = given;
  const { attendance } = bounds;
  const now = vote.state === 'open' ? vote.slip.find((line) => line.proposal === discussing) : undefined;
  const compared = resultsOf(vote, locale);
  const matrix = compared && matrixOf(compared, countsIn(compared.election));
  const hidden =
    vote.state === 'open'
      ? Math.max(0, vote.slip.length - LINES)
      : Math.max(0, (matrix?.rows.length ?? 0) - ROWS);
  return {
    state: vote.state === 'closed' ? 'closed' : 'open',
    shown: vote.state === 'open' || decided === 0 || asked,
    received: count(vote.received),
    text: m['ballots.in-of']({ received: count(vote.received), attendance: count(attendance) }),
    share: percent(attendance === 0 ? 0 : Math.round((vote.received * 1000) / attendance)),
    of: attendance,
    count: vote.received,
    address: m['ballots.screen.address']({ address }),
    matrix: matrix && { ...matrix, rows: matrix.rows.slice(0, ROWS) },
    tally: messageFor(`ballots.tally.${vote.kind}`, {}, locale) ?? '',
    more: hidden > 0 ? m['ballots.screen.more']({ count: count(hidden) }) : '',
    slip:
      vote.state === 'open'
        ? vote.slip.slice(0, LINES).map((line) => ({
            number: count(line.number),
            title: line.title,
            now: line === now,
          }))
        : [],
    explained: now && {
      title: `${now.number}. ${now.title}`,
      about: `${now.institutionName}, ${rupiah(now.requested)}`,
      notes: slipNotes(bounds).get(now.number) ?? [],
    },
    followed: vote.followed === null ? '' : m['ballots.card.followed']({ rule: ruleName(vote.followed) }),
  };
}
