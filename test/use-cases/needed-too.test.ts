import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { type HistoryEntry, historyOf, verifyRecords } from '#modules/journal/index.ts';
import { closeNeed, endNeedSupport, listNeeds, needSupport, supportNeed } from '#modules/matching/index.ts';
import { apiOf, tokenOf } from '../support/api.ts';
import { granted, VILLAGE } from '../support/city.ts';
import { cityWithTjsl } from '../support/tjsl.ts';

const NEED = {
  ...{ scope: 'buku-perpustakaan', title: 'Buku bacaan', need: 'Belum ada.', place: VILLAGE },
  ...{ volume: '200', unit: 'buku', people: '60', total: 'Rp 15 juta', answers: { bentuk: 'barang' } },
};

/** A resident's need that is open, and the chair of an RW beside them. */
async function cityWithNeed() {
  const tjsl = await cityWithTjsl();
  const { pilar, tenant, resident, actors, education, program } = tjsl;
  const { id: need, sent } = await tjsl.send(resident, 'permohonan', NEED, { photo: '#123' });
  granted(sent);
  const support = (who: Actor, organization?: Id) => supportNeed(pilar, who, { need, organization });
  expect(await support(tjsl.neighbour)).toMatchObject({ refusal: { refusal: 'access.not-found' } });
  await tjsl.accept(actors.lurah, need);
  await tjsl.accept(education, need);
  const end = (who: Actor, organization?: Id) => endNeedSupport(pilar, who, { need, organization });
  const read = (who: Actor | { tenant: Id } = { tenant }) =>
    pilar.read(tenant, (tx) => needSupport(tx, who, need));
  const listed = () => pilar.read(tenant, (tx) => listNeeds(tx, { program: program.id }, 9));
  const rw = actors.rw1.mandates[0]?.organization.id ?? '';
  return { ...tjsl, need, support, end, read, listed, rw };
}

test('residents and institutions say that they need the same: each counts once, and none is named', async () => {
  const { pilar, tenant, neighbour, founder, actors, need, support, end, read, listed, rw } =
    await cityWithNeed();
  granted(await support(neighbour));
  expect(await support(neighbour)).toMatchObject({ refusal: { refusal: 'support.twice' } });
  granted(await support(founder));
  granted(await support(actors.rw1, rw));
  expect(await support(actors.rw1, rw)).toMatchObject({ refusal: { refusal: 'support.twice' } });
  // Who holds no office in it does not speak for it.
  expect(await support(neighbour, rw)).toMatchObject({ refusal: { refusal: 'access.office' } });
  expect(await read()).toEqual({ people: 2, institutions: 1, own: [] });
  expect(await read(neighbour)).toMatchObject({ own: [{ organization: undefined, supports: true }] });
  expect(await listed()).toMatchObject([{ id: need, supporters: 3 }]);
  const history: readonly HistoryEntry[] = await pilar.read(tenant, (tx) => historyOf(tx, need, 50));
  const said = history.filter((one) => one.action === 'need.supported');
  expect(said.map((one) => one.summary)).toEqual([{}, {}, {}]);
  expect(JSON.stringify(said)).not.toContain(neighbour.name);

  granted(await end(neighbour));
  expect(await end(neighbour)).toMatchObject({ refusal: { refusal: 'access.not-found' } });
  expect(await read()).toMatchObject({ people: 1, institutions: 1 });
  granted(await support(neighbour));
  expect(await listed()).toMatchObject([{ supporters: 3 }]);
  expect((await pilar.read(tenant, (tx) => verifyRecords(tx))).faults).toEqual([]);
});

test('nobody supports what they bring themselves, nor what is closed', async () => {
  const { pilar, resident, neighbour, founder, need, support, read } = await cityWithNeed();
  expect(await support(resident)).toMatchObject({ refusal: { refusal: 'support.own' } });
  expect(await read(resident)).toMatchObject({ own: [] });
  granted(await support(neighbour));
  granted(await closeNeed(pilar, resident, { need, reason: 'Sudah dibelikan.' }));
  expect(await read(neighbour)).toMatchObject({ people: 1, own: [{ supports: true }] });
  expect(await support(founder)).toMatchObject({ refusal: { refusal: 'need.closed' } });
});

test('a program says it for somebody by their token, and takes it back', async () => {
  const city = await cityWithNeed();
  const { need, neighbour, read } = city;
  const send = apiOf(city);
  const token = await tokenOf(city, neighbour);
  const path = `/api/v1/bandung/proposals/${need}/supports`;
  expect((await send('POST', path, { json: {} })).status).toBe(401);
  expect(await send('POST', path, { token, json: {} })).toMatchObject({ status: 201, body: { need } });
  expect((await send('POST', path, { token, json: {} })).status).toBe(409);
  expect((await send('GET', `/api/v1/bandung/needs?program=${city.program.slug}`)).body).toMatchObject({
    items: [{ id: need, supporters: 1 }],
  });
  expect((await send('POST', path, { token, json: { ends: true } })).status).toBe(201);
  expect(await read()).toMatchObject({ people: 0, institutions: 0 });
});
