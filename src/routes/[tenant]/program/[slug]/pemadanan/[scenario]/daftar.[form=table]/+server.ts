import { columnsCalled } from '#kernel/table-column.ts';
import { scenarioFacts, scenarioPairs } from '#modules/matching/index.ts';
import { bringerName } from '#ui/bringer-name.ts';
import { messageFor } from '#ui/message.ts';
import { scopeInWords } from '#ui/scope-options.ts';
import { idOr404, readOr404, requireActor, requireTenant } from '../../../../../../request.ts';
import { tableDownload } from '../../../../../table-download.ts';
import { reasonWord } from '../word-scenario.ts';
import type { RequestHandler } from './$types.js';

const BATCH = 1000;

const COLUMNS = {
  place: 'number',
  needId: 'text',
  need: 'text',
  bringer: 'text',
  village: 'text',
  scope: 'text',
  takerId: 'text',
  taker: 'text',
  held: 'text',
  amount: 'rupiah',
  points: 'number',
  reasons: 'text',
  recommended: 'text',
  matched: 'text',
} as const;

/** The pairs of a proposal over the whole as a table for spreadsheets, for the offices that see it. */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { locale, pilar } = event.locals;
  const id = idOr404(event.params.scenario);
  const { program } = await pilar.read(tenant.id, async (tx) =>
    readOr404(await scenarioFacts(tx, actor, id)),
  );
  const word = (key: string) => messageFor(key, {}, locale) ?? key;
  async function* batches() {
    for (let from: number | undefined = 0; from !== undefined; ) {
      const start: number = from;
      const rows = await pilar.read(
        tenant.id,
        (tx) => scenarioPairs(tx, id, { limit: BATCH, from: start }),
        'long',
      );
      yield rows.map((row) => [
        row.place + 1,
        row.need,
        row.title,
        bringerName(row.bringer, row.need),
        row.villageName,
        scopeInWords(program.model, row.scope, locale),
        row.organization,
        row.organizationName,
        word(`scenario.held.${row.hold}`),
        row.amount,
        row.points,
        row.reasons.map((reason) => reasonWord(reason, locale)).join('; '),
        row.recommended === null ? '' : word(`state.recommendation.${row.recommended}`),
        row.matched === null ? '' : word(`state.match.${row.matched}`),
      ]);
      const last = rows.at(-1);
      from = rows.length < BATCH || !last ? undefined : last.place + 1;
    }
  }
  return tableDownload(
    event,
    `padanan-${program.slug}`,
    columnsCalled(COLUMNS, (key) => word(`scenario.columns.${key}`)),
    batches(),
  );
};
