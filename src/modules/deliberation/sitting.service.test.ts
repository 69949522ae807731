import { expect, test } from 'vitest';
import { isRefusal } from '#kernel/refusal.ts';
import { historyOf } from '#modules/journal/index.ts';
import { deskOf } from '#modules/notices/index.ts';
import { type City, everybody, granted, VILLAGE, withCity } from '../../../test/support/city.ts';
import { submittedProposal } from '../../../test/support/funded.ts';
import {
  adjournForum,
  attendanceOf,
  decideProposal,
  type ForumFacts,
  forumFacts,
  openForum,
  openVote,
  postponeForum,
  recordAttendance,
  resumeForum,
  scheduleForum,
  sealedMinutes,
  sealForum,
  strikeAttendance,
} from './index.ts';

/** As clocks in Bandung show it: `02-10 19:30`. */
function moment(typed: string): Date {
  return new Date(`2026-${typed.replace(' ', 'T')}:00+07:00`);
}

function called(city: City, day: string) {
  const call = {
    program: city.program.slug,
    region: VILLAGE,
    place: 'Balai RW 02',
    startsAt: moment(`${day} 19:30`),
  };
  return scheduleForum(city.pilar, city.actors.lurah, call);
}

async function seen({ pilar, tenant, actors }: City, forum: string): Promise<ForumFacts> {
  const found = await pilar.read(tenant, (tx) => forumFacts(tx, actors.lurah, forum));
  if (isRefusal(found)) throw new Error(found.refusal);
  return found;
}

test('a forum that sat on two days decides on each with the quorum of that day, and its minutes tell both', async () => {
  const city = await withCity();
  const { pilar, tenant, actors } = city;
  const [first, second] = [await submittedProposal(city), await submittedProposal(city)];
  const { forum } = granted(await called(city, '02-10'));
  const decide = (proposal: string) =>
    decideProposal(pilar, actors.lurah, { forum, proposal, outcome: 'reserve', reason: 'Tahun depan' });
  expect(await decide(first)).toMatchObject({ refusal: { refusal: 'forum.state' } });

  pilar.clock.set(moment('02-10 19:40'));
  granted(await openForum(pilar, actors.lurah, { forum }));
  granted(await recordAttendance(pilar, actors.lurah, { forum, people: everybody() }));
  pilar.clock.set(moment('02-11 00:20'));
  granted(await decide(first));
  expect(
    await adjournForum(pilar, actors.lurah, { forum, reason: ' ', resumesOn: '2026-02-10' }),
  ).toMatchObject({
    refusal: {
      issues: [
        { field: 'reason', refusal: 'input.required' },
        { field: 'resumesOn', refusal: 'input.date-order' },
      ],
    },
  });
  granted(await adjournForum(pilar, actors.lurah, { forum, reason: 'Sudah larut', resumesOn: '2026-02-13' }));

  const adjourned = { refusal: 'forum.state', params: { state: 'adjourned' } };
  expect(await decide(second)).toMatchObject({ refusal: adjourned });
  expect(await recordAttendance(pilar, actors.lurah, { forum, people: everybody() })).toMatchObject({
    refusal: adjourned,
  });
  expect(await openVote(pilar, actors.lurah, { forum, kind: 'approval', budget: '' })).toMatchObject({
    refusal: adjourned,
  });
  expect(await sealForum(pilar, actors.lurah, { forum })).toMatchObject({ refusal: adjourned });
  expect(await postponeForum(pilar, actors.lurah, { forum, reason: 'Batal' })).toMatchObject({
    refusal: { refusal: 'decision.exists' },
  });
  expect(await called(city, '02-20')).toMatchObject({ refusal: { refusal: 'forum.called' } });
  expect(await resumeForum(pilar, actors.rw1, { forum })).toMatchObject({
    refusal: { refusal: 'access.office' },
  });
  expect(await resumeForum(pilar, actors.lurah, { forum })).toMatchObject({
    refusal: { refusal: 'forum.too-early', params: { day: '2026-02-13' } },
  });
  const desk = await pilar.read(tenant, (tx) => deskOf(tx, actors.lurah, 10));
  expect(desk.filter((task) => task.subjectId === forum)).toMatchObject([
    { kind: 'forum.resume', dueOn: '2026-02-13' },
  ]);

  pilar.clock.set(moment('02-13 19:30'));
  granted(await resumeForum(pilar, actors.lurah, { forum }));
  expect((await seen(city, forum)).quorum.answer).toBe('not-met');
  expect(await decide(second)).toMatchObject({ refusal: { refusal: 'forum.no-quorum' } });
  const before = await pilar.read(tenant, (tx) => attendanceOf(tx, forum));
  expect(
    await strikeAttendance(pilar, actors.lurah, { forum, attendance: before.map((one) => one.id) }),
    'who came on the first day stays',
  ).toMatchObject({ value: { struck: 0 } });
  const boards = everybody().filter((one) => one.unit !== null);
  const again = before.filter((one) => one.unit === null).map((one) => one.id);
  expect(await recordAttendance(pilar, actors.lurah, { forum, people: boards, again })).toMatchObject({
    value: { recorded: everybody().length },
  });
  granted(await decide(second));
  pilar.clock.set(moment('02-13 21:00'));
  const { sha256 } = granted(await sealForum(pilar, actors.lurah, { forum }));

  expect((await seen(city, forum)).sittings).toMatchObject([
    {
      number: 1,
      on: '2026-02-10',
      decisions: 1,
      came: 13,
      ended: { how: 'adjourned', resumesOn: '2026-02-13' },
    },
    { number: 2, on: '2026-02-13', decisions: 1, came: 13, ended: { how: 'closed' } },
  ]);
  const sealed = await pilar.read(tenant, (tx) => sealedMinutes(tx, actors.lurah, forum));
  expect(sealed).toMatchObject({
    whole: {
      calledFor: '2026-02-10',
      sittings: [
        {
          day: '2026-02-10',
          openedAt: moment('02-10 19:40').toISOString(),
          endedAt: moment('02-11 00:20').toISOString(),
          answer: 'met',
          adjourned: { reason: 'Sudah larut', resumesOn: '2026-02-13' },
        },
        { day: '2026-02-13', endedAt: moment('02-13 21:00').toISOString(), answer: 'met', adjourned: null },
      ],
      reserved: [
        { proposal: first, sitting: 1 },
        { proposal: second, sitting: 2 },
      ],
    },
    forum: { minutesSha256: sha256 },
  });
  const history = await pilar.read(tenant, (tx) => historyOf(tx, forum));
  expect(history.map((entry) => entry.action)).toEqual([
    'forum.scheduled',
    'forum.opened',
    'forum.attendance-recorded',
    'forum.adjourned',
    'forum.resumed',
    'forum.attendance-struck',
    'forum.attendance-recorded',
    'forum.sealed',
  ]);
});

test('nothing is opened and nobody checked in before the day, and an evening is no second evening', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const proposal = await submittedProposal(city);
  expect(await called(city, '02-09')).toMatchObject({
    refusal: { refusal: 'forum.past', field: 'startsAt' },
  });
  const { forum } = granted(await called(city, '02-12'));
  const early = { refusal: 'forum.too-early', params: { day: '2026-02-12' } };
  expect(await openForum(pilar, actors.lurah, { forum })).toMatchObject({ refusal: early });
  expect(await recordAttendance(pilar, actors.lurah, { forum, people: everybody() })).toMatchObject({
    refusal: early,
  });

  pilar.clock.set(moment('02-12 08:00'));
  granted(await recordAttendance(pilar, actors.lurah, { forum, people: everybody() }));
  granted(await openForum(pilar, actors.lurah, { forum }));
  const decide = () => decideProposal(pilar, actors.lurah, { forum, proposal, outcome: 'fund', reason: '' });
  pilar.clock.set(moment('02-13 09:00'));
  const over = { refusal: 'forum.another-day', params: { day: '2026-02-12' } };
  expect(await decide()).toMatchObject({ refusal: over });
  expect(await openVote(pilar, actors.lurah, { forum, kind: 'approval', budget: '' })).toMatchObject({
    refusal: over,
  });
  granted(await adjournForum(pilar, actors.lurah, { forum, reason: 'Lupa ditutup', resumesOn: '' }));
  granted(await resumeForum(pilar, actors.lurah, { forum }));
  granted(await recordAttendance(pilar, actors.lurah, { forum, people: everybody() }));
  granted(await decide());
});

test('an adjourned forum that decided nothing may be postponed, and its day may change again', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const { forum } = granted(await called(city, '02-10'));
  granted(await openForum(pilar, actors.lurah, { forum }));
  granted(await adjournForum(pilar, actors.lurah, { forum, reason: 'Hujan', resumesOn: '2026-02-12' }));
  granted(
    await adjournForum(pilar, actors.lurah, { forum, reason: 'Balai dipakai', resumesOn: '2026-02-14' }),
  );
  expect((await seen(city, forum)).forum).toMatchObject({
    state: 'adjourned',
    resumesOn: '2026-02-14',
    sitting: 1,
  });
  granted(await postponeForum(pilar, actors.lurah, { forum, reason: 'Banjir' }));
  expect((await seen(city, forum)).forum).toMatchObject({ state: 'postponed', resumesOn: null });
  granted(await called(city, '02-20'));
});

test('officers of one name who are known to be two count each for their own element', async () => {
  const city = await withCity();
  const { pilar, tenant, actors } = city;
  const { forum } = granted(await called(city, '02-10'));
  const name = actors.rw1.name;
  const people = [
    { element: 'rw', unit: `${VILLAGE}.001`, name },
    { element: 'women-leader', unit: null, name },
  ];
  granted(await recordAttendance(pilar, actors.lurah, { forum, people }));
  const recorded = await pilar.read(tenant, (tx) => attendanceOf(tx, forum));
  expect(recorded.map((one) => one.person)).toEqual([actors.rw1.person, actors.rw1.person]);
  expect((await seen(city, forum)).quorum.countedOnce).toEqual([
    { name, element: 'rw', notFor: 'women-leader' },
  ]);
});
