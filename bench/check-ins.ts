import type { ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Actor } from '#kernel/actor.ts';
import { type Id, newId } from '#kernel/id.ts';
import { ok } from '#kernel/result.ts';
import { createAccount, insertOfficers, insertOrganizations, operatorOf } from '#modules/actors/index.ts';
import { openForum, scheduleForum } from '#modules/deliberation/index.ts';
import { insertNeighbourhoods } from '#modules/regions/index.ts';
import { SEEDED } from '../scripts/seeded.ts';
import { buildPilar, type Pilar } from '../src/pilar.ts';
import { addCity, granted, VILLAGE } from '../test/support/city.ts';
import { freePort } from '../test/support/postgres.ts';
import { onEmptyBench } from './empty-bench.ts';
import { inParallel, median, percentile, say } from './measure.ts';
import { startServer } from './served.ts';

/*
 * A hall in which three hundred people check in at their own phones, all from one address as in a hall's network: each opens
 * the page that the code on the wall leads to, listens to it, and presses. On PostgreSQL, with the built server; the phones
 * share its cores.
 */

const PEOPLE = 300;
const AT_ONCE = 20;
const PASSWORD = 'tujuh belas ayam';
const FIRST = 101;

const port = await freePort();
const children: ChildProcess[] = [];
await onEmptyBench(async ({ url, folder, settings }) => {
  try {
    const pilar = await buildPilar(settings, { log: pino({ level: 'silent' }) });
    const hall = await callEverybody(pilar);
    await pilar.close();
    // The city stands already: the server must not tell the demo's story.
    writeFileSync(join(folder, SEEDED), '');
    children.push(await startServer({ PORT: String(port), PILAR_DATA: folder, DATABASE_URL: url }));
    await comeIn(`${settings.origin}/bandung/musyawarah/${hall.forum}`, hall);
  } finally {
    for (const child of children) child.kill();
  }
}, port);

type Hall = { readonly forum: Id; readonly lurah: string; readonly chairs: readonly string[] };

/** A kelurahan with so many RW, the chair of each with an account, and its forum open. */
async function callEverybody(pilar: Pilar): Promise<Hall> {
  const year = new Date().getUTCFullYear();
  const wholeYear = { from: `${year - 1}-01-01`, to: `${year + 1}-12-31` };
  const windows = { proposals: { usulan: wholeYear }, forums: { kelurahan: wholeYear } };
  const { tenant, actors, program } = await addCity(pilar, { windows, fiscalYear: year });
  const numbers = Array.from({ length: PEOPLE }, (_, i) => FIRST + i);
  const chairs = numbers.map((n) => ({ person: newId(), region: `${VILLAGE}.${n}`, name: `Ketua ${n}` }));
  granted(
    await pilar.change(operatorOf(tenant), 'offices:write', async (tx) => {
      await insertNeighbourhoods(
        tx,
        numbers.map((n) => ({ code: `${VILLAGE}.${n}`, village: VILLAGE, name: `RW ${n}`, rtCount: 1 })),
      );
      const rw = chairs.map(({ region, name }) => ({ id: newId(), kind: 'rw', name: `RW ${name}`, region }));
      await insertOrganizations(tx, rw);
      await insertOfficers(
        tx,
        chairs.map(({ person, region, name }, i) => ({
          ...{ mandate: newId(), person, name, phone: null, organization: rw[i]?.id ?? '', office: 'chair' },
          ...{ region, startsOn: tx.today, endsOn: `${year + 2}-12-31`, decree: null },
        })),
      );
      return ok(undefined);
    }),
  );
  const account = async (person: Id, email: string) => {
    granted(await createAccount(pilar, { tenant, person, email, password: PASSWORD }));
    return email;
  };
  const { lurah } = actors satisfies Record<string, Actor>;
  const call = { program: program.slug, region: VILLAGE, place: 'Balai', startsAt: pilar.clock.now() };
  const { forum } = granted(await scheduleForum(pilar, lurah, call));
  granted(await openForum(pilar, lurah, { forum }));
  const emails: string[] = [];
  for (const [i, { person }] of chairs.entries()) emails.push(await account(person, `rw${i}@example.org`));
  return { forum, lurah: await account(lurah.person, 'lurah@example.org'), chairs: emails };
}

/** Signs everybody in, lets them check in, and says how long both took. */
async function comeIn(forum: string, { lurah, chairs }: Hall): Promise<void> {
  const wall = await (await fetch(`${forum}/layar`, { headers: await signedIn(forum, lurah) })).text();
  const code = /\b[2-9A-Z]{5}-[2-9A-Z]{5}\b/.exec(wall)?.[0];
  if (code === undefined) throw new Error('the wall shows no code');
  const phones: Record<string, string>[] = [];
  const doors = await inParallel(
    chairs.map((email) => async () => {
      phones.push(await signedIn(forum, email));
    }),
    AT_ONCE,
  );
  say(`${PEOPLE} people signed in, s`, doors.seconds);
  const streams: (() => void)[] = [];
  const { each, seconds } = await inParallel(
    phones.map((headers) => async () => {
      const page = `${forum}/ikut?kode=${code}`;
      const shown = await (await fetch(page, { headers })).text();
      if (!shown.includes('name="kode"')) throw new Error('somebody may not check in');
      streams.push(await listenTo(`${forum}/siaran`, headers));
      const body = new URLSearchParams({ kode: code, element: 'rw' });
      const said = await fetch(`${page}&/hadir`, { method: 'POST', headers, body, redirect: 'manual' });
      if (said.status !== 303) throw new Error(`somebody was told ${said.status}`);
    }),
    AT_ONCE,
  );
  say(
    `${PEOPLE} people checked in at their phones, s (wanted < 120)`,
    seconds,
    `each ms median ${median(each).toFixed(0)}, 95th ${percentile(each, 0.95).toFixed(0)}`,
  );
  for (const stop of streams) stop();
}

/** The headers of somebody who has signed in, as a browser sends them. */
async function signedIn(forum: string, identifier: string): Promise<Record<string, string>> {
  const { origin } = new URL(forum);
  const headers = { accept: 'text/html', origin };
  const body = new URLSearchParams({ identifier, password: PASSWORD });
  const said = await fetch(`${origin}/masuk?/masuk`, { method: 'POST', headers, body, redirect: 'manual' });
  if (said.status !== 303) throw new Error(`${identifier} was told ${said.status}`);
  const cookie = said.headers
    .getSetCookie()
    .map((one) => one.split(';', 1)[0])
    .join('; ');
  return { ...headers, cookie };
}

function listenTo(address: string, headers: Record<string, string>): Promise<() => void> {
  return new Promise((opened, failed) => {
    const request = get(address, { headers: { ...headers, accept: 'text/event-stream' } }, (answer) => {
      answer.on('error', () => {});
      answer.resume();
      opened(() => request.destroy());
    }).on('error', failed);
  });
}
