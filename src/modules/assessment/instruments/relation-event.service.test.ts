import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readInstrument } from '#analysis/rubric/index.ts';
import { newId } from '#kernel/id.ts';
import { historyOf } from '#modules/journal/index.ts';
import { addCity, type City, granted, VILLAGE, withCity } from '../../../../test/support/city.ts';
import { fundedProposal } from '../../../../test/support/funded.ts';
import {
  correctEvent,
  eventById,
  type NewEvent,
  relationEventsOf,
  tellEvent,
  toldPlaces,
  versionsOf,
  withdrawEvent,
} from '../index.ts';

const PHASES = readFileSync('models/instruments/relation-phases.yaml', 'utf8');
const TYPED: NewEvent = {
  instrument: PHASES,
  region: VILLAGE,
  city: '/bandung/',
  from: 'Maret 2025',
  until: '',
  what: 'RW dan kelurahan menyepakati pembagian tugas.',
  shows: ['saling-menyesuaikan'],
  evidence: 'Notulen rapat RW, butir 3',
  link: '',
};

async function line({ pilar, tenant }: City, region = VILLAGE) {
  const read = readInstrument(PHASES);
  if (!read.ok) throw new Error('the instrument does not read');
  return pilar.read(tenant, (tx) => relationEventsOf(tx, read.value, region, 'Asia/Jakarta'));
}

const codeOf = (result: Awaited<ReturnType<typeof tellEvent>>) =>
  result.ok ? 'granted' : (result.refusal.issues?.[0] ?? result.refusal).refusal;

test('an event is told, corrected and withdrawn; every version can still be read', async () => {
  const city = await withCity();
  const { pilar, tenant, actors, offices } = city;
  const { event } = granted(await tellEvent(pilar, actors.lurah, TYPED));
  expect((await line(city)).told).toMatchObject([
    { id: event, from: '2025-03', office: 'lurah', organization: offices.kelurahan.id, version: 1 },
  ]);
  const corrected = { ...TYPED, event, from: '14 Maret 2025', version: 1, reason: 'Tanggal di notulen.' };
  granted(await correctEvent(pilar, actors.camat, corrected));
  expect(codeOf(await correctEvent(pilar, actors.lurah, corrected))).toBe('input.stale');
  expect((await line(city)).told).toMatchObject([{ id: event, from: '2025-03-14', office: 'camat' }]);
  granted(await withdrawEvent(pilar, actors.lurah, { event, version: 2, reason: 'Tertulis dua kali.' }));
  expect((await line(city)).told).toEqual([]);
  const again = { event, version: 3, reason: 'Sekali lagi.' };
  expect(codeOf(await withdrawEvent(pilar, actors.lurah, again))).toBe('assessment.event-withdrawn');
  await pilar.read(tenant, async (tx) => {
    expect(await eventById(tx, event)).toMatchObject({ withdrawn: true, reason: 'Tertulis dua kali.' });
    expect((await versionsOf(tx, event, 10)).map((one) => [one.version, one.from])).toEqual([
      [3, '2025-03-14'],
      [2, '2025-03-14'],
      [1, '2025-03'],
    ]);
    expect((await historyOf(tx, event)).map((one) => one.action)).toEqual([
      'assessment.event-told',
      'assessment.event-corrected',
      'assessment.event-withdrawn',
    ]);
  });
});

test('the offices that open rounds tell the events of their own places, and nobody else', async () => {
  const city = await withCity();
  const { pilar, actors, tenant } = city;
  const tell = (actor: City['actors']['rw1'], region: string) =>
    tellEvent(pilar, actor, { ...TYPED, region }).then(codeOf);
  expect(await tell(actors.lurah, VILLAGE)).toBe('granted');
  expect(await tell(actors.lurah, '32.73.30')).toBe('access.office');
  expect(await tell(actors.camat, '32.73.30')).toBe('granted');
  expect(await tell(actors.setda, '32.73')).toBe('granted');
  for (const actor of [actors.rw1, actors.pkk, actors.treasurer, actors.resident]) {
    expect(await tell(actor, VILLAGE)).toBe('access.office');
  }
  expect(codeOf(await tellEvent(pilar, { tenant }, TYPED))).toBe('access.sign-in');
  expect(await tell(actors.lurah, `${VILLAGE}.001`)).toBe('region.unknown');
  expect(await tell(actors.setda, '32.74')).toBe('region.unknown');
  const ratings = readFileSync('models/instruments/participation.yaml', 'utf8');
  expect(codeOf(await tellEvent(pilar, actors.lurah, { ...TYPED, instrument: ratings }))).toBe(
    'assessment.event-instrument',
  );
  const told = await pilar.read(tenant, (tx) => toldPlaces(tx, { limit: 10 }));
  expect(told.map((one) => [one.region, one.events])).toEqual(
    expect.arrayContaining([
      [VILLAGE, 1],
      ['32.73.30', 1],
      ['32.73', 1],
    ]),
  );
});

test('evidence may be a record of the city that anyone can read, and must be there', async () => {
  const city = await withCity();
  const { pilar, tenant, actors, program } = city;
  const [entry] = await pilar.read(tenant, (tx) => historyOf(tx, program.id));
  const { event } = granted(
    await tellEvent(pilar, actors.lurah, { ...TYPED, link: `/bandung/jurnal/${entry?.id}` }),
  );
  expect(await pilar.read(tenant, (tx) => eventById(tx, event))).toMatchObject({
    link: `jurnal/${entry?.id}`,
  });
  for (const kind of ['jurnal', 'musyawarah', 'usulan', 'kegiatan', 'laporan']) {
    const link = `/bandung/${kind}/${newId()}`;
    expect(codeOf(await tellEvent(pilar, actors.lurah, { ...TYPED, link }))).toBe('assessment.event-link');
  }
});

test('what the records hold with a day stands in the line without anybody having told it', async () => {
  const city = await withCity();
  const { recorded } = await line(city);
  expect(recorded.map((one) => [one.kind, one.from, one.shows])).toEqual([
    ['rules', '2026-02-10', ['aturan-pada-bantuan']],
    ['money', '2026-02-10', ['bantuan-pendorong']],
  ]);
});

test('a forum that granted less than was asked stands in the line with its decisions', async () => {
  const city = await withCity();
  const { forum } = await fundedProposal(city, { amount: '40.000.000' });
  const village = (await line(city)).recorded.at(-1);
  expect(village).toMatchObject({
    kind: 'forums',
    shows: ['saling-menyesuaikan', 'rencana-hibah-partisipasi'],
    record: `musyawarah/${forum}`,
    forums: { forums: 1, decided: 1, adjusted: 1 },
  });
  const district = (await line(city, '32.73.30')).recorded;
  expect(district.map((one) => one.kind)).toEqual(['rules', 'money', 'forums']);
});

test('of two corrections at the same moment one stands, the other is told that it is stale', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const { event } = granted(await tellEvent(pilar, actors.lurah, TYPED));
  const correct = (actor: City['actors']['rw1'], reason: string) =>
    correctEvent(pilar, actor, { ...TYPED, event, version: 1, reason });
  const both = await Promise.all([correct(actors.lurah, 'Satu.'), correct(actors.camat, 'Dua.')]);
  expect(both.map(codeOf).sort()).toEqual(['granted', 'input.stale']);
  expect((await line(city)).told).toMatchObject([{ version: 2 }]);
});

test('no city sees or changes the events of another', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const { event } = granted(await tellEvent(pilar, actors.lurah, TYPED));
  const other = await addCity(pilar, { slug: 'tetangga' });
  expect((await line({ ...city, ...other })).told).toEqual([]);
  const change = { event, version: 1, reason: 'Bukan milik kami.' };
  expect(codeOf(await withdrawEvent(pilar, other.actors.lurah, change))).toBe('access.not-found');
});
