import type { Id } from '#kernel/id.ts';
import { filingById, openRemarks } from '#modules/filings/index.ts';
import type { Pilar } from '../../src/pilar.ts';

/** An answer to each remark with which a filing was sent back. */
export async function repliesTo(
  pilar: Pick<Pilar, 'read'>,
  tenant: Id,
  filing: Id,
): Promise<Record<Id, string>> {
  return pilar.read(tenant, async (tx) => {
    const found = await filingById(tx, filing);
    if (!found) throw new Error(`there is no filing ${filing}`);
    return Object.fromEntries((await openRemarks(tx, found)).map((one) => [one.id, 'Sudah diperbaiki.']));
  });
}
