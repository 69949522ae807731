/*
 * What it costs that every row is marked in the journal, and how long a whole city takes to be compared with it. On
 * PostgreSQL, in this process; processor time is that of this process and of this PostgreSQL alone.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { pino } from 'pino';
import { actorById } from '#modules/actors/index.ts';
import { listPrograms } from '#modules/programs/index.ts';
import { submitProposal } from '#modules/proposals/index.ts';
import { seedDemo } from '../src/demo/seed.ts';
import { buildPilar } from '../src/pilar.ts';
import { DRAINAGE } from '../test/support/drainage.ts';
import { onEmptyBench } from './empty-bench.ts';
import { fillDrafts, fillProposals } from './fill.ts';
import { median, percentile, say } from './measure.ts';

const SUBMISSIONS = Number(process.env.BENCH_SUBMISSIONS ?? 400);
const PROPOSALS = Number(process.env.BENCH_PROPOSALS ?? 100_000);

/** The parent and the ticks of a process, as the system says; undefined when it has ended. */
function statOf(pid: string): { parent: number; ticks: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
  } catch {
    return undefined;
  }
}

/** Processor time of this process and of what the server `postmaster` started, in ms. */
function processorMs(postmaster: number): { own: number; postgres: number } {
  const { user, system } = process.cpuUsage();
  const ticks = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(statOf)
    .reduce((sum, stat) => sum + (stat?.parent === postmaster ? stat.ticks : 0), 0);
  return { own: (user + system) / 1000, postgres: ticks * 10 };
}

await onEmptyBench(async ({ settings }) => {
  const pilar = await buildPilar(settings, { log: pino({ level: 'silent' }) });
  const { rows: backends } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(
    pilar.database.sql,
  );
  const postmaster = statOf(String(backends[0]?.pid))?.parent ?? 0;
  await seedDemo(pilar, () => {}, { cities: ['bandung'], proposals: 60 });
  const tenant = pilar.tenants()[0]?.id ?? '';
  const [program] = await pilar.read(tenant, listPrograms);
  if (!program) throw new Error('no programme');

  const { rows: chairs } = await sql<{ person: string; place: string; organization: string }>`
    select m.person_id as person, m.region_code as place, m.organization_id as organization from mandate m
    join organization o on o.tenant_id = m.tenant_id and o.id = m.organization_id
    where m.tenant_id = ${tenant} and m.office = 'chair' and o.kind = 'rw' order by m.region_code limit 1`.execute(
    pilar.database.sql,
  );
  const [chair] = chairs;
  const actor = chair && (await pilar.read(tenant, (tx) => actorById(tx, chair.person)));
  if (!chair || !actor) throw new Error('no chair');
  const drafts = await fillDrafts(pilar, {
    tenant,
    program: program.id,
    organization: chair.organization,
    place: chair.place,
    author: chair.person,
    fields: { ...DRAINAGE, place: chair.place },
    count: SUBMISSIONS + 100,
  });
  const taken: number[] = [];
  let before = processorMs(postmaster);
  for (const [i, proposal] of drafts.entries()) {
    if (i === 100) before = processorMs(postmaster);
    const began = performance.now();
    const done = await submitProposal(pilar, actor, { proposal });
    if (!done.ok) throw new Error(done.refusal.refusal);
    if (i >= 100) taken.push(performance.now() - began);
  }
  const after = processorMs(postmaster);
  say(
    'submit: median and 10th percentile, ms; of the processor',
    median(taken),
    percentile(taken, 0.1),
    `server ${((after.own - before.own) / SUBMISSIONS).toFixed(2)}, PostgreSQL ${((after.postgres - before.postgres) / SUBMISSIONS).toFixed(2)}`,
  );
  if (PROPOSALS > 0) {
    const { sealJournal, verifyRecords } = await import('#modules/journal/index.ts');
    let began = performance.now();
    await fillProposals(pilar, tenant, program.id, PROPOSALS);
    say(`filled to ${PROPOSALS} proposals, s`, (performance.now() - began) / 1000);
    await sealJournal(pilar, tenant);
    for (const turn of ['whole', 'whole again'] as const) {
      const cpu = processorMs(postmaster);
      began = performance.now();
      const verified = await pilar.read(tenant, (tx) => verifyRecords(tx), 'long');
      const used = processorMs(postmaster);
      const rows = Object.values(verified.rows).reduce((sum, one) => sum + one, 0);
      say(
        `verified ${turn}: s (wanted < 180); rows; entries; faults`,
        (performance.now() - began) / 1000,
        String(rows),
        String(verified.journal.read),
        String(verified.faults.length + verified.journal.faults.length),
        `of the processor: here ${((used.own - cpu.own) / 1000).toFixed(1)}, PostgreSQL ${((used.postgres - cpu.postgres) / 1000).toFixed(1)}; ${Math.round(process.memoryUsage().rss / 1e6)} MB`,
      );
      if (turn === 'whole') {
        await submitProposal(pilar, actor, { proposal: drafts[0] ?? '' });
        await sealJournal(pilar, tenant);
        began = performance.now();
        const since = await pilar.read(
          tenant,
          (tx) => verifyRecords(tx, { since: verified.journal.end }),
          'long',
        );
        say(
          'verified what came since: s; entries; faults',
          (performance.now() - began) / 1000,
          String(since.journal.read),
          String(since.faults.length),
        );
      }
    }
  }
  await pilar.close();
});
