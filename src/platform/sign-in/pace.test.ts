import { expect, test } from 'vitest';
import { PACES, placeOf, sourceOf, waitAfter } from './pace.ts';

test.each([
  // failures  seconds to wait
  [0, 0],
  [5, 0],
  [6, 15],
  [7, 30],
  [8, 60],
  [11, 480],
  [12, 900],
  [5000, 900],
])('after %i wrong passwords from one source: %i seconds', (failures, seconds) => {
  expect(waitAfter(failures, PACES.pair)).toBe(seconds);
});

test('whatever many sources do together, an account is never closed for more than a minute', () => {
  expect(waitAfter(1_000_000, PACES.account)).toBe(60);
});

test.each([
  ['203.0.113.9', '203.0.113.9', '203.0.113.x'],
  ['::ffff:203.0.113.9', '203.0.113.9', '203.0.113.x'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2', '2001:db8:1:…'],
  ['2001:0DB8:0001:0002::9', '2001:db8:1:2', '2001:db8:1:…'],
  ['2001:db8::1', '2001:db8:0:0', '2001:db8:0:…'],
  ['fe80::1%eth0', 'fe80:0:0:0', 'fe80:0:0:…'],
  ['', '', '?'],
])('%s counts as %s and is told as %s', (address, source, place) => {
  expect([sourceOf(address), placeOf(address)]).toEqual([source, place]);
});
