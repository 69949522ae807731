import { expect, test } from 'vitest';
import { isRefusal } from '#kernel/refusal.ts';
import {
  addProposalPhoto,
  proposalById,
  returnProposal,
  startProposal,
  submitProposal,
} from '#modules/proposals/index.ts';
import { type City, DRAINAGE, granted, photo, withCity } from '../../../test/support/city.ts';
import { submittedProposal } from '../../../test/support/funded.ts';
import { type Review, reviewProposal } from './index.ts';

type Who = Parameters<typeof reviewProposal>[1];

async function reviewOf(city: City, who: Who, id: string): Promise<Review | string> {
  const found = await city.pilar.read(city.tenant, (tx) => reviewProposal(tx, who, id));
  return isRefusal(found) ? found.refusal : found;
}

async function draft(city: City, fields = DRAINAGE): Promise<string> {
  const { pilar, actors, offices, program } = city;
  const input = { program: program.slug, organization: offices.rw1.id, fields };
  return granted(await startProposal(pilar, actors.rw1, input)).id;
}

const stored = (city: City, id: string) => city.pilar.read(city.tenant, (tx) => proposalById(tx, id));

test('a review says what sending would refuse, and changes nothing', async () => {
  const city = await withCity();
  const id = await draft(city, { ...DRAINAGE, title: '' });
  const before = await stored(city, id);
  expect(await reviewOf(city, city.actors.rw1, id)).toBe('input.invalid');
  expect(await stored(city, id)).toEqual(before);
});

test('a review is for whoever brings the proposal alone', async () => {
  const city = await withCity();
  const id = await draft(city);
  expect(await reviewOf(city, city.actors.lurah, id)).toBe('access.office');
  expect(await reviewOf(city, { tenant: city.tenant }, id)).toBe('access.sign-in');
});

test('what can be sent is shown as it will be, with what is unusual in it', async () => {
  const city = await withCity();
  const id = await draft(city, { ...DRAINAGE, poorHouseholds: '0', contributions: [] });
  const file = await photo();
  granted(await addProposalPhoto(city.pilar, city.actors.rw1, { proposal: id, file, caption: 'Gang' }));
  const review = await reviewOf(city, city.actors.rw1, id);
  if (typeof review === 'string') throw new Error(review);
  expect(review.content).toMatchObject({ title: DRAINAGE.title, poorHouseholds: 0 });
  expect(review.ceiling?.remaining).toBeGreaterThan(0n);
  const what = review.unusual.map((one) => one.what);
  expect(what).toContain('no-poor');
  expect(what).toContain('no-contribution');
  expect(what).not.toContain('no-photo');
  expect((await stored(city, id))?.state).toBe('draft');
});

test('a proposal has its receipt from when it is sent, and keeps it when it is sent again', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  expect((await stored(city, await draft(city)))?.receipt).toBeNull();
  const proposal = await submittedProposal(city);
  const first = (await stored(city, proposal))?.receipt;
  expect(first).toBeGreaterThan(0n);
  granted(await returnProposal(pilar, actors.lurah, { proposal, remark: 'Lengkapi volumenya.' }));
  granted(await submitProposal(pilar, actors.rw1, { proposal }));
  expect((await stored(city, proposal))?.receipt).toBe(first);
});
