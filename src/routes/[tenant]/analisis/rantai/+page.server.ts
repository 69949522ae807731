import { isId } from '#kernel/id.ts';
import { ancestor, levelOf, within } from '#kernel/region.ts';
import {
  type ListedComponentMap,
  listComponentMaps,
  type Subject,
  subjectNames,
} from '#modules/assessment/index.ts';
import { childrenOf, regionsWithin } from '#modules/regions/index.ts';
import { requireTenant, viewerOf } from '../../../request.ts';
import { withParams } from '../../usulan/filter.ts';
import type { PageServerLoad } from './$types.js';
import { listCases } from './kasus/cases.ts';
import { ageOf } from './maps.ts';

const PAGE = 30;
/** Maps of one's own place that are named first. */
const OWN = 5;

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { url } = event;
  const place = (name: string, level: string, area: string) => {
    const code = url.searchParams.get(name) ?? '';
    return levelOf(code) === level && within(code, area) ? code : '';
  };
  const district = place('kecamatan', 'district', tenant.region);
  const village = district && place('kelurahan', 'village', district);
  const typed = url.searchParams.get('setelah') ?? '';
  const after = isId(typed) ? typed : undefined;
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const rows = await listComponentMaps(tx, village || district || tenant.region, PAGE + 1, after);
    const names = await subjectNames(tx, rows);
    const own = [];
    for (const area of ownAreas(event.locals.actor?.mandates ?? [])) {
      own.push(...(await listComponentMaps(tx, area, OWN)));
    }
    const ownNames = await subjectNames(tx, own);
    const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
    const asOption = (one: { code: string; name: string }) => ({ value: one.code, label: one.name });
    return {
      maps: rows.slice(0, PAGE).map((row) => listed(row, names, tx.today)),
      own: own.map((row) => listed(row, ownNames, tx.today)),
      next: last && withParams(url, { setelah: last.id }),
      first: after && withParams(url, {}),
      chosen: { district, village },
      districts: (await regionsWithin(tx, tenant.region, 'district')).map(asOption),
      villages: district ? (await childrenOf(tx, district)).map(asOption) : [],
      cases: listCases(),
      mayStart: !(viewerOf(event).person === undefined),
    };
  });
};

function listed(row: ListedComponentMap, about: (subject: Subject) => string, today: string) {
  return {
    id: row.id,
    title: row.title,
    place: about(row),
    age: ageOf(row.heldOn, row.intervalDays, today),
  };
}

/** The villages and districts in which somebody holds an office. */
function ownAreas(mandates: readonly { readonly region: string }[]): string[] {
  const areas = mandates.map(({ region }) =>
    levelOf(region) === 'neighbourhood' ? ancestor(region, 'village') : region,
  );
  return [...new Set(areas)].filter((area) => levelOf(area) === 'village' || levelOf(area) === 'district');
}
