/*
 * What one search costs in a city of a hundred thousand proposals, ninety thousand RW and twenty thousand filings: words that
 * many names have, words that one has, words that none has, words with mistakes. On PostgreSQL, in this process, beneath
 * row-level security as everywhere.
 */
import { sql } from 'kysely';
import { Client } from 'pg';
import { pino } from 'pino';
import type { Id } from '#kernel/id.ts';
import { FOUND_KINDS, searchText } from '#modules/overview/index.ts';
import { insertNeighbourhoods } from '#modules/regions/index.ts';
import { keepNames, type NamedKind } from '#modules/search/index.ts';
import { buildPilar, type Pilar } from '../src/pilar.ts';
import { addCity } from '../test/support/city.ts';
import { VILLAGE } from '../test/support/drainage.ts';
import { onEmptyBench } from './empty-bench.ts';
import { fillProposals } from './fill.ts';
import { median, percentile, say, time } from './measure.ts';

const PROPOSALS = Number(process.env.BENCH_PROPOSALS ?? 100_000);
const PLACES = Number(process.env.BENCH_PLACES ?? 90_000);
const AT_ONCE = 5_000;

const WORDS: Readonly<Record<string, string>> = {
  'a word that all titles have': 'lingkungan',
  'two words, one of which a title has': `usulan ke-${Math.floor(PROPOSALS / 2)}`,
  'a word that none has': 'jembatan',
  'a word of all titles with a mistake': 'lingkugan',
  'a word of all titles, and one with a mistake that few have': 'lingkungan taman asrii',
  'a place among all': 'rw 512 impun',
  'what many have, together in none': 'usulan rw',
  'two words that half of the titles have each, and none together': 'utara selatan',
  'those two and one that all have': 'lingkungan utara selatan',
  'four words that all titles have': 'untuk lingkungan usulan ke',
};

await onEmptyBench(async ({ settings, url }) => {
  const pilar = await buildPilar(settings, { log: pino({ level: 'silent' }) });
  const { tenant, program, actors } = await addCity(pilar);
  await fillProposals(pilar, tenant, program.id, PROPOSALS);
  await pilar.read(
    tenant,
    async (tx) => {
      await sql`
        insert into activity (tenant_id, id, program_id, proposal_id, organization_id, carried_out_by, village_code, place_code, scope, title,
          granted, starts_on, ends_on, executor, responsible, state, progress, version)
        select tenant_id, id, program_id, id, organization_id, organization_id, village_code, place_code, scope, title,
          granted, date '2026-02-01', date '2026-03-01', '', '', 'planned', 0, 1
        from proposal where tenant_id = ${tenant} and state = 'funded'`.execute(tx.sql);
      await sql`
        insert into obligation (tenant_id, id, kind, along, occasion, program_id, fiscal_year, organization_id, offices,
          region_code, owed_by, subject_type, subject_id, starts_on, due_on, escalates_on, stood, state, closed_on, ruled_since)
        select tenant_id, id, 'lpj', null, '', program_id, 2026, organization_id, array['chair'], village_code, organization_id,
          'activity', id, date '2026-03-01', date '2026-03-16', null, '{}', 'fulfilled', date '2026-03-10', now()
        from activity where tenant_id = ${tenant}`.execute(tx.sql);
      await sql`
        insert into filing (tenant_id, id, program_id, kind, occasion, obligation_id, activity_id, proposal_id, organization_id,
          region_code, content, state, route, step, author_id, ruled_since, created_at, submitted_at, version)
        select tenant_id, id, program_id, 'lpj', '', id, id, id, organization_id, village_code, '{}', 'submitted',
          array['lurah'], 0, ${actors.rw1.person}::uuid, now(), now(), now(), 2
        from activity where tenant_id = ${tenant}`.execute(tx.sql);
    },
    'long',
  );
  const begun = performance.now();
  await keepAll(pilar, tenant);
  say('names kept, s', (performance.now() - begun) / 1000);
  // On a connection of its own: it takes longer than a page may wait.
  const root = new Client({ connectionString: url });
  await root.connect();
  await root.query('vacuum analyze');
  await root.end();
  for (const [what, text] of Object.entries(WORDS)) {
    let found = '';
    const taken = await time(
      async () => {
        const { groups, meant } = await pilar.read(tenant, (tx) =>
          searchText(tx, FOUND_KINDS, { text, limit: 5, most: 101 }),
        );
        found = [...groups.map((one) => `${one.kind} ${one.count}`), ...meant].join(', ');
      },
      20,
      3,
    );
    say(`${what} (${found}), ms (median, 95th)`, median(taken), percentile(taken, 0.95));
  }
  await pilar.close();
});

/** Lets everything be found that was written past the use cases, as they would have, and as many RW as there are wanted. */
async function keepAll(pilar: Pilar, tenant: Id): Promise<void> {
  const about = async (kind: NamedKind, page: string, label: string, from: string) => {
    const { rows } = await sql<{ id: string; title: string; region: string }>`
      select p.id, p.title, p.place_code as region from proposal p
      where p.tenant_id = ${tenant} and ${sql.raw(from)} order by p.id`.execute(pilar.database.sql);
    for (let i = 0; i < rows.length; i += AT_ONCE) {
      const names = rows.slice(i, i + AT_ONCE).map(({ id, title, region }, n) => {
        const called = label + title;
        return {
          kind,
          thing: id,
          title: { id: called, en: called },
          region,
          page: `${page}/${id}`,
          more: `Gang ${i % 900} Pasir Impun Mandalajati ${n % 2 === 0 ? 'utara' : 'selatan'}`,
        };
      });
      await pilar.read(tenant, (tx) => keepNames(tx, names), 'long');
    }
  };
  await about('proposal', 'usulan', '', 'true');
  await about('activity', 'kegiatan', '', "p.state = 'funded'");
  await about('filing', 'laporan', 'LPJ, ', "p.state = 'funded'");
  // No kelurahan has more than a thousand RW; here they only have to be many.
  const places = Array.from({ length: PLACES }, (_, i) => ({
    code: `32.73.30.${1100 + Math.floor(i / 900)}.${String((i % 900) + 1).padStart(3, '0')}`,
    village: VILLAGE,
    name: `RW ${(i % 900) + 1}`,
    rtCount: 5,
  }));
  for (let i = 0; i < places.length; i += AT_ONCE) {
    await pilar.read(tenant, (tx) => insertNeighbourhoods(tx, places.slice(i, i + AT_ONCE)), 'long');
  }
}
