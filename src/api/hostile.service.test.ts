import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from '#kernel/id.ts';
import { scheduleForum } from '#modules/deliberation/index.ts';
import { startProposal } from '#modules/proposals/index.ts';
import { apiOf, tokenOf } from '../../test/support/api.ts';
import { addCity, type City, DRAINAGE, granted, VILLAGE, withCity } from '../../test/support/city.ts';
import { namesIn } from './document.ts';
import { ENDPOINTS } from './endpoints.ts';

/** What a client may be answered with, whatever it sends. */
const EXPECTED = [200, 201, 400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 429];

const WRITES = ENDPOINTS.filter((one) => one.method !== 'get');

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

/** The endpoint's own example with some of its fields, at any depth, put out of shape. */
function spoiled(example: unknown): fc.Arbitrary<unknown> {
  if (Array.isArray(example)) {
    return fc.oneof(fc.tuple(...example.map(spoiled)), fc.constant(example), hostile);
  }
  if (typeof example === 'object' && example !== null) {
    return fc.record(
      Object.fromEntries(Object.entries(example).map(([key, value]) => [key, spoiled(value)])),
      { requiredKeys: [] },
    );
  }
  return fc.oneof({ weight: 3, arbitrary: fc.constant(example) }, { weight: 2, arbitrary: hostile });
}

type Ids = Readonly<Record<string, readonly string[]>>;

/** Things that are there, things of another city, and things that are nowhere, by the name they have in addresses. */
async function things(city: City): Promise<Ids> {
  const other = await addCity(city.pilar, { slug: 'prabumulih' });
  const made = async (one: Pick<City, 'actors' | 'offices' | 'program'>) => {
    const input = { program: one.program.slug, organization: one.offices.rw1.id, fields: DRAINAGE };
    const proposal = granted(await startProposal(city.pilar, one.actors.rw1, input)).id;
    const forum = granted(
      await scheduleForum(city.pilar, one.actors.lurah, {
        program: one.program.slug,
        region: VILLAGE,
        place: 'Balai RW 02',
        startsAt: new Date('2026-02-11T12:30:00Z'),
      }),
    ).forum;
    return { proposal, forum, organization: one.offices.rw1.id };
  };
  const [here, there] = [await made(city), await made(other)];
  return {
    tenant: ['bandung', 'prabumulih', 'atlantis', '%00'],
    program: [city.program.slug, 'none-1900', '%F0%9F%8E%89', 'a%00b'],
    region: [VILLAGE, '99', '32.73.x', '%00'],
    organization: [here.organization, there.organization],
    proposal: [here.proposal, there.proposal],
    forum: [here.forum, there.forum],
    any: [newId(), 'x', '00000000-0000-0000-0000-000000000000', '%00', here.proposal, '..%2f..'],
  };
}

test('nothing that a client sends makes the server fail', async () => {
  const city = await withCity();
  const send = apiOf(city);
  const ids = await things(city);
  const { rw1, lurah, treasurer, setda } = city.actors;
  const tokens: (string | undefined)[] = [
    undefined,
    'pilar_nobody',
    await tokenOf(city, rw1, ['read']),
    ...(await Promise.all([rw1, lurah, treasurer, setda].map((actor) => tokenOf(city, actor)))),
  ];
  const seen = new Set<number>();
  const asked = fc.constantFrom(...WRITES).chain((endpoint) =>
    fc.record({
      endpoint: fc.constant(endpoint),
      names: fc.tuple(
        ...namesIn(endpoint.path).map((name) =>
          fc.oneof(
            { weight: 4, arbitrary: fc.constantFrom(...(ids[name] ?? ids.any ?? []).slice(0, 1)) },
            { weight: 1, arbitrary: fc.constantFrom(...(ids[name] ?? []), ...(ids.any ?? [])) },
          ),
        ),
      ),
      token: fc.oneof(
        { weight: 1, arbitrary: fc.constantFrom(...tokens) },
        { weight: 4, arbitrary: fc.constantFrom(...tokens.slice(3)) },
      ),
      body: fc.oneof(
        { weight: 5, arbitrary: spoiled(endpoint.body?.example ?? {}) },
        { weight: 2, arbitrary: hostile },
        { weight: 1, arbitrary: fc.constantFrom(nested(30), nested(5), { __proto__: null }) },
      ),
      sentAs: fc.constantFrom('json', 'json', 'json', 'form', 'raw', 'xml'),
      headers: fc.record(
        {
          'if-match': fc.constantFrom('"1"', '"2"', '*', 'W/"1"', '""', '"99999999999999999999"', '1'),
          'idempotency-key': fc.constantFrom('a-key-that-is-used-again', 'x', 'é'.repeat(9), ' '),
          'accept-language': fc.constantFrom('en', 'su;q=NaN', '*', ';;;,,,', 'id'),
        },
        { requiredKeys: [] },
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
      seen.add(answer.status);
      expect(EXPECTED, `${endpoint.method} ${address} ${JSON.stringify(body)}`).toContain(answer.status);
      if (answer.status >= 400)
        expect(answer.body).toMatchObject({ status: answer.status, title: expect.any(String) });
    }),
    { numRuns: 1200 },
  );
  // The throws were hard enough to reach every kind of answer.
  expect([...seen]).toEqual(expect.arrayContaining([200, 201, 400, 401, 403, 404, 409, 415, 422]));
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
        /photo|receipt$/.test(name) ? new TextEncoder().encode(String(value)) : String(value),
      ]),
    ),
  };
}

test('nor what stands in a query', async () => {
  const city = await withCity();
  const send = apiOf(city);
  const lists = ENDPOINTS.filter((one) => one.method === 'get' && one.query);
  const asked = fc.constantFrom(...lists).chain((endpoint) =>
    fc.record({
      endpoint: fc.constant(endpoint),
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
    { numRuns: 400 },
  );
});
