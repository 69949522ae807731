import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { decideProposal, sealForum } from '#modules/deliberation/index.ts';
import { verifyRecords } from '#modules/journal/index.ts';
import { proposalOverview } from '#modules/overview/index.ts';
import { ProposalFields, proposalById, submitProposal, takeUpProposal } from '#modules/proposals/index.ts';
import { granted } from '../support/city.ts';
import { forumWithQuorum, submittedProposal } from '../support/funded.ts';
import { cityWithTjsl } from '../support/tjsl.ts';

/** What a musrenbang referred goes on as a need that companies may meet: one record of each, each with a way to the other. */
test('what a forum passed on becomes a need of another programme at a press of the kelurahan, once', async () => {
  const city = await cityWithTjsl();
  const { pilar, tenant, actors, program } = city;
  const pippk = { ...city, program: { slug: 'pippk-2026' } };
  const proposal = await submittedProposal(pippk);
  const forum = await forumWithQuorum(pippk);
  const reason = 'Melebihi kemampuan kelurahan.';
  const overview = async (who: Actor, id = proposal) => {
    const found = await pilar.read(tenant, (tx) => proposalOverview(tx, who, id));
    if (isRefusal(found)) throw new Error(found.refusal);
    return found;
  };
  const take = (who: Actor, kind = 'permohonan') =>
    takeUpProposal(pilar, who, { proposal, program: program.slug, kind });

  // What still waits, or was decided otherwise than referred or kept, goes on nowhere else.
  expect(await take(actors.rw1)).toMatchObject({ refusal: { refusal: 'proposal.state' } });
  // Not before the minutes are sealed, which may still say otherwise.
  granted(
    await decideProposal(pilar, actors.lurah, { forum, proposal, outcome: 'escalate', amount: '', reason }),
  );
  expect((await overview(actors.lurah)).takeUps).toEqual([]);
  expect(await take(actors.lurah)).toMatchObject({ refusal: { refusal: 'proposal.state' } });
  granted(await sealForum(pilar, actors.lurah, { forum }));

  expect((await overview(actors.lurah)).takeUps).toMatchObject([{ kind: { kind: 'permohonan' } }]);
  expect((await overview(actors.rw1)).takeUps).toHaveLength(1);
  expect((await overview(actors.rw2)).takeUps).toEqual([]);
  expect(await take(actors.rw2)).toMatchObject({ refusal: { refusal: 'access.office' } });
  const elsewhere = actors.lurah.mandates.map((held) => ({ ...held, region: '32.73.01.1001' }));
  expect(await take({ ...actors.lurah, mandates: elsewhere })).toMatchObject({
    refusal: { refusal: 'access.office' },
  });
  expect(await take(actors.lurah, 'pendaftaran-perusahaan')).toMatchObject({
    refusal: { refusal: 'proposal.state' },
  });

  const { id: need } = granted(await take(actors.lurah));
  expect(await take(actors.rw1)).toMatchObject({ refusal: { refusal: 'proposal.brought-again' } });
  expect((await overview(actors.rw1)).takeUps).toEqual([]);
  const draft = await overview(actors.rw1, need);
  expect(draft.typed).toMatchObject({
    title: 'Perbaikan drainase Gang Sukanagara',
    total: '52500000',
    scope: '',
  });
  expect(draft.photos).toHaveLength(1);

  // The RW chooses the activity and completes it; each is found from the other.
  const fields = ProposalFields.parse({
    ...draft.typed,
    scope: 'bangun-ibadah',
    answers: { bentuk: 'pembangunan' },
  });
  granted(await submitProposal(pilar, actors.rw1, { proposal: need, fields }));
  expect((await pilar.read(tenant, (tx) => proposalById(tx, need)))?.state).toBe('submitted');
  const trail = async (id: string) =>
    (await overview(actors.rw2, id)).trail.map(({ part, id }) => [part, id]);
  expect(await trail(need)).toContainEqual(['before.came-from', proposal]);
  expect(await trail(proposal)).toContainEqual(['after.came-from', need]);
  expect(await pilar.read(tenant, (tx) => verifyRecords(tx))).toMatchObject({ faults: [] });
});
