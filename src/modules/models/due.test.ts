import { expect, test } from 'vitest';
import { Due } from './due.section.ts';

test.each([
  // what is written                                                   what is wrong with it
  [{ within: { days: 3 } }, 'one of after, every and on'],
  [{ every: 'month', on: '02-28', within: { days: 3 } }, 'one of after, every and on'],
  [{ every: 'month' }, 'says not within what time'],
  [{ on: '02-28', within: { days: 3 } }, '"on" names the day itself'],
  [{ every: 'year', year: 'next', within: { days: 3 } }, 'goes with "on" alone'],
  [
    { after: 'activity.completed', within: { days: 3 }, or: { after: 'field.tanggal', within: { days: 3 } } },
    'goes with "every" or "on": an event has its own day',
  ],
  [{ on: '02-28', or: { after: 'tanggal', within: { days: 3 } } }, 'a field of the filing as field.key'],
  [{ on: '02-29' }, 'a day that every year has'],
  [{ on: '04-31' }, 'a day that every year has'],
])('%j is refused: %s', (written, message) => {
  expect(Due.safeParse({ ...written, basis: 'perda' }).error?.issues).toMatchObject([{ message }]);
});
