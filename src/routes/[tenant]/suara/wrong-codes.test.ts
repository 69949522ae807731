import { expect, test } from 'vitest';
import { countWrongCode, minutesToWait } from './wrong-codes.ts';

const at = (minute: number) => new Date(Date.parse('2026-02-11T12:00:00Z') + minute * 60_000);

test('a hall may mistype, a guesser is stopped for the rest of ten minutes, others are not', () => {
  for (let n = 0; n < 59; n += 1) countWrongCode('10.0.0.1', at(0));
  expect(minutesToWait('10.0.0.1', at(1))).toBeUndefined();
  countWrongCode('10.0.0.1', at(2));
  expect(minutesToWait('10.0.0.1', at(4))).toBe(6);
  expect(minutesToWait('10.0.0.2', at(4))).toBeUndefined();
  expect(minutesToWait('10.0.0.1', at(10))).toBeUndefined();
});
