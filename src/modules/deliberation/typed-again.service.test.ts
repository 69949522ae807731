import { expect, test } from 'vitest';
import type { Result } from '#kernel/result.ts';
import { recordDisbursement } from '#modules/funding/index.ts';
import {
  addProposalPhoto,
  listProposals,
  proposalById,
  startProposal,
  withdrawProposal,
} from '#modules/proposals/index.ts';
import { granted, photo, withCity } from '../../../test/support/city.ts';
import { DRAINAGE } from '../../../test/support/drainage.ts';
import { fundedProposal, submittedProposal } from '../../../test/support/funded.ts';
import { hall, openIn } from '../../../test/support/voting-hall.ts';
import { cancelVote, recordAttendance } from './index.ts';

const refusedWith = (result: Result<unknown>) => (result.ok ? undefined : result.refusal.refusal);

/* What comes in again after Back, with a key of its own: done once all the same. */

test('an attendance form sent again adds nobody who stands on the list', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const { forum } = await hall(city);
  const come = (names: readonly string[]) =>
    recordAttendance(pilar, actors.lurah, {
      forum,
      people: names.map((name) => ({ element: 'others', unit: null, name })),
    });
  expect(granted(await come(['Siti Aminah', 'Nur’aini'])).recorded).toBe(2);
  expect(granted(await come(['siti  aminah', "Nur'aini", 'Budi'])).recorded).toBe(1);
  for (const name of ['\u200b', '😀', '123', 'a'.repeat(121)]) {
    expect(await come([name])).toMatchObject({ ok: false });
  }
});

test('a draft in which nothing was written is gone on with', async () => {
  const { pilar, actors, program, offices } = await withCity();
  const begin = () =>
    startProposal(pilar, actors.rw1, { program: program.slug, organization: offices.rw1.id });
  const first = granted(await begin());
  expect(granted(await begin()).id).toBe(first.id);
});

test('the very same photo of a proposal is kept once', async () => {
  const { pilar, actors, program, offices } = await withCity();
  const { id: proposal } = granted(
    await startProposal(pilar, actors.rw1, {
      program: program.slug,
      organization: offices.rw1.id,
      fields: DRAINAGE,
    }),
  );
  const file = await photo();
  const add = (caption: string) => addProposalPhoto(pilar, actors.rw1, { proposal, file, caption });
  granted(await add('Gang tergenang'));
  expect(await add('gang  tergenang')).toMatchObject({
    refusal: { refusal: 'input.repeated', field: 'photos' },
  });
  granted(await add('Dari utara'));
});

test('the very same payment is recorded once', async () => {
  const city = await withCity();
  const { proposal } = await fundedProposal(city);
  const pay = () =>
    recordDisbursement(city.pilar, city.actors.treasurer, {
      proposal,
      provider: 'CV Uji',
      purpose: 'Bahan',
      amount: 'Rp 1.000.000,-',
      receiptNumber: 'KW-UJI-001',
      paidOn: '2026-02-10',
    });
  granted(await pay());
  expect(refusedWith(await pay())).toBe('input.repeated');
});

test('what stands on the slip of an open vote is not withdrawn before it is over', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const { forum, proposals } = await hall(city);
  const [first = ''] = proposals;
  const vote = await openIn(city, forum);
  const withdraw = () => withdrawProposal(pilar, actors.rw1, { proposal: first, reason: '' });
  expect(refusedWith(await withdraw())).toBe('ballot.listed');
  granted(await cancelVote(pilar, actors.lurah, { vote, reason: 'Salah bentuk' }));
  granted(await withdraw());
});

test('a title is found whatever its apostrophes, accents, spaces and the order of words', async () => {
  const city = await withCity();
  const { pilar, program, tenant } = city;
  const id = await submittedProposal(city, { ...DRAINAGE, title: 'Kafé  Al-Qur’an dan 10 Tong Sampah' });
  const find = (text: string) =>
    pilar.read(tenant, (tx) => listProposals(tx, { program: program.id, text }, 10));
  for (const text of ["Al-Qur'an", 'kafe', 'sampah tong', 'Tong  Sampah']) {
    expect([text, (await find(text)).map((one) => one.id)]).toEqual([text, [id]]);
  }
  expect(await find('sampah kopi')).toEqual([]);
  expect((await pilar.read(tenant, (tx) => proposalById(tx, id)))?.title).toBe(
    'Kafé Al-Qur’an dan 10 Tong Sampah',
  );
});
