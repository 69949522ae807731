import { writePabulib } from '#analysis/allocation/index.ts';
import { isRefusal } from '#kernel/refusal.ts';
import {
  ballotRules,
  electionOf,
  type Forum,
  limitsAsMeta,
  limitsOfVote,
  type Vote,
} from '#modules/deliberation/index.ts';
import { forumKind } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { fieldName } from './vote-results.ts';

/**
 * The ballots of a closed vote as a Pabulib file: without names, in the order of their content, numbered anew, so that
 * anyone can count again and nobody can tell which came first. The limits that held for all rules stand in META.
 * Undefined for an open vote, and when nothing was left to divide. `city` and `place` are named in META.
 */
export function ballotFile(
  program: Program,
  forum: Pick<Forum, 'forum'>,
  vote: Vote,
  { city, place }: { city: string; place: string },
): string | undefined {
  const rules = ballotRules(program, forum);
  if (!vote.result || isRefusal(rules)) return undefined;
  // A comma in a field's name would part it in two.
  const words = { field: (field: string) => fieldName(program, forum, field, 'id').replaceAll(',', '') };
  const election = electionOf(vote, vote.result, words);
  if (!election) return undefined;
  return writePabulib(election, {
    description: `Pemungutan suara ${forumKind(program.model, forum.forum).label.id} ${place}`,
    country: 'Indonesia',
    unit: city,
    subunit: place,
    instance: String(program.fiscalYear),
    currency: 'IDR',
    ...limitsAsMeta(limitsOfVote(rules, vote, vote.result, election, words)),
    ...(vote.points === null ? {} : { vote_type: 'cumulative', max_sum_points: String(vote.points) }),
  });
}
