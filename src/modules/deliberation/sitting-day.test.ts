import { expect, test } from 'vitest';
import { dayIn } from '#kernel/date.ts';
import { FORUM } from '../../../test/support/a-forum.ts';
import { PIPPK as program } from '../../../test/support/pippk.ts';
import type { ForumMove } from './forum.ts';
import {
  mustBeInTime,
  type RecordedTurn,
  type SittingTimes,
  sittingDaysOf,
  type Turn,
} from './sitting-day.ts';

/** A moment in Bandung, as `02-11 19:30`. */
function moment(typed: string) {
  const now = new Date(`2026-${typed.replace(' ', 'T')}:00+07:00`);
  return { now, today: dayIn('Asia/Jakarta', now) };
}

const CALLED: SittingTimes = { ...FORUM, state: 'scheduled', sittingOn: null, sittingSince: null };
const OPEN: SittingTimes = { ...FORUM, state: 'open', sittingSince: moment('02-11 19:30').now };
const MORNING: SittingTimes = { ...OPEN, sittingSince: moment('02-11 08:00').now };
const ADJOURNED: SittingTimes = { ...OPEN, state: 'adjourned', resumesOn: '2026-02-13' };

test.each<[string, SittingTimes, string, ForumMove, string | undefined]>([
  // the forum                                    is, on           somebody        refused
  ['called for the 11th', CALLED, '02-10 19:30', 'open', 'forum.too-early'],
  ['called for the 11th', CALLED, '02-10 19:30', 'attend', 'forum.too-early'],
  ['called for the 11th, the room is there early', CALLED, '02-11 07:00', 'open', undefined],
  ['called for the 11th', CALLED, '02-11 07:00', 'attend', undefined],
  ['called for the 11th, opened a day late', CALLED, '02-12 19:30', 'open', undefined],
  ['called for the 11th', CALLED, '02-10 19:30', 'postpone', undefined],
  ['open since half past seven', OPEN, '02-11 23:59', 'decide', undefined],
  ['open since half past seven, past midnight', OPEN, '02-12 01:15', 'decide', undefined],
  ['open since half past seven, past midnight', OPEN, '02-12 01:15', 'seal', undefined],
  ['open since half past seven', OPEN, '02-12 07:29', 'attend', undefined],
  ['open since half past seven', OPEN, '02-12 07:30', 'attend', 'forum.another-day'],
  ['open since half past seven', OPEN, '02-12 19:30', 'decide', 'forum.another-day'],
  ['open since half past seven', OPEN, '02-12 19:30', 'seal', 'forum.another-day'],
  ['open since half past seven', OPEN, '02-12 19:30', 'adjourn', undefined],
  ['open since half past seven', OPEN, '02-12 19:30', 'postpone', undefined],
  ['open since the morning, for more than twelve hours', MORNING, '02-11 22:00', 'decide', undefined],
  ['open since the morning', MORNING, '02-12 00:05', 'decide', 'forum.another-day'],
  ['adjourned to the 13th', ADJOURNED, '02-12 19:30', 'resume', 'forum.too-early'],
  ['adjourned to the 13th', ADJOURNED, '02-13 07:00', 'resume', undefined],
  ['adjourned to the 13th', ADJOURNED, '02-14 19:30', 'resume', undefined],
  ['adjourned to a day not known', { ...ADJOURNED, resumesOn: null }, '02-12 08:00', 'resume', undefined],
  ['adjourned to the 13th', ADJOURNED, '02-12 08:00', 'adjourn', undefined],
])('a forum %s, on %s: somebody wants to %s', (_, forum, on, move, refused) => {
  expect(mustBeInTime(program, forum, move, moment(on))?.refusal).toBe(refused);
});

test('who comes too early is told the day, and who comes too late on which day the sitting was opened', () => {
  expect(mustBeInTime(program, CALLED, 'open', moment('02-10 19:30'))?.params).toEqual({ day: '2026-02-11' });
  expect(mustBeInTime(program, ADJOURNED, 'resume', moment('02-12 19:30'))?.params).toEqual({
    day: '2026-02-13',
  });
  expect(mustBeInTime(program, OPEN, 'decide', moment('02-13 19:30'))?.params).toEqual({ day: '2026-02-11' });
});

function turn(what: Turn, on: string, sitting: number, told: Partial<RecordedTurn> = {}): RecordedTurn {
  const { now, today } = moment(on);
  return { turn: what, at: now, on: today, sitting, reason: null, resumesOn: null, seated: null, ...told };
}

const CHAIR = { unit: 'mandate', label: 'Ketua', seat: 'forum-mitra/ketua', person: 'chair' };

test('a forum that sat twice has two days, the first with why it rose, who sat, and the newest day to go on', () => {
  const days = sittingDaysOf([
    turn('called', '02-01 09:00', 1),
    turn('opened', '02-11 19:30', 1),
    turn('adjourned', '02-12 00:40', 1, { reason: 'Sudah larut', resumesOn: '2026-02-13', seated: [CHAIR] }),
    turn('adjourned', '02-12 16:00', 1, { reason: 'Balai dipakai', resumesOn: '2026-02-14' }),
    turn('resumed', '02-14 19:00', 2),
    turn('closed', '02-14 21:10', 2),
  ]);
  expect(days).toEqual([
    {
      number: 1,
      on: '2026-02-11',
      openedAt: moment('02-11 19:30').now,
      ended: {
        how: 'adjourned',
        at: moment('02-12 00:40').now,
        reason: 'Balai dipakai',
        resumesOn: '2026-02-14',
        seated: [CHAIR],
      },
    },
    {
      number: 2,
      on: '2026-02-14',
      openedAt: moment('02-14 19:00').now,
      ended: { how: 'closed', at: moment('02-14 21:10').now, reason: null, resumesOn: null, seated: null },
    },
  ]);
});

test('a forum that never opened had no day, and one that sits has one without an end', () => {
  const called = turn('called', '02-01 09:00', 1);
  expect(sittingDaysOf([called])).toEqual([]);
  expect(sittingDaysOf([called, turn('postponed', '02-10 09:00', 1, { reason: 'Hujan' })])).toEqual([]);
  expect(sittingDaysOf([called, turn('opened', '02-11 19:30', 1)])).toMatchObject([
    { number: 1, ended: undefined },
  ]);
});
