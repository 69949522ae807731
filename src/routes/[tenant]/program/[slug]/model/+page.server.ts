import { createHash } from 'node:crypto';
import { error } from '@sveltejs/kit';
import { isRefusal } from '#kernel/refusal.ts';
import { modelSource } from '#modules/programs/index.ts';
import { mayWriteModels } from '#modules/workshop/index.ts';
import { fileSize } from '#ui/format.ts';
import { requireTenant } from '../../../../request.ts';
import { programIn, titleOf } from '../../program-in.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { locale, pilar } = event.locals;
  return pilar.read(tenant.id, async (tx) => {
    const program = await programIn(tx, event.params.slug);
    const { name, version, legal } = program.model;
    const source = (await modelSource(tx, name, version)) ?? error(404);
    const { actor } = event.locals;
    return {
      // Those who steer the programme go on from here to write a new version.
      mayChange: actor !== undefined && !isRefusal(await mayWriteModels(tx, actor)),
      program: { slug: program.slug, title: titleOf(program) },
      model: {
        title: program.model.title[locale],
        name,
        version,
        source,
        file: `${name}-${version}.yaml`,
        sha256: createHash('sha256').update(source).digest('hex'),
        size: fileSize(Buffer.byteLength(source)),
        legal: legal.map((law) => ({ cite: law.cite, about: law.about[locale] })),
      },
    };
  });
};
