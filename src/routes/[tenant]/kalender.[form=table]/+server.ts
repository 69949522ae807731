import { day, text } from '#kernel/table-column.ts';
import { HOLIDAY_COLUMNS, HOLIDAY_KIND_WORDS, holidaysBetween } from '#modules/calendar/index.ts';
import { requireTenant, wholeIn } from '../../request.ts';
import { tableDownload } from '../table-download.ts';
import type { RequestHandler } from './$types.js';

/**
 * The city's holidays of a year as a table for spreadsheets; of all years when none is named. It is read again where
 * lists of holidays are entered, so its words are those that the reader knows, in every language.
 */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const year = wholeIn(event.url, 'tahun');
  const [from, to] = year >= 1950 && year <= 2150 ? [year, year] : [1950, 2150];
  const words = new Map([...HOLIDAY_KIND_WORDS].reverse().map(([word, kind]) => [kind, word]));
  const list = await event.locals.pilar.read(tenant.id, (tx) =>
    holidaysBetween(tx, `${from}-01-01`, `${to}-12-31`),
  );
  const columns = HOLIDAY_COLUMNS.map((name) => (name === 'tanggal' ? day(name) : text(name)));
  async function* batches() {
    yield list.map((one) => [one.day, words.get(one.kind), one.name, one.decree]);
  }
  return tableDownload(event, `hari-libur-${tenant.slug}`, columns, batches());
};
