import { isRefusal } from '#kernel/refusal.ts';
import { regionsWithin } from '#modules/regions/index.ts';
import { mayUse, registerList, registerShare } from '#modules/registers/index.ts';
import { count } from '#ui/format.ts';
import { viewerOf } from '../../../../../request.ts';
import { withParams } from '../../../../usulan/filter.ts';
import type { PageServerLoad } from './$types.js';
import { entryAfter, narrowed, registerOr404, wordRegister } from './register-in.ts';

const PAGE = 50;

/** Who there is in the city, and who of them takes part. */
export const load: PageServerLoad = async (event) => {
  const { pilar, locale } = event.locals;
  const viewer = viewerOf(event);
  const { url } = event;
  return pilar.read(viewer.tenant, async (tx) => {
    const found = await registerOr404(tx, event);
    const { program, register } = found;
    const { filter, chosen } = await narrowed(tx, found, url);
    const after = entryAfter(url);
    const rows = await registerList(tx, found, filter, { limit: PAGE + 1, after });
    const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
    const share = await registerShare(tx, found);
    const may = (what: 'keep' | 'approach') =>
      viewer.person !== undefined &&
      !isRefusal(mayUse(viewer, program.model, { register, region: program.region }, what));
    return {
      ...wordRegister(found, locale),
      rows: rows.slice(0, PAGE).map(({ id, number, name, sector, place, organization, approaches }) => ({
        id,
        number,
        name,
        sector,
        place,
        organization,
        approaches,
      })),
      share: {
        entries: count(share.entries),
        takePart: count(share.takePart),
        perMille: share.entries === 0 ? 0 : Math.round((share.takePart * 1000) / share.entries),
        approaches: count(share.approaches),
        approached: count(share.approached),
      },
      sectors: share.sectors.map((one) => ({
        value: one.sector,
        label: `${one.sector} (${count(one.count)})`,
      })),
      districts: (await regionsWithin(tx, program.region, 'district')).map((one) => ({
        value: one.code,
        label: one.name,
      })),
      chosen,
      isNarrowed: Object.values(chosen).some(Boolean),
      mayKeep: may('keep'),
      mayApproach: may('approach'),
      next: last && withParams(url, { setelah: `${last.id}.${last.key}` }),
      first: after && withParams(url, {}),
      query: url.search,
      kept: url.searchParams.has('tersimpan'),
    };
  });
};
