import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Id } from '#kernel/id.ts';
import {
  actorById,
  faultsInInstitutions,
  foundOrganization,
  giveOffice,
  officesOf,
  operatorOf,
  organizationById,
  organizationsAt,
  organizationsById,
} from '#modules/actors/index.ts';
import { answerTie } from '#modules/assessment/index.ts';
import { allotPurses, faultsInLedger, totalCeiling } from '#modules/funding/index.ts';
import { historyOf, sayFault, verifyRecords } from '#modules/journal/index.ts';
import { institutionOverview, tasksFor } from '#modules/overview/index.ts';
import { proposalById, startProposal } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type City, granted, VILLAGE, withCity } from '../../../test/support/city.ts';
import { fundedProposal } from '../../../test/support/funded.ts';
import { purseOf } from '../../../test/support/purse.ts';
import { mergeableInstitutions, mergeInstitutions, mergeInstitutionsAs } from './index.ts';

const WHY = 'Satu PKK tercatat dua kali; dicocokkan dengan SK pengurus';

/** A second record of an institution, founded by the operator under another spelling, with a ceiling like every other. */
async function doubled(
  { pilar, tenant, program }: City,
  kind: string,
  name: string,
  region: string,
): Promise<Id> {
  const operator = operatorOf(tenant);
  return granted(
    await pilar.change(operator, 'offices:write', async (tx) => {
      const { id } = await foundOrganization(tx, operator, { kind, name, region });
      await allotPurses(tx, operator, program);
      return { ok: true, value: id };
    }),
  );
}

/** Where an id still stands, in any column of any table. */
async function standsIn(tx: Tx, id: Id): Promise<string[]> {
  const columns = await sql<{ table: string; column: string }>`
    select c.relname as "table", a.attname as "column" from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and a.atttypid = 'uuid'::regtype and not a.attisdropped
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and has_table_privilege(c.oid, 'select')
    order by 1, 2`.execute(tx.sql);
  const places: string[] = [];
  for (const { table, column } of columns.rows) {
    const found = await sql`
      select 1 from ${sql.table(table)} where ${sql.ref(column)} = ${id} limit 1`.execute(tx.sql);
    if (found.rows.length > 0) places.push(`${table}.${column}`);
  }
  return places;
}

test('a second record gives way: its people, drafts, tasks, ties and maps are those of the one that stays, with one ceiling', async () => {
  const city = await withCity();
  const { pilar, tenant, actors, offices, program } = city;
  const before = await pilar.read(tenant, (tx) => totalCeiling(tx, program.id));
  const second = await doubled(city, 'pkk', 'P.K.K. Pasir Impun', VILLAGE);
  const chair = granted(
    await giveOffice(pilar, actors.lurah, {
      organization: second,
      office: 'chair',
      name: 'Ketua Kedua',
      phone: '081234567890',
      startsOn: '2026-02-01',
      endsOn: '',
      decree: 'SK Lurah 1/2026',
      reason: 'Masa bakti baru',
      acting: '',
    }),
  );
  const acting = await pilar.read(tenant, (tx) => actorById(tx, chair.person));
  if (!acting) throw new Error('nobody');
  const { id: proposal } = granted(
    await startProposal(pilar, acting, { program: program.slug, organization: second }),
  );
  const tie = { form: 'work', bond: 'strong', standing: '', dominates: '', nature: '', stage: '', note: '' };
  const answer = { ...tie, otherName: '', otherEntity: '', seenOn: '2026-02-01' };
  for (const other of [offices.rw1.id, offices.pkk.id])
    granted(await answerTie(pilar, acting, { ...answer, respondent: second, other }));
  granted(
    await pilar.change(actors.lurah, 'assessment:write', async (tx) => {
      await sql`
        insert into cause_map (tenant_id, id, region_code, keeper_id, title, question, started_by, started_at, changed_at)
        values (${tenant}, ${chair.mandate}, ${VILLAGE}, ${second}, 'Peta', 'Mengapa?', ${chair.person}, ${tx.now}, ${tx.now})`.execute(
        tx.sql,
      );
      return { ok: true, value: null };
    }),
  );
  const found = await pilar.read(tenant, (tx) => faultsInInstitutions(tx));
  expect(found).toEqual([expect.stringContaining('2 institutions of kind pkk')]);

  const merge = { gone: second, stays: offices.pkk.id, reason: WHY };
  expect(await mergeInstitutions(pilar, actors.rw1, merge)).toMatchObject({
    refusal: { refusal: 'access.office' },
  });
  expect(await mergeInstitutions(pilar, actors.lurah, { ...merge, reason: ' ' })).toMatchObject({
    refusal: { refusal: 'input.required', field: 'reason' },
  });
  expect(await mergeInstitutions(pilar, actors.lurah, { ...merge, gone: '' })).toMatchObject({
    refusal: { refusal: 'input.required', field: 'gone' },
  });
  expect(await mergeInstitutions(pilar, actors.lurah, { ...merge, gone: offices.rw1.id })).toMatchObject({
    refusal: { refusal: 'merge.differs', field: 'gone' },
  });
  const unexplained = async () => (await pilar.read(tenant, (tx) => verifyRecords(tx))).faults.map(sayFault);
  const setUp = new Set(await unexplained());
  expect(granted(await mergeInstitutions(pilar, actors.lurah, merge))).toEqual({
    organization: offices.pkk.id,
    proposals: 1,
    withdrawn: 1,
  });
  expect(await mergeInstitutions(pilar, actors.lurah, merge)).toMatchObject({
    refusal: { refusal: 'merge.done' },
  });

  // Every row that went over is explained by the journal.
  expect((await unexplained()).filter((one) => !setUp.has(one))).toEqual([]);
  await pilar.read(tenant, async (tx) => {
    // What was written once for all names the record it was written of; everything else the one that stays.
    expect(await standsIn(tx, second)).toEqual(
      [
        'journal_entry.organization_id',
        'journal_entry.subject_id',
        'organization.id',
        'posting.organization_id',
        'purse.organization_id',
        // A tie between the two: struck, since nobody is tied to themselves.
        'network_tie.from_id',
        'network_tie.respondent_id',
      ].sort(),
    );
    expect((await proposalById(tx, proposal))?.organization).toBe(offices.pkk.id);
    expect((await officesOf(tx, offices.pkk.id)).map((one) => one.name)).toContain('Ketua Kedua');
    const actor = await actorById(tx, chair.person);
    expect(actor?.mandates).toMatchObject([{ organization: { id: offices.pkk.id } }]);
    expect(actor && (await tasksFor(tx, actor, 10, 0)).map((one) => one.subjectId)).toContain(proposal);

    expect(await totalCeiling(tx, program.id)).toBe(before);
    expect(await purseOf(tx, program.id, second)).toMatchObject({ amount: 0n, remaining: 0n });
    expect(await faultsInLedger(tx)).toEqual([]);
    expect(await faultsInInstitutions(tx)).toEqual([]);
    // Entering institutions later gives the record that went no ceiling again.
    expect(await allotPurses(tx, operatorOf(tenant), program)).toBe(0n);

    // Nobody finds the record that went; its old address leads on, and its journal stands.
    expect(await organizationById(tx, second)).toMatchObject({ id: offices.pkk.id });
    expect((await organizationsById(tx, [second])).get(second)).toMatchObject({ id: offices.pkk.id });
    expect((await organizationsAt(tx, [VILLAGE])).map((one) => one.id)).not.toContain(second);
    expect(await institutionOverview(tx, actors.lurah, second, null)).toMatchObject({
      institution: { id: offices.pkk.id },
      also: ['P.K.K. Pasir Impun'],
    });
    const told = await historyOf(tx, second);
    expect(told.map((one) => one.action)).toEqual(
      expect.arrayContaining(['office.given', 'ceiling.withdrawn', 'organization.merged']),
    );
    expect(told.find((one) => one.action === 'organization.merged')?.summary).toEqual({
      into: offices.pkk.id,
      organization: 'PKK Pasir Impun',
      reason: WHY,
    });
    expect((await historyOf(tx, offices.pkk.id)).map((one) => one.action)).toContain('organization.took-in');
  });
});

test('the one that stays is given the ceiling that only the other had', async () => {
  const city = await withCity();
  const { pilar, tenant, actors, offices, program } = city;
  const operator = operatorOf(tenant);
  const bare = granted(
    await pilar.change(operator, 'offices:write', async (tx) => {
      const { id } = await foundOrganization(tx, operator, {
        kind: 'pkk',
        name: 'PKK Baru',
        region: VILLAGE,
      });
      return { ok: true, value: id };
    }),
  );
  granted(await mergeInstitutions(pilar, actors.lurah, { gone: offices.pkk.id, stays: bare, reason: WHY }));
  await pilar.read(tenant, async (tx) => {
    expect(await purseOf(tx, program.id, bare)).toMatchObject({
      amount: 100_000_000n,
      remaining: 100_000_000n,
    });
    expect(await faultsInLedger(tx)).toEqual([]);
  });
});

test('where money was decided in its name a record does not go, but may stay; of three records one is left', async () => {
  const city = await withCity();
  const { pilar, tenant, actors, offices } = city;
  const region = offices.rw1.region;
  await fundedProposal(city);
  const second = await doubled(city, 'rw', 'RW 1 Pasir Impun', region);
  const third = await doubled(city, 'rw', 'RW satu Pasir Impun', region);
  const asked = await mergeInstitutions(pilar, actors.lurah, {
    gone: offices.rw1.id,
    stays: second,
    reason: WHY,
  });
  expect(asked).toMatchObject({
    refusal: {
      refusal: 'merge.money',
      field: 'gone',
      params: { amount: 52_500_000n, program: 'PIPPK 2026' },
    },
  });
  const shown = await pilar.read(tenant, (tx) => mergeableInstitutions(tx, actors.lurah, offices.rw1.id));
  expect(shown).toMatchObject({
    stays: { id: offices.rw1.id, officers: ['chair RW 01 Pasir Impun'] },
    others: [{ id: second }, { id: third }],
  });
  expect(await pilar.read(tenant, (tx) => mergeableInstitutions(tx, actors.rw2, second))).toMatchObject({
    refusal: 'access.office',
  });
  granted(await mergeInstitutions(pilar, actors.lurah, { gone: third, stays: second, reason: WHY }));
  const operator = operatorOf(tenant);
  granted(
    await pilar.change(operator, 'offices:write', (tx) =>
      mergeInstitutionsAs(tx, operator, { gone: second, stays: offices.rw1.id, reason: WHY }),
    ),
  );
  await pilar.read(tenant, async (tx) => {
    for (const gone of [second, third])
      expect(await organizationById(tx, gone)).toMatchObject({ id: offices.rw1.id });
    expect(await faultsInLedger(tx)).toEqual([]);
    expect(await faultsInInstitutions(tx)).toEqual([]);
  });
});
