import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { newId } from '#kernel/id.ts';
import { startProposal, submitProposal } from '#modules/proposals/index.ts';
import { apiOf, tokenOf } from '../../test/support/api.ts';
import { type City, DRAINAGE, granted, VILLAGE, withCity } from '../../test/support/city.ts';
import { BodyRefused } from '../front-door/body-watch.ts';
import { createApi } from './api.ts';

const base = '/api/v1/bandung';

test('what is not there, not taken or not readable has its own answer', async () => {
  const city = await withCity();
  const send = apiOf(city);
  const token = await tokenOf(city, city.actors.rw1);
  const reader = await tokenOf(city, city.actors.rw1, ['read']);
  const proposals = `${base}/proposals`;
  const json = { program: city.program.slug, organization: city.offices.rw1.id };
  const cases: [string, string, Parameters<typeof send>[2], number, string][] = [
    ['GET', '/api/v1/atlantis/programs', {}, 404, 'access.not-found'],
    ['GET', `${base}/nothing`, {}, 404, 'address-unknown'],
    ['PATCH', proposals, { token, json }, 405, 'method-unknown'],
    ['GET', `${base}/proposals/not-an-id`, {}, 404, 'access.not-found'],
    ['GET', `${base}/regions/32.7`, {}, 404, 'access.not-found'],
    ['GET', `${base}/programs/nothing`, {}, 404, 'access.not-found'],
    ['GET', `${base}/journal/seal`, {}, 404, 'access.not-found'],
    ['GET', `${base}/me`, {}, 401, 'access.sign-in'],
    ['GET', `${base}/programs`, { token: 'pilar_x' }, 401, 'token-unknown'],
    ['GET', `${base}/programs`, { headers: { authorization: 'Basic eDp5' } }, 401, 'token-unknown'],
    ['POST', proposals, { token: reader, json }, 403, 'access.scope'],
    ['POST', proposals, { token, text: '{"program"', headers: JSON_TYPE }, 400, 'request-malformed'],
    ['POST', proposals, { token, text: '', headers: JSON_TYPE }, 400, 'request-malformed'],
    ['POST', proposals, { token, text: '['.repeat(60_000), headers: JSON_TYPE }, 400, 'request-malformed'],
    ['POST', proposals, { token, json: deep(40) }, 400, 'request-nested'],
    [
      'POST',
      proposals,
      { token, text: 'a=b', headers: { 'content-type': 'text/plain' } },
      415,
      'request-media-type',
    ],
    ['POST', proposals, { token, form: { program: 'x' } }, 415, 'request-media-type'],
    ['POST', proposals, { token, json: { program: 'x'.repeat(3_000_000) } }, 413, 'request-too-large'],
    ['POST', proposals, { token, json, headers: { 'idempotency-key': 'short' } }, 400, 'request-key'],
    ['POST', proposals, { token, json, headers: { 'if-match': '"1"' } }, 400, 'request-precondition'],
    ['POST', proposals, { token, json: { ...json, program: 'a\u0000b' } }, 422, 'input.invalid'],
    ['POST', proposals, { token, json: { ...json, program: '\ud800' } }, 422, 'input.invalid'],
    ['POST', proposals, { token, json: [] }, 422, 'input.invalid'],
    ['GET', `${proposals}?program=${city.program.slug}&limit=101`, {}, 422, 'input.invalid'],
    ['GET', `${proposals}?program=${city.program.slug}&limit=0`, {}, 422, 'input.invalid'],
    ['GET', `${proposals}?program=${city.program.slug}&cursor=x`, {}, 422, 'input.choice'],
    ['GET', `${proposals}?program=${city.program.slug}&state=lost`, {}, 422, 'input.invalid'],
    ['GET', `${proposals}?program=${city.program.slug}&area=99.99`, {}, 200, ''],
    ['GET', `${proposals}?program=${city.program.slug}&text=%00`, {}, 422, 'input.invalid'],
    ['GET', `${proposals}?program=${city.program.slug}&stat=funded`, {}, 422, 'input.invalid'],
    ['GET', proposals, {}, 422, 'input.invalid'],
  ];
  for (const [method, address, sent, status, code] of cases) {
    const answer = await send(method, address, sent);
    expect([answer.status, Reflect.get(Object(answer.body), 'code') ?? ''], `${method} ${address}`).toEqual([
      status,
      code,
    ]);
    if (status >= 400) expect(answer.headers.get('content-type')).toBe('application/problem+json');
  }
  expect((await send('PATCH', proposals, { token, json })).headers.get('allow')).toBe('GET, POST');
  expect((await send('GET', `${base}/me`)).headers.get('www-authenticate')).toMatch(/^Bearer/);
});

const JSON_TYPE = { 'content-type': 'application/json' };

function deep(levels: number): unknown {
  let value: unknown = 1;
  for (let i = 0; i < levels; i += 1) value = { a: value };
  return value;
}

test('a body that never ends is cut off, whatever length it announced', async () => {
  const city = await withCity();
  const api = createApi();
  const token = await tokenOf(city, city.actors.rw1);
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 65_536;
      controller.enqueue(new Uint8Array(65_536).fill(32));
    },
  });
  const init: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    headers: { ...JSON_TYPE, authorization: `Bearer ${token}` },
    body: endless,
    duplex: 'half',
  };
  const request = new Request(`http://pilar.test${base}/proposals`, init);
  const answer = await api.fetch(request, { pilar: city.pilar, address: '192.0.2.1' });
  expect(answer.status).toBe(413);
  expect(sent).toBeLessThan(4_000_000);
});

async function someProposals(city: City, count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    const { id } = granted(
      await startProposal(city.pilar, city.actors.rw1, {
        program: city.program.slug,
        organization: city.offices.rw1.id,
        fields: { ...DRAINAGE, title: `Usulan ${i}` },
      }),
    );
    // Submitting needs a photo, which this test is not about.
    await city.pilar.read(city.tenant, (tx) =>
      sql`
        insert into document (tenant_id, id, subject_type, subject_id, role, file_sha256, media_type, bytes, caption,
          public, uploaded_by, uploaded_at)
        values (${tx.tenant}, ${id}, 'proposal', ${id}, 'photo', ${'0'.repeat(64)}, 'image/jpeg', 1, '', true,
          ${city.actors.rw1.person}, ${tx.now})`.execute(tx.sql),
    );
    granted(await submitProposal(city.pilar, city.actors.rw1, { proposal: id }));
  }
}

test('lists are paged by cursor: every item once, with a link to the next page', async () => {
  const city = await withCity();
  const send = apiOf(city);
  await someProposals(city, 7);
  const Page = z.object({ items: z.array(z.object({ title: z.string() })), next: z.string().nullable() });
  const titles: string[] = [];
  let next: string | null =
    `${base}/proposals?program=${city.program.slug}&limit=3&area=${VILLAGE}&text=usulan`;
  for (let pages = 0; next !== null; pages += 1) {
    const answer = await send('GET', next);
    expect(answer.status).toBe(200);
    const page: z.infer<typeof Page> = Page.parse(answer.body);
    expect(answer.headers.get('link')).toBe(page.next === null ? null : `<${page.next}>; rel="next"`);
    titles.push(...page.items.map((one) => one.title));
    next = page.next;
    expect(pages).toBeLessThan(4);
  }
  expect(titles).toEqual([6, 5, 4, 3, 2, 1, 0].map((i) => `Usulan ${i}`));
});

test('problems speak the language that is asked for', async () => {
  const city = await withCity();
  const send = apiOf(city);
  const said = async (language: string) => {
    const answer = await send('GET', `${base}/me`, { headers: { 'accept-language': language } });
    return [answer.headers.get('content-language'), Reflect.get(Object(answer.body), 'title')];
  };
  expect(await said('en-US,en;q=0.9,id;q=0.8')).toEqual(['en', 'You have not signed in.']);
  expect(await said('su, id;q=0.9, en;q=0.1')).toEqual(['id', 'Anda belum masuk.']);
  expect(await said('fr')).toEqual(['id', 'Anda belum masuk.']);
});

test('too many requests are told when to come back, each token and address by itself', async () => {
  const city = await withCity();
  const send = apiOf(city, { requestsPerMinute: 5 });
  const token = await tokenOf(city, city.actors.rw1);
  const programs = `${base}/programs`;
  for (let i = 0; i < 5; i += 1) expect((await send('GET', programs)).status).toBe(200);
  const refused = await send('GET', programs);
  expect(refused).toMatchObject({ status: 429, body: { code: 'request-too-many' } });
  expect(refused.headers.get('retry-after')).toBe('60');
  expect((await send('GET', programs, { token })).status).toBe(200);
  const guessed = [];
  for (let i = 0; i < 7; i += 1)
    guessed.push((await send('GET', programs, { token: `pilar_guess${i}` })).status);
  expect(guessed).toEqual([401, 401, 401, 401, 401, 429, 429]);
  city.pilar.clock.set(new Date(city.pilar.clock.now().getTime() + 60_000));
  expect((await send('GET', programs)).status).toBe(200);
});

test('one person is one, however their tokens are spelt and however many they have; guessing beside them does not shut them out', async () => {
  const city = await withCity();
  const send = apiOf(city, { requestsPerMinute: 10 });
  const [one, two] = [await tokenOf(city, city.actors.rw1), await tokenOf(city, city.actors.rw1)];
  const other = await tokenOf(city, city.actors.rw2);
  const programs = `${base}/programs`;
  const spelt = (token: string, n: number) => ({
    headers: { authorization: `${n % 2 === 0 ? 'Bearer' : 'bEARER'}${' '.repeat(1 + n)}${token}` },
  });
  const statuses = new Map<number, number>();
  for (let n = 0; n < 30; n += 1) {
    const { status } = await send('GET', programs, spelt(n % 3 === 0 ? two : one, n));
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  expect(Object.fromEntries(statuses)).toEqual({ 200: 10, 429: 20 });

  expect((await send('GET', programs, { token: other })).status).toBe(200);
  for (let n = 0; n < 15; n += 1) await send('GET', programs, { token: `pilar_guess${n}` });
  expect((await send('GET', programs, { token: 'pilar_another-guess' })).status).toBe(429);
  expect((await send('GET', programs, { token: other })).status).toBe(200);
  expect((await send('GET', programs)).status).toBe(200);
});

test('a body that its sender gives up is their fault, not ours', async () => {
  const city = await withCity();
  const token = await tokenOf(city, city.actors.rw1);
  for (const [problem, status] of [
    [Object.assign(new Error('aborted'), { code: 'ECONNRESET' }), 400],
    [new BodyRefused(408), 400],
    [new BodyRefused(413), 413],
  ] as const) {
    const body = new ReadableStream({
      pull(controller) {
        controller.error(problem);
      },
    });
    const request = new Request(`http://pilar.test${base}/proposals`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body,
      ...({ duplex: 'half' } as RequestInit),
    });
    const answer = await createApi().fetch(request, { pilar: city.pilar, address: '192.0.2.1' });
    expect(answer.status).toBe(status);
  }
});

test('a HEAD is a GET without its body; what a token is shown is kept by nobody', async () => {
  const city = await withCity();
  const send = apiOf(city);
  const token = await tokenOf(city, city.actors.lurah);
  const head = await send('HEAD', `${base}/programs`);
  expect([head.status, head.body]).toEqual([200, '']);
  const me = await send('GET', `${base}/me`, { token });
  expect(me).toMatchObject({ status: 200, body: { mandates: [{ office: 'lurah', region: VILLAGE }] } });
  expect(me.headers.get('cache-control')).toBe('no-store');
  const yaml = await send('GET', `${base}/programs/${city.program.slug}/model.yaml`);
  expect(yaml.headers.get('content-type')).toBe('application/yaml');
  expect(yaml.body).toMatch(/^\s*(#|schema:)/);
  expect(await send('GET', `${base}/programs/${city.program.slug}/model`)).toMatchObject({
    body: {
      name: 'pippk',
      purses: [{ of: expect.arrayContaining([expect.objectContaining({ amount: 100_000_000 })]) }],
    },
  });
  expect(await send('GET', `${base}/regions/${VILLAGE}/children`)).toMatchObject({
    body: { items: [{ code: `${VILLAGE}.001` }, {}, {}] },
  });
});

test('a city founded beside the running server is found by the first request', async () => {
  const city = await withCity();
  const send = apiOf(city);
  await city.pilar.database.script(`
    insert into tenant (id, slug, region_code, name, time_zone, created_at)
      values ('${newId()}', 'kota-baru', '32.73', 'Kota Baru', 'Asia/Jakarta', now());`);
  expect(await send('GET', '/api/v1/kota-baru/programs')).toMatchObject({
    status: 200,
    body: { items: [], next: null },
  });
});
