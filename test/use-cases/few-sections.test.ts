import { expect, onTestFinished, test } from 'vitest';
import { newId } from '#kernel/id.ts';
import { planActivity } from '#modules/activities/index.ts';
import { stewardOf } from '#modules/actors/index.ts';
import { scheduleForum } from '#modules/deliberation/index.ts';
import { allotPurses } from '#modules/funding/index.ts';
import { deskFor, institutionOverview } from '#modules/overview/index.ts';
import { openProgram } from '#modules/programs/index.ts';
import { startProposal, startsOf } from '#modules/proposals/index.ts';
import { granted, smallCity, VILLAGE } from '../support/city.ts';

const PARTIES_ALONE = `
schema: 2
name: pertemuan
version: "2026"
short: Pertemuan
title: { id: Pertemuan Warga }
about: { id: Siapa bekerja dengan siapa. }
legal: [{ id: kebijakan, cite: Kebijakan kota, about: { id: Semua } }]
parties:
  pillars: [{ pillar: government, label: { id: Pemerintah } }, { pillar: community, label: { id: Masyarakat } }]
  kinds:
    - { kind: rw, pillar: community, label: { id: RW }, at: neighbourhood, offices: [{ office: chair, label: { id: Ketua } }], basis: kebijakan }
    - { kind: kelurahan, pillar: government, label: { id: Kelurahan }, at: village, offices: [{ office: lurah, label: { id: Lurah } }], basis: kebijakan }
`;

test('a programme of parties alone has no proposals, forums, money or activities: what needs them is refused, and nothing breaks', async () => {
  const { pilar, tenant, actors, offices } = await smallCity();
  onTestFinished(() => pilar.close());
  const program = granted(
    await pilar.change(actors.setda, 'offices:write', async (tx, actor) => {
      const opened = await openProgram(tx, stewardOf(actor), {
        source: PARTIES_ALONE,
        region: '32.73',
        fiscalYear: 2026,
      });
      if (opened.ok) await allotPurses(tx, stewardOf(actor), opened.value);
      return opened;
    }),
  );
  expect(
    await startProposal(pilar, actors.rw1, { program: program.slug, organization: offices.rw1.id }),
  ).toMatchObject({ refusal: { refusal: 'proposal.kind' } });
  expect(
    await scheduleForum(pilar, actors.lurah, {
      program: program.slug,
      region: VILLAGE,
      place: 'Aula',
      startsAt: new Date('2026-02-20T02:00:00Z'),
    }),
  ).toMatchObject({ refusal: { refusal: 'access.not-found' } });
  expect(
    await planActivity(pilar, actors.rw1, {
      proposal: newId(),
      startsOn: '2026-02-20',
      endsOn: '2026-02-21',
      executor: 'x',
      responsible: 'x',
    }),
  ).toMatchObject({ refusal: { refusal: 'access.not-found' } });
  for (const reader of [actors.rw1, actors.lurah, actors.camat, actors.setda, actors.treasurer]) {
    await pilar.read(tenant, async (tx) => {
      expect(await deskFor(tx, reader, { limit: 20, offset: 0, secondFactor: 'required' })).toBeDefined();
      expect(await startsOf(tx, reader)).toBeDefined();
      expect(await institutionOverview(tx, reader, offices.rw1.id, program.slug)).toMatchObject({
        institution: { id: offices.rw1.id },
      });
    });
  }
});
