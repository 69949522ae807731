import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { stewardOf } from '#modules/actors/index.ts';
import { answerProposal } from '#modules/deliberation/index.ts';
import { historyOf } from '#modules/journal/index.ts';
import { goalsNow } from '#modules/measures/index.ts';
import { deskOf } from '#modules/notices/index.ts';
import { answerCounts, enterHoliday, sweepClocks, waiveObligation } from '#modules/obligations/index.ts';
import { proposalOverview } from '#modules/overview/index.ts';
import { openProgram, programById, publishModel } from '#modules/programs/index.ts';
import {
  proposalById,
  returnProposal,
  startProposal,
  submitProposal,
  withdrawProposal,
} from '#modules/proposals/index.ts';
import { clocksOn } from '#modules/steps/index.ts';
import { applyModel, compelModelRule, previewCompelled } from '#modules/workshop/index.ts';
import { DRAINAGE, granted, withCity } from '../support/city.ts';

/**
 * A promise of service from its YAML alone: the kelurahan answers within three working days, the clock stands while the
 * RW is asked back, what is late comes before the camat, and anybody sees how the promise is kept.
 */
test('a matter is answered within three working days, and the camat sees what is late', async () => {
  const { pilar, tenant, actors, offices } = await withCity();
  const source = readFileSync('test/models/janji-layanan.yaml', 'utf8');
  const opened = await pilar.change(actors.setda, 'offices:write', (tx, actor) =>
    openProgram(tx, stewardOf(actor), { source, region: '32.73', fiscalYear: 2026 }),
  );
  const program = granted(opened);
  const on = (day: string) => pilar.clock.set(new Date(`${day}T03:00:00Z`));
  const bring = async (title: string) => {
    const { id: proposal } = granted(
      await startProposal(pilar, actors.rw1, {
        program: program.slug,
        organization: offices.rw1.id,
        fields: { ...DRAINAGE, title, scope: 'jalan-rusak', costLines: [] },
      }),
    );
    granted(await submitProposal(pilar, actors.rw1, { proposal }));
    return proposal;
  };
  const clocks = (proposal: string) => pilar.read(tenant, (tx) => clocksOn(tx, proposal));
  const desk = (actor: Actor) =>
    pilar.read(tenant, async (tx) =>
      (await deskOf(tx, actor, 20))
        .filter((one) => one.subjectType === 'proposal')
        .map((one) => [one.kind, one.dueOn]),
    );
  const answer = (who: Actor, proposal: string) =>
    answerProposal(pilar, who, { proposal, outcome: 'accept', remark: 'Ditambal.' });

  const goals = () =>
    pilar.read(tenant, async (tx) => {
      const found = await programById(tx, program.id);
      return (await goalsNow(tx, found, '32.73')).map(({ goal, says, standing }) => [
        goal.goal,
        says.answer === 'figure' ? says.value : undefined,
        standing.answer,
        standing.short,
      ]);
    });

  // Tuesday 10 February: brought. Three working days are Friday.
  const hole = await bring('Lubang di Gang Melati');
  expect(await desk(actors.lurah)).toEqual([['proposal.answer', '2026-02-13']]);
  expect(await desk(actors.camat)).toEqual([]);

  // Thursday: the lurah asks back which gang; from then on the clock stands, and lies on nobody's desk.
  on('2026-02-12');
  granted(await returnProposal(pilar, actors.lurah, { proposal: hole, remark: 'Gang yang mana?' }));
  expect(await desk(actors.lurah)).toEqual([]);
  expect(await clocks(hole)).toMatchObject([{ state: 'open', standsSince: '2026-02-12' }]);
  on('2026-02-23');
  expect(await desk(actors.camat)).toEqual([]);

  // Eleven days later the answer comes. Of three days one was used: two are left.
  granted(await submitProposal(pilar, actors.rw1, { proposal: hole }));
  expect(await desk(actors.lurah)).toEqual([['proposal.answer', '2026-02-25']]);
  expect(await clocks(hole)).toMatchObject([
    { standsSince: null, stood: ['2026-02-12/2026-02-23'], escalatesOn: '2026-02-27' },
  ]);

  // A day off that the city decrees meanwhile moves both days, with what lies on the desks.
  const off = { day: '2026-02-25', kind: 'local', name: 'Pemilihan RW', decree: 'SE 4/2026' };
  expect(granted(await enterHoliday(pilar, actors.setda, off)).moved).toBe(1);
  expect(await desk(actors.lurah)).toEqual([['proposal.answer', '2026-02-26']]);
  expect(await clocks(hole)).toMatchObject([{ dueOn: '2026-02-26', escalatesOn: '2026-03-02' }]);

  // Late on Friday; before the camat on Monday, whether a sweep has recorded it or not.
  on('2026-02-27');
  expect(await desk(actors.camat)).toEqual([]);
  expect(await answer(actors.camat, hole)).toMatchObject({ refusal: { refusal: 'access.office' } });
  on('2026-03-02');
  expect(await desk(actors.camat)).toEqual([['step.overdue', '2026-02-26']]);
  expect(await sweepClocks(pilar, tenant)).toMatchObject({ escalated: 1 });
  expect(await sweepClocks(pilar, tenant)).toMatchObject({ escalated: 0 });
  const [late] = await clocks(hole);
  const told = await pilar.read(tenant, (tx) => historyOf(tx, late?.id ?? ''));
  expect(told.find((one) => one.action === 'obligation.escalated')?.summary).toEqual({
    obligation: 'kelurahan',
    due: '2026-02-26',
    offices: ['camat'],
  });
  const counted = () => pilar.read(tenant, (tx) => answerCounts(tx, program.id));
  expect(await counted()).toMatchObject([
    { along: 'aduan', step: 'kelurahan', open: 1, overdue: 1, escalated: 1, inTime: 0, late: 0 },
  ]);
  // Nothing in time is a figure; how long an answer takes nobody can tell before the first.
  expect(await goals()).toEqual([
    ['tepat-waktu', 0n, 'not-met', 900n],
    ['cepat', undefined, 'cannot-tell', 0n],
  ]);

  // The camat answers in the lurah's stead, and it is late for ever.
  granted(await answer(actors.camat, hole));
  expect(await pilar.read(tenant, (tx) => proposalById(tx, hole))).toMatchObject({ state: 'accepted' });
  expect(await desk(actors.lurah)).toEqual([]);
  expect(await desk(actors.camat)).toEqual([]);
  const seen = await pilar.read(tenant, (tx) => proposalOverview(tx, { tenant }, hole));
  expect(seen).toMatchObject({ answers: [{ office: 'camat', outcome: 'accepted' }] });

  // Another one the lurah answers at once; a third is late, and the camat excuses it with a reason.
  const lamp = await bring('Lampu padam');
  granted(await answer(actors.lurah, lamp));
  const flood = await bring('Selokan tersumbat');
  on('2026-03-09');
  const [owed] = await clocks(flood);
  const excuse = (who: Actor, reason: string) =>
    waiveObligation(pilar, who, { obligation: owed?.id ?? '', reason });
  expect(await excuse(actors.lurah, 'Banjir')).toMatchObject({ refusal: { refusal: 'access.office' } });
  expect(await excuse(actors.camat, '')).toMatchObject({ refusal: { field: 'reason' } });
  granted(await excuse(actors.camat, 'Semua petugas di lokasi banjir'));
  expect(await counted()).toMatchObject([{ open: 0, overdue: 0, inTime: 1, late: 1, waived: 1 }]);
  // One of two in time; the one took twenty days, the other none.
  expect(await goals()).toEqual([
    ['tepat-waktu', 500n, 'not-met', 400n],
    ['cepat', 0n, 'met', 0n],
  ]);
  granted(await answer(actors.lurah, flood));

  // What is taken back is owed by nobody.
  const gone = await bring('Salah alamat');
  granted(await withdrawProposal(pilar, actors.rw1, { proposal: gone, reason: '' }));
  expect(await clocks(gone)).toMatchObject([{ state: 'lapsed' }]);

  // The law gives the kelurahan one day, also for what it has: under the version of the programme's opening and, of the
  // one that begins a day before, for what is brought then.
  const steering = stewardOf(actors.setda);
  const version = (named: string, from: string, to: string) =>
    source.replace('version: "2026"', `version: "${named}"`).replace(from, to);
  const publish = (text: string) =>
    pilar.change(actors.setda, 'offices:write', (tx) =>
      publishModel(tx, steering, { source: text, region: '32.73' }),
    );
  granted(await publish(version('2026.1', 'Sampah', 'Sampah rumah tangga')));
  const law = version('2026.2', 'within: { workingDays: 3 }', 'within: { workingDays: 1 }').replace(
    'legal:\n',
    'legal:\n  - { id: uu-25, cite: UU 25/2009, about: { id: Pelayanan publik } }\n' +
      '  - { id: kota, cite: Kebijakan kota, about: { id: Sisanya }, uncertain: true }\n',
  );
  granted(await publish(law));
  granted(await publish(version('2027', 'asks: [title, need, place]', 'asks: [title, need, place, people]')));
  const waits = await bring('Jembatan retak');
  expect(await clocks(waits)).toMatchObject([{ dueOn: '2026-03-12', escalatesOn: '2026-03-16' }]);
  const apply = { program: program.slug, version: '2026.1', from: '2026-03-10', reason: 'Kata-kata' };
  granted(await applyModel(pilar, actors.setda, apply));
  const rule = 'proposals.aduan.route.kelurahan.within.workingDays';
  const preview = await pilar.read(tenant, (tx) =>
    previewCompelled(pilar, tx, actors.setda, { program: program.slug, version: '2026.2', rule }),
  );
  if (isRefusal(preview)) throw new Error(preview.refusal);
  expect(preview.versions.map(({ before, version: by }) => [before, by])).toEqual([
    ['2026', '2026.2'],
    ['2026.1', '2026.3'],
  ]);
  expect(preview.touched).toEqual({ proposals: 1, forums: 0, activities: 0, filings: 0 });
  expect(preview.things).toEqual([{ kind: 'proposal', id: waits }]);
  // What was asked when a thing was sent in is not asked again.
  const asked = { program: program.slug, version: '2027', rule: 'proposals.aduan.asks.people' };
  expect(await pilar.read(tenant, (tx) => previewCompelled(pilar, tx, actors.setda, asked))).toMatchObject({
    refusal: 'model.not-compelled',
    params: { path: 'proposals.aduan.asks.people' },
  });
  const compel = (who: Actor, input = {}) =>
    compelModelRule(pilar, who, {
      ...{ program: program.slug, version: '2026.2', rule, from: '2026-03-11', basis: 'uu-25' },
      ...{ reason: 'Putusan Ombudsman', ...input },
    });
  expect(await compel(actors.lurah)).toMatchObject({ refusal: { refusal: 'access.office' } });
  expect(await compel(actors.setda, { rule: 'goals.cepat' })).toMatchObject({
    refusal: { refusal: 'model.same', field: 'rule' },
  });
  // What is not listed compels nobody, nor does what the city only sets itself.
  for (const basis of ['uu-1', 'kota']) {
    expect(await compel(actors.setda, { basis })).toMatchObject({ refusal: { field: 'basis' } });
  }
  expect(await compel(actors.setda, { from: '2026-03-10' })).toMatchObject({
    refusal: { refusal: 'model.from' },
  });
  granted(await compel(actors.setda));

  // Until its day nothing moves; then the clock that runs is reckoned anew, once, and it is said on what basis.
  expect(await sweepClocks(pilar, tenant)).toMatchObject({ escalated: 0 });
  expect(await clocks(waits)).toMatchObject([{ dueOn: '2026-03-12' }]);
  on('2026-03-11');
  await sweepClocks(pilar, tenant);
  await sweepClocks(pilar, tenant);
  expect(await clocks(waits)).toMatchObject([{ dueOn: '2026-03-10', escalatesOn: '2026-03-12' }]);
  const [clock] = await clocks(waits);
  const moved = await pilar.read(tenant, (tx) => historyOf(tx, clock?.id ?? ''));
  expect(moved.filter((one) => one.action === 'obligation.moved').map((one) => one.summary)).toEqual([
    {
      obligation: 'kelurahan',
      due: '2026-03-10',
      dueWas: '2026-03-12',
      reason: 'UU 25/2009: Putusan Ombudsman',
    },
  ]);
  // What is brought now goes by the newer text with the rule in it.
  expect((await pilar.read(tenant, (tx) => programById(tx, program.id))).model.version).toBe('2026.3');
  expect(await clocks(await bring('Trotoar'))).toMatchObject([{ dueOn: '2026-03-12' }]);
  const history = await pilar.read(tenant, (tx) => historyOf(tx, program.id));
  expect(history.find((one) => one.action === 'program.rule-compelled')?.summary).toEqual({
    program: program.slug,
    rule,
    models: ['janji-layanan 2026 → 2026.2', 'janji-layanan 2026.1 → 2026.3'],
    basis: 'UU 25/2009',
    from: '2026-03-11',
    reason: 'Putusan Ombudsman',
  });
});
