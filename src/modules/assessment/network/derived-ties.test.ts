import { expect, test } from 'vitest';
import {
  DERIVATION,
  type Dealing,
  pairOf,
  RECORD_FORMS,
  type RecordForm,
  tiesFromDealings,
} from './derived-ties.ts';

function dealing(
  form: RecordForm,
  from: string,
  to: string,
  date: string,
  more: Partial<Dealing> = {},
): Dealing {
  return { form, actors: [from, to], date, reference: `usulan/${date}`, dominant: null, ...more };
}
const year = { asOf: '2026-12-31', halfLifeDays: 365 };

test.each([
  // dealings                                                                             strength  bond
  ['a decision on the day itself', [dealing('decision', 'a', 'b', '2026-12-31')], 1, 'weak'],
  ['a decision one half-life ago', [dealing('decision', 'a', 'b', '2025-12-31')], 0.5, 'weak'],
  [
    'two on the same day',
    [dealing('report', 'a', 'b', '2026-12-31'), dealing('report', 'a', 'b', '2026-12-31')],
    2,
    'strong',
  ],
  ['a forum of eleven', [dealing('forum', 'a', 'b', '2026-12-31', { share: 1 / 10 })], 0.1, 'weak'],
])('%s', (_, dealings, strength, bond) => {
  const [tie] = tiesFromDealings(dealings, year);
  expect(tie?.strength).toBeCloseTo(strength, 9);
  expect(tie?.bond).toBe(bond);
});

test('what the records show, in which stage, and whether one judges the other', () => {
  expect(
    Object.entries(RECORD_FORMS).map(([form, { stage, standing }]) => `${form}: ${stage}, ${standing}`),
  ).toEqual([
    'proposal: planning, vertical',
    'forum: deliberation, horizontal',
    'minutes: deliberation, horizontal',
    'decision: deliberation, vertical',
    'grant: funding, vertical',
    'gift: funding, horizontal',
    'payment: funding, horizontal',
    'supply: execution, horizontal',
    'handover: execution, horizontal',
    'report: reporting, vertical',
  ]);
  expect(DERIVATION).toEqual({ halfLifeDays: 365, strongFrom: 2, fadedBelow: 0.02 });
});

test('a dealing with oneself is none, the first and the last day count, and a tie says where it comes from', () => {
  const dealings = [
    dealing('grant', 'a', 'a', '2026-12-31'),
    dealing('grant', 'b', 'a', '2026-12-31', { dominant: 'b' }),
    dealing('grant', 'c', 'a', '2026-01-01'),
  ];
  const ties = tiesFromDealings(dealings, { ...year, from: '2026-01-01' });
  expect(ties).toHaveLength(2);
  expect(ties[0]).toMatchObject({
    form: 'grant',
    stage: 'funding',
    standing: 'vertical',
    layer: 'record',
    dominant: 'b',
  });
  expect(ties[1]).toMatchObject({ dominant: null });
});

test('who dominated last dominates, whatever the order of the records', () => {
  const first = dealing('grant', 'a', 'b', '2026-03-01', { dominant: 'a' });
  const last = dealing('grant', 'b', 'a', '2026-04-01', { dominant: 'b' });
  const none = dealing('grant', 'b', 'a', '2026-05-01');
  for (const list of [
    [first, last, none],
    [none, last, first],
  ]) {
    expect(tiesFromDealings(list, year)).toMatchObject([{ dominant: 'b' }]);
  }
});

test('only the same pair is added up, and just less than two is weak', () => {
  const ties = tiesFromDealings(
    [
      dealing('decision', 'a', 'b', '2026-12-31'),
      dealing('report', 'a', 'b', '2026-12-30'),
      dealing('report', 'a', 'c', '2026-12-31'),
    ],
    year,
  );
  expect(ties.map((tie) => tie.bond)).toEqual(['weak', 'weak', 'weak']);
  expect(pairOf('b', 'a')).toBe(pairOf('a', 'b'));
  expect(pairOf('a', 'b')).not.toBe(pairOf('a', 'c'));
});

test('a pair that deals with each other in two stages is strong in both', () => {
  const ties = tiesFromDealings(
    [dealing('decision', 'a', 'b', '2026-12-31'), dealing('report', 'b', 'a', '2026-12-31')],
    year,
  );
  expect(ties.map((tie) => [tie.form, tie.stage, tie.bond])).toEqual([
    ['decision', 'deliberation', 'strong'],
    ['report', 'reporting', 'strong'],
  ]);
});

test('who answered the last report dominates the one who handed it in', () => {
  const [tie] = tiesFromDealings(
    [
      dealing('report', 'office', 'rw', '2026-02-01', { dominant: 'office' }),
      dealing('report', 'office', 'rw', '2026-03-01', { dominant: 'office' }),
    ],
    year,
  );
  expect(tie).toMatchObject({ dominant: 'office', standing: 'vertical', since: '2026-02-01' });
  expect(tie?.evidence?.map((fact) => fact.date)).toEqual(['2026-03-01', '2026-02-01']);
});

test('what lies outside the range does not count, and what has faded is left out', () => {
  const dealings = [
    dealing('decision', 'a', 'b', '2027-01-01'),
    dealing('decision', 'a', 'c', '2025-01-01'),
    dealing('forum', 'a', 'd', '2024-12-31', { share: 0.05 }),
  ];
  expect(tiesFromDealings(dealings, { ...year, from: '2025-06-01' })).toEqual([]);
  expect(tiesFromDealings(dealings, year).map((tie) => tie.to)).toEqual(['c']);
});
