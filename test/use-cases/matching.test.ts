import { describe, expect, inject, test } from 'vitest';
import { type Actor, acting } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { endMembership } from '#modules/actors/index.ts';
import { pledge } from '#modules/funding/index.ts';
import { verifyRecords } from '#modules/journal/index.ts';
import {
  answerMatch,
  beginMatch,
  closeNeed,
  fundedElsewhere,
  needOverview,
  offerMatch,
  stateOffer,
  withdrawMatch,
} from '#modules/matching/index.ts';
import { deskOf } from '#modules/notices/index.ts';
import { proposalById } from '#modules/proposals/index.ts';
import { granted, VILLAGE } from '../support/city.ts';
import { cityWithTjsl } from '../support/tjsl.ts';

const NEED = {
  scope: 'buku-perpustakaan',
  title: 'Buku untuk perpustakaan RW 01',
  need: 'Anak-anak belajar bersama setiap sore, bukunya belum ada.',
  place: VILLAGE,
  volume: '200',
  unit: 'buku',
  people: '60',
  total: 'Rp 15 juta',
  answers: { bentuk: 'barang' },
};

/** A city in which a resident's need is open and two companies take part. */
async function cityWithNeed() {
  const tjsl = await cityWithTjsl();
  const { pilar, actors, resident, education } = tjsl;
  let colour = 0x200;
  const open = async (who: Actor, fields: Partial<typeof NEED> = {}, organization?: Id): Promise<Id> => {
    colour += 1;
    const need = await tjsl.send(
      who,
      'permohonan',
      { ...NEED, ...fields },
      { photo: `#${colour.toString(16)}`, ...(organization ? { organization } : {}) },
    );
    granted(need.sent);
    await tjsl.accept(actors.lurah, need.id);
    await tjsl.accept(education, need.id);
    return need.id;
  };
  const company = await tjsl.join(tjsl.founder, 'PT Cahaya Hijau');
  const rival = await tjsl.join(tjsl.rival, 'PT Sinar Timur');
  const offer = (who: Actor & { company: Id }, need: Id, amount = 'Rp 15 juta', note = '') =>
    offerMatch(pilar, who, { need, organization: who.company, amount, note });
  const agree = (who: Actor, match: Id) => answerMatch(pilar, who, { match, outcome: 'agree', remark: '' });
  const read = (who: Actor | { tenant: Id }, need: Id) =>
    pilar.read(tjsl.tenant, (tx) => needOverview(tx, who, need));
  return { ...tjsl, open, need: await open(resident), company, rivals: rival, offer, agree, read };
}

test('a company offers to meet a need, the resident agrees, and the work that follows leads back to it', async () => {
  const city = await cityWithNeed();
  const { pilar, tenant, resident, need, company, rivals, offer, agree, read } = city;
  expect(await read({ tenant }, need)).toMatchObject({ rest: 15_000_000n, matches: [], offerable: [] });
  expect(await read(company, need)).toMatchObject({
    offerable: [{ name: 'PT Cahaya Hijau', most: 15_000_000n, refusal: undefined }],
  });
  const { match } = granted(await offer(company, need));
  const kinds = async (who: Actor) =>
    (await pilar.read(tenant, (tx) => deskOf(tx, who, 50))).map((one) => one.kind);
  expect(await kinds(resident)).toContain('match.answer');

  // The public sees that an offer waits, not whose it is; the resident sees it and agrees, the company cannot.
  expect(await read({ tenant }, need)).toMatchObject({ waiting: 1, matches: [] });
  expect(await read(resident, need)).toMatchObject({ matches: [{ match: { id: match }, mayAnswer: true }] });
  expect(await agree(company, match)).toMatchObject({ refusal: { refusal: 'access.office' } });
  expect(await agree(rivals, match)).toMatchObject({ refusal: { refusal: 'access.office' } });
  granted(await agree(resident, match));
  expect(await agree(resident, match)).toMatchObject({
    refusal: { refusal: 'match.state', params: { state: 'agreed' } },
  });
  expect(await kinds(resident)).not.toContain('match.answer');
  expect(await kinds(company)).toContain('match.begin');
  expect(await read({ tenant }, need)).toMatchObject({
    need: { state: 'taken' },
    rest: 0n,
    waiting: 0,
    matches: [{ match: { organizationName: 'PT Cahaya Hijau', amount: 15_000_000n, state: 'agreed' } }],
  });
  expect(await offer(rivals, need)).toMatchObject({
    refusal: { refusal: 'need.taken', params: { organizations: ['PT Cahaya Hijau'] } },
  });

  // It does what was agreed by a proposal of its own, once.
  const { id: work } = granted(await beginMatch(pilar, company, { match }));
  const draft = await pilar.read(tenant, (tx) => proposalById(tx, work));
  expect(draft).toMatchObject({ kind: 'kegiatan', organization: company.company, state: 'draft' });
  expect(JSON.parse(draft?.fields ?? '{}')).toMatchObject({
    title: NEED.title,
    scope: NEED.scope,
    place: VILLAGE,
    volume: '200',
    people: '60',
    total: '15000000',
  });
  expect(await kinds(company)).not.toContain('match.begin');
  expect(await beginMatch(pilar, company, { match })).toMatchObject({ refusal: { refusal: 'match.begun' } });
  expect(await withdrawMatch(pilar, company, { match, reason: 'Batal.' })).toMatchObject({
    refusal: { refusal: 'match.begun' },
  });
  expect((await pilar.read(tenant, (tx) => verifyRecords(tx))).faults).toEqual([]);
});

test('what was promised for the same thing in the same place is seen before anybody promises', async () => {
  const { pilar, tenant, resident, need, company, offer, open, program } = await cityWithNeed();
  const second = await open(resident, { title: 'Buku bacaan anak', scope: 'pengembangan-perpustakaan' });
  const seen = () =>
    pilar.read(tenant, async (tx) => {
      const proposal = await proposalById(tx, second);
      return proposal ? fundedElsewhere(tx, program, proposal) : [];
    });
  expect(await seen()).toEqual([]);
  granted(await offer(company, need, 'Rp 5 juta'));
  expect(await seen()).toMatchObject([{ id: need, amount: 5_000_000n, likeness: 'like-words' }]);
});

describe('what stands against a match', () => {
  test('it is within the need, what the taker says it offers, and what its plan pledged', async () => {
    const city = await cityWithNeed();
    const { pilar, actors, resident, need, company, rivals, offer, open, program } = city;
    expect(await offer(company, need, 'Rp 15.000.001')).toMatchObject({
      refusal: { refusal: 'match.above-need', field: 'amount', params: { rest: 15_000_000n } },
    });
    expect(await offer(company, need, '')).toMatchObject({
      refusal: { refusal: 'input.required', field: 'note' },
    });
    const state = (amount: string, more = {}) =>
      stateOffer(pilar, company, {
        program: program.slug,
        organization: company.company,
        amount,
        fields: ['pendidikan'],
        places: [],
        forms: ['barang'],
        ...more,
      });
    expect(await state('Rp 20 juta', { fields: ['pendidikann'] })).toMatchObject({
      refusal: { issues: [{ field: 'fields', refusal: 'input.choice' }] },
    });
    granted(await state('Rp 20 juta'));
    granted(await offer(company, need, 'Rp 10 juta'));
    // The rest is open to others, and only the rest.
    expect(await offer(company, need, 'Rp 5 juta')).toMatchObject({ refusal: { refusal: 'match.twice' } });
    expect(await offer(rivals, need, 'Rp 6 juta')).toMatchObject({
      refusal: { refusal: 'match.above-need', params: { rest: 5_000_000n } },
    });
    granted(await offer(rivals, need, 'Rp 5 juta'));
    const second = await open(resident, { title: 'Rak buku' });
    expect(await offer(company, second, 'Rp 15 juta')).toMatchObject({
      refusal: { refusal: 'match.above-offer', params: { offered: 20_000_000n, rest: 10_000_000n } },
    });
    expect(await state('Rp 9 juta', { version: 1 })).toMatchObject({
      refusal: { refusal: 'match.below-promised', params: { promised: 10_000_000n } },
    });
    expect(await state('Rp 30 juta', { version: 7 })).toMatchObject({ refusal: { refusal: 'input.stale' } });
    granted(await state('Rp 30 juta', { version: 1 }));
    // Its plan is accepted, and pledges less than it said that it offers.
    await pilar.change(actors.setda, 'filings:write', async (tx, who) => {
      const amount = 12_000_000n;
      await pledge(tx, acting(who, 'operator'), program, {
        organization: company.company,
        purse: 'dana-tjsl',
        amount,
      });
      return { ok: true, value: undefined };
    });
    expect(await offer(company, second, 'Rp 15 juta')).toMatchObject({
      refusal: { refusal: 'match.above-pledge', params: { pledged: 12_000_000n, rest: 2_000_000n } },
    });
    granted(await offer(company, second, 'Rp 2 juta'));
  });

  test('nobody acts for both sides, and only who takes part', async () => {
    const city = await cityWithNeed();
    const { pilar, actors, offices, resident, need, company, rivals, offer, agree, open, program } = city;
    // The resident works for the company, too.
    const both = { ...resident, mandates: company.mandates, company: company.company };
    expect(await offer(both, need)).toMatchObject({ refusal: { refusal: 'match.own-need' } });
    const { match } = granted(await offer(company, need));
    expect(await agree(both, match)).toMatchObject({ refusal: { refusal: 'match.both-sides' } });
    const { match: other } = granted(await offer(rivals, await open(resident, { title: 'Rak buku' })));
    expect(
      await answerMatch(pilar, resident, { match: other, outcome: 'decline', remark: '' }),
    ).toMatchObject({ refusal: { refusal: 'input.required', field: 'remark' } });
    // The kelurahan answers for a resident who has no account; that of another place does not.
    granted(
      await answerMatch(pilar, actors.lurah, { match: other, outcome: 'decline', remark: 'Sudah ada rak.' }),
    );

    const rw = await open(actors.rw1, { title: 'Kursi', place: offices.rw1.region }, offices.rw1.id);
    expect(await offer({ ...actors.rw1, company: offices.rw1.id }, rw)).toMatchObject({
      refusal: { refusal: 'match.not-open' },
    });
    // Whoever has left promises nothing more.
    await pilar.change(actors.setda, 'offices:write', async (tx) => {
      await endMembership(tx, {
        organization: rivals.company,
        model: program.model.name,
        lastDay: '2026-02-10',
        endedBy: 'office',
        endedFor: 'Pindah kota.',
      });
      return { ok: true, value: undefined };
    });
    expect(await offer(rivals, rw)).toMatchObject({
      refusal: { refusal: 'member.left', params: { organization: 'PT Sinar Timur' } },
    });
    expect(await city.read(rivals, rw)).toMatchObject({
      offerable: [{ refusal: { refusal: 'member.left' } }],
    });
  });

  test('a need that is closed meanwhile is met by nobody; what was agreed stays', async () => {
    const city = await cityWithNeed();
    const { pilar, tenant, resident, neighbour, need, company, rivals, offer, agree } = city;
    const { match: first } = granted(await offer(company, need, 'Rp 5 juta'));
    granted(await agree(resident, first));
    const { match: second } = granted(await offer(rivals, need, 'Rp 5 juta'));
    const close = (who: Actor, reason = 'Sudah dibelikan sekolah.') =>
      closeNeed(pilar, who, { need, reason });
    expect(await close(neighbour)).toMatchObject({ refusal: { refusal: 'access.office' } });
    expect(await close(resident, ' ')).toMatchObject({
      refusal: { refusal: 'input.required', field: 'reason' },
    });
    granted(await close(resident));
    expect(await close(resident)).toMatchObject({ refusal: { refusal: 'need.closed' } });
    expect(await agree(resident, second)).toMatchObject({
      refusal: { refusal: 'match.state', params: { state: 'lapsed' } },
    });
    expect(await offer(rivals, need, 'Rp 5 juta')).toMatchObject({
      refusal: { refusal: 'need.closed', params: { reason: 'Sudah dibelikan sekolah.' } },
    });
    expect(await city.read({ tenant }, need)).toMatchObject({
      need: { state: 'closed', promised: 5_000_000n },
      matches: [{ match: { id: first } }],
    });
    // What was agreed can be taken back as long as nothing began; the need stays closed.
    granted(await withdrawMatch(pilar, company, { match: first, reason: 'Anggaran dipotong.' }));
    expect(await city.read({ tenant }, need)).toMatchObject({ need: { state: 'closed', promised: 0n } });
  });
});

/** One connection serves embedded PostgreSQL: races are run where there are several. */
describe.runIf(inject('postgresUrl') !== '')('at the same moment', () => {
  test('two companies take one need: one gets it, the other is told by whom it is taken', async () => {
    const { need, company, rivals, offer } = await cityWithNeed();
    const both = await Promise.all([offer(company, need), offer(rivals, need)]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect(both.find((one) => !one.ok)).toMatchObject({
      refusal: { refusal: 'need.taken', params: { organizations: [expect.stringMatching(/^PT /)] } },
    });
  });

  test('one company promises twice what it offers: one promise stands', async () => {
    const { pilar, resident, need, company, offer, open, program } = await cityWithNeed();
    const second = await open(resident, { title: 'Rak buku' });
    granted(
      await stateOffer(pilar, company, {
        program: program.slug,
        organization: company.company,
        amount: 'Rp 15 juta',
        fields: [],
        places: [],
        forms: [],
      }),
    );
    const both = await Promise.all([offer(company, need), offer(company, second)]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect(both.find((one) => !one.ok)).toMatchObject({ refusal: { refusal: 'match.above-offer' } });
  });
});
