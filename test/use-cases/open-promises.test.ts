import { describe, expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { historyOf, verifyRecords } from '#modules/journal/index.ts';
import { leaveProgram, leavingOverview } from '#modules/leaving/index.ts';
import {
  answerMatch,
  needOverview,
  noteLapseRead,
  offerMatch,
  sweepOffers,
  withdrawMatch,
} from '#modules/matching/index.ts';
import { deskOf } from '#modules/notices/index.ts';
import { granted, VILLAGE } from '../support/city.ts';
import { cityWithTjsl, lettingLeave } from '../support/tjsl.ts';

const LAPSES = 'lapses: { within: { months: 1 }, basis: kebijakan-kota }';

/** A resident's need is open, and two companies take part. */
async function cityWithNeed(adapted?: (source: string) => string) {
  const city = await cityWithTjsl(adapted);
  const { pilar, tenant, actors, resident, education } = city;
  const company = await city.join(city.founder, 'PT Cahaya Hijau');
  const rival = await city.join(city.rival, 'PT Sinar Timur');
  const fields = {
    ...{ title: 'Buku bacaan', scope: 'buku-perpustakaan', need: 'Belum ada.', place: VILLAGE },
    ...{ volume: '2', unit: 'buah', people: '60', total: 'Rp 10 juta', answers: { bentuk: 'barang' } },
  };
  const { id: need, sent } = await city.send(resident, 'permohonan', fields, { photo: '#777' });
  granted(sent);
  await city.accept(actors.lurah, need);
  await city.accept(education, need);
  const offer = async (who: Actor & { company: string }, amount = 'Rp 10 juta') =>
    granted(await offerMatch(pilar, who, { need, organization: who.company, amount, note: '' })).match;
  const agree = (match: string) => answerMatch(pilar, resident, { match, outcome: 'agree', remark: '' });
  const desk = async (who: Actor) =>
    (await pilar.read(tenant, (tx) => deskOf(tx, who, 50)))
      .filter((one) => one.subjectId === need)
      .map((one) => [one.kind, one.dueOn]);
  const read = (who: Actor) =>
    pilar.read(tenant, async (tx) => {
      const found = await needOverview(tx, who, need);
      if ('refusal' in found && !('need' in found)) throw new Error(found.refusal);
      return found;
    });
  return { ...city, company, rivals: rival, need, offer, agree, desk, read };
}

describe('an offer that nobody answers', () => {
  test('lapses after its day: the need is free again, both sides are told, and it stands in the journal', async () => {
    const city = await cityWithNeed();
    const { pilar, tenant, resident, company, rivals, need, offer, agree, desk, read } = city;
    const match = await offer(company);
    expect(await desk(resident)).toEqual([['match.answer', '2026-03-10']]);
    pilar.clock.set(new Date('2026-03-10T10:00:00Z'));
    expect(await sweepOffers(pilar, tenant)).toBe(0);
    expect(await read(resident)).toMatchObject({ need: { state: 'taken' }, matches: [{ mayAnswer: true }] });

    pilar.clock.set(new Date('2026-03-10T18:00:00Z'));
    // It lapsed with its day, whether the clocks ran yet or not.
    expect(await agree(match)).toMatchObject({
      refusal: { refusal: 'match.state', params: { state: 'lapsed' } },
    });
    expect(await read(resident)).toMatchObject({ matches: [{ mayAnswer: false }] });
    expect(await sweepOffers(pilar, tenant)).toBe(1);
    expect(await sweepOffers(pilar, tenant)).toBe(0);
    expect(await read(resident)).toMatchObject({
      need: { state: 'open', promised: 0n },
      matches: [{ match: { state: 'lapsed' } }],
      waiting: 0,
      toldOfLapse: true,
    });
    expect(await desk(resident)).toEqual([['need.lapsed', null]]);
    expect(await desk(company)).toEqual([['match.lapsed', null]]);
    expect(await desk(rivals)).toEqual([]);
    const history = await pilar.read(tenant, (tx) => historyOf(tx, need, 50));
    expect(history.find((one) => one.action === 'match.lapsed')).toMatchObject({
      summary: { organization: 'PT Cahaya Hijau', amount: '10000000', due: '2026-03-10' },
    });

    // Read by one side, it lies with the other still; who was told nothing has nothing to note.
    granted(await noteLapseRead(pilar, resident, { need }));
    expect(await desk(resident)).toEqual([]);
    expect(await noteLapseRead(pilar, resident, { need })).toMatchObject({
      refusal: { refusal: 'access.not-found' },
    });
    expect(await noteLapseRead(pilar, rivals, { need })).toMatchObject({
      refusal: { refusal: 'access.not-found' },
    });
    // The same company offers anew, by a day of its own.
    granted(await agree(await offer(company)));
    expect(await desk(company)).toEqual([['match.begin', null]]);
    expect((await pilar.read(tenant, (tx) => verifyRecords(tx))).faults).toEqual([]);
  });

  test('lapses alone: what was agreed stays, and what was offered later waits for its own day', async () => {
    const city = await cityWithNeed();
    const { pilar, tenant, resident, company, rivals, offer, agree, desk, read } = city;
    const first = await offer(company, 'Rp 4 juta');
    pilar.clock.set(new Date('2026-02-20T03:00:00Z'));
    await offer(rivals, 'Rp 3 juta');
    expect(await desk(resident)).toEqual([['match.answer', '2026-03-10']]);
    granted(await agree(first));
    expect(await desk(resident)).toEqual([['match.answer', '2026-03-20']]);
    pilar.clock.set(new Date('2026-04-20T03:00:00Z'));
    expect(await sweepOffers(pilar, tenant)).toBe(1);
    expect(await read(resident)).toMatchObject({
      need: { promised: 4_000_000n },
      matches: [{ match: { state: 'agreed' } }, { match: { state: 'lapsed' } }],
    });
  });

  test('waits without end where the model names no day', async () => {
    const city = await cityWithNeed((source) => source.replace(LAPSES, ''));
    const { pilar, tenant, resident, company, offer, agree, desk } = city;
    const match = await offer(company);
    expect(await desk(resident)).toEqual([['match.answer', null]]);
    pilar.clock.set(new Date('2026-12-20T03:00:00Z'));
    expect(await sweepOffers(pilar, tenant)).toBe(0);
    granted(await agree(match));
  });
});

test('an office ends the participation of a company with open promises: they are listed, let go with its reason, and free again', async () => {
  const city = await cityWithNeed(lettingLeave);
  const { pilar, tenant, economy, resident, company, rivals, program, need, offer, agree, read } = city;
  const match = await offer(company);
  granted(await agree(match));
  const ending = { program: program.slug, organization: company.company, lastDay: '2026-02-10' };
  const seen = await pilar.read(tenant, (tx) => leavingOverview(tx, economy, ending));
  expect(seen).toMatchObject({ leave: 'office', running: { matches: [{ need, state: 'agreed' }] } });
  expect(await leaveProgram(pilar, economy, { ...ending, reason: ' ' })).toMatchObject({
    refusal: { issues: [{ field: 'reason', refusal: 'input.required' }] },
  });
  const done = granted(await leaveProgram(pilar, economy, { ...ending, reason: 'Izin usahanya dicabut.' }));
  expect(done.running.matches).toMatchObject([{ id: match, title: 'Buku bacaan' }]);
  expect(await read(resident)).toMatchObject({
    need: { state: 'open', promised: 0n },
    matches: [{ match: { state: 'withdrawn', remark: 'Izin usahanya dicabut.' } }],
  });
  expect(await city.desk(company)).toEqual([]);
  const history = await pilar.read(tenant, (tx) => historyOf(tx, need, 50));
  expect(history.find((one) => one.action === 'match.withdrawn')).toMatchObject({
    summary: { organization: 'PT Cahaya Hijau', reason: 'Izin usahanya dicabut.' },
  });
  // Somebody else may meet it now.
  granted(await agree(await offer(rivals)));
  expect((await pilar.read(tenant, (tx) => verifyRecords(tx))).faults).toEqual([]);
});

test('a company does not leave with needs that it promised and has not begun; it takes them back first', async () => {
  const city = await cityWithNeed(lettingLeave);
  const { pilar, tenant, company, program, need, offer, agree } = city;
  const match = await offer(company);
  const leave = () =>
    leaveProgram(pilar, company, {
      ...{ program: program.slug, organization: company.company, lastDay: '2026-02-10', reason: 'Pindah.' },
    });
  const promised = { refusal: { refusal: 'member.promised', params: { count: 1, titles: 'Buku bacaan' } } };
  expect(await leave()).toMatchObject(promised);
  granted(await agree(match));
  expect(await leave()).toMatchObject(promised);
  const seen = await pilar.read(tenant, (tx) =>
    leavingOverview(tx, company, { program: program.slug, organization: company.company }),
  );
  expect(seen).toMatchObject({ running: { matches: [{ need, state: 'agreed' }] } });
  granted(await withdrawMatch(pilar, company, { match, reason: 'Pindah kota.' }));
  granted(await leave());
});
