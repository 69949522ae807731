import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Acting } from '#kernel/actor.ts';
import { newId } from '#kernel/id.ts';
import { groupDigits } from '#kernel/money.ts';
import { readLine } from '#kernel/readers/text.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { levelOf, within } from '#kernel/region.ts';
import { ok, type Result } from '#kernel/result.ts';
import {
  foundOrganization,
  InstitutionPlan,
  layOutTerritory,
  operatorOf,
  organizationsIn,
} from '#modules/actors/index.ts';
import { allotPurses } from '#modules/funding/index.ts';
import { readModel, readYaml } from '#modules/models/index.ts';
import { owePeriods } from '#modules/obligations/index.ts';
import { listPrograms, programBySlug } from '#modules/programs/index.ts';
import {
  findOfficialRegion,
  findRegion,
  loadOfficialRegions,
  type NeighbourhoodEntry,
  officialRegionsWithin,
  readNeighbourhoodList,
  timeZoneOf,
} from '#modules/regions/index.ts';
import { beginProgram } from '#modules/steering/index.ts';
import { foundTenant } from '#platform/database/found-tenant.ts';
import type { Tenant, Tx } from '#platform/database/tenant-transaction.ts';
import { HOME, type Pilar } from '../pilar.ts';
import { failInput, failRefused } from './exit.ts';
import { chosenTenants, withPilar } from './open-pilar.ts';
import { accept, readInputFile } from './read-input.ts';

export type CreateTenantOptions = {
  readonly region: string;
  readonly slug: string;
  readonly name?: string;
  readonly timeZone?: string;
  readonly rw?: string;
  readonly institutions?: string;
  readonly model?: string;
  readonly year?: string;
};
export type RwOptions = { readonly city: string; readonly institutions?: string };
export type InstitutionOptions = { readonly city: string; readonly kind: string; readonly region: string };
export type ProgramOptions = { readonly city: string; readonly year: string };

/** A programme to be opened: the text of its model, which reads, and the year. */
type Opening = { readonly source: string; readonly year: number };

type Founded = {
  readonly laid: Awaited<ReturnType<typeof layOutTerritory>>;
  readonly opened: string | undefined;
};

/** Founds a city or a province: everything given is checked first, then everything is written in one transaction. */
export async function createTenant(options: CreateTenantOptions): Promise<void> {
  const { region, slug } = options;
  if (!/^[a-z0-9-]{2,40}$/.test(slug)) {
    failInput(`a slug has 2 to 40 small letters, digits and hyphens, not "${slug}"`);
  }
  const level = levelOf(region);
  if (level !== 'regency' && level !== 'province')
    failInput(
      `this is no code of a kota or kabupaten, such as 32.73, or of a province, such as 32: ${region}`,
    );
  if (options.timeZone !== undefined && !isTimeZone(options.timeZone)) {
    failInput(`this is no time zone, such as Asia/Jakarta: ${options.timeZone}`);
  }
  if ((options.model === undefined) !== (options.year === undefined)) {
    failInput('a programme needs both --model and --year');
  }
  const plan = readPlan(
    options.institutions,
    level === 'province' ? 'cities/provinsi.yaml' : 'cities/kota.yaml',
  );
  const opening =
    options.model === undefined || options.year === undefined
      ? undefined
      : readOpening(options.model, options.year);
  const list =
    options.rw === undefined ? undefined : { path: options.rw, text: readInputFile(options.rw, 'en') };

  await withPilar(async (pilar) => {
    const loaded = await loadOfficialRegions(pilar.database);
    if (loaded > 0) say(`${loaded} regions of Indonesia entered`);
    const place = await findOfficialRegion(pilar.database, region);
    if (!place)
      return failInput(`there is no kota or kabupaten or province ${region} in the official territory`);
    if (pilar.tenants().some((one) => one.slug === slug)) {
      failInput(`the slug "${slug}" is taken by a city that stands already; nothing was changed`);
    }
    const neighbourhoods = list ? await readList(pilar, region, list) : [];
    const tenant: Tenant = {
      id: newId(),
      slug,
      name: options.name?.trim() || place.name,
      region,
      timeZone: options.timeZone ?? timeZoneOf(region),
    };
    const operator = operatorOf(tenant.id);
    const founded = await foundTenant<Founded>(pilar, tenant, pilar.clock.now(), async (tx) => {
      const laid = await layOutTerritory(tx, operator, { city: tenant.name, region, plan, neighbourhoods });
      if (!opening) return ok({ laid, opened: undefined });
      const opened = await open(tx, operator, region, opening);
      return opened.ok ? ok({ laid, opened: opened.value }) : opened;
    });
    if (!founded.ok) return failRefused(founded.refusal);
    const { laid, opened } = founded.value;
    say(`${tenant.name} stands at /${slug} (${tenant.timeZone})`);
    say(`${laid.neighbourhoods} RW, ${laid.organizations.length} offices and institutions`);
    if (opened) say(opened);
    if (laid.neighbourhoods === 0) say(`enter its RW with: pilar tenant rw --city ${slug} FILE.csv`);
    say(`next: pilar user create --city ${slug} …`);
  });
}

/** Enters what a list of RW has more than the city. */
export async function addNeighbourhoods(path: string, options: RwOptions): Promise<void> {
  const plan = readPlan(options.institutions).filter((one) => one.level === 'neighbourhood');
  const text = readInputFile(path, 'en');
  await withPilar(async (pilar) => {
    const [tenant] = chosenTenants(pilar, options.city);
    if (!tenant) return;
    const neighbourhoods = await readList(pilar, tenant.region, { path, text });
    const operator = operatorOf(tenant.id);
    const done = await pilar.change(operator, 'offices:write', async (tx) => {
      const laid = await layOutTerritory(tx, operator, {
        city: tenant.name,
        region: tenant.region,
        plan,
        neighbourhoods,
      });
      const open = (await listPrograms(tx)).filter((program) => program.state === 'open');
      if (laid.organizations.length > 0) {
        for (const program of open) {
          await allotPurses(tx, operator, program);
          await owePeriods(tx, operator, program);
        }
      }
      return ok({ laid, programs: open.map((program) => program.slug) });
    });
    if (!done.ok) return failRefused(done.refusal);
    const { laid, programs } = done.value;
    say(
      `${laid.neighbourhoods} RW and ${laid.organizations.length} institutions added; what stood already was left`,
    );
    if (laid.organizations.length > 0 && programs.length > 0) say(`with ceilings in ${programs.join(', ')}`);
  });
}

/** Founds one institution that the plan of the city does not have. */
export async function foundInstitution(typed: string, options: InstitutionOptions): Promise<void> {
  const { kind, region } = options;
  const name = readLine(typed, 120);
  if (isRefusal(name)) return failRefused(name);
  if (!/^[a-z0-9-]{2,40}$/.test(kind)) {
    failInput(`a kind has 2 to 40 small letters, digits and hyphens, not "${kind}"`);
  }
  await withPilar(async (pilar) => {
    const [tenant] = chosenTenants(pilar, options.city);
    if (!tenant) return;
    const operator = operatorOf(tenant.id);
    const done = await pilar.change(operator, 'offices:write', async (tx) => {
      if (!within(region, tenant.region) || !(await findRegion(tx, region))) {
        failInput(`there is no place ${region} in ${tenant.name}; nothing was changed`);
      }
      const here = (await organizationsIn(tx, region, [kind])).find((one) => one.region === region);
      if (here) failInput(`${here.name} (${kind}) stands at ${region} already; nothing was changed`);
      await foundOrganization(tx, operator, { name, kind, region });
      const open = (await listPrograms(tx)).filter((program) => program.state === 'open');
      for (const program of open) {
        await allotPurses(tx, operator, program);
        await owePeriods(tx, operator, program);
      }
      return ok(null);
    });
    if (!done.ok) return failRefused(done.refusal);
    say(`${name} stands at ${region}`);
  });
}

/** Opens a programme in a city that stands. */
export async function openFurtherProgram(model: string, options: ProgramOptions): Promise<void> {
  const opening = readOpening(model, options.year);
  await withPilar(async (pilar) => {
    const [tenant] = chosenTenants(pilar, options.city);
    if (!tenant) return;
    const operator = operatorOf(tenant.id);
    const done = await pilar.change(operator, 'offices:write', (tx) =>
      open(tx, operator, tenant.region, opening),
    );
    if (!done.ok) return failRefused(done.refusal);
    say(done.value);
  });
}

/** Opens the programme with every ceiling; answers what there is to tell of it. */
async function open(tx: Tx, operator: Acting, region: string, opening: Opening): Promise<Result<string>> {
  const read = readModel(opening.source);
  const slug = read.ok ? `${read.model.name}-${opening.year}` : '';
  if (await programBySlug(tx, slug)) failInput(`the programme ${slug} is open already; nothing was changed`);
  const begun = await beginProgram(tx, operator, {
    source: opening.source,
    region,
    fiscalYear: opening.year,
  });
  if (!begun.ok) return begun;
  const { program, total } = begun.value;
  return ok(`programme ${program.slug} is open, with ceilings of Rp${groupDigits(total)}`);
}

function readPlan(path: string | undefined, usual = 'cities/kota.yaml'): InstitutionPlan {
  const file = path ?? join(HOME, usual);
  const read = readYaml(
    path === undefined ? readFileSync(file, 'utf8') : readInputFile(file, 'en'),
    InstitutionPlan,
  );
  if (!read.ok) return failProblems(file, read.problems);
  return read.model;
}

function readOpening(path: string, year: string): Opening {
  if (!/^20\d\d$/.test(year)) failInput(`this is no fiscal year: ${year}`);
  const source = readInputFile(path, 'en');
  const read = readModel(source);
  if (!read.ok) return failProblems(path, read.problems);
  return { source, year: Number(year) };
}

type YamlProblem = { path: string; line: number; column: number; message: string };

function failProblems(file: string, problems: readonly YamlProblem[]): never {
  return failInput(
    problems
      .slice(0, 20)
      .map((one) => `${file}:${one.line}:${one.column} ${one.path ? `${one.path}: ` : ''}${one.message}`)
      .join('\n       '),
  );
}

async function readList(
  pilar: Pilar,
  region: string,
  list: { path: string; text: string },
): Promise<readonly NeighbourhoodEntry[]> {
  const villages = await officialRegionsWithin(pilar.database, region, 'village');
  const codes = new Set(villages.map((one) => one.code));
  return accept(readNeighbourhoodList(list.text, codes), list.path, 'en');
}

function isTimeZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
