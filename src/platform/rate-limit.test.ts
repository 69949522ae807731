import { expect, test } from 'vitest';
import { nameOfAddress, rateLimit } from './rate-limit.ts';

const at = (second: number) => new Date(Date.parse('2026-02-11T12:00:00Z') + second * 1000);

test('counts each name by itself, until the minute is over', () => {
  const limit = rateLimit(2);
  expect([limit.take('a', at(0)), limit.take('a', at(1)), limit.take('b', at(1))]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(limit.take('a', at(20))).toBe(40);
  expect(limit.wait('a', at(20))).toBe(40);
  expect(limit.wait('b', at(20))).toBeUndefined();
  expect(limit.take('a', at(60))).toBeUndefined();
});

test('cannot be filled to shut others out, nor does it grow', () => {
  const limit = rateLimit(2, 100);
  for (let n = 0; n < 10_000; n += 1) limit.take(`flood ${n}`, at(0));
  expect(limit.take('somebody', at(1))).toBeUndefined();
  expect(limit.take('somebody', at(1))).toBeUndefined();
  expect(limit.take('somebody', at(1))).toBe(59);
});

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
])('%s is counted as %s', (address, name) => {
  expect(nameOfAddress(address)).toBe(name);
});
