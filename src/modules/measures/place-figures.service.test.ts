import { expect, test } from 'vitest';
import { addProposalPhoto, startProposal, submitProposal } from '#modules/proposals/index.ts';
import { DRAINAGE, granted, photo, VILLAGE, withCity } from '../../../test/support/city.ts';
import { absorption, catalogueFigures, figuresBy, partOfCeiling, totalOf } from './index.ts';

test('a programme by place: every place with its ceilings and what came of them', async () => {
  const { pilar, actors, offices, program, tenant } = await withCity();
  await pilar.database.script(
    `insert into region (code, parent_code, level, name) values ('32.73.30.1004', '32.73.30', 'village', 'Sindang Jaya')`,
  );
  const draft = { program: program.slug, organization: offices.rw1.id, fields: DRAINAGE };
  const { id } = granted(await startProposal(pilar, actors.rw1, draft));
  granted(await addProposalPhoto(pilar, actors.rw1, { proposal: id, caption: 'Gang', file: await photo() }));
  granted(await submitProposal(pilar, actors.rw1, { proposal: id }));
  await pilar.read(tenant, async (tx) => {
    const villages = await figuresBy(tx, program, 'village', '32.73.30');
    expect(villages).toMatchObject([
      // Three RW and one PKK with Rp100 juta each.
      { code: VILLAGE, name: 'Pasir Impun', ceiling: 400_000_000n, decided: 0n, proposals: 1n },
      { code: '32.73.30.1004', name: 'Sindang Jaya', ceiling: 0n, decided: 0n, proposals: 0n },
    ]);
    expect(villages.map((one) => partOfCeiling(one, 'settled'))).toEqual([0, undefined]);
    // Absorption is what was paid, not what was decided or accounted for.
    const stages = { ...totalOf(villages), ceiling: 1000n, decided: 900n, disbursed: 500n, settled: 100n };
    expect(absorption(stages)).toBe(500);
    const [district] = await figuresBy(tx, program, 'district', '32.73');
    expect(district).toMatchObject({ code: '32.73.30', ...totalOf(villages) });
    expect(await catalogueFigures(tx, program, '32.73')).toMatchObject({
      scopes: [],
      natures: { decided: [], brought: [{ perMille: 1000 }, { perMille: 0 }] },
    });
  });
});
