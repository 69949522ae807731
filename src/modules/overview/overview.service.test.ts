import { expect, test } from 'vitest';
import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { isThing } from '#kernel/thing.ts';
import { startCauseMap, startComponentMap } from '#modules/assessment/index.ts';
import { forumOverview, voteOverview } from '#modules/deliberation/index.ts';
import { documentsOf } from '#modules/documents/index.ts';
import { moneyOverview, recordDisbursement } from '#modules/funding/index.ts';
import { latestEntries } from '#modules/journal/index.ts';
import { owedOn } from '#modules/obligations/index.ts';
import { rankProposals, startProposal } from '#modules/proposals/index.ts';
import { keepBoundaries } from '#modules/steering/index.ts';
import { madeBoundaries } from '../../../test/support/boundaries.ts';
import { carriedOut } from '../../../test/support/carried-out.ts';
import { type City, DRAINAGE, granted, VILLAGE, withCity } from '../../../test/support/city.ts';
import { forumWithQuorum, fundedProposal, submittedProposal } from '../../../test/support/funded.ts';
import {
  activityOverview,
  deskFor,
  findById,
  findThing,
  institutionOverview,
  type ProposalOverview,
  proposalOverview,
  readableDocument,
  SEARCHED,
  type Searched,
  searchThings,
} from './index.ts';

const visitor = (city: City): Visitor => ({ tenant: city.tenant });

async function proposalFor(city: City, viewer: Actor | Visitor, id: Id): Promise<ProposalOverview | string> {
  const found = await city.pilar.read(city.tenant, (tx) => proposalOverview(tx, viewer, id));
  return isRefusal(found) ? found.refusal : found;
}

test('a draft is there for its own institution, as it was typed, and for nobody else', async () => {
  const city = await withCity();
  const { pilar, actors, offices, program } = city;
  const draft = { program: program.slug, organization: offices.rw1.id, fields: DRAINAGE };
  const { id } = granted(await startProposal(pilar, actors.rw1, draft));
  for (const stranger of [visitor(city), actors.rw2, actors.lurah]) {
    expect(await proposalFor(city, stranger, id)).toBe('access.not-found');
  }
  expect(await proposalFor(city, actors.rw1, id)).toMatchObject({
    own: true,
    typed: { title: DRAINAGE.title },
    offers: { edit: 'open', submit: 'open' },
    plannable: false,
  });
  const find = (viewer: Actor | Visitor) =>
    pilar.read(city.tenant, (tx) => findThing(tx, viewer, 'proposal', id));
  expect(await find(actors.rw1)).toMatchObject({ page: `usulan/${id}`, title: { id: DRAINAGE.title } });
  for (const stranger of [visitor(city), actors.rw2, actors.lurah]) {
    expect(await find(stranger)).toBeUndefined();
  }
  expect(await proposalFor(city, actors.rw1, '019c44e8-6d00-7000-8000-000000000000')).toBe(
    'access.not-found',
  );
});

test('what is submitted is everybody’s to read; what may be done with it depends on who reads', async () => {
  const city = await withCity();
  const { actors } = city;
  const id = await submittedProposal(city);
  const read = await proposalFor(city, visitor(city), id);
  expect(read).toMatchObject({ own: false, typed: undefined, offers: {}, funding: undefined });
  expect(read).toMatchObject({ photos: [{ role: 'photo' }], costLines: { length: 3 } });
  expect(await proposalFor(city, actors.lurah, id)).toMatchObject({
    offers: { giveBack: 'open' },
    funding: {},
    ceiling: { own: 52_500_000n },
  });
  expect(await proposalFor(city, actors.rw2, id)).toMatchObject({ offers: {}, plannable: false });
});

test('a funded proposal is planned by its own institution, and its money is told with the rule that stands in the way', async () => {
  const city = await withCity();
  const { pilar, actors, tenant } = city;
  const { proposal } = await fundedProposal(city);
  expect(await proposalFor(city, actors.rw1, proposal)).toMatchObject({ plannable: true });
  expect(await proposalFor(city, actors.lurah, proposal)).toMatchObject({ plannable: false });
  const { voucher: disbursement } = granted(
    await recordDisbursement(pilar, actors.treasurer, {
      proposal,
      provider: 'Toko Bangunan Jaya',
      purpose: 'U-ditch',
      amount: '10.000.000',
      receiptNumber: 'KW-001',
      paidOn: '2026-02-10',
    }),
  );
  const money = (viewer: Actor | Visitor) =>
    pilar.read(tenant, (tx) => moneyOverview(tx, viewer, proposal, 'optional'));
  expect(await money(visitor(city))).toMatchObject({
    concerned: false,
    pending: 10_000_000n,
    left: 42_500_000n,
    disbursements: [{ receipt: null }],
    record: undefined,
  });
  const own = await money(actors.treasurer);
  expect(own).toMatchObject({ concerned: true, disbursements: [{ receipt: { number: 'KW-001' } }] });
  // Who recorded a payment does not examine it.
  expect(isRefusal(own) ? own : own.review.get(disbursement)?.refusal).toBe('access.office');
});

test('a forum names those who came to officers of its area only, and offers nothing to strangers', async () => {
  const city = await withCity();
  const { pilar, actors, tenant } = city;
  await submittedProposal(city);
  const forum = await forumWithQuorum(city);
  const read = (viewer: Actor | Visitor) => pilar.read(tenant, (tx) => forumOverview(tx, viewer, forum));
  expect(await read(visitor(city))).toMatchObject({
    people: undefined,
    offers: undefined,
    mayVote: undefined,
    waiting: { length: 1 },
    quorum: { answer: 'met' },
  });
  const lurah = await read(actors.lurah);
  expect(lurah).toMatchObject({ offers: { decide: undefined }, mayVote: 'open' });
  expect(isRefusal(lurah) ? 0 : (lurah.people?.length ?? 0)).toBeGreaterThan(0);
  expect(await read(actors.rw1)).toMatchObject({ offers: undefined });
  const vote = (viewer: Actor | Visitor) => pilar.read(tenant, (tx) => voteOverview(tx, viewer, forum));
  expect(await vote(visitor(city))).toMatchObject({ opening: undefined, pairs: undefined, consentable: [] });
  expect(await vote(actors.lurah)).toMatchObject({
    // One proposal alone is nothing to choose from.
    opening: { refusal: { refusal: 'ballot.no-proposals' } },
    pairs: [],
    speaksForForum: true,
    slip: { length: 1 },
  });
  expect(await vote(actors.rw1)).toMatchObject({ opening: undefined, speaksForForum: false });
});

test('on a desk stands what is to be done: a forum to call while proposals wait, and nothing of others', async () => {
  const city = await withCity();
  const { pilar, actors, tenant } = city;
  const desk = (actor: Actor) =>
    pilar.read(tenant, (tx) => deskFor(tx, actor, { limit: 50, offset: 0, secondFactor: 'optional' }));
  expect(await desk(actors.lurah)).toMatchObject({ areas: [{ runs: [{ toCall: [] }] }] });
  await submittedProposal(city);
  expect(await desk(actors.lurah)).toMatchObject({
    areas: [{ runs: [{ toCall: [{ waiting: 1 }], total: { submitted: 1n } }] }],
    institutions: [],
  });
  expect(await desk(actors.rw1)).toMatchObject({
    institutions: [{ proposals: [{ title: DRAINAGE.title }] }],
    areas: [],
    mayPropose: true,
  });
  await forumWithQuorum(city);
  expect(await desk(actors.lurah)).toMatchObject({ areas: [{ runs: [{ toCall: [] }] }] });
});

test('an activity names people and payments to officers of its place and its institution only', async () => {
  const city = await withCity();
  const { pilar, actors, offices, tenant } = city;
  const { activity } = await carriedOut(city);
  const read = (viewer: Actor | Visitor) =>
    pilar.read(tenant, (tx) => activityOverview(tx, viewer, activity));
  expect(await read(visitor(city))).toMatchObject({
    persons: undefined,
    expenses: undefined,
    execute: undefined,
    checkpoints: { length: 3 },
    owed: { state: 'open' },
  });
  expect(await read(actors.rw1)).toMatchObject({
    persons: { executor: 'Pokmas RW 01' },
    expenses: [],
    execute: undefined,
    write: undefined,
  });
  expect(await read(actors.rw2)).toMatchObject({
    persons: undefined,
    execute: { refusal: 'activity.executor' },
  });
  const institution = (viewer: Actor | Visitor) =>
    pilar.read(tenant, (tx) => institutionOverview(tx, viewer, offices.rw1.id, null));
  expect(await institution(visitor(city))).toMatchObject({
    standing: { ranks: false, activities: { length: 1 } },
  });
  expect(await institution(actors.rw1)).toMatchObject({ standing: { ranks: true } });
});

test('what an entry of the journal tells of is found by everybody where it has a page, and leads to its proposal', async () => {
  const city = await withCity();
  const { pilar, actors, offices, tenant } = city;
  const { proposal, activity } = await carriedOut(city);
  const order = { program: city.program.slug, organization: offices.rw1.id, order: [proposal] };
  granted(await rankProposals(pilar, actors.rw1, order));
  const { map } = granted(
    await startCauseMap(pilar, actors.lurah, {
      region: offices.kelurahan.region,
      program: '',
      title: 'Banjir di Pasir Impun',
      question: 'Mengapa jalan tergenang?',
      beginning: { kind: 'empty' },
    }),
  );
  await pilar.read(tenant, async (tx) => {
    const told = new Map((await latestEntries(tx, 1000)).map((one) => [one.subjectType, one.subjectId]));
    const pages = new Map<string, string | undefined>();
    for (const [kind, id] of told) {
      if (isThing(kind)) pages.set(kind, (await findThing(tx, visitor(city), kind, id))?.page);
    }
    expect(Object.fromEntries(pages)).toMatchObject({
      proposal: `usulan/${proposal}`,
      activity: `kegiatan/${activity}`,
      'cause-map': `analisis/sebab/${map}`,
      organization: `lembaga/${offices.rw1.id}`,
      program: `program/${city.program.slug}`,
    });
    expect(
      [...pages]
        .filter(([, page]) => page === undefined)
        .map(([kind]) => kind)
        .sort(),
    ).toEqual(['tenant']);
    expect(await findThing(tx, visitor(city), 'activity', activity)).toMatchObject({ proposal });
    const owed = (await owedOn(tx, activity))[0];
    expect(owed && (await findThing(tx, visitor(city), 'obligation', owed.id))).toMatchObject({
      kind: 'activity',
      proposal,
    });
    for (const subject of [proposal, activity]) {
      const [photo] = await documentsOf(tx, subject);
      expect(photo && (await readableDocument(tx, visitor(city), photo.id))).toMatchObject({
        document: { subjectId: subject },
      });
    }
  });
});

test('one search finds what was submitted, what is carried out, institutions and forums by words of their names, page by page', async () => {
  const city = await withCity();
  const { pilar, actors, offices, program, tenant } = city;
  const { proposal, activity } = await carriedOut(city);
  const draft = { program: program.slug, organization: offices.rw1.id, fields: DRAINAGE };
  granted(await startProposal(pilar, actors.rw1, draft));
  const map = { question: 'Mengapa?', program: '', region: VILLAGE, beginning: { kind: 'empty' } } as const;
  granted(await startCauseMap(pilar, actors.lurah, { ...map, title: 'Laporan terlambat' }));
  const { map: second } = granted(
    await startCauseMap(pilar, actors.lurah, { ...map, title: 'Laporan terlambat, kedua' }),
  );
  granted(
    await startComponentMap(pilar, actors.lurah, {
      region: VILLAGE,
      program: '',
      title: 'Rantai sampah',
      meeting: {
        heldOn: '2026-02-09',
        attended: [],
        others: 'Kelurahan',
        remarks: '',
        forum: '',
        intervalDays: '92',
      },
      from: { stages: 'Pemilahan\nPengolahan', clusters: 'Plastik', pillars: 'Dunia usaha' },
    }),
  );
  await pilar.read(tenant, async (tx) => {
    const search = async (kind: Searched, text: string, before?: Id) =>
      (await searchThings(tx, kind, { text, limit: 2, before })).hits.map((one) => one.title.id);
    const [first = ''] = DRAINAGE.title.split(' ');
    const last = DRAINAGE.title.split(' ').at(-1) ?? '';
    // The draft, called the same, is not among them.
    expect(
      await searchThings(tx, 'proposal', { text: `${last.toUpperCase()} ${first}`, limit: 2 }),
    ).toMatchObject({
      hits: [{ id: proposal, page: `usulan/${proposal}` }],
      next: undefined,
    });
    expect(await searchThings(tx, 'activity', { text: first, limit: 2 })).toMatchObject({
      hits: [{ id: activity }],
    });
    expect(await search('forum', 'musrenbang impun')).toEqual([expect.stringContaining('Pasir Impun')]);
    expect(await search('forum', 'musrenbang dago')).toEqual([]);
    const page = await searchThings(tx, 'organization', { text: 'rw pasir', limit: 2 });
    expect(page.hits).toHaveLength(2);
    expect(await search('organization', 'rw pasir', page.next)).toHaveLength(1);
    for (const kind of SEARCHED) {
      for (const text of ['', ' ', '%', '_', '\\\\', "x' or 1=1 --"]) {
        expect(await search(kind, text), `${kind} ${text}`).toEqual([]);
      }
    }
    expect(await search('cause-map', 'TERLAMBAT laporan')).toEqual([
      'Laporan terlambat, kedua',
      'Laporan terlambat',
    ]);
    expect(await search('cause-map', 'terlambat', second)).toEqual(['Laporan terlambat']);
    expect(await search('component-map', 'sampah')).toEqual(['Rantai sampah']);
    expect(await findById(tx, visitor(city), activity)).toMatchObject({ kind: 'activity', proposal });
    expect(await findById(tx, visitor(city), actors.rw1.person)).toBeUndefined();
  });
});

test('whoever reads a proposal is told that its point lies outside its kelurahan, once there are boundaries', async () => {
  const city = await withCity();
  const inside = await submittedProposal(city, { ...DRAINAGE, latitude: '-6,905', longitude: '107,605' });
  const outside = await submittedProposal(city, { ...DRAINAGE, latitude: '-6,95', longitude: '107,605' });
  const nowhere = await submittedProposal(city);
  const pointOf = async (id: Id) => {
    const found = await proposalFor(city, visitor(city), id);
    return typeof found === 'string' ? found : found.point;
  };
  expect(await pointOf(outside)).toMatchObject({ longitude: '107.605000', elsewhere: false });
  granted(
    await keepBoundaries(city.pilar, city.actors.setda, {
      level: 'village',
      source: 'Peta buatan untuk uji',
      property: '',
      bytes: madeBoundaries([VILLAGE]),
    }),
  );
  expect(await pointOf(outside)).toMatchObject({ elsewhere: true });
  expect(await pointOf(inside)).toMatchObject({ elsewhere: false });
  expect(await pointOf(nowhere)).toBeUndefined();
});
