import { type ActivityFacts, activitiesById } from '#modules/activities/index.ts';
import { picturesLike } from '#modules/documents/index.ts';
import { suppliersAround } from '#modules/funding/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { everywhere, onOneDay, type RedFlag, sameAmounts } from './red-flags.ts';

/** At most so many photos are named. */
const MOST_PHOTOS = 5;

/**
 * What is unusual about an activity as it was accounted for: asked by whoever may answer its filing now, and told to them
 * alone.
 */
export async function redFlagsOn(
  tx: Tx,
  { activity, progress, expenses }: ActivityFacts,
): Promise<RedFlag[]> {
  const alike = await picturesLike(tx, activity.id, MOST_PHOTOS);
  const titles = await activitiesById(
    tx,
    alike.map((one) => one.subject),
  );
  return [
    ...onOneDay(progress),
    ...alike.flatMap(({ photo, other, subject }) => {
      const title = titles.get(subject)?.title;
      return title === undefined
        ? []
        : [{ flag: 'same-photo' as const, photo, other, activity: subject, title }];
    }),
    ...sameAmounts(expenses ?? []),
    ...everywhere(await suppliersAround(tx, activity)),
  ];
}
