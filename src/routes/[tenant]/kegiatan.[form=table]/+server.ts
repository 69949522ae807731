import { error } from '@sveltejs/kit';
import { columnsCalled } from '#kernel/table-column.ts';
import { listActivities } from '#modules/activities/index.ts';
import { entriesIn, settlingFiling } from '#modules/models/index.ts';
import { obligationsFor } from '#modules/obligations/index.ts';
import { messageFor } from '#ui/message.ts';
import { requireTenant } from '../../request.ts';
import { chosenProgram } from '../chosen-program.ts';
import { activityFilter } from '../kegiatan/list-filter.ts';
import { tableDownload } from '../table-download.ts';
import type { RequestHandler } from './$types.js';

const BATCH = 1000;

const COLUMNS = {
  id: 'text',
  title: 'text',
  institution: 'text',
  village: 'text',
  place: 'text',
  scope: 'text',
  state: 'text',
  progress: 'number',
  granted: 'rupiah',
  starts: 'day',
  ends: 'day',
  started: 'day',
  completed: 'day',
  'handed-over': 'day',
  'report-due': 'day',
  report: 'text',
} as const;

/** The list of activities as a table for spreadsheets, by the same filters, read and sent a thousand rows at a time. */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const { pilar, locale } = event.locals;
  const { program } = await pilar.read(tenant.id, (tx) => chosenProgram(tx, event.url, 'activities'), 'long');
  if (!program) error(404);
  const { model, slug } = program;
  const filter = activityFilter(event.url, program);
  const scopes = new Map(entriesIn(model).map((one) => [one.id, one.label[locale]]));
  const word = (key: string) => messageFor(key, {}, locale) ?? '';
  async function* batches() {
    for (let after: string | undefined; ; ) {
      const { rows, owed } = await pilar.read(
        tenant.id,
        async (tx) => {
          const found = await listActivities(tx, filter, BATCH, after);
          const ids = found.map((row) => row.id);
          return { rows: found, owed: await obligationsFor(tx, settlingFiling(model)?.kind, ids) };
        },
        'long',
      );
      yield rows.map((row) => [
        row.id,
        row.title,
        row.organizationName,
        row.villageName,
        row.place,
        scopes.get(row.scope) ?? row.scope,
        word(`state.activity.${row.state}`),
        row.progress,
        row.granted,
        row.startsOn,
        row.endsOn,
        row.startedOn,
        row.completedOn,
        row.handedOverOn,
        owed.get(row.id)?.dueOn,
        owed.has(row.id) ? word(`state.obligation.${owed.get(row.id)?.state}`) : '',
      ]);
      if (rows.length < BATCH) return;
      after = rows.at(-1)?.id;
    }
  }
  const columns = columnsCalled(COLUMNS, (key) => word(`activity.csv.${key}`));
  return tableDownload(event, `kegiatan-${slug}`, columns, batches());
};
