import { expect, test } from 'vitest';
import { type Actor, isOfficerFor } from '#kernel/actor.ts';
import { answerProposal } from '#modules/deliberation/index.ts';
import { flattened } from '#modules/fields/index.ts';
import { answerFiling } from '#modules/filings/index.ts';
import { faultsInLedger } from '#modules/funding/index.ts';
import { verifyRecords } from '#modules/journal/index.ts';
import { proposalOverview } from '#modules/overview/index.ts';
import { proposalById } from '#modules/proposals/index.ts';
import { handIn } from '#modules/reporting/index.ts';
import { faultsInFigures } from '#modules/transparency/index.ts';
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
};

/** TJSL as its YAML says it, from the request of a resident to what the Forum finds in step with the city. */
test('a resident asks, a company joins, commits itself, pledges by its plan and begins what the Forum approved', async () => {
  const tjsl = await cityWithTjsl();
  const { pilar, tenant, actors, resident, founder, mayor, economy, education, health, secretary } = tjsl;
  const state = (id: string) => pilar.read(tenant, (tx) => proposalById(tx, id));

  // A company joins by its NIB, which has 13 digits, and speaks for itself alone, though it stands for the whole city.
  const wrong = await tjsl.send(founder, 'pendaftaran-perusahaan', {
    answers: { nama: 'PT Cahaya', nib: '012034567890', minat: 'pendidikan', alamat: 'Jl. Melati 1' },
  });
  expect(wrong.sent).toMatchObject({
    refusal: {
      issues: expect.arrayContaining([
        expect.objectContaining({ field: 'answers.nib', refusal: 'input.digits', params: { length: 13 } }),
      ]),
    },
  });
  const director = await tjsl.join(founder, 'PT Cahaya Hijau', 'pendidikan lingkungan');
  const { company } = director;
  expect(director.mandates).toMatchObject([{ office: 'direksi', alone: true, region: '32.73' }]);
  expect(isOfficerFor(director, { place: VILLAGE, organization: null })).toBe(false);

  // A resident's request, for everybody to read but not who wrote it: the kelurahan, then the agency of its field.
  const told = await tjsl.send(resident, 'permohonan', { ...NEED, answers: { bentuk: 'barang' } });
  expect(told.sent).toMatchObject({ refusal: { issues: [{ refusal: 'proposal.photos' }] } });
  const early = { bentuk: 'barang', perusahaan: company };
  expect(
    (await tjsl.send(resident, 'permohonan', { ...NEED, answers: early }, { photo: '#123' })).sent,
  ).toMatchObject({
    refusal: { issues: [{ field: 'answers.perusahaan', refusal: 'input.choice' }] },
  });

  // The letter: checked, passed on by the mayor, decided by the Forum, followed up; then residents may address the company.
  const letter = await tjsl.letter(director, 'Proposal.pdf');
  granted(letter.sent);
  expect(await state(letter.id)).toMatchObject({ forum: null, route: ['pemeriksaan', 'disposisi'] });
  await tjsl.accept(economy, letter.id);
  await tjsl.accept(mayor, letter.id);
  expect(await state(letter.id)).toMatchObject({ state: 'submitted', forum: 'triwulan' });
  await tjsl.meet([[letter.id, 'setuju']]);
  expect(await state(letter.id)).toMatchObject({ state: 'accepted' });
  for (const who of [education, economy, mayor]) granted(await tjsl.follow(who, letter.id));
  const need = await tjsl.send(resident, 'permohonan', { ...NEED, answers: early }, { photo: '#456' });
  granted(need.sent);
  await tjsl.accept(actors.lurah, need.id);
  expect(
    await answerProposal(pilar, health, { proposal: need.id, outcome: 'accept', remark: '' }),
  ).toMatchObject({ refusal: { refusal: 'access.office' } });
  await tjsl.accept(education, need.id);
  expect(await pilar.read(tenant, (tx) => proposalOverview(tx, { tenant }, need.id))).toMatchObject({
    proposal: { state: 'accepted', title: NEED.title, person: null },
    applicant: undefined,
    fieldAnswers: [{ value: 'barang' }, { called: 'PT Cahaya Hijau' }],
  });

  // The plan: written by its officer, set by its board and by nobody who wrote it, seen by the Forum; then it is money.
  const work = {
    scope: 'buku-perpustakaan',
    title: 'Seribu buku',
    need: 'Minat baca.',
    place: VILLAGE,
    volume: '1000',
    unit: 'buku',
    people: '400',
    total: 'Rp 60 juta',
  };
  const activity = await tjsl.send(director, 'kegiatan', work, { organization: company });
  granted(activity.sent);
  const officer = await tjsl.officerOf(director, tjsl.neighbour);
  const line = {
    kegiatan: 'buku-perpustakaan',
    lokasi: VILLAGE,
    sasaran: 'Perpustakaan RW',
    kuantitas: '600',
    satuan: 'buku',
    tujuan: 'Anak-anak gemar membaca.',
    biaya: 'Rp 40 juta',
  };
  const content = flattened({
    ditetapkan: '2026-02-05',
    surat: '1/DIR/2026',
    rincian: [
      { ...line, permohonan: need.id },
      { ...line, kegiatan: 'ruang-kelas', biaya: '10.000.000' },
    ],
  });
  const { filing } = granted(
    await handIn(pilar, officer, { obligation: await tjsl.owed(company, 'rencana'), content }),
  );
  const answer = (who: Actor) => answerFiling(pilar, who, { filing, outcome: 'accept', remark: '' });
  const rival = await tjsl.join(tjsl.rival, 'PT Bukan Itu');
  expect(await answer(rival)).toMatchObject({ refusal: { refusal: 'access.office' } });
  expect(await answer({ ...officer, mandates: director.mandates })).toMatchObject({
    refusal: { refusal: 'access.maker-checker' },
  });
  granted(await answer(director));
  granted(await answer(secretary));
  // What the plan holds is approved and committed; Rp60 million are more than is left of it.
  const smaller = { ...work, title: 'Enam ratus buku', total: 'Rp 40 juta' };
  const books = await tjsl.send(director, 'kegiatan', smaller, { organization: company });
  granted(books.sent);
  const both = [books.id, activity.id].map((id) => [id, 'selaras'] as const);
  await expect(tjsl.meet(both)).rejects.toThrow('ceiling.exceeded');
  expect(await state(books.id)).toMatchObject({ state: 'funded', granted: 40_000_000n });
  expect(await state(activity.id)).toMatchObject({ state: 'submitted', granted: null });
  await pilar.read(tenant, async (tx) => {
    expect(await faultsInLedger(tx)).toEqual([]);
    expect(await faultsInFigures(tx)).toEqual([]);
    expect((await verifyRecords(tx)).faults).toEqual([]);
  });
});
