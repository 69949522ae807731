import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { scheduleForum } from '#modules/deliberation/index.ts';
import { historyOf, verifyJournal } from '#modules/journal/index.ts';
import { granted, VILLAGE, withCity } from '../support/city.ts';

test('of two offices over a place the journal keeps the one that may, and which mandate it was', async () => {
  const { pilar, tenant, actors, offices, program } = await withCity();
  const [camat] = actors.camat.mandates;
  const [lurah] = actors.lurah.mandates;
  if (!camat || !lurah) throw new Error('the officers of the small city hold an office each');
  // The camat's office comes first and lies over the place too, but does not call its forum.
  const both: Actor = { ...actors.lurah, mandates: [camat, lurah] };
  const { forum } = granted(
    await scheduleForum(pilar, both, {
      program: program.slug,
      region: VILLAGE,
      place: 'Balai kelurahan',
      startsAt: new Date('2026-02-20T02:00:00Z'),
    }),
  );
  const [entry] = await pilar.read(tenant, (tx) => historyOf(tx, forum));
  expect(entry).toMatchObject({
    action: 'forum.scheduled',
    office: 'lurah',
    organization: offices.kelurahan.id,
  });
  const kept = await pilar.read(tenant, (tx) =>
    sql<{ details: string }>`
      select details from journal_entry where tenant_id = ${tenant} and subject_id = ${forum}`.execute(
      tx.sql,
    ),
  );
  expect(JSON.parse(kept.rows[0]?.details ?? '{}')).toMatchObject({
    mandate: lurah.id,
    person: actors.lurah.person,
  });
  expect((await pilar.read(tenant, (tx) => verifyJournal(tx))).faults).toEqual([]);
});
