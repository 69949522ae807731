import { error } from '@sveltejs/kit';
import type { CsvCell } from '#kernel/csv.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { day, number, rupiah, text } from '#kernel/table-column.ts';
import { namesOf } from '#modules/regions/index.ts';
import { heldOver, lateMatters, monthsOfMoney, placesBehind, watchOver } from '#modules/steering/index.ts';
import { m } from '#paraglide/messages.js';
import { officeName } from '#ui/message.ts';
import { refusalStatus } from '#ui/refusal-status.ts';
import { requireActor, requireTenant } from '../../../../../request.ts';
import { tableDownload } from '../../../../table-download.ts';
import { programIn } from '../../../program-in.ts';
import { askedIn, wordBehind, wordLate } from '../pantau/watched.ts';
import type { RequestHandler } from './$types.js';

const BATCH = 1000;

/** What the page shows, whole: for whoever steers the programme. */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { pilar, locale } = event.locals;
  const found = await pilar.read(tenant.id, async (tx) => {
    const program = await programIn(tx, event.params.slug);
    const asked = askedIn(event.url.searchParams, program);
    const may = await watchOver(tx, actor, program, asked.area);
    return isRefusal(may) ? may : { program, asked };
  });
  if (isRefusal(found)) error(refusalStatus(found));
  const { program, asked } = found;
  const { area, forum, view } = asked;
  async function* places(): AsyncGenerator<CsvCell[][]> {
    let after: string | undefined;
    while (forum) {
      const rows = await pilar.read(
        tenant.id,
        (tx) => placesBehind(tx, heldOver(program, forum, area), BATCH, after),
        'long',
      );
      yield rows.map((one) => [one.place, one.name, wordBehind(one), one.waiting, one.urgedOn ?? '']);
      after = rows.at(-1)?.place;
      if (rows.length < BATCH) return;
    }
  }
  async function* months(): AsyncGenerator<CsvCell[][]> {
    const rows = await pilar.read(tenant.id, (tx) => monthsOfMoney(tx, program, area), 'long');
    yield rows.map((one) => [one.month, one.decided, one.paid, one.accounted]);
  }
  async function* late(): AsyncGenerator<CsvCell[][]> {
    let after: { dueOn: string; id: string } | undefined;
    for (;;) {
      const { rows, names } = await pilar.read(
        tenant.id,
        async (tx) => {
          const list = await lateMatters(tx, { program: program.id, area }, BATCH, after);
          return {
            rows: list,
            names: await namesOf(
              tx,
              list.map((one) => one.region),
            ),
          };
        },
        'long',
      );
      yield rows.map((one) => [
        wordLate(program, one, locale),
        one.organizationName ?? one.offices.map((office) => officeName(office, locale)).join(', '),
        names.get(one.region) ?? one.region,
        one.dueOn,
        one.urgedOn ?? '',
      ]);
      after = rows.at(-1);
      if (rows.length < BATCH) return;
    }
  }
  const urged = day(m['steering.watch.urged-column']());
  const place = text(m['steering.watch.place']());
  const tables = {
    musyawarah: {
      columns: [
        text(m['steering.watch.code']()),
        place,
        text(m['steering.watch.state']()),
        number(m['steering.watch.waiting']()),
        urged,
      ],
      rows: places,
    },
    uang: {
      columns: [
        text(m['steering.watch.month']()),
        rupiah(m['steering.watch.decided']()),
        rupiah(m['steering.watch.paid']()),
        rupiah(m['steering.watch.accounted']()),
      ],
      rows: months,
    },
    terlambat: {
      columns: [
        text(m['steering.watch.what']()),
        text(m['steering.watch.who']()),
        place,
        day(m['steering.watch.due']()),
        urged,
      ],
      rows: late,
    },
  };
  const { columns, rows } = tables[view];
  return tableDownload(event, `${view}-${program.slug}`, columns, rows());
};
