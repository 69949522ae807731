import { error } from '@sveltejs/kit';
import { dayIn } from '#kernel/date.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import { columnsCalled, type TableColumn } from '#kernel/table-column.ts';
import type { Answers } from '#modules/fields/index.ts';
import { entriesIn, type Model } from '#modules/models/index.ts';
import { listProposals, publicAnswersOf, shownState } from '#modules/proposals/index.ts';
import type { Locale } from '#paraglide/runtime.js';
import { bringerName } from '#ui/bringer-name.ts';
import { fieldColumn } from '#ui/field-column.ts';
import { messageFor } from '#ui/message.ts';
import { requireTenant } from '../../request.ts';
import { tableDownload } from '../table-download.ts';
import { readSearch } from '../usulan/filter.ts';
import type { RequestHandler } from './$types.js';

const BATCH = 1000;

const COLUMNS = {
  id: 'text',
  program: 'text',
  institution: 'text',
  kind: 'text',
  party: 'text',
  village: 'text',
  place: 'text',
  scope: 'text',
  title: 'text',
  requested: 'rupiah',
  granted: 'rupiah',
  state: 'text',
  submitted: 'day',
} as const;

/** The public list as a table for spreadsheets, by the same filters, read and sent a thousand rows at a time. */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const { pilar, locale } = event.locals;
  const search = await pilar.read(tenant.id, (tx) => readSearch(tx, tenant, event.url.searchParams), 'long');
  if (!search) error(404);
  const { program, filter } = search;
  const scopes = new Map(entriesIn(program.model).map((one) => [one.id, one.label[locale]]));
  const word = (key: string) => messageFor(key, {}, locale);
  const columns = columnsCalled(COLUMNS, (key) => word(`proposal.csv.${key}`) ?? key);
  const asked = askedColumns(
    program.model,
    locale,
    columns.map((one) => one.name),
  );
  async function* batches() {
    for (let after: string | undefined; ; ) {
      const { rows, answers } = await pilar.read(
        tenant.id,
        async (tx) => {
          const listed = await listProposals(tx, filter, BATCH, after);
          return {
            rows: listed,
            answers:
              asked.size === 0 ? new Map<string, Answers>() : await publicAnswersOf(tx, program, listed),
          };
        },
        'long',
      );
      yield rows.map((row) => [
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
        word(`state.proposal.${shownState(program.model, row)}`) ?? row.state,
        row.submittedAt ? dayIn(tenant.timeZone, row.submittedAt) : '',
        ...[...asked.keys()].map((key) => ownEntry(answers.get(row.id), key) ?? ''),
      ]);
      if (rows.length < BATCH) return;
      after = rows.at(-1)?.id;
    }
  }
  return tableDownload(event, `usulan-${program.slug}`, [...columns, ...asked.values()], batches());
};

/** What the programme asks in public, by key; fields that are called alike, or like a column before, say their key too. */
function askedColumns(model: Model, locale: Locale, names: readonly string[]): Map<string, TableColumn> {
  const fields = model.proposals.flatMap((kind) => kind.fields.filter((one) => !one.personal));
  const seen = new Set(names);
  const columns = new Map<string, TableColumn>();
  for (const { key, label, type } of fields) {
    if (columns.has(key)) continue;
    const name = seen.has(label[locale]) ? `${label[locale]} (${key})` : label[locale];
    seen.add(name);
    columns.set(key, { name, kind: fieldColumn(type) });
  }
  return columns;
}
