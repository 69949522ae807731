import { readFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import type { Actor, Visitor } from '#kernel/actor.ts';
import { newId } from '#kernel/id.ts';
import { planActivity, recordProgress, startActivity } from '#modules/activities/index.ts';
import { insertOrganizations, type Organization, stewardOf } from '#modules/actors/index.ts';
import { checklistsNow, stateItem } from '#modules/checklists/index.ts';
import {
  decideProposal,
  forumById,
  openForum,
  quorumOf,
  recordAttendance,
  scheduleForum,
  sealForum,
} from '#modules/deliberation/index.ts';
import { answerFiling, filingOn } from '#modules/filings/index.ts';
import {
  allotPurses,
  faultsInLedger,
  moneyOf,
  recordDisbursement,
  recordRefund,
  reviewVoucher,
} from '#modules/funding/index.ts';
import { obligationFor } from '#modules/obligations/index.ts';
import { openProgram } from '#modules/programs/index.ts';
import { startProposal, submitProposal } from '#modules/proposals/index.ts';
import { handIn } from '#modules/reporting/index.ts';
import { DRAINAGE, granted, photo, smallCity, VILLAGE } from '../support/city.ts';
import { purseOf } from '../support/purse.ts';
import { reportOwed } from '../support/report-owed.ts';

/** Another programme of the same city: everything that differs from PIPPK stands in its YAML and nowhere else. */
test('a programme with other proposers, ceilings, elements, evidence and ladder runs without a line of code', async () => {
  const { pilar, tenant, actors } = await smallCity();
  onTestFinished(() => pilar.close());
  const make = (kind: string, region: string): Organization => ({ id: newId(), kind, name: kind, region });
  const farmers = make('kelompok-tani', VILLAGE);
  const office = make('sekretariat-kampung-hijau', '32.73.30');
  const officer = (title: string, organization: Organization): Actor => ({
    tenant,
    person: newId(),
    name: title,
    mandates: [{ id: newId(), office: title, organization, region: organization.region }],
    scopes: 'session',
    secondFactor: false,
  });
  const chair = officer('ketua-kelompok', farmers);
  const mover = officer('penggerak', office);
  const treasurer = officer('bendahara-program', office);
  const program = granted(
    await pilar.change(actors.setda, 'offices:write', async (tx, actor) => {
      await insertOrganizations(tx, [farmers, office]);
      const opened = await openProgram(tx, stewardOf(actor), {
        source: readFileSync('test/models/kampung-hijau.yaml', 'utf8'),
        region: '32.73',
        fiscalYear: 2026,
      });
      if (opened.ok) await allotPurses(tx, stewardOf(actor), opened.value);
      return opened;
    }),
  );

  const fields = {
    ...DRAINAGE,
    title: 'Kebun sayur tepi sungai',
    scope: 'kebun',
    place: VILLAGE,
    costLines: [{ item: 'Bibit', quantity: '100', unit: 'batang', unitPrice: '150.000' }],
  };
  const { id: proposal } = granted(
    await startProposal(pilar, chair, { program: program.slug, organization: farmers.id, fields }),
  );
  const tooDear = {
    ...fields,
    costLines: [{ item: 'Bibit', quantity: '1', unit: 'paket', unitPrice: '20.000.001' }],
  };
  expect(await submitProposal(pilar, chair, { proposal, fields: tooDear })).toMatchObject({
    ok: false,
    refusal: { issues: [{ refusal: 'proposal.over-ceiling', params: { ceiling: 20_000_000n } }] },
  });
  granted(await submitProposal(pilar, chair, { proposal }));

  const startsAt = new Date('2026-02-10T02:00:00Z');
  expect(
    await scheduleForum(pilar, actors.lurah, {
      program: program.slug,
      region: '32.73.30',
      place: 'Aula',
      startsAt,
    }),
  ).toMatchObject({
    ok: false,
    refusal: { refusal: 'access.office', params: { offices: [{ id: 'Penggerak' }] } },
  });
  const { forum } = granted(
    await scheduleForum(pilar, mover, { program: program.slug, region: '32.73.30', place: 'Aula', startsAt }),
  );
  granted(await openForum(pilar, mover, { forum }));
  const farmer = (n: number) => ({ element: 'farmer', unit: null, name: `Petani ${n}` });
  granted(await recordAttendance(pilar, mover, { forum, people: [farmer(1), farmer(2), farmer(3)] }));
  const decision = { forum, proposal, outcome: 'setuju', reason: 'Dibutuhkan' };
  expect(await decideProposal(pilar, mover, decision)).toMatchObject({
    ok: false,
    refusal: {
      refusal: 'forum.no-quorum',
      params: { missing: [{ id: 'Dosen pendamping 0/1', en: 'Lecturer 0/1' }] },
    },
  });
  granted(
    await recordAttendance(pilar, mover, {
      forum,
      people: [{ element: 'lecturer', unit: null, name: 'Dosen' }],
    }),
  );
  expect(await decideProposal(pilar, mover, { ...decision, outcome: 'fund' })).toMatchObject({
    ok: false,
    refusal: { refusal: 'decision.not-offered' },
  });
  granted(await decideProposal(pilar, mover, decision));
  granted(await sealForum(pilar, mover, { forum }));

  const { activity } = granted(
    await planActivity(pilar, chair, {
      proposal,
      startsOn: '2026-02-16',
      endsOn: '2026-03-15',
      executor: 'Kelompok tani',
      responsible: 'Ketua',
    }),
  );
  const payment = {
    proposal,
    provider: 'Toko Tani',
    purpose: 'Bibit',
    amount: '15000000',
    receiptNumber: '1',
    paidOn: '2026-02-10',
  };
  const { voucher: disbursement } = granted(await recordDisbursement(pilar, treasurer, payment));
  granted(await reviewVoucher(pilar, mover, { voucher: disbursement, outcome: 'approve', remark: '' }));
  granted(await startActivity(pilar, chair, { activity, startedOn: '2026-02-10' }));
  const step = { activity, percent: 100, note: '', happenedOn: '2026-02-10' };
  expect(await recordProgress(pilar, chair, { ...step, photos: [await photo()] })).toMatchObject({
    ok: false,
    refusal: { refusal: 'activity.evidence', params: { wanted: 2 } },
  });
  granted(await recordProgress(pilar, chair, { ...step, photos: [await photo(), await photo('#224422')] }));
  granted(
    await handIn(pilar, chair, {
      obligation: await reportOwed({ pilar, tenant }, activity, 'cerita'),
      content: { cerita: 'Kebun jadi.' },
    }),
  );

  await pilar.read(tenant, async (tx) => {
    const sat = await forumById(tx, forum);
    expect(sat && (await quorumOf(tx, program, sat)).answer).toBe('met');
    expect(await obligationFor(tx, 'cerita', activity)).toMatchObject({
      dueOn: '2026-02-13',
      state: 'fulfilled',
    });
    expect((await filingOn(tx, activity, 'cerita'))?.state).toBe('submitted');
  });
  const report = await pilar.read(tenant, async (tx) => (await filingOn(tx, activity, 'cerita'))?.id ?? '');
  granted(await answerFiling(pilar, mover, { filing: report, outcome: 'accept', remark: '' }));
  await pilar.read(tenant, async (tx) => {
    expect((await filingOn(tx, activity, 'cerita'))?.state).toBe('accepted');
    // What was paid and not spent counts again once its refund is recorded.
    expect((await purseOf(tx, program.id, farmers.id))?.remaining).toBe(5_000_000n);
    expect(await faultsInLedger(tx)).toEqual([]);
  });
  // The report counted Rp0 as spent; what comes back after it goes to the purse all the same, not to what is granted.
  const back = {
    ...payment,
    disbursement,
    purpose: 'Bibit tidak jadi dibeli',
    receiptNumber: 'STS-1',
    receipt: await photo(),
  };
  const { voucher: refund } = granted(await recordRefund(pilar, treasurer, back));
  granted(await reviewVoucher(pilar, mover, { voucher: refund, outcome: 'approve', remark: '' }));
  await pilar.read(tenant, async (tx) => {
    expect(await moneyOf(tx, proposal)).toEqual({ commitment: 0n, advance: 0n, spent: 0n });
    expect((await purseOf(tx, program.id, farmers.id))?.remaining).toBe(20_000_000n);
    expect(await faultsInLedger(tx)).toEqual([]);
  });
  // Its checklist: what the records prove nobody states; the rest an office states, and the newest statement counts.
  const checked = (viewer: Actor | Visitor = { tenant }) =>
    pilar.read(tenant, async (tx) =>
      (await checklistsNow(tx, viewer, program)).flatMap(({ items }) =>
        items.map(({ item, state, mayState, stated }) => [item.item, state, mayState, stated?.dueOn ?? null]),
      ),
    );
  const cityMover = { ...mover, mandates: mover.mandates.map((one) => ({ ...one, region: '32.73' })) };
  expect(await checked()).toEqual([
    ['kesepakatan', 'unstated', false, null],
    ['rembuk', 'yes', false, null],
  ]);
  const state = (who: Actor, more: object = {}) =>
    stateItem(pilar, who, {
      program: program.slug,
      checklist: 'kesiapan',
      item: 'kesepakatan',
      holds: 'partly',
      evidence: 'Berita acara rembuk.',
      dueOn: '2026-06-30',
      ...more,
    });
  expect(await state(chair)).toMatchObject({ refusal: { refusal: 'access.office' } });
  expect(await state(cityMover, { item: 'rembuk' })).toMatchObject({
    refusal: { refusal: 'access.not-found' },
  });
  expect(await state(cityMover, { holds: 'mungkin', evidence: '', dueOn: 'besok' })).toMatchObject({
    refusal: { issues: [{ field: 'holds' }, { field: 'evidence' }, { field: 'dueOn' }] },
  });
  granted(await state(cityMover));
  expect((await checked(cityMover))[0]).toEqual(['kesepakatan', 'partly', true, '2026-06-30']);
  granted(await state(cityMover, { holds: 'yes' }));
  expect((await checked())[0]).toEqual(['kesepakatan', 'yes', false, null]);

  await pilar.database.script(
    "delete from posting where id = (select max(id::text)::uuid from posting where kind = 'release')",
  );
  expect(await pilar.read(tenant, (tx) => faultsInLedger(tx))).toContainEqual(
    expect.stringMatching(/still has 15000000 granted, though its money was accounted for/),
  );
});
