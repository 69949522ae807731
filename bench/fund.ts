/*
 * What a fund costs that a hundred thousand movements went through: its page, and the list of a programme's funds. On
 * PostgreSQL, in this process.
 */
import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import { pino } from 'pino';
import { newId } from '#kernel/id.ts';
import { insertOrganizations, stewardOf } from '#modules/actors/index.ts';
import { allotPurses, fundOverview, fundsOf } from '#modules/funding/index.ts';
import { openProgram } from '#modules/programs/index.ts';
import { buildPilar } from '../src/pilar.ts';
import { addCity, granted, VILLAGE } from '../test/support/city.ts';
import { onEmptyBench } from './empty-bench.ts';
import { median, say, time } from './measure.ts';

const MOVEMENTS = Number(process.env.BENCH_MOVEMENTS ?? 100_000);

await onEmptyBench(async ({ url, settings }) => {
  const pilar = await buildPilar(settings, { log: pino({ level: 'silent' }) });
  const { tenant, actors } = await addCity(pilar);
  const traders = { id: newId(), kind: 'kelompok-pedagang', name: 'Pedagang kain', region: VILLAGE };
  const program = granted(
    await pilar.change(actors.setda, 'offices:write', async (tx, actor) => {
      await insertOrganizations(tx, [traders]);
      const opened = await openProgram(tx, stewardOf(actor), {
        source: readFileSync('test/models/iuran-pasar.yaml', 'utf8'),
        region: '32.73',
        fiscalYear: 2026,
      });
      if (opened.ok) await allotPurses(tx, stewardOf(actor), opened.value);
      return opened;
    }),
  );
  const [fund] = await pilar.read(tenant, (tx) => fundsOf(tx, program.id));
  if (!fund) throw new Error('the programme has no fund');
  // Written past the server, whose statements may not take so long.
  const filling = new Client({ connectionString: url });
  await filling.connect();
  await filling.query(
    `with paid as (
      insert into voucher (tenant_id, id, program_id, kind, purse_id, source, organization_id, occasion, purpose, amount, withheld,
        receipt_number, paid_on, route, step, state, recorded_by, recorded_at, reviewed_by, reviewed_at, version)
      select $1::uuid, gen_random_uuid(), $2::uuid, 'deposit', $3::uuid, 'iuran', $4::uuid, '2026-Q' || (1 + n % 4), '', 10000, 0,
        'I-' || n, date '2026-01-02' + n % 300, array['persetujuan'], 1, 'approved', $5::uuid, now(), $6::uuid, now(), 2
      from generate_series(1, $7::int) n returning *)
    insert into posting (tenant_id, id, program_id, purse_id, source, kind, from_account, to_account, amount, organization_id,
      voucher_id, happened_on, recorded_by, recorded_at)
    select tenant_id, gen_random_uuid(), program_id, purse_id, source, 'deposit', 'source', 'purse', amount, organization_id,
      id, paid_on, recorded_by, recorded_at from paid`,
    [tenant, program.id, fund.id, traders.id, actors.setda.person, actors.lurah.person, MOVEMENTS],
  );
  await filling.query('vacuum analyze');
  await filling.end();
  const visitor = { tenant };
  const measured = {
    'the page of the fund, read': () =>
      pilar.read(tenant, (tx) => fundOverview(tx, visitor, fund.id, undefined, 'optional')),
    'the funds of the programme': () => pilar.read(tenant, (tx) => fundsOf(tx, program.id)),
  };
  for (const [what, work] of Object.entries(measured)) {
    const taken = await time(async () => void (await work()), 30, 5);
    say(`${what}, ms (${MOVEMENTS} movements)`, median(taken));
  }
  await pilar.close();
});
