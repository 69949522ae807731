import { error } from '@sveltejs/kit';
import type { CsvCell } from '#kernel/csv.ts';
import type { Id } from '#kernel/id.ts';
import { columnsCalled } from '#kernel/table-column.ts';
import type { SanctionRules } from '#modules/models/index.ts';
import { dutyRegister, type Registered } from '#modules/sanctions/index.ts';
import type { Locale } from '#paraglide/runtime.js';
import { messageFor } from '#ui/message.ts';
import { requireTenant } from '../../../../../request.ts';
import { tableDownload } from '../../../../table-download.ts';
import { programIn } from '../../../program-in.ts';
import { registerAsked } from '../register.ts';
import type { RequestHandler } from './$types.js';

/** Institutions read at once. */
const BATCH = 500;

const COLUMNS = {
  institution: 'text',
  duty: 'text',
  owed: 'number',
  met: 'number',
  late: 'number',
  excused: 'number',
  overdue: 'number',
  since: 'day',
  step: 'text',
  standing: 'text',
  until: 'day',
} as const;

/** The register of duties and sanctions as a table for spreadsheets, by the filters of its page. */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const { locale, pilar } = event.locals;
  const { rules, program, year, filter } = await pilar.read(tenant.id, async (tx) => {
    const found = await programIn(tx, event.params.slug);
    return { ...registerAsked(event.url, found, tx.today), program: found };
  });
  if (!rules) error(404);
  async function* batches() {
    if (!rules) return;
    let after: Id | undefined;
    do {
      const page = { limit: BATCH, after };
      const rows = await pilar.read(
        tenant.id,
        (tx) => dutyRegister(tx, program, rules, year, filter, page),
        'long',
      );
      yield rows.map((one) => cellsOf(one, rules, locale));
      after = rows.length < BATCH ? undefined : rows.at(-1)?.organization.id;
    } while (after !== undefined);
  }
  return tableDownload(
    event,
    `kepatuhan-${program.slug}-${year}`,
    columnsCalled(COLUMNS, (key) => messageFor(`sanctions.csv.${key}`, {}, locale) ?? key),
    batches(),
  );
};

function cellsOf(
  { organization, duty, duties, sanction }: Registered,
  rules: SanctionRules,
  locale: Locale,
): CsvCell[] {
  return [
    organization.name,
    messageFor(`sanctions.duty-state.${duty}`, {}, locale) ?? duty,
    duties?.owed ?? 0,
    duties?.met ?? 0,
    duties?.late ?? 0,
    duties?.excused ?? 0,
    duties?.overdue ?? 0,
    duties?.overdueSince ?? null,
    rules.steps.find((one) => one.step === sanction?.sanction.step)?.label[locale] ?? null,
    sanction
      ? (messageFor(`sanctions.standing.${sanction.standing}`, {}, locale) ?? sanction.standing)
      : null,
    sanction?.sanction.expiresOn ?? null,
  ];
}
