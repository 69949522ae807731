import { listForums } from '#modules/deliberation/index.ts';
import { filingKind } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Filing } from './filing.ts';
import { type Meeting, mayRestOn } from './on-minutes.ts';

/** As many meetings as are looked through. */
const MOST = 200;

/** The meetings on whose minutes a filing may rest, the latest first; none where it need not. */
export async function meetingsToRestOn(
  tx: Tx,
  program: Program,
  filing: Pick<Filing, 'kind' | 'program' | 'region' | 'occasion'>,
): Promise<readonly Meeting[]> {
  const rules = filingKind(program.model, filing.kind);
  if (!rules.minutes) return [];
  const sealed = await listForums(
    tx,
    { program: program.id, forum: rules.minutes.of, state: 'sealed' },
    MOST,
  );
  return sealed.filter((one) => mayRestOn(rules, filing, one, tx.today));
}
