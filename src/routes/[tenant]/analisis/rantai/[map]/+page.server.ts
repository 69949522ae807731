import { error } from '@sveltejs/kit';
import { organizationsById } from '#modules/actors/index.ts';
import {
  type Attendee,
  openMeetingOf,
  type RevisionFacts,
  revisionContent,
  revisionsOf,
} from '#modules/assessment/index.ts';
import { historyOf } from '#modules/journal/index.ts';
import { programById } from '#modules/programs/index.ts';
import { m } from '#paraglide/messages.js';
import type { Tenant, Tx } from '#platform/database/tenant-transaction.ts';
import { day, list } from '#ui/format.ts';
import { wordHistory } from '#ui/word-history.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { requireTenant, viewerOf } from '../../../../request.ts';
import { withParams } from '../../../usulan/filter.ts';
import { changeView, mapView } from '../map-view.ts';
import { named } from '../map-words.ts';
import { ageOf, forumLink, keeperRefusal, mapOr404, placeName } from '../maps.ts';
import type { PageServerLoad } from './$types.js';
import { revisionIn } from './revision-address.ts';

const REVISIONS = 20;
const HISTORY = 100;
const SAID = {
  selesai: m['components.said.closed'],
  batal: m['components.said.cancelled'],
} as const;

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { url } = event;
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const map = await mapOr404(tx, event.params.map);
    const place = await placeName(tx, map.region);
    const program = map.program === null ? undefined : await programById(tx, map.program);
    const open = await openMeetingOf(tx, map.id);
    const refusal = await keeperRefusal(tx, viewerOf(event), map.region);
    const below = revisionIn(url.searchParams, 'sebelum');
    const rows = await revisionsOf(tx, map.id, REVISIONS + 1, below);
    const entries = await historyOf(tx, map.id, HISTORY);
    const organizations = await organizationsById(
      tx,
      entries.flatMap((entry) => entry.organization ?? []),
    );
    const number = revisionIn(url.searchParams, 'revisi') ?? map.revision;
    const content = number === 0 ? undefined : ((await revisionContent(tx, map.id, number)) ?? error(404));
    const said = Object.entries(SAID).find(([name]) => url.searchParams.has(name))?.[1]();
    const last = rows.length > REVISIONS ? rows[REVISIONS - 1] : undefined;
    return {
      id: map.id,
      title: map.title,
      place,
      said,
      number,
      newest: number === map.revision,
      program: program && {
        href: `/${tenant.slug}/program/${program.slug}`,
        label: `${program.model.short} ${program.fiscalYear}`,
      },
      age: ageOf(map.heldOn, map.intervalDays, tx.today),
      open: open && { id: open.id, day: day(open.heldOn) },
      offer:
        refusal === undefined
          ? { may: true as const }
          : refusal === 'visitor'
            ? undefined
            : { may: false as const, refusal: wordRefusal(refusal) },
      found: content && {
        view: mapView(content.map),
        institutions: Object.entries(content.links).flatMap(([slug, id]) => ({
          label: named(content.map.components, slug).text,
          href: `/${tenant.slug}/lembaga/${id}`,
        })),
      },
      compared:
        content && map.revision > 1 ? await compared(tx, map.id, map.revision, number, url) : undefined,
      revisions: await Promise.all(rows.slice(0, REVISIONS).map((row) => meetingRow(tx, tenant, row, url))),
      older: last && withParams(url, { sebelum: String(last.number) }),
      firstPage: below ? withParams(url, { sebelum: '' }) : undefined,
      history: wordHistory(entries, organizations, tenant.slug),
      timeZone: tenant.timeZone,
    };
  });
};

async function meetingRow(tx: Tx, tenant: Tenant, row: RevisionFacts, url: URL) {
  return {
    number: row.number,
    day: day(row.heldOn),
    attended: list(row.attended.map((one: Attendee) => one.name)),
    remarks: row.remarks,
    forum: await forumLink(tx, tenant, row.forum),
    sha256: row.sha256,
    href: withParams(url, { revisi: String(row.number), awal: '', akhir: '', selesai: '', batal: '' }),
  };
}

/** Two meetings beside each other: the one that is shown and the one before, unless the address says otherwise. */
async function compared(tx: Tx, map: string, newest: number, shown: number, url: URL) {
  const after = Math.min(revisionIn(url.searchParams, 'akhir') ?? Math.max(shown, 2), newest);
  const before = Math.min(revisionIn(url.searchParams, 'awal') ?? after - 1, newest);
  const choices = await revisionsOf(tx, map, 100);
  const one = await revisionContent(tx, map, before);
  const other = await revisionContent(tx, map, after);
  return {
    before: String(before),
    after: String(after),
    choices: choices.map((row) => ({
      value: String(row.number),
      label: m['components.revision.option']({ number: String(row.number), day: day(row.heldOn) }),
    })),
    order: before < after ? ('right' as const) : ('wrong' as const),
    change: before < after && one && other ? changeView(one.map, other.map) : undefined,
  };
}
