import { expect, test } from 'vitest';
import { nameOn } from './name-on-day.ts';

const ONCE = { name: 'RW 01 Mekar', earlier: [{ name: 'RW 01', until: new Date('2026-05-01T02:00:00Z') }] };
const TWICE = {
  name: 'RW 01 Jaya',
  earlier: [...ONCE.earlier, { name: 'RW 01 Mekar', until: new Date('2026-08-01T02:00:00Z') }],
};

test.each([
  // who                            when                       is called
  ['never renamed', { name: 'RW 01', earlier: [] }, '2020-01-01T00:00:00Z', 'RW 01'],
  ['renamed once, before', ONCE, '2026-05-01T01:59:59Z', 'RW 01'],
  ['renamed once, at that moment', ONCE, '2026-05-01T02:00:00Z', 'RW 01 Mekar'],
  ['renamed twice, before', TWICE, '2026-01-01T00:00:00Z', 'RW 01'],
  ['renamed twice, between', TWICE, '2026-06-01T00:00:00Z', 'RW 01 Mekar'],
  ['renamed twice, after', TWICE, '2026-09-01T00:00:00Z', 'RW 01 Jaya'],
])('%s', (_, called, at, name) => {
  expect(nameOn(called, new Date(at))).toBe(name);
});
