import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  amountField,
  couldMeet,
  fittingHolds,
  type Giver,
  gapOf,
  type Held,
  proposeScenario,
  type ScenarioInput,
  type Wanted,
  weightsInOrder,
} from './scenario.ts';

const basis = { cite: 'Perwal 354/2014' };
const WEIGHTS = {
  field: 220,
  place: 120,
  form: 120,
  behind: 160,
  poverty: 120,
  neglect: 120,
  record: 60,
  unpromised: 80,
};
const RICH = '32.73.01.1001';
const POOR = '32.73.30.1001';
const STANDING = {
  fields: new Map([
    ['pendidikan', { share: 100, target: 200 }],
    ['kesehatan', { share: 0, target: 200 }],
    ['olahraga', { share: 900, target: 100 }],
  ]),
  places: new Map([
    [RICH, { people: 1000, poorHouseholds: 10, promised: 500n }],
    [POOR, { people: 1000, poorHouseholds: 60, promised: 0n }],
  ]),
  records: new Map(),
};
const giver = (organization: string, rest: bigint, more: Partial<Giver> = {}): Giver => ({
  ...{ organization, rest, fields: [], places: [], forms: [] },
  ...more,
});
const need = (id: string, requested: bigint, more: Partial<Wanted> = {}): Wanted => ({
  ...{ id, requested, promised: 0n, field: 'pendidikan', village: RICH, form: 'barang', organization: null },
  ...more,
});
const propose = (givers: readonly Giver[], needs: readonly Wanted[], held: readonly Held[] = []) =>
  proposeScenario({ weights: WEIGHTS, standing: STANDING, givers, needs, held });
const said = (result: ReturnType<typeof propose>) =>
  result.pairs.map((one) => `${one.need} ${one.organization} ${one.hold} ${one.amount}`).toSorted();

test.each([
  ['whoever said nothing in particular', {}, {}, true],
  ['a field it offers', { fields: ['pendidikan'] }, {}, true],
  ['a field it does not offer', { fields: ['kesehatan'] }, {}, false],
  ['a form it offers', { forms: ['barang'] }, {}, true],
  ['a form it does not offer', { forms: ['jasa'] }, {}, false],
  ['a need without a form', { forms: ['jasa'] }, { form: null }, true],
  ['a place it does not prefer', { places: ['32.73.30'] }, {}, true],
  ['its own need', {}, { organization: 'a' }, false],
])('could meet: %s', (_, cares, asks, could) => {
  expect(couldMeet(giver('a', 1n, cares), need('n', 5n, asks))).toBe(could);
});

test('a small offer goes where it is needed most: a neglected field and place before the others', () => {
  const found = propose(
    [giver('a', 10n)],
    [
      need('sport', 10n, { field: 'olahraga' }),
      need('school', 10n),
      need('poor', 10n, { field: 'kesehatan', village: POOR }),
    ],
  );
  expect(said(found)).toEqual(['poor a free 10']);
  expect(found.pairs[0]?.reasons).toEqual(['behind', 'poverty', 'neglect']);
  // 160 behind, 120 poverty, 120 neglect, 60 record, 80 unpromised of 1,000, for ten rupiah.
  expect(found).toMatchObject({ value: 5n, bound: 5n, ended: 'proved' });
  expect(found.pairs[0]?.points).toBe(540);
});

test('each need goes to one, nobody gives more than is left of its offer, and what is promised already is not asked again', () => {
  const found = propose(
    [giver('a', 12n), giver('b', 6n)],
    [need('one', 10n, { promised: 4n }), need('two', 6n), need('three', 6n), need('four', 6n)],
  );
  const given = new Map<string, bigint>();
  for (const one of found.pairs)
    given.set(one.organization, (given.get(one.organization) ?? 0n) + one.amount);
  expect(Object.fromEntries(given)).toEqual({ a: 12n, b: 6n });
  expect(new Set(found.pairs.map((one) => one.need)).size).toBe(3);
});

test('what is promised already is not asked again', () => {
  expect(said(propose([giver('a', 20n)], [need('one', 10n, { promised: 4n })]))).toEqual(['one a free 6']);
});

test.each([
  [[giver('east', 10n, { places: ['32.73.30'] }), giver('west', 10n, { places: ['32.73.01'] })]],
  [[giver('west', 10n, { places: ['32.73.01'] }), giver('east', 10n, { places: ['32.73.30'] })]],
])('each goes to whoever wants to be active there, whoever came first', (givers) => {
  const needs = [need('there', 10n, { village: POOR }), need('here', 10n, { village: RICH })];
  expect(said(propose(givers, needs))).toEqual(['here west free 10', 'there east free 10']);
});

test('needs that differ in their form of help alone are not one to a taker', () => {
  const found = propose(
    [giver('a', 20n, { forms: ['jasa'] })],
    [need('goods', 10n), need('work', 10n, { form: 'jasa' })],
  );
  expect(said(found)).toEqual(['work a free 10']);
});

test('a pair tells what speaks for it, and nothing that does not', () => {
  const [pair] = propose(
    [giver('a', 10n)],
    [need('one', 10n, { field: 'olahraga', village: '32.73.99.1001' })],
  ).pairs;
  // 60 of its record, 80 because nothing is promised of it.
  expect(pair).toMatchObject({ points: 140, reasons: ['unpromised', 'record'] });
});

test('what is proposed stands by its points, then its amount, then the name of its need', () => {
  const found = propose(
    [giver('a', 100n)],
    [
      need('b', 10n),
      need('a', 10n),
      need('large', 20n),
      need('c', 10n),
      need('poor', 5n, { field: 'kesehatan', village: POOR }),
    ],
  );
  expect(found.pairs.map((one) => one.need)).toEqual(['poor', 'large', 'a', 'b', 'c']);
});

test('where offers are too small for whole needs the bound is of what can be carried whole, and lies by the value', () => {
  const givers = Array.from({ length: 60 }, (_, i) => giver(`g${i}`, 100_000n));
  const needs = Array.from({ length: 90 }, (_, i) => need(`n${i}`, 60_001n));
  const held: Held[] = [{ need: 'n0', organization: 'g0', hold: 'pinned', amount: 60_001n }];
  const found = propose(givers, needs, held);
  expect(found.pairs).toHaveLength(60);
  expect(found.ended).toBe('settled');
  // Each pair is worth whole rupiah, the bound the sum of them all.
  expect(found.bound).toBeGreaterThan(found.value);
  expect(found.bound - found.value).toBeLessThan(60n);
});

test('the weights of a row stand in the order of the reasons', () => {
  expect(weightsInOrder(WEIGHTS)).toEqual([220, 120, 120, 160, 120, 120, 60, 80]);
});

describe('around what is settled by hand', () => {
  const givers = [giver('a', 10n), giver('b', 10n)];
  const needs = [need('one', 10n), need('two', 10n)];

  test('what is held stays, with its amount, and the others make room', () => {
    const held: Held[] = [{ need: 'two', organization: 'b', hold: 'pinned', amount: 10n }];
    expect(said(propose(givers, needs, held))).toEqual(['one a free 10', 'two b pinned 10']);
    const turned: Held[] = [{ need: 'two', organization: 'a', hold: 'pinned', amount: 10n }];
    expect(said(propose(givers, needs, turned))).toEqual(['one b free 10', 'two a pinned 10']);
  });

  test('what is left of a need that is held in part goes to another, never to the same again', () => {
    const held: Held[] = [{ need: 'one', organization: 'a', hold: 'pinned', amount: 4n }];
    expect(said(propose(givers, [need('one', 10n)], held))).toEqual(['one a pinned 4', 'one b free 6']);
    expect(said(propose([giver('a', 10n)], [need('one', 10n)], held))).toEqual(['one a pinned 4']);
  });

  test('what is left of the offer of whoever holds one goes to others', () => {
    const held: Held[] = [{ need: 'one', organization: 'a', hold: 'pinned', amount: 4n }];
    expect(
      said(propose([giver('a', 10n)], [need('one', 4n), need('two', 6n), need('large', 7n)], held)),
    ).toEqual(['one a pinned 4', 'two a free 6']);
  });

  test('what is struck out does not come back, gives nothing and is still told', () => {
    const held: Held[] = [{ need: 'one', organization: 'a', hold: 'struck', amount: 0n }];
    expect(said(propose([giver('a', 10n)], [need('one', 10n)], held))).toEqual(['one a struck 0']);
    expect(said(propose(givers, [need('one', 10n)], held))).toEqual(['one a struck 0', 'one b free 10']);
  });

  test('value and bound hold what is held', () => {
    const held: Held[] = [{ need: 'one', organization: 'a', hold: 'pinned', amount: 10n }];
    const found = propose(givers, needs, held);
    expect(found.value).toBe(propose([giver('b', 10n)], [need('two', 10n)]).value * 2n);
    expect(found.bound).toBe(found.value);
  });

  const input = { givers, needs: [need('one', 10n, { promised: 3n }), need('two', 10n)] };
  const pin = (of: string, organization: string, amount: bigint): Held => ({
    ...{ need: of, organization, hold: 'pinned' as const, amount },
  });
  test.each([
    ['all that is left', [pin('one', 'a', 7n)], undefined],
    ['one rupiah more than is left of the need', [pin('one', 'a', 8n)], 'match.above-need'],
    ['two that are the need together', [pin('one', 'a', 4n), pin('one', 'b', 3n)], undefined],
    ['two that are the offer together', [pin('one', 'a', 4n), pin('two', 'a', 6n)], undefined],
    [
      'two that are more than the need together',
      [pin('one', 'a', 4n), pin('one', 'b', 4n)],
      'match.above-need',
    ],
    [
      'two that are more than the offer together',
      [pin('one', 'a', 4n), pin('two', 'a', 7n)],
      'scenario.above-offer',
    ],
    ['nothing', [pin('one', 'a', 0n)], 'input.required'],
    ['a need that is gone', [pin('gone', 'a', 1n)], 'scenario.gone'],
    ['a taker that is gone', [pin('one', 'gone', 1n)], 'scenario.gone'],
    [
      'a struck pair, whatever is left',
      [{ need: 'one', organization: 'a', hold: 'struck', amount: 0n }],
      undefined,
    ],
  ] as [string, Held[], string | undefined][])('held now: %s', (_, typed, refused) => {
    const found = fittingHolds(input, typed, [], basis);
    expect('refusal' in found ? found.refusal : undefined).toBe(refused);
    if (refused === 'match.above-need') {
      const last = typed.at(-1);
      expect(found).toMatchObject({ field: amountField('one', last?.organization ?? '') });
    }
    if (typed.length === 2 && refused)
      expect(found).toMatchObject({ params: { rest: refused === 'match.above-need' ? 3n : 6n } });
  });

  test('what an earlier proposal held and no longer fits is let go and counted; what is typed goes first', () => {
    const earlier = [pin('one', 'a', 7n), pin('gone', 'a', 1n), pin('two', 'b', 9n)];
    expect(fittingHolds(input, [], earlier, basis)).toEqual({ held: [earlier[0], earlier[2]], dropped: 1 });
    const now = pin('two', 'a', 10n);
    expect(fittingHolds(input, [now], earlier, basis)).toEqual({ held: [now], dropped: 3 });
    // The same pair typed again stands for itself.
    const again = pin('one', 'a', 2n);
    expect(fittingHolds(input, [again], [earlier[0] ?? again], basis)).toEqual({ held: [again], dropped: 0 });
  });
});

test('the amount of a pair is typed in a field of its own', () => {
  expect(amountField('one', 'a')).toBe('amount.one.a');
});

test.each([
  [{ value: 100n, bound: 100n }, 0],
  [{ value: 99n, bound: 100n }, 100],
  [{ value: 999_999n, bound: 1_000_000n }, 1],
  [{ value: 0n, bound: 0n }, 0],
  [{ value: 0n, bound: 7n }, 10_000],
])('the gap of %o is told in hundredths of a per cent, never as less than it is', (of, gap) => {
  expect(gapOf(of)).toBe(gap);
});

test('whatever is offered, wanted and held: no offer and no need is overdrawn, what is struck stays out, the bound holds', () => {
  const some = fc.record({
    givers: fc.array(
      fc.record({ rest: fc.bigInt(0n, 60n), fields: fc.subarray(['pendidikan', 'kesehatan', 'olahraga']) }),
      { maxLength: 4 },
    ),
    needs: fc.array(
      fc.record({
        requested: fc.bigInt(1n, 30n),
        field: fc.constantFrom('pendidikan', 'kesehatan', 'olahraga'),
        village: fc.constantFrom(RICH, POOR),
        organization: fc.constantFrom(null, 'g0'),
      }),
      { maxLength: 6 },
    ),
    held: fc.uniqueArray(fc.record({ g: fc.nat(3), n: fc.nat(5), amount: fc.bigInt(0n, 9n) }), {
      maxLength: 4,
      selector: ({ g, n }) => `${g} ${n}`,
    }),
  });
  fc.assert(
    fc.property(some, ({ givers, needs, held }) => {
      const of: Pick<ScenarioInput, 'givers' | 'needs'> = {
        givers: givers.map((one, i) => giver(`g${i}`, one.rest, one)),
        needs: needs.map((one, i) => need(`n${i}`, one.requested, one)),
      };
      const earlier = held.map(
        ({ g, n, amount }): Held => ({
          ...{ need: `n${n}`, organization: `g${g}`, amount },
          hold: amount === 0n ? 'struck' : 'pinned',
        }),
      );
      const fitting = fittingHolds(of, [], earlier, basis);
      if ('refusal' in fitting) throw new Error(fitting.refusal);
      const found = propose(of.givers, of.needs, fitting.held);
      const spent = (key: 'organization' | 'need', id: string) =>
        found.pairs.filter((one) => one[key] === id).reduce((sum, one) => sum + one.amount, 0n);
      for (const one of of.givers)
        expect(spent('organization', one.organization)).toBeLessThanOrEqual(one.rest);
      for (const one of of.needs) expect(spent('need', one.id)).toBeLessThanOrEqual(one.requested);
      for (const one of fitting.held) {
        const there = found.pairs.filter((p) => p.need === one.need && p.organization === one.organization);
        expect(there).toMatchObject([{ hold: one.hold, amount: one.amount }]);
      }
      for (const one of found.pairs.filter((p) => p.hold === 'free')) {
        const [g, n] = [of.givers, of.needs].map((list) => list.length);
        expect([g, n]).not.toContain(0);
        const [who] = of.givers.filter((each) => each.organization === one.organization);
        const [what] = of.needs.filter((each) => each.id === one.need);
        expect(who && what && couldMeet(who, what)).toBe(true);
      }
      expect(found.bound).toBeGreaterThanOrEqual(found.value);
    }),
  );
});
