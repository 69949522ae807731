import { figuresBy } from '#modules/measures/index.ts';
import { requireTenant } from '../../../../request.ts';
import { placesTable } from '../../place-figures.ts';
import { programIn } from '../../program-in.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const { pilar } = event.locals;
  const program = await pilar.read(tenant.id, (tx) => programIn(tx, event.params.slug), 'long');
  return placesTable(event, `${program.slug}-kecamatan`, 'district', program, () =>
    pilar.read(tenant.id, (tx) => figuresBy(tx, program, 'district', program.region), 'long'),
  );
};
