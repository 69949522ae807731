import { figuresBy } from '#modules/measures/index.ts';
import { requireTenant } from '../../../../../../request.ts';
import { placesTable } from '../../../../place-figures.ts';
import { placeIn, programIn } from '../../../../program-in.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const { pilar } = event.locals;
  const { program, place } = await pilar.read(
    tenant.id,
    async (tx) => {
      const found = await programIn(tx, event.params.slug);
      return { program: found, ...(await placeIn(tx, found, 'district', event.params.code)) };
    },
    'long',
  );
  return placesTable(event, `${program.slug}-kelurahan-${place.code}`, 'village', program, () =>
    pilar.read(tenant.id, (tx) => figuresBy(tx, program, 'village', place.code), 'long'),
  );
};
