import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { decideProposal, openForum, recordAttendance, scheduleForum } from '#modules/deliberation/index.ts';
import {
  addProposalPhoto,
  listProposals,
  proposalById,
  startProposal,
  submitProposal,
} from '#modules/proposals/index.ts';
import { addCity, DRAINAGE, everybody, granted, photo, smallCity, VILLAGE } from '../support/city.ts';

test('one city neither sees nor changes what belongs to another', async () => {
  const first = await smallCity();
  onTestFinished(() => first.pilar.close());
  const second = await addCity(first.pilar, { slug: 'lain' });
  const { pilar } = first;
  const { id: proposal } = granted(
    await startProposal(pilar, first.actors.rw1, {
      program: first.program.slug,
      organization: first.offices.rw1.id,
      fields: DRAINAGE,
    }),
  );
  granted(await addProposalPhoto(pilar, first.actors.rw1, { proposal, file: await photo(), caption: '' }));
  expect(await submitProposal(pilar, second.actors.rw1, { proposal })).toMatchObject({
    ok: false,
    refusal: { refusal: 'access.not-found' },
  });
  granted(await submitProposal(pilar, first.actors.rw1, { proposal }));
  await pilar.read(second.tenant, async (tx) => {
    expect(await proposalById(tx, proposal)).toBeUndefined();
    expect(await listProposals(tx, { program: first.program.id }, 10)).toEqual([]);
    // The last wall: even a query that forgets its tenant is shown nothing of another's.
    const all = await sql<{ tenant_id: string }>`select distinct tenant_id from journal_entry`.execute(
      tx.sql,
    );
    expect(all.rows).toEqual([{ tenant_id: second.tenant }]);
  });
  await expect(
    pilar.read(second.tenant, (tx) =>
      sql`insert into holiday (tenant_id, day, kind, name, decree) values (${first.tenant}, '2026-01-01', 'national', 'x', 'x')`.execute(
        tx.sql,
      ),
    ),
  ).rejects.toThrow(/row-level security/);
});

test('what is written once stays: nobody can change or delete a journal entry or a posting', async () => {
  const { pilar, tenant } = await smallCity();
  onTestFinished(() => pilar.close());
  for (const table of ['journal_entry', 'journal_seal', 'journal_leaf', 'journal_shape', 'posting']) {
    for (const statement of [
      `delete from ${table}`,
      `update ${table} set tenant_id = tenant_id`,
      `truncate ${table}`,
    ]) {
      await expect(
        pilar.database.inTenant(tenant, (at) => sql.raw(statement).execute(at)),
        statement,
      ).rejects.toThrow(/permission denied/);
    }
  }
});

test('an office counts only in its own region, and whoever proposed cannot fund', async () => {
  const { pilar, actors, offices, program } = await smallCity();
  onTestFinished(() => pilar.close());
  const { id: proposal } = granted(
    await startProposal(pilar, actors.rw1, {
      program: program.slug,
      organization: offices.rw1.id,
      fields: DRAINAGE,
    }),
  );
  granted(await addProposalPhoto(pilar, actors.rw1, { proposal, file: await photo(), caption: '' }));
  expect(await submitProposal(pilar, actors.rw2, { proposal })).toMatchObject({
    refusal: { refusal: 'access.office' },
  });
  granted(await submitProposal(pilar, actors.rw1, { proposal }));
  const { forum } = granted(
    await scheduleForum(pilar, actors.lurah, {
      program: program.slug,
      region: VILLAGE,
      place: 'Balai',
      startsAt: new Date('2026-02-10T12:30:00Z'),
    }),
  );
  granted(await openForum(pilar, actors.lurah, { forum }));
  granted(await recordAttendance(pilar, actors.lurah, { forum, people: everybody() }));
  const decision = { forum, proposal, outcome: 'fund', reason: '' };
  expect(await decideProposal(pilar, actors.camat, decision)).toMatchObject({
    refusal: { refusal: 'access.office' },
  });
  const [mandate] = actors.rw1.mandates;
  const both = { ...actors.lurah, mandates: [...actors.lurah.mandates, ...(mandate ? [mandate] : [])] };
  expect(await decideProposal(pilar, both, decision)).toMatchObject({
    refusal: { refusal: 'access.own-proposal' },
  });
  granted(await decideProposal(pilar, actors.lurah, decision));
});

test('a transaction that cannot begin in its city shows nothing, tells the cause and leaves the connection sound', async () => {
  const { pilar, tenant } = await smallCity();
  onTestFinished(() => pilar.close());
  const seen: unknown[] = [];
  await expect(
    pilar.read('no city', async (tx) => {
      const { rows } = await sql`select tenant_id from journal_entry`.execute(tx.sql);
      seen.push(...rows);
    }),
  ).rejects.toThrow(/invalid input syntax for type uuid/);
  await expect(pilar.read('no city', async () => 'nothing asked')).rejects.toThrow(/invalid input syntax/);
  expect(seen).toEqual([]);
  const { rows } = await pilar.read(tenant, (tx) =>
    sql<{ own: string }>`select distinct tenant_id::text as own from organization`.execute(tx.sql),
  );
  expect(rows).toEqual([{ own: tenant }]);
});
