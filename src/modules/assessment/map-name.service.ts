import type { Id } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import { placeWords } from '#modules/regions/index.ts';
import { keepNames } from '#modules/search/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

const PAGES = { 'cause-map': 'analisis/sebab', 'component-map': 'analisis/rantai' } as const;

/** Lets a map be found by its title and its place. */
export async function keepMapName(
  tx: Tx,
  kind: keyof typeof PAGES,
  { id, title, region }: { readonly id: Id; readonly title: string; readonly region: RegionCode },
): Promise<void> {
  await keepNames(tx, [
    {
      kind,
      thing: id,
      title: { id: title, en: title },
      region,
      page: `${PAGES[kind]}/${id}`,
      more: (await placeWords(tx, [region]))(region),
    },
  ]);
}
