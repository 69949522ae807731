import { dayIn } from '#kernel/date.ts';
import { refusalIn } from '#kernel/refusal.ts';
import { causeMapsIn, keepersOf, mayDraw, subjectNames } from '#modules/assessment/index.ts';
import { childrenOf, namesOf, regionsWithin } from '#modules/regions/index.ts';
import { m } from '#paraglide/messages.js';
import { day } from '#ui/format.ts';
import { requireTenant } from '../../../request.ts';
import { cursorIn, withParams } from '../../usulan/filter.ts';
import type { PageServerLoad } from './$types.js';
import { listCauseCases } from './cases.ts';
import { worded } from './cause-words.ts';
import { chosenPlace } from './chosen-place.ts';
import { placeName } from './place-name.ts';

const PAGE = 30;

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { url, locals } = event;
  return locals.pilar.read(tenant.id, async (tx) => {
    const { district, village } = chosenPlace(url.searchParams, tenant.region);
    const area = village || district || tenant.region;
    const after = cursorIn(url.searchParams);
    const found = await causeMapsIn(tx, area, PAGE + 1, after);
    const rows = found.slice(0, PAGE);
    const last = found.length > PAGE ? rows.at(-1) : undefined;
    const names = await namesOf(tx, [area]);
    const about = await subjectNames(tx, rows);
    const keepers = locals.actor && (await keepersOf(tx));
    const { actor } = locals;
    const mayStart =
      actor && keepers
        ? actor.mandates.some((held) => refusalIn(mayDraw(actor, held.region, keepers)) === undefined)
        : false;
    const asOption = (place: { code: string; name: string }) => ({ value: place.code, label: place.name });
    return {
      rows: rows.map((row) => ({
        id: row.id,
        title: row.title,
        about: [about(row), row.question].join(': '),
        changed: m['causes.list.changed']({ day: day(dayIn(tenant.timeZone, row.changedAt), 'short') }),
      })),
      area: area === tenant.region ? '' : placeName(area, names),
      chosen: { district, village },
      districts: (await regionsWithin(tx, tenant.region, 'district')).map(asOption),
      villages: district ? (await childrenOf(tx, district)).map(asOption) : [],
      next: last && withParams(url, { setelah: last.id }),
      first: after && withParams(url, {}),
      cases: listCauseCases().map(({ name, map }) => ({
        name,
        title: worded(map.title),
        source: map.source ? `${map.source.document}, ${map.source.location}` : '',
      })),
      mayStart: Boolean(mayStart),
    };
  });
};
