import { error } from '@sveltejs/kit';
import { CSV_MARK, csvLine } from '#kernel/csv.ts';
import { dayIn } from '#kernel/date.ts';
import { entriesIn } from '#modules/models/index.ts';
import { listProposals } from '#modules/proposals/index.ts';
import { messageFor } from '#ui/message.ts';
import { requireTenant } from '../../request.ts';
import { csvForm } from '../csv-download.ts';
import { readSearch } from '../usulan/filter.ts';
import type { RequestHandler } from './$types.js';

const BATCH = 1000;

/** The public list as a table for spreadsheets, by the same filters, read and sent a thousand rows at a time. */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const { pilar, locale } = event.locals;
  const search = await pilar.read(tenant.id, (tx) => readSearch(tx, tenant, event.url.searchParams), 'long');
  if (!search) error(404);
  const { program, filter } = search;
  const scopes = new Map(entriesIn(program.model).map((one) => [one.id, one.label[locale]]));
  const title = (key: string) => messageFor(`proposal.csv.${key}`, {}, locale) ?? key;
  const form = csvForm(event.url);
  let after: string | undefined;
  let head: string | undefined = `${CSV_MARK}${csvLine(
    [
      'id',
      'program',
      'institution',
      'kind',
      'party',
      'village',
      'place',
      'scope',
      'title',
      'requested',
      'granted',
      'state',
      'submitted',
    ].map(title),
    form,
  )}`;

  const stream = new ReadableStream<string>({
    async pull(controller) {
      const rows = await pilar.read(tenant.id, (tx) => listProposals(tx, filter, BATCH, after), 'long');
      const lines = rows.map((row) =>
        csvLine(
          [
            row.id,
            program.slug,
            row.organizationName,
            row.kind,
            row.party,
            row.villageName,
            row.place,
            scopes.get(row.scope) ?? row.scope,
            row.title,
            row.requested,
            row.granted,
            messageFor(`state.proposal.${row.state}`, {}, locale) ?? row.state,
            row.submittedAt ? dayIn(tenant.timeZone, row.submittedAt) : '',
          ],
          form,
        ),
      );
      controller.enqueue((head ?? '') + lines.join(''));
      head = undefined;
      after = rows.at(-1)?.id;
      if (rows.length < BATCH) controller.close();
    },
  });
  return new Response(stream.pipeThrough(new TextEncoderStream()), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="usulan-${program.slug}.csv"`,
    },
  });
};
