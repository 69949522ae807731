import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Result } from '#kernel/result.ts';
import { type City, granted, VILLAGE, withCity } from '../../../test/support/city.ts';
import {
  addAction,
  addFactor,
  answerTie,
  causeMapById,
  causeMapsIn,
  importNetwork,
  importsIn,
  listComponentMaps,
  startCauseMap,
  startComponentMap,
  strikeImport,
  tellEvent,
  withdrawEvent,
  withdrawMap,
} from './index.ts';

const refusedWith = (result: Result<unknown>) => (result.ok ? 'granted' : result.refusal.refusal);

/* What comes in again after Back, with a key of its own: done once all the same. */

const answer = ({ pilar, actors, offices }: City, change: { bond?: string; note?: string } = {}) =>
  answerTie(pilar, actors.rw1, {
    respondent: offices.rw1.id,
    other: offices.pkk.id,
    otherName: '',
    otherEntity: '',
    form: 'work',
    bond: 'strong',
    standing: 'vertical',
    dominates: 'them',
    nature: '',
    stage: 'planning',
    seenOn: '2026-02-01',
    note: 'Rapat tiap bulan',
    ...change,
  }).then(refusedWith);

test('an answer about a tie is told again only when it says something else than the one that counts', async () => {
  const city = await withCity();
  expect(await answer(city)).toBe('granted');
  expect(await answer(city)).toBe('input.repeated');
  expect(await answer(city, { note: 'rapat  tiap bulan' })).toBe('input.repeated');
  expect(await answer(city, { bond: 'weak' })).toBe('granted');
  // Changing one's mind back is an answer too.
  expect(await answer(city)).toBe('granted');
});

test('a file that brings the same ties again is refused, until the first is taken out', async () => {
  const { pilar, tenant, actors } = await withCity();
  const bring = (content: string) =>
    importNetwork(pilar, actors.lurah, {
      region: VILLAGE,
      fileName: 'ikatan.csv',
      content,
      others: 'person',
      seenOn: '2026-02-01',
    });
  const { batch } = granted(await bring('dari,ke,ikatan\nA,B,kuat\nB,C,lemah\n'));
  expect(await bring('dari,ke,ikatan\nB,C,lemah\nA,B,kuat\n')).toMatchObject({
    refusal: { refusal: 'input.repeated', field: 'file' },
  });
  granted(await bring('dari,ke,ikatan\nA,B,kuat\nB,C,kuat\n'));
  granted(await strikeImport(pilar, actors.lurah, { batch, region: VILLAGE }));
  granted(await bring('dari,ke,ikatan\nA,B,kuat\nB,C,lemah\n'));
  expect(await pilar.read(tenant, (tx) => importsIn(tx, VILLAGE))).toHaveLength(2);
});

test('an event of relations that stands already is told once; a withdrawn one may be told again', async () => {
  const { pilar, actors } = await withCity();
  const tell = (what: string, from = 'Maret 2025') =>
    tellEvent(pilar, actors.lurah, {
      instrument: readFileSync('models/instruments/relation-phases.yaml', 'utf8'),
      region: VILLAGE,
      city: '/bandung/',
      from,
      until: '',
      what,
      shows: ['saling-menyesuaikan'],
      evidence: 'Notulen rapat RW, butir 3',
      link: '',
    });
  const { event } = granted(await tell('RW dan kelurahan membagi tugas.'));
  expect(refusedWith(await tell('RW dan kelurahan  membagi tugas.'))).toBe('input.repeated');
  granted(await tell('RW dan kelurahan membagi tugas.', 'April 2025'));
  granted(await withdrawEvent(pilar, actors.lurah, { event, version: 1, reason: 'Salah bulan.' }));
  granted(await tell('RW dan kelurahan membagi tugas.'));
});

test('a map of causes is started once, and an action written in it once', async () => {
  const { pilar, tenant, actors } = await withCity();
  const start = (question = 'Mengapa?', who = actors.lurah) =>
    startCauseMap(pilar, who, {
      title: 'Laporan terlambat',
      question,
      program: '',
      region: VILLAGE,
      beginning: { kind: 'empty' },
    });
  const { map } = granted(await start());
  expect(refusedWith(await start())).toBe('input.repeated');
  expect(refusedWith(await start('Mengapa?', actors.camat))).toBe('granted');
  const factor = granted(
    await addFactor(pilar, actors.lurah, { map, title: 'Belum dilatih', kind: 'factor', about: '' }),
  );
  const plan = (title: string) =>
    addAction(pilar, actors.lurah, {
      map,
      title,
      factors: [factor.slug],
      responsible: '',
      responsibleName: 'Kelurahan',
      dueOn: '',
      state: 'planned',
    }).then(refusedWith);
  expect(await plan('Latih bendahara')).toBe('granted');
  expect(await plan('latih bendahara')).toBe('input.repeated');
  expect(await plan('Latih sekretaris')).toBe('granted');
  granted(await start('Sejak kapan?'));
  expect(await pilar.read(tenant, (tx) => causeMapsIn(tx, VILLAGE, 10))).toHaveLength(3);
  const head = await pilar.read(tenant, (tx) => causeMapById(tx, map));
  granted(await withdrawMap(pilar, actors.lurah, { map, version: head?.version ?? 0 }));
  granted(await start());
});

test('a map of components is started once', async () => {
  const { pilar, tenant, actors } = await withCity();
  const start = (title: string) =>
    startComponentMap(pilar, actors.lurah, {
      region: VILLAGE,
      program: '',
      title,
      meeting: {
        heldOn: '2026-02-05',
        attended: [],
        others: 'Kelurahan Pasir Impun\n',
        remarks: '',
        forum: '',
        intervalDays: '92',
      },
      from: { stages: 'Pemilahan\nPengolahan', clusters: 'Plastik', pillars: '' },
    });
  granted(await start('Dari sampah ke kerajinan'));
  expect(refusedWith(await start('Dari sampah  ke kerajinan'))).toBe('input.repeated');
  granted(await start('Dari sampah ke pupuk'));
  expect(await pilar.read(tenant, (tx) => listComponentMaps(tx, VILLAGE, 10))).toHaveLength(2);
});
