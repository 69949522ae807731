import type { IsoDate } from '#kernel/date.ts';
import { type Organization, officesOf, organizationsAt, seatsOf } from '#modules/actors/index.ts';
import { forumKind, type Model, partiesOf } from '#modules/models/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Forum } from './forum-state.ts';
import type { FilledSeat } from './quorum.ts';

type OfBody = Pick<Forum, 'forum' | 'region'>;

/** The body whose members a forum is, as it stands at its place; undefined where none was formed, or everybody may come. */
export async function bodyOf(
  tx: Tx,
  model: Model,
  { forum, region }: OfBody,
): Promise<Organization | undefined> {
  const { by } = forumKind(model, forum);
  if (by === undefined) return undefined;
  return (await organizationsAt(tx, [region])).find((one) => one.kind === by);
}

/** Who sits in the body of a forum on a day, seat by seat in the model's order. */
export async function filledSeats(tx: Tx, model: Model, forum: OfBody, day: IsoDate): Promise<FilledSeat[]> {
  const body = await bodyOf(tx, model, forum);
  const party = body && partiesOf(model).find((one) => one.kind === body.kind);
  if (!party) return [];
  return seatsOf(party, await officesOf(tx, body.id), day).flatMap(({ office, label, count, held }) =>
    held
      .toSorted((one, other) => (one.mandate < other.mandate ? -1 : 1))
      .map((one, i) => ({
        unit: one.mandate,
        label: count > 1 ? `${label.id} ${i + 1}` : label.id,
        seat: office,
        person: one.person,
        name: one.name,
      })),
  );
}
