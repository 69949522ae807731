import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newId } from '#kernel/id.ts';
import { canonicalJson } from '#kernel/json.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { historyOf } from '#modules/journal/index.ts';
import { deskOf } from '#modules/notices/index.ts';
import { addProposalPhoto, awaitingForum, startProposal, submitProposal } from '#modules/proposals/index.ts';
import { insertNeighbourhoods } from '#modules/regions/index.ts';
import {
  addCity,
  type City,
  DRAINAGE,
  everybody,
  granted,
  photo,
  VILLAGE,
  withCity,
} from '../../../test/support/city.ts';
import { forumWithQuorum, submittedProposal } from '../../../test/support/funded.ts';
import {
  callableForums,
  decideProposal,
  discussedFirst,
  discussProposal,
  forumById,
  forumFacts,
  listForums,
  type Minutes,
  minutesText,
  openForum,
  postponeForum,
  publicMinutes,
  recordAttendance,
  revokeDecision,
  scheduleForum,
  sealForum,
} from './index.ts';

function call(city: City, day: string, follows?: string) {
  return scheduleForum(city.pilar, city.actors.lurah, {
    program: city.program.slug,
    region: VILLAGE,
    place: 'Balai RW 02',
    startsAt: new Date(`${day}T12:30:00Z`),
    ...(follows ? { follows } : {}),
  });
}

async function submitted(city: City): Promise<string> {
  const { pilar, actors, offices, program } = city;
  const { id } = granted(
    await startProposal(pilar, actors.rw1, {
      program: program.slug,
      organization: offices.rw1.id,
      fields: DRAINAGE,
    }),
  );
  granted(await addProposalPhoto(pilar, actors.rw1, { proposal: id, file: await photo(), caption: 'Gang' }));
  granted(await submitProposal(pilar, actors.rw1, { proposal: id }));
  return id;
}

test('a postponed forum is held again: its task leaves the desk, and only one forum of an area is called at a time', async () => {
  const city = await withCity();
  const { pilar, tenant, actors, program } = city;
  const { forum: first } = granted(await call(city, '2026-02-11'));
  expect(await call(city, '2026-02-12')).toMatchObject({ refusal: { refusal: 'forum.called' } });
  granted(await postponeForum(pilar, actors.lurah, { forum: first, reason: 'Belum kuorum' }));
  const waiting = () => pilar.read(tenant, (tx) => deskOf(tx, actors.lurah, 10));
  expect((await waiting()).map((task) => task.kind)).toEqual(['forum.schedule']);

  const { forum: second } = granted(await call(city, '2026-02-18', first));
  expect((await waiting()).map((task) => task.kind)).toEqual(['forum.hold']);
  expect(await call(city, '2026-02-19', second)).toMatchObject({ refusal: { refusal: 'forum.called' } });

  await pilar.read(tenant, async (tx) => {
    const listed = await listForums(tx, { program: program.id }, 1);
    expect(listed.map((one) => one.id)).toEqual([second]);
    const next = await listForums(tx, { program: program.id }, 5, second);
    expect(next.map((one) => one.id)).toEqual([first]);
    expect(await listForums(tx, { program: program.id, state: 'sealed' }, 5)).toEqual([]);
    expect(
      (await callableForums(tx, actors.lurah, program)).map((one) => one.places.map((place) => place.code)),
    ).toEqual([[VILLAGE]]);
    expect(await callableForums(tx, actors.rw1, program)).toEqual([]);
  });
});

test('only a postponed forum of the same area can be followed', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const proposal = await submitted(city);
  const { forum } = granted(await call(city, '2026-02-10'));
  granted(await openForum(pilar, actors.lurah, { forum }));
  granted(await recordAttendance(pilar, actors.lurah, { forum, people: everybody() }));
  granted(
    await decideProposal(pilar, actors.lurah, { forum, proposal, outcome: 'reserve', reason: 'Tahun depan' }),
  );
  granted(await sealForum(pilar, actors.lurah, { forum }));
  expect(await call(city, '2026-02-18', forum)).toMatchObject({
    refusal: { refusal: 'forum.state', params: { state: 'sealed' } },
  });
});

test('a sealed decision is not taken back, and anyone can check the public minutes', async () => {
  const city = await withCity();
  const { pilar, tenant, actors } = city;
  const proposal = await submitted(city);
  const { forum } = granted(await call(city, '2026-02-10'));
  granted(await openForum(pilar, actors.lurah, { forum }));
  granted(await recordAttendance(pilar, actors.lurah, { forum, people: everybody() }));
  granted(await decideProposal(pilar, actors.lurah, { forum, proposal, outcome: 'fund', reason: '' }));
  const { sha256 } = granted(await sealForum(pilar, actors.lurah, { forum }));
  expect(await revokeDecision(pilar, actors.lurah, { forum, proposal, reason: '' })).toMatchObject({
    refusal: { refusal: 'forum.sealed' },
  });
  await pilar.read(tenant, async (tx) => {
    const text = (await minutesText(tx, forum)) ?? '';
    const minutes: Minutes = JSON.parse(text);
    const sealed = (await historyOf(tx, forum)).find((entry) => entry.action === 'forum.sealed');
    const digest = (of: string) => createHash('sha256').update(of).digest('hex');
    expect(sealed?.summary).toMatchObject({
      sha256,
      publicSha256: digest(canonicalJson(publicMinutes(minutes))),
    });
    expect(digest(text)).toBe(sha256);
    expect(canonicalJson(publicMinutes(minutes))).not.toContain('Ketua RT');
  });
});

test('whoever decides names what is discussed now; a proposal that does not wait here cannot be named', async () => {
  const city = await withCity();
  const { pilar, tenant, actors } = city;
  const [first, second] = [await submittedProposal(city), await submittedProposal(city)];
  const forum = await forumWithQuorum(city);
  const shown = () =>
    pilar.read(tenant, async (tx) => {
      const found = await forumById(tx, forum);
      const waiting = await awaitingForum(tx, found?.program ?? '', { forum: 'kelurahan', region: VILLAGE });
      return discussedFirst(waiting, found?.discussing ?? null).map((one) => one.id);
    });
  expect(await shown()).toEqual([first, second]);
  expect(await discussProposal(pilar, actors.rw1, { forum, proposal: second })).toMatchObject({
    refusal: { refusal: 'access.office' },
  });
  expect(await discussProposal(pilar, actors.lurah, { forum, proposal: newId() })).toMatchObject({
    refusal: { refusal: 'input.choice' },
  });
  granted(await discussProposal(pilar, actors.lurah, { forum, proposal: second }));
  expect(await shown()).toEqual([second, first]);
  const decision = { forum, proposal: second, outcome: 'reserve', reason: 'Tahun depan' };
  granted(await decideProposal(pilar, actors.lurah, decision));
  expect(await shown(), 'then the next in order').toEqual([first]);
  const other = await addCity(pilar, { slug: 'kota-lain' });
  expect(await discussProposal(pilar, other.actors.lurah, { forum, proposal: first })).toMatchObject({
    refusal: { refusal: 'access.not-found' },
  });
});

test('a forum is called on the days of the city’s calendar, the first and the last of it included', async () => {
  const city = await withCity();
  for (const day of ['2026-01-04', '2026-04-01', '2027-02-11']) {
    expect(await call(city, day), day).toMatchObject({
      refusal: {
        refusal: 'forum.window',
        field: 'startsAt',
        params: { from: '2026-01-05', to: '2026-03-31' },
      },
    });
  }
  granted(await call(city, '2026-03-31'));
});

test('a board that the forum has no roll of cannot be recorded as present', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const { forum } = granted(await call(city, '2026-02-10'));
  const came = (unit: string) =>
    recordAttendance(pilar, actors.lurah, { forum, people: [{ element: 'rw', unit, name: 'Ketua RW' }] });
  expect(await came(`${VILLAGE}.004`)).toMatchObject({
    refusal: { issues: [{ refusal: 'forum.represented', field: 'people.0.unit' }] },
  });
  granted(await came(`${VILLAGE}.003`));
});

test('where no RW is entered nobody can tell whether there is quorum, until they are; what was recorded stays', async () => {
  const city = await withCity();
  const { pilar, tenant, actors } = city;
  const proposal = await submittedProposal(city);
  await pilar.database.script('delete from neighbourhood');
  const { forum } = granted(await call(city, '2026-02-10'));
  granted(await openForum(pilar, actors.lurah, { forum }));
  const leaders = everybody().filter((one) => one.unit === null);
  granted(await recordAttendance(pilar, actors.lurah, { forum, people: leaders }));
  const decide = () => decideProposal(pilar, actors.lurah, { forum, proposal, outcome: 'fund', reason: '' });
  const unknown = {
    refusal: 'forum.quorum-unknown',
    params: { missing: [{ id: 'Pengurus RT' }, { id: 'Pengurus RW' }], places: ['Pasir Impun'] },
  };
  expect(await decide()).toMatchObject({ refusal: unknown });
  expect(await sealForum(pilar, actors.lurah, { forum })).toMatchObject({ refusal: unknown });
  const stands = () =>
    pilar.read(tenant, async (tx) => {
      const found = await forumFacts(tx, actors.lurah, forum);
      return isRefusal(found) ? found : found.quorum;
    });
  expect(await stands()).toMatchObject({ answer: 'cannot-tell', unentered: [{ unit: VILLAGE }] });

  await pilar.read(tenant, (tx) =>
    insertNeighbourhoods(
      tx,
      [1, 2, 3].map((n) => ({ code: `${VILLAGE}.00${n}`, village: VILLAGE, name: `RW 0${n}`, rtCount: 2 })),
    ),
  );
  expect(await stands()).toMatchObject({ answer: 'not-met', unentered: [] });
  expect(await decide()).toMatchObject({ refusal: { refusal: 'forum.no-quorum' } });
  granted(await recordAttendance(pilar, actors.lurah, { forum, people: everybody() }));
  granted(await decide());
  granted(await sealForum(pilar, actors.lurah, { forum }));
  const history = await pilar.read(tenant, (tx) => historyOf(tx, forum));
  expect(history.filter((entry) => entry.action === 'forum.rolls-entered')).toMatchObject([
    { summary: { neighbourhoods: 3 } },
  ]);
});

test('one person recorded for two elements counts for the first, and only officers read who it is', async () => {
  const city = await withCity();
  const { pilar, tenant, actors } = city;
  const proposal = await submittedProposal(city);
  const { forum } = granted(await call(city, '2026-02-10'));
  granted(await openForum(pilar, actors.lurah, { forum }));
  const people = everybody().map((one) => (one.unit === null ? { ...one, name: 'Ibu Rina' } : one));
  granted(await recordAttendance(pilar, actors.lurah, { forum, people }));
  expect(
    await decideProposal(pilar, actors.lurah, { forum, proposal, outcome: 'fund', reason: '' }),
  ).toMatchObject({ refusal: { refusal: 'forum.no-quorum' } });
  const seen = (viewer: Parameters<typeof forumFacts>[1]) =>
    pilar.read(tenant, async (tx) => {
      const found = await forumFacts(tx, viewer, forum);
      return isRefusal(found) ? found : found.quorum.countedOnce;
    });
  const once = ['religious-leader', 'women-leader', 'youth-leader'].map((notFor) => ({
    element: 'community-leader',
    notFor,
  }));
  expect(await seen(actors.lurah)).toEqual(once.map((one) => ({ name: 'Ibu Rina', ...one })));
  expect(await seen({ tenant })).toEqual(once);
});

test('a decision on which a payment was recorded is not taken back, one whose payment was refused is', async () => {
  const city = await withCity();
  const { pilar, tenant, actors } = city;
  const proposal = await submittedProposal(city);
  const forum = await forumWithQuorum(city);
  granted(await decideProposal(pilar, actors.lurah, { forum, proposal, outcome: 'fund', reason: '' }));
  // No use case records a payment before the minutes are sealed: it stands here as from an older record.
  const disbursement = newId();
  await pilar.read(tenant, (tx) =>
    sql`
      insert into voucher (tenant_id, id, program_id, kind, proposal_id, occasion, provider, purpose, amount, withheld,
        receipt_number, paid_on, route, step, state, recorded_by, recorded_at, version)
      select tenant_id, ${disbursement}, program_id, 'disbursement', id, '', 'Toko', 'U-ditch', 1000, 0, 'KW-001', '2026-02-10',
        '{approval}', 0, 'recorded', ${actors.treasurer.person}, now(), 1
      from proposal where tenant_id = ${tenant} and id = ${proposal}`.execute(tx.sql),
  );
  const revoke = () => revokeDecision(pilar, actors.lurah, { forum, proposal, reason: 'Keliru' });
  expect(await revoke()).toMatchObject({ refusal: { refusal: 'decision.bound' } });
  await pilar.read(tenant, (tx) =>
    sql`update voucher set state = 'refused', reviewed_by = ${newId()} where tenant_id = ${tenant} and id = ${disbursement}`.execute(
      tx.sql,
    ),
  );
  granted(await revoke());
});
