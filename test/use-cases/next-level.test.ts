import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { type Id, newId } from '#kernel/id.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { ok } from '#kernel/result.ts';
import { insertOfficers, insertOrganizations } from '#modules/actors/index.ts';
import {
  decideProposal,
  openForum,
  recordAttendance,
  scheduleForum,
  sealForum,
} from '#modules/deliberation/index.ts';
import { historyOf, sayFault, verifyRecords } from '#modules/journal/index.ts';
import { lineOf } from '#modules/links/index.ts';
import { deskOf } from '#modules/notices/index.ts';
import { proposalOverview } from '#modules/overview/index.ts';
import { bringAgain, followUp } from '#modules/proposals/index.ts';
import { clocksOn } from '#modules/steps/index.ts';
import { type City, everybody, granted, VILLAGE, withCity } from '../support/city.ts';
import { submittedProposal } from '../support/funded.ts';

const MODEL = readFileSync('models/pippk-kota/2026.yaml', 'utf8');

/** The head of an agency of the city, who holds their office there. */
async function agency({ pilar, tenant, actors }: City, kind: string, office: string): Promise<Actor> {
  const organization = { id: newId(), kind, name: kind, region: '32.73' };
  const head: Actor = {
    tenant,
    person: newId(),
    name: office,
    mandates: [{ id: newId(), office, organization, region: '32.73' }],
    scopes: 'session',
    secondFactor: false,
  };
  granted(
    await pilar.change(actors.setda, 'offices:write', async (tx) => {
      await insertOrganizations(tx, [organization]);
      await insertOfficers(tx, [
        {
          mandate: head.mandates[0]?.id ?? '',
          person: head.person,
          name: office,
          phone: null,
          organization: organization.id,
          office,
          region: '32.73',
          startsOn: '2025-01-01',
          endsOn: '2029-12-31',
          decree: null,
        },
      ]);
      return ok(null);
    }),
  );
  return head;
}

type Came = Parameters<typeof recordAttendance>[2]['people'];

/** A forum that decides on one proposal and is sealed. */
async function decided(
  { pilar, program }: City,
  who: Actor,
  where: { readonly forum: string; readonly region: string; readonly people: Came },
  { proposal, outcome }: { readonly proposal: Id; readonly outcome: string },
): Promise<void> {
  const { forum: kind, region, people } = where;
  const call = { program: program.slug, forum: kind, region, place: 'Aula', startsAt: pilar.clock.now() };
  const { forum } = granted(await scheduleForum(pilar, who, call));
  granted(await openForum(pilar, who, { forum }));
  granted(await recordAttendance(pilar, who, { forum, people }));
  granted(await decideProposal(pilar, who, { forum, proposal, outcome, reason: 'Di luar pagu kelurahan' }));
  granted(await sealForum(pilar, who, { forum }));
}

const one = (element: string) => ({ element, unit: null, name: `Utusan ${element}` });
const BELOW = { forum: 'kelurahan', region: VILLAGE, people: everybody() };
const ABOVE = {
  forum: 'kecamatan',
  region: '32.73.30',
  people: ['kelurahan', 'community-leader', 'women-leader'].map(one),
};
const CITY = { forum: 'kota', region: '32.73', people: ['kecamatan', 'dinas'].map(one) };

test('a kelurahan passes on, the kecamatan addresses an agency, and the agency answers in public by its day', async () => {
  const city = await withCity({ model: MODEL });
  const { pilar, tenant, actors } = city;
  const works = await agency(city, 'dinas-pu', 'public-works');
  const planning = await agency(city, 'bappeda', 'planning');
  const proposal = await submittedProposal(city);
  await decided(city, actors.lurah, BELOW, { proposal, outcome: 'escalate' });
  const desk = async (who: Actor) =>
    (await pilar.read(tenant, (tx) => deskOf(tx, who, 10))).map((task) => [task.kind, task.dueOn]);
  expect(await desk(actors.camat)).toEqual([['proposal.decide', '2026-04-15']]);
  expect(await desk(works)).toEqual([]);
  const answer = (who: Actor, typed: { answer?: string; remark?: string }) =>
    followUp(pilar, who, { proposal, remark: 'Masuk Renja 2027', files: [], ...typed });
  expect(await answer(works, { answer: 'dianggarkan' })).toMatchObject({
    refusal: { refusal: 'proposal.state' },
  });
  await decided(city, actors.camat, ABOVE, { proposal, outcome: 'dinas' });

  // It lies with the agency of its field and with no other, with the day by which it is answered.
  expect(await desk(works)).toEqual([['proposal.follow-up', '2026-03-02']]);
  expect(await desk(planning)).toEqual([]);
  expect(await pilar.read(tenant, (tx) => clocksOn(tx, proposal))).toMatchObject([
    { kind: 'jawaban-pu', state: 'open', offices: ['public-works'] },
  ]);
  expect(await answer(planning, { answer: 'dianggarkan' })).toMatchObject({
    refusal: { refusal: 'access.office' },
  });
  expect(await answer(works, {})).toMatchObject({ refusal: { issues: [{ field: 'answer' }] } });
  expect(await answer(works, { answer: 'mungkin', remark: '' })).toMatchObject({
    refusal: { issues: [{ field: 'answer' }, { field: 'account' }] },
  });
  expect(await bringAgain(pilar, actors.rw1, { proposal })).toMatchObject({
    refusal: { refusal: 'proposal.state' },
  });
  granted(await answer(works, { answer: 'tidak-dapat', remark: 'Salurannya milik pusat.' }));
  expect(await desk(works)).toEqual([]);
  expect(await answer(works, { answer: 'dianggarkan' })).toMatchObject({
    refusal: { refusal: 'proposal.state' },
  });

  // Everybody reads which answer it was, when and why; and whoever brought it brings it again with its history.
  const found = await pilar.read(tenant, (tx) => proposalOverview(tx, { tenant }, proposal));
  if (isRefusal(found)) throw new Error(found.refusal);
  expect(found.followUp?.steps).toMatchObject([
    {
      rule: { step: 'jawaban-pu' },
      answer: { answer: 'tidak-dapat', remark: 'Salurannya milik pusat.', office: 'public-works' },
    },
  ]);
  expect(found.proposal).toMatchObject({ state: 'escalated', followed: 1 });
  const { id: again } = granted(await bringAgain(pilar, actors.rw1, { proposal }));
  const line = await pilar.read(tenant, (tx) => lineOf(tx, again));
  expect(line.before).toMatchObject([{ kind: 'came-from', earlier: { id: proposal } }]);
  await pilar.read(tenant, async (tx) => {
    expect((await verifyRecords(tx)).faults.map(sayFault)).toEqual([]);
    const told = (await historyOf(tx, proposal)).find((entry) => entry.action === 'proposal.followed-up');
    expect(told?.summary).toMatchObject({ step: 'jawaban-pu', answer: 'tidak-dapat' });
  });
});

test('what the kecamatan passes on the city decides: to companies as a need, kept for next year, or not at all', async () => {
  const city = await withCity({ model: MODEL });
  const { pilar, tenant, actors } = city;
  const proposal = await submittedProposal(city);
  await decided(city, actors.lurah, BELOW, { proposal, outcome: 'escalate' });
  await decided(city, actors.camat, ABOVE, { proposal, outcome: 'kota' });
  pilar.clock.set(new Date('2026-03-10T03:00:00Z'));
  await decided(city, actors.setda, CITY, { proposal, outcome: 'reserve' });
  const found = await pilar.read(tenant, (tx) => proposalOverview(tx, { tenant }, proposal));
  if (isRefusal(found)) throw new Error(found.refusal);
  expect(found.decisions.map((decision) => [decision.kind, decision.outcome, decision.passedTo])).toEqual([
    ['kelurahan', 'escalate', 'kecamatan'],
    ['kecamatan', 'kota', 'kota'],
    ['kota', 'reserve', null],
  ]);
  expect(found.proposal).toMatchObject({ state: 'reserved', followUp: [] });
  const { id: again } = granted(await bringAgain(pilar, actors.rw1, { proposal }));
  expect((await pilar.read(tenant, (tx) => lineOf(tx, again))).before).toHaveLength(1);
});

test('what is offered to companies asks no agency, and binds once the minutes are sealed', async () => {
  const city = await withCity({ model: MODEL });
  const { pilar, tenant, actors } = city;
  const works = await agency(city, 'dinas-pu', 'public-works');
  const proposal = await submittedProposal(city);
  await decided(city, actors.lurah, BELOW, { proposal, outcome: 'escalate' });
  await decided(city, actors.camat, ABOVE, { proposal, outcome: 'perusahaan' });
  expect(await pilar.read(tenant, (tx) => deskOf(tx, works, 10))).toEqual([]);
  const found = await pilar.read(tenant, (tx) => proposalOverview(tx, { tenant }, proposal));
  if (isRefusal(found)) throw new Error(found.refusal);
  expect(found.proposal).toMatchObject({ state: 'escalated', followUp: [] });
  expect(found.proposal.bindingSince).not.toBeNull();
});
