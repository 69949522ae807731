import { expect, test } from 'vitest';
import { settableClock, systemClock } from './clock.ts';

test('the clock of the system tells the present', () => {
  expect(systemClock.now().getTime()).toBeGreaterThan(Date.parse('2026-01-01'));
});

test('a clock that stands is put on', () => {
  const [first, later] = [new Date('2026-02-10T03:00:00Z'), new Date('2026-02-11T03:00:00Z')];
  const clock = settableClock(first);
  expect(clock.now()).toBe(first);
  clock.set(later);
  expect(clock.now()).toBe(later);
});
