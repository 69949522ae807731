import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import {
  addFactor,
  addLink,
  CANNOT_SAY,
  changeComponentMap,
  closeMeeting,
  closeRound,
  openRound,
  rateRound,
  startCauseMap,
  startComponentMap,
  type TypedAnswers,
  withdrawMap,
} from '#modules/assessment/index.ts';
import {
  closeVote,
  consentToPart,
  decideProposal,
  declareExclusion,
  enterSlip,
  followRule,
  sealForum,
} from '#modules/deliberation/index.ts';
import { apiOf } from '../../test/support/api.ts';
import { addCity, granted, VILLAGE, withCity } from '../../test/support/city.ts';
import { hall, openIn } from '../../test/support/voting-hall.ts';

const base = '/api/v1/bandung';
const EVIDENCE = [{ text: 'Tercatat di buku', document: 'Buku periksa', location: 'Mei' }];
const Rules = z.object({
  rules: z.array(
    z.object({
      rule: z.string(),
      result: z.object({
        funded: z.array(
          z.object({ number: z.number(), amount: z.number(), whole: z.boolean(), says: z.string() }),
        ),
        lost: z.array(z.object({ number: z.number(), reason: z.string(), with: z.number().nullable() })),
      }),
    }),
  ),
});

const Institutions = z.object({
  items: z.array(z.object({ id: z.string(), kind: z.string(), name: z.string(), region: z.string() })),
  next: z.string().nullable(),
});

test('the institutions of a programme: page by page in the order of places, of one kind, by place or words', async () => {
  const city = await withCity();
  const send = apiOf(city);
  const other = await addCity(city.pilar, { slug: 'lain' });
  const list = `${base}/programs/${city.program.slug}/organizations`;
  const read = async (query: string) => Institutions.parse((await send('GET', `${list}${query}`)).body);
  const names = async (query: string) => (await read(query)).items.map((one) => one.name);
  const all = await read('?limit=100');
  expect(all.next).toBeNull();
  expect(all.items.map((one) => one.id)).toContain(city.offices.rw1.id);
  expect(all.items.map((one) => one.id)).not.toContain(other.offices.rw1.id);
  expect(all.items.map((one) => one.region)).toEqual(all.items.map((one) => one.region).toSorted());

  const paged: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: z.infer<typeof Institutions> = await read(`?limit=2${cursor && `&cursor=${cursor}`}`);
    paged.push(...page.items.map((one) => one.id));
    cursor = page.next;
  }
  expect(paged).toEqual(all.items.map((one) => one.id));

  const rw = all.items.filter((one) => one.kind === 'rw').map((one) => one.name);
  expect(rw.length).toBeGreaterThan(1);
  expect(await names('?kind=rw')).toEqual(rw);
  expect(await names(`?kind=rw&area=${city.offices.rw1.region}`)).toEqual([city.offices.rw1.name]);
  expect(await names(`?kind=rw&text=${encodeURIComponent(city.offices.rw1.name.toUpperCase())}`)).toEqual([
    city.offices.rw1.name,
  ]);
  expect(await names('?text=%25')).toEqual(
    all.items.map((one) => one.name).filter((name) => name.includes('%')),
  );
  expect(await send('GET', `${list}?kind=koperasi`)).toMatchObject({ status: 422 });
  expect(await send('GET', `${list}?cursor=32.73`)).toMatchObject({ status: 422 });
});

test('a vote: secret while it is open, then its ballots, what each rule makes of them, and the minutes', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const send = apiOf(city);
  const { forum, proposals } = await hall(city);
  const [road = '', drain = '', park = ''] = proposals;
  const vote = `${base}/forums/${forum}/vote`;
  expect(await send('GET', vote)).toMatchObject({ status: 404, body: { code: 'access.not-found' } });
  const reason = 'Lahan yang sama';
  granted(await declareExclusion(pilar, actors.lurah, { forum, first: road, second: drain, reason }));
  const half = { proposal: park, least: '25.000.000', instead: 'Sisi timur' };
  granted(await consentToPart(pilar, actors.rw3, half));
  const id = await openIn(city, forum);
  const open = await send('GET', vote);
  expect(open).toMatchObject({
    status: 200,
    body: {
      id,
      state: 'open',
      budget: 150_000_000,
      attendance: 13,
      exclusions: [{ numbers: [1, 2], reason }],
      parts: [{ number: 3, least: 25_000_000, instead: 'Sisi timur' }],
      result: null,
    },
  });
  expect(open.headers.get('etag')).toBe('"1"');
  expect((await send('GET', `${vote}/ballots.pb`)).status).toBe(404);
  expect((await send('GET', `${vote}/comparison`)).status).toBe(404);
  for (const slip of ['1', '1', '1', '2 3', '2 3', '4'])
    granted(await enterSlip(pilar, actors.lurah, { vote: id, slip }));
  granted(await closeVote(pilar, actors.lurah, { vote: id }));

  expect(await send('GET', vote)).toMatchObject({
    body: {
      state: 'closed',
      result: { budget: 150_000_000, counts: [{ number: 1, votes: 3, tally: 3 }, {}, {}, {}] },
    },
  });
  const file = await send('GET', `${vote}/ballots.pb`);
  expect(file.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(file.body).toContain('pilar_incompatible_1;1=2');
  expect(file.body).toMatch(/^3;50000000;2;.*;25000000;0$/m);
  const compared = await send('GET', `${vote}/comparison`, { headers: { 'accept-language': 'en' } });
  const greedy = Rules.parse(compared.body).rules.find((one) => one.rule === 'greedy')?.result;
  expect(greedy?.funded.map((one) => [one.number, one.amount, one.whole])).toEqual([
    [1, 80_000_000, true],
    [3, 40_000_000, false],
    [4, 30_000_000, true],
  ]);
  expect(greedy?.funded[1]?.says).toContain('in part, as its proposer agreed');
  expect(greedy?.lost).toMatchObject([{ number: 2, reason: 'incompatible', with: 1 }]);

  expect(await send('GET', `${base}/votes?state=closed&area=32.73.30`)).toMatchObject({
    body: { items: [{ id, forum, proposals: 4, received: 6 }], next: null },
  });
  expect(await send('GET', `${base}/votes?state=open`)).toMatchObject({ body: { items: [] } });
  const other = await addCity(pilar, { slug: 'lain' });
  expect(other.tenant).not.toBe(city.tenant);
  expect((await send('GET', `/api/v1/lain/forums/${forum}/vote`)).status).toBe(404);

  granted(await followRule(pilar, actors.lurah, { vote: id, rule: 'greedy', reason: 'Yang terbanyak' }));
  for (const proposal of proposals) {
    const decision = { forum, proposal, outcome: 'reserve', reason: 'Tahun depan' };
    granted(await decideProposal(pilar, actors.lurah, decision));
  }
  granted(await sealForum(pilar, actors.lurah, { forum }));
  expect(await send('GET', `${base}/forums/${forum}/minutes`)).toMatchObject({
    status: 200,
    body: { vote: { followed: 'greedy', exclusions: [{ numbers: [1, 2] }], parts: [{ number: 3 }] } },
  });
});

test('a round: no ratings while people rate, then its result without names', async () => {
  const city = await withCity();
  const { pilar, actors, program } = city;
  const send = apiOf(city);
  const instrument = readFileSync('models/instruments/participation.yaml', 'utf8');
  const round = granted(
    await openRound(pilar, actors.lurah, {
      instrument,
      program: program.slug,
      region: VILLAGE,
      asOf: '2026-02-10',
      closesOn: '2026-02-24',
      poorHouseholds: '',
      poorSource: '',
    }),
  ).round;
  const stages = ['perencanaan', 'pengambilan-keputusan', 'pelaksanaan', 'pengawasan'];
  const levels = ['mengusulkan', 'mengusulkan', 'mengusulkan', 'mengusulkan'];
  const answers: TypedAnswers = new Map(
    stages.map((stage, i) => [stage, { level: levels[i] ?? CANNOT_SAY, evidence: '' }]),
  );
  for (const who of [actors.rw1, actors.pkk, actors.camat])
    granted(await rateRound(pilar, who, { round, version: 0, answers }));
  const one = `${base}/rounds/${round}`;
  expect(await send('GET', one)).toMatchObject({
    status: 200,
    body: { state: 'open', raters: 3, result: null, spreads: null, agreement: null },
  });
  granted(await closeRound(pilar, actors.lurah, { round, version: 1 }));
  const closed = await send('GET', one);
  expect(closed).toMatchObject({
    body: { state: 'closed', result: { category: expect.anything() }, version: 2 },
  });
  expect(closed.headers.get('etag')).toBe('"2"');
  expect(JSON.stringify(closed.body)).not.toContain(actors.rw1.person);
  expect(await send('GET', `${base}/rounds?state=closed&instrument=participation`)).toMatchObject({
    body: { items: [{ id: round }], next: null },
  });
  expect(await send('GET', `${base}/rounds?state=ended`)).toMatchObject({ status: 422 });
});

test('maps of causes and of components as JSON, by place and page by page', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const send = apiOf(city);
  const start = async (title: string) =>
    granted(
      await startCauseMap(pilar, actors.lurah, {
        title,
        question: 'Mengapa?',
        program: '',
        region: VILLAGE,
        beginning: { kind: 'empty' },
      }),
    ).map;
  const map = await start('Laporan terlambat');
  const second = await start('Sampah menumpuk');
  const factor = async (title: string) =>
    granted(await addFactor(pilar, actors.lurah, { map, title, kind: 'factor', about: '' })).slug;
  const [from, to] = [await factor('Belum dilatih'), await factor('Nota tidak lengkap')];
  granted(await addLink(pilar, actors.lurah, { map, from, to, effect: 'raises', evidence: EVIDENCE }));
  const first = await send('GET', `${base}/cause-maps?area=32.73.30&limit=1`);
  expect(first).toMatchObject({ body: { items: [{ id: second }] } });
  const { next } = z.object({ next: z.string() }).parse(first.body);
  expect(await send('GET', next)).toMatchObject({ body: { items: [{ id: map }], next: null } });
  expect(await send('GET', `${base}/cause-maps/${map}`)).toMatchObject({
    status: 200,
    body: {
      title: 'Laporan terlambat',
      removed: false,
      map: { factors: [{ slug: from }, { slug: to }], links: [{ from, to, effect: 'raises' }] },
    },
  });
  const about = granted(
    await startCauseMap(pilar, actors.lurah, {
      title: 'PKK sepi',
      question: 'Mengapa?',
      program: '',
      region: VILLAGE,
      party: city.offices.pkk.id,
      beginning: { kind: 'empty' },
    }),
  ).map;
  expect(await send('GET', `${base}/cause-maps/${about}`)).toMatchObject({
    body: { region: VILLAGE, party: city.offices.pkk.id, other: null },
  });
  granted(await withdrawMap(pilar, actors.lurah, { map: about, version: 1 }));
  granted(await withdrawMap(pilar, actors.lurah, { map: second, version: 1 }));
  expect(await send('GET', `${base}/cause-maps`)).toMatchObject({ body: { items: [{ id: map }] } });
  expect(await send('GET', `${base}/cause-maps/${second}`)).toMatchObject({ body: { removed: true } });

  const made = granted(
    await startComponentMap(pilar, actors.lurah, {
      region: VILLAGE,
      program: '',
      title: 'Dari sampah ke kerajinan',
      meeting: {
        heldOn: '2026-02-05',
        attended: [],
        others: 'Kelurahan Pasir Impun\nBank sampah Melati\n',
        remarks: '',
        forum: '',
        intervalDays: '92',
      },
      from: { stages: 'Pemilahan\nPengolahan', clusters: 'Plastik', pillars: '' },
    }),
  );
  const components = `${base}/component-maps`;
  expect(await send('GET', `${components}/${made.map}`)).toMatchObject({
    status: 200,
    body: { revision: 0, shown: 0, map: null, revisions: [] },
  });
  const { meeting } = made;
  const bank = { title: 'Bank sampah', organization: '', pillar: 'community' };
  const buys = {
    title: 'Membeli',
    component: 'bank-sampah',
    topic: 'Plastik',
    kind: 'service',
    stage: 'pemilahan',
  };
  for (const [version, change] of [
    [1, { make: 'component', fields: bank }],
    [2, { make: 'activity', fields: { ...buys, clusters: ['plastik'] } }],
  ] as const) {
    granted(await changeComponentMap(pilar, actors.lurah, { meeting, version, change }));
  }
  granted(await closeMeeting(pilar, actors.lurah, { meeting, version: undefined }));
  expect(await send('GET', `${components}?area=${VILLAGE}`)).toMatchObject({
    body: { items: [{ id: made.map, revision: 1, heldOn: '2026-02-05' }], next: null },
  });
  expect(await send('GET', `${components}/${made.map}?revision=1`)).toMatchObject({
    body: { shown: 1, map: { stages: [{}, {}] }, revisions: [{ number: 1 }] },
  });
  expect((await send('GET', `${components}/${made.map}?revision=9`)).status).toBe(404);
});
