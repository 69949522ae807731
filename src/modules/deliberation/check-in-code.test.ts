import { expect, test } from 'vitest';
import { checkInCode, isCheckInCode, writtenCheckInCode } from './check-in-code.ts';

const SEED = new Uint8Array(32).fill(7);
const OF = { forum: '01890000-0000-7000-8000-000000000001', sitting: 1 };
const at = (seconds: number) => new Date(Date.UTC(2026, 1, 10, 12, 0, seconds));
const CODE = checkInCode(SEED, OF, at(0));

test.each([
  // when it is typed                what is typed                       of which sitting        taken
  ['at once', at(1), CODE, OF, true],
  ['as it is written on the wall', at(1), writtenCheckInCode(CODE).toLowerCase(), OF, true],
  ['four minutes later', at(299), CODE, OF, true],
  ['five minutes later', at(300), CODE, OF, false],
  ['before it was shown', at(-1), CODE, OF, false],
  ['in the next sitting', at(1), CODE, { ...OF, sitting: 2 }, false],
  ['in another forum', at(1), CODE, { ...OF, forum: '01890000-0000-7000-8000-000000000002' }, false],
  ['cut short', at(1), CODE.slice(0, -1), OF, false],
  ['left out', at(1), '', OF, false],
])('a code %s', (_, when, typed, of, taken) => {
  expect(isCheckInCode(SEED, of, when, typed)).toBe(taken);
});

test('another installation shows other codes', () => {
  expect(isCheckInCode(new Uint8Array(32).fill(8), OF, at(1), CODE)).toBe(false);
});
