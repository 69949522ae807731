import { expect, inject, test } from 'vitest';
import { VILLAGE, withCity } from '../../../test/support/city.ts';
import { keepNames, type NamedKind, thingsNamed, thingsNamedAlike } from './name.store.ts';

const id = (n: number) => `0190a3f0-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** Sixty proposals and as many activities; those with even numbers lie in the north, every third is a drain. */
const NAMES = Array.from({ length: 120 }, (_, n) => {
  const kind: NamedKind = n % 2 === 0 ? 'proposal' : 'activity';
  const number = Math.floor(n / 2);
  const title = [
    'lampu jalan',
    number % 2 === 0 ? 'utara' : 'selatan',
    number % 3 === 0 ? 'saluran' : '',
  ].join(' ');
  return { kind, thing: id(n), title: { id: title, en: title }, region: VILLAGE, page: 'x' };
});

test.each([
  // what is looked for                      words, each in its spellings                found
  ['two that all have', [['lampu'], ['jalan']], 7],
  ['two that none has together', [['utara'], ['selatan']], 0],
  ['three, two of which none has together', [['lampu'], ['utara'], ['selatan']], 0],
  ['one of two spellings with another', [['utara', 'selatan'], ['saluran']], 7],
  ['a word that none has', [['lampu'], ['jembatan']], 0],
])(
  'read side by side and looked up one by one, %s, hits and their order are the same',
  async (_, sets, count) => {
    const { pilar, tenant } = await withCity();
    await pilar.read(tenant, async (tx) => {
      await keepNames(tx, NAMES);
      const kinds: NamedKind[] = ['proposal', 'activity'];
      for (const before of [undefined, id(70)]) {
        const alike = await thingsNamedAlike(tx, sets, kinds, 7, before);
        const single = await thingsNamed(tx, sets, kinds, 7, before);
        const of = (kind: NamedKind, found = single) => found.filter((one) => one.kind === kind);
        for (const kind of kinds) expect(of(kind, alike ?? [])).toEqual(of(kind));
        expect(of('proposal')).toHaveLength(count);
      }
    });
  },
);

test('more ways of taking a word of each than are read side by side are left to looking up', async () => {
  const { pilar, tenant } = await withCity();
  const many = Array.from({ length: 5 }, (_, n) => `kata${n}`);
  const found = await pilar.read(tenant, (tx) => thingsNamedAlike(tx, [many, many], ['proposal'], 7));
  expect(found).toBeUndefined();
});

test.runIf(inject('postgresUrl') !== '')(
  'who brings a street that is called as before does not wait for a neighbour who brings it too',
  async () => {
    const { pilar, tenant } = await withCity();
    const title = { id: 'Gang Sukanagara', en: 'Gang Sukanagara' };
    const street = { kind: 'place', thing: 'gang sukanagara', title, region: VILLAGE, page: 'x' } as const;
    await pilar.read(tenant, (tx) => keepNames(tx, [street]));
    await pilar.read(tenant, async (first) => {
      await keepNames(first, [street]);
      // Begins and ends while the first is still open.
      await pilar.read(tenant, (neighbour) => keepNames(neighbour, [street]));
    });
  },
);
