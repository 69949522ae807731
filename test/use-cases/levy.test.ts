import { readFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { newId } from '#kernel/id.ts';
import { insertOrganizations, type Organization, stewardOf } from '#modules/actors/index.ts';
import { answerProposal } from '#modules/deliberation/index.ts';
import {
  allotPurses,
  borneBy,
  faultsInLedger,
  fundOverview,
  fundsOf,
  moneyOf,
  recordDeposit,
  recordDisbursement,
  reviewDeposit,
  reviewDisbursement,
  totalCeiling,
} from '#modules/funding/index.ts';
import { deskOf } from '#modules/notices/index.ts';
import { openProgram } from '#modules/programs/index.ts';
import { proposalById, startProposal, submitProposal } from '#modules/proposals/index.ts';
import { apiOf } from '../support/api.ts';
import { DRAINAGE, granted, smallCity, VILLAGE } from '../support/city.ts';

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
  const program = granted(
    await pilar.change(actors.setda, 'offices:write', async (tx, actor) => {
      await insertOrganizations(tx, [cloth, fish, cooperative]);
      const opened = await openProgram(tx, stewardOf(actor), {
        source: readFileSync('test/models/iuran-pasar.yaml', 'utf8'),
        region: '32.73',
        fiscalYear: 2026,
        windows: { proposals: { perbaikan: { from: '2026-01-01', to: '2026-12-31' } }, forums: {} },
      });
      if (opened.ok) await allotPurses(tx, stewardOf(actor), opened.value);
      return opened;
    }),
  );
  const [fund] = await pilar.read(tenant, (tx) => fundsOf(tx, program.id));
  if (!fund) throw new Error('the programme has no fund');
  expect(fund).toMatchObject({ purse: 'kas-pasar', organization: null, amount: 20_000_000n });

  // Who pays in what, and who writes it down: the rule says so, and a stranger's money is not taken.
  const levy = {
    purse: fund.id,
    source: 'iuran',
    organization: cloth.id,
    amount: '4.000.000',
    receiptNumber: 'I-1',
    paidOn: '2026-02-02',
  };
  const refusals: [Actor, Partial<typeof levy>, object][] = [
    [head, {}, { refusal: 'access.office' }],
    [treasurer, { source: 'bantuan-kota' }, { refusal: 'input.choice', field: 'source' }],
    [treasurer, { organization: cooperative.id }, { refusal: 'input.choice', field: 'organization' }],
    [treasurer, { paidOn: '2025-12-31' }, { refusal: 'deposit.outside-year', field: 'paidOn' }],
    [treasurer, { purse: newId() }, { refusal: 'access.not-found' }],
  ];
  for (const [actor, changed, refusal] of refusals) {
    expect(await recordDeposit(pilar, actor, { ...levy, ...changed })).toMatchObject({ refusal });
  }
  const first = granted(await recordDeposit(pilar, treasurer, levy)).deposit;
  expect(await recordDeposit(pilar, treasurer, levy)).toMatchObject({
    refusal: { refusal: 'input.repeated' },
  });

  // Recorded, it is not in the fund yet; whoever wrote it down does not approve it, and nobody approves it twice.
  const review = (actor: Actor, deposit: string, outcome: 'approve' | 'refuse' = 'approve', remark = '') =>
    reviewDeposit(pilar, actor, { deposit, outcome, remark });
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
  expect(await review(chair, first)).toMatchObject({ refusal: { refusal: 'deposit.state' } });
  expect(await held()).toBe(24_000_000n);
  const other = { ...levy, organization: fish.id, amount: '1.000.000', receiptNumber: 'I-2' };
  const second = granted(await recordDeposit(pilar, treasurer, other)).deposit;
  expect(await review(chair, second, 'refuse')).toMatchObject({ refusal: { refusal: 'input.required' } });
  granted(await review(chair, second, 'refuse', 'Uangnya belum masuk rekening.'));
  expect(await held()).toBe(24_000_000n);
  expect(await desk(chair)).toEqual([]);
  granted(
    await review(
      chair,
      granted(await recordDeposit(pilar, treasurer, { ...other, receiptNumber: 'I-3' })).deposit,
    ),
  );

  // Anybody reads who paid what, the numbers of receipts only those who look after the money.
  await pilar.read(tenant, async (tx) => {
    const open = await fundOverview(tx, { tenant }, fund.id, undefined, 'required');
    expect(open).toMatchObject({
      fund: { amount: 25_000_000n, remaining: 25_000_000n },
      sources: [
        { source: 'bantuan-kota', came: 20_000_000n, left: 20_000_000n },
        { source: 'iuran', came: 5_000_000n, left: 5_000_000n },
      ],
      deposits: [
        { organizationName: 'Pedagang ikan', state: 'approved', receiptNumber: null },
        { organizationName: 'Pedagang ikan', state: 'refused' },
        { organizationName: 'Pedagang kain', amount: 4_000_000n, state: 'approved' },
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
  expect(JSON.stringify(paid.body)).not.toContain('I-3');

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
  const { disbursement } = granted(
    await recordDisbursement(pilar, treasurer, {
      proposal: roof,
      provider: 'Tukang Atap Jaya',
      purpose: 'Atap seng',
      amount: '15.000.000',
      receiptNumber: 'K-1',
      paidOn: '2026-02-10',
    }),
  );
  granted(await reviewDisbursement(pilar, chair, { disbursement, outcome: 'approve', remark: '' }));
  await pilar.read(tenant, async (tx) => {
    expect(await moneyOf(tx, roof)).toEqual({ commitment: 0n, advance: 15_000_000n, spent: 0n });
    expect(await faultsInLedger(tx)).toEqual([]);
  });
  await pilar.database.script("update deposit set amount = amount + 1 where receipt_number = 'I-1'");
  expect(await pilar.read(tenant, (tx) => faultsInLedger(tx))).toEqual([
    expect.stringMatching(/^deposit .* is approved, but 4000000 of 4000001 was paid in$/),
  ]);
});
