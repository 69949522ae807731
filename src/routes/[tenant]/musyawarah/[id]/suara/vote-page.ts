import { error } from '@sveltejs/kit';
import { type Forum, forumById, type Vote, voteOf } from '#modules/deliberation/index.ts';
import { type Program, programById } from '#modules/programs/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { moment } from '#ui/format.ts';

/** What every page of a vote begins with: the forum, its programme, its vote, and how the forum is called. */
export type VotePage = {
  readonly forum: Forum;
  readonly program: Program;
  readonly vote: Vote | undefined;
  readonly head: {
    readonly forum: string;
    readonly place: string;
    readonly when: string;
    readonly where: string;
  };
};

/** Loads a forum with its vote; 404 when there is no such forum. */
export async function votePage(tx: Tx, id: string, timeZone: string, locale: 'id' | 'en'): Promise<VotePage> {
  const forum = (await forumById(tx, id)) ?? error(404);
  const program = await programById(tx, forum.program);
  const place = (await namesOf(tx, [forum.region])).get(forum.region) ?? forum.region;
  return {
    forum,
    program,
    vote: await voteOf(tx, forum.id),
    head: {
      forum: `${program.model.deliberation.name[locale]} ${place}`,
      place,
      when: moment(forum.startsAt, timeZone, 'weekday'),
      where: forum.place,
    },
  };
}
