import { error } from '@sveltejs/kit';
import { text } from '#kernel/table-column.ts';
import { besidePriorities, prioritiesOf } from '#modules/priorities/index.ts';
import { yearsOf } from '#modules/programs/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import { requireTenant, wholeIn } from '../../../../request.ts';
import { tableDownload } from '../../../table-download.ts';
import { programIn } from '../../program-in.ts';
import type { RequestHandler } from './$types.js';

/** The priorities of a year, a row each, as they can be pasted again. */
export const GET: RequestHandler = async (event) => {
  const { pilar, locale } = event.locals;
  const found = await pilar.read(requireTenant(event).id, async (tx) => {
    const program = await programIn(tx, event.params.slug);
    if (!besidePriorities(program.model)) error(404);
    const { from, to } = yearsOf(program);
    const year = wholeIn(event.url, 'tahun') || from;
    if (year < from || year > to) error(404);
    const rows = await prioritiesOf(tx, program.id, year);
    return {
      program,
      year,
      rows,
      names: await namesOf(
        tx,
        rows.map((one) => one.region),
      ),
    };
  });
  const { program, year, rows, names } = found;
  const entries = new Map(program.model.catalogue?.entries.map((one) => [one.id, one.label[locale]]));
  async function* batches() {
    yield rows.map((one) => [
      entries.get(one.entry) ?? one.entry,
      one.title,
      one.region === program.region ? '' : (names.get(one.region) ?? ''),
      one.entry,
      one.source,
    ]);
  }
  const columns = ['kegiatan', 'prioritas', 'kecamatan', 'kode', 'rujukan'].map(text);
  return tableDownload(event, `${program.slug}-prioritas-${year}`, columns, batches());
};
