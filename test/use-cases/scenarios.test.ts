import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { endMembership } from '#modules/actors/index.ts';
import { verifyRecords } from '#modules/journal/index.ts';
import {
  answerMatch,
  closeNeed,
  declineRecommendation,
  listRecommendations,
  listScenarios,
  makeScenario,
  needOverview,
  noteTalkRead,
  offerMatch,
  recommendTaker,
  sayAbout,
  scenarioFacts,
  scenarioPairs,
  stateOffer,
  type TypedHold,
  talkFacts,
  unsay,
  withdrawRecommendation,
} from '#modules/matching/index.ts';
import { deskOf } from '#modules/notices/index.ts';
import { granted, VILLAGE } from '../support/city.ts';
import { cityWithTjsl } from '../support/tjsl.ts';

const MEMBER = { who: 'member' } as const;

/** Two needs of residents are open; two companies said what they offer. */
async function cityWithOffers() {
  const city = await cityWithTjsl();
  const { pilar, tenant, actors, resident, education, health, program } = city;
  const company = await city.join(city.founder, 'PT Cahaya Hijau');
  const rival = await city.join(city.rival, 'PT Sinar Timur');
  let colour = 0x400;
  const open = async (title: string, scope: string, agency: Actor): Promise<Id> => {
    colour += 1;
    const fields = {
      ...{ title, scope, need: 'Belum ada.', place: VILLAGE, volume: '2', unit: 'buah', people: '60' },
      ...{ total: 'Rp 10 juta', answers: { bentuk: 'barang' } },
    };
    const need = await city.send(resident, 'permohonan', fields, { photo: `#${colour.toString(16)}` });
    granted(need.sent);
    await city.accept(actors.lurah, need.id);
    await city.accept(agency, need.id);
    return need.id;
  };
  const offers = async (who: Actor & { company: Id }, amount: string, fields: string[]) =>
    granted(
      await stateOffer(pilar, who, {
        ...{ program: program.slug, organization: who.company, amount, fields, places: [], forms: [] },
      }),
    );
  const books = await open('Buku bacaan', 'buku-perpustakaan', education);
  const water = await open('Air bersih', 'air-bersih', health);
  await offers(company, 'Rp 10 juta', ['pendidikan']);
  await offers(rival, 'Rp 12 juta', []);
  const make = (who: Actor | { tenant: Id }, from?: Id, holds: readonly TypedHold[] = []) =>
    makeScenario(pilar, who, { program: program.slug, from, holds }, MEMBER);
  const rows = async (scenario: Id) =>
    (await pilar.read(tenant, (tx) => scenarioPairs(tx, scenario, { limit: 50, from: 0 }))).map((one) => [
      one.title,
      one.organizationName,
      one.hold,
      one.amount,
    ]);
  const facts = (who: Actor | { tenant: Id }, scenario: Id) =>
    pilar.read(tenant, (tx) => scenarioFacts(tx, who, scenario));
  const kinds = async (who: Actor) =>
    (await pilar.read(tenant, (tx) => deskOf(tx, who, 50))).map((one) => one.kind);
  const recommend = (who: Actor, need: Id, taker: Id, amount = 'Rp 10 juta', scenario?: Id) =>
    recommendTaker(pilar, who, { need, organization: taker, amount, note: '', scenario });
  return { ...city, company, rivals: rival, books, water, make, rows, facts, kinds, recommend };
}

test('the Forum sees who could meet what, with the bound, adjusts it, recommends, and what came of it is told', async () => {
  const city = await cityWithOffers();
  const { pilar, tenant, chair, company, rivals, resident, books, water, make, rows, facts, kinds } = city;
  const { scenario } = granted(await make(chair));
  // The one that offers help for education alone meets the books, though the other could.
  expect(await rows(scenario)).toEqual([
    ['Buku bacaan', 'PT Cahaya Hijau', 'free', 10_000_000n],
    ['Air bersih', 'PT Sinar Timur', 'free', 10_000_000n],
  ]);
  expect(await facts(chair, scenario)).toMatchObject({
    scenario: { ended: 'proved', givers: 2, offered: 22_000_000n, needs: 2, needed: 20_000_000n, from: null },
    outcome: { pairs: 2, amount: 20_000_000n, recommended: 0 },
    held: { pinned: 0, struck: 0 },
    refusal: undefined,
  });
  const first = await facts(chair, scenario);
  if ('refusal' in first && !('scenario' in first)) throw new Error('not read');
  expect(first.scenario.bound).toBe(first.scenario.value);

  // Struck out by hand, the books go elsewhere, and the water can be met by nobody; the earlier one stays as it was.
  const struck = { need: books, organization: company.company, hold: 'struck' as const, amount: '' };
  const pinned = { need: books, organization: rivals.company, hold: 'pinned' as const, amount: 'Rp 4 juta' };
  const { scenario: second } = granted(await make(chair, scenario, [struck, pinned]));
  expect(await rows(second)).toEqual([
    ['Buku bacaan', 'PT Cahaya Hijau', 'struck', 0n],
    ['Buku bacaan', 'PT Sinar Timur', 'pinned', 4_000_000n],
  ]);
  expect(await facts(chair, second)).toMatchObject({
    scenario: { from: scenario },
    held: { pinned: 1, struck: 1 },
    outcome: { pairs: 1, amount: 4_000_000n },
  });
  // What was held goes on being held, until it is let go.
  const free = { ...pinned, hold: 'free' as const };
  const { scenario: third } = granted(await make(chair, second, [free]));
  expect((await rows(third)).map((one) => one[2])).toEqual(['struck', 'free']);
  expect((await rows(scenario)).length).toBe(2);
  expect(await make(chair, scenario, [{ ...pinned, amount: 'Rp 10.000.001' }])).toMatchObject({
    refusal: { refusal: 'match.above-need', params: { rest: 10_000_000n } },
  });
  expect(await make(chair, scenario, [{ ...pinned, amount: 'banyak' }])).toMatchObject({
    refusal: { field: `amount.${books}.${rivals.company}` },
  });

  // Nobody was told of any of this. A recommendation is told to both sides.
  expect(await kinds(company)).not.toContain('match.recommended');
  granted(await city.recommend(chair, books, company.company, 'Rp 8 juta', scenario));
  expect(await kinds(company)).toContain('match.recommended');
  expect(await kinds(rivals)).not.toContain('match.recommended');
  expect(await kinds(resident)).toContain('need.recommended');
  expect(await city.recommend(chair, books, company.company)).toMatchObject({
    refusal: { refusal: 'recommendation.twice' },
  });
  // The company offers in the ordinary way, as much as it likes; the resident agrees.
  const { match } = granted(
    await offerMatch(pilar, company, {
      ...{ need: books, organization: company.company, amount: 'Rp 10 juta', note: '' },
    }),
  );
  expect(await kinds(company)).not.toContain('match.recommended');
  expect(await kinds(resident)).not.toContain('need.recommended');
  granted(await answerMatch(pilar, resident, { match, outcome: 'agree', remark: '' }));
  // Another is asked for the water and declines with a reason.
  const { recommendation } = granted(
    await city.recommend(chair, water, rivals.company, 'Rp 10 juta', scenario),
  );
  const decline = (who: Actor, reason: string) =>
    declineRecommendation(pilar, who, { recommendation, reason });
  expect(await decline(company, 'Bukan kami.')).toMatchObject({ refusal: { refusal: 'access.office' } });
  expect(await decline(rivals, ' ')).toMatchObject({
    refusal: { refusal: 'input.required', field: 'reason' },
  });
  granted(await decline(rivals, 'Sudah ada program lain.'));
  expect(await decline(rivals, 'Lagi.')).toMatchObject({ refusal: { refusal: 'recommendation.state' } });
  expect(await facts(chair, scenario)).toMatchObject({
    outcome: { recommended: 2, taken: 1, agreed: 1 },
  });
  const listed = await pilar.read(tenant, (tx) => listScenarios(tx, city.program.id, 10));
  expect(listed.map((one) => [one.id, one.taken])).toEqual([
    [third, 0],
    [second, 0],
    [scenario, 1],
  ]);
  expect((await pilar.read(tenant, (tx) => verifyRecords(tx))).faults).toEqual([]);
});

test('the whole is for the Forum’s offices; a recommendation is read by the two sides and them alone', async () => {
  const city = await cityWithOffers();
  const { pilar, tenant, chair, secretary, company, rivals, resident, books, make, facts } = city;
  for (const who of [company, resident, { tenant }]) {
    const refusal = 'person' in who ? 'access.office' : 'access.sign-in';
    expect(await make(who)).toMatchObject({ refusal: { refusal } });
  }
  const { scenario } = granted(await make(secretary));
  expect(await facts(company, scenario)).toMatchObject({ refusal: 'access.office' });
  expect(await facts({ tenant }, scenario)).toMatchObject({ refusal: 'access.sign-in' });
  expect(await city.recommend(company, books, rivals.company)).toMatchObject({
    refusal: { refusal: 'access.office' },
  });
  // Whoever sits on the Forum and speaks for a company does not recommend it, nor their own need.
  const both = { ...chair, mandates: [...chair.mandates, ...company.mandates] };
  expect(await city.recommend(both, books, company.company)).toMatchObject({
    refusal: { refusal: 'recommendation.own' },
  });
  expect(
    await city.recommend({ ...resident, mandates: chair.mandates }, books, company.company),
  ).toMatchObject({ refusal: { refusal: 'recommendation.own' } });
  granted(await city.recommend(chair, books, company.company));
  const read = async (who: Actor | { tenant: Id }) => {
    const found = await pilar.read(tenant, (tx) => needOverview(tx, who, books));
    if ('refusal' in found) throw new Error(found.refusal);
    return found.recommendations.map((one) => [one.mayDecline, one.mayWithdraw]);
  };
  expect(await read(company)).toEqual([[true, false]]);
  expect(await read(resident)).toEqual([[false, false]]);
  expect(await read(chair)).toEqual([[false, true]]);
  expect(await read(rivals)).toEqual([]);
  expect(await read({ tenant })).toEqual([]);
});

test('a recommendation is taken back before it was answered, and lapses with its need', async () => {
  const city = await cityWithOffers();
  const { pilar, tenant, chair, company, rivals, resident, books, kinds } = city;
  const { recommendation } = granted(await city.recommend(chair, books, company.company));
  const take = (who: Actor) => withdrawRecommendation(pilar, who, { recommendation, reason: 'Salah pilih.' });
  expect(await take(company)).toMatchObject({ refusal: { refusal: 'access.office' } });
  granted(await take(chair));
  expect(await kinds(company)).not.toContain('match.recommended');
  granted(await city.recommend(chair, books, company.company));
  granted(await city.recommend(chair, books, rivals.company));
  granted(await closeNeed(pilar, resident, { need: books, reason: 'Sudah ada.' }));
  const states = await pilar.read(tenant, (tx) => listRecommendations(tx, city.program.id, 10));
  expect(states.map((one) => one.state)).toEqual(['lapsed', 'lapsed', 'withdrawn']);
  expect(await kinds(rivals)).not.toContain('match.recommended');
  expect(await city.recommend(chair, books, company.company)).toMatchObject({
    refusal: { refusal: 'need.closed' },
  });
});

test('who has left, offers nothing more or promised it all is not proposed; what was promised is not asked again', async () => {
  const city = await cityWithOffers();
  const { pilar, actors, chair, company, rivals, books, water, make, rows, program } = city;
  granted(
    await offerMatch(pilar, rivals, {
      ...{ need: water, organization: rivals.company, amount: 'Rp 4 juta', note: '' },
    }),
  );
  // Eight of twelve million are left to it: too little for the books, enough for what is left of the water.
  const { scenario } = granted(await make(chair));
  expect(await rows(scenario)).toEqual([
    ['Buku bacaan', 'PT Cahaya Hijau', 'free', 10_000_000n],
    ['Air bersih', 'PT Sinar Timur', 'free', 6_000_000n],
  ]);
  await pilar.change(actors.setda, 'offices:write', async (tx) => {
    const last = { lastDay: '2026-02-10', endedBy: 'office' as const, endedFor: 'Pindah kota.' };
    await endMembership(tx, { organization: company.company, model: program.model.name, ...last });
    return { ok: true, value: undefined };
  });
  // Held earlier, it is let go and counted; typed now, it is refused.
  const pin = { need: books, organization: company.company, hold: 'pinned' as const, amount: 'Rp 1 juta' };
  expect(await make(chair, scenario, [pin])).toMatchObject({ refusal: { refusal: 'scenario.gone' } });
  const { scenario: after } = granted(await make(chair, scenario));
  expect(await rows(after)).toEqual([['Air bersih', 'PT Sinar Timur', 'free', 6_000_000n]]);
});

test('both sides and the Forum talk about a need in one place, and nobody else reads it', async () => {
  const city = await cityWithOffers();
  const { pilar, tenant, chair, company, rivals, resident, neighbour, books, kinds } = city;
  const thread = { need: books, organization: company.company };
  const say = (who: Actor | { tenant: Id }, said: string) => sayAbout(pilar, who, { ...thread, said });
  const read = (who: Actor | { tenant: Id }, limit = 10) =>
    pilar.read(tenant, (tx) => talkFacts(tx, who, thread, { limit }));
  expect(await say(resident, 'Apakah berminat?')).toMatchObject({ refusal: { refusal: 'talk.not-begun' } });
  expect(await say(company, ' ')).toMatchObject({ refusal: { refusal: 'input.required', field: 'said' } });
  const { message } = granted(await say(company, 'Berapa rak yang ada?'));
  expect(await kinds(resident)).toContain('talk.bringer');
  expect(await kinds(chair)).not.toContain('talk.steers');
  granted(await say(resident, 'Dua rak.'));
  expect(await kinds(resident)).not.toContain('talk.bringer');
  expect(await kinds(company)).toContain('talk.taker');
  granted(await noteTalkRead(pilar, company, thread));
  expect(await kinds(company)).not.toContain('talk.taker');
  granted(await say(chair, 'Forum dapat menjembatani.'));
  granted(await say(company, 'Baik.'));
  expect(await kinds(chair)).toContain('talk.steers');

  // Offices are told, the resident is not named; pages are cut.
  expect(await read(resident)).toMatchObject({
    speaking: { side: 'bringer' },
    messages: [
      { said: 'Baik.', side: 'taker', authorOrganization: 'PT Cahaya Hijau' },
      { office: 'forum-tjsl/ketua' },
      { said: 'Dua rak.', office: null, authorOrganization: null },
      { said: 'Berapa rak yang ada?', mayUnsay: false },
    ],
  });
  expect(await read(chair, 1)).toMatchObject({ messages: [{ said: 'Baik.' }] });
  for (const who of [rivals, neighbour, { tenant }]) {
    expect(await read(who)).toMatchObject({ refusal: 'access.not-found' });
    expect(await say(who, 'Halo.')).toMatchObject({
      refusal: { refusal: 'person' in who ? 'access.not-found' : 'access.sign-in' },
    });
    expect(await unsay(pilar, who, { message })).toMatchObject({
      refusal: { refusal: 'person' in who ? 'access.not-found' : 'access.sign-in' },
    });
  }
  expect(await unsay(pilar, resident, { message })).toMatchObject({
    refusal: { refusal: 'talk.not-yours' },
  });
  granted(await unsay(pilar, company, { message }));
  expect(await unsay(pilar, company, { message })).toMatchObject({ refusal: { refusal: 'talk.unsaid' } });
  const after = await read(chair);
  if (!('messages' in after)) throw new Error(after.refusal);
  expect(after.messages.at(-1)).toMatchObject({ said: '', withdrawnAt: expect.any(Date) });
  expect((await pilar.read(tenant, (tx) => verifyRecords(tx))).faults).toEqual([]);
});
