import { error } from '@sveltejs/kit';
import { CSV_MARK, csvLine } from '#kernel/csv.ts';
import { dayIn } from '#kernel/date.ts';
import { listNeeds } from '#modules/matching/index.ts';
import { bringerName } from '#ui/bringer-name.ts';
import { messageFor } from '#ui/message.ts';
import { scopeInWords } from '#ui/scope-options.ts';
import { requireTenant } from '../../request.ts';
import { csvForm } from '../csv-download.ts';
import { formLabel } from '../kebutuhan/[id]/word-need.ts';
import { readNeedSearch } from '../kebutuhan/need-search.ts';
import type { RequestHandler } from './$types.js';

const BATCH = 1000;

const COLUMNS = [
  'id',
  'title',
  'institution',
  'village',
  'place',
  'scope',
  'form',
  'requested',
  'promised',
  'rest',
  'opened',
] as const;

/** Open needs as a table for spreadsheets, by the same filters, read and sent a thousand rows at a time. */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const { pilar, locale } = event.locals;
  const search = await pilar.read(tenant.id, (tx) => readNeedSearch(tx, tenant, event.url), 'long');
  if (!search) error(404);
  const { program, filter } = search;
  const form = csvForm(event.url);
  let after: string | undefined;
  let head: string | undefined = `${CSV_MARK}${csvLine(
    COLUMNS.map((key) => messageFor(`need.csv.${key}`, {}, locale) ?? key),
    form,
  )}`;

  const stream = new ReadableStream<string>({
    async pull(controller) {
      const rows = await pilar.read(tenant.id, (tx) => listNeeds(tx, filter, BATCH, after), 'long');
      const lines = rows.map((row) => {
        const kind = program.model.proposals.find((one) => one.kind === row.kind);
        return csvLine(
          [
            row.id,
            row.title,
            bringerName(row.organizationName, row.id),
            row.villageName,
            row.village,
            scopeInWords(program.model, row.scope, locale),
            kind ? formLabel(kind.fields, kind.open?.form, row.form, locale) : '',
            row.requested,
            row.promised,
            row.requested - row.promised,
            dayIn(tenant.timeZone, row.openedAt),
          ],
          form,
        );
      });
      controller.enqueue((head ?? '') + lines.join(''));
      head = undefined;
      after = rows.at(-1)?.id;
      if (rows.length < BATCH) controller.close();
    },
  });
  return new Response(stream.pipeThrough(new TextEncoderStream()), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="kebutuhan-${program.slug}.csv"`,
    },
  });
};
