import { expect, onTestFinished, test } from 'vitest';
import { smallCity } from '../support/city.ts';
import { workThroughJumps } from '../support/clock-jumps.ts';

const HOUR = 3_600_000;

test('while the clock jumps forwards and backwards, work goes on, and journal and ledger stay sound', async () => {
  const city = await smallCity();
  onTestFinished(() => city.pilar.close());
  let next = 0;
  const leaps = [0, 23 * HOUR, -23 * HOUR, 1, -1, 5 * HOUR, -12 * HOUR];
  const { granted, faults } = await workThroughJumps(city, 14, () => leaps[next++ % leaps.length] ?? 0);
  expect(faults).toEqual([]);
  expect(granted).toBe(28);
});
