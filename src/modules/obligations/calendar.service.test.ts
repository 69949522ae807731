import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { historyOf } from '#modules/journal/index.ts';
import { deskOf } from '#modules/notices/index.ts';
import { carriedOut } from '../../../test/support/carried-out.ts';
import { type City, granted, withCity } from '../../../test/support/city.ts';
import { enterHoliday, enterHolidayList, obligationFor, previewHolidayList, removeHoliday } from './index.ts';

const LEAVE = `tanggal,jenis,nama,keputusan
2026-02-16,cuti bersama,Cuti bersama Imlek,SKB 1497/2025
2026-02-17,nasional,Tahun Baru Imlek 2577,SKB 1497/2025`;
const waiting = { who: 'member' } as const;

async function dueOf({ pilar, tenant }: City, activity: string) {
  return (await pilar.read(tenant, (tx) => obligationFor(tx, 'lpj', activity)))?.dueOn;
}

function deskOfReports({ pilar, tenant }: City, actor: Actor) {
  return pilar.read(tenant, async (tx) =>
    (await deskOf(tx, actor, 10)).filter((task) => task.kind === 'filing.write'),
  );
}

test('leave that is decreed late moves the due day of what runs, tells who owes it, and moves it back when it is taken away', async () => {
  const city = await withCity();
  const { pilar, tenant, actors } = city;
  const { activity } = await carriedOut(city);
  expect(await dueOf(city, activity)).toBe('2026-02-24');

  const seen = granted(await previewHolidayList(pilar, actors.setda, { text: LEAVE, waiting }));
  expect(seen.added.map((one) => one.day)).toEqual(['2026-02-16', '2026-02-17']);
  expect(seen.moves.map(({ from, to }) => [from, to])).toEqual([['2026-02-24', '2026-02-26']]);
  expect(await dueOf(city, activity)).toBe('2026-02-24');

  const entered = granted(await enterHolidayList(pilar, actors.setda, { text: LEAVE, waiting }));
  expect(entered).toMatchObject({ moved: 1, reworded: [] });
  expect(await dueOf(city, activity)).toBe('2026-02-26');
  expect(await deskOfReports(city, actors.rw1)).toMatchObject([
    {
      dueOn: '2026-02-26',
      dueWas: '2026-02-24',
      dueMovedFor: 'Cuti bersama Imlek, Tahun Baru Imlek 2577',
    },
  ]);
  const told = await pilar.read(tenant, async (tx) => {
    const owed = await obligationFor(tx, 'lpj', activity);
    return historyOf(tx, owed?.id ?? '');
  });
  expect(told.find((one) => one.action === 'obligation.moved')?.summary).toEqual({
    obligation: 'lpj',
    due: '2026-02-26',
    dueWas: '2026-02-24',
    reason: 'Cuti bersama Imlek, Tahun Baru Imlek 2577',
  });

  expect(granted(await enterHolidayList(pilar, actors.setda, { text: LEAVE, waiting }))).toEqual({
    added: [],
    reworded: [],
    moved: 0,
  });
  const removal = { day: '2026-02-16', reason: 'Kota tetap melayani' };
  expect(granted(await removeHoliday(pilar, actors.setda, removal)).moved).toBe(1);
  expect(await dueOf(city, activity)).toBe('2026-02-25');
});

test('a day after the due day, or on a weekend, moves nothing', async () => {
  const city = await withCity();
  const { activity } = await carriedOut(city);
  const { pilar, actors } = city;
  for (const day of ['2026-02-25', '2026-02-21']) {
    const typed = { day, kind: 'local', name: 'Pemilihan', decree: 'SE 1/2026' };
    expect(granted(await enterHoliday(pilar, actors.setda, typed)).moved).toBe(0);
  }
  expect(await dueOf(city, activity)).toBe('2026-02-24');
});

test('the calendar of a city is kept by those who steer its programmes, and by nobody else', async () => {
  const { pilar, actors, tenant } = await withCity();
  const typed = { day: '2026-02-16', kind: 'local', name: 'Hari Jadi', decree: 'SE 1/2026' };
  for (const actor of [actors.lurah, actors.camat, actors.rw1, actors.resident]) {
    const refused = { ok: false, refusal: { refusal: 'access.office' } };
    expect(await enterHoliday(pilar, actor, typed)).toMatchObject(refused);
    expect(await enterHoliday(pilar, actor, { ...typed, day: '' })).toMatchObject(refused);
    expect(await enterHolidayList(pilar, actor, { text: LEAVE, waiting })).toMatchObject(refused);
    expect(await previewHolidayList(pilar, actor, { text: LEAVE, waiting })).toMatchObject(refused);
    expect(await removeHoliday(pilar, actor, { day: '2026-02-16', reason: 'x' })).toMatchObject(refused);
  }
  expect(await enterHoliday(pilar, { tenant }, typed)).toMatchObject({
    refusal: { refusal: 'access.sign-in' },
  });
});

test('what is typed wrong is named, and a list with a fault is refused whole with its line', async () => {
  const { pilar, actors } = await withCity();
  expect(
    await enterHoliday(pilar, actors.setda, { day: '2026-02-30', kind: 'x', name: '', decree: '' }),
  ).toMatchObject({
    refusal: {
      issues: [
        { field: 'day', refusal: 'input.date' },
        { field: 'kind', refusal: 'input.choice' },
        { field: 'name', refusal: 'input.required' },
        { field: 'decree', refusal: 'input.required' },
      ],
    },
  });
  const text = `${LEAVE}\n2026-02-30,nasional,Hari,SKB`;
  expect(await enterHolidayList(pilar, actors.setda, { text, waiting })).toMatchObject({
    refusal: { refusal: 'calendar.unreadable', field: 'file', params: { line: 4, reason: 'day' } },
  });
  expect(
    await removeHoliday(pilar, actors.setda, { day: '2026-02-16', reason: 'Tidak pernah ada' }),
  ).toMatchObject({ refusal: { refusal: 'access.not-found' } });
});
