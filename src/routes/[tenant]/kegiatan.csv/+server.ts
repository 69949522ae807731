import { error } from '@sveltejs/kit';
import { CSV_MARK, csvLine } from '#kernel/csv.ts';
import { type ListedActivity, listActivities } from '#modules/activities/index.ts';
import { entriesIn, settlingFiling } from '#modules/models/index.ts';
import { type Obligation, obligationsFor } from '#modules/obligations/index.ts';
import { messageFor } from '#ui/message.ts';
import { requireTenant } from '../../request.ts';
import { chosenProgram } from '../chosen-program.ts';
import { csvForm } from '../csv-download.ts';
import { activityFilter } from '../kegiatan/list-filter.ts';
import type { RequestHandler } from './$types.js';

const BATCH = 1000;

const COLUMNS = [
  'id',
  'title',
  'institution',
  'village',
  'place',
  'scope',
  'state',
  'progress',
  'granted',
  'starts',
  'ends',
  'started',
  'completed',
  'handed-over',
  'report-due',
  'report',
] as const;

/** The list of activities as a table for spreadsheets, by the same filters, read and sent a thousand rows at a time. */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const { pilar, locale } = event.locals;
  const { program } = await pilar.read(tenant.id, (tx) => chosenProgram(tx, event.url, 'activities'), 'long');
  if (!program) error(404);
  const filter = activityFilter(event.url, program);
  const scopes = new Map(entriesIn(program.model).map((one) => [one.id, one.label[locale]]));
  const word = (key: string) => messageFor(key, {}, locale) ?? '';
  const form = csvForm(event.url);
  const line = (row: ListedActivity, owed: Obligation | undefined) =>
    csvLine(
      [
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
        owed?.dueOn,
        owed ? word(`state.obligation.${owed.state}`) : '',
      ],
      form,
    );
  let after: string | undefined;
  let head =
    CSV_MARK +
    csvLine(
      COLUMNS.map((column) => word(`activity.csv.${column}`)),
      form,
    );

  const stream = new ReadableStream<string>({
    async pull(controller) {
      const { rows, owed } = await pilar.read(
        tenant.id,
        async (tx) => {
          const found = await listActivities(tx, filter, BATCH, after);
          const ids = found.map((row) => row.id);
          return { rows: found, owed: await obligationsFor(tx, settlingFiling(program.model)?.kind, ids) };
        },
        'long',
      );
      controller.enqueue(head + rows.map((row) => line(row, owed.get(row.id))).join(''));
      head = '';
      after = rows.at(-1)?.id;
      if (rows.length < BATCH) controller.close();
    },
  });
  return new Response(stream.pipeThrough(new TextEncoderStream()), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="kegiatan-${program.slug}.csv"`,
    },
  });
};
