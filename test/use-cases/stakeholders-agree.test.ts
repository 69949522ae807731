import { readFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { newId } from '#kernel/id.ts';
import { insertOrganizations, stewardOf } from '#modules/actors/index.ts';
import { checklistsNow, stateItem, type TypedAgreement } from '#modules/checklists/index.ts';
import { verifyRecords } from '#modules/journal/index.ts';
import { openProgram } from '#modules/programs/index.ts';
import { granted, smallCity } from '../support/city.ts';

const AGREEMENT: TypedAgreement = {
  aim: 'Warga ikut memutuskan pembangunan kelurahannya.',
  authority: 'Mengusulkan dan mengawasi kegiatan.',
  responsibilities: 'Melaporkan pelaksanaan setiap triwulan.',
  hearingOn: '2026-01-20',
  hearing: 'Balai Kota; 140 pengurus RW dari 30 kecamatan.',
  talks: 'Tiga pertemuan camat dengan ketua RW, Desember 2025.',
};

/** A city in which Dua Pilar is about to open: the secretariat, and who speaks for the community institutions. */
async function cityWithTwoPillars() {
  const { pilar, tenant, actors } = await smallCity();
  onTestFinished(() => pilar.close());
  const institutions = { id: newId(), kind: 'lkk-kota', name: 'LKK Kota Bandung', region: '32.73' };
  const program = granted(
    await pilar.change(actors.setda, 'offices:write', async (tx, who) => {
      await insertOrganizations(tx, [institutions]);
      return openProgram(tx, stewardOf(who), {
        source: readFileSync('models/dua-pilar/2016.yaml', 'utf8'),
        region: '32.73',
        fiscalYear: 2026,
      });
    }),
  );
  const mandate = { id: newId(), office: 'ketua-lkk-kota', organization: institutions, region: '32.73' };
  const chair: Actor = { ...actors.setda, person: newId(), name: 'Ketua LKK', mandates: [mandate] };
  const state = (who: Actor, item: string, more: object = {}) =>
    stateItem(pilar, who, {
      ...{ program: program.slug, checklist: 'kesiapan', item, holds: 'yes', dueOn: '' },
      ...{ evidence: 'Berita acara dengar pendapat.', agreement: AGREEMENT, ...more },
    });
  const read = async (item: string) => {
    const lists = await pilar.read(tenant, (tx) => checklistsNow(tx, { tenant }, program));
    return lists.flatMap(({ items }) => items).find((one) => one.item.item === item);
  };
  return { pilar, tenant, actors, chair, state, read };
}

test('each stakeholder agrees by itself, with aim, authority, responsibilities and what led to it', async () => {
  const { pilar, tenant, actors, chair, state, read } = await cityWithTwoPillars();
  // Nobody states for the other side.
  expect(await state(actors.setda, 'kesepakatan-rw')).toMatchObject({
    refusal: { refusal: 'access.office' },
  });
  granted(await state(chair, 'kesepakatan-rw'));
  expect(await read('kesepakatan-rw')).toMatchObject({ state: 'yes', stated: { agreement: AGREEMENT } });
  expect(await read('kesepakatan-pkk')).toMatchObject({ state: 'unstated', stated: undefined });
  expect((await pilar.read(tenant, (tx) => verifyRecords(tx))).faults).toEqual([]);
});

test('agreed without what was agreed is no agreement; what is not agreed yet needs none of it', async () => {
  const { chair, state, read } = await cityWithTwoPillars();
  const nothing = { aim: '', authority: ' ', responsibilities: '', hearingOn: '', hearing: '', talks: '' };
  const issues = ['aim', 'authority', 'responsibilities', 'hearingOn', 'hearing', 'talks'];
  expect(await state(chair, 'kesepakatan-rw', { agreement: nothing })).toMatchObject({
    refusal: { issues: issues.map((field) => ({ field, refusal: 'input.required' })) },
  });
  expect(await state(chair, 'kesepakatan-rw', { agreement: undefined })).toMatchObject({
    refusal: { issues: issues.map((field) => ({ field, refusal: 'input.required' })) },
  });
  // A hearing that is still to come led to nothing; part of an agreement is asked for whole.
  const early = { ...AGREEMENT, hearingOn: '2030-01-01' };
  expect(await state(chair, 'kesepakatan-rw', { agreement: early })).toMatchObject({
    refusal: { issues: [{ field: 'hearingOn', refusal: 'input.date-order' }] },
  });
  const part = { ...AGREEMENT, talks: '' };
  expect(await state(chair, 'kesepakatan-rw', { holds: 'partly', agreement: part })).toMatchObject({
    refusal: { issues: [{ field: 'talks', refusal: 'input.required' }] },
  });
  granted(await state(chair, 'kesepakatan-rw', { holds: 'no', agreement: nothing, dueOn: '2026-06-30' }));
  expect(await read('kesepakatan-rw')).toMatchObject({ state: 'no', stated: { agreement: null } });
  granted(await state(chair, 'kesepakatan-rw'));
  expect((await read('kesepakatan-rw'))?.stated?.agreement).toEqual(AGREEMENT);
});

test('an item that is no agreement keeps nothing of one', async () => {
  const { actors, state, read } = await cityWithTwoPillars();
  granted(await state(actors.setda, 'perda-lkk'));
  expect(await read('perda-lkk')).toMatchObject({ state: 'yes', stated: { agreement: null } });
});
