import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { decideProposal, revokeDecision } from '#modules/deliberation/index.ts';
import { type City, granted, withCity } from '../../../test/support/city.ts';
import { forumWithQuorum, submittedProposal } from '../../../test/support/funded.ts';
import { newsFor } from './index.ts';

async function told(city: City, actor: Actor, limit = 20, before?: Id) {
  const news = await city.pilar.read(city.tenant, (tx) => newsFor(tx, actor, limit, before));
  return news.map(({ entry, about }) => ({ action: entry.action, page: about?.page, id: entry.id }));
}

test('whoever brought a proposal hears what others decided of it, newest first; their own acts are no news', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const proposal = await submittedProposal(city);
  const forum = await forumWithQuorum(city);
  expect(await told(city, actors.rw1)).toEqual([]);
  granted(
    await decideProposal(pilar, actors.lurah, { forum, proposal, outcome: 'reject', reason: 'Ditunda' }),
  );
  granted(await revokeDecision(pilar, actors.lurah, { forum, proposal, reason: 'Salah tekan' }));
  const news = await told(city, actors.rw1);
  expect(news).toMatchObject([
    { action: 'proposal.decision-revoked', page: `usulan/${proposal}` },
    { action: 'proposal.reject', page: `usulan/${proposal}` },
  ]);
  const [newest, older] = news;
  expect(await told(city, actors.rw1, 20, newest?.id)).toEqual([older]);
  expect(await told(city, actors.rw1, 1)).toEqual([newest]);
});

test('another institution, and whoever decided, are told nothing of it', async () => {
  const city = await withCity();
  const { pilar, actors } = city;
  const proposal = await submittedProposal(city);
  const forum = await forumWithQuorum(city);
  granted(
    await decideProposal(pilar, actors.lurah, { forum, proposal, outcome: 'reject', reason: 'Ditunda' }),
  );
  expect(await told(city, actors.rw2)).toEqual([]);
  // Also where the same person speaks for the institution.
  const both = { ...actors.lurah, mandates: [...actors.lurah.mandates, ...actors.rw1.mandates] };
  expect(await told(city, both)).toEqual([]);
  expect(await told(city, actors.rw1)).toHaveLength(1);
});
