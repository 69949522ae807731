import { error } from '@sveltejs/kit';
import { ancestor } from '#kernel/region.ts';
import { number, text } from '#kernel/table-column.ts';
import { namesOf } from '#modules/regions/index.ts';
import { askedFor, reachIn } from '#modules/transparency/index.ts';
import { m } from '#paraglide/messages.js';
import { requireTenant } from '../../../../request.ts';
import { tableDownload } from '../../../table-download.ts';
import { KIND_NAMES, reachSearch } from '../belum-terjangkau/unreached.ts';
import { readChoices } from '../choices.ts';
import type { RequestHandler } from './$types.js';

const BATCH = 500;

export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const { url, locals } = event;
  const { choices, search, unreached } = await locals.pilar.read(
    tenant.id,
    async (tx) => {
      const read = (await readChoices(tx, url, tenant.name)) ?? error(404);
      const wanted = await reachSearch(tx, url, read);
      const { unreached: missed } = await reachIn(tx, wanted.programs, wanted.kind, read.area);
      return { choices: read, search: wanted, unreached: missed };
    },
    'long',
  );
  async function* batches() {
    for (let from = 0; from < unreached.length; from += BATCH) {
      const part = unreached.slice(from, from + BATCH);
      const { names, asked } = await locals.pilar.read(
        tenant.id,
        async (tx) => ({
          names: await namesOf(
            tx,
            part.flatMap(({ place }) => [ancestor(place, 'district'), ancestor(place, 'village')]),
          ),
          asked: await askedFor(
            tx,
            search.programs,
            search.kind,
            part.map((one) => one.key),
          ),
        }),
        'long',
      );
      yield part.map((one) => [
        one.place,
        one.name,
        names.get(ancestor(one.place, 'village')) ?? '',
        names.get(ancestor(one.place, 'district')) ?? '',
        one.people,
        one.poorHouseholds,
        asked.get(one.key) ?? 0,
      ]);
    }
  }
  const columns = [
    text(m['balance.column.code']()),
    text(KIND_NAMES[search.kind]()),
    text(m['balance.filter.village']()),
    text(m['balance.filter.district']()),
    number(m['balance.places.kept-people']()),
    number(m['balance.column.poor-households']()),
    number(m['balance.reach.asked']()),
  ];
  return tableDownload(event, `${choices.program.slug}-belum-terjangkau`, columns, batches());
};
