import type { Id } from '#kernel/id.ts';
import {
  countsOf,
  type DecisionOn,
  type Exclusion,
  type ForumOverview,
  projectId,
  type Vote,
} from '#modules/deliberation/index.ts';
import { forumKind } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { m } from '#paraglide/messages.js';
import { count, day, rupiah } from '#ui/format.ts';
import { resultsOf } from '#ui/vote-results.ts';
import { ruleName } from './suara/comparison-words.ts';

type Locale = 'id' | 'en';

/** What the page of a forum says of its vote, with the way to it. */
export type VoteCard = {
  readonly state: 'none' | 'open' | 'closed';
  readonly lead: string;
  readonly followed: string;
  readonly link: string;
};

/** The vote of a forum in a line; undefined where there is none and the reader opens none. */
export function voteCard(
  { vote, mayVote, attendance }: Pick<ForumOverview, 'vote' | 'mayVote' | 'attendance'>,
  locale: Locale,
): VoteCard | undefined {
  if (!vote) {
    if (mayVote === undefined) return undefined;
    const open = mayVote === 'open';
    return {
      state: 'none',
      lead: open ? m['ballots.card.lead-none']() : m['ballots.card.lead-prepare'](),
      followed: '',
      link: open ? m['ballots.open-do']() : m['ballots.card.prepare'](),
    };
  }
  if (vote.state !== 'closed') {
    return {
      state: 'open',
      lead: m['ballots.card.lead-open']({ received: count(vote.received), attendance: count(attendance) }),
      followed: '',
      link: m['ballots.card.go'](),
    };
  }
  const applied = resultsOf(vote, locale)?.applied ?? 0;
  return {
    state: 'closed',
    lead: m['ballots.card.lead-closed']({ received: count(vote.received), rules: count(applied) }),
    followed: vote.followed === null ? '' : m['ballots.card.followed']({ rule: ruleName(vote.followed) }),
    link: m['ballots.card.go-closed'](),
  };
}

/**
 * What stands beside a proposal of the agenda: what the vote came to for it, what excludes it, whether a part would do.
 * `amount` and `reason` are what the rule that the forum follows funds of it, where that is not the whole.
 */
export type AgendaHint = {
  readonly lines: readonly string[];
  readonly amount?: bigint;
  readonly reason?: string;
};

type OnAgenda = { readonly id: Id; readonly title: string; readonly requested: bigint };
type Decided = { readonly proposal: Id; readonly title: string; readonly effect: string };

export function agendaHints(
  {
    program,
    earlier,
    vote,
    waiting,
    decisions,
    exclusions,
    parts,
  }: Pick<ForumOverview, 'program' | 'earlier' | 'vote' | 'waiting' | 'decisions' | 'exclusions' | 'parts'>,
  locale: Locale,
): ReadonlyMap<Id, AgendaHint> {
  const counted = countedHints(vote, locale);
  const excluded = exclusionHints(exclusions, waiting, decisions);
  return new Map(
    waiting.map((one): [Id, AgendaHint] => {
      const part = parts.get(one.id);
      const suggested = suggestionFor(vote, one, locale);
      return [
        one.id,
        {
          ...suggested,
          lines: [
            ...(earlier.get(one.id) ?? []).map((before) => wordEarlier(program, before, locale)),
            counted.get(one.id) ?? '',
            ...(excluded.get(one.id) ?? []),
            part?.least != null && part.requested === one.requested
              ? m['ballots.part.line']({ least: rupiah(part.least), instead: part.instead })
              : '',
            ...(suggested?.lines ?? []),
          ].filter(Boolean),
        },
      ];
    }),
  );
}

/** What the forum said that passed a proposal on to this one. */
function wordEarlier(program: Program, before: DecisionOn, locale: Locale): string {
  const { label, outcomes } = forumKind(program.model, before.kind);
  return m['forums.came-from']({
    forum: `${label[locale]} ${before.regionName}`,
    day: day(before.calledFor, 'long'),
    outcome: outcomes.find((one) => one.id === before.outcome)?.label[locale] ?? before.outcome,
    reason: before.reason,
  });
}

/** What a closed vote came to for each proposal on its slip. */
function countedHints(vote: Vote | undefined, locale: Locale): Map<Id, string> {
  const compared = vote && resultsOf(vote, locale);
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

/** What each proposal of the agenda cannot be carried out together with, and whether that is funded already. */
function exclusionHints(
  exclusions: readonly Exclusion[],
  waiting: readonly OnAgenda[],
  decided: readonly Decided[],
): Map<Id, string[]> {
  const titles = new Map([
    ...waiting.map((one) => [one.id, one.title] as const),
    ...decided.map((one) => [one.proposal, one.title] as const),
  ]);
  const funded = new Set(decided.filter((one) => one.effect === 'fund').map((one) => one.proposal));
  const hints = new Map<Id, string[]>();
  const add = (of: Id, other: Id, reason: string) => {
    const title = titles.get(other);
    if (title === undefined) return;
    const words = { title, reason };
    const hint = funded.has(other) ? m['ballots.pairs.hint-funded'](words) : m['ballots.pairs.hint'](words);
    hints.set(of, [...(hints.get(of) ?? []), hint]);
  };
  for (const { first, second, reason } of exclusions) {
    add(first, second, reason);
    add(second, first, reason);
  }
  return hints;
}

/** What the rule that the forum follows funds of a proposal, where that is a part; undefined otherwise. */
function suggestionFor(
  vote: Vote | undefined,
  proposal: OnAgenda,
  locale: Locale,
): Required<AgendaHint> | undefined {
  const followed = vote?.followed;
  const line = vote?.slip.find((one) => one.proposal === proposal.id);
  if (!vote || !followed || !line) return undefined;
  const comparison = resultsOf(vote, locale)?.results.find((one) => one.rule === followed)?.comparison;
  if (!comparison || !('allocation' in comparison)) return undefined;
  const id = projectId(vote, line.number);
  const funded = comparison.allocation.winners.find((one) => one.project === id && !one.whole);
  const part = vote.result?.parts.find((one) => one.number === line.number);
  if (!funded || !part) return undefined;
  const rule = ruleName(followed);
  return {
    amount: funded.amount,
    reason: m['ballots.part.reason']({ rule, instead: part.instead }),
    lines: [
      m['ballots.part.suggested']({
        rule,
        amount: rupiah(funded.amount),
        requested: rupiah(proposal.requested),
      }),
    ],
  };
}
