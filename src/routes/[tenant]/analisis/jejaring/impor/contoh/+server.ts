import { createNetwork, writeNetwork } from '#analysis/network/index.ts';
import type { RequestHandler } from './$types.js';

/** A small CSV that imports as it is: two institutions and a person, with every column. */
export const GET: RequestHandler = () => {
  const example = createNetwork({
    directed: false,
    actors: [{ id: 'RW 01' }, { id: 'PKK' }, { id: 'Sesepuh RW 01' }],
    ties: [
      { from: 'RW 01', to: 'PKK', bond: 'strong', form: 'work', standing: 'horizontal', stage: 'planning' },
      {
        from: 'RW 01',
        to: 'Sesepuh RW 01',
        bond: 'weak',
        form: 'kinship',
        standing: 'equal',
        nature: 'protection',
      },
    ],
  });
  return new Response(`\u{FEFF}${writeNetwork(example, 'csv')}`, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="contoh-jejaring.csv"',
    },
  });
};
