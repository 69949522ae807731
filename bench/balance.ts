import { readdirSync, readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { Client } from 'pg';
import { pino } from 'pino';
import type { Id } from '#kernel/id.ts';
import { newId } from '#kernel/id.ts';
import { listPrograms } from '#modules/programs/index.ts';
import {
  balanceByField,
  balanceByInstitution,
  balanceByNeighbourhood,
  balanceByRegion,
  distanceIn,
  providerSigns,
  reachIn,
  reachSummary,
  recipientSigns,
} from '#modules/transparency/index.ts';
import { seedDemo } from '../src/demo/seed.ts';
import { buildPilar, type Pilar } from '../src/pilar.ts';
import { onEmptyBench } from './empty-bench.ts';
import { fillProposals } from './fill.ts';
import { median, say, time } from './measure.ts';

/*
 * Reach and balance on PostgreSQL at 100,000 proposals in one tenant, of which 20,000 are funded, each with three
 * postings, an approved payment, an activity and its participants. Prints medians of what each page reads and the processor
 * time behind it (all PostgreSQL processes of the machine: run nothing else on PostgreSQL meanwhile).
 * `EXPLAIN=1` prints the plans of the queries instead.
 */

const SIZE = 100_000;
const RUNS = 20;

/** Processor time that this process and all PostgreSQL processes have used, in ms: what a busy machine does not blow up. */
function processorMs(): number {
  const own = process.cpuUsage();
  const ticks = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => statOf(pid))
    .filter((stat) => stat.startsWith('(postgres)'))
    .reduce((sum, stat) => {
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return sum + Number(fields[11]) + Number(fields[12]);
    }, 0);
  return (own.user + own.system) / 1000 + ticks * 10;
}

/** What the system says of a process, from its name on; the empty text when it has ended meanwhile. */
function statOf(pid: string): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.indexOf('('));
  } catch {
    return '';
  }
}

/** What became of the funded proposals that the filler wrote. Written past the use cases, as they were. */
async function fillOutcomes(pilar: Pilar, tenant: Id, program: Id): Promise<void> {
  await pilar.database.script(`
    set local app.tenant = '${tenant}';
    create temporary table funded on commit drop as
      select id, organization_id, village_code, place_code, scope, granted, row_number() over (order by id) as n
      from proposal p where tenant_id = '${tenant}' and program_id = '${program}' and state = 'funded'
        and not exists (select 1 from posting q where q.tenant_id = p.tenant_id and q.proposal_id = p.id);
    insert into voucher (tenant_id, id, program_id, kind, proposal_id, occasion, provider, purpose, amount, withheld, receipt_number,
      paid_on, route, step, state, recorded_by, recorded_at, reviewed_by, reviewed_at, version)
    select '${tenant}', id, '${program}', 'disbursement', id, '', 'Toko ' || (n % 900), 'Bahan', granted, 0, 'KW', current_date,
      '{approval}', 1, 'approved', '${newId()}', now(), '${newId()}', now(), 2 from funded;
    insert into posting (tenant_id, id, program_id, purse_id, source, kind, from_account, to_account, amount,
      organization_id, proposal_id, voucher_id, happened_on, recorded_by, recorded_at)
    select '${tenant}', gen_random_uuid(), '${program}', u.id, 'apbd', k.kind, k.origin, k.target, f.granted,
      f.organization_id, f.id, case k.kind when 'disburse' then f.id end, current_date, '${newId()}', now()
    from funded f join purse u on u.tenant_id = '${tenant}' and u.program_id = '${program}' and u.organization_id = f.organization_id,
      (values ('commit', 'purse', 'commitment'), ('disburse', 'commitment', 'advance'),
      ('settle', 'advance', 'spent')) as k (kind, origin, target);
    insert into activity (tenant_id, id, program_id, proposal_id, organization_id, village_code, place_code, scope, title,
      granted, starts_on, ends_on, executor, responsible, state, progress, version)
    select '${tenant}', id, '${program}', id, organization_id, village_code, place_code, scope, 'Kegiatan', granted,
      current_date, current_date, 'Pokmas', 'Ketua', 'completed', 100, 1 from funded;
    insert into activity_participation (tenant_id, id, activity_id, occasion, happened_on, people, women, poor_households,
      recorded_by, recorded_at)
    select '${tenant}', gen_random_uuid(), id, 'Kerja bakti', current_date, 40, 18, 5, '${newId()}', now() from funded;
    update program_cell c set committed = f.granted, disbursed = f.granted, settled = f.granted, completed = f.count
    from (select village_code, scope, sum(granted)::int8 as granted, count(*)::int as count from proposal
      where tenant_id = '${tenant}' and program_id = '${program}' and state = 'funded' group by 1, 2) f
    where c.tenant_id = '${tenant}' and c.program_id = '${program}' and c.village_code = f.village_code and c.scope = f.scope;`);
  await sql.raw('vacuum analyze').execute(pilar.database.sql);
}

async function explained(work: () => Promise<unknown>, url: string): Promise<void> {
  const caught: { text: string; values: unknown[] }[] = [];
  const original = Client.prototype.query;
  Client.prototype.query = function caughtQuery(this: Client, ...args: unknown[]) {
    const [text, values] = args;
    if (typeof text === 'string') caught.push({ text, values: Array.isArray(values) ? values : [] });
    return Reflect.apply(original, this, args);
  } as typeof original;
  await work();
  Client.prototype.query = original;
  const client = new Client({ connectionString: url });
  await client.connect();
  for (const { text, values } of caught) {
    if (!/^\s*select/i.test(text) || /app_enter_tenant/.test(text)) continue;
    const plan = await client.query(`explain (analyze, buffers) ${text}`, values);
    console.log(`\n${text.replace(/\s+/g, ' ').trim().slice(0, 160)}`);
    for (const row of plan.rows) console.log(`  ${Object.values(row)[0]}`);
  }
  await client.end();
}

await onEmptyBench(async ({ url, settings }) => {
  const pilar = await buildPilar(settings, { log: pino({ level: 'silent' }) });
  await seedDemo(pilar, () => {}, { cities: ['bandung'], proposals: 60 });
  const tenant = pilar.tenants()[0]?.id ?? '';
  const [program] = await pilar.read(tenant, listPrograms);
  if (!program) throw new Error('no programme');
  await fillProposals(pilar, tenant, program.id, SIZE);
  await fillOutcomes(pilar, tenant, program.id);
  const city = program.region;
  const village = { code: '32.73.30.1003', name: 'Pasir Impun' };
  const reads: Record<string, Parameters<typeof pilar.read<unknown>>[1]> = {
    'programme page: who was not reached': (tx) => reachSummary(tx, program),
    'spread by kecamatan': (tx) => balanceByRegion(tx, program, 'district', city),
    'spread by kelurahan': (tx) => balanceByRegion(tx, program, 'village', city),
    'spread by RW of a kelurahan': (tx) => balanceByNeighbourhood(tx, program, village),
    'spread by institution, whole city': (tx) => balanceByInstitution(tx, program, city),
    'fields and nature': (tx) => balanceByField(tx, program, city),
    'kelurahan not reached': (tx) => reachIn(tx, [program], 'village', city),
    'RW not reached': (tx) => reachIn(tx, [program], 'neighbourhood', city),
    'institutions not reached': (tx) => reachIn(tx, [program], 'institution', city),
    distance: (tx) => distanceIn(tx, program),
    'recipients again': (tx) => recipientSigns(tx, [program], program, city),
    'providers again': (tx) => providerSigns(tx, program, city, { tenant }),
  };
  for (const [name, read] of Object.entries(reads)) {
    if (process.env.EXPLAIN) {
      console.log(`\n=== ${name}`);
      await explained(() => pilar.read(tenant, read), url);
    }
    const before = processorMs();
    const taken = await time(async () => void (await pilar.read(tenant, read)), RUNS, 0);
    say(
      `${name} (wanted ≤ 150 ms)`,
      median(taken),
      `of the processor ${((processorMs() - before) / RUNS).toFixed(1)}`,
    );
  }
  await pilar.close();
});
