import { expect, test } from 'vitest';
import { isRefusal, type Refusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import { answerProposal } from '#modules/deliberation/index.ts';
import { documentsOf } from '#modules/documents/index.ts';
import { verifyRecords } from '#modules/journal/index.ts';
import { proposalFacts, readableDocument } from '#modules/overview/index.ts';
import {
  enterForPerson,
  followByCode,
  MOST_A_DAY,
  mendByCode,
  ProposalFields,
  proposalById,
  returnProposal,
  type SentWithoutAccount,
  sendWithoutAccount,
  withdrawByCode,
} from '#modules/proposals/index.ts';
import type { Caller } from '#platform/sign-in/sign-in.ts';
import { addCity, granted, photo, VILLAGE } from '../support/city.ts';
import { cityWithTjsl } from '../support/tjsl.ts';

const STRANGER: Caller = { cookie: '', address: '203.0.113.9', userAgent: 'test' };

const NEED = {
  scope: 'buku-perpustakaan',
  title: 'Buku untuk perpustakaan RW 01',
  need: 'Anak-anak belajar bersama setiap sore, bukunya belum ada.',
  place: `${VILLAGE}.001`,
  volume: '200',
  unit: 'buku',
  people: '60',
  total: 'Rp 15 juta',
  answers: { bentuk: 'barang' },
};

async function open() {
  const tjsl = await cityWithTjsl();
  const picture = await photo('#123');
  const sent = (more: Partial<SentWithoutAccount> & { need?: object } = {}): SentWithoutAccount => ({
    program: tjsl.program.slug,
    kind: 'permohonan',
    name: 'Ibu Sumiati',
    phone: '0812 1111 2222',
    fields: ProposalFields.parse({ ...NEED, ...more.need }),
    photos: [picture],
    documents: [],
    another: false,
    key: '',
    ...more,
  });
  const send = (more: Parameters<typeof sent>[0] = {}, caller = STRANGER) =>
    sendWithoutAccount(tjsl.pilar, caller, tjsl.tenant, sent(more));
  const follow = (code: string, caller = STRANGER) => followByCode(tjsl.pilar, caller, tjsl.tenant, code);
  const state = async (id: string) =>
    (await tjsl.pilar.read(tjsl.tenant, (tx) => proposalById(tx, id)))?.state;
  return { ...tjsl, picture, send, sent, follow, state };
}

/** Every refusal of a form, by its field. */
function issuesOf(result: Result<unknown>): Record<string, string> {
  if (result.ok) return {};
  const { issues = [result.refusal] } = result.refusal;
  return Object.fromEntries(issues.map((one: Refusal) => [one.field ?? '', one.refusal]));
}

test('a resident sends a need without an account, follows it with a code, mends it and sees it accepted', async () => {
  const city = await open();
  const { pilar, tenant, actors, education } = city;
  const receipt = granted(await city.send());
  expect(receipt.code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/);
  const { proposal } = receipt;

  // Public without who she is; whoever judges it knows whom to ask.
  const read = (who: Parameters<typeof proposalFacts>[1]) =>
    pilar.read(tenant, async (tx) => {
      const facts = await proposalFacts(tx, who, proposal);
      if (isRefusal(facts)) throw new Error(facts.refusal);
      return facts;
    });
  const open_ = await read({ tenant });
  expect(open_.proposal).toMatchObject({ title: NEED.title, person: null, village: VILLAGE });
  expect([open_.applicant, open_.contact]).toEqual([undefined, undefined]);
  expect(JSON.stringify(open_, (_, value) => (typeof value === 'bigint' ? `${value}` : value))).not.toMatch(
    /Sumiati|81211112222/,
  );
  expect((await read(actors.lurah)).contact).toMatchObject({
    name: 'Ibu Sumiati',
    phone: '+6281211112222',
    way: 'web',
  });
  expect((await read(city.neighbour)).contact).toBeUndefined();

  // Returned, mended with the code as she types it, and sent again.
  granted(await returnProposal(pilar, actors.lurah, { proposal, remark: 'Berapa anak yang belajar?' }));
  const followed = await city.follow(receipt.code.toLowerCase().replaceAll('-', ' '));
  if (isRefusal(followed)) throw new Error(followed.refusal);
  expect(followed.slip.proposal).toBe(proposal);
  const fields = ProposalFields.parse({ ...NEED, people: '75' });
  granted(
    await mendByCode(pilar, followed, {
      version: undefined,
      fields,
      photos: [await photo('#456')],
      documents: [],
    }),
  );
  expect(await city.state(proposal)).toBe('submitted');

  granted(await answerProposal(pilar, actors.lurah, { proposal, outcome: 'accept', remark: '' }));
  granted(await answerProposal(pilar, education, { proposal, outcome: 'accept', remark: '' }));
  expect(await city.state(proposal)).toBe('accepted');
  expect(await pilar.read(tenant, (tx) => verifyRecords(tx))).toMatchObject({ faults: [] });
});

test('documents that support a need are read by whoever asks and the offices over its place, never in public', async () => {
  const city = await open();
  const { pilar, tenant, actors, picture } = city;
  const plan = { file: await photo('#789'), called: 'Denah taman baca.pdf' };
  expect(issuesOf(await city.send({ documents: [plan, plan, plan, plan] }))).toEqual({
    documents: 'file.too-many',
  });
  expect(issuesOf(await city.send({ documents: [{ ...plan, file: new Uint8Array([1, 2]) }] }))).toEqual({
    documents: 'file.type',
  });
  const { code, proposal } = granted(await city.send({ documents: [plan] }));
  const [laid] = (await pilar.read(tenant, (tx) => documentsOf(tx, proposal))).filter(
    (one) => one.role === 'document',
  );
  if (!laid) throw new Error('the document is gone');
  const reads = async (who: Parameters<typeof proposalFacts>[1]) =>
    pilar.read(tenant, async (tx) => {
      const facts = await proposalFacts(tx, who, proposal);
      const named = isRefusal(facts) ? [] : facts.documents.map((one) => one.caption);
      return { named, file: (await readableDocument(tx, who, laid.id)) !== undefined };
    });
  const followed = await city.follow(code);
  if (isRefusal(followed)) throw new Error(followed.refusal);
  const seen = { named: [plan.called], file: true };
  for (const who of [followed.as, actors.lurah, city.education]) expect(await reads(who)).toEqual(seen);
  for (const who of [{ tenant }, city.neighbour, city.founder, actors.rw2]) {
    expect(await reads(who)).toEqual({ named: [], file: false });
  }

  // Returned and mended: a further one comes along, the same again is taken once.
  granted(await returnProposal(pilar, actors.lurah, { proposal, remark: 'Mana daftar anaknya?' }));
  const list = { file: await photo('#987'), called: 'Daftar anak.pdf' };
  const fields = ProposalFields.parse(NEED);
  const mended = { version: undefined, fields, photos: [picture], documents: [plan, list] };
  granted(await mendByCode(pilar, followed, mended));
  expect((await reads(actors.lurah)).named).toEqual([plan.called, list.called]);

  // The office that enters for somebody adds them in the same way.
  const entered = granted(
    await enterForPerson(pilar, actors.lurah, {
      ...{ program: city.program.slug, kind: 'permohonan', name: 'Pak Dadang', phone: '0812 3333 4444' },
      ...{ way: 'telephone', receivedOn: '2026-02-09', photos: [], documents: [list], scan: [] },
      fields: ProposalFields.parse({ ...NEED, title: 'Meja belajar untuk RW 02' }),
    }),
  );
  const theirs = await pilar.read(tenant, (tx) => documentsOf(tx, entered.proposal));
  expect(theirs.map((one) => one.caption)).toEqual([list.called]);
  expect(await pilar.read(tenant, (tx) => verifyRecords(tx))).toMatchObject({ faults: [] });
});

test('what is typed wrongly is said all at once, and nothing is kept', async () => {
  const city = await open();
  expect(
    issuesOf(
      await city.send({ phone: '000', name: ' ', photos: [], need: { title: '', people: 'x', total: '' } }),
    ),
  ).toEqual({
    name: 'input.required',
    phone: 'phone.unreadable',
    title: 'input.required',
    people: 'input.number',
    total: 'input.required',
    photos: 'proposal.photos',
  });
  expect(issuesOf(await city.send({ need: { place: '32.04.01.2001' } }))).toEqual({
    place: 'region.unknown',
  });
  expect(issuesOf(await city.send({ need: { place: '32' } }))).toEqual({ place: 'region.outside' });
  const text = new TextEncoder().encode('bukan gambar');
  expect(issuesOf(await city.send({ photos: [text] }))).toEqual({ photos: 'file.type' });
  expect((await city.send({ kind: 'pendaftaran-perusahaan' })).ok).toBe(false);
  expect(issuesOf(await city.send({ kind: 'pendaftaran-perusahaan' }))).toEqual({ '': 'access.sign-in' });
  granted(await city.send());
});

test('the same need sent thrice is taken once, and who sent it is told to nobody', async () => {
  const city = await open();
  const first = granted(await city.send({ key: 'satu-dua-tiga' }));
  // The same form again, as when the answer was lost on the way: the same receipt.
  expect(granted(await city.send({ key: 'satu-dua-tiga' }))).toEqual(first);

  const shouted = { title: 'BUKU untuk Perpustakaan RW 01!' };
  for (const phone of ['0812 1111 2222', '0813 9999 8888']) {
    expect(issuesOf(await city.send({ phone, need: shouted }))).toEqual({ '': 'proposal.similar' });
    const again = await city.send({ phone, need: shouted, another: true });
    expect(again).toMatchObject({
      refusal: {
        issues: [{ refusal: 'proposal.repeated', params: { proposal: first.proposal, title: NEED.title } }],
      },
    });
  }
  // Another need of nearly the same name is taken once its sender says so; elsewhere it is another anyway.
  const other = { need: 'Rak dan meja untuk warga lanjut usia yang membaca koran.' };
  expect(issuesOf(await city.send({ need: other }))).toEqual({ '': 'proposal.similar' });
  granted(await city.send({ need: other, another: true }));
  granted(await city.send({ need: { place: `${VILLAGE}.002` } }));
});

test('a code is of one city and one need, and guesses are slowed down', async () => {
  const city = await open();
  const { pilar } = city;
  const mine = granted(await city.send());
  const hers = granted(await city.send({ need: { place: `${VILLAGE}.003` } }));
  const followed = await city.follow(hers.code);
  if (isRefusal(followed)) throw new Error(followed.refusal);
  granted(await withdrawByCode(pilar, followed, { version: undefined, reason: 'Sudah dibelikan RW.' }));
  expect([await city.state(mine.proposal), await city.state(hers.proposal)]).toEqual([
    'submitted',
    'withdrawn',
  ]);

  const elsewhere = await addCity(pilar, { slug: 'cimahi' });
  const wrong = { refusal: 'slip.code', field: 'kode' };
  expect(await followByCode(pilar, STRANGER, elsewhere.tenant, mine.code)).toMatchObject(wrong);
  const guesser = { ...STRANGER, address: '198.51.100.7' };
  const answers = [];
  for (let n = 0; n < 20; n += 1) {
    const answer = await city.follow(n % 2 ? 'AAAA-BBBB-CCCC' : 'bukan kode', guesser);
    answers.push(isRefusal(answer) ? answer.refusal : 'open');
  }
  expect(answers.slice(0, 15)).toEqual(Array(15).fill('slip.code'));
  expect(answers.at(-1)).toBe('slip.limited');
  expect(isRefusal(await city.follow(mine.code))).toBe(false);
});

test('a number brings so many on a day, and an address so many at once', async () => {
  const city = await open();
  const places = [`${VILLAGE}.001`, `${VILLAGE}.002`, `${VILLAGE}.003`, VILLAGE];
  const scopes = ['buku-perpustakaan', 'laboratorium-lapangan'];
  const all = scopes.flatMap((scope) => places.map((place) => ({ scope, place })));
  const caller = (n: number) => ({ ...STRANGER, address: `192.0.2.${n}` });
  for (const [n, need] of all.slice(0, MOST_A_DAY).entries()) granted(await city.send({ need }, caller(n)));
  expect(issuesOf(await city.send({ need: all[MOST_A_DAY] }, caller(50)))).toEqual({
    phone: 'slip.too-many',
  });
  const refusals = [];
  for (let n = 0; n < 25; n += 1) {
    const sent = await city.send({ phone: `0813 2222 3${n + 100}`, need: { place: '32' } }, caller(99));
    refusals.push(sent.ok ? 'sent' : (sent.refusal.issues?.[0] ?? sent.refusal).refusal);
  }
  expect(refusals[0]).toBe('region.outside');
  expect(refusals.at(-1)).toBe('slip.limited');
});

test('a number that belongs to an account leads nobody to it, and is not taken from its holder', async () => {
  const city = await open();
  const { pilar, tenant } = city;
  const first = granted(await city.send({ phone: '081300000002' }));
  const second = granted(await city.send({ phone: '0813-0000-0002', need: { place: `${VILLAGE}.002` } }));
  const persons = await pilar.read(tenant, async (tx) => [
    (await proposalById(tx, first.proposal))?.person,
    (await proposalById(tx, second.proposal))?.person,
  ]);
  // One record of its own for the number, not that of the secretary of the Forum who has it.
  expect(persons[0]).toBe(persons[1]);
  expect(persons[0]).not.toBe(city.secretary.person);
});

test('what comes by telephone or on paper is entered by the kelurahan, and another officer looks at it', async () => {
  const city = await open();
  const { pilar, tenant, actors } = city;
  const entered = {
    program: city.program.slug,
    kind: 'permohonan',
    name: 'Pak Dadang',
    phone: '0812 3333 4444',
    way: 'telephone',
    receivedOn: '2026-02-09',
    fields: ProposalFields.parse(NEED),
    photos: [],
    documents: [],
    scan: [],
  };
  const { code, proposal } = granted(await enterForPerson(pilar, actors.lurah, entered));
  // Whoever entered it does not examine it.
  for (const answer of [
    await answerProposal(pilar, actors.lurah, { proposal, outcome: 'accept', remark: '' }),
    await returnProposal(pilar, actors.lurah, { proposal, remark: 'Kurang foto.' }),
  ]) {
    expect(answer).toMatchObject({ ok: false, refusal: { refusal: expect.stringMatching(/^access\./) } });
  }
  const followed = await city.follow(code);
  expect(followed).toMatchObject({ slip: { way: 'telephone', enteredBy: actors.lurah.person } });
  const facts = await pilar.read(tenant, (tx) => proposalFacts(tx, actors.lurah, proposal));
  expect(facts).toMatchObject({ contact: { name: 'Pak Dadang', enteredBy: expect.any(String) } });
  expect(JSON.stringify(await pilar.read(tenant, (tx) => verifyRecords(tx)))).toContain('"faults":[]');

  const paper = { ...entered, way: 'paper', receivedOn: '2026-03-01', phone: '12' };
  expect(issuesOf(await enterForPerson(pilar, actors.lurah, paper))).toEqual({
    phone: 'phone.unreadable',
    receivedOn: 'input.date-order',
    scan: 'input.required',
  });
  const twoPages = { ...entered, way: 'paper', scan: [await photo('#a11'), await photo('#b11')] };
  expect(issuesOf(await enterForPerson(pilar, actors.lurah, twoPages))).toEqual({ scan: 'file.too-many' });
  // Of another kelurahan, or of no office that the model names.
  const [held] = actors.lurah.mandates;
  if (!held) throw new Error('the lurah holds no office');
  const strange = { ...actors.lurah, mandates: [{ ...held, region: '32.73.01.1001' }] };
  const elsewhere = {
    ...entered,
    phone: '0812 5555 6666',
    fields: ProposalFields.parse({ ...NEED, title: 'Meja baca' }),
  };
  expect(issuesOf(await enterForPerson(pilar, strange, elsewhere))).toEqual({ place: 'region.outside' });
  expect(issuesOf(await enterForPerson(pilar, actors.rw1, elsewhere))).toEqual({ '': 'access.office' });
  expect(issuesOf(await enterForPerson(pilar, { tenant }, elsewhere))).toEqual({ '': 'access.sign-in' });
});
