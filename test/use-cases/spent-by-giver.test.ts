import { readFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { newId } from '#kernel/id.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { planActivity, recordExpense, recordProgress, startActivity } from '#modules/activities/index.ts';
import { insertOrganizations, type Organization, stewardOf } from '#modules/actors/index.ts';
import { seenNetwork } from '#modules/assessment/index.ts';
import { answerProposal } from '#modules/deliberation/index.ts';
import { answerFiling } from '#modules/filings/index.ts';
import {
  allotPurses,
  faultsInLedger,
  moneyOf,
  moneyOverview,
  pursesHeldBy,
  recordDisbursement,
  recordRefund,
  recordSpending,
  reviewVoucher,
  sweepPurses,
  yearEndOverview,
} from '#modules/funding/index.ts';
import { readMeasures } from '#modules/measures/index.ts';
import { deskOf } from '#modules/notices/index.ts';
import { countsBy, openProgram } from '#modules/programs/index.ts';
import { startProposal, submitProposal } from '#modules/proposals/index.ts';
import { handIn } from '#modules/reporting/index.ts';
import { apiOf } from '../support/api.ts';
import { DRAINAGE, granted, photo, smallCity, VILLAGE } from '../support/city.ts';
import { reportOwed } from '../support/report-owed.ts';

/** A company carries out a project with its own money: the city pays nothing, and sees every receipt. All of it in YAML. */
test('a company pays its suppliers itself, others examine the receipts, and what it did not use lapses with the year', async () => {
  const { pilar, tenant, actors } = await smallCity();
  onTestFinished(() => pilar.close());
  const make = (kind: string, name: string): Organization => ({ id: newId(), kind, name, region: '32.73' });
  const company = make('perusahaan', 'PT Sumber Teduh');
  const other = make('perusahaan', 'PT Lain');
  const secretariat = make('sekretariat-mitra', 'Sekretariat Kemitraan');
  const officer = (office: string, organization: Organization, person = newId()): Actor => ({
    tenant,
    person,
    name: office,
    mandates: [{ id: newId(), office, organization, region: organization.region }],
    scopes: 'session',
    secondFactor: false,
  });
  const director = officer('direktur', company);
  const accounts = officer('keuangan', company);
  const examiner = officer('pemeriksa', secretariat);
  const head = officer('kepala-sekretariat', secretariat);
  const program = granted(
    await pilar.change(actors.setda, 'offices:write', async (tx, actor) => {
      await insertOrganizations(tx, [company, other, secretariat]);
      const opened = await openProgram(tx, stewardOf(actor), {
        source: readFileSync('test/models/belanja-sendiri.yaml', 'utf8'),
        region: '32.73',
        fiscalYear: 2026,
        windows: { proposals: { proyek: { from: '2026-01-01', to: '2026-12-31' } }, forums: {} },
      });
      if (opened.ok) await allotPurses(tx, stewardOf(actor), opened.value);
      return opened;
    }),
  );
  const desk = (actor: Actor) =>
    pilar.read(tenant, async (tx) => (await deskOf(tx, actor, 9)).map((one) => one.kind));
  const { id: proposal } = granted(
    await startProposal(pilar, director, {
      program: program.slug,
      organization: company.id,
      fields: {
        ...DRAINAGE,
        costLines: [],
        contributions: [],
        total: '100.000.000',
        title: 'Taman bermain',
        need: 'Anak bermain di jalan',
        scope: 'taman',
        place: VILLAGE,
      },
    }),
  );
  granted(await submitProposal(pilar, director, { proposal }));
  const bench = {
    proposal,
    provider: 'UD Kayu Jati',
    purpose: 'Bangku taman',
    amount: '60.000.000',
    receiptNumber: 'INV-1',
    paidOn: '2026-02-10',
    receipt: await photo(),
  };
  expect(await recordSpending(pilar, accounts, bench)).toMatchObject({
    refusal: { refusal: 'decision.not-binding' },
  });
  granted(await answerProposal(pilar, head, { proposal, outcome: 'accept', remark: 'Baik' }));

  // Planned, it lies on the desk of the company's accounts; the city's officers have nothing to pay.
  const { activity } = granted(
    await planActivity(pilar, director, {
      proposal,
      startsOn: '2026-02-10',
      endsOn: '2026-03-31',
      executor: 'Tim taman',
      responsible: 'Direktur',
    }),
  );
  expect(await desk(accounts)).toEqual(['spending.record']);
  expect(await desk(examiner)).toEqual([]);
  expect(await recordDisbursement(pilar, examiner, { ...bench, receipt: undefined })).toMatchObject({
    refusal: { refusal: 'disbursement.no-cash' },
  });
  expect(
    await recordRefund(pilar, examiner, { ...bench, receipt: undefined, disbursement: newId() }),
  ).toMatchObject({ refusal: { refusal: 'disbursement.no-cash' } });

  // Who records what: the company's accounts alone, with a day after the decision, no more than was granted.
  const spend = (actor: Actor, changed: Partial<typeof bench> = {}) =>
    recordSpending(pilar, actor, { ...bench, ...changed });
  for (const actor of [director, examiner, officer('keuangan', other)]) {
    expect(await spend(actor)).toMatchObject({ refusal: { refusal: 'access.office' } });
  }
  expect(await spend(accounts, { paidOn: '2026-02-09' })).toMatchObject({
    refusal: { refusal: 'disbursement.before-decision', field: 'paidOn' },
  });
  expect(await spend(accounts, { amount: '100.000.001' })).toMatchObject({
    refusal: { refusal: 'disbursement.exceeds-commitment', field: 'amount' },
  });
  const { voucher } = granted(await spend(accounts));
  expect(await spend(accounts)).toMatchObject({ refusal: { refusal: 'input.repeated' } });
  expect(await spend(accounts, { amount: '40.000.001', receiptNumber: 'INV-2' })).toMatchObject({
    refusal: { refusal: 'disbursement.exceeds-commitment' },
  });

  // Above Rp50 million two examine it, one after the other; until then nothing counts as spent.
  const answer = (actor: Actor, id = voucher, outcome: 'approve' | 'refuse' = 'approve') =>
    reviewVoucher(pilar, actor, { voucher: id, outcome, remark: outcome === 'refuse' ? 'Buram' : '' });
  const stands = () => pilar.read(tenant, (tx) => moneyOf(tx, proposal));
  expect(await desk(examiner)).toEqual(['spending.approve']);
  expect(await answer(head)).toMatchObject({ refusal: { refusal: 'access.office' } });
  expect(await answer(officer('pemeriksa', secretariat, accounts.person))).toMatchObject({
    refusal: { refusal: 'access.maker-checker' },
  });
  granted(await answer(examiner));
  expect([await desk(examiner), await desk(head)]).toEqual([[], ['spending.approve']]);
  expect(await stands()).toEqual({ commitment: 100_000_000n, advance: 0n, spent: 0n });
  expect(await answer(officer('kepala-sekretariat', secretariat, examiner.person))).toMatchObject({
    refusal: { refusal: 'access.maker-checker' },
  });
  granted(await answer(head));
  expect(await stands()).toEqual({ commitment: 40_000_000n, advance: 0n, spent: 60_000_000n });

  // A smaller one needs the first alone; refused, it moves nothing and may be recorded anew.
  const swing = { provider: 'Bengkel Besi', purpose: 'Ayunan', amount: '10.000.000', receiptNumber: 'INV-3' };
  const small = granted(await spend(accounts, swing)).voucher;
  granted(await answer(examiner, small, 'refuse'));
  expect(await stands()).toMatchObject({ spent: 60_000_000n });
  granted(await answer(examiner, granted(await spend(accounts, swing)).voucher));
  expect(await stands()).toEqual({ commitment: 30_000_000n, advance: 0n, spent: 70_000_000n });

  // Everybody reads what was bought from whom; the receipt, those who examine it and the company.
  const { body } = await apiOf({ pilar })('GET', `/api/v1/bandung/proposals/${proposal}/money`);
  expect(body).toMatchObject({
    spent: 70_000_000,
    disbursements: [],
    spendings: [
      { provider: 'UD Kayu Jati', state: 'approved', receipt: null },
      { state: 'refused' },
      { provider: 'Bengkel Besi', amount: 10_000_000, route: ['pemeriksa'] },
    ],
  });
  for (const actor of [accounts, examiner]) {
    expect(await pilar.read(tenant, (tx) => moneyOverview(tx, actor, proposal, 'optional'))).toMatchObject({
      spendings: [{ receipt: { number: 'INV-1' } }, {}, {}],
    });
  }

  // The report settles what was spent already, and gives back what was not.
  granted(await startActivity(pilar, director, { activity, startedOn: '2026-02-10' }));
  const progress = { activity, percent: 100, note: '', happenedOn: '2026-02-10', photos: [] };
  granted(await recordProgress(pilar, director, progress));
  const bought = { activity, costPosition: 1, description: 'Bangku dan ayunan', paidOn: '2026-02-10' };
  granted(
    await recordExpense(pilar, director, { ...bought, amount: '70.000.000', receiptNumber: 'INV-1, INV-3' }),
  );
  const { filing } = granted(
    await handIn(pilar, director, {
      obligation: await reportOwed({ pilar, tenant }, activity, 'laporan'),
      content: { hasil: 'Taman dipakai.' },
    }),
  );
  granted(await answerFiling(pilar, head, { filing, outcome: 'accept', remark: '' }));
  expect(await stands()).toEqual({ commitment: 0n, advance: 0n, spent: 70_000_000n });
  expect(await desk(accounts)).toEqual([]);
  await pilar.read(tenant, async (tx) => {
    const [cell] = await countsBy(tx, program.id, 'district', '32.73');
    expect(cell).toMatchObject({ committed: 70_000_000n, disbursed: 70_000_000n, settled: 70_000_000n });
    expect(await faultsInLedger(tx)).toEqual([]);
  });

  // What it gave is counted of the company and of its city, as of the days on which it paid, and of nobody else.
  await pilar.read(tenant, async (tx) => {
    const given = async (until: string, party?: Organization) =>
      (await readMeasures(tx, ['given'], { program, area: '32.73', until, party })).get('given');
    expect(await given('2026-02-10', company)).toMatchObject({ value: 70_000_000n });
    expect(await given('2026-02-10')).toMatchObject({ value: 70_000_000n });
    expect(await given('2026-02-10', other)).toMatchObject({ value: 0n });
    expect(await given('2026-01-01', company)).toMatchObject({ value: 0n });
    const shares = await readMeasures(tx, ['decided-share', 'decided'], {
      program,
      area: '32.73',
      until: '2026-02-10',
      party: company,
    });
    expect([...shares.values()]).toMatchObject([{ part: { total: 200_000_000n } }, { value: 70_000_000n }]);
  });

  // Its suppliers are its partners, for those of the city alone.
  const partners = async (viewer: Actor | { tenant: string }) =>
    pilar.read(tenant, async (tx) => {
      const asked = { of: { party: company }, from: undefined, until: '2026-02-10', halfLifeDays: 365 };
      const found = await seenNetwork(tx, viewer, asked, 'Asia/Jakarta');
      return isRefusal(found) ? [] : found.network.actors.map((one) => one.label).sort();
    });
  expect(await partners(examiner)).toEqual(expect.arrayContaining(['Bengkel Besi', 'UD Kayu Jati']));
  expect(await partners({ tenant })).not.toContain('Bengkel Besi');

  // The year is over: what nobody was granted lapses by itself, once, and everybody reads it.
  expect(await sweepPurses(pilar, tenant)).toMatchObject({ lapsed: 0n });
  pilar.clock.set(new Date('2027-01-01T03:00:00Z'));
  expect(await sweepPurses(pilar, tenant)).toMatchObject({ lapsed: 330_000_000n, carried: 0n });
  expect(await sweepPurses(pilar, tenant)).toMatchObject({ lapsed: 0n });
  await pilar.read(tenant, async (tx) => {
    expect((await pursesHeldBy(tx, program.id, [company.id, other.id])).map((one) => one.remaining)).toEqual([
      0n,
      0n,
    ]);
    expect(await yearEndOverview(tx, { tenant }, program.id)).toMatchObject({
      purses: [{ came: 400_000_000n, spent: 70_000_000n, lapsed: 330_000_000n, left: 0n, does: 'lapse' }],
    });
    expect(await faultsInLedger(tx)).toEqual([]);
  });
});
