import { readFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { newId } from '#kernel/id.ts';
import { isRefusal, type Refusal } from '#kernel/refusal.ts';
import { ok } from '#kernel/result.ts';
import { insertOrganizations, type Organization, stewardOf } from '#modules/actors/index.ts';
import { answerProposal } from '#modules/deliberation/index.ts';
import {
  allotPurses,
  borneBy,
  depositsInto,
  endYear,
  faultsInLedger,
  fundOverview,
  fundsOf,
  leviesOwed,
  moneyOf,
  type OwedLevy,
  recordDeposit,
  recordDisbursement,
  reviewVoucher,
  totalCeiling,
  yearEndOverview,
} from '#modules/funding/index.ts';
import { latestEntries } from '#modules/journal/index.ts';
import { leaveProgram } from '#modules/leaving/index.ts';
import { deskOf } from '#modules/notices/index.ts';
import { openBy, sweepClocks, waiveObligation } from '#modules/obligations/index.ts';
import { openProgram } from '#modules/programs/index.ts';
import { proposalById, startProposal, submitProposal } from '#modules/proposals/index.ts';
import { apiOf } from '../support/api.ts';
import { DRAINAGE, granted, smallCity, VILLAGE } from '../support/city.ts';

function answered<T>(found: T | Refusal): T {
  if (isRefusal(found)) throw new Error(found.refusal);
  return found;
}

/**
 * A levy of a market co-operative: groups of traders pay into one fund of the programme, the city adds to it, and what is
 * granted is borne by both in the shares in which the money came. No forum and no activities. All of it stands in its YAML.
 */
test('traders pay into a fund, another officer approves it, and repairs are paid from levy and aid in their shares', async () => {
  const { pilar, tenant, actors } = await smallCity();
  onTestFinished(() => pilar.close());
  const make = (kind: string, region: string, name: string): Organization => ({
    id: newId(),
    kind,
    name,
    region,
  });
  const cloth = make('kelompok-pedagang', VILLAGE, 'Pedagang kain');
  const fish = make('kelompok-pedagang', VILLAGE, 'Pedagang ikan');
  const cooperative = make('koperasi', '32.73', 'Koperasi pasar');
  const officer = (office: string, organization: Organization, person = newId()): Actor => ({
    tenant,
    person,
    name: office,
    mandates: [{ id: newId(), office, organization, region: organization.region }],
    scopes: 'session',
    secondFactor: false,
  });
  const head = officer('ketua-kelompok', fish);
  const chair = officer('ketua-koperasi', cooperative);
  const treasurer = officer('bendahara-koperasi', cooperative);
  const open = (fiscalYear: number) =>
    pilar.change(actors.setda, 'offices:write', async (tx, actor) => {
      const opened = await openProgram(tx, stewardOf(actor), {
        source: readFileSync('test/models/iuran-pasar.yaml', 'utf8'),
        region: '32.73',
        fiscalYear,
        windows: {
          proposals: { perbaikan: { from: `${fiscalYear}-01-01`, to: `${fiscalYear}-12-31` } },
          forums: {},
        },
      });
      if (opened.ok) await allotPurses(tx, stewardOf(actor), opened.value);
      return opened;
    });
  granted(
    await pilar.change(actors.setda, 'offices:write', async (tx) => {
      await insertOrganizations(tx, [cloth, fish, cooperative]);
      return ok(undefined);
    }),
  );
  const program = granted(await open(2026));
  const [fund] = await pilar.read(tenant, (tx) => fundsOf(tx, program.id));
  if (!fund) throw new Error('the programme has no fund');
  expect(fund).toMatchObject({ purse: 'kas-pasar', organization: null, amount: 20_000_000n });

  // Who pays in what, and who writes it down: the rule says so, and a stranger's money is not taken.
  const levy = {
    purse: fund.id,
    source: 'iuran',
    organization: cloth.id,
    occasion: '2026-Q1',
    amount: '4.000.000',
    receiptNumber: 'I-1',
    paidOn: '2026-02-02',
  };
  const refusals: [Actor, Partial<typeof levy>, object][] = [
    [head, {}, { refusal: 'access.office' }],
    [treasurer, { source: 'bantuan-kota' }, { refusal: 'input.choice', field: 'source' }],
    [treasurer, { organization: cooperative.id }, { refusal: 'input.choice', field: 'organization' }],
    [treasurer, { paidOn: '2025-12-31' }, { refusal: 'deposit.outside-year', field: 'paidOn' }],
    [treasurer, { occasion: '2025-Q4' }, { refusal: 'input.choice', field: 'occasion' }],
    [treasurer, { purse: newId() }, { refusal: 'access.not-found' }],
  ];
  for (const [actor, changed, refusal] of refusals) {
    expect(await recordDeposit(pilar, actor, { ...levy, ...changed })).toMatchObject({ refusal });
  }
  const first = granted(await recordDeposit(pilar, treasurer, levy)).voucher;
  expect(await recordDeposit(pilar, treasurer, levy)).toMatchObject({
    refusal: { refusal: 'input.repeated' },
  });

  // Recorded, it is not in the fund yet; whoever wrote it down does not approve it, and nobody approves it twice.
  const review = (actor: Actor, deposit: string, outcome: 'approve' | 'refuse' = 'approve', remark = '') =>
    reviewVoucher(pilar, actor, { voucher: deposit, outcome, remark });
  const held = async () => (await pilar.read(tenant, (tx) => fundsOf(tx, program.id)))[0]?.remaining;
  expect(await held()).toBe(20_000_000n);
  const desk = (actor: Actor) =>
    pilar.read(tenant, async (tx) => (await deskOf(tx, actor, 9)).map((one) => one.kind));
  expect(await desk(chair)).toEqual(['deposit.approve']);
  expect(await review(treasurer, first)).toMatchObject({ refusal: { refusal: 'access.office' } });
  expect(await review(officer('ketua-koperasi', cooperative, treasurer.person), first)).toMatchObject({
    refusal: { refusal: 'access.maker-checker' },
  });
  granted(await review(chair, first));
  expect(await review(chair, first)).toMatchObject({ refusal: { refusal: 'voucher.state' } });
  expect(await held()).toBe(24_000_000n);
  const other = { ...levy, organization: fish.id, amount: '1.000.000', receiptNumber: 'I-2' };
  const second = granted(await recordDeposit(pilar, treasurer, other)).voucher;
  expect(await review(chair, second, 'refuse')).toMatchObject({ refusal: { refusal: 'input.required' } });
  granted(await review(chair, second, 'refuse', 'Uangnya belum masuk rekening.'));
  expect(await held()).toBe(24_000_000n);
  expect(await desk(chair)).toEqual([]);
  granted(
    await review(
      chair,
      granted(await recordDeposit(pilar, treasurer, { ...other, receiptNumber: 'I-3' })).voucher,
    ),
  );

  // Anybody reads how much was paid; by whom, only those who look after the money and each payer of itself.
  await pilar.read(tenant, async (tx) => {
    const payers = async (viewer: Actor | { tenant: string }) =>
      answered(await depositsInto(tx, viewer, fund.id, 9));
    const [fishes, refusedOne, cloths] = [
      { payer: { name: 'Pedagang ikan' }, state: 'approved' },
      { payer: { name: 'Pedagang ikan' }, state: 'refused', remark: 'Uangnya belum masuk rekening.' },
      { payer: { name: 'Pedagang kain' }, state: 'approved' },
    ];
    expect(await payers(treasurer)).toMatchObject([fishes, refusedOne, cloths]);
    expect(await payers(head)).toMatchObject([fishes, refusedOne, { payer: null }]);
    const unnamed = { payer: null, remark: null, receipt: null };
    for (const viewer of [{ tenant }, actors.rw2]) {
      expect(await payers(viewer)).toMatchObject([unnamed, unnamed, unnamed]);
    }
    const open = await fundOverview(tx, { tenant }, fund.id, undefined, 'required');
    expect(open).toMatchObject({
      fund: { amount: 25_000_000n, remaining: 25_000_000n },
      sources: [
        { source: 'bantuan-kota', came: 20_000_000n, left: 20_000_000n },
        { source: 'iuran', came: 5_000_000n, left: 5_000_000n },
      ],
      deposits: [
        { state: 'approved', ...unnamed },
        { state: 'refused', ...unnamed },
        { amount: 4_000_000n, state: 'approved', ...unnamed },
      ],
      ways: [],
    });
    expect(await totalCeiling(tx, program.id)).toBe(25_000_000n);
  });

  const send = apiOf({ pilar });
  const listed = await send('GET', `/api/v1/bandung/programs/${program.slug}/funds`);
  expect(listed.body).toMatchObject({
    items: [
      {
        id: fund.id,
        amount: 25_000_000,
        sources: [
          { source: 'bantuan-kota', came: 20_000_000, left: 20_000_000 },
          { source: 'iuran', came: 5_000_000, left: 5_000_000 },
        ],
      },
    ],
  });
  const paid = await send('GET', `/api/v1/bandung/funds/${fund.id}/deposits`);
  expect(paid.body).toMatchObject({
    items: [{ state: 'approved' }, { state: 'refused' }, { state: 'approved' }],
  });
  expect(JSON.stringify(paid.body)).not.toMatch(/I-3|Pedagang|belum masuk/);
  // Nor does the journal name them to everybody, or give away where they are.
  const told = await pilar.read(tenant, (tx) => latestEntries(tx, 100));
  const ofLevies = told.filter((one) => one.action.startsWith('levy.'));
  expect(ofLevies.map((one) => one.action).sort()).toEqual([
    ...['levy.approved', 'levy.approved', 'levy.recorded', 'levy.recorded', 'levy.recorded', 'levy.refused'],
  ]);
  expect(JSON.stringify(ofLevies.map((one) => one.summary))).not.toMatch(/Pedagang|belum masuk/);

  // What is granted is never more than one request may have, nor than the fund holds.
  const asking = (total: string) => ({
    ...DRAINAGE,
    costLines: [],
    contributions: [],
    total,
    title: 'Atap lapak ikan',
    need: 'Bocor',
    scope: 'lapak',
    place: VILLAGE,
  });
  const wanted = granted(
    await startProposal(pilar, head, {
      program: program.slug,
      organization: fish.id,
      fields: asking('15.000.001'),
    }),
  ).id;
  expect(await submitProposal(pilar, head, { proposal: wanted })).toMatchObject({
    refusal: { issues: [{ refusal: 'proposal.over-ceiling', params: { ceiling: 15_000_000n } }] },
  });
  const ask = async (cost: string) => {
    const { id } = granted(
      await startProposal(pilar, head, {
        program: program.slug,
        organization: fish.id,
        fields: asking(cost),
      }),
    );
    granted(await submitProposal(pilar, head, { proposal: id }));
    return id;
  };
  const yes = (proposal: string) =>
    answerProposal(pilar, chair, { proposal, outcome: 'accept', remark: 'Disetujui' });
  const roof = await ask('15.000.000');
  granted(await yes(roof));
  const another = await ask('15.000.000');
  expect(await yes(another)).toMatchObject({
    refusal: { refusal: 'ceiling.exceeded', params: { remaining: 10_000_000n, ceiling: 25_000_000n } },
  });
  await pilar.read(tenant, async (tx) => {
    expect(await proposalById(tx, another)).toMatchObject({ state: 'submitted' });
    // Of 25 million 20 came from the city: four fifths of what is granted.
    expect(await borneBy(tx, roof)).toEqual([
      { purse: 'kas-pasar', source: 'bantuan-kota', granted: 12_000_000n, spent: 0n },
      { purse: 'kas-pasar', source: 'iuran', granted: 3_000_000n, spent: 0n },
    ]);
  });

  // The co-operative's treasurer pays the roofer, its chair approves it.
  const { voucher: disbursement } = granted(
    await recordDisbursement(pilar, treasurer, {
      proposal: roof,
      provider: 'Tukang Atap Jaya',
      purpose: 'Atap seng',
      amount: '15.000.000',
      receiptNumber: 'K-1',
      paidOn: '2026-02-10',
    }),
  );
  granted(await reviewVoucher(pilar, chair, { voucher: disbursement, outcome: 'approve', remark: '' }));
  await pilar.read(tenant, async (tx) => {
    expect(await moneyOf(tx, roof)).toEqual({ commitment: 0n, advance: 15_000_000n, spent: 0n });
    expect(await faultsInLedger(tx)).toEqual([]);
  });

  // Each group owes its levy for each quarter. The traders in fish paid half of the first, which is late from 11 April.
  const day = (on: string) => pilar.clock.set(new Date(`${on}T03:00:00Z`));
  const owing = async (viewer: Actor | { tenant: string }) => {
    return answered(
      await pilar.read(tenant, (tx) => fundOverview(tx, viewer, fund.id, undefined, 'optional')),
    );
  };
  expect((await owing(chair)).levies, 'the quarter is not over').toEqual([]);
  day('2026-04-02');
  expect(await desk(head)).toContain('levy.pay');
  expect(await desk(officer('ketua-kelompok', cloth)), 'all of theirs is paid').toEqual([]);
  const behind = {
    organizationName: 'Pedagang ikan',
    occasion: '2026-Q1',
    owed: 2_000_000n,
    left: 1_000_000n,
  };
  expect((await owing(chair)).levies).toMatchObject([{ ...behind, dueOn: '2026-04-10', overdue: false }]);
  day('2026-04-16');
  expect((await owing(chair)).levies).toMatchObject([{ ...behind, overdue: true, mayWaive: true }]);
  expect((await owing(treasurer)).levies).toMatchObject([{ ...behind, mayWaive: false }]);
  // Who is behind is read by those who look after the fund and by each of itself; everybody else reads the sums.
  expect((await owing(head)).levies).toMatchObject([behind]);
  for (const viewer of [{ tenant }, officer('ketua-kelompok', cloth), actors.rw2]) {
    const seen = await owing(viewer);
    expect(seen.levies).toEqual([]);
    expect(seen.periods).toMatchObject([
      {
        occasion: '2026-Q1',
        parties: 2,
        met: 1,
        excused: 0,
        open: 1,
        late: 1,
        paid: 5_000_000n,
        left: 1_000_000n,
      },
    ]);
  }
  const levies = `/api/v1/bandung/funds/${fund.id}`;
  expect((await send('GET', `${levies}/levies`)).body).toEqual({ items: [], next: null });
  expect((await send('GET', `${levies}/levy-periods`)).body).toMatchObject({
    items: [{ occasion: '2026-Q1', parties: 2, met: 1, late: 1, paid: 5_000_000, left: 1_000_000 }],
  });
  for (const path of ['levies', 'levy-periods']) {
    expect((await send('GET', `/api/v1/bandung/funds/${newId()}/${path}`)).status).toBe(404);
  }
  const page = (viewer: Actor, after?: OwedLevy) =>
    pilar.read(tenant, async (tx) => answered(await leviesOwed(tx, viewer, fund.id, 1, after)));
  const [late] = await page(treasurer);
  expect(late).toMatchObject({ ...behind, waiting: 0n });
  expect(await page(treasurer, late)).toEqual([]);
  expect(await desk(chair), 'five days late it lies above').toContain('levy.overdue');
  granted(
    await review(
      chair,
      granted(await recordDeposit(pilar, treasurer, { ...other, receiptNumber: 'I-4', paidOn: '2026-04-15' }))
        .voucher,
    ),
  );
  expect((await owing(chair)).levies).toEqual([]);
  expect([...(await desk(head)), ...(await desk(chair))].filter((kind) => kind.startsWith('levy'))).toEqual(
    [],
  );
  day('2026-07-02');
  const [owed] = (await owing(chair)).levies;
  granted(await waiveObligation(pilar, chair, { obligation: owed?.id ?? '', reason: 'Pasar kebakaran.' }));
  expect((await owing(chair)).levies).toHaveLength(1);
  const [excused] = await pilar.read(tenant, (tx) => latestEntries(tx, 1));
  expect(excused).toMatchObject({
    action: 'obligation.waived',
    region: '32.73',
    summary: { obligation: 'kas-pasar/iuran', reason: 'Pasar kebakaran.' },
  });

  // A group leaves: it owes for each quarter that had begun, and for none that begins after its last day.
  const left = granted(
    await leaveProgram(pilar, officer('ketua-kelompok', cloth), {
      program: program.slug,
      organization: cloth.id,
      lastDay: '2026-07-02',
      reason: 'Pindah ke pasar lain.',
    }),
  );
  expect(left.running.owed.at(-1)).toMatchObject({ occasion: '2026-Q3' });
  const owes = () =>
    pilar.read(tenant, async (tx) => (await openBy(tx, cloth.id)).map((one) => one.occasion));
  day('2026-09-30');
  await sweepClocks(pilar, tenant);
  expect(await owes(), 'it may still come back before the quarter begins').toContain('2026-Q4');
  day('2026-10-01');
  await sweepClocks(pilar, tenant);
  expect((await owes()).at(-1)).toBe('2026-Q3');

  // The year ends: not before it is over, by the chair alone, and what nobody was granted goes into next year's fund.
  day('2026-12-31');
  const end = (actor: Actor) => endYear(pilar, actor, { program: program.id });
  expect(await end(chair)).toMatchObject({ refusal: { refusal: 'program.running' } });
  day('2027-01-04');
  expect(await desk(chair)).toContain('purse.end-year');
  expect(await end(treasurer)).toMatchObject({ refusal: { refusal: 'access.office' } });
  expect(await end(chair)).toMatchObject({
    refusal: { refusal: 'purse.no-year-after', params: { year: '2027' } },
  });
  expect(await yes(another)).toMatchObject({
    refusal: { refusal: 'purse.year-over', params: { year: '2026' } },
  });
  const next = granted(await open(2027));
  expect((await owes()).at(-1), 'who has left owes nothing of the next year').toBe('2026-Q3');
  expect(granted(await end(chair))).toEqual({ lapsed: 0n, carried: 11_000_000n });
  expect(granted(await end(chair)), 'once more moves nothing').toEqual({ lapsed: 0n, carried: 0n });
  expect(await desk(chair)).not.toContain('purse.end-year');
  await pilar.read(tenant, async (tx) => {
    expect(await fundsOf(tx, next.id)).toMatchObject([
      { amount: 31_000_000n, carried: 11_000_000n, remaining: 31_000_000n },
    ]);
    expect(await fundsOf(tx, program.id)).toMatchObject([{ remaining: 0n }]);
    expect(await yearEndOverview(tx, { tenant }, program.id)).toMatchObject({
      purses: [{ came: 26_000_000n, owed: 15_000_000n, spent: 0n, left: 0n, carriedOut: 11_000_000n }],
      end: undefined,
    });
    expect(await faultsInLedger(tx)).toEqual([]);
  });

  await pilar.database.script("update posting set amount = amount - 1 where kind = 'carry-in'");
  expect(await pilar.read(tenant, (tx) => faultsInLedger(tx))).toContainEqual(
    expect.stringMatching(/carried over .* came into purse/),
  );
  await pilar.database.script("update posting set amount = amount + 1 where kind = 'carry-in'");
  await pilar.database.script("update voucher set amount = amount + 1 where receipt_number = 'I-1'");
  expect(await pilar.read(tenant, (tx) => faultsInLedger(tx))).toEqual([
    expect.stringMatching(/^deposit .* is approved, but 4000000 of 4000001 was paid in$/),
  ]);
});
