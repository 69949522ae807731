import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { actorById, endOffice, formBody, giveOffice } from '#modules/actors/index.ts';
import {
  adjournForum,
  decideProposal,
  forumOverview,
  openForum,
  recordAttendance,
  resumeForum,
  revokeDecision,
  scheduleForum,
  sealedMinutes,
  sealForum,
} from '#modules/deliberation/index.ts';
import { ceilingFor, faultsInLedger } from '#modules/funding/index.ts';
import { historyOf, sayFault, verifyRecords } from '#modules/journal/index.ts';
import { deskOf } from '#modules/notices/index.ts';
import { deskFor, proposalOverview } from '#modules/overview/index.ts';
import {
  listProposals,
  returnProposal,
  shownState,
  startProposal,
  submitProposal,
  withdrawProposal,
} from '#modules/proposals/index.ts';
import { faultsInFigures } from '#modules/transparency/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { apiOf } from '../support/api.ts';
import { type City, DRAINAGE, granted, VILLAGE, withCity } from '../support/city.ts';

const MODEL = readFileSync('test/models/rembuk-berjenjang.yaml', 'utf8');
const DISTRICT = '32.73.30';
const CITY = '32.73';

const withRefusal = (code: string) => ({ refusal: { refusal: code } });

function tools(city: City) {
  const { pilar, tenant, actors, offices, program } = city;
  const read = <T>(work: (tx: Tx) => Promise<T>) => pilar.read(tenant, work);
  return {
    async submit(title: string, price: string): Promise<Id> {
      const fields = {
        ...DRAINAGE,
        title,
        scope: 'jalan',
        place: offices.rw1.region,
        costLines: [{ item: 'Paket', quantity: '1', unit: 'paket', unitPrice: price }],
      };
      const draft = { program: program.slug, organization: offices.rw1.id, fields };
      const { id } = granted(await startProposal(pilar, actors.rw1, draft));
      granted(await submitProposal(pilar, actors.rw1, { proposal: id }));
      return id;
    },
    async appeal(title: string): Promise<Id> {
      const fields = { ...DRAINAGE, title, scope: 'jalan', costLines: [], contributions: [] };
      const draft = { program: program.slug, organization: offices.rw1.id, kind: 'imbauan', fields };
      const { id } = granted(await startProposal(pilar, actors.rw1, draft));
      granted(await submitProposal(pilar, actors.rw1, { proposal: id }));
      return id;
    },
    call: (who: Actor, region: string, forum?: string) =>
      scheduleForum(pilar, who, {
        program: program.slug,
        forum,
        region,
        place: 'Aula',
        startsAt: pilar.clock.now(),
      }),
    agenda: async (who: Actor, forum: Id) => {
      const found = await read((tx) => forumOverview(tx, who, forum));
      if (isRefusal(found)) throw new Error(found.refusal);
      return found.waiting.map((one) => [
        one.id,
        (found.earlier.get(one.id) ?? []).map((before) => [before.kind, before.outcome, before.reason]),
      ]);
    },
    tasks: async (who: Actor) =>
      (await read((tx) => deskOf(tx, who, 20))).map((task) => [task.kind, task.subjectId]),
    toCall: async (who: Actor) => {
      const desk = await read((tx) => deskFor(tx, who, { limit: 5, offset: 0, secondFactor: 'optional' }));
      return desk.areas.flatMap((area) =>
        area.runs.flatMap((run) => run.toCall.map((one) => [one.forum.forum, one.waiting])),
      );
    },
    proposal: async (id: Id) => {
      const found = await read((tx) => proposalOverview(tx, { tenant }, id));
      if (isRefusal(found)) throw new Error(found.refusal);
      const { proposal, stages, decisions } = found;
      const [listed] = await read((tx) =>
        listProposals(tx, { program: program.id, text: proposal.title }, 1),
      );
      return {
        state: proposal.state,
        listed: listed && shownState(program.model, listed),
        forum: proposal.forum,
        binding: proposal.bindingSince !== null,
        way: stages.flatMap((one) => (one.stage === 'decision' ? [[one.forum, one.state]] : [])),
        decisions: decisions.map((one) => [one.kind, one.outcome, one.forumState]),
      };
    },
  };
}

test('a rembuk passes on to the kecamatan, which funds, keeps, rejects and passes on to a council that decides by seats', async () => {
  const city = await withCity({ model: MODEL });
  const { pilar, tenant, actors, offices, program } = city;
  const { submit, appeal: appealFor, call, agenda, tasks, toCall, proposal } = tools(city);
  const { lurah, camat, setda, rw1 } = actors;
  const near = await submit('Gang Sukanagara', '50.000.000');
  const road = await submit('Jalan antarkampung', '60.000.000');
  const later = await submit('Pos ronda', '20.000.000');
  const never = await submit('Gapura', '30.000.000');
  const wide = await submit('Jembatan', '20.000.000');
  const gone = await submit('Taman', '10.000.000');
  const appeal = await appealFor('Jalan bebas parkir');

  // Which forum must be said where there are several; each is called over its own places.
  expect(await call(lurah, VILLAGE)).toMatchObject({ refusal: { refusal: 'input.choice', field: 'forum' } });
  expect(await call(lurah, VILLAGE, 'kecamatan')).toMatchObject({ refusal: { field: 'region' } });
  expect(await call(lurah, DISTRICT, 'kecamatan')).toMatchObject(withRefusal('access.office'));
  expect(await toCall(lurah)).toEqual([['kelurahan', 6]]);
  expect(await toCall(camat)).toEqual([]);
  const { forum: below } = granted(await call(lurah, VILLAGE, 'kelurahan'));
  const { forum: above } = granted(await call(camat, DISTRICT, 'kecamatan'));
  granted(await openForum(pilar, lurah, { forum: below }));
  const elders = ['Pak Ujang', 'Bu Anah'].map((name) => ({ element: 'tokoh', unit: null, name }));
  granted(await recordAttendance(pilar, lurah, { forum: below, people: elders }));
  const decide = (who: Actor, forum: Id, id: Id, outcome: string, amount = '') =>
    decideProposal(pilar, who, { forum, proposal: id, outcome, amount, reason: `Alasan ${outcome}` });
  granted(await decide(lurah, below, near, 'danai'));
  for (const id of [road, later, never, wide, gone]) granted(await decide(lurah, below, id, 'teruskan'));

  // Until the minutes are sealed it is a decision like any other: nobody above sees it, and it is taken back.
  expect(await proposal(road)).toEqual({
    state: 'escalated',
    listed: 'escalated',
    forum: 'kelurahan',
    binding: false,
    way: [
      ['kelurahan', 'done'],
      ['kecamatan', 'now'],
    ],
    decisions: [['kelurahan', 'teruskan', 'open']],
  });
  expect(await agenda(camat, above)).toEqual([]);
  expect(await tasks(camat)).toMatchObject([['forum.hold', above]]);
  granted(await revokeDecision(pilar, lurah, { forum: below, proposal: road, reason: 'Ditimbang lagi' }));
  expect(await agenda(lurah, below)).toEqual([[road, []]]);
  expect(await sealForum(pilar, lurah, { forum: below })).toMatchObject(withRefusal('forum.undecided'));
  granted(await decide(lurah, below, road, 'teruskan'));
  granted(await sealForum(pilar, lurah, { forum: below }));

  // Sealed: it waits for the kecamatan, with its history, on the desk of whoever decides there.
  const before = [['kelurahan', 'teruskan', 'Alasan teruskan']];
  expect(await agenda(camat, above)).toEqual([road, later, never, wide, gone].map((id) => [id, before]));
  expect((await tasks(camat)).filter(([kind]) => kind === 'proposal.decide')).toHaveLength(5);
  expect(await tasks(lurah)).toEqual([]);
  expect(await proposal(road)).toMatchObject({
    state: 'submitted',
    listed: 'passed-on',
    forum: 'kecamatan',
    binding: false,
  });
  expect(await proposal(near)).toMatchObject({
    state: 'funded',
    listed: 'funded',
    forum: 'kelurahan',
    binding: true,
  });
  const back = { forum: below, proposal: road, reason: 'Terlambat' };
  expect(await revokeDecision(pilar, lurah, back)).toMatchObject(withRefusal('forum.sealed'));
  expect(await returnProposal(pilar, lurah, { proposal: road, remark: 'Kurang gambar' })).toMatchObject(
    withRefusal('proposal.passed-on'),
  );
  granted(await withdrawProposal(pilar, rw1, { proposal: gone, reason: 'Sudah dibangun warga' }));
  expect((await tasks(camat)).filter(([kind]) => kind === 'proposal.decide')).toHaveLength(4);

  // The forum above has its own quorum and outcomes, and draws on the same purse.
  granted(await openForum(pilar, camat, { forum: above }));
  expect(await decide(camat, above, road, 'setujui')).toMatchObject(withRefusal('forum.no-quorum'));
  const delegate = { element: 'utusan', unit: null, name: 'Bu Cicih' };
  granted(await recordAttendance(pilar, camat, { forum: above, people: [delegate] }));
  expect(await decide(lurah, above, road, 'setujui')).toMatchObject(withRefusal('access.office'));
  expect(await decide(camat, above, near, 'setujui')).toMatchObject(withRefusal('forum.outside'));
  expect(await decide(camat, above, road, 'danai')).toMatchObject(withRefusal('decision.not-offered'));
  expect(await decide(camat, above, road, 'setujui')).toMatchObject({
    refusal: { refusal: 'ceiling.exceeded', params: { remaining: 50_000_000n } },
  });
  granted(await decide(camat, above, road, 'setujui', '30.000.000'));
  granted(await decide(camat, above, later, 'simpan'));
  granted(await decide(camat, above, never, 'tolak'));
  granted(await decide(camat, above, wide, 'ke-dewan'));
  expect((await tasks(camat)).map(([kind]) => kind)).toEqual(['forum.hold']);
  granted(await revokeDecision(pilar, camat, { forum: above, proposal: never, reason: 'Dibahas lagi' }));
  expect(await tasks(camat)).toContainEqual(['proposal.decide', never]);
  granted(await decide(camat, above, never, 'tolak'));
  granted(await sealForum(pilar, camat, { forum: above }));
  expect(await proposal(road)).toMatchObject({
    state: 'funded',
    binding: true,
    way: [
      ['kelurahan', 'done'],
      ['kecamatan', 'done'],
    ],
    decisions: [
      ['kelurahan', 'teruskan', 'sealed'],
      ['kecamatan', 'setujui', 'sealed'],
    ],
  });
  expect(await proposal(later)).toMatchObject({ state: 'reserved', forum: 'kecamatan' });
  expect(await proposal(never)).toMatchObject({ state: 'rejected', binding: true });
  expect(await proposal(wide)).toMatchObject({ state: 'submitted', forum: 'dewan' });
  const minutes = await pilar.read(tenant, (tx) => sealedMinutes(tx, { tenant }, above));
  expect(minutes).toMatchObject({
    open: {
      name: 'Rembuk kecamatan',
      agreed: [{ proposal: road, earlier: [{ forum: 'Rembuk kelurahan Pasir Impun' }], passedTo: null }],
      passedOn: [{ proposal: wide, passedTo: 'Sidang dewan Kota Bandung' }],
    },
  });

  // The council: without the body it cannot be called, without seats nobody can tell its quorum.
  expect(await toCall(setda)).toEqual([['dewan', 2]]);
  expect(await call(setda, CITY, 'dewan')).toMatchObject({
    refusal: { refusal: 'forum.no-body', field: 'region', params: { body: [{ id: 'Dewan Rembuk' }] } },
  });
  const decree = { program: program.slug, body: 'dewan', region: CITY, decree: 'Kepwal 8/2026' };
  const { organization } = granted(await formBody(pilar, setda, decree));
  const { forum: council } = granted(await call(setda, CITY, 'dewan'));
  granted(await openForum(pilar, setda, { forum: council }));
  expect(await sealForum(pilar, setda, { forum: council })).toMatchObject({
    refusal: {
      refusal: 'forum.seats-empty',
      params: { missing: [{ id: 'Dewan Rembuk' }, { id: 'Ketua dewan' }] },
    },
  });
  const seat = async (office: string, phone: string) =>
    granted(
      await giveOffice(pilar, setda, {
        organization,
        office: `dewan/${office}`,
        name: `Anggota ${phone.slice(-1)}`,
        phone,
        startsOn: '2026-02-10',
        endsOn: '2028-12-31',
        decree: 'Kepwal 9/2026',
        reason: 'Masa bakti baru',
        acting: '',
      }),
    );
  const first = await seat('ketua', '081300000001');
  const twice = await seat('anggota', '081300000001');
  const second = await seat('anggota', '081300000002');
  const third = await seat('anggota', '081300000003');
  const sits = (mandate: Id) => ({ element: 'seats', unit: mandate, name: '' });
  const came = (forum: Id, ...who: { mandate: Id }[]) =>
    recordAttendance(pilar, setda, { forum, people: who.map((one) => sits(one.mandate)) });
  const quorum = async () => {
    const found = await pilar.read(tenant, (tx) => forumOverview(tx, setda, council));
    if (isRefusal(found)) throw new Error(found.refusal);
    return found.sittings.map((day) => [
      day.quorum.answer,
      ...day.quorum.elements.map((one) => [one.came, one.wanted, one.of]),
    ]);
  };
  expect(await came(council, { mandate: offices.rw1.id })).toMatchObject({
    refusal: { issues: [{ refusal: 'forum.represented', field: 'people.0.unit' }] },
  });
  granted(await came(council, second, third));
  expect(await quorum()).toEqual([['not-met', [2, 3, 4], [0, 1, 1]]]);
  granted(await came(council, twice));
  expect(await quorum()).toEqual([['not-met', [3, 3, 4], [0, 1, 1]]]);
  granted(await came(council, first));
  // The chair came on both seats and counts once.
  expect(await quorum()).toEqual([['met', [3, 3, 4], [1, 1, 1]]]);

  // It rises; one leaves the council meanwhile, and the next day counts those who sit on it then.
  granted(await adjournForum(pilar, setda, { forum: council, reason: 'Sudah malam', resumesOn: '' }));
  granted(
    await endOffice(pilar, setda, {
      mandate: third.mandate,
      lastDay: '2026-02-10',
      decree: 'Surat 1',
      reason: 'Mundur',
    }),
  );
  pilar.clock.set(new Date('2026-02-12T03:00:00Z'));
  granted(await resumeForum(pilar, setda, { forum: council }));
  granted(await came(council, first));
  expect(await came(council, third)).toMatchObject({
    refusal: { issues: [{ refusal: 'forum.represented' }] },
  });
  expect(await quorum()).toEqual([
    ['met', [3, 3, 4], [1, 1, 1]],
    ['not-met', [1, 2, 3], [1, 1, 1]],
  ]);
  const chair = await pilar.read(tenant, (tx) => actorById(tx, first.person));
  if (!chair) throw new Error('nobody');
  expect(await tasks(chair)).toContainEqual(['proposal.decide', wide]);
  expect(await decide(chair, council, wide, 'setujui')).toMatchObject(withRefusal('forum.no-quorum'));
  granted(await came(council, second));
  expect(await decide(setda, council, wide, 'setujui')).toMatchObject(withRefusal('access.office'));
  granted(await decide(chair, council, wide, 'setujui'));
  // What no purse pays is accepted, not funded; and what one pays is not accepted without it.
  expect(await decide(chair, council, appeal, 'setujui')).toMatchObject(withRefusal('decision.not-offered'));
  granted(await decide(chair, council, appeal, 'serukan'));
  granted(await sealForum(pilar, setda, { forum: council }));
  const told = await pilar.read(tenant, (tx) => sealedMinutes(tx, setda, council));
  expect(told).toMatchObject({
    whole: {
      sittings: [
        { answer: 'met', countedOnce: 1 },
        { answer: 'met', attendance: [{ represents: 'Ketua dewan', unit: null, name: 'Anggota 1' }, {}] },
      ],
      agreed: [
        { proposal: wide, earlier: [{}, { forum: 'Rembuk kecamatan Mandalajati' }] },
        { proposal: appeal, amount: null, outcome: 'serukan' },
      ],
    },
  });
  expect(JSON.stringify(isRefusal(told) || told.open)).not.toContain('Anggota 1');

  // The whole way is read by anybody, on the page and in the API.
  expect((await proposal(wide)).way).toEqual([
    ['kelurahan', 'done'],
    ['kecamatan', 'done'],
    ['dewan', 'done'],
  ]);
  const api = apiOf(city);
  const shown = await api('get', `/api/v1/bandung/proposals/${wide}`);
  expect(shown.body).toMatchObject({
    forum: 'dewan',
    decisions: [
      { kind: 'kelurahan', passedTo: 'kecamatan', label: { id: 'Rembuk kelurahan' } },
      { kind: 'kecamatan', passedTo: 'dewan', regionName: 'Mandalajati' },
      { kind: 'dewan', passedTo: null, amount: 20_000_000, sealed: true },
    ],
  });
  const listed = await api('get', `/api/v1/bandung/forums?program=${program.slug}&forum=dewan`);
  expect(listed.body).toMatchObject({
    items: [{ id: council, forum: 'dewan', label: { id: 'Sidang dewan' } }],
  });
  for (const path of [`forums/${council}`, `forums/${council}/minutes`, `forums/${above}`])
    expect((await api('get', `/api/v1/bandung/${path}`)).status).toBe(200);

  // Nothing of it is out of order in money, figures and record.
  await pilar.read(tenant, async (tx) => {
    expect(
      (await ceilingFor(tx, program, { kind: 'gagasan', organization: offices.rw1.id }))?.remaining,
    ).toBe(0n);
    expect(await faultsInLedger(tx)).toEqual([]);
    expect(await faultsInFigures(tx)).toEqual([]);
    expect((await verifyRecords(tx)).faults.map(sayFault)).toEqual([]);
    const actions = (await historyOf(tx, wide)).map((one) => one.action);
    expect(actions.slice(-5)).toEqual([
      'proposal.escalate',
      'proposal.passed-on',
      'proposal.escalate',
      'proposal.passed-on',
      'proposal.fund',
    ]);
  });
});
