import { isRefusal } from '#kernel/refusal.ts';
import { ballotRules, type Forum, NO_RULE, rulesFor, type Vote } from '#modules/deliberation/index.ts';
import { basisOf } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { m } from '#paraglide/messages.js';
import { count, percent, rupiah } from '#ui/format.ts';
import { messageFor } from '#ui/message.ts';
import { fieldName, resultsOf } from '#ui/vote-results.ts';
import {
  completionWords,
  countsIn,
  matrixOf,
  pageWording,
  preferenceWords,
  ruleLines,
  ruleName,
} from './comparison-words.ts';
import { conditionLines } from './slip-notes.ts';

/** How a kind of ballot is called. */
export function kindName(kind: string): string {
  return messageFor(`ballots.kind.${kind}.name`) ?? kind;
}

/** Which rule the forum says it follows, and which it may say; undefined before the ballots are counted. */
export function following(program: Program, forum: Pick<Forum, 'forum'>, vote: Vote | undefined) {
  const rules = ballotRules(program, forum);
  if (!vote?.result || isRefusal(rules)) return undefined;
  return {
    rule: vote.followed ?? '',
    name: vote.followed === null ? '' : ruleName(vote.followed),
    reason: vote.followedReason ?? '',
    options: [...rulesFor(rules, vote.kind), NO_RULE].map((rule) => ({ value: rule, label: ruleName(rule) })),
  };
}

/** What a closed vote came to, rule by rule; undefined while it is open. */
export function resultView(program: Program, forum: Pick<Forum, 'forum'>, vote: Vote, locale: 'id' | 'en') {
  const { result } = vote;
  const rules = ballotRules(program, forum);
  if (!result || isRefusal(rules)) return undefined;
  const attendance = vote.attendance ?? vote.received;
  const compared = resultsOf(vote, locale);
  const gone = vote.slip.filter((line) => result.gone.includes(line.number));
  const asked = vote.slip.reduce((sum, line) => sum + line.requested, 0n);
  return {
    facts: [
      { term: m['ballots.form'](), value: kindName(vote.kind) },
      {
        term: m['ballots.ballots'](),
        value: count(vote.received),
        note: m['ballots.turnout']({
          attendance: count(attendance),
          percent: percent(attendance === 0 ? 0 : Math.round((vote.received * 1000) / attendance)),
        }),
      },
      {
        term: m['ballots.money'](),
        value: rupiah(result.budget),
        note: m['ballots.asked']({ total: rupiah(asked) }),
      },
    ],
    limits: [
      m['ballots.limits-ceilings'](),
      ...rules.minimumShares.map((share) =>
        m['ballots.limits-share']({
          percent: percent(share.perMille),
          field: fieldName(program, forum, share.field, locale),
          basis: basisOf(program.model, share.basis).cite,
        }),
      ),
      ...(rules.minimumSupport > 0
        ? [m['ballots.limits-support']({ count: count(rules.minimumSupport) })]
        : []),
      ...conditionLines({ exclusions: vote.exclusions, parts: result.parts }),
      rules.tie === 'slip' ? m['ballots.limits-tie-slip']() : m['ballots.limits-tie'](),
    ],
    tally: messageFor(`ballots.tally.${vote.kind}`) ?? '',
    gone: gone.map((line) => line.title),
    sha256: vote.resultSha256 ?? '',
    compared: compared && {
      lead: m['ballots.compare-lead']({ count: count(compared.applied) }),
      matrix: matrixOf(compared, countsIn(compared.election)),
      lines: ruleLines(compared, pageWording(compared.election, locale)),
      preference: preferenceWords(compared),
      completion: completionWords(compared),
      proposals: Object.fromEntries(
        vote.slip.map((line) => [
          String(line.number).padStart(String(vote.slip.length).length, '0'),
          line.proposal,
        ]),
      ),
    },
  };
}
