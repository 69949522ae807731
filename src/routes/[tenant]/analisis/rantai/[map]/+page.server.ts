import {
  type ComponentMapOverview,
  comparedRevisions,
  componentMapOverview,
} from '#modules/assessment/index.ts';
import { m } from '#paraglide/messages.js';
import type { Tenant, Tx } from '#platform/database/tenant-transaction.ts';
import { day, list } from '#ui/format.ts';
import { wordHistory } from '#ui/word-history.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { idOr404, readOr404, requireTenant, viewerOf } from '../../../../request.ts';
import { withParams } from '../../../usulan/filter.ts';
import { changeView, mapView } from '../map-view.ts';
import { named } from '../map-words.ts';
import { ageOf, forumLink } from '../maps.ts';
import type { PageServerLoad } from './$types.js';
import { revisionIn } from './revision-address.ts';

const REVISIONS = 20;
const SAID = {
  selesai: m['components.said.closed'],
  batal: m['components.said.cancelled'],
} as const;

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const viewer = viewerOf(event);
  const { url } = event;
  const id = idOr404(event.params.map);
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const revision = revisionIn(url.searchParams, 'revisi');
    const below = revisionIn(url.searchParams, 'sebelum');
    const asked = { revision, below, limit: REVISIONS };
    const found = readOr404(await componentMapOverview(tx, viewer, id, asked));
    const { map, shown, content, program, open, keep, meetings } = found;
    const said = Object.entries(SAID).find(([name]) => url.searchParams.has(name))?.[1]();
    const last = found.earlier ? meetings.at(-1) : undefined;
    return {
      id,
      title: map.title,
      place: found.place,
      said,
      number: shown,
      newest: shown === map.revision,
      program: program && {
        href: `/${tenant.slug}/program/${program.slug}`,
        label: `${program.model.short} ${program.fiscalYear}`,
      },
      age: ageOf(map.heldOn, map.intervalDays, tx.today),
      open: open && { id: open.id, day: day(open.heldOn) },
      offer: viewer.person === undefined ? undefined : { refusal: keep && wordRefusal(keep) },
      found: content && {
        view: mapView(content.map),
        institutions: Object.entries(content.links).flatMap(([slug, institution]) => ({
          label: named(content.map.components, slug).text,
          href: `/${tenant.slug}/lembaga/${institution}`,
        })),
      },
      compared: content && map.revision > 1 ? await compared(tx, found, url) : undefined,
      revisions: meetings.map((row) => meetingRow(row, tenant, url)),
      older: last && withParams(url, { sebelum: String(last.number) }),
      firstPage: below ? withParams(url, { sebelum: '' }) : undefined,
      history: wordHistory(found.history, tenant.slug),
      timeZone: tenant.timeZone,
    };
  });
};

function meetingRow(row: ComponentMapOverview['meetings'][number], tenant: Tenant, url: URL) {
  return {
    number: row.number,
    day: day(row.heldOn),
    attended: list(row.attended.map((one) => one.name)),
    remarks: row.remarks,
    forum: forumLink(row.heldIn, tenant),
    sha256: row.sha256,
    href: withParams(url, { revisi: String(row.number), awal: '', akhir: '', selesai: '', batal: '' }),
  };
}

/** Two meetings beside each other: the one that is shown and the one before, unless the address says otherwise. */
async function compared(tx: Tx, { map, shown }: ComponentMapOverview, url: URL) {
  const after = Math.min(revisionIn(url.searchParams, 'akhir') ?? Math.max(shown, 2), map.revision);
  const before = Math.min(revisionIn(url.searchParams, 'awal') ?? after - 1, map.revision);
  const both = await comparedRevisions(tx, map.id, { before, after });
  return {
    before: String(before),
    after: String(after),
    choices: both.choices.map((row) => ({
      value: String(row.number),
      label: m['components.revision.option']({ number: String(row.number), day: day(row.heldOn) }),
    })),
    order: before < after ? ('right' as const) : ('wrong' as const),
    change:
      before < after && both.before && both.after ? changeView(both.before.map, both.after.map) : undefined,
  };
}
