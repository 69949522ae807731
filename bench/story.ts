import type { ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Pool } from 'pg';
import { pino } from 'pino';
import { settableClock } from '#kernel/clock.ts';
import { recordDisbursement, reviewVoucher } from '#modules/funding/index.ts';
import { SEEDED } from '../scripts/seeded.ts';
import { buildPilar } from '../src/pilar.ts';
import { carriedOut } from '../test/support/carried-out.ts';
import { addCity, granted } from '../test/support/city.ts';
import { freePort } from '../test/support/postgres.ts';
import { onEmptyBench } from './empty-bench.ts';
import { median, say, time } from './measure.ts';
import { firstLoad, queriesOf, startServer } from './served.ts';

/*
 * What the public story of a proposal with thirty payments costs: its page over its own bare queries, and what it weighs on
 * first load. On PostgreSQL, with the built server.
 */

const PAYMENTS = 30;

const children: ChildProcess[] = [];
const port = await freePort();
await onEmptyBench(async ({ url, folder, settings }) => {
  try {
    const clock = settableClock(new Date('2026-02-10T03:00:00Z'));
    const pilar = { ...(await buildPilar(settings, { clock, log: pino({ level: 'silent' }) })), clock };
    const { actors, offices, program } = await addCity(pilar);
    const { proposal } = await carriedOut({ pilar, actors, offices, program });
    for (let i = 1; i <= PAYMENTS; i += 1) {
      const told = {
        proposal,
        provider: `Toko Bangunan ${i}`,
        purpose: 'U-ditch dan pasir',
        paidOn: '2026-02-10',
      };
      const payment = { ...told, amount: `${1_000_000 + i}`, receiptNumber: `KW-${i}` };
      const { voucher } = granted(await recordDisbursement(pilar, actors.treasurer, payment));
      granted(await reviewVoucher(pilar, actors.lurah, { voucher, outcome: 'approve', remark: '' }));
    }
    // The city stands already: the server must not tell the demo's story.
    writeFileSync(join(folder, SEEDED), '');
    children.push(
      await startServer({ PORT: String(port), PILAR_DATA: folder, DATABASE_URL: url, PILAR_API_LIMIT: '0' }),
    );
    const page = `${settings.origin}/bandung/usulan/${proposal}`;
    const taken = median(
      await time(
        async () => {
          const response = await fetch(page, { headers: { accept: 'text/html' } });
          if (!(await response.text()).includes('Toko Bangunan 30'))
            throw new Error('the page tells no payments');
        },
        60,
        15,
      ),
    );
    const { load } = await import('../src/routes/[tenant]/usulan/[id]/+page.server.ts');
    const event = {
      locals: { pilar, tenant: pilar.tenants()[0], locale: 'id' },
      url: new URL(page),
      params: { tenant: 'bandung', id: proposal },
    };
    const queries = await queriesOf(async () => Reflect.apply(load, undefined, [event]));
    const bare = new Pool({ connectionString: url, max: 1 });
    const alone = median(
      await time(
        async () => {
          for (const { text, values } of queries) await bare.query(text, values);
        },
        60,
        15,
      ),
    );
    await bare.end();
    say(`story of ${PAYMENTS} payments, page (ms)`, taken);
    say(`over its ${queries.length} bare queries (wanted ≤ 4)`, taken / alone);
    say('first load, kB (wanted < 60)', (await firstLoad(page)) / 1000);
    await pilar.close();
  } finally {
    for (const child of children) child.kill();
  }
}, port);
