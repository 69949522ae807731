import { error } from '@sveltejs/kit';
import { shareOf, totalBalance } from '#modules/transparency/index.ts';
import { m } from '#paraglide/messages.js';
import { requireTenant } from '../../../../request.ts';
import { csvDownload } from '../../../csv-download.ts';
import { largestFirst, rowsOf } from '../balance-rows.ts';
import { LEVEL_TITLES, levelIn, readChoices } from '../choices.ts';
import type { RequestHandler } from './$types.js';

const COLUMNS = [
  'decided',
  'disbursed',
  'settled',
  'proposals',
  'activities',
  'people',
  'poor-households',
  'came',
  'women',
] as const;

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
          ...COLUMNS.map((name) => row[name]),
        ]);
    }
  }
  const head = [
    m['balance.column.code'](),
    LEVEL_TITLES[level](),
    m['balance.column.per-mille'](),
    ...COLUMNS.map((name) => m[`balance.column.${name}`]()),
  ];
  return csvDownload(event.url, `${choices.program.slug}-sebaran.csv`, head, batches());
};
