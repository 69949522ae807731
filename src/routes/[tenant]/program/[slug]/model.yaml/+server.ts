import { error } from '@sveltejs/kit';
import { modelSource } from '#modules/programs/index.ts';
import { requireTenant } from '../../../../request.ts';
import { programIn } from '../../program-in.ts';
import type { RequestHandler } from './$types.js';

/** The model as it was published, byte by byte: its SHA-256 is the one recorded. */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const { model, source } = await event.locals.pilar.read(tenant.id, async (tx) => {
    const program = await programIn(tx, event.params.slug);
    const { name, version } = program.model;
    return { model: `${name}-${version}`, source: (await modelSource(tx, name, version)) ?? error(404) };
  });
  return new Response(source, {
    headers: {
      'content-type': 'application/yaml; charset=utf-8',
      'content-disposition': `attachment; filename="${model}.yaml"`,
    },
  });
};
