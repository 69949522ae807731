import { sealsAfter } from '#modules/journal/index.ts';
import { requireTenant } from '../../../request.ts';
import { streamedParts } from '../../../streamed-parts.ts';
import type { RequestHandler } from './$types.js';

const BATCH = 1000;

/** All seals, oldest first, as a JSON array read and sent a thousand at a time; with `?sesudah=N` those after seal N. */
export const GET: RequestHandler = (event) => {
  const tenant = requireTenant(event);
  const { pilar } = event.locals;
  const asked = event.url.searchParams.get('sesudah') ?? '';
  const start = /^\d{1,15}$/.test(asked) ? Number(asked) : 0;

  async function* parts() {
    yield '[';
    for (let after = start; ; ) {
      const batch = await pilar.read(tenant.id, (tx) => sealsAfter(tx, after, BATCH), 'long');
      const lines = batch.map(({ seal }) => `\n${JSON.stringify(seal)}`).join(',');
      yield after > start && lines ? `,${lines}` : lines;
      after = batch.at(-1)?.seal.number ?? after;
      if (batch.length < BATCH) break;
    }
    yield '\n]\n';
  }
  return new Response(streamedParts(parts()), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="segel-${tenant.slug}.json"`,
    },
  });
};
