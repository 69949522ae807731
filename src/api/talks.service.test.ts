import { expect, test } from 'vitest';
import { newId } from '#kernel/id.ts';
import { apiOf, tokenOf } from '../../test/support/api.ts';
import { granted, VILLAGE } from '../../test/support/city.ts';
import { cityWithTjsl } from '../../test/support/tjsl.ts';

test('the sides of a match talk by the API as on the page, and to everybody else it is not there', async () => {
  const city = await cityWithTjsl();
  const { actors, resident, neighbour, education } = city;
  const company = await city.join(city.founder, 'PT Cahaya Hijau');
  const rival = await city.join(city.rival, 'PT Sinar Timur');
  const fields = {
    ...{ title: 'Buku bacaan', scope: 'buku-perpustakaan', need: 'Belum ada.', place: VILLAGE },
    ...{ volume: '2', unit: 'buah', people: '60', total: 'Rp 10 juta', answers: { bentuk: 'barang' } },
  };
  const { id, sent } = await city.send(resident, 'permohonan', fields, { photo: '#717' });
  granted(sent);
  await city.accept(actors.lurah, id);
  await city.accept(education, id);

  const send = apiOf(city);
  const base = '/api/v1/bandung';
  const messages = `${base}/proposals/${id}/conversations/${company.company}/messages`;
  const tokens = {
    company: await tokenOf(city, company),
    resident: await tokenOf(city, resident),
    rival: await tokenOf(city, rival),
    neighbour: await tokenOf(city, neighbour),
  };
  const say = (token: string, said: string) => send('POST', messages, { token, json: { said } });
  expect(await say(tokens.resident, 'Apakah berminat?')).toMatchObject({
    status: 403,
    body: { code: 'talk.not-begun' },
  });
  expect(await say(tokens.company, ' ')).toMatchObject({ status: 422, body: { code: 'input.required' } });
  const asked = await say(tokens.company, 'Berapa rak yang ada?');
  expect(asked.status).toBe(201);
  expect((await say(tokens.resident, 'Dua rak.')).status).toBe(201);

  const first = await send('GET', `${messages}?limit=1`, { token: tokens.company });
  expect(first.body).toMatchObject({
    items: [{ said: 'Dua rak.', side: 'bringer', office: null, authorOrganization: null }],
  });
  const next = Reflect.get(Object(first.body), 'next');
  expect((await send('GET', next, { token: tokens.resident })).body).toMatchObject({
    items: [{ said: 'Berapa rak yang ada?', side: 'taker', authorOrganization: 'PT Cahaya Hijau' }],
    next: null,
  });
  for (const token of [undefined, tokens.rival, tokens.neighbour]) {
    const who = token === undefined ? {} : { token };
    expect((await send('GET', messages, who)).status).toBe(404);
    if (token) expect((await say(token, 'Halo.')).status).toBe(404);
  }
  expect((await send('POST', messages, { json: { said: 'Halo.' } })).status).toBe(401);
  expect((await send('GET', `${messages}?cursor=x`, { token: tokens.company })).status).toBe(422);

  const message = Reflect.get(Object(asked.body), 'message');
  const takeBack = (token: string, id: string) =>
    send('POST', `${base}/messages/${id}/withdrawals`, { token });
  expect((await takeBack(tokens.resident, message)).status).toBe(403);
  expect((await takeBack(tokens.rival, message)).status).toBe(404);
  expect((await takeBack(tokens.company, newId())).status).toBe(404);
  expect((await takeBack(tokens.company, message)).status).toBe(201);
  expect((await takeBack(tokens.company, message)).status).toBe(409);
  expect((await send('GET', messages, { token: tokens.resident })).body).toMatchObject({
    items: [{ said: 'Dua rak.' }, { said: '', withdrawnAt: expect.any(String) }],
  });
});
