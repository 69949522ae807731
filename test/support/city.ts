import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { pino } from 'pino';
import sharp from 'sharp';
import { onTestFinished } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { settableClock } from '#kernel/clock.ts';
import { newId } from '#kernel/id.ts';
import { ok, type Result } from '#kernel/result.ts';
import { insertOfficers, insertOrganizations, type Organization, stewardOf } from '#modules/actors/index.ts';
import { allotPurses } from '#modules/funding/index.ts';
import { owePeriods } from '#modules/obligations/index.ts';
import { openProgram, type Program } from '#modules/programs/index.ts';
import { insertNeighbourhoods } from '#modules/regions/index.ts';
import { openWorkPool } from '#platform/bounded-work/work-pool.ts';
import { foundTenant } from '#platform/database/found-tenant.ts';
import type { PasswordHashing } from '#platform/sign-in/auth.ts';
import { buildPilar, type Pilar } from '../../src/pilar.ts';
import { freshDatabase } from './database.ts';
import { VILLAGE } from './drainage.ts';

export { DRAINAGE, VILLAGE } from './drainage.ts';

/** Kept by a hash that takes no time: each test signs in several times, and scrypt takes a core for most of a second. */
export const QUICK: PasswordHashing = {
  hash: async (password) => digest(password),
  verify: async ({ hash, password }) => hash === digest(password),
};

function digest(password: string): string {
  return createHash('sha256').update(password).digest('hex');
}

/** Started once for all tests of a worker: each process that works loads its code anew. */
const work = openWorkPool(process.cwd());

/** An application on an empty database of its own: in memory on PGlite, or on PostgreSQL where the project provides one. */
export async function testPilar(
  options: { secondFactor?: 'required' } = {},
): Promise<Pilar & { clock: ReturnType<typeof settableClock> }> {
  const clock = settableClock(new Date('2026-02-10T03:00:00Z'));
  const pilar = await buildPilar(
    {
      mode: 'demo',
      dataFolder: mkdtempSync(join(tmpdir(), 'pilar-test-')),
      databaseUrl: undefined,
      origin: 'http://127.0.0.1:3000',
      port: 3000,
      host: '127.0.0.1',
      secret: 'a secret only for tests, thirty-two long',
      secondFactor: options.secondFactor ?? 'optional',
      proofMinutes: 480,
      apiRequestsPerMinute: 0,
      pageCostPerMinute: 0,
      proxies: 0,
      diskReserve: 0,
    },
    { clock, log: pino({ level: 'silent' }), database: await freshDatabase(), work, passwords: QUICK },
  );
  return { ...pilar, clock };
}

/** Unwraps a result that the test expects to be granted; shows the refusal otherwise. */
export function granted<T>(result: Result<T>): T {
  if (!result.ok)
    throw new Error(
      `refused: ${JSON.stringify(result.refusal, (_, v) => (typeof v === 'bigint' ? `${v}` : v))}`,
    );
  return result.value;
}

/** A photo of one colour, as a camera might send it. */
export async function photo(color = '#446688'): Promise<Uint8Array> {
  return sharp({ create: { width: 64, height: 48, channels: 3, background: color } })
    .jpeg()
    .toBuffer();
}

/** A small city: one kelurahan with three RW of two RT each, its PKK, and the officers that a programme needs. */
export async function smallCity(
  options: { secondFactor?: 'required'; model?: string; slug?: string; windows?: Program['windows'] } = {},
) {
  const pilar = await testPilar(options);
  return { pilar, ...(await addCity(pilar, options)) };
}

export async function addCity(
  pilar: Pilar,
  options: { model?: string; slug?: string; windows?: Program['windows']; fiscalYear?: number } = {},
) {
  const tenant = newId();
  await sql`
    insert into region (code, parent_code, level, name) values
      ('32', null, 'province', 'Jawa Barat'), ('32.73', '32', 'regency', 'Kota Bandung'),
      ('32.73.30', '32.73', 'district', 'Mandalajati'), (${VILLAGE}, '32.73.30', 'village', 'Pasir Impun')
    on conflict do nothing`.execute(pilar.database.sql);
  const about = {
    id: tenant,
    slug: options.slug ?? 'bandung',
    region: '32.73',
    name: 'Kota Bandung',
    timeZone: 'Asia/Jakarta',
  };
  const founded = await foundTenant(pilar, about, pilar.clock.now(), async (tx) => {
    await insertNeighbourhoods(
      tx,
      [1, 2, 3].map((n) => ({ code: `${VILLAGE}.00${n}`, village: VILLAGE, name: `RW 0${n}`, rtCount: 2 })),
    );
    const make = (kind: string, name: string, region: string): Organization => ({
      id: newId(),
      kind,
      name,
      region,
    });
    const organizations = {
      rw1: make('rw', 'RW 01 Pasir Impun', `${VILLAGE}.001`),
      rw2: make('rw', 'RW 02 Pasir Impun', `${VILLAGE}.002`),
      rw3: make('rw', 'RW 03 Pasir Impun', `${VILLAGE}.003`),
      pkk: make('pkk', 'PKK Pasir Impun', VILLAGE),
      kelurahan: make('kelurahan', 'Kelurahan Pasir Impun', VILLAGE),
      kecamatan: make('kecamatan', 'Kecamatan Mandalajati', '32.73.30'),
      setda: make('sekretariat-daerah', 'Sekretariat Daerah', '32.73'),
    };
    await insertOrganizations(tx, Object.values(organizations));
    return ok(organizations);
  });
  const offices = granted(founded);
  await pilar.reloadTenants();
  const people: { actor: Actor; office: string; organization: Organization }[] = [];
  const officer = (office: string, organization: Organization): Actor => {
    const actor: Actor = {
      tenant,
      person: newId(),
      name: `${office} ${organization.name}`,
      mandates: [{ id: newId(), office, organization, region: organization.region }],
      scopes: 'session',
      secondFactor: false,
    };
    people.push({ actor, office, organization });
    return actor;
  };
  const actors = {
    rw1: officer('chair', offices.rw1),
    rw2: officer('chair', offices.rw2),
    rw3: officer('chair', offices.rw3),
    pkk: officer('chair', offices.pkk),
    lurah: officer('lurah', offices.kelurahan),
    treasurer: officer('village-treasurer', offices.kelurahan),
    camat: officer('camat', offices.kecamatan),
    setda: officer('setda', offices.setda),
    resident: {
      tenant,
      person: newId(),
      name: 'Warga',
      mandates: [],
      scopes: 'session',
      secondFactor: false,
    } satisfies Actor,
  };
  const source = options.model ?? readFileSync('models/pippk/2015.yaml', 'utf8');
  const program = granted(
    await pilar.change(actors.setda, 'offices:write', async (tx, actor) => {
      await insertOfficers(
        tx,
        people.map(({ actor: held, office, organization }) => ({
          mandate: held.mandates[0]?.id ?? newId(),
          person: held.person,
          name: held.name,
          phone: null,
          organization: organization.id,
          office,
          region: organization.region,
          startsOn: '2025-01-01',
          endsOn: '2029-12-31',
          decree: null,
        })),
      );
      const opened = await openProgram(tx, stewardOf(actor), {
        source,
        region: '32.73',
        fiscalYear: options.fiscalYear ?? 2026,
        ...(options.windows ? { windows: options.windows } : {}),
      });
      if (opened.ok) {
        await allotPurses(tx, stewardOf(actor), opened.value);
        await owePeriods(tx, stewardOf(actor), opened.value);
      }
      return opened;
    }),
  );
  return { tenant, offices, actors, program };
}

export type City = Awaited<ReturnType<typeof smallCity>>;

/** Closes the application when the test is over. */
export async function withCity(options: Parameters<typeof smallCity>[0] = {}): Promise<City> {
  const city = await smallCity(options);
  onTestFinished(() => city.pilar.close());
  return city;
}

/** Everyone whom PIPPK's quorum wants from the small city. */
export function everybody(): { element: string; unit: string | null; name: string }[] {
  const neighbourhoods = [1, 2, 3].map((n) => `${VILLAGE}.00${n}`);
  return [
    ...neighbourhoods.map((unit) => ({ element: 'rw', unit, name: 'Ketua RW' })),
    ...neighbourhoods.flatMap((unit) =>
      ['01', '02'].map((rt) => ({ element: 'rt', unit: `${unit}/${rt}`, name: 'Ketua RT' })),
    ),
    ...['community-leader', 'religious-leader', 'women-leader', 'youth-leader'].map((element) => ({
      element,
      unit: null,
      name: `Wakil ${element}`,
    })),
  ];
}
