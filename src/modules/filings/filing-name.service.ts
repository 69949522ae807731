import type { Activity } from '#modules/activities/index.ts';
import { organizationById } from '#modules/actors/index.ts';
import type { FilingKind } from '#modules/models/index.ts';
import { placeWords } from '#modules/regions/index.ts';
import { keepNames } from '#modules/search/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Filing } from './filing.ts';

/** Lets a filing that was handed in be found: as its model calls it, with what it is about, who files and for which period. */
export async function keepFilingName(
  tx: Tx,
  { label }: Pick<FilingKind, 'label'>,
  filing: Pick<Filing, 'id' | 'organization' | 'occasion' | 'region'>,
  activity: Pick<Activity, 'title'> | undefined,
): Promise<void> {
  const name = (await organizationById(tx, filing.organization))?.name ?? '';
  const about = activity?.title ?? [name, filing.occasion].filter(Boolean).join(', ');
  await keepNames(tx, [
    {
      kind: 'filing',
      thing: filing.id,
      title: { id: `${label.id}, ${about}`, en: `${label.en}, ${about}` },
      region: filing.region,
      page: `laporan/${filing.id}`,
      more: `${name} ${filing.occasion} ${(await placeWords(tx, [filing.region]))(filing.region)}`,
    },
  ]);
}
