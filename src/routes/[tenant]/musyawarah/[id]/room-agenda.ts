import type { Id } from '#kernel/id.ts';
import { discussedFirst, type ForumOverview } from '#modules/deliberation/index.ts';
import { firstPhotosOf } from '#modules/documents/index.ts';
import { needsOf } from '#modules/proposals/index.ts';
import { m } from '#paraglide/messages.js';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { bringerName } from '#ui/bringer-name.ts';
import { count, rupiah, rupiahFigure } from '#ui/format.ts';

/** A proposal of the agenda as a hall sees it: what, for whom, why, with what photo, and what its purse has left. */
export type AgendaItem = {
  readonly id: Id;
  readonly title: string;
  readonly institution: string;
  readonly need: string;
  /** How many people it serves, and poor families among them. */
  readonly serves: string;
  readonly rank: number | null;
  readonly requested: string;
  /** As it would be typed. */
  readonly figure: string;
  /** What may still be granted; undefined where no purse pays. */
  readonly remaining: string | undefined;
  readonly paid: boolean;
  readonly exceeds: boolean;
  readonly photo: { readonly id: Id; readonly caption: string } | undefined;
};

/** The hall knows where it is: `RW 07 Pasir Impun` is `RW 07` here. */
export function near(name: string, place: string): string {
  return name.endsWith(` ${place}`) ? name.slice(0, -place.length - 1) : name;
}

/** What waits for a forum, in the order in which it is discussed; `limit` of it. */
export async function agendaOf(
  tx: Tx,
  found: Pick<ForumOverview, 'forum' | 'place' | 'waiting' | 'ceilings'>,
  limit: number,
  order: 'as discussed' | 'as listed' = 'as discussed',
): Promise<AgendaItem[]> {
  const { forum, place, waiting, ceilings } = found;
  const ordered = order === 'as discussed' ? discussedFirst(waiting, forum.discussing) : waiting;
  const shown = ordered.slice(0, limit);
  const ids = shown.map((one) => one.id);
  const needs = await needsOf(tx, ids);
  const photos = await firstPhotosOf(tx, ids);
  return shown.map((one) => {
    const told = needs.get(one.id);
    const photo = photos.get(one.id);
    const room = ceilings.get(one.id);
    return {
      id: one.id,
      title: one.title,
      institution: near(bringerName(one.organizationName, one.id), place),
      need: told?.need ?? '',
      serves: told ? servesOf(told) : '',
      rank: one.rank,
      requested: rupiah(one.requested),
      figure: rupiahFigure(one.requested),
      remaining: room && rupiah(room.remaining),
      paid: room !== undefined,
      exceeds: room !== undefined && one.requested > room.remaining,
      photo: photo && { id: photo.id, caption: photo.caption },
    };
  });
}

function servesOf({ people, poorHouseholds }: { people: number; poorHouseholds: number }): string {
  if (people === 0) return '';
  return poorHouseholds > 0
    ? m['rooms.serves-poor']({ people: count(people), poor: count(poorHouseholds) })
    : m['rooms.serves']({ people: count(people) });
}
