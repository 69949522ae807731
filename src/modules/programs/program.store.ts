import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import { toJson } from '#kernel/json.ts';
import { REGION_CODE_LENGTH, type RegionCode } from '#kernel/region.ts';
import { type Model, readModel, sha256Of } from '#modules/models/index.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { noteOffices } from './office-words.ts';
import { type Pin, versionFor } from './pin.ts';
import type { Program, Windows } from './program.ts';

type ProgramRow = {
  id: string;
  slug: string;
  fiscal_year: number;
  region_code: string;
  windows: string;
  state: 'open' | 'closed';
  sha256: string;
  name: string;
  version: string;
  pins: string | null;
};

/** A pin as it is kept, with what names the text of its version. */
type KeptPin = Pin & { readonly sha256: string };

/** Published models never change, so each text is parsed once in a process. */
const parsed = new Map<string, Model>();

/** The model of a text that was published before, here or in another city of this process. */
export const publishedBefore = (source: string): Model | undefined => parsed.get(sha256Of(source));

async function modelOf(tx: Tx, row: Pick<ProgramRow, 'name' | 'version' | 'sha256'>): Promise<Model> {
  const known = parsed.get(row.sha256);
  if (known) {
    noteOffices(tx.tenant, known, row.sha256);
    return known;
  }
  const found = await sql<{ source: string }>`
    select source from model_version
    where tenant_id = ${tx.tenant} and name = ${row.name} and version = ${row.version}`.execute(tx.sql);
  const read = readModel(found.rows[0]?.source ?? '');
  if (!read.ok) throw new Error(`published model ${row.name} ${row.version} does not read`);
  parsed.set(row.sha256, read.model);
  noteOffices(tx.tenant, read.model, row.sha256);
  return read.model;
}

/** The text by which what was sent or opened at `since` goes. */
function textFor(tx: Tx, row: ProgramRow, since: Date): Pick<ProgramRow, 'name' | 'version' | 'sha256'> {
  if (row.pins === null) return row;
  const kept: (Omit<KeptPin, 'beginsAt'> & { readonly beginsAt: number })[] = JSON.parse(row.pins);
  const begun = kept.filter((pin) => pin.fromOn <= tx.today);
  const pins = begun.map((pin) => ({ ...pin, beginsAt: new Date(pin.beginsAt * 1000) }));
  const version = versionFor(row.version, pins, since);
  const sha256 = pins.find((pin) => pin.version === version)?.sha256 ?? row.sha256;
  return { name: row.name, version, sha256 };
}

async function fromRow(tx: Tx, row: ProgramRow, since?: Date | null): Promise<Program> {
  const windows: Program['windows'] = JSON.parse(row.windows);
  const asOf = since ?? tx.now;
  return {
    id: row.id,
    slug: row.slug,
    model: await modelOf(tx, textFor(tx, row, asOf)),
    asOf,
    fiscalYear: row.fiscal_year,
    region: row.region_code,
    windows,
    state: row.state,
  };
}

/** What is read of a programme: with its pins, in the order of their days. */
const columns = sql`p.id, p.slug, p.fiscal_year, p.region_code, p.windows, p.state, m.sha256, m.name, m.version, (
    select json_agg(json_build_object('fromOn', k.from_on, 'beginsAt', extract(epoch from k.begins_at), 'before', k.before_version,
      'version', k.version, 'reach', k.reach, 'sha256', v.sha256) order by k.from_on)::text
    from program_pin k join model_version v
      on v.tenant_id = k.tenant_id and v.name = k.model_name and v.version = k.version
    where k.tenant_id = p.tenant_id and k.program_id = p.id
    ) as pins`;
const joined = sql`program p join model_version m
  on m.tenant_id = p.tenant_id and m.name = p.model_name and m.version = p.model_version`;

/**
 * A programme with the rules of today; for something that runs in it, with those by which it goes: `since` is when that
 * was sent or opened.
 */
export async function programById(tx: Tx, id: Id, since?: Date | null): Promise<Program> {
  const found = await sql<ProgramRow>`
    select ${columns} from ${joined} where p.tenant_id = ${tx.tenant} and p.id = ${id}`.execute(tx.sql);
  const [row] = found.rows;
  if (!row) throw new Error(`no programme ${id}`);
  return fromRow(tx, row, since);
}

export async function programBySlug(tx: Tx, slug: string): Promise<Program | undefined> {
  const found = await sql<ProgramRow>`
    select ${columns} from ${joined} where p.tenant_id = ${tx.tenant} and p.slug = ${slug}`.execute(tx.sql);
  const [row] = found.rows;
  return row && fromRow(tx, row);
}

/** A slug is never given to another programme, so each that was found is looked up once in a process. */
const idsBySlug = new Map<string, Id>();

/** The id of the programme with this slug, for lists, which need no more of it. */
export async function programIdBySlug(tx: Tx, slug: string): Promise<Id | undefined> {
  const key = `${tx.tenant} ${slug}`;
  const known = idsBySlug.get(key);
  if (known) return known;
  const found = await sql<{ id: string }>`
    select id from program where tenant_id = ${tx.tenant} and slug = ${slug}`.execute(tx.sql);
  const id = found.rows[0]?.id;
  if (id) idsBySlug.set(key, id);
  return id;
}

/** All programmes of the tenant, newest year first. A city has a handful. */
export async function listPrograms(tx: Tx): Promise<Program[]> {
  const found = await sql<ProgramRow>`
    select ${columns} from ${joined} where p.tenant_id = ${tx.tenant}
    order by p.fiscal_year desc, p.slug limit 200`.execute(tx.sql);
  const programs: Program[] = [];
  for (const row of found.rows) programs.push(await fromRow(tx, row));
  return programs;
}

/** All programmes that go by a model, whatever their version, newest year first. */
export async function programsOf(tx: Tx, { name }: Pick<Model, 'name'>): Promise<Program[]> {
  return (await listPrograms(tx)).filter((one) => one.model.name === name);
}

/** Freezes the text of a model under its name and version; answers false where another text stands under them. */
export async function insertModel(tx: Tx, model: Model, source: string): Promise<boolean> {
  const sha256 = sha256Of(source);
  await sql`
    insert into model_version (tenant_id, name, version, source, sha256, published_at)
    values (${tx.tenant}, ${model.name}, ${model.version}, ${source}, ${sha256}, ${tx.now})
    on conflict (tenant_id, name, version) do nothing`.execute(tx.sql);
  const found = await sql<{ sha256: string }>`
    select sha256 from model_version
    where tenant_id = ${tx.tenant} and name = ${model.name} and version = ${model.version}`.execute(tx.sql);
  const stands = found.rows[0]?.sha256 === sha256;
  if (stands) parsed.set(sha256, model);
  return stands;
}

export async function modelSource(tx: Tx, name: string, version: string): Promise<string | undefined> {
  const found = await sql<{ source: string }>`
    select source from model_version
    where tenant_id = ${tx.tenant} and name = ${name} and version = ${version}`.execute(tx.sql);
  return found.rows[0]?.source;
}

/** What was published here: each version of each model, the newest first. */
export type PublishedVersion = {
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
  readonly publishedAt: Date;
};

export async function publishedVersions(tx: Tx): Promise<PublishedVersion[]> {
  const found = await sql<PublishedVersion>`
    select name, version, sha256, published_at as "publishedAt" from model_version
    where tenant_id = ${tx.tenant} order by published_at desc, name, version desc limit 500`.execute(tx.sql);
  return found.rows;
}

/** A version of a model that was published here, as it reads. */
export async function publishedModel(tx: Tx, name: string, version: string): Promise<Model | undefined> {
  const found = await sql<{ sha256: string }>`
    select sha256 from model_version
    where tenant_id = ${tx.tenant} and name = ${name} and version = ${version}`.execute(tx.sql);
  const [row] = found.rows;
  return row && modelOf(tx, { name, version, sha256: row.sha256 });
}

/** A change of version as it was written down; of a rule that the law compels, which one and on what basis. */
export type AppliedVersion = Pin & {
  readonly reason: string;
  readonly rule: string | null;
  readonly basis: string | null;
};

/** Holds a programme while its versions change, and answers what it was opened with and all that was applied, by day. */
export async function lockPins(tx: Tx, program: Id): Promise<{ first: string; pins: AppliedVersion[] }> {
  const held = await sql<{ first: string }>`
    select model_version as first from program where tenant_id = ${tx.tenant} and id = ${program} for update`.execute(
    tx.sql,
  );
  const [row] = held.rows;
  if (!row) throw new Error(`no programme ${program}`);
  return { first: row.first, pins: await pinsOf(tx, program) };
}

/** What a programme was opened with and all that was applied to it since, without holding it. */
export async function appliedTo(tx: Tx, program: Id): Promise<{ first: string; pins: AppliedVersion[] }> {
  const found = await sql<{ first: string }>`
    select model_version as first from program where tenant_id = ${tx.tenant} and id = ${program}`.execute(
    tx.sql,
  );
  const [row] = found.rows;
  if (!row) throw new Error(`no programme ${program}`);
  return { first: row.first, pins: await pinsOf(tx, program) };
}

/** Every version that was applied to a programme, by the day from which it holds: also those that are still to come. */
export async function pinsOf(tx: Tx, program: Id): Promise<AppliedVersion[]> {
  const found = await sql<AppliedVersion>`
    select from_on as "fromOn", begins_at as "beginsAt", before_version as before, version, reach, reason,
      rule, basis
    from program_pin where tenant_id = ${tx.tenant} and program_id = ${program}
    order by from_on, before_version`.execute(tx.sql);
  return found.rows;
}

/** Writes down by which version a programme goes from a day on. */
export async function insertPin(
  tx: Tx,
  program: Pick<Program, 'id' | 'model'>,
  pin: AppliedVersion & { readonly by: Id },
): Promise<void> {
  await sql`
    insert into program_pin (tenant_id, program_id, from_on, begins_at, model_name, before_version, version, reach, rule,
      basis, reason, applied_by, applied_at)
    values (${tx.tenant}, ${program.id}, ${pin.fromOn}, ${pin.beginsAt}, ${program.model.name}, ${pin.before}, ${pin.version},
      ${pin.reach}, ${pin.rule}, ${pin.basis}, ${pin.reason}, ${pin.by}, ${tx.now})`.execute(tx.sql);
}

/** Holds a programme while what it goes by changes, and reads it anew. */
export async function lockProgram(tx: Tx, slug: string): Promise<Program | undefined> {
  await sql`select 1 from program where tenant_id = ${tx.tenant} and slug = ${slug} for update`.execute(
    tx.sql,
  );
  return programBySlug(tx, slug);
}

/** Keeps when proposals are taken and forums sit. Lock the programme first. */
export async function setWindows(tx: Tx, id: Id, windows: Windows): Promise<void> {
  await sql`
    update program set windows = ${toJson(windows)}, version = version + 1
    where tenant_id = ${tx.tenant} and id = ${id}`.execute(tx.sql);
}

export async function insertProgram(tx: Tx, program: Program): Promise<void> {
  await sql`
    insert into program (tenant_id, id, slug, model_name, model_version, fiscal_year, region_code, windows, state, opened_at)
    values (${tx.tenant}, ${program.id}, ${program.slug}, ${program.model.name}, ${program.model.version},
      ${program.fiscalYear}, ${program.region}, ${toJson(program.windows)}, ${program.state}, ${tx.now})`.execute(
    tx.sql,
  );
}

export async function setClosed(tx: Tx, id: Id): Promise<void> {
  await sql`update program set state = 'closed' where tenant_id = ${tx.tenant} and id = ${id}`.execute(
    tx.sql,
  );
}

/** Where a count belongs: one village and scope of a programme. */
export type Cell = { readonly program: Id; readonly village: RegionCode; readonly scope: string };

export const COUNTED = [
  'submitted',
  'accepted',
  'funded',
  'escalated',
  'reserved',
  'rejected',
  'requested',
  'committed',
  'disbursed',
  'settled',
  'planned',
  'running',
  'completed',
  'reported',
  'people',
  'poor_households',
  'contribution',
] as const;
export type Counted = (typeof COUNTED)[number];
export type Counts = Readonly<Record<Counted, bigint>>;

/**
 * Adds to what a programme comes to in a cell; negative deltas take away. Part of the transaction that changes the
 * thing counted, so that public figures are never behind. Call it once for a transaction, late, to hold the row briefly.
 */
export async function count(tx: Tx, cell: Cell, deltas: Partial<Record<Counted, bigint>>): Promise<void> {
  const changed = COUNTED.filter((name) => (deltas[name] ?? 0n) !== 0n);
  if (changed.length === 0) return;
  const names = sql.join(changed.map((name) => sql.ref(name)));
  const values = sql.join(changed.map((name) => sql`${deltas[name]}`));
  const sums = sql.join(
    changed.map((name) => sql`${sql.ref(name)} = program_cell.${sql.ref(name)} + excluded.${sql.ref(name)}`),
  );
  await sql`
    insert into program_cell (tenant_id, program_id, village_code, scope, ${names})
    values (${tx.tenant}, ${cell.program}, ${cell.village}, ${cell.scope}, ${values})
    on conflict (tenant_id, program_id, village_code, scope) do update set ${sums}`.execute(tx.sql);
}

const totals = sql.join(
  COUNTED.map((name) => sql`coalesce(sum(${sql.ref(name)}), 0)::int8 as ${sql.ref(name)}`),
);

/** Some of what a cell comes to. */
export type CellCounts = Cell & Partial<Counts>;

/** All cells of the tenant as they are kept. */
export async function keptCounts(tx: Tx): Promise<(Cell & Counts)[]> {
  const figures = sql.join(COUNTED.map((name) => sql`${sql.ref(name)}::int8 as ${sql.ref(name)}`));
  const found = await sql<Cell & Counts>`
    select program_id as program, village_code as village, scope, ${figures} from program_cell
    where tenant_id = ${tx.tenant}`.execute(tx.sql);
  return found.rows;
}

/** What a programme comes to by regency, by district, by village, or by scope. */
export async function countsBy(
  tx: Tx,
  program: Id,
  by: 'regency' | 'district' | 'village' | 'scope',
  area: RegionCode,
): Promise<(Counts & { readonly key: string })[]> {
  const key = {
    regency: sql`left(village_code, 5)`,
    district: sql`left(village_code, 8)`,
    village: sql`village_code`,
    scope: sql`scope`,
  }[by];
  const found = await sql<Counts & { key: string }>`
    select ${key} as key, ${totals} from program_cell
    where tenant_id = ${tx.tenant} and program_id = ${program}
      and ${inArea('village_code', area)}
    group by 1 order by 1`.execute(tx.sql);
  return found.rows;
}

/** What was decided of a programme's money in a place for an entry of the catalogue, in rupiah. */
export type PlaceScope = { readonly place: RegionCode; readonly scope: string; readonly committed: bigint };

/** What was decided by regency or district and entry of the catalogue; where nothing was there is no row. */
export async function countsByPlaceAndScope(
  tx: Tx,
  program: Id,
  by: 'regency' | 'district',
  area: RegionCode,
): Promise<PlaceScope[]> {
  const found = await sql<PlaceScope>`
    select left(village_code, ${REGION_CODE_LENGTH[by]}) as place, scope, sum(committed)::int8 as committed from program_cell
    where tenant_id = ${tx.tenant} and program_id = ${program} and committed > 0 and ${inArea('village_code', area)}
    group by 1, 2 order by 1, 2`.execute(tx.sql);
  return found.rows;
}
