import { readFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { newId } from '#kernel/id.ts';
import {
  bodiesOf,
  formBody,
  giveOffice,
  InstitutionPlan,
  layOutTerritory,
  operatorOf,
  organizationsAt,
} from '#modules/actors/index.ts';
import {
  decideProposal,
  openForum,
  recordAttendance,
  scheduleForum,
  sealForum,
} from '#modules/deliberation/index.ts';
import { allotPurses, faultsInLedger, recordDisbursement, reviewVoucher } from '#modules/funding/index.ts';
import { sayFault, verifyRecords } from '#modules/journal/index.ts';
import { figuresBy, figuresIn } from '#modules/measures/index.ts';
import { readYaml } from '#modules/models/index.ts';
import { proposalOverview } from '#modules/overview/index.ts';
import { openProgram } from '#modules/programs/index.ts';
import { ProposalFields, returnProposal, startProposal, submitProposal } from '#modules/proposals/index.ts';
import { loadOfficialRegions } from '#modules/regions/index.ts';
import { faultsInFigures } from '#modules/transparency/index.ts';
import { foundTenant } from '#platform/database/found-tenant.ts';
import { apiOf } from '../support/api.ts';
import { granted, testPilar } from '../support/city.ts';

/** Villages in two kabupaten and a kota of one province. */
const PROVINCE = '34';
const COASTAL = '34.02.01.2001';
const HILLS = '34.03.01.2001';

/** A province founds itself from the official territory and grants money to villages across its kabupaten. */
test('a province lays out its kabupaten, villages of two of them ask, and one council of the province decides', async () => {
  const pilar = await testPilar();
  onTestFinished(() => pilar.close());
  await loadOfficialRegions(pilar.database);
  const tenant = newId();
  const operator = operatorOf(tenant);
  const plan = readYaml(readFileSync('cities/provinsi.yaml', 'utf8'), InstitutionPlan);
  if (!plan.ok) throw new Error('the plan of a province does not read');
  const about = {
    id: tenant,
    slug: 'provinsi',
    region: PROVINCE,
    name: 'Provinsi',
    timeZone: 'Asia/Jakarta',
  };
  const laid = granted(
    await foundTenant(pilar, about, pilar.clock.now(), async (tx) => ({
      ok: true,
      value: await layOutTerritory(tx, operator, {
        city: 'Provinsi',
        region: PROVINCE,
        plan: plan.model,
        neighbourhoods: [],
      }),
    })),
  );
  await pilar.reloadTenants();
  const kinds = Map.groupBy(laid.organizations, (one) => one.kind);
  expect(
    ['sekretariat-provinsi', 'pemerintah-kabupaten', 'kecamatan', 'desa'].map(
      (kind) => kinds.get(kind)?.length,
    ),
  ).toEqual([1, 5, 78, 438]);
  const program = granted(
    await pilar.change(operator, 'offices:write', async (tx) => {
      const opened = await openProgram(tx, operator, {
        source: readFileSync('test/models/hibah-provinsi.yaml', 'utf8'),
        region: PROVINCE,
        fiscalYear: 2026,
      });
      if (opened.ok) await allotPurses(tx, operator, opened.value);
      return opened;
    }),
  );

  // Whoever holds an office, over the province or a part of it.
  const officer = async (office: string, kind: string, region: string): Promise<Actor> => {
    const organization = (await pilar.read(tenant, (tx) => organizationsAt(tx, [region]))).find(
      (one) => one.kind === kind,
    );
    if (!organization) throw new Error(`no ${kind} at ${region}`);
    const mandates = [{ id: newId(), office, organization, region }];
    return { tenant, person: newId(), name: office, mandates, scopes: 'session', secondFactor: false };
  };
  const governor = await officer('gubernur', 'sekretariat-provinsi', PROVINCE);
  const treasurer = await officer('bendahara-provinsi', 'sekretariat-provinsi', PROVINCE);
  const regent = await officer('bupati', 'pemerintah-kabupaten', '34.02');
  const neighbour = await officer('bupati', 'pemerintah-kabupaten', '34.03');
  const ask = async (village: string, total: string) => {
    const head = await officer('kepala-desa', 'desa', village);
    const fields = ProposalFields.parse({
      title: `Air bersih ${village}`,
      need: 'Sumur kering.',
      scope: 'air-bersih',
      place: village,
      people: '120',
      total,
    });
    const organization = head.mandates[0]?.organization.id;
    const { id } = granted(await startProposal(pilar, head, { program: program.slug, organization, fields }));
    granted(await submitProposal(pilar, head, { proposal: id }));
    return { id, head };
  };
  const coast = await ask(COASTAL, '300.000.000');
  const hills = await ask(HILLS, '250.000.000');

  // A regent looks at what lies in their own kabupaten and at nothing else.
  const back = (who: Actor) =>
    returnProposal(pilar, who, { proposal: coast.id, remark: 'Lengkapi gambarnya.' });
  expect(await back(neighbour)).toMatchObject({ refusal: { refusal: 'access.office' } });
  granted(await back(regent));
  granted(await submitProposal(pilar, coast.head, { proposal: coast.id }));

  // The council stands for the whole province; no part of it has one, and nobody below forms it.
  const form = { program: program.slug, body: 'dewan-hibah', region: PROVINCE, decree: 'Kepgub 4/2026' };
  expect(await formBody(pilar, regent, form)).toMatchObject({ refusal: { refusal: 'access.office' } });
  expect(await formBody(pilar, governor, { ...form, region: '34.02' })).toMatchObject({
    refusal: { refusal: 'region.unknown' },
  });
  const { organization: council } = granted(await formBody(pilar, governor, form));
  const seat = async (name: string, phone: string) =>
    granted(
      await giveOffice(pilar, governor, {
        organization: council,
        office: `dewan-hibah/${name}`,
        name: `Dewan ${phone.slice(-1)}`,
        phone,
        startsOn: '2026-02-10',
        endsOn: '2028-02-09',
        decree: 'Kepgub 5/2026',
        reason: 'Masa bakti baru',
        acting: '',
      }),
    );
  const chairs = await seat('ketua', '081300000001');
  const member = await seat('anggota', '081300000002');
  const [body] = await pilar.read(tenant, (tx) => bodiesOf(tx, governor, program));
  expect(body?.standing[0]?.organization).toMatchObject({ region: PROVINCE });
  const chair: Actor = {
    ...governor,
    person: chairs.person,
    mandates: [
      {
        id: chairs.mandate,
        office: 'dewan-hibah/ketua',
        organization: { id: council, kind: 'dewan-hibah', name: 'Dewan' },
        region: PROVINCE,
      },
    ],
  };

  // One sitting for all kabupaten: the fund bounds what it can grant.
  const call = { program: program.slug, place: 'Gedung dewan', startsAt: pilar.clock.now() };
  expect(await scheduleForum(pilar, governor, { ...call, region: '34.02' })).toMatchObject({
    refusal: { field: 'region' },
  });
  const { forum } = granted(await scheduleForum(pilar, governor, { ...call, region: PROVINCE }));
  granted(await openForum(pilar, governor, { forum }));
  const people = [chairs, member].map(({ mandate }) => ({ element: 'seats', unit: mandate, name: '' }));
  granted(await recordAttendance(pilar, governor, { forum, people }));
  const decide = (proposal: string, amount: string, outcome = 'didanai') =>
    decideProposal(pilar, chair, { forum, proposal, outcome, amount, reason: 'Menurut rekomendasi.' });
  granted(await decide(coast.id, '300.000.000'));
  expect(await decide(hills.id, '250.000.000')).toMatchObject({
    refusal: { refusal: 'ceiling.exceeded', params: { remaining: 200_000_000n } },
  });
  granted(await decide(hills.id, '200.000.000'));
  granted(await sealForum(pilar, governor, { forum }));
  const { voucher } = granted(
    await recordDisbursement(pilar, treasurer, {
      proposal: coast.id,
      provider: 'Toko Pipa',
      purpose: 'Pipa',
      amount: '100.000.000',
      receiptNumber: 'P-1',
      paidOn: '2026-02-10',
    }),
  );
  granted(await reviewVoucher(pilar, governor, { voucher, outcome: 'approve', remark: '' }));

  // Figures stand by kabupaten, kecamatan and desa, and add up to those of the province.
  await pilar.read(tenant, async (tx) => {
    const decided = async (by: 'regency' | 'district' | 'village', area: string) =>
      (await figuresBy(tx, program, by, area))
        .filter((one) => one.decided > 0n)
        .map((one) => [one.code, one.decided, one.disbursed]);
    expect(await decided('regency', PROVINCE)).toEqual([
      ['34.02', 300_000_000n, 100_000_000n],
      ['34.03', 200_000_000n, 0n],
    ]);
    expect(await decided('district', '34.02')).toEqual([['34.02.01', 300_000_000n, 100_000_000n]]);
    expect(await decided('village', '34.03.01')).toEqual([[HILLS, 200_000_000n, 0n]]);
    expect(await figuresBy(tx, program, 'regency', PROVINCE)).toHaveLength(5);
    expect(await figuresIn(tx, program, PROVINCE)).toMatchObject({ decided: 500_000_000n, people: 240n });
    expect(await proposalOverview(tx, { tenant }, coast.id)).toMatchObject({
      path: [{ code: '34.02' }, { code: '34.02.01' }, { code: COASTAL }],
    });
    expect(await faultsInLedger(tx)).toEqual([]);
    expect(await faultsInFigures(tx)).toEqual([]);
    expect((await verifyRecords(tx)).faults.map(sayFault)).toEqual([]);
  });
  const send = apiOf({ pilar });
  const base = `/api/v1/provinsi/programs/${program.slug}`;
  expect((await send('GET', `${base}/figures?by=regency`)).body).toMatchObject({
    items: [{ key: '34.02' }, { key: '34.03' }],
  });
  expect((await send('GET', `${base}/organizations?kind=pemerintah-kabupaten`)).body).toMatchObject({
    items: ['34.01', '34.02', '34.03', '34.04', '34.71'].map((region) => ({ region, membership: null })),
  });
});
