import { dayIn, isIsoDate } from '#kernel/date.ts';
import { isId } from '#kernel/id.ts';
import { activitiesById } from '#modules/activities/index.ts';
import { askableBy, FILING_STATES, filingLabel, listFilings, stepsOf } from '#modules/filings/index.ts';
import { overdueNow } from '#modules/obligations/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import { m } from '#paraglide/messages.js';
import { messageFor } from '#ui/message.ts';
import { wordDue } from '#ui/word-due.ts';
import { requireTenant, viewerOf } from '../../request.ts';
import { chosenProgram } from '../chosen-program.ts';
import { lateReport } from '../kegiatan/late-report.ts';
import {
  areaFields,
  chipsOf,
  chosenArea,
  chosenWord,
  cursorIn,
  type FilterField,
  listAddress,
  PAGE,
  programField,
} from '../kegiatan/list-filter.ts';
import { narrowest } from '../place-filter.ts';
import type { PageServerLoad } from './$types.js';
import { filingName } from './filing-name.ts';

const TABS = ['terlambat', 'semua'] as const;
const STATES = FILING_STATES.filter((state) => state !== 'draft');

export const load: PageServerLoad = async (event) => {
  const { pilar, locale } = event.locals;
  const { url } = event;
  const tenant = requireTenant(event);
  return pilar.read(tenant.id, async (tx) => {
    const { program, programs } = await chosenProgram(tx, url, 'filings');
    if (!program) return { found: undefined };
    const places = chosenArea(url, program);
    const area = narrowest(places);
    const state = chosenWord(url, 'keadaan', STATES);
    const filter = { program: program.id, ...(area ? { area } : {}) };
    const late = await overdueNow(tx, PAGE + 1, filter, overdueCursor(url));
    // The overdue ones come first, unless there are none or something else was asked for.
    const tab =
      chosenWord(url, 'tab', TABS) ??
      (late.length > 0 && !state && !url.searchParams.has('setelah') ? 'terlambat' : 'semua');
    const states: FilterField = {
      name: 'keadaan',
      label: m['activity.list.state'](),
      value: state ?? '',
      options: STATES.map((one) => ({ value: one, label: messageFor(`state.filing.${one}`) ?? one })),
      all: m['activity.list.all-states'](),
    };
    const fields = [
      programField(program, programs),
      ...(tab === 'semua' ? [states] : []),
      ...(await areaFields(tx, program, places)),
    ];
    const about = {
      program: {
        title: program.model.title[locale],
        year: program.fiscalYear,
        dues: program.model.filings
          .map(({ label, due, fields }) => `${label[locale]}: ${wordDue(due, locale, fields)}.`)
          .join(' '),
      },
      tab,
      tabs: TABS.map((one) => ({ tab: one, href: listAddress(url, { tab: one, keadaan: '' }) })),
      fields,
      chips: chipsOf(url, fields),
      mayAsk: askableBy(viewerOf(event), program).length > 0 ? program.slug : undefined,
      said: messageFor(`filing.list.said.${url.searchParams.get('tersimpan') ?? ''}`),
    };
    if (tab === 'terlambat') {
      const rows = late.slice(0, PAGE);
      const activities = await activitiesById(
        tx,
        rows.filter((row) => row.subjectType === 'activity').map((row) => row.subjectId),
      );
      const places = await namesOf(
        tx,
        rows.map((row) => activities.get(row.subjectId)?.village ?? row.region),
      );
      const last = rows.at(-1);
      const found = {
        ...about,
        late: rows.map((row) => {
          const activity = activities.get(row.subjectId);
          return {
            href: activity ? `kegiatan/${activity.id}` : `laporan/tagihan/${row.id}`,
            title: activity?.title ?? filingName(program, row, locale),
            organization: row.organizationName,
            place: places.get(activity?.village ?? row.region) ?? '',
            dueOn: row.dueOn,
            late: lateReport(row, tx.today) ?? '',
          };
        }),
        filings: [],
        first: url.searchParams.has('setelah') ? listAddress(url, { tab }) : undefined,
        next:
          late.length > PAGE && last
            ? listAddress(url, { tab, setelah: `${last.dueOn}_${last.id}` })
            : undefined,
      };
      return { found };
    }
    const after = cursorIn(url);
    const read = await listFilings(tx, { ...filter, ...(state ? { state } : {}) }, PAGE + 1, after);
    const rows = read.slice(0, PAGE);
    const last = rows.at(-1)?.id;
    const found = {
      ...about,
      late: [],
      filings: rows.map((row) => ({
        id: row.id,
        title: row.title ?? filingName(program, row, locale),
        organization: row.organizationName,
        place: row.placeName,
        state: row.state,
        rung: row.state === 'submitted' ? stepsOf(program.model, row)[row.step]?.label[locale] : undefined,
        label:
          row.title !== null && program.model.filings.length > 1
            ? filingLabel(program.model, row.kind)[locale]
            : undefined,
        submittedOn: row.submittedAt && dayIn(tenant.timeZone, row.submittedAt),
        spent: row.spent,
      })),
      first: after ? listAddress(url, { tab }) : undefined,
      next: read.length > PAGE && last ? listAddress(url, { tab, setelah: last }) : undefined,
    };
    return { found };
  });
};

/** Where a page of overdue filings begins: `<day>_<id>`. */
function overdueCursor(url: URL): { dueOn: string; id: string } | undefined {
  const [dueOn = '', id = ''] = (url.searchParams.get('setelah') ?? '').split('_');
  return isIsoDate(dueOn) && isId(id) ? { dueOn, id } : undefined;
}
