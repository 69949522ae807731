import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { historyOf } from '#modules/journal/index.ts';
import { addCity, type City, granted, VILLAGE, withCity } from '../../../../test/support/city.ts';
import {
  type AskedChange,
  cancelMeeting,
  changeComponentMap,
  closeMeeting,
  componentMapById,
  draftOf,
  importComponentMap,
  listComponentMaps,
  meetingById,
  type NewComponentMap,
  openMeeting,
  openMeetingOf,
  revisionContent,
  revisionsOf,
  saveMeeting,
  startComponentMap,
} from '../index.ts';

const MEETING = {
  heldOn: '2026-02-05',
  attended: [],
  others: 'Kelurahan Pasir Impun\nBank sampah Melati\n',
  remarks: 'Rapat pertama.',
  forum: '',
  intervalDays: '92',
};

const WASTE: NewComponentMap = {
  region: VILLAGE,
  program: '',
  title: 'Dari sampah ke kerajinan',
  meeting: MEETING,
  from: {
    stages: 'Pemilahan\nPengumpulan\nPengolahan\nPemasaran\n(Permodalan)',
    clusters: 'Plastik',
    pillars: 'Dunia usaha',
  },
};

function component(title: string, organization = '', pillar = 'community'): AskedChange {
  return { make: 'component', fields: { title, organization, pillar } };
}

function activity(name: string, title: string, stage: string): AskedChange {
  const fields = { component: name, title, topic: title, kind: 'service', stage, clusters: ['plastik'] };
  return { make: 'activity', fields };
}

async function started({ pilar, actors }: City, asked: Partial<NewComponentMap> = {}) {
  return granted(await startComponentMap(pilar, actors.lurah, { ...WASTE, ...asked }));
}

async function change(city: City, meeting: string, ...changes: AskedChange[]) {
  for (const one of changes) {
    const at = await city.pilar.read(city.tenant, (tx) => meetingById(tx, meeting));
    granted(
      await changeComponentMap(city.pilar, city.actors.lurah, { meeting, version: at?.version, change: one }),
    );
  }
}

/** A map whose first meeting is closed: the bank collects, the office sorts. */
async function settled(city: City) {
  const ids = await started(city);
  await change(
    city,
    ids.meeting,
    // Whose side a registered institution is on is read from the model, whatever was ticked.
    component('', city.offices.kelurahan.id, 'community'),
    component('Bank sampah Melati'),
    activity('kelurahan-pasir-impun', 'Memilah di rumah', 'pemilahan'),
    activity('bank-sampah-melati', 'Menimbang dan membeli', 'pengumpulan'),
  );
  granted(await closeMeeting(city.pilar, city.actors.lurah, { meeting: ids.meeting, version: undefined }));
  return ids;
}

test('a meeting is opened, changes the map, and its closing makes a dated revision for ever', async () => {
  const city = await withCity();
  const { map } = await settled(city);
  const { pilar, actors, tenant } = city;
  const next = granted(
    await openMeeting(pilar, actors.camat, {
      map,
      meeting: {
        ...MEETING,
        heldOn: '2026-02-09',
        attended: ['bank-sampah-melati'],
        others: 'PT Daur Ulang',
      },
    }),
  );
  await change(city, next.meeting, activity('bank-sampah-melati', 'Mencacah plastik', 'pengolahan'));
  const during = await pilar.read(tenant, async (tx) => ({
    settled: await revisionContent(tx, map, 1),
    draft: await draftOf(tx, next.meeting),
  }));
  expect(during.settled?.map.activities).toHaveLength(2);
  expect(during.settled?.map.components.map((one) => one.pillar)).toEqual(['government', 'community']);
  expect(during.draft?.map.activities).toHaveLength(3);

  granted(await closeMeeting(pilar, actors.lurah, { meeting: next.meeting, version: 2 }));
  const after = await pilar.read(tenant, async (tx) => ({
    listed: await listComponentMaps(tx, '32.73', 10),
    revisions: await revisionsOf(tx, map, 10),
    newest: await revisionContent(tx, map, 2),
    first: await revisionContent(tx, map, 1),
    history: await historyOf(tx, map),
    open: await openMeetingOf(tx, map),
  }));
  expect(after.listed).toMatchObject([{ id: map, revision: 2, heldOn: '2026-02-09', intervalDays: 92 }]);
  expect(
    after.revisions.map((one) => [one.number, one.heldOn, one.attended.map(({ name }) => name)]),
  ).toEqual([
    [2, '2026-02-09', ['Bank sampah Melati', 'PT Daur Ulang']],
    [1, '2026-02-05', ['Kelurahan Pasir Impun', 'Bank sampah Melati']],
  ]);
  expect(after.newest?.map).toMatchObject({ date: '2026-02-09', place: { id: 'Kelurahan Pasir Impun' } });
  expect(after.first?.map.activities).toHaveLength(2);
  expect(after.first?.links).toEqual({ 'kelurahan-pasir-impun': city.offices.kelurahan.id });
  expect(after.open).toBeUndefined();
  expect(after.history.at(-1)).toMatchObject({
    action: 'components.meeting-closed',
    summary: { number: 2, added: 1, dropped: 0, sha256: after.revisions[0]?.sha256 },
  });
});

test('the application can neither change nor delete a revision', async () => {
  const city = await withCity();
  await settled(city);
  for (const statement of [
    "update component_revision set content = '{}'",
    'delete from component_revision',
  ]) {
    await expect(
      city.pilar.read(city.tenant, (tx) => sql.raw(statement).execute(tx.sql)),
      statement,
    ).rejects.toThrow(/permission denied/);
  }
});

describe('who may not', () => {
  test('residents, institutions without an office over the place, and visitors', async () => {
    const city = await withCity();
    const { map, meeting } = await started(city);
    const { pilar, actors, tenant } = city;
    const asked = { meeting, version: 1, change: component('Pengepul', '', 'business') };
    for (const who of [actors.resident, actors.rw1, actors.pkk, actors.treasurer]) {
      expect(await startComponentMap(pilar, who, WASTE), who.name).toMatchObject({
        refusal: { refusal: 'access.office' },
      });
      expect(await openMeeting(pilar, who, { map, meeting: MEETING })).toMatchObject({
        refusal: { refusal: 'access.office' },
      });
      expect(await changeComponentMap(pilar, who, asked)).toMatchObject({
        refusal: { refusal: 'access.office' },
      });
      expect(await closeMeeting(pilar, who, { meeting, version: 1 })).toMatchObject({
        refusal: { refusal: 'access.office' },
      });
    }
    expect(await startComponentMap(pilar, { tenant }, WASTE)).toMatchObject({
      refusal: { refusal: 'access.sign-in' },
    });
    const draft = await pilar.read(tenant, (tx) => draftOf(tx, meeting));
    expect(draft?.map.components).toEqual([]);
  });

  test('a lurah in the whole district, an officer of another city', async () => {
    const city = await withCity();
    const { map, meeting } = await started(city);
    const { pilar, actors } = city;
    expect(await startComponentMap(pilar, actors.lurah, { ...WASTE, region: '32.73.30' })).toMatchObject({
      refusal: { refusal: 'access.office' },
    });
    expect(await startComponentMap(pilar, actors.lurah, { ...WASTE, region: '16.74' })).toMatchObject({
      refusal: { refusal: 'components.area' },
    });
    const other = await addCity(pilar, { slug: 'tetangga' });
    expect(
      await changeComponentMap(pilar, other.actors.lurah, { meeting, version: 1, change: component('X') }),
    ).toMatchObject({ refusal: { refusal: 'access.not-found' } });
    const seen = await pilar.read(other.tenant, async (tx) => [
      await componentMapById(tx, map),
      await meetingById(tx, meeting),
      ...(await listComponentMaps(tx, '32.73', 10)),
    ]);
    expect(seen).toEqual([undefined, undefined]);
  });
});

describe('what is refused', () => {
  test('an old version; what the other officer wrote stays', async () => {
    const city = await withCity();
    const { meeting } = await started(city);
    await change(city, meeting, component('Bank sampah Melati'));
    const late = { meeting, version: 1, change: component('Pengepul', '', 'business') };
    expect(await changeComponentMap(city.pilar, city.actors.camat, late)).toMatchObject({
      refusal: { refusal: 'input.stale', params: { yours: 1, current: 2 } },
    });
    expect(await closeMeeting(city.pilar, city.actors.lurah, { meeting, version: 1 })).toMatchObject({
      refusal: { refusal: 'input.stale' },
    });
    const draft = await city.pilar.read(city.tenant, (tx) => draftOf(tx, meeting));
    expect(draft?.map.components.map((one) => one.title.id)).toEqual(['Bank sampah Melati']);
  });

  test('closing an empty map, a meeting that is still to come, a meeting of one institution', async () => {
    const city = await withCity();
    for (const [meeting, refusal] of [
      [{}, 'components.incomplete'],
      [{ heldOn: '2026-02-20' }, 'components.not-held'],
      [{ others: 'Kelurahan' }, 'components.nobody-came'],
    ] as const) {
      const ids = await started(city, { title: refusal, meeting: { ...MEETING, ...meeting } });
      expect(
        await closeMeeting(city.pilar, city.actors.lurah, { meeting: ids.meeting, version: 1 }),
      ).toMatchObject({ refusal: { refusal } });
    }
  });

  test('a second open meeting, one before the last, and changing a closed one', async () => {
    const city = await withCity();
    const { map, meeting } = await settled(city);
    const { pilar, actors } = city;
    expect(
      await openMeeting(pilar, actors.lurah, { map, meeting: { ...MEETING, heldOn: '2026-02-04' } }),
    ).toMatchObject({ refusal: { issues: [{ field: 'heldOn', refusal: 'input.date-order' }] } });
    granted(await openMeeting(pilar, actors.lurah, { map, meeting: MEETING }));
    expect(await openMeeting(pilar, actors.lurah, { map, meeting: MEETING })).toMatchObject({
      refusal: { refusal: 'components.meeting-open' },
    });
    expect(
      await saveMeeting(pilar, actors.lurah, { meeting, version: undefined, fields: MEETING }),
    ).toMatchObject({ refusal: { refusal: 'components.meeting-over' } });
  });

  test('unreadable files, with line and reason; nothing is kept of them', async () => {
    const city = await withCity();
    const { meeting } = await started(city);
    const { pilar, actors, tenant } = city;
    const broken = '{"date": "2026-02-05",\n"title": 3}';
    expect(
      await importComponentMap(pilar, actors.lurah, { meeting, version: 1, text: broken }),
    ).toMatchObject({
      refusal: { refusal: 'components.unreadable', field: 'file', params: { atLine: 2, path: 'title' } },
    });
    expect(await importComponentMap(pilar, actors.lurah, { meeting, version: 1, text: ' ' })).toMatchObject({
      refusal: { refusal: 'file.empty' },
    });
    expect(await pilar.read(tenant, (tx) => meetingById(tx, meeting))).toMatchObject({ version: 1 });
  });

  test('a map without stages, with a date that is none and an unknown interval, each beside its field', async () => {
    const { pilar, actors } = await withCity();
    const asked = {
      ...WASTE,
      title: ' ',
      meeting: { ...MEETING, heldOn: 'kemarin', intervalDays: '5' },
      from: { stages: '', clusters: 'Plastik\nPlastik', pillars: '' },
    };
    const answer = await startComponentMap(pilar, actors.lurah, asked);
    const issues = answer.ok ? [] : (answer.refusal.issues ?? []);
    expect(issues.map((one) => [one.field, one.refusal])).toEqual([
      ['title', 'input.required'],
      ['stages', 'input.required'],
      ['clusters', 'components.twice'],
      ['heldOn', 'input.date'],
      ['intervalDays', 'input.choice'],
    ]);
  });
});

test('a meeting that is called off changes nothing, and says why', async () => {
  const city = await withCity();
  const { map } = await settled(city);
  const { pilar, actors, tenant } = city;
  const { meeting } = granted(await openMeeting(pilar, actors.lurah, { map, meeting: MEETING }));
  await change(city, meeting, { drop: 'component', slug: 'bank-sampah-melati' });
  expect(await cancelMeeting(pilar, actors.lurah, { meeting, version: 2, reason: '' })).toMatchObject({
    refusal: { field: 'reason' },
  });
  granted(await cancelMeeting(pilar, actors.lurah, { meeting, version: 2, reason: 'Hujan lebat' }));
  const after = await pilar.read(tenant, async (tx) => ({
    map: await componentMapById(tx, map),
    content: await revisionContent(tx, map, 1),
    history: await historyOf(tx, map),
  }));
  expect(after.map?.revision).toBe(1);
  expect(after.content?.map.components).toHaveLength(2);
  expect(after.history.at(-1)?.summary).toMatchObject({ reason: 'Hujan lebat' });
});
