import { activitiesById } from '#modules/activities/index.ts';
import { newsOf } from '#modules/portal/index.ts';
import type { Program } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { day } from '#ui/format.ts';

const SHOWN = 3;

/** The newest news of a programme, with the activity that each shows before others; nothing where nobody keeps any. */
export async function newsCard(tx: Tx, program: Program, tenant: string) {
  if (!program.model.portal?.news) return { shown: false, items: [] };
  const news = await newsOf(tx, program.id, SHOWN);
  const ids = news.flatMap(({ activity }) => activity ?? []);
  const activities = await activitiesById(tx, ids);
  return {
    shown: true,
    items: news.map(({ id, title, activity, publishedAt }) => ({
      id,
      title,
      day: day(publishedAt.toISOString().slice(0, 10), 'short'),
      flagship: activity && {
        href: `/${tenant}/kegiatan/${activity}`,
        title: activities.get(activity)?.title ?? '',
      },
    })),
  };
}
