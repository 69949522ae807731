import { expect, test } from 'vitest';
import { lapsing, seatsOf } from './body.ts';
import type { OfficeHeld } from './office.ts';

const label = { id: 'Kursi', en: 'Seat' };
const party = {
  offices: [
    { office: 'forum/chair', label },
    { office: 'forum/member', label, count: 2 },
  ],
};

function held(office: string, startsOn: string, endsOn: string | null): OfficeHeld {
  const person = { person: office, name: office, phone: null, decree: null, acting: null, endedFor: null };
  return { mandate: `${office} ${startsOn}`, office, startsOn, endsOn, ...person };
}

test.each([
  // what stands on record                                             held, empty, coming, lapsed of both kinds of seats
  [
    'nothing',
    [],
    [
      [0, 1, 0, undefined],
      [0, 2, 0, undefined],
    ],
  ],
  [
    'a chair in office',
    [held('forum/chair', '2026-01-01', '2028-12-31')],
    [
      [1, 0, 0, undefined],
      [0, 2, 0, undefined],
    ],
  ],
  [
    'a chair on the last day',
    [held('forum/chair', '2023-02-11', '2026-02-10')],
    [
      [1, 0, 0, undefined],
      [0, 2, 0, undefined],
    ],
  ],
  [
    'a chair whose term ended yesterday',
    [held('forum/chair', '2023-02-10', '2026-02-09')],
    [
      [0, 1, 0, '2026-02-09'],
      [0, 2, 0, undefined],
    ],
  ],
  [
    'one member of two, another from tomorrow',
    [held('forum/member', '2026-01-01', '2028-12-31'), held('forum/member', '2026-02-11', '2028-12-31')],
    [
      [0, 1, 0, undefined],
      [1, 1, 1, undefined],
    ],
  ],
] as const)('%s', (_, all, expected) => {
  const seats = seatsOf(party, all, '2026-02-10');
  expect(seats.map((one) => [one.held.length, one.empty, one.coming.length, one.lapsedOn])).toEqual(expected);
});

test('what lapses with a term is told by day, the next first', () => {
  const all = [
    held('forum/chair', '2026-01-01', '2028-12-31'),
    held('forum/member', '2025-01-01', '2027-12-31'),
    held('forum/member', '2026-01-01', '2028-12-31'),
  ];
  expect(lapsing(seatsOf(party, all, '2026-02-10'))).toEqual([
    { day: '2027-12-31', seats: 1 },
    { day: '2028-12-31', seats: 2 },
  ]);
});
