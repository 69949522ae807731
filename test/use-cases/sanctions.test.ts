import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { addDays } from '#kernel/date.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { beginMembership, foundOrganization, stewardOf } from '#modules/actors/index.ts';
import { flattened } from '#modules/fields/index.ts';
import { answerFiling } from '#modules/filings/index.ts';
import { verifyRecords } from '#modules/journal/index.ts';
import { deskOf } from '#modules/notices/index.ts';
import { owedByParty, owePeriods } from '#modules/obligations/index.ts';
import { openProgram } from '#modules/programs/index.ts';
import { handIn } from '#modules/reporting/index.ts';
import {
  answerHearing,
  appealSanction,
  DUTY_STATES,
  decideAppeal,
  decideSanction,
  draftSanction,
  dutyRegister,
  type RegisterFilter,
  sanctionFacts,
  sanctionOverview,
  sweepAppeals,
  withdrawSanction,
} from '#modules/sanctions/index.ts';
import { granted, VILLAGE } from '../support/city.ts';
import { cityWithTjsl } from '../support/tjsl.ts';

/** More institutions than any of these cities has. */
const PAGE = { limit: 50 };

/** TJSL after 31 March: two companies, neither of which has sent its plan. */
async function afterThePlansWereDue() {
  const tjsl = await cityWithTjsl();
  const { pilar, tenant, actors, program } = tjsl;
  const anggrek = await tjsl.join(tjsl.founder, 'PT Anggrek');
  const melati = await tjsl.join(tjsl.rival, 'PT Melati');
  granted(
    await pilar.change(actors.setda, 'offices:write', async (tx, who) => {
      await owePeriods(tx, stewardOf(who), program);
      return { ok: true, value: undefined };
    }),
  );
  const on = (day: string) => pilar.clock.set(new Date(`${day}T03:00:00Z`));
  on('2026-04-02');
  const plan = async (company: string) => {
    const owed = await pilar.read(tenant, (tx) => owedByParty(tx, company));
    return owed.find((one) => one.kind === 'rencana')?.id ?? '';
  };
  const ground = await plan(anggrek.company);
  const draft = (step = 'peringatan', more: object = {}) =>
    draftSanction(pilar, tjsl.economy, {
      program: program.slug,
      sanction: 'administratif',
      organization: anggrek.company,
      step,
      grounds: [ground],
      reason: 'Rencana 2026 tidak disampaikan.',
      hearingUntil: addDays(pilar.clock.now().toISOString().slice(0, 10), 20),
      ...more,
    });
  const impose = (sanction: string, who = actors.setda) =>
    decideSanction(pilar, who, { sanction, outcome: 'impose', reason: 'Tidak ada rencana.' });
  const answer = (sanction: string) =>
    answerHearing(pilar, anggrek, { sanction, answer: 'Direksi baru saja berganti.' });
  const seen = async (sanction: string, viewer: Parameters<typeof sanctionFacts>[1] = { tenant }) => {
    const found = await pilar.read(tenant, (tx) => sanctionFacts(tx, viewer, sanction));
    if (isRefusal(found)) throw new Error(found.refusal);
    return found;
  };
  const registered = async (name: string) => {
    const rules = program.model.sanctions[0];
    if (!rules) throw new Error('the model has no sanctions');
    const rows = await pilar.read(tenant, (tx) =>
      dutyRegister(tx, program, rules, 2026, { text: name }, PAGE),
    );
    return rows[0];
  };
  return { ...tjsl, anggrek, melati, ground, on, plan, draft, impose, answer, seen, registered };
}

describe('a sanction', () => {
  test('is drawn up, heard, decided by another officer, stands, and is made milder on appeal', async () => {
    const city = await afterThePlansWereDue();
    const { pilar, tenant, economy, mayor, actors, anggrek, melati, on } = city;
    const desk = async (who: typeof economy) =>
      (await pilar.read(tenant, (tx) => deskOf(tx, who, 80))).map((one) => one.kind);

    // The register says that nothing was done; nothing comes by itself.
    expect(await city.registered('anggrek')).toMatchObject({
      duty: 'unmet',
      duties: { overdue: 1, overdueSince: '2026-03-31' },
      sanction: undefined,
    });
    const { sanction } = granted(await city.draft());
    expect(await desk(anggrek)).toContain('sanction.answer');
    expect(await desk(actors.setda)).not.toContain('sanction.decide');
    expect(await city.registered('anggrek')).toMatchObject({ sanction: { standing: 'hearing' } });

    // What is written stays among those concerned until it is decided.
    expect((await city.seen(sanction)).words).toBeUndefined();
    expect((await city.seen(sanction, melati)).words).toBeUndefined();
    expect((await city.seen(sanction, anggrek)).words).toMatchObject({
      reason: 'Rencana 2026 tidak disampaikan.',
    });

    expect(await city.impose(sanction)).toMatchObject({
      refusal: { refusal: 'sanction.hearing', params: { until: '2026-04-22' } },
    });
    expect(await answerHearing(pilar, melati, { sanction, answer: 'Bukan kami.' })).toMatchObject({
      refusal: { refusal: 'access.office' },
    });
    granted(await city.answer(sanction));
    expect(await city.answer(sanction)).toMatchObject({ refusal: { refusal: 'sanction.answered' } });
    expect(await desk(actors.setda)).toContain('sanction.decide');

    // Decided by the office of the step, and never by whoever drew it up.
    expect(await city.impose(sanction, economy)).toMatchObject({ refusal: { refusal: 'access.office' } });
    const both = { ...economy, mandates: [...economy.mandates, ...actors.setda.mandates] };
    expect(await city.impose(sanction, both)).toMatchObject({ refusal: { refusal: 'access.maker-checker' } });
    granted(await city.impose(sanction));
    expect(await city.seen(sanction)).toMatchObject({
      standing: 'stands',
      words: { answer: 'Direksi baru saja berganti.' },
      // Fourteen working days from 2 April; this city has entered no holiday.
      sanction: { expiresOn: '2026-10-01', appealUntil: '2026-04-22' },
    });
    expect(await desk(anggrek)).toContain('sanction.appeal');
    expect(await city.registered('anggrek')).toMatchObject({ sanction: { standing: 'stands' } });

    // The next step, of which an appeal is decided by the mayor, not by the company itself.
    on('2026-05-04');
    const next = granted(await city.draft('pembatasan'));
    granted(await city.answer(next.sanction));
    granted(await city.impose(next.sanction));
    granted(await appealSanction(pilar, anggrek, { sanction: next.sanction, reason: 'Terlalu berat.' }));
    expect(await city.seen(next.sanction)).toMatchObject({ standing: 'suspended' });
    const appeal = {
      sanction: next.sanction,
      outcome: 'changed',
      step: 'peringatan',
      reason: 'Baru sekali terlambat.',
    };
    expect(await decideAppeal(pilar, anggrek, appeal)).toMatchObject({
      refusal: { refusal: 'access.office' },
    });
    const own = { ...mayor, mandates: [...mayor.mandates, ...anggrek.mandates] };
    expect(await decideAppeal(pilar, own, appeal)).toMatchObject({ refusal: { refusal: 'sanction.own' } });
    const drafter = { ...economy, mandates: [...economy.mandates, ...mayor.mandates] };
    expect(await decideAppeal(pilar, drafter, appeal)).toMatchObject({
      refusal: { refusal: 'access.maker-checker' },
    });
    expect(await decideAppeal(pilar, mayor, { ...appeal, step: 'pencabutan' })).toMatchObject({
      refusal: { issues: [{ field: 'step', refusal: 'sanction.milder' }] },
    });
    expect(await desk(mayor)).toContain('sanction.decide-appeal');
    granted(await decideAppeal(pilar, mayor, appeal));
    expect(await city.seen(next.sanction)).toMatchObject({
      standing: 'stands',
      step: { step: 'peringatan' },
      sanction: { draftedStep: 'pembatasan', appealOutcome: 'changed', expiresOn: '2026-11-03' },
    });
    expect(await appealSanction(pilar, anggrek, { sanction: next.sanction, reason: 'Lagi.' })).toMatchObject({
      refusal: { refusal: 'sanction.appealed' },
    });
    expect(await decideAppeal(pilar, mayor, appeal)).toMatchObject({
      refusal: { refusal: 'sanction.state', params: { state: 'imposed' } },
    });
    // Expired, the ladder begins anew.
    on('2026-11-04');
    expect(await city.seen(next.sanction)).toMatchObject({ standing: 'expired' });
    expect(await city.draft('pembatasan')).toMatchObject({ refusal: { refusal: 'sanction.step' } });
    await pilar.read(tenant, async (tx) => expect((await verifyRecords(tx)).faults).toEqual([]));
  });

  test('that is lifted stands no more, and the register says again that nothing stands', async () => {
    const city = await afterThePlansWereDue();
    const { pilar, mayor, anggrek } = city;
    const { sanction } = granted(await city.draft());
    granted(await city.answer(sanction));
    granted(await city.impose(sanction));
    granted(await appealSanction(pilar, anggrek, { sanction, reason: 'Rencana dikirim lewat pos.' }));
    granted(
      await decideAppeal(pilar, mayor, { sanction, outcome: 'lifted', step: '', reason: 'Buktinya ada.' }),
    );
    expect(await city.seen(sanction)).toMatchObject({ standing: 'lifted' });
    expect(await city.registered('anggrek')).toMatchObject({ duty: 'unmet', sanction: undefined });
    expect((await city.draft()).ok).toBe(true);
  });

  test('needs a duty of its institution that is overdue', async () => {
    const city = await afterThePlansWereDue();
    const none = { refusal: { refusal: 'sanction.no-duty' } };
    expect(await city.draft('peringatan', { grounds: [] })).toMatchObject(none);
    expect(await city.draft('peringatan', { grounds: [await city.plan(city.melati.company)] })).toMatchObject(
      none,
    );
    city.on('2026-03-31');
    expect(await city.draft()).toMatchObject(none);
  });

  test('skips no step, runs one at a time, and hears long enough', async () => {
    const city = await afterThePlansWereDue();
    expect(await city.draft('pembatasan')).toMatchObject({
      refusal: {
        refusal: 'sanction.step',
        params: { next: [expect.objectContaining({ id: 'Peringatan tertulis' })] },
      },
    });
    expect(await city.draft('penjara')).toMatchObject({ refusal: { refusal: 'sanction.step' } });
    expect(await city.draft('peringatan', { hearingUntil: '2026-04-15' })).toMatchObject({
      refusal: { refusal: 'sanction.hearing-short', field: 'hearingUntil', params: { from: '2026-04-16' } },
    });
    granted(await city.draft());
    expect(await city.draft()).toMatchObject({ refusal: { refusal: 'sanction.open-already' } });
  });

  test('whose duty was done meanwhile says so, and cannot be imposed', async () => {
    const city = await afterThePlansWereDue();
    const { pilar, tenant, economy, actors, anggrek, secretary, ground } = city;
    const { sanction } = granted(await city.draft());
    const officer = await city.officerOf(anggrek, city.neighbour);
    const content = flattened({
      ditetapkan: '2026-03-20',
      surat: '1/DIR/2026',
      rincian: [
        {
          kegiatan: 'buku-perpustakaan',
          lokasi: VILLAGE,
          sasaran: 'Perpustakaan RW',
          kuantitas: '600',
          satuan: 'buku',
          tujuan: 'Anak-anak gemar membaca.',
          biaya: 'Rp 40 juta',
        },
      ],
    });
    const { filing } = granted(await handIn(pilar, officer, { obligation: ground, content }));
    granted(await answerFiling(pilar, anggrek, { filing, outcome: 'accept', remark: '' }));
    granted(await answerFiling(pilar, secretary, { filing, outcome: 'accept', remark: '' }));
    granted(await city.answer(sanction));
    const found = await pilar.read(tenant, (tx) => sanctionOverview(tx, actors.setda, sanction));
    expect(found).toMatchObject({
      grounds: [{ unmet: false }],
      decide: 'may',
      met: { refusal: 'sanction.met' },
    });
    expect(await city.impose(sanction)).toMatchObject({ refusal: { refusal: 'sanction.met' } });
    expect(await withdrawSanction(pilar, anggrek, { sanction, reason: 'Sudah.' })).toMatchObject({
      refusal: { refusal: 'access.office' },
    });
    granted(await withdrawSanction(pilar, economy, { sanction, reason: 'Rencana sudah disampaikan.' }));
    expect(await city.seen(sanction)).toMatchObject({
      standing: 'dropped',
      sanction: { decision: 'Rencana sudah disampaikan.' },
    });
    expect(await city.impose(sanction)).toMatchObject({ refusal: { refusal: 'sanction.state' } });
    expect(await city.registered('anggrek')).toMatchObject({
      duty: 'met',
      duties: { late: 1 },
      sanction: undefined,
    });
  });

  test('is not appealed after its day, of which is noted that nobody did', async () => {
    const city = await afterThePlansWereDue();
    const { pilar, tenant, anggrek, on } = city;
    const { sanction } = granted(await city.draft());
    on('2026-04-23');
    // The time has passed without an answer.
    granted(await city.impose(sanction));
    const { appealUntil } = (await city.seen(sanction)).sanction;
    on(appealUntil ?? '');
    expect(await sweepAppeals(pilar, tenant)).toBe(0);
    on(addDays(appealUntil ?? '', 1));
    expect(await appealSanction(pilar, anggrek, { sanction, reason: 'Terlambat.' })).toMatchObject({
      refusal: { refusal: 'sanction.appeal-late', params: { until: appealUntil } },
    });
    expect(await sweepAppeals(pilar, tenant)).toBe(1);
    expect(await sweepAppeals(pilar, tenant)).toBe(0);
    const desk = await pilar.read(tenant, (tx) => deskOf(tx, anggrek, 80));
    expect(desk.map((one) => one.kind)).not.toContain('sanction.appeal');
  });

  test('is drawn up and decided by nobody of the institution, and can be left', async () => {
    const city = await afterThePlansWereDue();
    const { pilar, economy, actors, anggrek } = city;
    const insider = { ...economy, mandates: [...economy.mandates, ...anggrek.mandates] };
    const asked = {
      program: city.program.slug,
      sanction: 'administratif',
      organization: anggrek.company,
      step: 'peringatan',
      grounds: [city.ground],
      reason: 'Tidak ada rencana.',
      hearingUntil: '2026-04-22',
    };
    expect(await draftSanction(pilar, insider, asked)).toMatchObject({
      refusal: { refusal: 'sanction.own' },
    });
    expect(await draftSanction(pilar, anggrek, asked)).toMatchObject({
      refusal: { refusal: 'access.office' },
    });
    const { sanction } = granted(await city.draft());
    granted(await city.answer(sanction));
    granted(
      await decideSanction(pilar, actors.setda, {
        sanction,
        outcome: 'drop',
        reason: 'Cukup ditegur lisan.',
      }),
    );
    expect(await city.seen(sanction)).toMatchObject({ standing: 'dropped' });
    expect(await appealSanction(pilar, anggrek, { sanction, reason: 'Kami keberatan.' })).toMatchObject({
      refusal: { refusal: 'sanction.state' },
    });
  });
});

test('the register tells of every company: what it owed, and whether anything was done', async () => {
  const city = await afterThePlansWereDue();
  const { pilar, tenant, program } = city;
  const rules = program.model.sanctions[0];
  if (!rules) throw new Error('the model has no sanctions');
  const names = async (state: Parameters<typeof dutyRegister>[4]) =>
    (await pilar.read(tenant, (tx) => dutyRegister(tx, program, rules, 2026, state, PAGE))).map(
      (one) => one.organization.name,
    );
  granted(await city.draft());
  expect(await names({})).toEqual(['PT Anggrek', 'PT Melati']);
  expect(await names({ state: 'nothing-done' })).toEqual(['PT Melati']);
  expect(await names({ state: 'sanctioned' })).toEqual(['PT Anggrek']);
  expect(await names({ state: 'met' })).toEqual([]);
  // A year in which nothing fell due.
  expect(
    (await pilar.read(tenant, (tx) => dutyRegister(tx, program, rules, 2028, {}, PAGE))).map(
      (one) => one.duty,
    ),
  ).not.toContain('unmet');
});

test('the register is narrowed and paged where it lies, and says of each what the rule says', async () => {
  const city = await afterThePlansWereDue();
  const { pilar, tenant, program, actors } = city;
  const [rules] = program.model.sanctions;
  if (!rules) throw new Error('the model has no sanctions');
  const names = ['PT Zamrud', 'PT Éka Karsa', 'PT Bumi', 'PT Bumi 2', 'PT Lain'];
  await pilar.change(actors.setda, 'offices:write', async (tx, who) => {
    for (const name of names) {
      const of = { name, kind: 'perusahaan', region: '32.73' };
      const { id } = await foundOrganization(tx, stewardOf(who), of);
      // One of them never asked to take part.
      if (name !== 'PT Lain') await beginMembership(tx, { organization: id, model: 'tjsl', since: tx.today });
    }
    return { ok: true, value: undefined };
  });
  granted(await city.draft());
  const read = (filter: RegisterFilter = {}, page: { limit: number; after?: string } = PAGE) =>
    pilar.read(tenant, (tx) => dutyRegister(tx, program, rules, 2026, filter, page));
  const all = await read();
  const called = (rows: typeof all) => rows.map((one) => one.organization.name);
  expect(called(all)).toEqual([
    'PT Anggrek',
    'PT Bumi',
    'PT Bumi 2',
    'PT Éka Karsa',
    'PT Melati',
    'PT Zamrud',
  ]);
  for (const state of DUTY_STATES) {
    expect(called(await read({ state })), state).toEqual(called(all.filter((one) => one.duty === state)));
  }
  expect(all.map((one) => one.duty)).toContain('none');
  const paged: string[] = [];
  for (let after: string | undefined, page = all.slice(0, 1); page.length > 0; ) {
    page = [...(await read({}, after === undefined ? { limit: 2 } : { limit: 2, after }))];
    paged.push(...called(page));
    after = page.at(-1)?.organization.id;
  }
  expect(paged).toEqual(called(all));
  expect(called(await read({ text: 'bumi 2' }))).toEqual(['PT Bumi 2']);
});

test('a ladder of another model is another, though it is named alike', async () => {
  const city = await afterThePlansWereDue();
  const { pilar, tenant, actors, anggrek } = city;
  const { sanction } = granted(await city.draft());
  const source = readFileSync('models/tjsl/2014.yaml', 'utf8').replace('\nname: tjsl\n', '\nname: mitra\n');
  const other = granted(
    await pilar.change(actors.setda, 'offices:write', (tx, who) =>
      openProgram(tx, stewardOf(who), { source, region: '32.73', fiscalYear: 2026 }),
    ),
  );
  const [rules] = other.model.sanctions;
  if (!rules) throw new Error('the model has no sanctions');
  granted(
    await pilar.change(actors.setda, 'offices:write', async (tx) => {
      await beginMembership(tx, { organization: anggrek.company, model: 'mitra', since: '2026-01-01' });
      return { ok: true, value: undefined };
    }),
  );
  const of = (program: typeof other) =>
    pilar.read(tenant, (tx) => dutyRegister(tx, program, rules, 2026, { text: 'Anggrek' }, PAGE));
  expect(await of(other)).toMatchObject([{ organization: { id: anggrek.company }, sanction: undefined }]);
  expect(await of(city.program)).toMatchObject([{ sanction: { sanction: { id: sanction } } }]);
});
