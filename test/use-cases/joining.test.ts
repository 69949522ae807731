import { readFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { newId } from '#kernel/id.ts';
import { toJson } from '#kernel/json.ts';
import {
  actorById,
  insertOrganizations,
  insertPerson,
  organizationById,
  stewardOf,
} from '#modules/actors/index.ts';
import { answerProposal } from '#modules/deliberation/index.ts';
import { historyOf, sayFault, verifyRecords } from '#modules/journal/index.ts';
import { institutionOverview, proposalOverview, proposalTrail } from '#modules/overview/index.ts';
import { openProgram } from '#modules/programs/index.ts';
import {
  bringAgain,
  listProposals,
  ProposalFields,
  startProposal,
  submitProposal,
  withdrawProposal,
} from '#modules/proposals/index.ts';
import { faultsInFigures } from '#modules/transparency/index.ts';
import { granted, smallCity } from '../support/city.ts';

/** Companies join a programme by asking, along a route as any other; everything stands in its YAML. */
test('a company is refused with the reason, asks again, is let in, and then brings its own for the whole city', async () => {
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
  const register = async (nama: string) => {
    const fields = ProposalFields.parse({
      scope: 'keanggotaan',
      answers: { nama, karyawan: '40', telepon: '0813 0000 0009' },
    });
    const { id } = granted(
      await startProposal(pilar, founder, { program: program.slug, kind: 'pendaftaran', fields }),
    );
    granted(await submitProposal(pilar, founder, { proposal: id }));
    return id;
  };
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
    expect(await faultsInFigures(tx)).toEqual([]);
    expect((await verifyRecords(tx)).faults.map(sayFault)).toEqual([]);
  });
});
