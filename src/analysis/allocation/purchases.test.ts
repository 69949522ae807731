import { describe, expect, test } from 'vitest';
import { strainedElections } from '../../../test/support/medium-elections.ts';
import { raised, setupOf, sharesByDefinition } from '../../../test/support/shares-by-definition.ts';
import { sameElections } from '../../../test/support/small-elections.ts';
import { writtenElection } from '../../../test/support/written-election.ts';
import { chooseFrom } from './choosing.ts';
import type { Election } from './election.ts';
import { approximately, type Fraction, lowest } from './fraction.ts';
import { changingWithin, moveTo } from './moving.ts';
import {
  buy,
  changePace,
  heldBefore,
  NEVER,
  NOBODY,
  noPurchases,
  type Purchases,
  paceUpTo,
  putForward,
  takeBackFrom,
} from './purchases.ts';
import { at, type PreparedShares, prepareShares } from './shares-setup.ts';
import { raiseEndowment, type Standing, standAtStart } from './standing.ts';
import type { Utility } from './support.ts';

/** What purchases have to say of these picks at an endowment, in fractions and without a shortcut. */
function byHand(prepared: PreparedShares, endowment: Fraction, picks: readonly number[]) {
  const count = prepared.election.projects.length;
  const money = Array.from(prepared.heads, () => endowment);
  const emptiedBy = Array.from(prepared.heads, () => NOBODY);
  const paidIn: number[][] = Array.from(prepared.heads, () => []);
  const price = Array.from({ length: count }, () => 0);
  const [rich, solvent] = [[...price], [...price]];
  const held: number[][] = [money.map(approximately)];
  const counts: number[][] = [];
  for (const [round, position] of picks.entries()) {
    const { classes, voters, weights } = at(prepared.support, position);
    const open = new Set(classes.keys());
    let due: Fraction = { part: 0n, of: 1n };
    // Who cannot pay the price gives all, until all others can.
    for (let before = -1; open.size !== before; ) {
      before = open.size;
      let left: Fraction = { part: at(prepared.election.projects, position).cost, of: 1n };
      let shares = 0;
      for (const k of classes.keys())
        if (open.has(k)) shares += (voters[k] ?? 0) * (weights[k] ?? 0);
        else left = minus(left, at(money, classes[k] ?? 0), voters[k] ?? 0);
      if (shares === 0) throw new Error(`nobody can pay for ${position}`);
      due = { part: left.part, of: left.of * BigInt(shares) };
      for (const k of open)
        if (minus(at(money, classes[k] ?? 0), due, weights[k] ?? 0).part < 0n) open.delete(k);
    }
    price[position] = approximately(due);
    counts[round] = Array.from({ length: round }, () => 0);
    for (const k of classes.keys()) {
      const index = classes[k] ?? 0;
      const [many, weight] = [voters[k] ?? 0, weights[k] ?? 0];
      if (open.has(k)) {
        rich[position] = (rich[position] ?? 0) + many * weight;
        paidIn[index]?.push(round);
        money[index] = minus(at(money, index), due, weight);
        continue;
      }
      if (emptiedBy[index] !== NOBODY) continue;
      emptiedBy[index] = position;
      solvent[position] = (solvent[position] ?? 0) + many;
      for (const earlier of paidIn[index] ?? []) {
        const row = at(counts, round);
        row[earlier] = (row[earlier] ?? 0) + many * weightOf(prepared, index, at(picks, earlier));
      }
      money[index] = { part: 0n, of: 1n };
    }
    held.push(money.map(approximately));
  }
  return { price, emptiedBy, rich, solvent, counts, held };
}

function minus(a: Fraction, b: Fraction, times: number): Fraction {
  return lowest({ part: a.part * b.of - b.part * BigInt(times) * a.of, of: a.of * b.of });
}

function weightOf({ ballots }: PreparedShares, index: number, project: number): number {
  for (let j = ballots.from[index] ?? 0; j < (ballots.from[index + 1] ?? 0); j += 1)
    if (ballots.projects[j] === project) return ballots.weights[j] ?? 0;
  return 0;
}

/** Purchases say what the definition says; near ties floats may take a class that just pays either way. */
function agree(purchases: Purchases, endowment: Fraction): void {
  const { prepared, picks } = purchases;
  const told = byHand(prepared, endowment, picks);
  for (const position of prepared.election.projects.keys())
    expect(purchases.roundOf[position]).toBe(picks.includes(position) ? picks.indexOf(position) : NEVER);
  for (const position of picks) {
    const [price, off] = [purchases.price[position] ?? 0, purchases.off[position] ?? 0];
    expect(Math.abs(price - (told.price[position] ?? 0))).toBeLessThanOrEqual(off + 1e-12 * price);
    expect(off).toBeLessThan(1e-9 * price);
  }
  if (purchases.blurred) return;
  expect([...purchases.emptiedBy]).toEqual(told.emptiedBy);
  const bought = (values: ArrayLike<number>) => picks.map((position) => values[position]);
  expect(bought(purchases.rich)).toEqual(bought(told.rich));
  expect(bought(purchases.solvent)).toEqual(bought(told.solvent));
  expect(purchases.counts.slice(0, picks.length).map((row) => [...row])).toEqual(told.counts);
  let furthest = 0;
  for (const [round, held] of told.held.entries())
    for (const [index, money] of held.entries()) {
      const found = Math.max(0, heldBefore(purchases, index, round));
      furthest = Math.max(furthest, Math.abs(found - money) / purchases.endowment);
    }
  expect(furthest).toBeLessThan(1e-9);
}

function startOf(
  election: Election,
  utility: Utility,
): { standing: Standing; at: (added: number) => Fraction } {
  const standing = standAtStart(prepareShares(setupOf(election, utility)));
  const endowmentAt = (added: number) => raised(election, BigInt(added));
  raiseEndowment(standing, endowmentAt(0));
  moveTo(standing.purchases, 0, approximately(endowmentAt(0)));
  chooseFrom(standing, 0);
  return { standing, at: endowmentAt };
}

/*
 * 26 each. Three share the well, 10 each; two the kiosk, 22.5 each; of the lamp (40) one pays the 16 left after the
 * well and the other 24.
 */
const LAMP = writtenElection(
  156n,
  'well:30 lamp:40 kiosk:45 tower:400',
  '1×well+lamp 2×well 1×lamp 1×kiosk 1×kiosk+tower',
);
const [WELL, LIGHT, KIOSK] = [0, 1, 2];

test('who was emptied by what, who paid in full, and what that makes of the price', () => {
  const { standing, at: endowment } = startOf(LAMP, 'cardinality');
  const { purchases } = standing;
  expect(purchases.picks).toEqual([WELL, KIOSK, LIGHT]);
  expect([...purchases.roundOf]).toEqual([0, 2, 1, NEVER]);
  expect([...purchases.price].map((price) => Math.round(price * 100) / 100)).toEqual([10, 24, 22.5, 0]);
  expect([...purchases.rich]).toEqual([3, 1, 2, 0]);
  expect([...purchases.solvent]).toEqual([0, 1, 0, 0]);
  // The one whom the lamp emptied had paid for the well in full.
  expect(purchases.counts.map((row) => [...row])).toEqual([[], [0], [1, 0]]);
  expect([...purchases.emptiedBy].filter((by) => by !== NOBODY)).toEqual([LIGHT]);
  agree(purchases, endowment(0));
});

test('with more each, the same picks cost what follows from the whole numbers', () => {
  const { standing, at: endowment } = startOf(LAMP, 'cardinality');
  const { purchases } = standing;
  expect(moveTo(purchases, 1, 27)).toBeUndefined();
  expect(purchases.added).toBe(1);
  // The lamp: 40 less the 17 of the one who is emptied.
  expect(purchases.price[LIGHT]).toBeCloseTo(23, 9);
  agree(purchases, endowment(1));
  // From 30 on nobody is emptied: 20 each.
  expect(moveTo(purchases, 9, 35)).toBeUndefined();
  expect([...purchases.emptiedBy].every((by) => by === NOBODY)).toBe(true);
  expect([purchases.rich[LIGHT], purchases.solvent[LIGHT], purchases.price[LIGHT]]).toEqual([2, 0, 20]);
  agree(purchases, endowment(9));
  // And back again.
  expect(moveTo(purchases, 0, 26)).toBeUndefined();
  agree(purchases, endowment(0));
});

test('what cannot be paid for any more is taken back, with all that came after it', () => {
  const { standing } = startOf(LAMP, 'cardinality');
  const { purchases } = standing;
  // With 24 each the one alone and the 14 of the other do not make 40.
  expect(moveTo(purchases, -2, 24)).toBe(2);
  expect(purchases.picks).toEqual([WELL, KIOSK]);
  agree(purchases, { part: 24n, of: 1n });
  // With 9 nobody pays for the well.
  expect(moveTo(purchases, -17, 9)).toBe(0);
  expect(purchases.picks).toEqual([]);
  expect([...purchases.emptiedBy].every((by) => by === NOBODY)).toBe(true);
});

test('a pick put forward comes before those it overtook, and prices are found anew', () => {
  const { standing, at: endowment } = startOf(LAMP, 'cardinality');
  const { purchases } = standing;
  moveTo(purchases, 2, 28);
  putForward(purchases, LIGHT, 1);
  expect(moveTo(purchases, 2, 28)).toBeUndefined();
  expect(purchases.picks).toEqual([WELL, LIGHT, KIOSK]);
  agree(purchases, endowment(2));
  putForward(purchases, LIGHT, 0);
  expect(moveTo(purchases, 2, 28)).toBeUndefined();
  expect(purchases.picks).toEqual([LIGHT, WELL, KIOSK]);
  // Before the well the lamp costs 20 each, and the one is left with 8 for it.
  expect(purchases.price[WELL]).toBeCloseTo(11, 9);
  agree(purchases, endowment(2));
});

test('taken back and bought again, all is as it was', () => {
  const { standing, at: endowment } = startOf(LAMP, 'cardinality');
  const { purchases } = standing;
  takeBackFrom(purchases, 1);
  expect(purchases.picks).toEqual([WELL]);
  agree(purchases, endowment(0));
  buy(purchases, LIGHT, { price: 24, off: 1e-12 }, 0);
  agree(purchases, endowment(0));
  buy(purchases, KIOSK, { price: 22.5, off: 1e-12 }, 0);
  agree(purchases, endowment(0));
  takeBackFrom(purchases, 5);
  expect(purchases.picks).toEqual([WELL, LIGHT, KIOSK]);
});

test('before anything is bought everybody holds the endowment', () => {
  const prepared = prepareShares(setupOf(LAMP, 'cardinality'));
  const purchases = noPurchases(prepared, 26);
  expect(purchases).toMatchObject({
    added: 0,
    endowment: 26,
    picks: [],
    counts: [],
    risen: 0,
    fallen: 0,
    blurred: false,
  });
  expect([...purchases.roundOf]).toEqual([NEVER, NEVER, NEVER, NEVER]);
  for (const index of prepared.heads.keys()) {
    expect(heldBefore(purchases, index, NEVER)).toBe(26);
    expect(paceUpTo(purchases, index, NEVER)).toBe(1);
  }
});

test('what a class is taken to gain with a rupiah grows with the pace of what it paid for', () => {
  const { standing } = startOf(LAMP, 'cardinality');
  const { purchases } = standing;
  changePace(purchases, WELL, 2);
  changePace(purchases, LIGHT, 5);
  const both = [...purchases.prepared.heads.keys()].find(
    (index) => weightOf(purchases.prepared, index, WELL) + weightOf(purchases.prepared, index, LIGHT) === 2,
  );
  if (both === undefined) throw new Error('nobody for both');
  // One, and two for the well; the lamp comes in the third round.
  expect([0, 1, 2].map((round) => paceUpTo(purchases, both, round))).toEqual([3, 3, 8]);
});

test('whom another pace concerns is looked at again with the next move, once', () => {
  const { standing } = startOf(LAMP, 'cardinality');
  const { purchases } = standing;
  const emptied = purchases.emptiedBy.indexOf(LIGHT);
  const listed = () => [...changingWithin(purchases, 0, 0)].filter((index) => index === emptied).length;
  // Eight are missing: not soon.
  expect(listed()).toBe(0);
  changePace(purchases, WELL, 2);
  expect(listed()).toBe(1);
  changePace(purchases, LIGHT, 2);
  expect(listed()).toBe(1);
});

test('whoever is emptied by what is bought is soon to be looked at, though nobody was before', () => {
  const { standing } = startOf(LAMP, 'cardinality');
  const { purchases } = standing;
  takeBackFrom(purchases, 2);
  // A list for far ahead.
  changingWithin(purchases, 20, 20);
  buy(purchases, LIGHT, { price: 24, off: 1e-12 }, 0);
  expect([...changingWithin(purchases, 9, 0)]).toContain(purchases.emptiedBy.indexOf(LIGHT));
});

/** Points weigh: of x one pays five times the price, or all there is. */
test.each([
  [60n, 'x:30 y:12 z:9', '1×x=5+y=1 2×x=1+z=2 1×y=3+z=1'],
  [80n, 'x:40 y:30 z:20 w:9', '2×x=4+y=2+w=1 1×x=1+z=3 2×y=1+z=1 1×z=5+w=2'],
  [50n, 'x:20 y:20 z:14', '1×x=3+y=3+z=3 1×x=1+y=2 2×y=1+z=4 1×z=1'],
])('%d by points among %s', (budget, projects, ballots) => {
  const election = writtenElection(budget, projects, ballots);
  const { standing, at: endowment } = startOf(election, 'points');
  for (const added of [0, 1, 2, 4, 6, 9, 15]) {
    raiseEndowment(standing, endowment(added));
    moveTo(standing.purchases, added, approximately(endowment(added)));
    agree(standing.purchases, endowment(added));
    chooseFrom(standing, 0);
    agree(standing.purchases, endowment(added));
  }
});

/** A kelurahan's: many give all they have and are on the ballots of what is bought later. */
describe.each([
  ['approval', 'cost'],
  ['approval', 'cardinality'],
  ['points', 'points'],
] as const)('many rounds, %s ballots by %s: moved, put forward and taken back', (kind, utility) => {
  test.each(strainedElections(kind).map((election) => [election]))('election %#', (election) => {
    const { standing, at: endowment } = startOf(election, utility);
    const { purchases } = standing;
    const move = (added: number) => {
      raiseEndowment(standing, endowment(added));
      moveTo(purchases, added, approximately(endowment(added)));
      agree(purchases, endowment(added));
    };
    for (const start of [3, 9, 20]) {
      move(start);
      chooseFrom(standing, 0);
      agree(purchases, endowment(start));
      for (const more of [1, 2, 4]) move(start + more);
    }
    const end = purchases.picks.length - 1;
    for (const [last, round] of [
      [3, 1],
      [2, 0],
      [end - 1, end >> 1],
      [end, end - 1],
    ] as const) {
      if (purchases.picks.length <= last) continue;
      putForward(purchases, at(purchases.picks, last), round);
      move(24);
    }
    takeBackFrom(purchases, 3);
    agree(purchases, endowment(24));
    move(26);
  });
});

test('the list of who may change soon leaves nobody out who does', () => {
  const { standing, at: endowment } = startOf(LAMP, 'cardinality');
  const { purchases } = standing;
  // From 30 each on nobody is emptied.
  const emptied = purchases.emptiedBy.indexOf(LIGHT);
  expect([...changingWithin(purchases, 4.01, 0)]).toContain(emptied);
  moveTo(purchases, 1, 27);
  expect([...changingWithin(purchases, 3.01, 0)]).toContain(emptied);
  agree(purchases, endowment(1));
});

describe.each([
  ['approval', 'cost'],
  ['approval', 'cardinality'],
  ['points', 'points'],
  ['ranking', 'borda'],
] as const)('%s ballots, by %s: as the definition has it, chosen and moved', (kind, utility) => {
  const elections = sameElections(kind, 11, 10);
  test.each(elections.map((election) => [election]))('small election %#', (election) => {
    const { standing, at: endowment } = startOf(election, utility);
    const { purchases } = standing;
    const setup = setupOf(election, utility);
    for (const added of [0, 1, 2, 3, 5, 8, 20, 21, 60]) {
      raiseEndowment(standing, endowment(added));
      const before = purchases.picks.join();
      const unpayable = moveTo(purchases, added, approximately(endowment(added)));
      agree(purchases, endowment(added));
      const { picks } = sharesByDefinition(setup, endowment(added));
      if (unpayable === undefined) expect(purchases.picks.join()).toBe(before);
      if (purchases.picks.join() === picks.join()) continue;
      chooseFrom(standing, 0);
      expect(purchases.picks).toEqual(picks);
      agree(purchases, endowment(added));
    }
  });
});
