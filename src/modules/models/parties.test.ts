import { expect, test } from 'vitest';
import { PIPPK } from '../../../test/support/pippk.ts';
import { officesIn, partyLabel, pillarOf, pillarsOf } from './index.ts';

const { model } = PIPPK;

test.each([
  // kind               pillar        called
  ['rw', 'community', 'Rukun Warga (RW)'],
  ['kelurahan', 'government', 'Kelurahan'],
  ['sekretariat-daerah', 'government', 'Sekretariat Daerah'],
])('%s belongs to the %s and is called %s', (kind, pillar, label) => {
  expect(pillarOf([model], kind)).toBe(pillar);
  expect(partyLabel(model, kind).id).toBe(label);
});

test('a party that no model knows belongs to no pillar and is called by its id; another model may know it', () => {
  expect(pillarOf([model], 'bumdes')).toBeUndefined();
  expect(partyLabel(model, 'bumdes')).toEqual({ id: 'bumdes', en: 'bumdes' });
  const kinds = model.parties.kinds.map((one) => ({ ...one, kind: 'bumdes', pillar: 'business' }));
  const other = { parties: { ...model.parties, kinds } };
  expect(pillarOf([model, other], 'bumdes')).toBe('business');
});

test('the pillars and offices of a model are those of its parties, each once', () => {
  expect(pillarsOf(model)).toEqual(['government', 'community']);
  expect(officesIn(model).filter((office) => office === 'chair')).toHaveLength(1);
  expect(officesIn(model)).toContain('inspectorate');
});
