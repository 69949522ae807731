import { newestSeals } from '#modules/journal/index.ts';
import { count, moment } from '#ui/format.ts';
import { requireTenant } from '../../../request.ts';
import type { PageServerLoad } from './$types.js';

const PAGE = 50;

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const asked = event.url.searchParams.get('sebelum') ?? '';
  const before = /^\d{1,15}$/.test(asked) ? Number(asked) : undefined;
  const seals = await event.locals.pilar.read(tenant.id, (tx) => newestSeals(tx, PAGE + 1, before));
  const shown = seals.slice(0, PAGE);
  const last = seals.length > PAGE ? shown.at(-1) : undefined;
  return {
    seals: shown.map((seal) => ({
      number: count(seal.number),
      when: moment(seal.sealedAt, tenant.timeZone, 'short'),
      from: count(seal.firstPosition),
      to: count(seal.firstPosition + seal.size - 1),
      hash: seal.hash,
    })),
    first: before === undefined ? undefined : `/${tenant.slug}/jurnal/segel`,
    next: last && `?sebelum=${last.number}`,
  };
};
