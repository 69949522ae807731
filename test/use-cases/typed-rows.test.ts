import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Connection } from '#platform/database/connection.ts';
import { freshDatabase } from '../support/database.ts';
import { disbeliefs } from '../support/rows/believed-rows.ts';
import { readProgram, statementsIn } from '../support/rows/statements.ts';

const FILES = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !/\.(test|d)\.ts$/.test(name))
  .map((name) => join('src', name))
  .filter((name) => /\bsql(<[^`]*>)?`|withTables</.test(readFileSync(name, 'utf8')));

/** PostgreSQL reads statements alike in both databases: to ask one of them is enough. */
const asked = describe.skipIf(inject('postgresUrl') !== '');

let program: ReturnType<typeof readProgram>;
let believed: ReturnType<typeof statementsIn>;
let database: Connection;
function open() {
  beforeAll(async () => {
    program = readProgram(FILES);
    believed = statementsIn(program, FILES);
    database = await freshDatabase();
  });
  afterAll(() => database.close());
}

class Undone extends Error {}

/** What is not as the code believes, of the files named, after a change of the schema that is undone again. */
async function foundAfter(change: string, files: RegExp): Promise<readonly string[]> {
  let found: readonly string[] = [];
  const undone = database.wholly(async (at) => {
    await at.script(change);
    found = await disbeliefs(at, program.getTypeChecker(), {
      statements: believed.statements.filter((one) => files.test(one.site)),
      tables: believed.tables.filter((one) => files.test(one.site)),
    });
    throw new Undone();
  });
  await expect(undone).rejects.toThrow(Undone);
  return found;
}

asked('rows of statements', () => {
  open();

  test('every statement is one that the database takes, and answers rows as their types say', async () => {
    expect(believed.statements.length).toBeGreaterThan(300);
    expect(believed.statements.filter((one) => one.row).length).toBeGreaterThan(190);
    expect(believed.tables.length).toBeGreaterThan(7);
    expect(await foundAfter('', /./)).toEqual([]);
  });

  test.each([
    [
      'a column renamed',
      'alter table program rename column windows to spans',
      /program\.store\.ts:\d+:\d+ the database refuses it: column p\.windows does not exist$/,
    ],
    [
      'a column of another type',
      'alter table program alter column fiscal_year type text',
      /program\.store\.ts:\d+:\d+ "fiscal_year" is text \(string\), its type says number$/,
    ],
    [
      'a column that may be empty from now on',
      'alter table program alter column windows drop not null',
      /program\.store\.ts:\d+:\d+ "windows" can be null, its type says string$/,
    ],
    [
      'a word that a check allows from now on',
      "alter table program drop constraint program_state_check, add check (state in ('open', 'closed', 'paused'))",
      /program\.store\.ts:\d+:\d+ "state" can be 'paused', its type says "open" \| "closed"$/,
    ],
    [
      'a column more where all are selected',
      'alter table journal_seal add column weight int',
      /journal\.store\.ts:\d+:\d+ "weight" is in the row that is answered, its type does not name it$/,
    ],
    [
      'a column more in a table named to Kysely',
      'alter table slip_guess add column weight int',
      /slip-guess\.store\.ts:\d+:\d+ "weight" is in table slip_guess, its type does not name it$/,
    ],
    [
      'a column of another type in a table named to Kysely',
      'alter table slip_guess alter column since type date',
      /slip-guess\.store\.ts:\d+:\d+ "since" is date \(string\), its type says Date$/,
    ],
  ])('%s is found, with file, line and column', async (_, change, line) => {
    const found = await foundAfter(change, /\/(program|journal|slip-guess)\.store\.ts/);
    expect(found.some((one) => line.test(one))).toBe(true);
  });
});
