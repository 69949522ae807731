import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { QuorumRule, SeatsQuorum } from '#modules/models/index.ts';
import {
  type CountedOnce,
  type FilledSeat,
  type QuorumAnswer,
  quorum,
  type Represents,
  type Rolls,
  SEATS,
  seatsWanted,
} from './quorum.ts';

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
const rolls: Rolls = { rt: units('rt', 60), neighbourhood: units('rw', 12), unentered: [] };

function one(element: string, unit: string | null, name = '', person: string | null = null): Represents {
  return { element, unit, name, person };
}

function people(came: { rt?: number; rw?: number; women?: number }): Represents[] {
  return [
    ...units('rt', came.rt ?? 0).map(({ unit }) => one('rt', unit)),
    ...units('rw', came.rw ?? 0).map(({ unit }) => one('rw', unit)),
    ...Array.from({ length: came.women ?? 0 }, (_, i) => one('women', null, `Ibu ${i}`)),
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
  expect(found.answer).toBe(met ? 'met' : 'not-met');
  expect(found.elements.filter((each) => each.answer !== 'met').map((each) => each.element)).toEqual(missing);
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
    { element: 'women', came: 1, wanted: 1, of: null, answer: 'met', missing: [] },
    { element: 'youth', came: 0, wanted: 3, of: null, answer: 'not-met', missing: [] },
    {
      element: 'rw',
      came: 11,
      wanted: 12,
      of: 12,
      answer: 'not-met',
      missing: [{ unit: 'rw11', label: 'rw 11' }],
    },
  ]);
});

test('a board counts once, however many came from it, and strangers to the roll do not count', () => {
  const crowd = Array.from({ length: 50 }, () => one('rt', 'rt0'));
  const [rt] = quorum(rule, rolls, [...crowd, one('rt', 'elsewhere')]).elements;
  expect(rt).toMatchObject({ came: 1, of: 60, wanted: 42 });
  expect(rt?.missing).toHaveLength(59);
});

test('whoever else comes, a forum that had quorum keeps it', () => {
  const anyone = fc.record({
    element: fc.constantFrom('rt', 'rw', 'women', 'others'),
    unit: fc.constantFrom(null, ...[...rolls.rt, ...rolls.neighbourhood].map((unit) => unit.unit)),
    name: fc.constantFrom('', 'Asep', 'Rina', 'Dadang'),
    person: fc.constantFrom(null, 'p1', 'p2'),
  });
  fc.assert(
    fc.property(fc.array(anyone, { maxLength: 150 }), fc.array(anyone, { maxLength: 20 }), (here, more) => {
      const before = quorum(rule, rolls, here);
      const after = quorum(rule, rolls, [...here, ...more]);
      expect(after.answer === 'met' || before.answer !== 'met').toBe(true);
      before.elements.forEach((each, i) => {
        expect(after.elements[i]?.came).toBeGreaterThanOrEqual(each.came);
      });
    }),
  );
});

const EMPTY: Rolls = {
  rt: [],
  neighbourhood: [],
  unentered: [{ unit: '32.73.30.1003', label: 'Pasir Impun' }],
};

test.each<[string, Rolls, { rt?: number; rw?: number; women?: number }, QuorumAnswer]>([
  // the rolls                                      who came                         what can be said
  ['nothing is entered and nobody came', EMPTY, {}, 'cannot-tell'],
  ['nothing is entered, and a woman leader came', EMPTY, { women: 1 }, 'cannot-tell'],
  [
    'nothing is entered, not even which places lack',
    { ...EMPTY, unentered: [] },
    { women: 1 },
    'cannot-tell',
  ],
  [
    'all who are entered came, but one kelurahan lacks',
    { ...rolls, unentered: EMPTY.unentered },
    { rt: 60, rw: 12, women: 1 },
    'cannot-tell',
  ],
  ['everything is entered', rolls, { rt: 60, rw: 12, women: 1 }, 'met'],
])('of a roll that is not entered nothing can be told: %s', (_, entered, came, answer) => {
  const found = quorum(rule, entered, people(came));
  expect(found.answer).toBe(answer);
  expect(found.unentered).toEqual(answer === 'cannot-tell' ? entered.unentered : []);
});

test('a quorum of heads alone needs no roll', () => {
  const heads: QuorumRule = { basis: 'perwal', elements: [{ element: 'women', atLeast: 1, label }] };
  expect(quorum(heads, EMPTY, [one('women', null, 'Ibu Rina')])).toMatchObject({
    answer: 'met',
    unentered: [],
  });
});

const leaders: QuorumRule = {
  basis: 'perwal',
  elements: [
    { element: 'rw', roll: 'neighbourhood', share: 80, label },
    { element: 'women', atLeast: 1, label },
    { element: 'faith', atLeast: 1, label },
  ],
};

test.each<[string, Represents[], QuorumAnswer, CountedOnce[]]>([
  ['two people', [one('women', null, 'Ibu Rina'), one('faith', null, 'H. Asep')], 'met', []],
  [
    'one person for two elements',
    [one('women', null, 'Ibu Rina'), one('faith', null, 'Ibu Rina')],
    'not-met',
    [{ name: 'Ibu Rina', element: 'women', notFor: 'faith' }],
  ],
  [
    'one person, written in two ways',
    [one('faith', null, 'Nyi  Sa’adah'), one('women', null, "nyi sa'adah")],
    'not-met',
    [{ name: "nyi sa'adah", element: 'faith', notFor: 'women' }],
  ],
  [
    'the chair of an RW, who is a woman leader too',
    [one('rw', 'rw0', 'Ibu Rina', 'p1'), one('women', null, 'Ibu Rina', 'p1'), one('faith', null, 'H. Asep')],
    'not-met',
    [{ name: 'Ibu Rina', element: 'rw', notFor: 'women' }],
  ],
  [
    'two officers of one name',
    [one('rw', 'rw0', 'Ibu Rina', 'p1'), one('women', null, 'Ibu Rina', 'p2'), one('faith', null, 'H. Asep')],
    'met',
    [],
  ],
  [
    'boards without a name',
    [one('rw', 'rw0'), one('women', null, 'Ibu Rina'), one('faith', null, 'H. Asep')],
    'met',
    [],
  ],
  [
    'somebody who is on the list of the others too',
    [one('others', null, 'Ibu Rina'), one('women', null, 'Ibu Rina'), one('faith', null, 'H. Asep')],
    'met',
    [],
  ],
])('one person counts for one element: %s', (_, present, answer, countedOnce) => {
  const all = [one('rw', 'rw5'), ...present];
  expect(quorum(leaders, rolls, all)).toMatchObject({ answer, countedOnce });
  expect(quorum({ ...leaders, onePersonManyElements: true }, rolls, all)).toMatchObject({
    answer: 'met',
    countedOnce: [],
  });
});

const HALF: SeatsQuorum = { moreThan: 500, present: [] };

test.each<[string, SeatsQuorum, number, number]>([
  // the rule                                   filled seats   wanted
  ['more than half', HALF, 5, 3],
  ['more than half', HALF, 4, 3],
  ['more than half', HALF, 1, 1],
  ['more than none', { moreThan: 0, present: [] }, 9, 1],
  ['half at least', { share: 500, present: [] }, 5, 3],
  ['half at least', { share: 500, present: [] }, 4, 2],
  ['two thirds', { share: 666, present: [] }, 9, 6],
  ['all', { share: 1000, present: [] }, 7, 7],
  ['half at least, never fewer than three', { share: 500, atLeast: 3, present: [] }, 4, 3],
  ['half at least, never fewer than three', { share: 500, atLeast: 3, present: [] }, 9, 5],
])('%s of %j: of %d filled seats %d', (_, seats, filled, wanted) => {
  expect(seatsWanted(seats, filled)).toBe(wanted);
});

const seat = (unit: string, name: string, person = unit): FilledSeat => ({
  unit,
  label: name,
  seat: `dewan/${name}`,
  person,
});
const COUNCIL = [seat('a', 'ketua'), seat('b', 'anggota'), seat('c', 'anggota'), seat('d', 'anggota')];
const ofSeats = (seats: SeatsQuorum): QuorumRule => ({ basis: 'perwal', elements: [], seats });

test.each<[string, SeatsQuorum, FilledSeat[], string[], QuorumAnswer, [number, number | null][]]>([
  // what                              the rule                            who sits       who came             answer       came and wanted
  ['three of four', HALF, COUNCIL, ['b', 'c', 'd'], 'met', [[3, 3]]],
  ['two of four', HALF, COUNCIL, ['b', 'c'], 'not-met', [[2, 3]]],
  ['somebody whose seat is another’s now', HALF, COUNCIL, ['b', 'c', 'x'], 'not-met', [[2, 3]]],
  [
    'three of four without the chair',
    { ...HALF, present: ['ketua'] },
    COUNCIL,
    ['b', 'c', 'd'],
    'not-met',
    [
      [3, 3],
      [0, 1],
    ],
  ],
  [
    'three of four with the chair',
    { ...HALF, present: ['ketua'] },
    COUNCIL,
    ['a', 'b', 'c'],
    'met',
    [
      [3, 3],
      [1, 1],
    ],
  ],
  ['a body without anybody', HALF, [], [], 'cannot-tell', [[0, null]]],
  [
    'a chair that nobody holds',
    { ...HALF, present: ['ketua'] },
    COUNCIL.slice(1),
    ['b', 'c', 'd'],
    'cannot-tell',
    [
      [3, 2],
      [0, null],
    ],
  ],
])('quorum by seats: %s', (_, rule, seats, came, answer, standing) => {
  const present = came.map((unit) => one(SEATS, unit, `Ibu ${unit}`));
  const found = quorum(ofSeats(rule), { ...rolls, seats }, present);
  expect(found.answer).toBe(answer);
  expect(found.elements.map((each) => [each.came, each.wanted])).toEqual(standing);
});

test('whoever holds two seats counts once, and guests count for nothing', () => {
  const seats = [seat('a', 'ketua', 'sri'), seat('b', 'anggota', 'sri'), seat('c', 'anggota')];
  const present = [one(SEATS, 'a', 'Ibu Sri'), one(SEATS, 'b', 'Ibu Sri'), one('others', null, 'Tamu')];
  const found = quorum(ofSeats(HALF), { ...rolls, seats }, present);
  expect(found.answer).toBe('not-met');
  expect(found.elements[0]).toMatchObject({ element: SEATS, came: 1, wanted: 2, of: 3 });
  expect(found.elements[0]?.missing.map((each) => each.unit)).toEqual(['c']);
  expect(found.countedOnce).toEqual([{ name: 'Ibu Sri', element: 'dewan/ketua', notFor: 'dewan/anggota' }]);
});
