import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { newId } from '#kernel/id.ts';
import {
  actorById,
  bodiesOf,
  endOffice,
  formBody,
  foundOrganization,
  giveOffice,
  insertOfficers,
  issueSignInCode,
  loadActor,
  operatorOf,
  organizationsAt,
} from '#modules/actors/index.ts';
import {
  type ComponentFields,
  changeComponentMap,
  draftOf,
  startComponentMap,
} from '#modules/assessment/index.ts';
import { historyOf } from '#modules/journal/index.ts';
import { officeWordsIn } from '#modules/programs/index.ts';
import { officeName, withOffices } from '#ui/message.ts';
import { accountOf } from '../support/accounts.ts';
import { type City, granted, VILLAGE, withCity } from '../support/city.ts';

const MODEL = readFileSync('test/models/forum-mitra.yaml', 'utf8');

/** A city with the river office and its head, whom the operator put in. */
async function river() {
  const city = await withCity({ model: MODEL });
  const { pilar, tenant } = city;
  const operator = operatorOf(tenant);
  const person = newId();
  const head = granted(
    await pilar.change(operator, 'offices:write', async (tx) => {
      const office = await foundOrganization(tx, operator, {
        kind: 'sekretariat-sungai',
        name: 'Sekretariat Sungai',
        region: '32.73',
      });
      const held = { mandate: newId(), person, name: 'Kepala', phone: null, organization: office.id };
      const term = { startsOn: '2025-01-01', endsOn: null, decree: null };
      await insertOfficers(tx, [{ ...held, ...term, office: 'kepala-sekretariat', region: '32.73' }]);
      return { ok: true, value: await actorById(tx, person) };
    }),
  );
  if (!head) throw new Error('nobody');
  return { ...city, head };
}

const seat = (organization: string, office: string, phone: string, more: Record<string, string> = {}) => ({
  organization,
  office,
  name: `Pemegang ${phone}`,
  phone,
  startsOn: '2026-03-01',
  endsOn: '2029-02-28',
  decree: 'Kepwal 5/2026',
  reason: 'Masa bakti baru',
  acting: '',
  ...more,
});

async function seen(city: City, viewer: Actor) {
  const found = await city.pilar.read(city.tenant, (tx) => bodiesOf(tx, viewer, city.program));
  return found.map((one) => ({
    body: one.body,
    places: one.places.map((place) => place.code),
    refused: one.refusal?.refusal,
    seats: one.standing.flatMap((stands) => stands.seats.map((each) => [each.held.length, each.empty])),
    lapsing: one.standing.flatMap((stands) => stands.lapsing),
    names: one.standing.map((stands) => stands.seesHolders),
  }));
}

test('a body is formed by decree, its seats are filled for a term, and a seat counts wherever an office does', async () => {
  const city = await river();
  const { pilar, tenant, actors, head, program } = city;
  const form = { program: program.slug, body: 'forum-mitra', region: '32.73', decree: 'Kepwal 4/2026' };
  expect(await formBody(pilar, actors.lurah, form)).toMatchObject({ refusal: { refusal: 'access.office' } });
  expect(await formBody(pilar, head, { ...form, region: VILLAGE })).toMatchObject({
    refusal: { refusal: 'region.unknown', field: 'region' },
  });
  expect(await formBody(pilar, head, { ...form, decree: '' })).toMatchObject({
    refusal: { issues: [{ refusal: 'input.required', field: 'decree' }] },
  });
  expect(await formBody(pilar, head, { ...form, body: 'relawan' })).toMatchObject({
    refusal: { refusal: 'access.not-found' },
  });
  expect((await seen(city, head))[0]).toMatchObject({ places: ['32.73'], seats: [] });
  expect((await seen(city, actors.lurah))[0]).toMatchObject({ places: [], refused: 'access.office' });
  const { organization } = granted(await formBody(pilar, head, form));
  expect(granted(await formBody(pilar, head, form)).organization).toBe(organization);
  const told = await pilar.read(tenant, (tx) => historyOf(tx, organization));
  expect(told).toMatchObject([
    { action: 'body.formed', summary: { organization: 'Forum Mitra Sungai Kota Bandung' } },
  ]);

  const chair = seat(organization, 'forum-mitra/ketua', '081300000001');
  expect(await giveOffice(pilar, actors.lurah, chair)).toMatchObject({
    refusal: { refusal: 'access.office' },
  });
  for (const endsOn of ['', '2029-03-01'])
    expect(await giveOffice(pilar, head, { ...chair, endsOn })).toMatchObject({
      refusal: { refusal: 'office.term', field: 'endsOn', params: { years: 3, day: '2029-02-28' } },
    });
  const { person, mandate } = granted(await giveOffice(pilar, head, chair));
  const second = seat(organization, 'forum-mitra/ketua', '081300000002');
  expect(await giveOffice(pilar, head, second)).toMatchObject({
    refusal: { refusal: 'office.full', field: 'office', params: { seats: 1, seat: [{ id: 'Ketua forum' }] } },
  });
  for (const phone of ['081300000003', '081300000004'])
    granted(await giveOffice(pilar, head, seat(organization, 'forum-mitra/anggota', phone)));
  granted(await issueSignInCode(pilar, head, { person }));

  pilar.clock.set(new Date('2026-03-02T03:00:00Z'));
  const [forum] = await seen(city, head);
  expect(forum).toEqual({
    body: 'forum-mitra',
    places: [],
    refused: undefined,
    seats: [
      [1, 0],
      [2, 0],
    ],
    lapsing: [{ day: '2029-02-28', seats: 3 }],
    names: [true],
  });
  expect((await seen(city, actors.rw1))[0]).toMatchObject({ names: [false] });

  // The chair's seat keeps working groups in every kecamatan, as an office would.
  const { userId } = await accountOf({ ...city, number: 1, stranger, email: '', phone: '' }, person, {
    email: 'ketua@mitra.example',
  });
  const acting = await loadActor(pilar, tenant, { userId, secondFactor: false });
  expect(acting?.mandates).toMatchObject([{ office: 'forum-mitra/ketua' }]);
  const words = await officeWordsIn(pilar, tenant);
  expect(withOffices(words, () => officeName('forum-mitra/ketua', 'id'))).toBe('Ketua forum');
  if (!acting) throw new Error('nobody');
  const group = {
    program: program.slug,
    body: 'pokja-sungai',
    region: '32.73.30',
    decree: 'SK Forum 1/2026',
  };
  expect((await seen(city, acting))[1]).toMatchObject({ places: ['32.73.30'] });
  expect(await formBody(pilar, head, group)).toMatchObject({ refusal: { refusal: 'access.office' } });
  granted(await formBody(pilar, acting, group));

  // A chair who convenes keeps maps of the partnership, whose sides are the model's; who is on which, the model says.
  const { meeting } = granted(
    await startComponentMap(pilar, acting, {
      region: '32.73',
      program: program.id,
      title: 'Dari hulu ke hilir sungai',
      meeting: {
        heldOn: '2026-03-02',
        attended: [],
        others: 'Sekretariat',
        remarks: 'Satu',
        forum: '',
        intervalDays: '92',
      },
      from: { stages: 'Hulu\nHilir', clusters: 'Air', pillars: '' },
    }),
  );
  const join = (
    fields: Pick<ComponentFields, 'title' | 'pillar'> & { organization: string },
    version: number,
  ) => changeComponentMap(pilar, acting, { meeting, version, change: { make: 'component', fields } });
  const near = await pilar.read(tenant, (tx) => organizationsAt(tx, ['32.73']));
  const office = near.find((one) => one.kind === 'sekretariat-sungai');
  granted(await join({ title: 'Kampus Hijau', pillar: 'kampus', organization: '' }, 1));
  granted(await join({ title: '', pillar: 'kampus', organization: office?.id ?? '' }, 2));
  expect(await join({ title: 'Media', pillar: 'media', organization: '' }, 3)).toMatchObject({
    refusal: { issues: [{ refusal: 'input.choice', field: 'pillar' }] },
  });
  const drafted = await pilar.read(tenant, (tx) => draftOf(tx, meeting));
  expect(drafted?.map.pillars.map((one) => one.slug)).toEqual([
    'government',
    'community',
    'kampus',
    'dunia-usaha',
  ]);
  expect(drafted?.map.components.map((one) => [one.title.id, one.pillar])).toEqual([
    ['Kampus Hijau', 'kampus'],
    ['Sekretariat Sungai', 'government'],
  ]);

  // Put in the place of the chair, another takes the seat; the term lapses for all the others at once.
  const successor = { ...second, startsOn: '2026-06-01', endsOn: '2029-02-28', replaces: mandate };
  granted(await giveOffice(pilar, head, successor));
  const ends = granted(
    await giveOffice(pilar, head, {
      ...seat(organization, 'forum-mitra/anggota', '081300000005'),
      startsOn: '2029-03-01',
      endsOn: '2032-02-29',
    }),
  );
  pilar.clock.set(new Date('2029-03-01T03:00:00Z'));
  expect((await seen(city, head))[0]?.seats).toEqual([
    [0, 1],
    [1, 1],
  ]);
  const end = { mandate: ends.mandate, lastDay: '2029-03-01', decree: 'Surat 1', reason: 'Mundur' };
  expect(granted(await endOffice(pilar, head, end)).others).toBe(0);
});

const stranger = { cookie: '', address: '203.0.113.1', userAgent: 'test' };
