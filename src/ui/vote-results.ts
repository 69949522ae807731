import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import {
  comparedVote,
  compareVoteAhead,
  type ElectionComparison,
  type Forum,
  type Vote,
} from '#modules/deliberation/index.ts';
import { entriesIn, forumKind } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import type { Runtime } from '#platform/runtime.ts';

type Locale = 'id' | 'en';

/** A nature or scope of the catalogue as people call it. */
export function fieldName(program: Program, forum: Pick<Forum, 'forum'>, id: string, locale: Locale): string {
  const { model } = program;
  const share = forumKind(model, forum.forum).ballots?.minimumShares.find((one) => one.field === id);
  const entry = entriesIn(model).find((one) => one.id === id);
  const nature = model.catalogue?.natures.find((one) => one.nature === id);
  return (share ?? entry ?? nature)?.label[locale] ?? id;
}

/** Has the results of a forum's closed vote computed, before its page is read; later `resultsOf` knows them. */
export function resultsReady(
  runtime: Runtime,
  { tenant, forum, locale, who }: { tenant: Id; forum: Id; locale: Locale; who: 'visitor' | 'member' },
): Promise<Result<undefined>> {
  const words = (program: Program, of: Forum) => ({
    field: (id: string) => fieldName(program, of, id, locale),
  });
  return compareVoteAhead(runtime, tenant, forum, { named: locale, words, who });
}

/**
 * What the offered rules make of a closed vote; undefined for an open one, when nothing was left to divide, and where it
 * could not be computed.
 */
export function resultsOf(vote: Vote, locale: Locale): ElectionComparison | undefined {
  const compared = comparedVote(vote, locale);
  return isRefusal(compared) ? undefined : compared;
}

/** Why there are no results although there are ballots. */
export function resultsRefusal(vote: Vote, locale: Locale): Refusal | undefined {
  const compared = comparedVote(vote, locale);
  return isRefusal(compared) ? compared : undefined;
}
