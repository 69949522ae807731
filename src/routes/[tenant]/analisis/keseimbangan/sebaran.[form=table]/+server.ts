import { error } from '@sveltejs/kit';
import { number, rupiah, text } from '#kernel/table-column.ts';
import { shareOf, totalBalance } from '#modules/transparency/index.ts';
import { m } from '#paraglide/messages.js';
import { requireTenant } from '../../../../request.ts';
import { tableDownload } from '../../../table-download.ts';
import { largestFirst, rowsOf } from '../balance-rows.ts';
import { LEVEL_TITLES, levelIn, readChoices } from '../choices.ts';
import type { RequestHandler } from './$types.js';

const AMOUNTS = ['decided', 'disbursed', 'settled'] as const;
const COUNTS = ['proposals', 'activities', 'people', 'poor-households', 'came', 'women'] as const;

export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const { url, locals } = event;
  const found = await locals.pilar.read(
    tenant.id,
    async (tx) => {
      const choices = await readChoices(tx, url, tenant.name);
      if (!choices) error(404);
      const level = levelIn(url, choices);
      return { choices, level, rows: largestFirst(await rowsOf(tx, choices, level), choices.measure) };
    },
    'long',
  );
  const { choices, level, rows } = found;
  const total = totalBalance(rows)[choices.measure];
  async function* batches() {
    for (let from = 0; from < rows.length; from += 500) {
      yield rows
        .slice(from, from + 500)
        .map((row) => [
          row.place,
          row.name,
          shareOf(row[choices.measure], total),
          ...[...AMOUNTS, ...COUNTS].map((name) => row[name]),
        ]);
    }
  }
  const columns = [
    text(m['balance.column.code']()),
    text(LEVEL_TITLES[level]()),
    number(m['balance.column.per-mille']()),
    ...AMOUNTS.map((name) => rupiah(m[`balance.column.${name}`]())),
    ...COUNTS.map((name) => number(m[`balance.column.${name}`]())),
  ];
  return tableDownload(event, `${choices.program.slug}-sebaran`, columns, batches());
};
