/**
 * Somebody with the database's own password alters rows by chance, in every table that a city has. Each time it is
 * found, named by table, row and column. `PILAR_TAMPERINGS=1000` tries a thousand, `PILAR_SEED` others.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { checkFiles } from '#modules/documents/index.ts';
import { sayFault, sealJournal, UNPROVED, verifyRecords } from '#modules/journal/index.ts';
import { provedTables, rowsOf } from '#platform/record/read-rows.ts';
import { carriedOut } from '../support/carried-out.ts';
import { withCity } from '../support/city.ts';
import { dropConstraints, fillTables, foundAfter, isNamed, tamper } from '../support/tampering.ts';

const MANY = Number(process.env.PILAR_TAMPERINGS ?? 80);
const SEED = Number(process.env.PILAR_SEED ?? 1);

/** Repeatable: a 32-bit counter with its bits mixed. */
function chanceOf(seed: number) {
  let state = seed;
  return (end: number): number => {
    state = (state + 0x9e3779b9) | 0;
    let bits = state;
    bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
    bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
    return ((bits ^ (bits >>> 16)) >>> 0) % end;
  };
}

async function toldCity() {
  const city = await withCity();
  await carriedOut(city);
  await sealJournal(city.pilar, city.tenant);
  return city;
}

test(`${MANY} alterations by chance over every table are found and named`, { timeout: 900_000 }, async () => {
  const city = await toldCity();
  const { pilar, tenant } = city;
  const chance = chanceOf(SEED);
  await dropConstraints(pilar);
  const targets = await fillTables(pilar, tenant, chance);
  await sealJournal(pilar, tenant);
  const before = await foundAfter(pilar, tenant, async () => undefined);
  expect(before.faults.map(sayFault)).toEqual([]);
  expect(Object.keys(before.verified.rows)).toHaveLength(targets.filter((one) => one.proved).length);
  const unseen: string[] = [];
  const tampered = new Set<string>();
  for (let turn = 0; turn < MANY; turn += 1) {
    // In turn, so that each has its share; which row and how is chance.
    const target = targets[turn % targets.length];
    if (!target) throw new Error('there are no tables');
    const { done, faults } = await foundAfter(pilar, tenant, async (at) => {
      for (let tries = 0; tries < 20; tries += 1) {
        const done = await tamper(at, target, tenant, chance);
        if (done) return done;
      }
      throw new Error(`nothing could be altered in ${target.name}`);
    });
    tampered.add(target.name);
    if (!isNamed(done, faults)) {
      unseen.push(
        `${done.what} (${done.rows.join(' or ')}): ${faults.slice(0, 5).map(sayFault).join('; ') || 'nothing'}`,
      );
    }
  }
  expect(unseen).toEqual([]);
  expect(tampered.size).toBe(Math.min(targets.length, MANY));
});

/** What somebody would do who wants something, each with the places that must be named. */
const WISHES: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  [
    'a grant, its posting and the public figures together',
    [
      'update proposal set granted = granted + 1000 where granted is not null',
      "update posting set amount = amount + 1000 where kind = 'commit'",
      'update program_cell set committed = committed + 1000',
    ],
    ['proposal granted', 'posting amount', 'program_cell committed'],
  ],
  ['a purse', ['update purse set amount = amount * 2'], ['purse amount']],
  ['the provider of a payment', ["update voucher set provider = 'CV Sepupu'"], ['voucher provider']],
  ['the day of a payment', ['update voucher set paid_on = paid_on - 30'], ['voucher paid_on']],
  [
    'a payment approved after all',
    ["update voucher set state = 'approved', reviewed_by = gen_random_uuid()"],
    ['voucher reviewed_by', 'voucher state'],
  ],
  [
    'sealed minutes',
    ["update forum set minutes = replace(minutes, 'a', 'e') where minutes is not null"],
    ['forum minutes'],
  ],
  ['the day of a forum', ["update forum set starts_at = starts_at - interval '1 day'"], ['forum starts_at']],
  ["a vote's result", ["update vote set result = '{}'"], ['vote result']],
  [
    'attendance struck out',
    ['delete from attendance where id = (select id from attendance order by id limit 1)'],
    ['attendance -'],
  ],
  ['a name on the list of attendance', ["update attendance set name = 'Fulan'"], ['attendance name']],
  ['a decision', ["update decision set reason = 'Sesuai arahan'"], ['decision reason']],
  ['a cost line', ['update cost_line set unit_price = unit_price + 1'], ['cost_line unit_price']],
  ['a cost line less', ['delete from cost_line where position = 1'], ['cost_line -']],
  ['an expense', ['update activity_expense set amount = amount - 1'], ['activity_expense amount']],
  [
    'progress that was never made',
    ['update activity_progress set percent = 100 where percent = 50'],
    ['activity_progress percent'],
  ],
  ['a filing', ["update filing set content = '{}'"], ['filing content']],
  ['an answer to a filing', ["update step_answer set outcome = 'returned'"], ['step_answer outcome']],
  ['a mandate', ["update mandate set office = 'lurah' where office = 'chair'"], ['mandate office']],
  ['a mandate without end', ['update mandate set ends_on = null, decree = null'], ['mandate decree']],
  ['whose account a person has', ["update person set user_id = 'x'"], ['person user_id']],
  [
    'the frozen model with its hash',
    ["update model_version set source = source || ' ', sha256 = repeat('0', 64)"],
    ['model_version source', 'model_version sha256'],
  ],
  ['the file of a photo', ["update document set file_sha256 = repeat('0', 64)"], ['document file_sha256']],
  ['when an obligation is due', ['update obligation set due_on = due_on + 30'], ['obligation due_on']],
  ['the name of the city', ["update tenant set name = 'Kota Lain'"], ['tenant name']],
];

test('what somebody would alter who wants something is named', { timeout: 300_000 }, async () => {
  const city = await toldCity();
  const { pilar, tenant } = city;
  await dropConstraints(pilar);
  await fillTables(pilar, tenant, chanceOf(SEED));
  for (const [what, statements, named] of WISHES) {
    const { faults } = await foundAfter(pilar, tenant, async (at) => {
      for (const one of statements) {
        const { numAffectedRows } = await sql.raw(one).execute(at);
        expect(numAffectedRows, `${what}: ${one}`).toBeGreaterThan(0n);
      }
    });
    const places = faults.map((one) => `${one.table} ${one.column ?? '-'}`);
    for (const place of named) expect(places, what).toContain(place);
  }
});

test('rows are written out the same however a session is set', async () => {
  const { pilar, tenant } = await toldCity();
  await dropConstraints(pilar);
  await fillTables(pilar, tenant, chanceOf(SEED));
  const read = (...settings: readonly string[]) =>
    pilar.read(tenant, async (tx) => {
      for (const one of settings) await sql.raw(`set local ${one}`).execute(tx.sql);
      const texts: string[] = [];
      for (const table of (await provedTables(tx, UNPROVED)).values()) {
        for await (const rows of rowsOf(tx, table, 1)) texts.push(`${table.name} ${JSON.stringify(rows)}`);
      }
      return texts;
    });
  const plain = await read();
  expect(plain.length).toBeGreaterThan(100);
  expect(
    await read(
      "time zone 'Asia/Jayapura'",
      "datestyle = 'German'",
      'extra_float_digits = -5',
      "bytea_output = 'escape'",
    ),
  ).toEqual(plain);
});

test('what came since is compared alone, and older rows when everything is looked at', async () => {
  const { pilar, tenant, offices } = await toldCity();
  const first = await pilar.read(tenant, (tx) => verifyRecords(tx));
  await pilar.read(tenant, async (tx) => {
    await sql`update organization set name = 'RW 01' where tenant_id = ${tenant} and id = ${offices.rw1.id}`.execute(
      tx.sql,
    );
  });
  await sealJournal(pilar, tenant);
  const since = first.journal.end;
  const second = await pilar.read(tenant, (tx) => verifyRecords(tx, { since }));
  expect(second).toMatchObject({
    rows: { organization: 1 },
    faults: [],
    journal: { read: 1, seals: 1, faults: [] },
  });
  const later = await foundAfter(pilar, tenant, (at) =>
    sql`update organization set name = 'RW 99' where id in (${offices.rw1.id}, ${offices.rw2.id})`.execute(
      at,
    ),
  );
  expect(later.faults.map((one) => `${one.table} ${one.row} ${one.column}`).sort()).toEqual(
    [`organization ${offices.rw1.id} name`, `organization ${offices.rw2.id} name`].sort(),
  );
  await sql`update organization set name = 'RW 99' where id in (${offices.rw1.id}, ${offices.rw2.id})`.execute(
    pilar.database.sql,
  );
  const third = await pilar.read(tenant, (tx) => verifyRecords(tx, { since }));
  expect(third.faults.map((one) => one.row)).toEqual([offices.rw1.id]);
});

test('files on the disk are what documents say: an altered one and a missing one are named', async () => {
  const { pilar, tenant } = await toldCity();
  const files = await pilar.read(tenant, async (tx) => {
    const { rows } = await sql<{ id: string; sha256: string }>`
      select id, file_sha256 as sha256 from document where tenant_id = ${tenant} order by id`.execute(tx.sql);
    return rows;
  });
  const check = (unless?: Date) => pilar.read(tenant, (tx) => checkFiles(tx, pilar.files, unless));
  expect((await check()).faults).toEqual([]);
  const path = (sha256: string) => join(pilar.settings.dataFolder, 'files', sha256.slice(0, 2), sha256);
  const [altered, missing] = [...new Set(files.map((one) => one.sha256))];
  if (!altered) throw new Error('no file');
  writeFileSync(path(altered), 'another picture');
  if (missing) rmSync(path(missing));
  const named = (sha256: string | undefined, says: string) =>
    files
      .filter((one) => one.sha256 === sha256)
      .map((one) => ({
        table: 'document',
        row: one.id,
        column: 'file_sha256',
        says: `its file ${sha256} ${says}`,
      }));
  const wanted = [
    ...named(altered, 'is not what its name says: it was altered on the disk'),
    ...named(missing, 'is not there'),
  ];
  expect((await check()).faults.filter((one) => one.column === 'file_sha256')).toEqual(
    expect.arrayContaining(wanted),
  );
  // Touched since an hour ago, and since a moment to come.
  expect((await check(new Date(Date.now() - 3_600_000))).faults).toEqual(expect.arrayContaining(wanted));
  expect(await check(new Date(Date.now() + 3_600_000))).toMatchObject({ read: 0 });
  onTestFinished(() => rmSync(pilar.settings.dataFolder, { recursive: true, force: true }));
});
