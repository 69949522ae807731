import { type ForumWithVote, forumWithVote } from '#modules/deliberation/index.ts';
import { forumKind } from '#modules/models/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { moment } from '#ui/format.ts';
import { readOr404 } from '../../../../request.ts';

/** How a page of a vote is headed: which forum, where and when. */
export type VoteHead = {
  readonly forum: string;
  readonly place: string;
  readonly when: string;
  readonly where: string;
};

/** A forum with its vote for a page; 404 when there is no such forum. */
export async function votePage(
  tx: Tx,
  id: string,
  timeZone: string,
  locale: 'id' | 'en',
): Promise<ForumWithVote & { head: VoteHead }> {
  const found = readOr404(await forumWithVote(tx, id));
  return { ...found, head: voteHead(found, timeZone, locale) };
}

export function voteHead(
  { forum, program, place }: Pick<ForumWithVote, 'forum' | 'program' | 'place'>,
  timeZone: string,
  locale: 'id' | 'en',
): VoteHead {
  return {
    forum: `${forumKind(program.model, forum.forum).label[locale]} ${place}`,
    place,
    when: moment(forum.startsAt, timeZone, 'weekday'),
    where: forum.place,
  };
}
