import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { newId } from '#kernel/id.ts';
import { toJson } from '#kernel/json.ts';
import { ok } from '#kernel/result.ts';
import {
  actorById,
  faultsInInstitutions,
  insertOrganizations,
  insertPerson,
  listOrganizations,
  organizationById,
  organizationsIn,
  stewardOf,
} from '#modules/actors/index.ts';
import { answerProposal } from '#modules/deliberation/index.ts';
import { historyOf, sayFault, verifyRecords } from '#modules/journal/index.ts';
import { leaveProgram, returnToProgram } from '#modules/leaving/index.ts';
import { institutionOverview, proposalOverview, proposalTrail } from '#modules/overview/index.ts';
import { openProgram } from '#modules/programs/index.ts';
import {
  bringAgain,
  listProposals,
  ProposalFields,
  standingFor,
  startProposal,
  submitProposal,
  withdrawProposal,
} from '#modules/proposals/index.ts';
import { faultsInFigures } from '#modules/transparency/index.ts';
import { granted, smallCity, VILLAGE } from '../support/city.ts';
import { cityWithTjsl } from '../support/tjsl.ts';

/** Companies join a programme by asking, along a route as any other, leave it and come back; everything stands in its YAML. */
test('a company is refused with the reason, asks again, is let in, brings its own for the whole city, leaves and comes back', async () => {
  const { pilar, tenant, actors } = await smallCity();
  onTestFinished(() => pilar.close());
  const office = { id: newId(), kind: 'sekretariat-mitra', name: 'Sekretariat', region: '32.73' };
  const actor = (name: string, mandates: Actor['mandates']): Actor => ({
    tenant,
    person: newId(),
    name,
    mandates,
    scopes: 'session',
    secondFactor: false,
  });
  const head = actor('Kepala', [
    { id: newId(), office: 'kepala-sekretariat', organization: office, region: '32.73' },
  ]);
  const founder = actor('Kartika Dewi', []);
  const program = granted(
    await pilar.change(actors.setda, 'offices:write', async (tx, who) => {
      await insertOrganizations(tx, [office]);
      for (const { person: id, name } of [head, founder])
        await insertPerson(tx, { id, name, phone: null, region: null });
      return openProgram(tx, stewardOf(who), {
        source: readFileSync('test/models/mitra-usaha.yaml', 'utf8'),
        region: '32.73',
        fiscalYear: 2026,
      });
    }),
  );
  const registered = async (who: Actor, nama: string) => {
    const fields = ProposalFields.parse({
      scope: 'keanggotaan',
      answers: { nama, karyawan: '40', telepon: '0813 0000 0009' },
    });
    const { id } = granted(
      await startProposal(pilar, who, { program: program.slug, kind: 'pendaftaran', fields }),
    );
    return submitProposal(pilar, who, { proposal: id });
  };
  const register = async (nama: string, who = founder) => granted(await registered(who, nama)).id;
  const answer = (proposal: string, outcome: 'accept' | 'refuse', remark = '') =>
    answerProposal(pilar, head, { proposal, outcome, remark });

  const first = await register('PT Cahaya Hijau');
  granted(await answer(first, 'refuse', 'Izin usaha belum ada.'));
  await pilar.read(tenant, async (tx) => {
    expect(await proposalOverview(tx, founder, first)).toMatchObject({
      proposal: { state: 'rejected', remark: 'Izin usaha belum ada.' },
    });
    expect((await actorById(tx, founder.person))?.mandates).toEqual([]);
    // To everybody else the outcome alone is told: neither the page nor the journal repeats what was remarked.
    const seen = await proposalOverview(tx, { tenant }, first);
    expect(seen).toMatchObject({ proposal: { state: 'rejected', remark: null } });
    expect(toJson(seen)).not.toContain('Izin usaha');
    expect(toJson(await historyOf(tx, first, 10))).not.toContain('Izin usaha');
    expect(toJson(await listProposals(tx, { program: program.id }, 10))).not.toContain('Izin usaha');
  });

  // What a person brought, they alone bring again; what a step refused is over at once.
  expect(await bringAgain(pilar, head, { proposal: first })).toMatchObject({
    refusal: { refusal: 'access.not-found' },
  });
  const { id: draft } = granted(await bringAgain(pilar, founder, { proposal: first }));
  granted(await withdrawProposal(pilar, founder, { proposal: draft, reason: '' }));

  const second = await register('PT Cahaya Hijau');
  const twin = await register('  pt cahaya   hijau ');
  granted(await answer(second, 'accept'));
  expect(await answer(twin, 'accept')).toMatchObject({
    refusal: { refusal: 'organization.named', params: { name: 'pt cahaya hijau' } },
  });
  // Whoever asks for it once more is told beside the name, before anybody looks at it: by then it takes part.
  expect(await registered(founder, 'PT CAHAYA Hijau')).toMatchObject({
    refusal: { refusal: 'member.already', field: 'answers.nama' },
  });
  const director = await pilar.read(tenant, (tx) => actorById(tx, founder.person));
  const held = director?.mandates[0];
  if (!director || !held) throw new Error('nobody speaks for the company');
  expect(held).toMatchObject({
    office: 'direktur',
    region: '32.73',
    organization: { kind: 'perusahaan', name: 'PT Cahaya Hijau' },
  });

  // From now on it brings what its kind may bring, for the whole city, and nobody who has not joined does.
  const offer = (who: Actor) =>
    startProposal(pilar, who, {
      program: program.slug,
      organization: held.organization.id,
      kind: 'peran',
      fields: ProposalFields.parse({ scope: 'lingkungan', title: 'Bibit pohon', need: 'Kota gersang.' }),
    });
  expect(await offer(founder)).toMatchObject({ refusal: { refusal: 'access.office' } });
  const { id: part } = granted(await offer(director));
  granted(await submitProposal(pilar, director, { proposal: part }));
  granted(await answer(part, 'accept'));
  await pilar.read(tenant, async (tx) => {
    expect(await proposalOverview(tx, { tenant }, part)).toMatchObject({
      proposal: { state: 'accepted', village: '32.73' },
      institution: { name: 'PT Cahaya Hijau' },
      path: [{ code: '32.73' }],
    });
    expect(await institutionOverview(tx, { tenant }, held.organization.id, null)).toMatchObject({
      institution: await organizationById(tx, held.organization.id),
      cameBy: { kind: 'proposal', id: second },
    });
    expect(await proposalTrail(tx, { tenant }, second)).toMatchObject([
      { part: 'admitted', page: `lembaga/${held.organization.id}`, title: { id: 'PT Cahaya Hijau' } },
    ]);
    expect((await historyOf(tx, held.organization.id)).map((one) => one.action)).toEqual([
      'organization.admitted',
    ]);
  });

  // It leaves by its director's word, not while something of it waits; what was agreed to stays its own.
  const leave = (who: Actor, lastDay: string, reason = 'Pindah ke kota lain.') =>
    leaveProgram(pilar, who, { program: program.slug, organization: held.organization.id, lastDay, reason });
  const come = (who: Actor) =>
    returnToProgram(pilar, who, { program: program.slug, organization: held.organization.id });
  const standing = () =>
    pilar.read(tenant, (tx) =>
      listOrganizations(
        tx,
        { kinds: ['perusahaan'], area: '32.73', of: { model: program.model, part: 'left' } },
        5,
      ),
    );
  expect(await leave(founder, '2026-02-12')).toMatchObject({ refusal: { refusal: 'access.office' } });
  expect(await leave(director, '2026-02-09')).toMatchObject({
    refusal: { refusal: 'member.day', field: 'lastDay' },
  });
  const { id: waiting } = granted(await offer(director));
  granted(await submitProposal(pilar, director, { proposal: waiting }));
  expect(await leave(director, '2026-02-12')).toMatchObject({
    refusal: { refusal: 'member.waiting', params: { count: 1, titles: 'Bibit pohon' } },
  });
  granted(await withdrawProposal(pilar, director, { proposal: waiting, reason: '' }));
  granted(await leave(director, '2026-03-20'));
  expect(await offer(director)).toMatchObject({
    refusal: { refusal: 'member.left', params: { day: '2026-03-20' } },
  });
  expect(await leave(director, '2026-03-21')).toMatchObject({ refusal: { refusal: 'member.left' } });
  // Until then it may stay after all; the secretariat does not answer for what the company said itself.
  expect(await come(head)).toMatchObject({ refusal: { refusal: 'access.office' } });
  granted(await come(director));
  expect(await come(director)).toMatchObject({ refusal: { refusal: 'member.already' } });
  granted(await leave(director, '2026-03-20'));
  expect(await standing()).toEqual([]);
  pilar.clock.set(new Date('2026-03-21T03:00:00Z'));
  expect(await standing()).toMatchObject([{ name: 'PT Cahaya Hijau' }]);
  expect(await offer(director)).toMatchObject({ refusal: { refusal: 'member.left' } });
  expect(await come(director)).toMatchObject({ refusal: { refusal: 'member.outside' } });

  // It comes back as it came, under the name that stands: nobody else can ask in it, and nothing is founded twice.
  const stranger = actor('Orang Lain', []);
  await pilar.change(actors.setda, 'offices:write', async (tx) => {
    await insertPerson(tx, { id: stranger.person, name: stranger.name, phone: null, region: null });
    return ok(undefined);
  });
  expect(await registered(stranger, 'pt cahaya hijau')).toMatchObject({
    refusal: { refusal: 'organization.named', field: 'answers.nama' },
  });
  const third = await register('pt cahaya hijau', director);
  granted(await answer(third, 'accept'));
  granted(await offer(director));
  // Ended by the secretariat, its own director cannot take that back.
  granted(await leave(head, '2026-03-21', 'Izin usaha dicabut.'));
  expect(await come(director)).toMatchObject({ refusal: { refusal: 'access.office' } });
  pilar.clock.set(new Date('2026-03-22T03:00:00Z'));
  granted(await come(head));

  // One that stands already, as from another programme, takes no part by its kind alone: it joins under its own name.
  const old = { id: newId(), kind: 'perusahaan', name: 'PT Lama', region: '32.73' };
  const older = actor('Direktur lama', [
    { id: newId(), office: 'direktur', organization: old, region: '32.73' },
  ]);
  await pilar.change(actors.setda, 'offices:write', async (tx) => {
    await insertOrganizations(tx, [old]);
    await insertPerson(tx, { id: older.person, name: older.name, phone: null, region: null });
    return ok(undefined);
  });
  const bring = () =>
    startProposal(pilar, older, { program: program.slug, organization: old.id, kind: 'peran' });
  expect(await bring()).toMatchObject({ refusal: { refusal: 'member.outside' } });
  const [kind] = program.model.proposals;
  expect(kind && (await pilar.read(tenant, (tx) => standingFor(tx, older, program, kind)))).toEqual([
    'PT Lama',
  ]);
  granted(await answer(await register(' pt lama', older), 'accept'));
  granted(await bring());

  await pilar.read(tenant, async (tx) => {
    expect(await organizationsIn(tx, '32.73', ['perusahaan'])).toHaveLength(2);
    // Neither has a say over the city in which it stands.
    const alone = await sql<{ all: boolean }>`
      select bool_and(alone) as all from organization where tenant_id = ${tenant} and kind = 'perusahaan'`.execute(
      tx.sql,
    );
    expect(alone.rows).toEqual([{ all: true }]);
    expect(await institutionOverview(tx, { tenant }, held.organization.id, null)).toMatchObject({
      cameBy: { kind: 'proposal', id: third },
      standing: { membership: { state: 'member', since: '2026-03-22' } },
    });
    expect((await historyOf(tx, held.organization.id)).map((one) => one.action)).toEqual([
      'organization.admitted',
      'organization.left',
      'organization.returned',
      'organization.left',
      'organization.joined',
      'organization.ended',
      'organization.returned',
    ]);
    expect(await faultsInFigures(tx)).toEqual([]);
    expect((await verifyRecords(tx)).faults.map(sayFault)).toEqual([]);
  });
});

test('many that joined may stand at one place; of what stands at every place, two are a fault', async () => {
  const { pilar, tenant, actors } = await cityWithTjsl();
  const stands = (kind: string, name: string) => ({ id: newId(), kind, name, region: VILLAGE });
  const add = (kind: string) =>
    pilar.change(actors.setda, 'offices:write', async (tx) => {
      await insertOrganizations(tx, [stands(kind, `${kind} satu`), stands(kind, `${kind} dua`)]);
      return ok(undefined);
    });
  granted(await add('perusahaan'));
  expect(await pilar.read(tenant, faultsInInstitutions)).toEqual([]);
  granted(await add('lpm'));
  expect(await pilar.read(tenant, faultsInInstitutions)).toEqual([
    expect.stringContaining('2 institutions of kind lpm'),
  ]);
});
