import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import {
  decideProposal,
  openForum,
  recordAttendance,
  scheduleForum,
  sealForum,
} from '#modules/deliberation/index.ts';
import { faultsInLedger } from '#modules/funding/index.ts';
import { sayFault, verifyRecords } from '#modules/journal/index.ts';
import { proposalById, startProposal, submitProposal } from '#modules/proposals/index.ts';
import { DRAINAGE, granted, VILLAGE, withCity } from '../support/city.ts';

const MODEL = readFileSync('test/models/dana-perbaikan.yaml', 'utf8');
const DISTRICT = '32.73.30';

/** A kelurahan decides on small repairs; what asks for more is the kecamatan's to grant, out of the same two purses. */
test('a forum grants up to its limit and passes on what asks for more, each rupiah borne by two purses', async () => {
  const { pilar, tenant, actors, offices, program } = await withCity({ model: MODEL });
  const { lurah, camat, rw1 } = actors;
  const submit = async (title: string, price: string): Promise<Id> => {
    const fields = {
      ...DRAINAGE,
      title,
      scope: 'saluran',
      costLines: [{ item: 'Paket', quantity: '1', unit: 'paket', unitPrice: price }],
      contributions: [],
    };
    const draft = { program: program.slug, organization: offices.rw1.id, fields };
    const { id } = granted(await startProposal(pilar, rw1, draft));
    granted(await submitProposal(pilar, rw1, { proposal: id }));
    return id;
  };
  const small = await submit('Selokan RT 1', '20.000.000');
  const large = await submit('Selokan RT 2', '20.000.001');
  const part = await submit('Selokan RT 3', '20.500.000');
  const call = async (who: Actor, forum: string, region: string): Promise<Id> => {
    const called = granted(
      await scheduleForum(pilar, who, {
        program: program.slug,
        forum,
        region,
        place: 'Aula',
        startsAt: pilar.clock.now(),
      }),
    );
    granted(await openForum(pilar, who, called));
    return called.forum;
  };
  const below = await call(lurah, 'kelurahan', VILLAGE);
  const people = ['001', '002'].map((unit) => ({ element: 'rw', unit: `${VILLAGE}.${unit}`, name: 'Ketua' }));
  granted(await recordAttendance(pilar, lurah, { forum: below, people }));
  const decide = (who: Actor, forum: Id, id: Id, outcome: string, amount = '', reason = '') =>
    decideProposal(pilar, who, { forum, proposal: id, outcome, amount, reason });

  // Up to the limit it grants; a rupiah more it may not, and says what it may.
  granted(await decide(lurah, below, small, 'danai'));
  expect(await decide(lurah, below, large, 'danai')).toMatchObject({
    refusal: { refusal: 'decision.most', field: 'amount', params: { most: 20_000_000n } },
  });
  expect((await pilar.read(tenant, (tx) => proposalById(tx, large)))?.state).toBe('submitted');
  granted(await decide(lurah, below, large, 'teruskan', '', 'Di atas wewenang kelurahan'));
  // Less than was asked is within its power again, with the reason.
  expect(await decide(lurah, below, part, 'danai', '20.000.000')).toMatchObject({
    refusal: { refusal: 'input.required', field: 'reason' },
  });
  granted(await decide(lurah, below, part, 'danai', '10.000.000', 'Separuhnya'));
  granted(await sealForum(pilar, lurah, { forum: below }));

  // The kecamatan has no such limit.
  const above = await call(camat, 'kecamatan', DISTRICT);
  granted(
    await recordAttendance(pilar, camat, {
      forum: above,
      people: [{ element: 'lurah', unit: null, name: 'Lurah' }],
    }),
  );
  granted(await decide(camat, above, large, 'danai'));
  granted(await sealForum(pilar, camat, { forum: above }));
  await pilar.read(tenant, async (tx) => {
    expect(await proposalById(tx, large)).toMatchObject({ state: 'funded', granted: 20_000_001n });
    expect(await proposalById(tx, part)).toMatchObject({ state: 'funded', granted: 10_000_000n });
    expect(await faultsInLedger(tx)).toEqual([]);
    expect((await verifyRecords(tx)).faults.map(sayFault)).toEqual([]);
  });
});
