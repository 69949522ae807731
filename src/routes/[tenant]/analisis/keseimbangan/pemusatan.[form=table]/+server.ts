import { error } from '@sveltejs/kit';
import { number, text } from '#kernel/table-column.ts';
import { shareOf, totalBalance } from '#modules/transparency/index.ts';
import { m } from '#paraglide/messages.js';
import { measureTitle } from '#ui/measure-words.ts';
import { requireTenant } from '../../../../request.ts';
import { tableDownload } from '../../../table-download.ts';
import { comparable, largestFirst, rowsOf } from '../balance-rows.ts';
import { LEVEL_TITLES, levelIn, readChoices } from '../choices.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const { url, locals } = event;
  const { choices, level, rows } = await locals.pilar.read(
    tenant.id,
    async (tx) => {
      const read = (await readChoices(tx, url, tenant.name)) ?? error(404);
      const chosen = levelIn(url, read, 'village');
      return {
        choices: read,
        level: chosen,
        rows: largestFirst(comparable(await rowsOf(tx, read, chosen), chosen), read.measure),
      };
    },
    'long',
  );
  const { measure, program } = choices;
  const total = totalBalance(rows)[measure];
  async function* batches() {
    for (let from = 0; from < rows.length; from += 500) {
      yield rows
        .slice(from, from + 500)
        .map((row) => [row.place, row.name, row.group, row[measure], shareOf(row[measure], total)]);
    }
  }
  const columns = [
    text(m['balance.column.code']()),
    text(LEVEL_TITLES[level]()),
    text(m['balance.filter.district']()),
    number(measureTitle(measure)),
    number(m['balance.column.per-mille']()),
  ];
  return tableDownload(event, `${program.slug}-pemusatan`, columns, batches());
};
