import { error } from '@sveltejs/kit';
import { number, rupiah, text } from '#kernel/table-column.ts';
import { distanceIn } from '#modules/transparency/index.ts';
import { m } from '#paraglide/messages.js';
import { requireTenant } from '../../../../request.ts';
import { tableDownload } from '../../../table-download.ts';
import { readChoices } from '../choices.ts';
import { ringName } from '../jarak/rings.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const { url, locals } = event;
  const { program, distance } = await locals.pilar.read(
    tenant.id,
    async (tx) => {
      const choices = (await readChoices(tx, url, tenant.name)) ?? error(404);
      return { program: choices.program, distance: (await distanceIn(tx, choices.program)) ?? error(404) };
    },
    'long',
  );
  async function* batches() {
    yield distance.rings.map((ring) => [
      ringName(ring),
      ring.places,
      ring.neverReached,
      ring.people,
      ring.money,
      ring.perPerson,
      ring.own.proposals,
      ring.own.granted,
    ]);
  }
  const columns = [
    text(m['balance.distance.column.ring']()),
    number(m['balance.distance.column.places']()),
    number(m['balance.distance.column.never']()),
    number(m['balance.places.kept-people']()),
    rupiah(m['balance.distance.column.money']()),
    rupiah(m['balance.distance.column.per-person']()),
    number(m['balance.distance.column.own']()),
    rupiah(m['balance.distance.column.own-money']()),
  ];
  return tableDownload(event, `${program.slug}-jarak`, columns, batches());
};
