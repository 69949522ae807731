import { expect, test } from 'vitest';
import { isRefusal } from '#kernel/refusal.ts';
import { verifyRecords } from '#modules/journal/index.ts';
import { answerByCode, offerMatch, offersFollowed, sayAbout, sayByCode } from '#modules/matching/index.ts';
import { deskOf } from '#modules/notices/index.ts';
import { type Followed, followByCode, ProposalFields, sendWithoutAccount } from '#modules/proposals/index.ts';
import { granted, photo, VILLAGE } from '../support/city.ts';
import { cityWithTjsl } from '../support/tjsl.ts';

const CALLER = { cookie: '', address: '203.0.113.9', userAgent: 'test' };
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

/** Two needs of one resident without an account, both open, and a company that offers to meet each. */
async function cityWithOffers() {
  const tjsl = await cityWithTjsl();
  const { pilar, tenant, actors, education } = tjsl;
  const company = await tjsl.join(tjsl.founder, 'PT Cahaya Hijau');
  const opened = async (fields: Partial<typeof NEED>) => {
    const { code, proposal } = granted(
      await sendWithoutAccount(pilar, CALLER, tenant, {
        ...{ program: tjsl.program.slug, kind: 'permohonan', name: 'Ibu Sumiati', phone: '0812 1111 2222' },
        fields: ProposalFields.parse({ ...NEED, ...fields }),
        documents: [],
        photos: [await photo(fields.title ? '#234' : '#123')],
        another: true,
        key: '',
      }),
    );
    const follow = async (): Promise<Followed> => {
      const followed = await followByCode(pilar, CALLER, tenant, code);
      if (isRefusal(followed)) throw new Error(followed.refusal);
      return followed;
    };
    const read = async () => {
      const followed = await follow();
      return pilar.read(tenant, (tx) => offersFollowed(tx, followed, 10));
    };
    expect(await read()).toBeUndefined();
    await tjsl.accept(actors.lurah, proposal);
    await tjsl.accept(education, proposal);
    const { match } = granted(
      await offerMatch(pilar, company, {
        ...{ need: proposal, organization: company.company, amount: 'Rp 10 juta', note: '' },
      }),
    );
    return { need: proposal, follow, read, match };
  };
  const books = await opened({});
  const shelf = await opened({ title: 'Rak buku untuk RW 01', place: `${VILLAGE}.002` });
  return { ...tjsl, company, books, shelf };
}

test('a resident without an account agrees to one offer and declines another, each with the code of its need', async () => {
  const { pilar, tenant, company, books, shelf } = await cityWithOffers();
  const agree = { match: books.match, outcome: 'agree', remark: '' } as const;
  // A code opens one need: it answers no offer on another one, though the same person brought it.
  expect(await answerByCode(pilar, await shelf.follow(), agree)).toMatchObject({
    refusal: { refusal: 'access.not-found' },
  });
  expect(await books.read()).toMatchObject({ matches: [{ mayAnswer: true, match: { state: 'offered' } }] });
  granted(await answerByCode(pilar, await books.follow(), agree));
  expect(await books.read()).toMatchObject({ matches: [{ mayAnswer: false, match: { state: 'agreed' } }] });

  const decline = { match: shelf.match, outcome: 'decline', remark: '' } as const;
  expect(await answerByCode(pilar, await shelf.follow(), decline)).toMatchObject({
    refusal: { field: 'remark', refusal: 'input.required' },
  });
  granted(await answerByCode(pilar, await shelf.follow(), { ...decline, remark: 'Sudah dibelikan RW.' }));
  expect(await shelf.read()).toMatchObject({ matches: [{ match: { state: 'declined' } }] });
  const desk = await pilar.read(tenant, (tx) => deskOf(tx, company, 50));
  expect(desk.filter((one) => one.kind === 'match.begin').map((one) => one.subjectId)).toEqual([books.need]);
  expect((await pilar.read(tenant, (tx) => verifyRecords(tx))).faults).toEqual([]);
});

test('a company writes to a resident without an account, who answers with the code and is not named', async () => {
  const { pilar, tenant, company, books } = await cityWithOffers();
  const thread = { organization: company.company };
  granted(await sayAbout(pilar, company, { ...thread, need: books.need, said: 'Buku kelas berapa?' }));
  expect(await books.read()).toMatchObject({ talks: [{ messages: [{ said: 'Buku kelas berapa?' }] }] });
  expect(await sayByCode(pilar, await books.follow(), { ...thread, said: ' ' })).toMatchObject({
    refusal: { field: 'said', refusal: 'input.required' },
  });
  granted(await sayByCode(pilar, await books.follow(), { ...thread, said: 'Kelas tiga sampai enam.' }));
  expect(await books.read()).toMatchObject({
    talks: [{ messages: [{ side: 'bringer', office: null }, { side: 'taker' }] }],
  });
  const desk = await pilar.read(tenant, (tx) => deskOf(tx, company, 50));
  expect(desk.map((one) => one.kind)).toContain('talk.taker');
});
