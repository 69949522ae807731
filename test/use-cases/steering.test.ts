import { expect, test } from 'vitest';
import { scheduleForum } from '#modules/deliberation/index.ts';
import { changeCeilings, faultsInLedger, pursesHeldBy } from '#modules/funding/index.ts';
import { historyOf, verifyRecords } from '#modules/journal/index.ts';
import { deskOf } from '#modules/notices/index.ts';
import { programBySlug } from '#modules/programs/index.ts';
import { startProposal, withdrawProposal } from '#modules/proposals/index.ts';
import {
  ceilingsOverview,
  closeSteered,
  forumsOver,
  heldOver,
  keepWindow,
  lateMatters,
  monthsOfMoney,
  openFurther,
  placesBehind,
  steeringOverview,
  urgePeople,
  watchOver,
} from '#modules/steering/index.ts';
import { type City, granted, VILLAGE, withCity } from '../support/city.ts';
import { fundedProposal, submittedProposal } from '../support/funded.ts';

const GROUNDS = { reason: 'Rapat kota 3 Februari', basis: 'Keputusan Wali Kota 12/2026' };

function ceilings({ pilar, actors, program }: City) {
  return (
    typed: Partial<Parameters<typeof changeCeilings>[2]> = {},
    who: Parameters<typeof changeCeilings>[1] = actors.setda,
  ) =>
    changeCeilings(pilar, who, {
      program: program.slug,
      ceiling: 'pagu rw',
      area: '32.73',
      organization: '',
      amount: '120.000.000',
      ...GROUNDS,
      ...typed,
    });
}

test('the secretariat changes ceilings by kind, place or institution, and never below what is decided', async () => {
  const city = await withCity();
  const { pilar, tenant, program, actors, offices } = city;
  const change = ceilings(city);
  const held = async (organization: string) =>
    (await pilar.read(tenant, (tx) => pursesHeldBy(tx, program.id, [organization])))[0];
  expect(await change({}, actors.camat)).toMatchObject({ refusal: { refusal: 'access.office' } });
  expect(await change({ ceiling: 'pagu dinas', reason: '', amount: '1,5' })).toMatchObject({
    refusal: { issues: [{ field: 'ceiling' }, { field: 'amount' }, { field: 'reason' }] },
  });
  expect(await change({ area: '51.71' })).toMatchObject({ refusal: { issues: [{ field: 'area' }] } });

  expect(granted(await change())).toEqual({ changed: 3, purses: 3, by: 60_000_000n });
  expect(granted(await change())).toEqual({ changed: 0, purses: 3, by: 0n });
  expect(await held(offices.pkk.id)).toMatchObject({ amount: 100_000_000n });
  granted(await change({ area: VILLAGE, organization: offices.rw2.id, amount: '90.000.000' }));
  expect(await held(offices.rw2.id)).toMatchObject({ amount: 90_000_000n, remaining: 90_000_000n });
  expect(await held(offices.rw1.id)).toMatchObject({ amount: 120_000_000n });

  const proposal = await fundedProposal(city);
  const decided = 120_000_000n - ((await held(offices.rw1.id))?.remaining ?? 0n);
  expect(decided).toBeGreaterThan(0n);
  expect(await change({ amount: String(decided - 1n) })).toMatchObject({
    refusal: {
      refusal: 'ceiling.below-decided',
      field: 'amount',
      params: { count: 1, name: 'RW 01 Pasir Impun', decided },
    },
  });
  // Nothing of a refused change stands: the others keep theirs too.
  expect(await held(offices.rw2.id)).toMatchObject({ amount: 90_000_000n });
  granted(await change({ amount: String(decided) }));
  expect(await held(offices.rw1.id)).toMatchObject({ amount: decided, remaining: 0n });

  const seen = await pilar.read(tenant, (tx) => ceilingsOverview(tx, actors.setda, program, VILLAGE));
  expect(seen).toMatchObject({
    area: VILLAGE,
    ceilings: [
      { party: 'rw', amount: 100_000_000n, given: { count: 3, total: 3n * decided, decided } },
      { party: 'pkk', given: { count: 1, total: 100_000_000n, decided: 0n } },
      { party: 'karang-taruna', given: undefined },
      { party: 'lpm' },
    ],
  });
  expect(await pilar.read(tenant, (tx) => ceilingsOverview(tx, actors.lurah, program, ''))).toMatchObject({
    refusal: 'access.office',
  });
  await pilar.read(tenant, async (tx) => {
    expect(await faultsInLedger(tx)).toEqual([]);
    expect((await verifyRecords(tx)).faults).toEqual([]);
    const told = (await historyOf(tx, program.id)).filter((one) => one.action === 'ceilings.changed');
    expect(told.map((one) => one.summary)).toContainEqual(
      expect.objectContaining({ organization: 'RW 02 Pasir Impun', institutions: 1, ...GROUNDS }),
    );
    expect(told).toHaveLength(3);
  });
  expect(proposal).toBeDefined();
});

test('the city sets its calendar by a document, and not past what was sent or called for', async () => {
  const city = await withCity();
  const { pilar, tenant, program, actors, offices } = city;
  const keep = (window: string, from: string, to: string, who = actors.setda) =>
    keepWindow(pilar, who, { program: program.slug, window, from, to, ...GROUNDS });
  const USULAN = 'proposals usulan';
  expect(await keep(USULAN, '2026-01-01', '2026-05-31', actors.lurah)).toMatchObject({
    refusal: { refusal: 'access.office' },
  });
  expect(await keep('proposals lain', '', '2026-05-31')).toMatchObject({
    refusal: { issues: [{ field: 'window' }, { field: 'from' }] },
  });
  expect(await keep(USULAN, '2026-05-31', '2026-01-01')).toMatchObject({
    refusal: { refusal: 'input.date-order', field: 'to' },
  });
  expect(await keep(USULAN, '2024-12-31', '2026-05-31')).toMatchObject({
    refusal: { refusal: 'window.years', params: { from: '2025-01-01', to: '2027-12-31' } },
  });

  // Whoever writes is told of the new day, and why it moved.
  granted(await startProposal(pilar, actors.rw2, { program: program.slug, organization: offices.rw2.id }));
  expect(await keep(USULAN, '2026-01-01', '2026-02-09')).toMatchObject({
    refusal: { refusal: 'window.drafts', params: { count: 1, day: '2026-02-10' } },
  });
  granted(await keep(USULAN, '2026-01-01', '2026-05-31'));
  const desk = await pilar.read(tenant, (tx) => deskOf(tx, actors.rw2, 10));
  expect(desk).toMatchObject([
    { kind: 'proposal.finish', dueOn: '2026-05-31', dueWas: '2026-03-31', dueMovedFor: GROUNDS.reason },
  ]);

  await submittedProposal(city);
  expect(await keep(USULAN, '2026-02-11', '2026-05-31')).toMatchObject({
    refusal: { refusal: 'window.sent', params: { from: '2026-02-10', to: '2026-02-10' } },
  });
  granted(
    await scheduleForum(pilar, actors.lurah, {
      program: program.slug,
      region: VILLAGE,
      place: 'Balai',
      startsAt: new Date('2026-02-20T02:00:00Z'),
    }),
  );
  expect(await keep('forums kelurahan', '2026-03-01', '2026-04-30')).toMatchObject({
    refusal: {
      refusal: 'window.forums-called',
      params: { count: 1, from: '2026-02-20', to: '2026-02-20' },
    },
  });
  granted(await keep('forums kelurahan', '2026-02-01', '2026-04-30'));
  const now = await pilar.read(tenant, (tx) => programBySlug(tx, program.slug));
  if (!now) throw new Error('no programme');
  expect(await pilar.read(tenant, (tx) => steeringOverview(tx, actors.setda, now))).toMatchObject({
    windows: [
      {
        kept: { from: '2026-01-01', to: '2026-05-31', cite: GROUNDS.basis },
        ofModel: { from: '2026-01-01', to: '2026-03-31' },
      },
      { kept: { from: '2026-02-01', to: '2026-04-30', cite: GROUNDS.basis } },
    ],
    matters: { proposals: 1, forums: 1, vouchers: 0 },
    close: { refusal: 'program.running' },
  });
  // What is refused outside the season cites the city's document, not the model's.
  pilar.clock.set(new Date('2026-06-02T02:00:00Z'));
  await expect(submittedProposal(city)).rejects.toThrow(GROUNDS.basis);
  await pilar.read(tenant, async (tx) => expect((await verifyRecords(tx)).faults).toEqual([]));
});

test('a programme with something that waits is not closed, and another year opens on what was published', async () => {
  const city = await withCity();
  const { pilar, tenant, program, actors } = city;
  const close = (who = actors.setda, basis = GROUNDS.basis) =>
    closeSteered(pilar, who, { program: program.slug, ...GROUNDS, basis });
  const proposal = await submittedProposal(city);
  expect(await close()).toMatchObject({ refusal: { refusal: 'program.running' } });
  const open = (year: string, version = '2015', who = actors.setda) =>
    openFurther(pilar, who, { name: 'pippk', version, year, ...GROUNDS });
  expect(await open('2027', '2015', actors.camat)).toMatchObject({ refusal: { refusal: 'access.office' } });
  expect(await open('2029', '2099')).toMatchObject({
    refusal: { issues: [{ field: 'model' }, { field: 'year' }] },
  });
  expect(await open('2026')).toMatchObject({ refusal: { refusal: 'program.there', field: 'year' } });
  expect(granted(await open('2027'))).toMatchObject({ total: 400_000_000n, program: { slug: 'pippk-2027' } });

  pilar.clock.set(new Date('2027-01-05T02:00:00Z'));
  expect(await close(actors.lurah)).toMatchObject({ refusal: { refusal: 'access.office' } });
  expect(await close()).toMatchObject({
    refusal: { refusal: 'program.open-matters', params: { proposals: 1, forums: 0, vouchers: 0 } },
  });
  granted(await withdrawProposal(pilar, actors.rw1, { proposal, reason: 'Sudah dikerjakan warga' }));
  expect(await close(actors.setda, '')).toMatchObject({ refusal: { issues: [{ field: 'basis' }] } });
  expect(granted(await close())).toMatchObject({ state: 'closed' });
  expect(await ceilings(city)()).toMatchObject({ refusal: { refusal: 'program.closed' } });
  expect(
    await keepWindow(pilar, actors.setda, {
      program: program.slug,
      window: 'proposals usulan',
      from: '2026-01-01',
      to: '2027-02-01',
      ...GROUNDS,
    }),
  ).toMatchObject({ refusal: { refusal: 'program.closed' } });
  const told = await pilar.read(tenant, (tx) => historyOf(tx, program.id));
  expect(told.find((one) => one.action === 'program.closed')?.summary).toMatchObject(GROUNDS);
});

test('the secretariat sees which places held no forum, what is late and money by month, and calls people once a day', async () => {
  const city = await withCity();
  const { pilar, tenant, program, actors } = city;
  const [forum] = forumsOver(program);
  if (!forum) throw new Error('no forum');
  const over = heldOver(program, forum, program.region);
  const behind = () => pilar.read(tenant, (tx) => placesBehind(tx, over, 10));
  const called = async () =>
    (await pilar.read(tenant, (tx) => deskOf(tx, actors.lurah, 10))).map((one) => [one.kind, one.urgedFor]);
  const call = (matters: readonly string[], who = actors.setda, remark = 'Masa musyawarah tinggal sebulan') =>
    urgePeople(pilar, who, { program: program.slug, matters, remark });
  const here = `kelurahan ${VILLAGE}`;
  expect(
    await pilar.read(tenant, (tx) => watchOver(tx, actors.lurah, program, program.region)),
  ).toMatchObject({
    refusal: 'access.office',
  });
  expect(await behind()).toMatchObject([{ place: VILLAGE, forum: null, waiting: 0, urgedOn: undefined }]);
  expect(await call([here], actors.lurah)).toMatchObject({ refusal: { refusal: 'access.office' } });
  expect(await call([])).toMatchObject({ refusal: { field: 'matters' } });
  expect(await call([here], actors.setda, '')).toMatchObject({ refusal: { field: 'remark' } });
  expect(await call(['kelurahan 51.71.01.1001', 'lain 32.73', 'x'])).toMatchObject({
    refusal: { refusal: 'program.urged' },
  });
  expect(granted(await call([here, 'kelurahan 32.73.30']))).toEqual({ urged: 1, left: 1 });
  expect(await called()).toEqual([['forum.call', 'Masa musyawarah tinggal sebulan']]);
  expect(await call([here])).toMatchObject({ refusal: { refusal: 'program.urged' } });
  expect(await behind()).toMatchObject([{ urgedOn: '2026-02-10' }]);
  pilar.clock.set(new Date('2026-02-11T03:00:00Z'));
  expect(granted(await call([here], actors.setda, 'Tinggal dua pekan'))).toEqual({ urged: 1, left: 0 });
  // The task stays one; the newest word stands on it, and it leaves the desk once the forum is called.
  expect(await called()).toEqual([['forum.call', 'Tinggal dua pekan']]);
  await fundedProposal(city);
  expect((await called()).map(([kind]) => kind)).not.toContain('forum.call');
  expect(await behind()).toEqual([]);
  expect(await call([here])).toMatchObject({ refusal: { refusal: 'program.urged' } });
  const area = { program: program.id, area: program.region };
  const months = await pilar.read(tenant, (tx) => monthsOfMoney(tx, program, VILLAGE));
  expect(months.map((one) => one.month)).toEqual(['2026-01', '2026-02']);
  expect(months[0]).toMatchObject({ decided: 0n });
  expect(months[1]?.decided).toBeGreaterThan(50_000_000n);
  expect(months[1]).toMatchObject({ paid: 0n, accounted: 0n });
  expect(await pilar.read(tenant, (tx) => monthsOfMoney(tx, program, '32.73.01'))).toMatchObject([
    { decided: 0n },
    { decided: 0n },
  ]);
  expect(await pilar.read(tenant, (tx) => lateMatters(tx, area, 10))).toEqual([]);
  const told = await pilar.read(tenant, (tx) => historyOf(tx, program.id));
  expect(told.filter((one) => one.action === 'program.urged')).toHaveLength(2);
  await pilar.read(tenant, async (tx) => expect((await verifyRecords(tx)).faults).toEqual([]));
});
