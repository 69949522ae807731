import { expect, test } from 'vitest';
import { type Dealing, type RecordForm, tiesFromDealings } from './derived-ties.ts';

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
