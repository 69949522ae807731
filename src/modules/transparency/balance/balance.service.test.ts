import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import {
  planActivity,
  recordParticipation,
  recordProgress,
  startActivity,
} from '#modules/activities/index.ts';
import {
  decideProposal,
  openForum,
  recordAttendance,
  scheduleForum,
  sealForum,
} from '#modules/deliberation/index.ts';
import { recordDisbursement, reviewVoucher } from '#modules/funding/index.ts';
import { entriesIn } from '#modules/models/index.ts';
import { addProposalPhoto, startProposal, submitProposal } from '#modules/proposals/index.ts';
import { placeFactsIn } from '#modules/regions/index.ts';
import {
  addCity,
  type City,
  DRAINAGE,
  everybody,
  granted,
  photo,
  VILLAGE,
  withCity,
} from '../../../../test/support/city.ts';
import {
  askedFor,
  balanceByField,
  balanceByInstitution,
  balanceByNeighbourhood,
  balanceByRegion,
  distanceIn,
  keepPlaceFacts,
  providerSigns,
  reachIn,
  reachSummary,
  recipientSigns,
} from '../index.ts';

const NEIGHBOUR = '32.73.30.1004';

/**
 * Two kelurahan. In Pasir Impun RW 01 asks for Rp52.500.000 and gets Rp50.000.000, paid out, with 40 people of whom 15
 * are women; PKK gets Rp20.000.000 for the whole kelurahan; RW 02 is turned down; RW 03 never asks. In Sindang Jaya
 * nobody asks.
 */
async function decidedCity() {
  const city = await withCity();
  const { pilar, actors, offices, program } = city;
  await pilar.database.script(
    `insert into region (code, parent_code, level, name) values ('${NEIGHBOUR}', '32.73.30', 'village', 'Sindang Jaya')`,
  );
  const propose = async (actor: Actor, organization: string, changed: object) => {
    const fields = { ...DRAINAGE, ...changed };
    const { id } = granted(
      await startProposal(pilar, actor, { program: program.slug, organization, fields }),
    );
    granted(await addProposalPhoto(pilar, actor, { proposal: id, caption: 'Gang', file: await photo() }));
    granted(await submitProposal(pilar, actor, { proposal: id }));
    return id;
  };
  const point = { latitude: '-6,9000', longitude: '107,6800' };
  const drainage = await propose(actors.rw1, offices.rw1.id, point);
  const garden = await propose(actors.pkk, offices.pkk.id, {
    scope: 'pkk-pokja-3',
    place: VILLAGE,
    people: '90',
    poorHouseholds: '30',
  });
  const refused = await propose(actors.rw2, offices.rw2.id, { place: `${VILLAGE}.002` });
  const { forum } = granted(
    await scheduleForum(pilar, actors.lurah, {
      program: program.slug,
      region: VILLAGE,
      place: 'Balai RW 02',
      startsAt: new Date('2026-02-10T12:30:00Z'),
    }),
  );
  granted(await openForum(pilar, actors.lurah, { forum }));
  granted(await recordAttendance(pilar, actors.lurah, { forum, people: everybody() }));
  const decide = async (proposal: string, outcome: string, amount: string, reason: string) =>
    granted(await decideProposal(pilar, actors.lurah, { forum, proposal, outcome, amount, reason }));
  await decide(drainage, 'fund', '50.000.000', 'Harga satuan disesuaikan');
  await decide(garden, 'fund', '20.000.000', 'Sebagian dahulu');
  await decide(refused, 'reject', '', 'Sudah dibiayai dinas');
  granted(await sealForum(pilar, actors.lurah, { forum }));
  await carryOut(city, drainage);
  return city;
}

async function carryOut({ pilar, actors }: City, proposal: string) {
  const { activity } = granted(
    await planActivity(pilar, actors.rw1, {
      proposal,
      startsOn: '2026-02-16',
      endsOn: '2026-03-15',
      executor: 'Pokmas RW 01',
      responsible: 'Ketua Pokmas',
    }),
  );
  // Two payments to one shop, written in two ways.
  for (const [provider, amount] of [
    ['Toko Bangunan Jaya', '30.000.000'],
    ['TOKO  bangunan jaya', '20.000.000'],
  ] as const) {
    const { voucher: disbursement } = granted(
      await recordDisbursement(pilar, actors.treasurer, {
        proposal,
        provider,
        purpose: 'Bahan',
        amount,
        receiptNumber: `KW-${amount}`,
        paidOn: '2026-02-10',
      }),
    );
    granted(
      await reviewVoucher(pilar, actors.lurah, { voucher: disbursement, outcome: 'approve', remark: '' }),
    );
  }
  granted(await startActivity(pilar, actors.rw1, { activity, startedOn: '2026-02-10' }));
  granted(
    await recordProgress(pilar, actors.rw1, {
      activity,
      percent: 0,
      note: '',
      happenedOn: '2026-02-10',
      photos: [await photo()],
    }),
  );
  granted(
    await recordParticipation(pilar, actors.rw1, {
      activity,
      occasion: 'Kerja bakti',
      happenedOn: '2026-02-10',
      people: '40',
      women: '15',
      poorHouseholds: '8',
    }),
  );
}

const FACTS = {
  source: 'Disdukcapil dan peta dasar kota, 2026',
  text: [
    'kode,penduduk,keluarga_miskin,lintang,bujur',
    '32.73,,,-6.9118,107.6098',
    `${VILLAGE},14000,400,-6.9000,107.6800`,
    `${NEIGHBOUR},10000,900,-6.9050,107.6900`,
    `${VILLAGE}.001,900,20,,`,
    `${VILLAGE}.003,800,75,,`,
  ].join('\n'),
};

test('what came of a programme by place, institution and field is what the records say', async () => {
  const { pilar, tenant, program, offices } = await decidedCity();
  await pilar.read(tenant, async (tx) => {
    const villages = await balanceByRegion(tx, program, 'village', '32.73');
    expect(villages).toMatchObject([
      {
        name: 'Pasir Impun',
        group: '32.73.30',
        decided: 70_000_000n,
        disbursed: 50_000_000n,
        settled: 0n,
        activities: 1n,
        people: 274n,
        'poor-households': 53n,
        came: 40n,
        women: 15n,
        proposals: 3n,
      },
      { name: 'Sindang Jaya', decided: 0n, activities: 0n, people: 0n, women: 0n, proposals: 0n },
    ]);
    const places = await balanceByNeighbourhood(tx, program, { code: VILLAGE, name: 'Seluruh kelurahan' });
    expect(places.map((one) => [one.name, one.decided, one.people, one.women])).toEqual([
      ['RW 01', 50_000_000n, 184n, 15n],
      ['RW 02', 0n, 0n, 0n],
      ['RW 03', 0n, 0n, 0n],
      ['Seluruh kelurahan', 20_000_000n, 90n, 0n],
    ]);
    const institutions = await balanceByInstitution(tx, program, VILLAGE);
    expect(institutions.find((one) => one.key === offices.pkk.id)).toMatchObject({
      decided: 20_000_000n,
      proposals: 1n,
    });
    expect(institutions.reduce((sum, one) => sum + one.decided, 0n)).toBe(70_000_000n);
    const fields = await balanceByField(tx, program, '32.73');
    expect(fields).toHaveLength(entriesIn(program.model).length);
    expect(fields.filter((one) => one.decided > 0n).map((one) => [one.scope.id, one.scope.nature])).toEqual([
      ['rw-infrastruktur', 'infrastructure'],
      ['pkk-pokja-3', 'empowerment'],
    ]);
    expect(await reachSummary(tx, program)).toMatchObject({
      villages: 2,
      reached: 1,
      concentration: { holdHalf: 1, without: 1, gini: 0.5 },
    });
  });
});

test('who was never reached, the poorest first, and whether they ever asked', async () => {
  const { pilar, tenant, program, actors, offices } = await decidedCity();
  const names = async (kind: 'village' | 'neighbourhood' | 'institution') =>
    pilar.read(tenant, async (tx) => {
      const { counted, unreached } = await reachIn(tx, [program], kind, '32.73');
      return [counted, unreached.map((one) => one.name)];
    });
  expect(await names('village')).toEqual([2, ['Sindang Jaya']]);
  expect(await names('neighbourhood')).toEqual([3, ['RW 02', 'RW 03']]);
  expect(await names('institution')).toEqual([4, ['RW 02 Pasir Impun', 'RW 03 Pasir Impun']]);
  granted(await keepPlaceFacts(pilar, actors.setda, FACTS));
  expect(await names('neighbourhood')).toEqual([3, ['RW 03', 'RW 02']]);
  await pilar.read(tenant, async (tx) => {
    expect(await askedFor(tx, [program], 'institution', [offices.rw2.id, offices.rw3.id])).toEqual(
      new Map([[offices.rw2.id, 1]]),
    );
    expect(await askedFor(tx, [program], 'neighbourhood', [`${VILLAGE}.002`, `${VILLAGE}.003`])).toEqual(
      new Map([[`${VILLAGE}.002`, 1]]),
    );
  });
});

test('distance is reckoned from points that are kept, and not at all without them', async () => {
  const { pilar, tenant, program, actors } = await decidedCity();
  const distance = () => pilar.read(tenant, (tx) => distanceIn(tx, program));
  expect(await distance()).toBeUndefined();
  granted(await keepPlaceFacts(pilar, actors.setda, FACTS));
  const found = await distance();
  // Pasir Impun lies 7,86 km, Sindang Jaya 8,88 km from the town hall.
  expect(found?.rings.map((ring) => [ring.toKm, ring.places, ring.neverReached, ring.money])).toEqual([
    [2, 0, 0, 0n],
    [4, 0, 0, 0n],
    [6, 0, 0, 0n],
    [8, 1, 0, 70_000_000n],
    [undefined, 1, 1, 0n],
  ]);
  expect(found).toMatchObject({ located: 2, counted: 2, ownPoints: 1, proposals: 2, correlation: undefined });
  expect(found?.rings[3]).toMatchObject({
    perPerson: 5000n,
    own: { proposals: 1, granted: 50_000_000n },
    villages: [{ village: VILLAGE, decided: 70_000_000n, own: { proposals: 1 } }],
  });
  expect(found?.rings.map((ring) => ring.villages.map((one) => one.village))).toEqual([
    [],
    [],
    [],
    [VILLAGE],
    [NEIGHBOUR],
  ]);
});

test('signs of the same recipients again are counts; who a provider is, only officers of the area read', async () => {
  const { pilar, tenant, program, actors } = await decidedCity();
  await pilar.read(tenant, async (tx) => {
    const signs = await recipientSigns(tx, [program], program, '32.73');
    expect(signs).toMatchObject({
      byYear: [{ year: 2026, recipients: 2, again: 0, money: 70_000_000n }],
      frequent: [],
      repeated: [],
    });
    for (const [viewer, name] of [
      [{ tenant }, undefined],
      [actors.rw1, undefined],
      [actors.lurah, expect.stringMatching(/^toko bangunan jaya$/i)],
      [actors.setda, expect.stringMatching(/^toko bangunan jaya$/i)],
    ] as const) {
      expect(await providerSigns(tx, program, VILLAGE, viewer)).toMatchObject({
        providers: 1,
        payments: 2,
        paid: 50_000_000n,
        largest: 1000,
        herfindahl: 1,
        again: [{ name, payments: 2, villages: 1, perMille: 1000 }],
      });
    }
  });
});

test('facts of places are kept whole or not at all, by those who steer the programme', async () => {
  const { pilar, tenant, actors } = await withCity();
  const keep = (who: Actor | { tenant: string }, changed: Partial<typeof FACTS>) =>
    keepPlaceFacts(pilar, who, { ...FACTS, ...changed });
  const kept = () => pilar.read(tenant, async (tx) => [...(await placeFactsIn(tx, '32.73')).keys()]);
  const ours = { text: `kode,penduduk\n${VILLAGE},14000` };
  expect(await keep({ tenant }, ours)).toMatchObject({ refusal: { refusal: 'access.sign-in' } });
  for (const who of [actors.resident, actors.rw1, actors.lurah, actors.camat]) {
    expect(await keep(who, ours)).toMatchObject({ refusal: { refusal: 'access.office' } });
  }
  expect(await keep(actors.setda, { ...ours, source: ' ' })).toMatchObject({
    refusal: { issues: [{ field: 'source' }] },
  });
  expect(await keep(actors.setda, { text: `kode,penduduk\n${VILLAGE},14000\n32.73.31,5` })).toMatchObject({
    refusal: { refusal: 'places.unreadable', field: 'file', params: { line: 3, reason: 'code' } },
  });
  expect(await kept()).toEqual([]);
  expect(granted(await keep(actors.setda, ours))).toEqual({ places: 1 });
  expect(granted(await keep(actors.setda, { text: `kode,penduduk\n${VILLAGE},15000` }))).toEqual({
    places: 1,
  });
  granted(await keep(actors.setda, { text: `kode;keluarga_miskin\n${VILLAGE};700`, source: 'Dinas Sosial' }));
  await pilar.read(tenant, async (tx) =>
    expect((await placeFactsIn(tx, VILLAGE)).get(VILLAGE)).toMatchObject({
      people: 15000,
      peopleSource: FACTS.source,
      poorHouseholds: 700,
      poorHouseholdsSource: 'Dinas Sosial',
      latitude: null,
      pointSource: null,
    }),
  );
  const other = await addCity(pilar, { slug: 'kota-lain' });
  await pilar.read(other.tenant, async (tx) => expect((await placeFactsIn(tx, '32.73')).size).toBe(0));
});
