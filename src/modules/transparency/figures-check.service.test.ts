import { sql } from 'kysely';
import { expect, test } from 'vitest';
import {
  addProposalPhoto,
  startProposal,
  submitProposal,
  withdrawProposal,
} from '#modules/proposals/index.ts';
import { DRAINAGE, granted, photo, VILLAGE, withCity } from '../../../test/support/city.ts';
import { faultsInFigures } from './index.ts';

test('public figures follow every change, and one that was altered is named', async () => {
  const city = await withCity();
  const { pilar, actors, offices, program, tenant } = city;
  const check = () => pilar.read(tenant, faultsInFigures);
  const draft = { program: program.slug, organization: offices.rw1.id, fields: DRAINAGE };
  for (const fate of ['stays', 'withdrawn']) {
    const { id } = granted(await startProposal(pilar, actors.rw1, draft));
    granted(
      await addProposalPhoto(pilar, actors.rw1, { proposal: id, caption: 'Gang', file: await photo() }),
    );
    granted(await submitProposal(pilar, actors.rw1, { proposal: id }));
    expect(await check()).toEqual([]);
    if (fate === 'withdrawn')
      granted(await withdrawProposal(pilar, actors.rw1, { proposal: id, reason: 'Digabung' }));
  }
  expect(await check()).toEqual([]);
  await sql`update program_cell set requested = requested - 1 where scope = 'rw-infrastruktur'`.execute(
    pilar.database.sql,
  );
  expect(await check()).toEqual([
    expect.stringMatching(
      new RegExp(
        `^public figure "requested" of ${VILLAGE}, rw-infrastruktur .* is 52499999, counted anew 52500000$`,
      ),
    ),
  ]);
});
