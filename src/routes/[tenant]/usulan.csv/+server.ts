import { error } from '@sveltejs/kit';
import { CSV_MARK, csvLine } from '#kernel/csv.ts';
import { dayIn } from '#kernel/date.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import type { Answers } from '#modules/fields/index.ts';
import { entriesIn } from '#modules/models/index.ts';
import { listProposals, publicAnswersOf, shownState } from '#modules/proposals/index.ts';
import { bringerName } from '#ui/bringer-name.ts';
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
  const fields = [
    ...new Map(
      program.model.proposals.flatMap((kind) =>
        kind.fields.filter((one) => !one.personal).map((one) => [one.key, one.label[locale]] as const),
      ),
    ),
  ];
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
    ]
      .map(title)
      .concat(fields.map(([, label]) => label)),
    form,
  )}`;

  const stream = new ReadableStream<string>({
    async pull(controller) {
      const { rows, answers } = await pilar.read(
        tenant.id,
        async (tx) => {
          const listed = await listProposals(tx, filter, BATCH, after);
          return {
            rows: listed,
            answers:
              fields.length === 0 ? new Map<string, Answers>() : await publicAnswersOf(tx, program, listed),
          };
        },
        'long',
      );
      const lines = rows.map((row) =>
        csvLine(
          [
            row.id,
            program.slug,
            bringerName(row.organizationName, row.id),
            row.kind,
            row.party,
            row.villageName,
            row.place,
            scopes.get(row.scope) ?? row.scope,
            row.title,
            row.requested,
            row.granted,
            messageFor(`state.proposal.${shownState(program.model, row)}`, {}, locale) ?? row.state,
            row.submittedAt ? dayIn(tenant.timeZone, row.submittedAt) : '',
            ...fields.map(([key]) => ownEntry(answers.get(row.id), key) ?? ''),
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
