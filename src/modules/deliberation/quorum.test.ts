import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { QuorumRule } from '#modules/models/index.ts';
import { quorum, type Represents, type Rolls } from './quorum.ts';

const label = { id: 'x', en: 'x' };
const rule: QuorumRule = {
  basis: 'perwal',
  elements: [
    { element: 'rt', roll: 'rt', share: 700, label },
    { element: 'rw', roll: 'neighbourhood', share: 1000, label },
    { element: 'women', atLeast: 1, label },
  ],
};
const units = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, i) => ({ unit: `${prefix}${i}`, label: `${prefix} ${i}` }));
const rolls: Rolls = { rt: units('rt', 60), neighbourhood: units('rw', 12) };

function people(came: { rt?: number; rw?: number; women?: number }): Represents[] {
  return [
    ...units('rt', came.rt ?? 0).map(({ unit }) => ({ element: 'rt', unit })),
    ...units('rw', came.rw ?? 0).map(({ unit }) => ({ element: 'rw', unit })),
    ...Array.from({ length: came.women ?? 0 }, () => ({ element: 'women', unit: null })),
  ];
}

test.each([
  // who came                                                       may decide   missing
  ['nobody', {}, false, ['rt', 'rw', 'women']],
  ['all but a women leader', { rt: 42, rw: 12 }, false, ['women']],
  ['exactly seven in ten RT', { rt: 42, rw: 12, women: 1 }, true, []],
  ['one RT short', { rt: 41, rw: 12, women: 1 }, false, ['rt']],
  ['one RW short of every RW', { rt: 60, rw: 11, women: 4 }, false, ['rw']],
  ['everybody', { rt: 60, rw: 12, women: 3 }, true, []],
])('quorum of 60 RT and 12 RW: %s', (_, came, met, missing) => {
  const found = quorum(rule, rolls, people(came));
  expect(found.met).toBe(met);
  expect(found.elements.filter((one) => !one.met).map((one) => one.element)).toEqual(missing);
});

test('of an element without a number or share, one comes at least, or every unit of its roll', () => {
  const plain: QuorumRule = {
    basis: 'perwal',
    elements: [
      { element: 'women', label },
      { element: 'youth', atLeast: 3, label },
      { element: 'rw', roll: 'neighbourhood', label },
    ],
  };
  expect(quorum(plain, rolls, people({ women: 1, rw: 11 })).elements).toEqual([
    { element: 'women', came: 1, wanted: 1, of: null, met: true, missing: [] },
    { element: 'youth', came: 0, wanted: 3, of: null, met: false, missing: [] },
    { element: 'rw', came: 11, wanted: 12, of: 12, met: false, missing: [{ unit: 'rw11', label: 'rw 11' }] },
  ]);
});

test('a board counts once, however many came from it, and strangers to the roll do not count', () => {
  const crowd = Array.from({ length: 50 }, () => ({ element: 'rt', unit: 'rt0' }));
  const [rt] = quorum(rule, rolls, [...crowd, { element: 'rt', unit: 'elsewhere' }]).elements;
  expect(rt).toMatchObject({ came: 1, of: 60, wanted: 42 });
  expect(rt?.missing).toHaveLength(59);
});

test('whoever else comes, a forum that had quorum keeps it', () => {
  const anyone = fc.record({
    element: fc.constantFrom('rt', 'rw', 'women', 'others'),
    unit: fc.constantFrom(null, ...[...rolls.rt, ...rolls.neighbourhood].map((one) => one.unit)),
  });
  fc.assert(
    fc.property(fc.array(anyone, { maxLength: 150 }), fc.array(anyone, { maxLength: 20 }), (here, more) => {
      const before = quorum(rule, rolls, here);
      const after = quorum(rule, rolls, [...here, ...more]);
      expect(after.met || !before.met).toBe(true);
      before.elements.forEach((one, i) => {
        expect(after.elements[i]?.came).toBeGreaterThanOrEqual(one.came);
      });
    }),
  );
});
