import { expect, test } from 'vitest';
import { lastVersion, type Pin, versionFor, versionsInUse } from './pin.ts';

function pin(fromOn: string, before: string, version: string, reach: Pin['reach']): Pin {
  return { fromOn, beginsAt: new Date(`${fromOn}T00:00:00Z`), before, version, reach };
}

/** From March new things go by 2; from May the law compels a rule, of 1 and of 2 alike; from July new things go by 3. */
const PINS = [
  pin('2026-03-01', '1', '2', 'opens'),
  pin('2026-05-01', '1', '1.1', 'all'),
  pin('2026-05-01', '2', '2.1', 'all'),
  pin('2026-07-01', '2.1', '3', 'opens'),
];

test.each([
  // sent or opened on   looked at on    goes by
  ['2026-02-01', '2026-02-01', '1'],
  ['2026-02-01', '2026-04-01', '1'],
  ['2026-02-01', '2026-05-01', '1.1'],
  ['2026-02-01', '2026-12-01', '1.1'],
  ['2026-03-01', '2026-03-01', '2'],
  ['2026-04-01', '2026-06-01', '2.1'],
  ['2026-04-01', '2026-12-01', '2.1'],
  ['2026-06-01', '2026-12-01', '2.1'],
  ['2026-07-01', '2026-12-01', '3'],
])('what was sent on %s goes on %s by %s', (sent, today, version) => {
  const begun = PINS.filter((one) => one.fromOn <= today);
  expect(versionFor('1', begun, new Date(`${sent}T00:00:00Z`))).toBe(version);
});

test('a rule that is compelled is compelled for every version by which something may still run', () => {
  expect(versionsInUse('1', [])).toEqual(['1']);
  expect(versionsInUse('1', PINS.slice(0, 1))).toEqual(['1', '2']);
  expect(versionsInUse('1', PINS.slice(0, 3))).toEqual(['1.1', '2.1']);
  expect(versionsInUse('1', PINS)).toEqual(['1.1', '2.1', '3']);
});

test('what begins after all of them goes by the newest, however its day lists them', () => {
  expect([0, 1, 2, 3, 4].map((count) => lastVersion('1', PINS.slice(0, count)))).toEqual([
    '1',
    '2',
    '2',
    '2.1',
    '3',
  ]);
  const turned = [pin('2026-03-01', '2015', '2014.1', 'opens'), pin('2026-05-01', '2014.1', '2014.2', 'all')];
  expect(lastVersion('2015', [...turned, pin('2026-05-01', '2015', '2015.1', 'all')])).toBe('2014.2');
});
