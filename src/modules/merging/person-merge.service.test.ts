import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import {
  createToken,
  findPeopleForCode,
  giveOffice,
  issueSignInCode,
  loadActor,
  loadTokenActor,
  operatorOf,
  personById,
  personByPhone,
  postsOf,
  redeemSignInCode,
  registerResident,
} from '#modules/actors/index.ts';
import { openRound, rateRound, roundById } from '#modules/assessment/index.ts';
import { recordDisbursement, reviewVoucher } from '#modules/funding/index.ts';
import { historyOf, sayFault, verifyRecords } from '#modules/journal/index.ts';
import { accountOf, type City, citiesWithAccounts, signedIn } from '../../../test/support/accounts.ts';
import { granted, VILLAGE } from '../../../test/support/city.ts';
import { fundedProposal } from '../../../test/support/funded.ts';
import { mergeablePeople, mergePeople, mergePeopleAs } from './index.ts';

const WHY = 'Orang yang sama, dicocokkan dengan KTP';

const freshCity = citiesWithAccounts();

/** The secretary of RW 01, put in by the lurah, and a second record of the same person as a resident. */
async function twice(city: City): Promise<{ officer: Id; resident: Id; phones: [string, string] }> {
  const { pilar, actors, offices, number } = city;
  const phones: [string, string] = [`08131111${number}0`, `08131111${number}1`];
  const officer = granted(
    await giveOffice(pilar, actors.lurah, {
      organization: offices.rw1.id,
      office: 'secretary',
      name: 'Neni Marlina',
      phone: phones[0],
      startsOn: '2026-02-01',
      endsOn: '',
      decree: 'SK Lurah 3/2026',
      reason: 'Masa bakti baru',
      acting: '',
    }),
  ).person;
  const resident = granted(
    await registerResident(pilar, actors.lurah, { name: 'Neni M.', phone: phones[1], region: VILLAGE }),
  ).person;
  return { officer, resident, phones };
}

test('one record stays: offices go over, the other account ends here with its tokens and codes, and no number finds the one that went', async () => {
  const city = await freshCity();
  const { pilar, tenant, actors } = city;
  const { officer, resident, phones } = await twice(city);
  const kept = (await accountOf(city, resident, { email: `neni${city.number}@example.id` })).userId;
  const ended = (await accountOf(city, officer, { phone: phones[0] })).userId;
  const browser = await signedIn(city, phones[0]);
  const holder = await loadActor(pilar, tenant, { userId: ended, secondFactor: false });
  if (!holder) throw new Error('nobody');
  const token = granted(
    await createToken(pilar, holder, { name: 'Alat', scopes: ['read'], lastDay: '2026-03-01' }),
  );
  const slip = granted(await issueSignInCode(pilar, actors.lurah, { person: officer }));

  const merge = { gone: officer, stays: resident, reason: WHY };
  expect(await mergePeople(pilar, actors.rw2, merge)).toMatchObject({
    refusal: { refusal: 'access.office' },
  });
  expect(await mergePeople(pilar, actors.lurah, { ...merge, gone: '' })).toMatchObject({
    refusal: { refusal: 'input.required', field: 'gone' },
  });
  expect(await mergePeople(pilar, actors.lurah, { ...merge, gone: resident })).toMatchObject({
    refusal: { refusal: 'merge.same' },
  });
  const shown = await mergeablePeople(pilar, actors.lurah, resident, 'Neni');
  expect(shown).toMatchObject({ stays: { id: resident }, others: [{ id: officer }] });
  const unexplained = async () => (await pilar.read(tenant, (tx) => verifyRecords(tx))).faults.map(sayFault);
  const setUp = new Set(await unexplained());
  granted(await mergePeople(pilar, actors.lurah, merge));
  expect((await unexplained()).filter((one) => !setUp.has(one))).toEqual([]);
  expect(await mergePeople(pilar, actors.lurah, merge)).toMatchObject({ refusal: { refusal: 'merge.done' } });

  expect((await pilar.signIn.session(browser)).session).toBeUndefined();
  expect(await pilar.signIn.readUser(ended)).toBeUndefined();
  expect(await loadTokenActor(pilar, tenant, token.token)).toBeUndefined();
  expect(await loadActor(pilar, tenant, { userId: kept, secondFactor: false })).toMatchObject({
    person: resident,
    merged: [officer],
    mandates: [{ office: 'secretary' }],
  });
  const redeemed = await redeemSignInCode(pilar, city.stranger, {
    tenant,
    person: officer,
    phone: phones[1],
    code: slip.code,
    password: 'sebelas kambing putih',
  });
  expect(redeemed).toMatchObject({ refusal: { refusal: 'sign-in.code' } });

  await pilar.read(tenant, async (tx) => {
    expect(await personByPhone(tx, [`+62${phones[0].slice(1)}`])).toBeUndefined();
    expect(await personById(tx, officer)).toMatchObject({ id: resident, phone: `+62${phones[1].slice(1)}` });
    // What the one that went did, it did in the offices that its person holds.
    expect(await postsOf(tx, [officer])).toMatchObject([{ person: officer, office: 'secretary' }]);
    expect((await historyOf(tx, officer)).map((one) => one.action)).toContain('person.merged');
    expect((await historyOf(tx, resident)).map((one) => one.action)).toContain('person.took-in');
  });
  const found = await findPeopleForCode(pilar, actors.lurah, 'Neni');
  expect(found.map((one) => one.id)).toEqual([resident]);
});

test('a record without account and number takes those of the one that goes, and its sessions go on', async () => {
  const city = await freshCity();
  const { pilar, tenant, actors } = city;
  const { officer, phones } = await twice(city);
  const { userId } = await accountOf(city, officer, { phone: phones[0] });
  const browser = await signedIn(city, phones[0]);
  const operator = operatorOf(tenant);
  granted(await mergePeopleAs(pilar, operator, { gone: officer, stays: actors.rw2.person, reason: WHY }));
  expect((await pilar.signIn.session(browser)).session).toMatchObject({ userId });
  expect(await loadActor(pilar, tenant, { userId, secondFactor: false })).toMatchObject({
    person: actors.rw2.person,
    mandates: [{ office: 'secretary' }, { office: 'chair' }],
  });
  const byPhone = await pilar.read(tenant, (tx) => personByPhone(tx, [`+62${phones[0].slice(1)}`]));
  expect(byPhone?.id).toBe(actors.rw2.person);
});

test('an account that serves another city goes on there', async () => {
  const city = await freshCity();
  const other = await freshCity();
  const { pilar, tenant, actors } = city;
  const { officer, resident, phones } = await twice(city);
  await accountOf(city, resident, { email: `neni${city.number}@example.id` });
  const { userId } = await accountOf(city, officer, { phone: phones[0] });
  await accountOf(other, other.actors.rw1.person, { phone: phones[0] });
  granted(await mergePeople(pilar, actors.lurah, { gone: officer, stays: resident, reason: WHY }));
  const account = { userId, secondFactor: false };
  expect(await loadActor(pilar, tenant, account)).toBeUndefined();
  expect(await loadActor(pilar, other.tenant, account)).toMatchObject({ person: other.actors.rw1.person });
});

test('who recorded a payment under one record does not approve it under the other', async () => {
  const city = await freshCity();
  const { pilar, tenant, actors } = city;
  const { proposal } = await fundedProposal(city);
  const { voucher: disbursement } = granted(
    await recordDisbursement(pilar, actors.treasurer, {
      proposal,
      provider: 'Toko Bangunan',
      purpose: 'Bahan',
      amount: '1.000.000',
      receiptNumber: 'KW-1',
      paidOn: '2026-02-10',
    }),
  );
  const merge = { gone: actors.treasurer.person, stays: actors.lurah.person, reason: WHY };
  expect(await mergePeople(pilar, actors.lurah, merge)).toMatchObject({
    refusal: { refusal: 'access.office' },
  });
  granted(await mergePeople(pilar, actors.camat, merge));
  const { userId } = await accountOf(city, actors.lurah.person, { email: city.email });
  const lurah = await loadActor(pilar, tenant, { userId, secondFactor: true, provedAt: pilar.clock.now() });
  expect(lurah).toMatchObject({ mandates: [{ office: 'lurah' }, { office: 'village-treasurer' }] });
  const review = { voucher: disbursement, outcome: 'approve', remark: '' } as const;
  expect(lurah && (await reviewVoucher(pilar, lurah, review))).toMatchObject({
    refusal: { refusal: 'access.maker-checker' },
  });
});

test('two records that both rated in an open round are not merged while it is open; one alone goes on under its person', async () => {
  const city = await freshCity();
  const { pilar, tenant, actors, program } = city;
  const round = granted(
    await openRound(pilar, actors.lurah, {
      instrument: readFileSync('models/instruments/participation.yaml', 'utf8'),
      program: program.slug,
      region: VILLAGE,
      asOf: '2026-02-10',
      closesOn: '2026-02-24',
      poorHouseholds: '',
      poorSource: '',
    }),
  ).round;
  const stages = ['perencanaan', 'pengambilan-keputusan', 'pelaksanaan', 'pengawasan'];
  const answers = new Map(stages.map((stage) => [stage, { level: 'mengusulkan', evidence: '' }]));
  const rate = (actor: Actor, version = 0) => rateRound(pilar, actor, { round, version, answers });
  granted(await rate(actors.rw1));
  granted(await rate(actors.rw2));
  const merge = (gone: Actor, stays: Actor) =>
    mergePeople(pilar, actors.camat, { gone: gone.person, stays: stays.person, reason: WHY });
  expect(await merge(actors.rw1, actors.rw2)).toMatchObject({
    refusal: { refusal: 'merge.rated', field: 'gone' },
  });
  granted(await merge(actors.rw1, actors.rw3));
  const { userId } = await accountOf(city, actors.rw3.person, { email: city.email });
  const merged = await loadActor(pilar, tenant, { userId, secondFactor: false });
  if (!merged) throw new Error('nobody');
  expect(await rate(merged)).toMatchObject({ refusal: { refusal: 'input.stale' } });
  granted(await rate(merged, 1));
  expect((await pilar.read(tenant, (tx) => roundById(tx, round)))?.raters).toBe(2);
});
