import { isRefusal } from '#kernel/refusal.ts';
import type { Program } from '#modules/programs/index.ts';
import { type BallotKind, ballotRules, countsOf, type SlipExclusion, type Vote } from './ballot.ts';
import type { Forum } from './forum-state.ts';
import { type ElectionComparison, projectId } from './rule-comparison.ts';

/** A vote as the minutes keep it for ever; amounts are decimal strings of rupiah. */
export type MinutesVote = {
  readonly kind: BallotKind;
  readonly points: number | null;
  readonly ballots: number;
  readonly attendance: number;
  readonly budget: string;
  readonly counts: readonly {
    readonly number: number;
    readonly proposal: string;
    readonly title: string;
    readonly requested: string;
    readonly votes: number;
    readonly tally: number;
    /** How many of the rules laid side by side would have funded it. */
    readonly rules: number;
  }[];
  readonly rules: readonly string[];
  /** Proposals of which one at most could be funded, as the chair declared before; absent from earlier minutes. */
  readonly exclusions?: readonly SlipExclusion[];
  /** Institutions that consented to a part; absent from earlier minutes. */
  readonly parts?: readonly { readonly number: number; readonly least: string; readonly instead: string }[];
  /** The rule that the forum said it follows, and why; null where it said nothing. */
  readonly followed: string | null;
  readonly followedReason: string | null;
  /** SHA-256 of the counted ballots and the money, as the journal has it. */
  readonly sha256: string;
};

/**
 * What the minutes say of a closed vote; undefined where nothing was counted. `compared` is what its rules came to, where
 * anything was left to divide and it could be computed.
 */
export function minutesOfVote(
  program: Program,
  forum: Pick<Forum, 'forum'>,
  vote: Vote,
  compared: ElectionComparison | undefined,
): MinutesVote | undefined {
  const { result } = vote;
  const rules = ballotRules(program, forum);
  if (!result || isRefusal(rules)) return undefined;
  const counts = new Map(countsOf(vote, result).map((one) => [one.number, one]));
  return {
    kind: vote.kind,
    points: vote.points,
    ballots: vote.received,
    attendance: vote.attendance ?? vote.received,
    budget: result.budget.toString(),
    counts: vote.slip.map((line) => ({
      number: line.number,
      proposal: line.proposal,
      title: line.title,
      requested: line.requested.toString(),
      votes: counts.get(line.number)?.votes ?? 0,
      tally: counts.get(line.number)?.tally ?? 0,
      rules: compared?.fundedBy.get(projectId(vote, line.number))?.length ?? 0,
    })),
    rules:
      compared?.results.flatMap(({ rule, comparison }) => ('allocation' in comparison ? [rule] : [])) ?? [],
    exclusions: vote.exclusions,
    parts: result.parts.map((one) => ({ ...one, least: one.least.toString() })),
    followed: vote.followed,
    followedReason: vote.followedReason,
    sha256: vote.resultSha256 ?? '',
  };
}
