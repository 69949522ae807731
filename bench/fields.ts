/*
 * The public face of a programme that companies carry: Table 4.5 of a hundred thousand realisations of two thousand companies,
 * nearly each of them a field's entry of its own, with two years before the records; then its two pages over their own bare
 * queries, and what they weigh on first load. On PostgreSQL, with the built server.
 */
import type { ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { Pool } from 'pg';
import { pino } from 'pino';
import { type Id, newId } from '#kernel/id.ts';
import { insertPerson, stewardOf } from '#modules/actors/index.ts';
import { entriesIn } from '#modules/models/index.ts';
import { fieldYears, gapsOf } from '#modules/portal/index.ts';
import { openProgram, type Program } from '#modules/programs/index.ts';
import { SEEDED } from '../scripts/seeded.ts';
import { buildPilar, type Pilar } from '../src/pilar.ts';
import { addCity, granted } from '../test/support/city.ts';
import { freePort } from '../test/support/postgres.ts';
import { onEmptyBench } from './empty-bench.ts';
import { median, percentile, say, time } from './measure.ts';
import { firstLoad, queriesOf, startServer } from './served.ts';

const REALISATIONS = Number(process.env.BENCH_REALISATIONS ?? 100_000);
const COMPANIES = 2000;
const MODEL = 'models/tjsl/2014.yaml';

/** Companies with money, and what they did with it, each told by its rows. Written past the use cases, as they write. */
async function fillRealisations(pilar: Pilar, tenant: Id, program: Program, author: Id): Promise<void> {
  const entries = entriesIn(program.model).map((one) => one.id);
  await sql`
    insert into region (code, parent_code, level, name)
    select '32.73.' || lpad(d::text, 2, '0'), '32.73', 'district', 'Kecamatan ' || d from generate_series(1, 30) d
    on conflict do nothing`.execute(pilar.database.sql);
  await sql`
    insert into region (code, parent_code, level, name)
    select '32.73.' || lpad(d::text, 2, '0') || '.' || (1000 + v), '32.73.' || lpad(d::text, 2, '0'), 'village', 'Kelurahan ' || d || '-' || v
    from generate_series(1, 30) d, generate_series(1, 5) v on conflict do nothing`.execute(
    pilar.database.sql,
  );
  await pilar.database.script(`
    set local app.tenant = '${tenant}';
    insert into organization (tenant_id, id, kind, name, region_code, created_at)
      select '${tenant}', gen_random_uuid(), 'perusahaan', 'PT Ukur ' || n, '32.73', now() from generate_series(1, ${COMPANIES}) n;
    insert into purse (tenant_id, id, program_id, purse, organization_id, paid, amount)
      select '${tenant}', gen_random_uuid(), '${program.id}', 'dana-tjsl', id, 'by-giver', 9000000000
      from organization where tenant_id = '${tenant}' and kind = 'perusahaan';
    create temporary table realised on commit drop as
      select gen_random_uuid() as id, gen_random_uuid() as voucher, n, u.id as purse, u.organization_id as company,
        r.code as village, (array['${entries.join("','")}'])[1 + (n * 7 + n / ${COMPANIES}) % ${entries.length}] as scope,
        1000000::int8 * (1 + n % 90) as amount
      from generate_series(1, ${REALISATIONS}) n
      join (select *, row_number() over (order by id) as i from purse where tenant_id = '${tenant}' and program_id = '${program.id}') u
        on u.i = 1 + n % ${COMPANIES}
      join (select code, row_number() over (order by code) as i, count(*) over () as many from region
        where level = 'village' and code like '32.73.%') r on r.i = 1 + n % r.many;
    insert into proposal (tenant_id, id, program_id, organization_id, kind, party, forum, village_code, place_code, address, scope, title,
      need, volume, unit, requested, contribution, people, poor_households, state, granted, fields, author_id, created_at, submitted_at,
      decided_at, version)
    select '${tenant}', id, '${program.id}', company, 'kegiatan', 'perusahaan', 'triwulan', village, village, '', scope, 'Kegiatan ' || n,
      '', 1000, 'paket', amount, 0, 40, 5, 'funded', amount, '{}', '${author}', now(), now(), now(), 3 from realised;
    insert into voucher (tenant_id, id, program_id, kind, proposal_id, purse_id, source, organization_id, occasion, provider, purpose,
      amount, withheld, receipt_number, paid_on, route, step, state, recorded_by, recorded_at, reviewed_by, reviewed_at, version)
    select '${tenant}', voucher, '${program.id}', 'spending', id, purse, 'perusahaan', company, '', 'Toko ' || (n % 900), 'Bahan', amount, 0,
      'KW-' || n, current_date, '{perekonomian}', 1, 'approved', '${author}', now(), '${newId()}', now(), 2 from realised;
    insert into posting (tenant_id, id, program_id, purse_id, source, kind, from_account, to_account, amount, organization_id,
      proposal_id, voucher_id, happened_on, recorded_by, recorded_at)
    select '${tenant}', gen_random_uuid(), '${program.id}', purse, 'perusahaan', k.kind, k.origin, k.target, amount, company, id,
      case k.kind when 'spend' then voucher end, current_date, '${author}', now()
    from realised, (values ('commit', 'purse', 'commitment'), ('spend', 'commitment', 'spent')) as k (kind, origin, target);
    insert into activity (tenant_id, id, program_id, proposal_id, organization_id, carried_out_by, village_code, place_code, scope, title,
      granted, starts_on, ends_on, executor, responsible, state, progress, version)
    select '${tenant}', id, '${program.id}', id, company, company, village, village, scope, 'Kegiatan ' || n, amount, current_date,
      current_date, 'Pelaksana', 'Petugas', 'completed', 100, 1 from realised;
    insert into purse_cell (tenant_id, program_id, purse_id, year, scope, committed, disbursed, settled)
    select '${tenant}', '${program.id}', purse, extract(year from current_date), scope, sum(amount), sum(amount), sum(amount)
      from realised group by purse, scope;
    insert into program_cell (tenant_id, program_id, village_code, scope, funded, requested, committed, disbursed, settled, completed,
      people, poor_households)
    select '${tenant}', '${program.id}', village, scope, count(*), sum(amount), sum(amount), sum(amount), sum(amount), count(*),
      40 * count(*), 5 * count(*) from realised group by village, scope;`);
  await sql.raw('vacuum analyze').execute(pilar.database.sql);
}

const children: ChildProcess[] = [];
const port = await freePort();
await onEmptyBench(async ({ url, folder, settings }) => {
  try {
    const pilar = await buildPilar(settings, { log: pino({ level: 'silent' }) });
    const { tenant, actors } = await addCity(pilar);
    const author = newId();
    const program = granted(
      await pilar.change(actors.setda, 'offices:write', async (tx, who) => {
        await insertPerson(tx, { id: author, name: 'Petugas TJSL', phone: null, region: '32.73' });
        return openProgram(tx, stewardOf(who), {
          source: readFileSync(MODEL, 'utf8'),
          region: '32.73',
          fiscalYear: new Date().getFullYear(),
        });
      }),
    );
    await fillRealisations(pilar, tenant, program, author);
    const { rows } = await sql<{ realised: number; cells: number }>`
      select (select count(*) from posting where kind = 'spend')::int as realised, (select count(*) from purse_cell)::int as cells`.execute(
      pilar.database.sql,
    );
    say('realisations, and companies by entry and year', rows[0]?.realised ?? 0, rows[0]?.cells ?? 0);
    const [year] = await pilar.read(tenant, (tx) => fieldYears(tx, program));
    if (year?.givers !== COMPANIES) throw new Error('not every company is counted once');
    const table = await time(
      async () => void (await pilar.read(tenant, (tx) => fieldYears(tx, program))),
      30,
      5,
    );
    say('Table 4.5, ms (median, 95th; wanted < 150)', median(table), percentile(table, 0.95));
    const gaps = await time(async () => void (await pilar.read(tenant, (tx) => gapsOf(tx, program))), 30, 5);
    say('where money does not go, ms (median, 95th)', median(gaps), percentile(gaps, 0.95));

    // The city stands already: the server must not tell the demo's story.
    writeFileSync(join(folder, SEEDED), '');
    children.push(
      await startServer({ PORT: String(port), PILAR_DATA: folder, DATABASE_URL: url, PILAR_API_LIMIT: '0' }),
    );
    const bare = new Pool({ connectionString: url, max: 1 });
    const slug = program.slug;
    const pages = [
      [
        'public page',
        `/bandung/program/${slug}`,
        () => import('../src/routes/[tenant]/program/[slug]/+page.server.ts'),
      ],
      [
        'its fields (Table 4.5)',
        `/bandung/program/${slug}/bidang`,
        () => import('../src/routes/[tenant]/program/[slug]/bidang/+page.server.ts'),
      ],
    ] as const;
    for (const [what, path, route] of pages) {
      const page = `${settings.origin}${path}`;
      const taken = median(
        await time(
          async () => {
            const response = await fetch(page, { headers: { accept: 'text/html' } });
            if (!response.ok) throw new Error(`${path}: ${response.status}`);
            await response.text();
          },
          40,
          15,
        ),
      );
      const { load } = await route();
      const event = {
        locals: { pilar, tenant: pilar.tenants()[0], locale: 'id' },
        url: new URL(page),
        params: { tenant: 'bandung', slug },
      };
      const queries = await queriesOf(async () => Reflect.apply(load, undefined, [event]));
      const alone = median(
        await time(
          async () => {
            for (const { text, values } of queries) await bare.query(text, values);
          },
          40,
          15,
        ),
      );
      say(`${what}, ms; over its ${queries.length} bare queries (wanted ≤ 4)`, taken, taken / alone);
      say(`${what}, first load, kB (wanted < 60)`, (await firstLoad(page)) / 1000);
    }
    await bare.end();
    await pilar.close();
  } finally {
    for (const child of children) child.kill();
  }
}, port);
