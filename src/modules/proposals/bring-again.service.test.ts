import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { stewardOf } from '#modules/actors/index.ts';
import { decideProposal, sealForum } from '#modules/deliberation/index.ts';
import { historyOf } from '#modules/journal/index.ts';
import { proposalOverview, proposalTrail } from '#modules/overview/index.ts';
import { openProgram } from '#modules/programs/index.ts';
import { DRAINAGE, granted, photo, withCity } from '../../../test/support/city.ts';
import { forumWithQuorum, submittedProposal } from '../../../test/support/funded.ts';
import { addProposalPhoto, bringAgain, proposalById, submitProposal, withdrawProposal } from './index.ts';

test('a proposal is brought again after it was withdrawn, rejected and funded: once each, by whoever brought it, and its trail leads both ways', async () => {
  const city = await withCity();
  const { pilar, actors, tenant } = city;
  const visitor: Visitor = { tenant };
  const again = (who: Actor | Visitor, proposal: Id) => bringAgain(pilar, who, { proposal });
  const why = async (who: Actor | Visitor, proposal: Id) => {
    const result = await again(who, proposal);
    return result.ok ? 'granted' : result.refusal.refusal;
  };
  const trail = async (who: Actor | Visitor, proposal: Id) => {
    const steps = await pilar.read(tenant, (tx) => proposalTrail(tx, who, proposal));
    return isRefusal(steps) ? steps.refusal : steps.map((one) => [one.part, one.id]);
  };
  const offered = async (who: Actor | Visitor, proposal: Id) => {
    const found = await pilar.read(tenant, (tx) => proposalOverview(tx, who, proposal));
    if (isRefusal(found)) return found.refusal;
    return isRefusal(found.again) ? found.again.refusal : found.again?.program.slug;
  };
  const submit = async (proposal: Id) => {
    granted(await addProposalPhoto(pilar, actors.rw1, { proposal, file: await photo(), caption: '' }));
    granted(await submitProposal(pilar, actors.rw1, { proposal }));
  };
  const decided = async (proposal: Id, outcome: string) => {
    const forum = await forumWithQuorum(city);
    const reason = 'Sudah dibahas';
    granted(await decideProposal(pilar, actors.lurah, { forum, proposal, outcome, reason }));
    expect(await why(actors.rw1, proposal)).toBe('decision.not-binding');
    granted(await sealForum(pilar, actors.lurah, { forum }));
    return forum;
  };

  // Withdrawn: nothing is brought again while it is under way, and then by its own institution alone.
  const first = await submittedProposal(city);
  expect(await why(actors.rw1, first)).toBe('proposal.state');
  expect(await offered(actors.rw1, first)).toBeUndefined();
  granted(await withdrawProposal(pilar, actors.rw1, { proposal: first, reason: 'Salah gang' }));
  expect(await why(visitor, first)).toBe('access.sign-in');
  for (const stranger of [actors.rw2, actors.lurah, actors.resident]) {
    expect(await why(stranger, first)).toBe('access.office');
    expect(await offered(stranger, first)).toBeUndefined();
  }
  const token = { ...actors.rw1, scopes: ['read'] } satisfies Actor;
  expect(await why(token, first)).toBe('access.scope');
  expect(await offered(actors.rw1, first)).toBe('pippk-2026');

  // However many try at once, one draft comes of it.
  const tries = await Promise.all([1, 2, 3, 4, 5].map(() => again(actors.rw1, first)));
  expect(tries.filter((one) => one.ok)).toHaveLength(1);
  expect(tries.flatMap((one) => (one.ok ? [] : [one.refusal.refusal]))).toEqual(
    Array(4).fill('proposal.brought-again'),
  );
  const second = tries.flatMap((one) => (one.ok ? [one.value.id] : []))[0] ?? '';
  expect(await offered(actors.rw1, first)).toBeUndefined();
  const draft = await pilar.read(tenant, (tx) => proposalById(tx, second));
  expect(draft).toMatchObject({ state: 'draft', title: DRAINAGE.title, author: actors.rw1.person });
  expect(JSON.parse(draft?.fields ?? '')).toMatchObject({ need: DRAINAGE.need, costLines: { length: 3 } });

  // The draft is nobody else's to see, in the trail of the old one as in its history.
  expect(await trail(actors.rw1, first)).toEqual([['after.instead-of', second]]);
  expect(await trail(visitor, first)).toEqual([]);
  expect(await trail(visitor, second)).toBe('access.not-found');
  const told = await pilar.read(tenant, (tx) => historyOf(tx, second));
  expect(JSON.stringify(told)).not.toContain(first);

  // Never submitted and withdrawn, it is stepped over: to others the third stands in the place of the first.
  granted(await withdrawProposal(pilar, actors.rw1, { proposal: second, reason: '' }));
  const third = granted(await again(actors.rw1, second)).id;
  await submit(third);
  expect(await trail(actors.rw1, third)).toEqual([
    ['before.instead-of', first],
    ['before.instead-of', second],
  ]);
  expect(await trail(visitor, third)).toEqual([['before.instead-of', first]]);
  expect(await trail(visitor, first)).toEqual([['after.instead-of', third]]);

  // Rejected, and brought again in the same year.
  const rejecting = await decided(third, 'reject');
  const fourth = granted(await again(actors.rw1, third)).id;
  await submit(fourth);
  const funding = await decided(fourth, 'fund');
  expect(await trail(visitor, fourth)).toEqual([
    ['before.instead-of', first],
    ['before.came-from', third],
    ['decision', funding],
  ]);
  expect(await trail(visitor, third)).toEqual([
    ['before.instead-of', first],
    ['decision', rejecting],
    ['after.came-from', fourth],
  ]);

  // Funded, it goes on in a later year alone, once there is one.
  expect(await why(actors.rw1, fourth)).toBe('proposal.no-next');
  expect(await offered(actors.rw1, fourth)).toBe('proposal.no-next');
  granted(
    await pilar.change(actors.setda, 'offices:write', (tx, actor) =>
      openProgram(tx, stewardOf(actor), {
        source: readFileSync('models/pippk/2015.yaml', 'utf8'),
        region: '32.73',
        fiscalYear: 2027,
      }),
    ),
  );
  expect(await offered(actors.rw1, fourth)).toBe('pippk-2027');
  const fifth = granted(await again(actors.rw1, fourth)).id;
  expect(await trail(actors.rw1, fifth)).toEqual([
    ['before.instead-of', first],
    ['before.instead-of', second],
    ['before.came-from', third],
    ['before.continues', fourth],
  ]);
});
