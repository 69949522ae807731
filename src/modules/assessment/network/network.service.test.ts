import { expect, test } from 'vitest';
import type { Actor, Visitor } from '#kernel/actor.ts';
import { newId } from '#kernel/id.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { planActivity } from '#modules/activities/index.ts';
import { recordDisbursement, reviewVoucher } from '#modules/funding/index.ts';
import { type City, granted, VILLAGE, withCity } from '../../../../test/support/city.ts';
import { fundedProposal } from '../../../../test/support/funded.ts';
import {
  answerTie,
  importNetwork,
  importsIn,
  type NetworkOf,
  networkOn,
  readAreaRecords,
  seenNetwork,
  strikeImport,
  strikeTie,
} from '../index.ts';

const DAY = { asOf: '2026-02-11', halfLifeDays: 365 };
const ANSWER = {
  other: '',
  otherName: '',
  otherEntity: '',
  form: 'work',
  bond: 'strong',
  standing: 'vertical',
  dominates: 'them',
  nature: '',
  stage: 'planning',
  seenOn: '2026-02-01',
  note: 'Rapat tiap bulan',
};

async function networkOf({ pilar, tenant }: City, reader: 'officer' | 'public' = 'officer') {
  const records = await pilar.read(tenant, (tx) => readAreaRecords(tx, VILLAGE, 'Asia/Jakarta'));
  if (isRefusal(records)) throw new Error(records.refusal);
  const found = networkOn(records, DAY, reader);
  if (isRefusal(found)) throw new Error(found.refusal);
  const label = new Map(found.network.actors.map((actor) => [actor.id, actor.label]));
  return {
    ...found,
    labels: [...label.values()],
    ties: found.network.ties.map((tie) => ({
      ...tie,
      pair: [label.get(tie.from) ?? '', label.get(tie.to) ?? ''].sort(),
      leads: tie.dominant === null ? null : label.get(tie.dominant),
    })),
  };
}

/** A proposal of RW 01 decided in a sealed forum, and paid for. */
async function decidedAndPaid(city: City) {
  const { pilar, actors } = city;
  const { proposal, forum } = await fundedProposal(city);
  granted(
    await planActivity(pilar, actors.rw1, {
      proposal,
      startsOn: '2026-02-16',
      endsOn: '2026-03-15',
      executor: 'Pokmas',
      responsible: 'Ketua',
    }),
  );
  const { voucher: disbursement } = granted(
    await recordDisbursement(pilar, actors.treasurer, {
      proposal,
      provider: 'Toko Jaya',
      purpose: 'Bahan',
      amount: '1.000.000',
      receiptNumber: '1',
      paidOn: '2026-02-10',
    }),
  );
  granted(
    await reviewVoucher(pilar, actors.lurah, { voucher: disbursement, outcome: 'approve', remark: '' }),
  );
  pilar.clock.set(new Date('2026-02-11T05:00:00Z'));
  return { proposal, forum };
}

test('who proposed, sat together, decided and paid is tied, with the page where it can be read', async () => {
  const city = await withCity();
  const { proposal, forum } = await decidedAndPaid(city);
  const { ties } = await networkOf(city);
  const between = (one: string, other: string) =>
    ties
      .filter((tie) => tie.pair.join() === [one, other].sort().join())
      .map((tie) => [tie.form, tie.stage, tie.leads ?? null, tie.evidence[0]?.reference]);
  const kelurahan = 'Kelurahan Pasir Impun';
  expect(between('RW 01 Pasir Impun', kelurahan)).toEqual([
    ['proposal', 'planning', kelurahan, `usulan/${proposal}`],
    ['forum', 'deliberation', null, `musyawarah/${forum}`],
    ['minutes', 'deliberation', null, `musyawarah/${forum}`],
    ['decision', 'deliberation', kelurahan, `musyawarah/${forum}`],
    ['grant', 'funding', kelurahan, `usulan/${proposal}`],
  ]);
  expect(between('RW 02 Pasir Impun', 'RW 03 Pasir Impun')).toEqual([
    ['forum', 'deliberation', null, `musyawarah/${forum}`],
  ]);
  expect(between('Toko Jaya', 'RW 01 Pasir Impun')).toEqual([
    ['supply', 'execution', null, `usulan/${proposal}`],
  ]);
  const sat = ties.find((tie) => tie.form === 'forum');
  expect(sat?.strength).toBeCloseTo(1 / 3, 2);
});

test('an institution without dealings stays in the network, and the public sees no providers', async () => {
  const city = await withCity();
  await decidedAndPaid(city);
  const open = await networkOf(city, 'public');
  expect(open.labels).toContain('PKK Pasir Impun');
  expect(open.labels).not.toContain('Toko Jaya');
  expect(open.hidden).toBe(1);
});

test('an answer counts until it is struck, and is recorded', async () => {
  const city = await withCity();
  const { pilar, actors, offices } = city;
  const { tie } = granted(
    await answerTie(pilar, actors.rw1, { ...ANSWER, respondent: offices.rw1.id, other: offices.pkk.id }),
  );
  expect((await networkOf(city)).ties).toMatchObject([
    { form: 'work', bond: 'strong', leads: 'PKK Pasir Impun', source: 'survey', note: 'Rapat tiap bulan' },
  ]);
  expect((await networkOf(city, 'public')).ties).toMatchObject([{ note: null }]);
  expect(await strikeTie(pilar, actors.rw2, { tie })).toMatchObject({
    ok: false,
    refusal: { refusal: 'access.office' },
  });
  granted(await strikeTie(pilar, actors.rw1, { tie }));
  expect((await networkOf(city)).ties).toEqual([]);
});

test('a person named in an answer is shown to officers of the area only', async () => {
  const city = await withCity();
  const { pilar, actors, offices } = city;
  granted(
    await answerTie(pilar, actors.lurah, {
      ...ANSWER,
      respondent: offices.rw1.id,
      otherName: 'Sesepuh kampung',
      otherEntity: 'person',
    }),
  );
  expect((await networkOf(city)).labels).toContain('Sesepuh kampung');
  expect((await networkOf(city, 'public')).labels).not.toContain('Sesepuh kampung');
});

test.each([
  ['somebody else answers', 'rw2', {}, 'access.office'],
  ['no other actor', 'rw1', { other: '' }, 'input.invalid'],
  ['itself', 'rw1', { other: 'self' }, 'network.same-actor'],
  ['a form that is not offered', 'rw1', { form: 'feud' }, 'input.invalid'],
  ['a day to come', 'rw1', { seenOn: '2027-01-01' }, 'input.invalid'],
] as const)('an answer is refused: %s', async (_, by, change, refusal) => {
  const { pilar, actors, offices } = await withCity();
  const other = 'other' in change && change.other === 'self' ? offices.rw1.id : offices.pkk.id;
  const answer = { ...ANSWER, respondent: offices.rw1.id, ...change };
  const answered = await answerTie(pilar, actors[by], {
    ...answer,
    other: 'other' in change && change.other === '' ? '' : other,
  });
  expect(answered).toMatchObject({ ok: false, refusal: { refusal } });
});

const CSV =
  'dari,ke,ikatan,bentuk\r\nRW 01 Pasir Impun,PKK Pasir Impun,kuat,kerja\r\nPKK Pasir Impun,Pak Haji,lemah,\r\n';

test('a file brings its ties, takes known names for institutions, and can be taken out again', async () => {
  const city = await withCity();
  const { pilar, tenant, actors } = city;
  const file = {
    region: VILLAGE,
    fileName: 'ikatan.csv',
    content: CSV,
    others: 'person' as const,
    seenOn: '2026-02-01',
  };
  expect(await importNetwork(pilar, actors.pkk, file)).toMatchObject({
    ok: false,
    refusal: { refusal: 'access.office' },
  });
  const { batch, matched, ties } = granted(await importNetwork(pilar, actors.lurah, file));
  expect({ matched, ties }).toEqual({ matched: 2, ties: 2 });
  expect((await networkOf(city)).ties.map((tie) => tie.pair)).toContainEqual(['PKK Pasir Impun', 'Pak Haji']);
  expect((await networkOf(city, 'public')).ties).toHaveLength(1);
  granted(await strikeImport(pilar, actors.lurah, { batch, region: VILLAGE }));
  expect(await pilar.read(tenant, (tx) => importsIn(tx, VILLAGE))).toEqual([]);
});

test('an office above the area is the same actor in a file as in the records', async () => {
  const city = await withCity();
  const { pilar, actors, offices } = city;
  const text = 'dari,ke\r\nRW 01 Pasir Impun,kecamatan mandalajati\r\n';
  const file = {
    region: VILLAGE,
    fileName: 'a.csv',
    content: text,
    others: 'person',
    seenOn: '2026-02-01',
  } as const;
  const { batch, matched } = granted(await importNetwork(pilar, actors.lurah, file));
  expect(matched).toBe(2);
  expect((await networkOf(city, 'public')).ties).toMatchObject([{ to: offices.kecamatan.id }]);
  granted(await strikeImport(pilar, actors.lurah, { batch, region: VILLAGE }));
  expect((await networkOf(city)).labels).not.toContain('Kecamatan Mandalajati');
});

test('a broken file is refused with its line, and nothing is kept', async () => {
  const { pilar, tenant, actors } = await withCity();
  const refusedFile = await importNetwork(pilar, actors.lurah, {
    region: VILLAGE,
    fileName: 'ikatan.csv',
    content: 'dari,ke,kekuatan\r\nA,B,1\r\nB,B,1\r\n',
    others: 'person',
    seenOn: '2026-02-01',
  });
  expect(refusedFile).toMatchObject({
    ok: false,
    refusal: { refusal: 'network.unreadable', field: 'file', params: { problem: 'self-loop', atLine: 3 } },
  });
  expect(await pilar.read(tenant, (tx) => importsIn(tx, VILLAGE))).toEqual([]);
});

test.each([
  ['a name', `dari,ke\r\nA,B\r\n${'N'.repeat(121)},B\r\n`, { field: 'label', length: 121, limit: 120 }],
  ['a form', `dari,ke,bentuk\r\nA,B,kerja\r\nB,C,${'f'.repeat(61)}\r\n`, { field: 'form', limit: 60 }],
  ['a stage', `dari,ke,tahap\r\nA,B,x\r\nB,C,${'s'.repeat(61)}\r\n`, { field: 'stage', limit: 60 }],
  ['a note', `dari,ke,catatan\r\nA,B,x\r\nB,C,${'n'.repeat(501)}\r\n`, { field: 'note', limit: 500 }],
])('%s longer than is kept is refused with its line, never cut', async (_, content, found) => {
  const { pilar, actors } = await withCity();
  const file = { region: VILLAGE, fileName: 'a.csv', others: 'person', seenOn: '2026-02-01' } as const;
  expect(await importNetwork(pilar, actors.lurah, { ...file, content })).toMatchObject({
    refusal: {
      refusal: 'network.unreadable',
      field: 'file',
      params: { problem: 'text-too-long', atLine: 3, ...found },
    },
  });
  const cut = content.replace(/(.)\1{60,}/, (run) => run.slice(1));
  granted(await importNetwork(pilar, actors.lurah, { ...file, content: cut }));
  const fileName = `${'a'.repeat(252)}.csv`;
  expect(await importNetwork(pilar, actors.lurah, { ...file, fileName, content: cut })).toMatchObject({
    refusal: { refusal: 'input.too-long', field: 'file', params: { limit: 255, over: 1 } },
  });
});

test('a table of actors beside a file says who they are; what is wrong in it is said of it', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const bring = (nodes: string, content = 'dari,ke\r\na1,a2\r\n') =>
    importNetwork(pilar, actors.lurah, {
      region: VILLAGE,
      fileName: 'a.csv',
      content,
      nodes,
      others: 'person',
      seenOn: '2026-02-01',
    });
  granted(await bring('id,label,wujud\r\na1,PKK Pasir Impun,\r\na2,CV Maju,institution\r\n'));
  expect((await networkOf(city, 'public')).ties.map((tie) => tie.pair)).toEqual([
    ['CV Maju', 'PKK Pasir Impun'],
  ]);
  expect(await bring('id,label\r\na1,A\r\na1,B\r\n')).toMatchObject({
    refusal: { field: 'nodes', params: { problem: 'duplicate-actor', atLine: 3 } },
  });
  expect(await bring('id,label\r\na1,A\r\n', 'dari,ke\r\na1,a1\r\n')).toMatchObject({
    refusal: { field: 'file', params: { problem: 'self-loop', atLine: 2 } },
  });
});

test('whoever may not import is refused before the file is read', async () => {
  const { pilar, actors } = await withCity();
  const broken = {
    region: VILLAGE,
    fileName: 'a.csv',
    content: '"',
    others: 'person',
    seenOn: '2026-02-01',
  } as const;
  expect(await importNetwork(pilar, actors.pkk, broken)).toMatchObject({
    refusal: { refusal: 'access.office' },
  });
  expect(await importNetwork(pilar, actors.lurah, broken)).toMatchObject({
    refusal: { refusal: 'network.unreadable' },
  });
});

test('what was left out of a file, assumed or merged comes back with it; a page takes less than the command line', async () => {
  const { pilar, actors } = await withCity();
  const content = new TextEncoder().encode('from,to,type,warna\nA,B,Directed,merah\nA,B,Directed,biru\n');
  const file = {
    region: VILLAGE,
    fileName: 'a.csv',
    content,
    others: 'person',
    seenOn: '2026-02-01',
  } as const;
  const choices = { parallel: 'max' } as const;
  const { notes } = granted(await importNetwork(pilar, actors.lurah, { ...file, choices }));
  expect(notes.map(({ code, count }) => [code, count])).toEqual([
    ['columns-left-out', 2],
    ['parallel-merged', 1],
    ['direction-not-kept', 1],
  ]);
  const claimed = { ...file, fileName: 'a.dl', content: 'dl n=400000000 format=edgelist1\ndata:\n1 2\n' };
  expect(await importNetwork(pilar, actors.lurah, claimed)).toMatchObject({
    refusal: { params: { problem: 'too-many-actors' } },
  });
});

test('a whole city is too wide: choose a district or village', async () => {
  const { pilar, tenant } = await withCity();
  const records = await pilar.read(tenant, (tx) => readAreaRecords(tx, '32.73', 'Asia/Jakarta'));
  expect(records).toMatchObject({ refusal: 'network.area' });
});

test('an institution has its own network, two governments what passes between them, and where nothing does it is said', async () => {
  const city = await withCity();
  const { pilar, tenant, actors, offices, program } = city;
  await decidedAndPaid(city);
  granted(
    await answerTie(pilar, actors.rw1, { ...ANSWER, respondent: offices.rw1.id, other: offices.pkk.id }),
  );
  const seen = (of: NetworkOf, viewer: Actor | Visitor = { tenant }, only?: string) =>
    pilar.read(tenant, async (tx) => {
      const asked = { of, program: only, from: undefined, until: DAY.asOf, halfLifeDays: DAY.halfLifeDays };
      const found = await seenNetwork(tx, viewer, asked, 'Asia/Jakarta');
      if (isRefusal(found)) return found.refusal;
      const label = new Map(found.network.actors.map((one) => [one.id, one.label]));
      const pairs = found.network.ties.map(({ form, from, to }) =>
        [form, ...[label.get(from), label.get(to)].sort()].join(': '),
      );
      return { actors: [...label.values()].sort(), pairs: pairs.sort() };
    });
  const kelurahan = 'Kelurahan Pasir Impun';
  const own = ['decision', 'forum', 'grant', 'minutes', 'proposal'].map(
    (form) => `${form}: ${kelurahan}: RW 01 Pasir Impun`,
  );
  // RW 02 and RW 03 sat with it in the same forum, and with each other; its supplier is for officers of the place.
  const around = await seen({ party: offices.rw1 });
  expect(around).toMatchObject({
    actors: [kelurahan, 'PKK Pasir Impun', 'RW 01 Pasir Impun', 'RW 02 Pasir Impun', 'RW 03 Pasir Impun'],
  });
  if (typeof around === 'string') throw new Error(around);
  expect(around.pairs).toEqual(
    expect.arrayContaining([
      ...own,
      'forum: RW 02 Pasir Impun: RW 03 Pasir Impun',
      'work: PKK Pasir Impun: RW 01 Pasir Impun',
    ]),
  );
  expect(await seen({ party: offices.rw1 }, actors.lurah)).toMatchObject({
    actors: expect.arrayContaining(['Toko Jaya']),
  });
  // Of one programme what its records hold; surveys are about none.
  expect(await seen({ party: offices.rw1 }, { tenant }, program.id)).toMatchObject({
    pairs: expect.not.arrayContaining(['work: PKK Pasir Impun: RW 01 Pasir Impun']),
  });
  expect(await seen({ area: VILLAGE }, { tenant }, newId())).toMatchObject({ pairs: [] });
  expect(await seen({ party: offices.pkk })).toMatchObject({
    actors: ['PKK Pasir Impun', 'RW 01 Pasir Impun'],
  });
  // The kecamatan has not dealt with the kelurahan yet, and the secretariat with nobody.
  expect(await seen({ party: offices.setda })).toBe('network.nothing-of');
  const both = { one: VILLAGE, other: '32.73.30' };
  expect(await seen(both)).toBe('network.nothing-between');
  expect(await seen({ one: VILLAGE, other: '31.74' })).toBe('network.nothing-between');
  expect(await seen({ one: VILLAGE, other: VILLAGE })).toBe('network.area');
  granted(
    await answerTie(pilar, actors.lurah, {
      ...ANSWER,
      respondent: offices.kelurahan.id,
      other: offices.kecamatan.id,
    }),
  );
  expect(await seen(both)).toEqual({
    actors: ['Kecamatan Mandalajati', kelurahan],
    pairs: ['work: Kecamatan Mandalajati: Kelurahan Pasir Impun'],
  });
});
