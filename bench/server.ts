import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { sql } from 'kysely';
import { Pool } from 'pg';
import { pino } from 'pino';
import type { Actor } from '#kernel/actor.ts';
import { actorById, createToken } from '#modules/actors/index.ts';
import { openForum, recordAttendance, scheduleForum } from '#modules/deliberation/index.ts';
import { listPrograms, type Program } from '#modules/programs/index.ts';
import { listProposals } from '#modules/proposals/index.ts';
import { neighbourhoodsOf } from '#modules/regions/index.ts';
import { SEEDED } from '../scripts/seeded.ts';
import { seedDemo } from '../src/demo/seed.ts';
import { buildPilar, type Pilar } from '../src/pilar.ts';
import { DRAINAGE } from '../test/support/drainage.ts';
import { freePort } from '../test/support/postgres.ts';
import { onEmptyBench } from './empty-bench.ts';
import { fillDrafts, fillProposals } from './fill.ts';
import { inParallel, median, percentile, say, time } from './measure.ts';
import { firstLoad, queriesOf, startServer } from './served.ts';

/*
 * The server as people meet it, on PostgreSQL, with one tenant of 1,000 and then 100,000 proposals. Server, client and
 * database share this machine's cores, so ratios count, not milliseconds. Prints medians and ratios.
 */

const CLIENTS = 20;
const SIZES = [1_000, 100_000];
/** Rows of a page of the list API, and those of the list page whose query the bare server asks. */
const LISTED = 20;
const ON_PAGE = 50;
type Officer = {
  readonly actor: Actor;
  readonly token: string;
  readonly village: string;
  readonly place: string;
};

function memory(child: ChildProcess): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
}

async function officers(pilar: Pilar, tenant: string, office: string, kind: string): Promise<Officer[]> {
  const { rows } = await sql<{ person: string; place: string }>`
    select m.person_id as person, m.region_code as place from mandate m
    join organization o on o.tenant_id = m.tenant_id and o.id = m.organization_id
    where m.tenant_id = ${tenant} and m.office = ${office} and o.kind = ${kind}
      and not exists (select 1 from forum f where f.tenant_id = m.tenant_id
        and f.region_code = array_to_string((string_to_array(m.region_code, '.'))[1:4], '.'))
      and (o.kind <> 'rw' or m.region_code like '%.001')
    order by m.region_code limit ${CLIENTS}`.execute(pilar.database.sql);
  return Promise.all(
    rows.map(async ({ person, place }) => {
      const actor = await pilar.read(tenant, (tx) => actorById(tx, person));
      if (!actor) throw new Error('an officer without mandate');
      const lastDay = `${new Date().getUTCFullYear()}-12-31`;
      const made = await createToken(pilar, actor, {
        name: 'bench',
        scopes: ['read', 'proposals:write', 'forums:write'],
        lastDay,
      });
      if (!made.ok) throw new Error(made.refusal.refusal);
      return { actor, token: made.value.token, place, village: place.split('.').slice(0, 4).join('.') };
    }),
  );
}

async function openForumIn(pilar: Pilar, program: Program, lurah: Officer): Promise<string> {
  const must = <T>(result: { ok: true; value: T } | { ok: false; refusal: { refusal: string } }): T => {
    if (!result.ok) throw new Error(result.refusal.refusal);
    return result.value;
  };
  const now = new Date();
  const { forum } = must(
    await scheduleForum(pilar, lurah.actor, {
      program: program.slug,
      region: lurah.village,
      place: 'Balai',
      startsAt: now,
    }),
  );
  must(await openForum(pilar, lurah.actor, { forum }));
  const list = await pilar.read(lurah.actor.tenant, (tx) => neighbourhoodsOf(tx, lurah.village));
  const people = [
    ...list.flatMap((one) => [
      { element: 'rw', unit: one.code, name: '' },
      ...Array.from({ length: one.rtCount }, (_, i) => ({
        element: 'rt',
        unit: `${one.code}/${String(i + 1).padStart(2, '0')}`,
        name: '',
      })),
    ]),
    ...['community-leader', 'religious-leader', 'women-leader', 'youth-leader'].map((element) => ({
      element,
      unit: null,
      name: `Wakil ${element}`,
    })),
  ];
  must(await recordAttendance(pilar, lurah.actor, { forum, people }));
  return forum;
}

async function fetchText(url: string, init?: RequestInit): Promise<string> {
  const response = await fetch(url, init);
  const text = await response.text();
  if (response.status >= 300) throw new Error(`${url} answered ${response.status}: ${text.slice(0, 300)}`);
  return text;
}

function post(url: string, token: string, body: unknown): Promise<string> {
  return fetchText(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function requestsPerSecond(url: string): Promise<number> {
  const run = async () => (await autocannon({ url, connections: CLIENTS, duration: 5 })).requests.average;
  await autocannon({ url, connections: CLIENTS, duration: 2 });
  return run();
}

const children: ChildProcess[] = [];
const port = await freePort();
await onEmptyBench(async ({ url, folder, settings }) => {
  try {
    const pilar = await buildPilar(settings, { log: pino({ level: 'silent' }) });
    await seedDemo(pilar, () => {}, { cities: ['bandung'] });
    const tenant = pilar.tenants()[0]?.id ?? '';
    const [program] = await pilar.read(tenant, listPrograms);
    if (!program) throw new Error('no programme');
    const chairs = await officers(pilar, tenant, 'chair', 'rw');
    const lurahs = await officers(pilar, tenant, 'lurah', 'kelurahan');
    const forums = await Promise.all(lurahs.map((lurah) => openForumIn(pilar, program, lurah)));
    // The demo city stands already: the server must not tell its story again.
    writeFileSync(join(folder, SEEDED), '');
    const env = { PORT: String(port), PILAR_DATA: folder, DATABASE_URL: url, PILAR_API_LIMIT: '0' };
    const server = await startServer(env);
    children.push(server);
    const { origin } = settings;
    const api = `${origin}/api/v1/bandung`;
    const before: Record<string, number> = {};

    for (const size of SIZES) {
      await fillProposals(pilar, tenant, program.id, size);
      say(`--- ${size} proposals`, 'median ms');
      const newest = await pilar.read(tenant, (tx) => listProposals(tx, { program: program.id }, 1));
      const pages: Record<string, string> = {
        'list page': `${origin}/bandung/usulan`,
        'proposal page': `${origin}/bandung/usulan/${newest[0]?.id}`,
        'public programme page': `${origin}/bandung/program/${program.slug}`,
        'list API': `${api}/proposals?program=${program.slug}&limit=${LISTED}`,
      };
      const taken: Record<string, number> = {};
      for (const [name, address] of Object.entries(pages)) {
        taken[name] = median(await time(async () => void (await fetchText(address)), 60, 15));
      }
      const drafts = await Promise.all(
        chairs.map((chair) =>
          fillDrafts(pilar, {
            tenant,
            program: program.id,
            organization: chair.actor.mandates[0]?.organization.id ?? '',
            place: chair.place,
            author: chair.actor.person,
            fields: { ...DRAINAGE, place: chair.place },
            count: 60,
          }),
        ),
      );
      const submit = (chair: number, id: string | undefined) => async () =>
        void (await post(`${api}/proposals/${id}/submission`, chairs[chair]?.token ?? '', {}));
      taken.submit = median(await time(async (i) => submit(0, drafts[0]?.[i])(), 30, 10));
      // Each client is a chair of another kelurahan, as people come; two in one kelurahan wait for its figures.
      const submits = Array.from({ length: 30 }, (_, i) =>
        drafts.flatMap((list, chair) => (chair === 0 ? [] : [submit(chair, list[i])])),
      ).flat();
      const submitted = await inParallel(submits, CLIENTS);

      const waiting = await Promise.all(
        lurahs.map(async (lurah) => {
          const { rows } = await sql<{ id: string }>`
          select id from proposal where tenant_id = ${tenant} and program_id = ${program.id} and village_code = ${lurah.village}
            and state = 'submitted' order by id desc limit 30`.execute(pilar.database.sql);
          return rows.map((row) => row.id);
        }),
      );
      const decide = (lurah: number, id: string) => async () =>
        void (await post(`${api}/forums/${forums[lurah]}/decisions`, lurahs[lurah]?.token ?? '', {
          proposal: id,
          outcome: 'reject',
          reason: 'Diukur',
        }));
      const first = waiting[0] ?? [];
      taken.decide = median(
        await time(async (i) => decide(0, first[i] ?? '')(), Math.min(15, first.length - 3), 3),
      );
      const decisions = waiting.flatMap((list, lurah) =>
        lurah === 0 ? [] : list.slice(0, 10).map((id) => decide(lurah, id)),
      );
      const decided = await inParallel(decisions, CLIENTS);

      for (const [name, value] of Object.entries(taken)) {
        const earlier = before[name];
        say(
          name,
          value,
          earlier === undefined ? '' : `${(value / earlier).toFixed(2)} × that of 1,000 (wanted ≤ 1.3)`,
        );
        before[name] ??= value;
      }
      for (const [name, { each, seconds }] of Object.entries({ submit: submitted, decide: decided })) {
        const ratio = percentile(each, 0.95) / median(each);
        say(
          `${name}, ${CLIENTS} clients: median, p95 ms, p95/median (< 10)`,
          median(each),
          percentile(each, 0.95),
          ratio,
        );
        say(`${name}, ${CLIENTS} clients: per second`, each.length / seconds);
      }

      const { load } = await import('../src/routes/[tenant]/usulan/+page.server.ts');
      const event = {
        locals: { pilar, tenant: pilar.tenants()[0], locale: 'id' },
        url: new URL(`${origin}/bandung/usulan`),
        params: { tenant: 'bandung' },
      };
      const queries = await queriesOf(async () => Reflect.apply(load, undefined, [event]));
      const bare = new Pool({ connectionString: url, max: 1 });
      const bareMedian = median(
        await time(
          async () => {
            for (const { text, values } of queries) await bare.query(text, values);
          },
          60,
          15,
        ),
      );
      say(
        `list page over its ${queries.length} bare queries (wanted ≤ 4)`,
        (taken['list page'] ?? 0) / bareMedian,
      );
      await bare.end();

      const listed = queries.find(
        (one) => /from proposal p/.test(one.text) && /limit/.test(one.text) && /o\.name/.test(one.text),
      );
      const barePort = await freePort();
      const bareServer = spawn(
        process.execPath,
        ['--disable-warning=ExperimentalWarning', 'bench/bare-server.ts'],
        {
          env: {
            ...process.env,
            BARE: JSON.stringify({
              url,
              port: barePort,
              query: listed?.text,
              values: listed?.values.map((value) => (value === ON_PAGE + 1 ? LISTED + 1 : value)),
            }),
          },
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      children.push(bareServer);
      await new Promise((resolve) => bareServer.stdout.once('data', resolve));
      const ours = await requestsPerSecond(pages['list API'] ?? '');
      const theirs = await requestsPerSecond(`http://127.0.0.1:${barePort}/`);
      say('list API per second, bare handler per second, ratio (wanted ≥ 0.6)', ours, theirs, ours / theirs);
      const inserts = await inParallel(
        submits.map(() => async () => void (await post(`http://127.0.0.1:${barePort}/`, '', DRAINAGE))),
        CLIENTS,
      );
      const rate = submitted.each.length / submitted.seconds;
      say(
        'submit over bare insert, throughput (wanted ≥ 0.2)',
        rate / (inserts.each.length / inserts.seconds),
      );
      bareServer.kill();
    }
    const bytes = await firstLoad(`${origin}/bandung/program/${program.slug}`);
    say('programme page, first load, kB compressed (< 60)', bytes / 1000);
    say('server memory under load, PostgreSQL, MB (< 400)', memory(server));
    server.kill('SIGTERM');
    await pilar.close();

    const embedded = mkdtempSync(join(tmpdir(), 'pilar-bench-'));
    const pglite = await startServer({
      PORT: String(port),
      PILAR_DATA: embedded,
      DATABASE_URL: '',
      PILAR_API_LIMIT: '0',
    });
    children.push(pglite);
    await requestsPerSecond(`${origin}/bandung/usulan`);
    say('server memory under load, PGlite, MB (< 900)', memory(pglite));
    pglite.kill('SIGTERM');
    rmSync(embedded, { recursive: true, force: true });
  } finally {
    for (const child of children) child.kill('SIGKILL');
  }
}, port);
