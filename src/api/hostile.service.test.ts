import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { newId } from '#kernel/id.ts';
import type { Organization } from '#modules/actors/index.ts';
import { apiOf, type Sent, tokenOf } from '../../test/support/api.ts';
import {
  addCity,
  type City,
  DRAINAGE,
  everybody,
  photo,
  VILLAGE,
  withCity,
} from '../../test/support/city.ts';
import { namesIn } from './document.ts';
import type { Endpoint } from './endpoint.ts';
import { ENDPOINTS } from './endpoints.ts';

/** What a client may be answered with, whatever it sends. */
const EXPECTED = [200, 201, 400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 429];

const WRITES = ENDPOINTS.filter((one) => one.method !== 'get');

/** An endpoint that a failing run is reported with by its address. */
function named(endpoint: Endpoint): fc.Arbitrary<Endpoint> {
  return fc.constant({ ...endpoint, [fc.toStringMethod]: () => `${endpoint.method} ${endpoint.path}` });
}

/** Texts that databases, parsers and people stumble over. */
const hostileText = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '🎉',
    'a\u0000b',
    '\ud800',
    '\udfff x',
    '-1',
    'NaN',
    'Infinity',
    '1e999',
    '9223372036854775808',
    '0.1',
    'null',
    "'; drop table proposal; --",
    '%',
    '2026-02-30',
    '9999-12-31T23:59:59+24:00',
    '275760-09-14',
    VILLAGE,
    '__proto__',
    'x'.repeat(20_000),
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

const hostileNumber = fc.oneof(
  fc.constantFrom(-1, 0, -0, 0.1, 1.234, 1e21, 1e308, -1e308, 2 ** 53, 2 ** 31, 2 ** 63, Number.MIN_VALUE),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

const hostile: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false),
    hostileNumber,
    hostileText,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(hostileText, tie('value'), { maxKeys: 4 }),
  ),
})).value;

function nested(depth: number): unknown {
  let value: unknown = 'x';
  for (let i = 0; i < depth; i += 1) value = i % 2 === 0 ? [value] : { fields: value, content: value };
  return value;
}

/** An example with some of its fields, at any depth, put out of shape or left out. */
function spoiled(example: unknown): fc.Arbitrary<unknown> {
  if (Array.isArray(example)) {
    const items = fc.tuple(...example.map(spoiled));
    return fc.oneof({ weight: 8, arbitrary: items }, { weight: 1, arbitrary: hostile });
  }
  if (typeof example === 'object' && example !== null) {
    const fields = Object.fromEntries(Object.entries(example).map(([key, value]) => [key, spoiled(value)]));
    return fc.oneof(
      { weight: 8, arbitrary: fc.record(fields) },
      { weight: 1, arbitrary: fc.record(fields, { requiredKeys: [] }) },
    );
  }
  return fc.oneof({ weight: 6, arbitrary: fc.constant(example) }, { weight: 1, arbitrary: hostile });
}

const MATCHES = ['"1"', '"2"', '*', 'W/"1"', '""', '"99999999999999999999"', '1'];
const KEYS = ['a-key-that-is-used-again', 'x', 'é'.repeat(9), ' '];
const LANGUAGES = ['en', 'su;q=NaN', '*', ';;;,,,', 'id'];

type Ids = Readonly<Record<string, readonly string[]>>;

type Send = ReturnType<typeof apiOf>;

/** Sends what must succeed and answers the id of what was made. */
async function made(send: Send, address: string, sent: Sent): Promise<string> {
  const answer = await send('POST', address, sent);
  expect(answer.status, `${address} ${JSON.stringify(answer.body)}`).toBeLessThan(300);
  return z.object({ id: z.string().default('') }).parse(answer.body).id;
}

/** A city in the middle of things: a draft, an open forum with quorum, work completed, a report begun. */
async function busyCity(send: Send, slug: string, city: Pick<City, 'offices' | 'program'>, tokens: Tokens) {
  const base = `/api/v1/${slug}`;
  const start = async ({ id: organization, region: place }: Organization, token: string) => {
    const json = { program: city.program.slug, organization, fields: { ...DRAINAGE, place } };
    return made(send, `${base}/proposals`, { token, json });
  };
  const submit = async (organization: Organization, token: string) => {
    const proposal = await start(organization, token);
    await made(send, `${base}/proposals/${proposal}/photos`, { token, form: { photos: await photo() } });
    await made(send, `${base}/proposals/${proposal}/submission`, { token, json: {} });
    return proposal;
  };
  const hold = async () => {
    const token = tokens.lurah;
    const place = { region: VILLAGE, place: 'Balai RW 02', startsAt: '2026-02-10T19:30:00+07:00' };
    const json = { program: city.program.slug, ...place };
    const forum = await made(send, `${base}/forums`, { token, json });
    await made(send, `${base}/forums/${forum}/opening`, { token });
    await made(send, `${base}/forums/${forum}/attendance`, { token, json: { people: everybody() } });
    return forum;
  };
  const done = await submit(city.offices.rw1, tokens.rw1);
  const first = await hold();
  const fund = { proposal: done, outcome: 'fund' };
  await made(send, `${base}/forums/${first}/decisions`, { token: tokens.lurah, json: fund });
  await made(send, `${base}/forums/${first}/seal`, { token: tokens.lurah });
  const days = { startsOn: '2026-02-10', endsOn: '2026-03-15' };
  const plan = { proposal: done, ...days, executor: 'Pokmas', responsible: 'Ketua Pokmas' };
  const activity = await made(send, `${base}/activities`, { token: tokens.rw1, json: plan });
  const work = `${base}/activities/${activity}`;
  await made(send, `${work}/start`, { token: tokens.rw1, json: { startedOn: '2026-02-10' } });
  for (const percent of ['0', '50', '100']) {
    const form = { percent, happenedOn: '2026-02-10', photos: [await photo(), await photo('#224466')] };
    await made(send, `${work}/progress`, { token: tokens.rw1, form });
  }
  const payment = {
    provider: 'Toko',
    purpose: 'Bahan',
    receiptNumber: '1',
    paidOn: '2026-02-10',
    amount: 1000,
  };
  const disbursement = await made(send, `${base}/proposals/${done}/disbursements`, {
    token: tokens.treasurer,
    json: payment,
  });
  const { owed } = z
    .object({ owed: z.tuple([z.object({ obligation: z.string() })]) })
    .parse((await send('GET', work)).body);
  const report = await send('PUT', `${base}/obligations/${owed[0].obligation}/filing`, {
    token: tokens.rw1,
    json: { content: {} },
  });
  return {
    draft: await start(city.offices.rw1, tokens.rw1),
    submitted: await submit(city.offices.rw2, tokens.rw2),
    forum: await hold(),
    done,
    activity,
    disbursement,
    report: z.object({ id: z.string() }).parse(report.body).id,
    organization: city.offices.rw1.id,
  };
}

type Tokens = Readonly<Record<'rw1' | 'rw2' | 'lurah' | 'treasurer' | 'setda', string>>;

async function tokensOf(city: City, actors: City['actors']): Promise<Tokens> {
  const { rw1, rw2, lurah, treasurer, setda } = actors;
  return {
    rw1: await tokenOf(city, rw1),
    rw2: await tokenOf(city, rw2),
    lurah: await tokenOf(city, lurah),
    treasurer: await tokenOf(city, treasurer),
    setda: await tokenOf(city, setda),
  };
}

/** What the names in addresses and the fields of examples may stand for: first what is there, then what is not. */
async function things(city: City, send: Send, tokens: Tokens): Promise<Ids> {
  const other = await addCity(city.pilar, { slug: 'prabumulih' });
  const here = await busyCity(send, 'bandung', city, tokens);
  const there = await busyCity(send, 'prabumulih', other, await tokensOf(city, other.actors));
  return {
    tenant: ['bandung', 'prabumulih', 'atlantis', '%00'],
    program: [city.program.slug, 'none-1900', '%F0%9F%8E%89', 'a%00b'],
    organization: [here.organization, there.organization],
    proposal: [here.draft, here.submitted, here.done, there.submitted],
    forum: [here.forum, there.forum],
    activity: [here.activity, there.activity],
    disbursement: [here.disbursement, there.disbursement],
    report: [here.report, there.report],
    any: [newId(), 'x', '00000000-0000-0000-0000-000000000000', '%00', here.draft, '..%2f..'],
  };
}

/** An endpoint's example in which the ids are those of things that are there. */
function fitted(example: Readonly<Record<string, unknown>>, ids: Ids): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(example).map(([name, value]) => [
      name,
      name === 'proposal' ? ids.proposal?.[1] : name === 'order' ? ids.proposal : (ids[name]?.[0] ?? value),
    ]),
  );
}

test('nothing that a client sends makes the server fail', async () => {
  const city = await withCity();
  const send = apiOf(city);
  const officers = await tokensOf(city, city.actors);
  const ids = await things(city, send, officers);
  const strangers = [undefined, 'pilar_nobody', await tokenOf(city, city.actors.rw1, ['read'])];
  /** Statuses that came; every success as 200. */
  const seen = new Set<number>();
  const asked = fc.constantFrom(...WRITES).chain((endpoint) =>
    fc.record({
      endpoint: named(endpoint),
      names: fc.tuple(
        ...namesIn(endpoint.path).map((name) =>
          fc.oneof(
            {
              weight: 9,
              arbitrary: fc.constantFrom(
                ...(ids[name] ?? ids.any ?? []).slice(0, name === 'proposal' ? 3 : 1),
              ),
            },
            { weight: 1, arbitrary: fc.constantFrom(...(ids[name] ?? []), ...(ids.any ?? [])) },
          ),
        ),
      ),
      token: fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom(...Object.values(officers)) },
        { weight: 1, arbitrary: fc.constantFrom(...strangers) },
      ),
      body: fc.oneof(
        { weight: 8, arbitrary: spoiled(fitted(endpoint.body?.example ?? {}, ids)) },
        { weight: 1, arbitrary: hostile },
        { weight: 1, arbitrary: fc.constantFrom(nested(30), nested(5), { __proto__: null }) },
      ),
      sentAs: fc.oneof(
        { weight: 9, arbitrary: fc.constant(endpoint.body?.takes[0] ?? 'json') },
        { weight: 1, arbitrary: fc.constantFrom('json', 'form', 'raw', 'xml') },
      ),
      headers: fc.oneof(
        { weight: 5, arbitrary: fc.constant({}) },
        { weight: 1, arbitrary: fc.record({ 'if-match': fc.constantFrom(...MATCHES) }) },
        { weight: 1, arbitrary: fc.record({ 'idempotency-key': fc.constantFrom(...KEYS) }) },
        { weight: 1, arbitrary: fc.record({ 'accept-language': fc.constantFrom(...LANGUAGES) }) },
      ),
    }),
  );
  await fc.assert(
    fc.asyncProperty(asked, async ({ endpoint, names, token, body, sentAs, headers }) => {
      let next = 0;
      const address = `/api/v1${endpoint.path.replaceAll(/\{\w+\}/g, () => names[next++] ?? 'x')}`;
      const answer = await send(endpoint.method.toUpperCase(), address, {
        token,
        headers: { ...headers, ...typeOf(sentAs) },
        ...bodyOf(sentAs, body),
      });
      seen.add(answer.status < 300 ? 200 : answer.status);
      expect(EXPECTED, `${endpoint.method} ${address} ${JSON.stringify(body)}`).toContain(answer.status);
      if (answer.status >= 400)
        expect(answer.body).toMatchObject({ status: answer.status, title: expect.any(String) });
    }),
    { numRuns: 600 },
  );
  // The throws were hard enough to reach every kind of answer.
  expect([...seen]).toEqual(expect.arrayContaining([200, 400, 401, 403, 404, 409, 415, 422]));
});

function typeOf(sentAs: string): Record<string, string> {
  if (sentAs === 'raw') return { 'content-type': 'application/json' };
  return sentAs === 'xml' ? { 'content-type': 'application/xml' } : {};
}

function bodyOf(sentAs: string, body: unknown) {
  if (sentAs === 'json') return { json: body };
  if (sentAs !== 'form') return { text: `{"broken": ${String(JSON.stringify(body)).slice(0, 30)}` };
  const fields = Object.entries(typeof body === 'object' && body !== null ? body : { body });
  return {
    form: Object.fromEntries(
      fields.map(([name, value]) => [
        name,
        /photo|receipt$/.test(name) ? new TextEncoder().encode(textOf(value)) : textOf(value),
      ]),
    ),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

test('nor what stands in a query', async () => {
  const city = await withCity();
  const send = apiOf(city);
  const lists = ENDPOINTS.filter((one) => one.method === 'get' && one.query);
  const asked = fc.constantFrom(...lists).chain((endpoint) =>
    fc.record({
      endpoint: named(endpoint),
      query: fc.record(
        Object.fromEntries(
          [...Object.keys(endpoint.query?.shape ?? {}), 'x'].map((name) => [
            name,
            fc.oneof(hostileText, hostileNumber.map(String), fc.constantFrom(newId(), city.program.slug)),
          ]),
        ),
        { requiredKeys: [] },
      ),
    }),
  );
  await fc.assert(
    fc.asyncProperty(asked, async ({ endpoint, query }) => {
      const path = endpoint.path
        .replace('{tenant}', 'bandung')
        .replace('{program}', city.program.slug)
        .replaceAll(/\{\w+\}/g, VILLAGE);
      const search = new URLSearchParams(
        Object.entries({ program: city.program.slug, ...query }).map(([name, value]) => [
          name,
          value.toWellFormed(),
        ]),
      );
      const answer = await send('GET', `/api/v1${path}?${search}`);
      expect([200, 401, 403, 404, 422], `${path}?${search}`).toContain(answer.status);
    }),
    { numRuns: 250 },
  );
});
