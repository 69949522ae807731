import { readFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import type { Actor, Visitor } from '#kernel/actor.ts';
import { type Id, newId } from '#kernel/id.ts';
import {
  activityOf,
  doersFor,
  planActivity,
  recordExpense,
  recordProgress,
  startActivity,
} from '#modules/activities/index.ts';
import { insertOrganizations, type Organization, stewardOf } from '#modules/actors/index.ts';
import { answerProposal } from '#modules/deliberation/index.ts';
import { answerFiling } from '#modules/filings/index.ts';
import {
  allotPurses,
  borneBy,
  faultsInLedger,
  moneyOf,
  moneyOverview,
  pursesHeldBy,
  recordDisbursement,
  reviewVoucher,
} from '#modules/funding/index.ts';
import { deskOf } from '#modules/notices/index.ts';
import { owedOn } from '#modules/obligations/index.ts';
import { activityOverview, deskFor, institutionOverview, proposalOverview } from '#modules/overview/index.ts';
import { openProgram } from '#modules/programs/index.ts';
import {
  proposalById,
  returnProposal,
  startProposal,
  startsOf,
  submitProposal,
} from '#modules/proposals/index.ts';
import { handIn } from '#modules/reporting/index.ts';
import { DRAINAGE, granted, smallCity, VILLAGE } from '../support/city.ts';
import { reportOwed } from '../support/report-owed.ts';

/**
 * A yearly grant to villages in three tranches: no forum, a route of steps that decides, an executor apart from whoever
 * asked, stage reports that open the next tranche. Everything stands in its YAML and nowhere else.
 */
test('a village asks, steps decide, an enterprise carries it out, and each tranche waits for the report before', async () => {
  const { pilar, tenant, actors } = await smallCity();
  onTestFinished(() => pilar.close());
  const make = (kind: string, region: string): Organization => ({ id: newId(), kind, name: kind, region });
  const desa = make('desa', VILLAGE);
  const bumdes = make('bumdes', VILLAGE);
  const elsewhere = make('bumdes', '32.73.30.1001');
  const kecamatan = make('kecamatan-hibah', '32.73.30');
  const dinas = make('dinas', '32.73');
  const officer = (office: string, organization: Organization, person = newId()): Actor => ({
    tenant,
    person,
    name: office,
    mandates: [{ id: newId(), office, organization, region: organization.region }],
    scopes: 'session',
    secondFactor: false,
  });
  const head = officer('kepala-desa', desa);
  const director = officer('direktur', bumdes);
  const mentor = officer('pendamping', kecamatan);
  const chief = officer('kepala-dinas', dinas);
  const secretary = officer('sekretaris-daerah', dinas);
  const treasurer = officer('bendahara', dinas);
  const program = granted(
    await pilar.change(actors.setda, 'offices:write', async (tx, actor) => {
      await insertOrganizations(tx, [desa, bumdes, elsewhere, kecamatan, dinas]);
      const opened = await openProgram(tx, stewardOf(actor), {
        source: readFileSync('test/models/hibah-desa.yaml', 'utf8'),
        region: '32.73',
        fiscalYear: 2026,
        windows: { proposals: { permohonan: { from: '2025-11-01', to: '2026-03-31' } }, forums: {} },
      });
      if (opened.ok) await allotPurses(tx, stewardOf(actor), opened.value);
      return opened;
    }),
  );
  const desk = (actor: Actor) =>
    pilar.read(tenant, async (tx) => (await deskOf(tx, actor, 20)).map((one) => one.kind));

  // The village asks for Rp600 million: more than the step of the secretary lets pass unseen.
  const { id: proposal } = granted(
    await startProposal(pilar, head, {
      program: program.slug,
      organization: desa.id,
      fields: {
        ...DRAINAGE,
        title: 'Air bersih tiga dusun',
        scope: 'air-bersih',
        place: VILLAGE,
        costLines: [{ item: 'Jaringan pipa', quantity: '1', unit: 'paket', unitPrice: '600.000.000' }],
      },
    }),
  );
  granted(await submitProposal(pilar, head, { proposal }));
  expect(await desk(mentor)).toEqual(['proposal.answer']);
  expect(await pilar.read(tenant, async (tx) => (await proposalById(tx, proposal))?.route)).toEqual([
    'pendamping',
    'sekda',
    'dinas',
  ]);
  const answer = (actor: Actor, outcome: 'accept' | 'refuse' = 'accept') =>
    answerProposal(pilar, actor, { proposal, outcome, remark: 'Layak' });
  expect(await answer(chief)).toMatchObject({ refusal: { refusal: 'access.office' } });
  expect(await answer(mentor, 'refuse')).toMatchObject({ refusal: { refusal: 'step.answer' } });
  granted(await answer(mentor));
  granted(await answer(secretary));
  expect(await answer(officer('kepala-dinas', dinas, mentor.person))).toMatchObject({
    refusal: { refusal: 'access.maker-checker' },
  });
  granted(await answer(chief));
  expect(await answer(chief)).toMatchObject({ refusal: { refusal: 'proposal.state' } });
  await pilar.read(tenant, async (tx) => {
    expect(await proposalById(tx, proposal)).toMatchObject({ state: 'funded', granted: 600_000_000n });
    // Eight tenths from the grant, two tenths from the village's own purse.
    expect((await pursesHeldBy(tx, program.id, [desa.id])).map((one) => [one.purse, one.remaining])).toEqual([
      ['dana-desa', 80_000_000n],
      ['hibah', 520_000_000n],
    ]);
  });

  // Another request is sent back once and goes its way anew, then is refused for good, with the reason.
  const second = granted(
    await startProposal(pilar, head, {
      program: program.slug,
      organization: desa.id,
      kind: 'permohonan',
      fields: {
        ...DRAINAGE,
        title: 'Kios pasar desa',
        scope: 'pasar-desa',
        place: VILLAGE,
        costLines: [{ item: 'Kios', quantity: '1', unit: 'paket', unitPrice: '100.000.000' }],
      },
    }),
  ).id;
  const again = (actor: Actor, outcome: 'accept' | 'refuse', remark: string) =>
    answerProposal(pilar, actor, { proposal: second, outcome, remark });
  granted(await submitProposal(pilar, head, { proposal: second }));
  granted(await again(mentor, 'accept', ''));
  granted(await returnProposal(pilar, mentor, { proposal: second, remark: 'Lampirkan gambar.' }));
  expect(await desk(mentor)).toEqual([]);
  expect(await again(chief, 'accept', '')).toMatchObject({ refusal: { refusal: 'proposal.state' } });
  granted(await submitProposal(pilar, head, { proposal: second }));
  expect(await again(chief, 'accept', '')).toMatchObject({ refusal: { refusal: 'access.office' } });
  granted(await again(mentor, 'accept', ''));
  expect(await again(chief, 'refuse', ' ')).toMatchObject({
    refusal: { refusal: 'input.required', field: 'remark' },
  });
  await pilar.database.script("update program set state = 'closed'");
  expect(await again(chief, 'accept', '')).toMatchObject({ refusal: { refusal: 'program.closed' } });
  await pilar.database.script("update program set state = 'open'");
  granted(await again(chief, 'refuse', 'Bukan prioritas tahun ini.'));
  expect(await pilar.read(tenant, (tx) => proposalById(tx, second))).toMatchObject({
    state: 'rejected',
    remark: 'Bukan prioritas tahun ini.',
  });

  // Every page of it can be read by everybody, although it has no forum.
  const everyPage = async () => {
    const everybody: (Actor | Visitor)[] = [
      head,
      director,
      mentor,
      chief,
      secretary,
      treasurer,
      actors.lurah,
      { tenant },
    ];
    for (const reader of everybody) {
      await pilar.read(tenant, async (tx) => {
        expect(await proposalOverview(tx, reader, proposal)).toMatchObject({ proposal: { id: proposal } });
        expect(await moneyOverview(tx, reader, proposal, 'required')).toMatchObject({
          program: { id: program.id },
        });
        expect(await institutionOverview(tx, reader, desa.id, null)).toMatchObject({ institution: desa });
        const found = await activityOf(tx, proposal);
        if (found) expect(await activityOverview(tx, reader, found.id)).toMatchObject({ activity: found });
        if (reader.person === undefined) return;
        expect(await deskFor(tx, reader, { limit: 20, offset: 0, secondFactor: 'required' })).toBeDefined();
        expect(await startsOf(tx, reader)).toBeDefined();
      });
    }
  };
  await everyPage();

  // The village chooses who carries it out: an enterprise of its own place.
  expect(await desk(head)).toEqual(['activity.plan']);
  const plan = {
    proposal,
    startsOn: '2026-02-02',
    endsOn: '2026-06-30',
    executor: 'Tim teknis BUM Desa',
    responsible: 'Direktur',
  };
  expect(
    await pilar.read(tenant, async (tx) => {
      const found = await proposalById(tx, proposal);
      return found && (await doersFor(tx, program, found)).map((one) => one.id);
    }),
  ).toEqual([bumdes.id]);
  for (const carriedOutBy of [undefined, elsewhere.id]) {
    expect(await planActivity(pilar, head, { ...plan, carriedOutBy })).toMatchObject({
      refusal: { refusal: 'activity.party', field: 'carriedOutBy' },
    });
  }
  const { activity } = granted(await planActivity(pilar, head, { ...plan, carriedOutBy: bumdes.id }));
  expect(await startActivity(pilar, head, { activity, startedOn: '2026-02-03' })).toMatchObject({
    refusal: { refusal: 'activity.executor' },
  });
  granted(await startActivity(pilar, director, { activity, startedOn: '2026-02-03' }));
  expect(await owing(activity)).toEqual([
    ['laporan-satu', '2026-04-03'],
    ['laporan-dua', '2026-06-03'],
  ]);

  // Of Rp600 million the first tranche is 40 %; the second waits for the first report, the third for the second.
  let receipt = 0;
  async function pay(amount: string) {
    receipt += 1;
    const recorded = await recordDisbursement(pilar, treasurer, {
      proposal,
      provider: 'BUM Desa',
      purpose: `Tahap ${receipt}`,
      amount,
      receiptNumber: `K-${receipt}`,
      paidOn: '2026-02-10',
    });
    if (recorded.ok) {
      const { voucher } = recorded.value;
      granted(await reviewVoucher(pilar, chief, { voucher, outcome: 'approve', remark: '' }));
    }
    return recorded;
  }
  const spend = (amount: string, receiptNumber: string) =>
    recordExpense(pilar, director, {
      activity,
      costPosition: 1,
      description: 'Pipa dan pemasangan',
      amount,
      paidOn: '2026-02-10',
      receiptNumber,
    });
  async function report(kind: string, reviewers: readonly Actor[]) {
    const obligation = await reportOwed({ pilar, tenant }, activity, kind);
    const sent = granted(
      await handIn(pilar, director, { obligation, content: { hasil: 'Pipa terpasang.' } }),
    );
    for (const reviewer of reviewers) {
      granted(await answerFiling(pilar, reviewer, { filing: sent.filing, outcome: 'accept', remark: '' }));
    }
  }
  expect(await pay('240.000.001')).toMatchObject({
    refusal: {
      refusal: 'tranche.closed',
      params: { left: 240_000_000n, tranche: [{ id: 'Tahap II', en: 'Tahap II' }] },
      issues: [{ refusal: 'check.filing-accepted' }],
    },
  });
  granted(await pay('240.000.000'));
  expect(
    await handIn(pilar, director, {
      obligation: await reportOwed({ pilar, tenant }, activity, 'laporan-satu'),
      content: { hasil: 'Ada.' },
    }),
  ).toMatchObject({ refusal: { issues: [{ field: 'content.belanja', refusal: 'filing.incomplete' }] } });
  granted(await spend('240.000.000', 'P-1'));
  await report('laporan-satu', []);
  expect(await pay('1')).toMatchObject({ refusal: { refusal: 'tranche.closed' } });
  const first = await pilar.read(tenant, async (tx) => (await deskOf(tx, mentor, 5))[0]?.subjectId ?? '');
  granted(await answerFiling(pilar, mentor, { filing: first, outcome: 'accept', remark: '' }));
  granted(await pay('180.000.000'));
  expect(await pay('1')).toMatchObject({ refusal: { refusal: 'tranche.closed' } });
  await report('laporan-dua', [mentor]);
  granted(await pay('180.000.000'));

  // The end: the work is done, the final report goes to the mentor and the head of the office, and the money is settled.
  granted(await spend('350.000.000', 'P-2'));
  for (const percent of [50, 100]) {
    granted(
      await recordProgress(pilar, director, {
        activity,
        percent,
        note: '',
        happenedOn: '2026-02-10',
        photos: [],
      }),
    );
  }
  await report('laporan-akhir', [mentor, chief]);
  await pilar.read(tenant, async (tx) => {
    expect(await moneyOf(tx, proposal)).toMatchObject({
      commitment: 0n,
      advance: 10_000_000n,
      spent: 590_000_000n,
    });
    // Of every rupiah each source bears its share: granted and accounted for.
    expect(await borneBy(tx, proposal)).toEqual([
      { purse: 'dana-desa', source: 'apbdes', granted: 120_000_000n, spent: 118_000_000n },
      { purse: 'hibah', source: 'apbd-kabupaten', granted: 144_000_000n, spent: 141_600_000n },
      { purse: 'hibah', source: 'apbd-provinsi', granted: 336_000_000n, spent: 330_400_000n },
    ]);
    expect(await faultsInLedger(tx)).toEqual([]);
    expect((await owedOn(tx, activity)).map((one) => [one.state, one.acceptedOn])).toEqual([
      ['fulfilled', '2026-02-10'],
      ['fulfilled', '2026-02-10'],
      ['fulfilled', '2026-02-10'],
    ]);
  });
  await everyPage();
  expect(await desk(director)).toEqual([]);
  // What was paid and not spent is still to come back.
  expect(await desk(treasurer)).toEqual(['refund.record']);

  function owing(subject: Id): Promise<unknown> {
    return pilar.read(tenant, async (tx) => (await owedOn(tx, subject)).map((one) => [one.kind, one.dueOn]));
  }
});
