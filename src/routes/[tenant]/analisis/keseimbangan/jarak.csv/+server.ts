import { error } from '@sveltejs/kit';
import { distanceIn } from '#modules/transparency/index.ts';
import { m } from '#paraglide/messages.js';
import { requireTenant } from '../../../../request.ts';
import { csvDownload } from '../../../csv-download.ts';
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
  const head = [
    m['balance.distance.column.ring'](),
    m['balance.distance.column.places'](),
    m['balance.distance.column.never'](),
    m['balance.places.kept-people'](),
    m['balance.distance.column.money'](),
    m['balance.distance.column.per-person'](),
    m['balance.distance.column.own'](),
    m['balance.distance.column.own-money'](),
  ];
  return csvDownload(event.url, `${program.slug}-jarak.csv`, head, batches());
};
