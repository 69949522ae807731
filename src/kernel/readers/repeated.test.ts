import { expect, test } from 'vitest';
import { notRepeated } from './repeated.ts';

const there = [{ description: 'Kerja bakti  warga', value: 1_000n, on: '2026-03-01' }];

test('one entry of several is enough, and what is missing is told from what is there', () => {
  const list = [
    { description: 'Pasir', paper: null },
    { description: 'Semen', paper: 'KW-001' },
  ];
  const of = (description: string, paper: string | null) =>
    notRepeated(list, { description, paper }, ['description', 'paper'])?.refusal;
  expect(of('Semen', 'KW-001')).toBe('input.repeated');
  expect(of('Pasir', null)).toBe('input.repeated');
  expect(of('Pasir', '')).toBe('input.repeated');
  expect(of('Pasir', 'null')).toBeUndefined();
});

test.each([
  ['the same', { description: 'Kerja bakti warga', value: 1_000n, on: '2026-03-01' }, 'input.repeated'],
  [
    'the same in capitals',
    { description: 'KERJA BAKTI WARGA', value: 1_000n, on: '2026-03-01' },
    'input.repeated',
  ],
  ['another amount', { description: 'Kerja bakti warga', value: 1_001n, on: '2026-03-01' }, undefined],
  ['another day', { description: 'Kerja bakti warga', value: 1_000n, on: '2026-03-02' }, undefined],
])('%s as an entry of the list', (_, entry, refusal) => {
  expect(notRepeated(there, entry, ['description', 'value', 'on'])?.refusal).toBe(refusal);
});
