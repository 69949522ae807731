import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { parse } from 'yaml';
import type { Actor } from '#kernel/actor.ts';
import { settableClock } from '#kernel/clock.ts';
import { dayIn } from '#kernel/date.ts';
import { type Id, newId } from '#kernel/id.ts';
import { ok } from '#kernel/result.ts';
import {
  createAccount,
  InstitutionPlan,
  insertPerson,
  operatorOf,
  stewardOf,
} from '#modules/actors/index.ts';
import { allotPurses } from '#modules/funding/index.ts';
import { record, sealJournal } from '#modules/journal/index.ts';
import { readModel } from '#modules/models/index.ts';
import { beginCalendar, owePeriods } from '#modules/obligations/index.ts';
import { openProgram, type Program, publishedVersions } from '#modules/programs/index.ts';
import { loadOfficialRegions } from '#modules/regions/index.ts';
import { closeSteered } from '#modules/steering/index.ts';
import { copyModel } from '#modules/workshop/index.ts';
import { foundTenant } from '#platform/database/found-tenant.ts';
import { tenantTransactions } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { HOME, type Pilar } from '../pilar.ts';
import { actorOf, must } from './acting.ts';
import { adoptModel } from './adopting-story.ts';
import { type DemoCity, layOutCity, officerOf } from './city.ts';
import { CityFile, ProposalTemplates } from './city-file.ts';
import type { TriedAccount } from './giving/giving-story.ts';
import { ofLastYear, tellLastYear } from './last-year-story.ts';
import { tellPrices } from './prices-story.ts';
import { tellStory } from './story.ts';
import type { Telling } from './telling.ts';

const CITIES = ['bandung', 'prabumulih'];

/** Everyone in the demo signs in with this, or with one click. */
export const DEMO_PASSWORD = 'pilar-contoh-2026';

/** Whether the demo city stands already, whole: its last city is there and its journal sealed. */
export async function isSeeded(pilar: Pilar): Promise<boolean> {
  const done = await sql<{ sealed: number }>`
    select count(*)::int as sealed from journal_seal s join tenant t on t.id = s.tenant_id where t.slug = ${CITIES.at(-1)}`.execute(
    pilar.database.sql,
  );
  return (done.rows[0]?.sealed ?? 0) > 0;
}

/** Fills an empty installation with the demo cities, telling what it does in plain lines. */
export async function seedDemo(
  pilar: Pilar,
  say: (line: string) => void,
  options: { proposals?: number; cities?: readonly string[] } = {},
): Promise<void> {
  const regions = await loadOfficialRegions(pilar.database);
  if (regions > 0) say(`${regions} regions of Indonesia`);
  for (const name of options.cities ?? CITIES) {
    const file = CityFile.parse(parse(readFileSync(join(HOME, 'demo', `${name}.yaml`), 'utf8')));
    say(`${file.name} …`);
    await seedCity(pilar, options.proposals ? { ...file, proposals: options.proposals } : file, say);
  }
}

async function seedCity(pilar: Pilar, file: CityFile, say: (line: string) => void): Promise<void> {
  const now = pilar.clock.now();
  const year = Number(dayIn(file.timeZone, now).slice(0, 4));
  const start = new Date(Math.min(firstDayOf(year), now.getTime()));
  const clock = settableClock(file.lastYear.length > 0 ? new Date(firstDayOf(year - 1)) : start);
  const runtime = {
    ...pilar,
    clock,
    ...tenantTransactions(pilar.database, clock, () => file.timeZone, pilar.keeping),
  };
  const tenant = newId();
  const plan = InstitutionPlan.parse(parse(readFileSync(join(HOME, 'cities/kota.yaml'), 'utf8')));
  const founded = await foundTenant(pilar, { id: tenant, ...file }, clock.now(), async (tx) =>
    ok(await layOutCity(tx, file, plan, year)),
  );
  if (!founded.ok) throw new Error(`the demo city was refused: ${founded.refusal.refusal}`);
  const city = founded.value;
  await pilar.reloadTenants();
  say(
    `  ${city.villages.length} kelurahan and villages, ${file.neighbourhoods} RW, ${city.officers.length} officers`,
  );
  const setda = actorOf({ tenant }, officerOf(city, 'sekretariat-daerah', file.region, 'setda'));
  const templates = ProposalTemplates.parse(parse(readFileSync(join(HOME, 'demo/proposals.yaml'), 'utf8')));
  const telling = (program: Program, from: Date, end: Date): Telling => ({
    runtime,
    tenant,
    city,
    file,
    program,
    templates,
    at: (part) => {
      const moment = momentAt(from, end, part);
      if (moment > clock.now()) clock.set(moment);
      return clock.now();
    },
    dayAt: (part) => dayIn(file.timeZone, momentAt(from, end, part)),
    now: () => {
      if (end > clock.now()) clock.set(end);
      return clock.now();
    },
    end,
    say,
  });
  if (file.lastYear.length > 0) {
    const last = await openYear(runtime, setda, file, year - 1);
    const end = new Date(firstDayOf(year) - 14 * 86_400_000);
    await tellLastYear(ofLastYear(telling(last, clock.now(), end)));
    clock.set(start);
    const grounds = {
      reason: `Tahun ${year - 1} berakhir dan tidak ada usulan atau pembayaran yang masih menunggu.`,
      basis: `Surat Sekretaris Daerah 900/001/Setda/I/${year}`,
    };
    must(await closeSteered(runtime, setda, { program: last.slug, ...grounds }));
    say(`  ${year - 1} told and closed`);
  }
  const opened = await openYear(runtime, setda, file, year);
  if (file.proposals > 0)
    say(`  ${await tellPrices(runtime, setda, file, { templates, year })} price standards`);
  const tried = await tellStory(telling(opened, start, now));
  await beginNextModel(runtime, setda, year + 1);
  const rules = await adoptModel(runtime, setda, file, year);
  if (rules > 0) say(`  a model adopted, ${rules} rules changed, opened`);
  await addAccounts(pilar, tenant, file, city, tried);
  say(`  ${file.accounts.length + tried.length} accounts to try`);
  say(`  ${await sealJournal(pilar, tenant)} journal entries sealed`);
}

/** The second of January, at nine in western Indonesia: the first day of work. */
function firstDayOf(year: number): number {
  return Date.parse(`${year}-01-02T02:00:00Z`);
}

/** Opens the programme of a year with its ceilings. */
async function openYear(runtime: Runtime, setda: Actor, file: CityFile, year: number): Promise<Program> {
  const source = readFileSync(join(HOME, file.model), 'utf8');
  const read = readModel(source);
  const forums = read.ok ? read.model.forums.map((one) => one.forum) : [];
  return must(
    await runtime.change(setda, 'offices:write', async (tx, by) => {
      await beginCalendar(tx, stewardOf(by), file.region, year);
      // The city has edited its calendar so that every step can be tried on any day of the year.
      const wholeYear = {
        from: `${year}-01-01`,
        to: `${year}-12-31`,
        cite: `Keputusan Wali Kota tentang kalender peragaan ${year}`,
      };
      const result = await openProgram(tx, stewardOf(by), {
        source,
        region: file.region,
        fiscalYear: year,
        windows: {
          proposals: { usulan: wholeYear },
          forums: Object.fromEntries(forums.map((one) => [one, wholeYear])),
        },
      });
      if (result.ok) {
        await allotPurses(tx, stewardOf(by), result.value);
        await owePeriods(tx, stewardOf(by), result.value);
      }
      return result;
    }),
  );
}

/** The secretariat begins on the rules of the year to come. */
async function beginNextModel(runtime: Runtime, setda: Actor, year: number): Promise<void> {
  const [from] = await runtime.read(setda.tenant, publishedVersions);
  if (from) must(await copyModel(runtime, setda, { from, name: from.name, version: `${year}` }));
}

function momentAt(from: Date, end: Date, part: number): Date {
  return inOfficeHours(from.getTime() + part * (end.getTime() - from.getTime()));
}

/** The same day, its 24 hours pressed into those from eight to four in western Indonesia; order is kept. */
function inOfficeHours(time: number): Date {
  const day = Math.floor(time / 86_400_000) * 86_400_000;
  return new Date(day + 3_600_000 + (time - day) / 3);
}

async function addAccounts(
  pilar: Pilar,
  tenant: Id,
  file: CityFile,
  city: DemoCity,
  tried: readonly TriedAccount[],
): Promise<void> {
  const listed: TriedAccount[] = [];
  for (const { email, label, ...of } of file.accounts) {
    listed.push({
      person: await personFor(pilar, tenant, file, city, { email, label, ...of }),
      email,
      label,
    });
  }
  for (const [order, { person, email, label }] of [...listed, ...tried].entries()) {
    const created = await createAccount(pilar, {
      tenant,
      person,
      email,
      password: DEMO_PASSWORD,
      demo: { label, order },
    });
    if (!created.ok) throw new Error(`the demo account ${email} was refused: ${created.refusal.refusal}`);
  }
}

async function personFor(
  pilar: Pilar,
  tenant: Id,
  file: CityFile,
  city: DemoCity,
  account: CityFile['accounts'][number],
): Promise<Id> {
  if (!account.kind) {
    const id = newId();
    const name = 'Warga Contoh';
    await pilar.read(tenant, async (tx) => {
      await insertPerson(tx, { id, name, phone: null, region: file.region });
      await record(
        tx,
        { ...operatorOf(tenant), person: id, name },
        {
          action: 'person.registered',
          subjectType: 'person',
          subjectId: id,
          region: file.region,
          summary: {},
        },
      );
    });
    return id;
  }
  const village = city.villages.find((one) => one.name === account.village);
  const district = city.districts.find((one) => one.name === account.district);
  const region = account.number
    ? village?.neighbourhoods[account.number - 1]?.code
    : (village?.code ?? district?.code);
  return officerOf(city, account.kind, region ?? file.region, account.office).person;
}
