import { expect, test, vi } from 'vitest';
import { granted, withCity } from '../../../test/support/city.ts';
import { hall, openIn } from '../../../test/support/voting-hall.ts';
import { attendanceOf } from './forum.store.ts';
import {
  decideProposal,
  decideTogether,
  discussProposal,
  recordAttendance,
  revokeDecision,
  strikeAttendance,
  watchRooms,
} from './index.ts';
import { roomMarks } from './room-mark.store.ts';

test('whatever a room shows changes its mark, and what is taken back changes it again', async () => {
  const city = await withCity();
  const { pilar, tenant, actors } = city;
  const { forum, proposals } = await hall(city);
  const [first = '', second = ''] = proposals;
  const marks = new Set<string>();
  const seen = async () => {
    const mark = await pilar.read(tenant, async (tx) => (await roomMarks(tx, [forum])).get(forum) ?? '');
    const isNew = !marks.has(mark);
    marks.add(mark);
    return isNew;
  };
  await seen();
  expect(await seen()).toBe(false);
  const guest = { element: 'others', unit: null, name: 'Ibu Tini' };
  granted(await recordAttendance(pilar, actors.lurah, { forum, people: [guest] }));
  expect(await seen()).toBe(true);
  const row = await pilar.read(tenant, async (tx) =>
    (await attendanceOf(tx, forum)).find((one) => one.name === 'Ibu Tini'),
  );
  granted(await strikeAttendance(pilar, actors.lurah, { forum, attendance: [row?.id ?? ''] }));
  expect(await seen()).toBe(true);
  granted(await discussProposal(pilar, actors.lurah, { forum, proposal: second }));
  expect(await seen()).toBe(true);
  granted(await decideProposal(pilar, actors.lurah, { forum, proposal: first, outcome: 'fund', reason: '' }));
  expect(await seen()).toBe(true);
  granted(await revokeDecision(pilar, actors.lurah, { forum, proposal: first, reason: '' }));
  expect(await seen()).toBe(true);
  await openIn(city, forum);
  expect(await seen()).toBe(true);
});

test('all who listen are told each change once, whoever made it, and read once for all of them', async () => {
  const city = await withCity();
  const { pilar, tenant, actors } = city;
  const { forum, proposals } = await hall(city);
  const rooms = watchRooms(pilar, 10);
  const readings: number[] = [];
  const heard: string[][] = [[], [], []];
  const render = async () => `reading ${readings.push(0)}`;
  const room = { tenant, forum, variant: 'id' };
  const leave = heard.map((list) =>
    rooms.listen(room, render, { show: (text) => list.push(text), end: () => list.push('end') }),
  );
  await vi.waitFor(() => expect(heard).toEqual([['reading 1'], ['reading 1'], ['reading 1']]), 60_000);
  leave[0]?.();
  granted(await discussProposal(pilar, actors.lurah, { forum, proposal: proposals[1] ?? '' }));
  await vi.waitFor(() => expect(heard[2]).toEqual(['reading 1', 'reading 2']), 60_000);
  expect(heard[0]).toEqual(['reading 1']);
  expect(rooms.listeners).toBe(2);
  rooms.close();
  expect(heard[1]).toEqual(['reading 1', 'reading 2', 'end']);
  rooms.listen(room, render, { show: () => heard[0]?.push('late'), end: () => heard[0]?.push('closed') });
  expect(heard[0]).toEqual(['reading 1', 'closed']);
});

test('several are decided at once, each by itself; the second who decides the same is told what holds', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const { forum, proposals } = await hall(city);
  const [first = '', second = '', third = ''] = proposals;
  const all = { forum, proposals: [first, second, second], outcome: 'fund', reason: '' };
  const who = { ...actors.lurah, request: { key: 'bersama-01', fingerprint: 'x' } };
  expect(granted(await decideTogether(pilar, who, all))).toMatchObject({ decided: 2, left: 0 });
  // The answer was lost, and the form is sent again.
  expect(granted(await decideTogether(pilar, who, all))).toMatchObject({ decided: 2, left: 0 });
  expect(
    granted(await decideTogether(pilar, actors.lurah, { ...all, proposals: [first, third] })),
  ).toMatchObject({
    decided: 1,
    left: 1,
    because: { refusal: 'decision.taken', params: { outcome: [{ id: 'Didanai dari PIPPK' }] } },
  });
  expect(await decideTogether(pilar, actors.lurah, all)).toMatchObject({
    refusal: { refusal: 'decision.taken' },
  });
  expect(await decideTogether(pilar, actors.lurah, { ...all, proposals: [] })).toMatchObject({
    refusal: { refusal: 'input.required' },
  });
});

test('a change that the public does not see is told as well, for officers read more', async () => {
  const city = await withCity();
  const { pilar, tenant, actors } = city;
  const { forum } = await hall(city);
  const rooms = watchRooms(pilar, 10);
  const heard: string[] = [];
  const room = { tenant, forum, variant: 'id' };
  rooms.listen(room, async () => 'the same', { show: (text) => heard.push(text), end: () => {} });
  await vi.waitFor(() => expect(heard).toEqual(['the same']), 60_000);
  const guest = { element: 'others', unit: null, name: 'Ibu Tini' };
  granted(await recordAttendance(pilar, actors.lurah, { forum, people: [guest] }));
  await vi.waitFor(() => expect(heard).toEqual(['the same', 'the same']), 60_000);
  rooms.close();
});
