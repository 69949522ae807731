import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { newId } from '#kernel/id.ts';
import { actorById, coverageOf, insertPerson, stewardOf } from '#modules/actors/index.ts';
import { answerProposal } from '#modules/deliberation/index.ts';
import { sayFault, verifyRecords } from '#modules/journal/index.ts';
import { openProgram } from '#modules/programs/index.ts';
import { ProposalFields, proposalById, startProposal, submitProposal } from '#modules/proposals/index.ts';
import { workshopOf } from '#modules/workshop/index.ts';
import { granted, withCity } from '../support/city.ts';

/** The partnership of four pillars as its file has it, in a city that adopts it as it lies there. */
test('a company joins, an RW says what is needed, and nothing of the company is granted before it pledged', async () => {
  const { pilar, tenant, actors, offices } = await withCity();
  const founder: Actor = {
    tenant,
    person: newId(),
    name: 'Kartika Dewi',
    mandates: [],
    scopes: 'session',
    secondFactor: false,
  };
  const source = readFileSync('models/empat-pilar/2016.yaml', 'utf8');
  const program = granted(
    await pilar.change(actors.setda, 'offices:write', async (tx, who) => {
      await insertPerson(tx, { id: founder.person, name: founder.name, phone: null, region: null });
      return openProgram(tx, stewardOf(who), { source, region: '32.73', fiscalYear: 2026 });
    }),
  );
  const bring = async (who: Actor, kind: string, organization: string | undefined, fields: object) => {
    const about = { program: program.slug, kind, fields: ProposalFields.parse(fields) };
    const { id: proposal } = granted(
      await startProposal(pilar, who, organization === undefined ? about : { ...about, organization }),
    );
    granted(await submitProposal(pilar, who, { proposal }));
    return proposal;
  };
  const accept = (proposal: string) =>
    answerProposal(pilar, actors.setda, { proposal, outcome: 'accept', remark: 'Sesuai prioritas' });
  const stands = (proposal: string) => pilar.read(tenant, (tx) => proposalById(tx, proposal));

  const joins = await bring(founder, 'pendaftaran-perusahaan', undefined, {
    scope: 'bergabung',
    answers: { nama: 'PT Cahaya Hijau', 'bidang-usaha': 'Energi', telepon: '0813 0000 0009' },
  });
  granted(await accept(joins));
  const director = await pilar.read(tenant, (tx) => actorById(tx, founder.person));
  const company = director?.mandates[0]?.organization;
  if (!director || !company) throw new Error('nobody speaks for the company');

  // A need waits for the forum of the four pillars: the lurah cannot decide it alone.
  const need = await bring(actors.rw1, 'kebutuhan', offices.rw1.id, {
    scope: 'kesehatan',
    title: 'Air bersih Gang Melati',
    need: 'Sumur kering setiap kemarau.',
    place: offices.rw1.region,
    people: '120',
    poorHouseholds: '14',
  });
  expect(
    await answerProposal(pilar, actors.lurah, { proposal: need, outcome: 'accept', remark: '' }),
  ).toMatchObject({
    ok: false,
  });
  expect(await stands(need)).toMatchObject({ state: 'submitted', forum: 'forum' });

  const offer = await bring(director, 'program-perusahaan', company.id, {
    scope: 'kesehatan',
    title: 'Hidran umum',
    need: 'Menjawab kebutuhan air bersih RW 01.',
    place: offices.rw1.region.slice(0, 13),
    people: '120',
    total: '250.000.000',
    answers: { prioritas: 'Air bersih bagi semua' },
  });
  // What it gives is its own to say: nothing is granted of it before its yearly plan is accepted.
  expect(await accept(offer)).toMatchObject({ refusal: { refusal: 'ceiling.exceeded' } });
  expect(await stands(offer)).toMatchObject({ state: 'submitted' });

  await pilar.read(tenant, async (tx) => {
    // Who leads it steers it; the seats of the forum are still to be filled, and that is a gap.
    expect(await workshopOf(pilar, tx, actors.setda)).toMatchObject({ programs: [{}, {}] });
    const offices = program.model.roles.flatMap((one) => one.offices);
    expect(
      await coverageOf(tx, '32.73', ['sekretariat-daerah', 'forum', 'perusahaan'], [...offices, 'direktur']),
    ).toEqual(
      expect.arrayContaining([{ kind: 'perusahaan', office: 'direktur', all: 1, held: 1, vacant: [] }]),
    );
    expect((await verifyRecords(tx)).faults.map(sayFault)).toEqual([]);
  });
});
