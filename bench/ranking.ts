/*
 * What it costs to rank the open needs of a city for one company: fifty thousand of them, over all places, fields and forms.
 * On PostgreSQL, in this process, beneath row-level security as everywhere. The first page and the fortieth, with and without
 * a filter; and the ranking in the database alone, without what it is reckoned from.
 */
import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { pino } from 'pino';
import type { Actor } from '#kernel/actor.ts';
import { newId } from '#kernel/id.ts';
import { insertOrganizations, insertPerson, stewardOf } from '#modules/actors/index.ts';
import { rankedNeeds } from '#modules/matching/index.ts';
import { openProgram } from '#modules/programs/index.ts';
import { buildPilar } from '../src/pilar.ts';
import { addCity, granted } from '../test/support/city.ts';
import { onEmptyBench } from './empty-bench.ts';
import { median, percentile, say, time } from './measure.ts';

const NEEDS = Number(process.env.BENCH_NEEDS ?? 50_000);
const AT_ONCE = 5000;
const MODEL = 'models/tjsl/2014.yaml';

await onEmptyBench(async ({ settings }) => {
  const pilar = await buildPilar(settings, { log: pino({ level: 'silent' }) });
  const { tenant, actors } = await addCity(pilar);
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
  const company = { id: newId(), kind: 'perusahaan', name: 'PT Ukur', region: '32.73' };
  const officer: Actor = {
    tenant,
    person: newId(),
    name: 'Petugas TJSL',
    mandates: [{ id: newId(), office: 'petugas-tjsl', organization: company, region: '32.73' }],
    scopes: 'session',
    secondFactor: false,
  };
  const program = granted(
    await pilar.change(actors.setda, 'offices:write', async (tx, who) => {
      await insertOrganizations(tx, [company]);
      await insertPerson(tx, { id: officer.person, name: officer.name, phone: null, region: '32.73' });
      return openProgram(tx, stewardOf(who), {
        source: readFileSync(MODEL, 'utf8'),
        region: '32.73',
        fiscalYear: 2026,
      });
    }),
  );
  for (let from = 0; from < NEEDS; from += AT_ONCE) {
    const ids = Array.from({ length: Math.min(AT_ONCE, NEEDS - from) }, () => newId());
    await pilar.read(
      tenant,
      async (tx) => {
        await sql`
          insert into proposal (tenant_id, id, program_id, person_id, kind, party, village_code, place_code, address, scope, title,
            need, volume, unit, requested, contribution, people, poor_households, state, fields, author_id, created_at, submitted_at,
            decided_at, version)
          select ${tenant}::uuid, f.id, ${program.id}::uuid, ${officer.person}::uuid, 'permohonan', 'person', r.code, r.code, '',
            'buku-perpustakaan', 'Kebutuhan ke-' || f.n, '', 1000, 'paket', 1000000 * (1 + f.n % 90), 0, 10, 1, 'accepted', '{}',
            ${officer.person}::uuid, now(), now(), now(), 3
          from (select id, ${from}::int + place::int as n from unnest(${ids}::uuid[]) with ordinality as t (id, place)) f
          join (select code, row_number() over (order by code) as i, count(*) over () as many from region
            where level = 'village' and code like '32.73.%') r on r.i = 1 + f.n % r.many`.execute(tx.sql);
        await sql`
          insert into open_need (tenant_id, proposal_id, program_id, kind, scope, field, village_code, form, requested, promised, state,
            opened_at, version)
          select tenant_id, id, program_id, kind, scope,
            (array['pendidikan','kesehatan','kemakmuran','lingkungan','seni-budaya','olahraga','agama'])[1 + (requested / 1000000) % 7],
            village_code, (array['barang','pembangunan','pelatihan','jasa','tenaga'])[1 + (requested / 1000000) % 5],
            requested, requested * ((requested / 1000000) % 4) / 8, 'open', now(), 1
          from proposal where tenant_id = ${tenant} and id = any(${ids}::uuid[])`.execute(tx.sql);
      },
      'long',
    );
  }
  await pilar.read(tenant, async (tx) => {
    await sql`
      insert into taker_offer (tenant_id, id, program_id, organization_id, amount, fields, places, forms, office, stated_by, stated_at, version)
      values (${tenant}::uuid, ${newId()}::uuid, ${program.id}::uuid, ${company.id}::uuid, 900000000, array['pendidikan','kesehatan'], array['32.73.30'],
        array['barang'], 'petugas-tjsl', ${officer.person}::uuid, now(), 1)`.execute(tx.sql);
    await sql`
      insert into place_fact (tenant_id, code, people, people_source, poor_households, poor_households_source, recorded_by, recorded_at)
      select ${tenant}::uuid, code, 9000, 'contoh', (row_number() over (order by code))::int, 'contoh', ${officer.person}::uuid, now()
      from region where level = 'village' and code like '32.73.%'`.execute(tx.sql);
  });
  await sql`vacuum analyze`.execute(pilar.database.sql);
  const { rows } = await sql<{ open: number }>`select count(*)::int as open from open_need`.execute(
    pilar.database.sql,
  );
  say('open needs', rows[0]?.open ?? 0);
  const ask = (wanted: { offset?: number; field?: string; area?: string }) =>
    pilar.read(tenant, (tx) =>
      rankedNeeds(tx, officer, program, company.id, { limit: 26, offset: 0, ...wanted }),
    );
  const first = await ask({});
  if ('refusal' in first || first.needs.length !== 26) throw new Error('nothing was ranked');
  for (const [what, wanted] of [
    ['the first page', {}],
    ['the fortieth page', { offset: 1000 }],
    ['one field', { field: 'kesehatan' }],
    ['one kecamatan', { area: '32.73.30' }],
  ] as const) {
    const taken = await time(async () => void (await ask(wanted)), 20, 3);
    say(`ranked for one company: ${what}, ms (median, 95th)`, median(taken), percentile(taken, 0.95));
  }
  await pilar.close();
});
