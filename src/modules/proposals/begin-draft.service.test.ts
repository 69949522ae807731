import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newId } from '#kernel/id.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { actorById, endOffice } from '#modules/actors/index.ts';
import { historyOf } from '#modules/journal/index.ts';
import { DRAINAGE, granted, withCity } from '../../../test/support/city.ts';
import { beginDraft, beginningOf, proposalById, proposalsOf, saveProposal } from './index.ts';

test('a draft that was begun without network is made once, under its id, with what was typed in it', async () => {
  const { pilar, tenant, actors, offices, program } = await withCity();
  const begun = { id: newId(), program: program.slug, organization: offices.rw1.id, fields: DRAINAGE };
  const first = granted(await beginDraft(pilar, actors.rw1, begun));
  expect(first.id).toBe(begun.id);
  // The answer was lost: the same again.
  expect(granted(await beginDraft(pilar, actors.rw1, begun))).toEqual(first);
  const [all, found, told] = await pilar.read(tenant, async (tx) => [
    await proposalsOf(tx, program.id, offices.rw1.id),
    await proposalById(tx, begun.id),
    await historyOf(tx, begun.id),
  ]);
  expect(all).toHaveLength(1);
  expect(found).toMatchObject({
    id: begun.id,
    title: DRAINAGE.title,
    state: 'draft',
    version: first.version,
  });
  expect(told.filter((one) => one.action === 'proposal.started')).toHaveLength(1);
});

test('sent twice at the same moment it is made once, and both are answered', async () => {
  const { pilar, actors, offices, program } = await withCity();
  const begun = { id: newId(), program: program.slug, organization: offices.rw1.id, fields: DRAINAGE };
  const answers = await Promise.all(Array.from({ length: 8 }, () => beginDraft(pilar, actors.rw1, begun)));
  expect(new Set(answers.map((one) => granted(one).version)).size).toBe(1);
});

test('written in by somebody else meanwhile it is refused like every older version, and nothing is lost there', async () => {
  const { pilar, tenant, actors, offices, program } = await withCity();
  const begun = { id: newId(), program: program.slug, organization: offices.rw1.id, fields: DRAINAGE };
  granted(await beginDraft(pilar, actors.rw1, begun));
  const theirs = { ...DRAINAGE, title: 'Saluran yang lebih panjang' };
  const saved = granted(await saveProposal(pilar, actors.rw1, { proposal: begun.id, fields: theirs }));
  expect(await beginDraft(pilar, actors.rw1, begun)).toMatchObject({
    refusal: { refusal: 'input.stale', params: { current: saved.version } },
  });
  const found = await pilar.read(tenant, (tx) => proposalById(tx, begun.id));
  expect(found?.title).toBe('Saluran yang lebih panjang');
});

test('who may not begin it on the server may not by having begun it on a phone', async () => {
  const { pilar, tenant, actors, offices, program } = await withCity();
  const begun = { id: newId(), program: program.slug, organization: offices.rw1.id, fields: DRAINAGE };
  expect(await beginDraft(pilar, { tenant }, begun)).toMatchObject({
    refusal: { refusal: 'access.sign-in' },
  });
  expect(await beginDraft(pilar, actors.rw2, begun)).toMatchObject({ refusal: { refusal: 'access.office' } });
  expect(await beginDraft(pilar, actors.rw1, { ...begun, id: 'satu' })).toMatchObject({
    refusal: { refusal: 'input.invalid' },
  });
  expect(await beginDraft(pilar, actors.rw1, { ...begun, program: 'lain' })).toMatchObject({
    refusal: { refusal: 'access.not-found' },
  });
  granted(await beginDraft(pilar, actors.rw1, begun));
  // One that is somebody else's is not there for others, whatever they would begin under its id.
  const own = { ...begun, organization: offices.rw2.id };
  expect(await beginDraft(pilar, actors.rw2, own)).toMatchObject({
    refusal: { refusal: 'access.not-found' },
  });
});

test('an office that ended, or a programme that closed, while there was no network: refused, with the reason', async () => {
  const { pilar, tenant, actors, offices, program } = await withCity();
  const begun = { id: newId(), program: program.slug, organization: offices.rw1.id, fields: DRAINAGE };
  const mandate = actors.rw1.mandates[0]?.id ?? '';
  granted(
    await endOffice(pilar, actors.lurah, {
      mandate,
      lastDay: '2026-02-10',
      decree: 'Surat 1',
      reason: 'Pindah',
    }),
  );
  pilar.clock.set(new Date('2026-02-12T03:00:00Z'));
  const now = await pilar.read(tenant, (tx) => actorById(tx, actors.rw1.person));
  expect(now && (await beginDraft(pilar, now, begun))).toMatchObject({
    refusal: { refusal: 'access.office' },
  });

  await sql`update program set state = 'closed' where tenant_id = ${tenant} and id = ${program.id}`.execute(
    pilar.database.sql,
  );
  const late = { ...begun, organization: offices.rw2.id };
  expect(await beginDraft(pilar, actors.rw2, late)).toMatchObject({ refusal: { refusal: 'program.closed' } });
});

test('the blank form of a draft begins in the place of its institution; who cannot begin it gets none', async () => {
  const { pilar, tenant, actors, offices, program } = await withCity();
  const wanted = { program: program.slug, organization: offices.rw1.id };
  const found = await pilar.read(tenant, (tx) => beginningOf(tx, actors.rw1, wanted));
  expect(isRefusal(found) ? found : found.blank).toMatchObject({ place: offices.rw1.region, title: '' });
  expect(await pilar.read(tenant, (tx) => beginningOf(tx, actors.rw2, wanted))).toMatchObject({
    refusal: 'access.office',
  });
});
