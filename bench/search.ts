/*
 * What one search costs in a city of a hundred thousand proposals and twenty thousand filings: words that many names have,
 * words that one has, words that none has. On PostgreSQL, in this process, beneath row-level security as everywhere.
 */
import { sql } from 'kysely';
import { pino } from 'pino';
import { SEARCHED, type Searched, searchThings } from '#modules/overview/index.ts';
import { buildPilar } from '../src/pilar.ts';
import { addCity } from '../test/support/city.ts';
import { onEmptyBench } from './empty-bench.ts';
import { fillProposals } from './fill.ts';
import { median, percentile, say, time } from './measure.ts';

const PROPOSALS = Number(process.env.BENCH_PROPOSALS ?? 100_000);

const WORDS: Readonly<Record<string, string>> = {
  'a word that all titles have': 'lingkungan',
  'two words, one of which a title has': `usulan ke-${Math.floor(PROPOSALS / 2)}`,
  'a word that none has': 'jembatan',
};

await onEmptyBench(async ({ settings }) => {
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
  await sql`vacuum analyze`.execute(pilar.database.sql);
  const ask = (kind: Searched, text: string) =>
    pilar.read(tenant, (tx) => searchThings(tx, kind, { text, limit: 5 }));
  for (const [what, text] of Object.entries(WORDS)) {
    for (const kind of SEARCHED) {
      const taken = await time(async () => void (await ask(kind, text)), 20, 3);
      say(`${kind}: ${what}, ms (median, 95th)`, median(taken), percentile(taken, 0.95));
    }
    const whole = await time(
      async () => {
        for (const kind of SEARCHED) await ask(kind, text);
      },
      20,
      3,
    );
    say(`ALL KINDS: ${what}, ms (median, 95th)`, median(whole), percentile(whole, 0.95));
  }
  await pilar.close();
});
