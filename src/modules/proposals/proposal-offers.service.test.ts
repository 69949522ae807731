import { expect, test } from 'vitest';
import { isRefusal } from '#kernel/refusal.ts';
import { documentsOf } from '#modules/documents/index.ts';
import { deskOf } from '#modules/notices/index.ts';
import { owe } from '#modules/obligations/index.ts';
import { faultsInFigures } from '#modules/transparency/index.ts';
import { DRAINAGE, granted, photo, VILLAGE, withCity } from '../../../test/support/city.ts';
import { submittedProposal } from '../../../test/support/funded.ts';
import {
  addProposalPhoto,
  costLinesOf,
  countProposals,
  listProposals,
  mayRead,
  offersOn,
  proposalById,
  returnProposal,
  saveProposal,
  startProposal,
  startsOf,
  submitProposal,
  wasSubmitted,
} from './index.ts';

test('a page offers each person what the rules let them do, and nothing to a visitor', async () => {
  const { pilar, tenant, actors, offices, program } = await withCity();
  const { id: proposal } = granted(
    await startProposal(pilar, actors.rw1, {
      program: program.slug,
      organization: offices.rw1.id,
      fields: DRAINAGE,
    }),
  );
  const offers = (who: Parameters<typeof mayRead>[0]) =>
    pilar.read(tenant, async (tx) => {
      const found = await proposalById(tx, proposal);
      if (!found) throw new Error('no proposal');
      return { offers: await offersOn(tx, who, program, found), hidden: mayRead(who, found)?.refusal };
    });

  expect(await offers(actors.rw1)).toEqual({
    offers: { edit: 'open', submit: 'open', withdraw: 'open' },
    hidden: undefined,
  });
  expect(await offers(actors.rw2)).toEqual({ offers: {}, hidden: 'access.not-found' });
  expect(await offers({ tenant })).toEqual({ offers: {}, hidden: 'access.not-found' });

  await pilar.read(tenant, (tx) =>
    owe(tx, {
      kind: 'lpj',
      along: null,
      occasion: '',
      offices: ['chair'],
      region: offices.rw1.region,
      escalatesOn: null,
      program: program.id,
      fiscalYear: 2025,
      organization: offices.rw1.id,
      subjectType: 'activity',
      subjectId: proposal,
      startsOn: '2025-11-01',
      dueOn: '2025-11-15',
      ruledSince: pilar.clock.now(),
    }),
  );
  expect(await offers(actors.rw1)).toMatchObject({
    offers: { edit: 'open', submit: { refusal: 'obligation.overdue' } },
  });
});

test('after submission the institution may only withdraw, and the lurah may give it back', async () => {
  const { pilar, tenant, actors, offices, program } = await withCity();
  const { id: proposal } = granted(
    await startProposal(pilar, actors.rw1, {
      program: program.slug,
      organization: offices.rw1.id,
      fields: DRAINAGE,
    }),
  );
  granted(await addProposalPhoto(pilar, actors.rw1, { proposal, file: await photo(), caption: '' }));
  granted(await submitProposal(pilar, actors.rw1, { proposal }));
  await pilar.read(tenant, async (tx) => {
    const found = await proposalById(tx, proposal);
    if (!found) throw new Error('no proposal');
    expect(await offersOn(tx, actors.rw1, program, found)).toEqual({ withdraw: 'open' });
    expect(await offersOn(tx, actors.lurah, program, found)).toEqual({ giveBack: 'open' });
    expect(await offersOn(tx, actors.camat, program, found)).toEqual({});
    expect(mayRead({ tenant }, found)).toBeUndefined();
    for (const area of ['32.73', '32.73.30', VILLAGE, `${VILLAGE}.001`]) {
      expect(await countProposals(tx, { program: program.id, area }, 100)).toBe(1);
      expect(await listProposals(tx, { program: program.id, area }, 10)).toHaveLength(1);
    }
    expect(await countProposals(tx, { program: program.id, area: `${VILLAGE}.002` }, 100)).toBe(0);
  });
});

test('who could open a draft: the institution they speak for, or the rule that says why none', async () => {
  const { pilar, tenant, actors, offices } = await withCity();
  await pilar.read(tenant, async (tx) => {
    expect(await startsOf(tx, actors.rw1)).toMatchObject([
      { organization: { id: offices.rw1.id }, start: 'open' },
    ]);
    for (const [actor, code] of [
      [actors.lurah, 'proposal.kind'],
      [actors.resident, 'access.office'],
    ] as const) {
      const none = await startsOf(tx, actor);
      expect(isRefusal(none) && none.refusal).toBe(code);
    }
  });
});

test('a draft keeps what was typed, but not ten thousand cost lines', async () => {
  const { pilar, actors, offices, program } = await withCity();
  const { id: proposal } = granted(
    await startProposal(pilar, actors.rw1, { program: program.slug, organization: offices.rw1.id }),
  );
  const line = { item: 'Semen', quantity: '1', unit: 'zak', unitPrice: '60.000' };
  const refused = await saveProposal(pilar, actors.rw1, {
    proposal,
    fields: { ...DRAINAGE, costLines: Array.from({ length: 10_000 }, () => line) },
  });
  expect(refused).toMatchObject({
    ok: false,
    refusal: { issues: [{ refusal: 'input.too-many-lines', field: 'costLines' }] },
  });
});

test('outside the season a draft may be begun and kept, and is not submitted', async () => {
  const { pilar, tenant, actors, offices, program } = await withCity();
  pilar.clock.set(new Date('2026-04-01T03:00:00Z'));
  const started = { program: program.slug, organization: offices.rw1.id, fields: DRAINAGE };
  const { id: proposal } = granted(await startProposal(pilar, actors.rw1, started));
  granted(await saveProposal(pilar, actors.rw1, { proposal, fields: DRAINAGE }));
  granted(await addProposalPhoto(pilar, actors.rw1, { proposal, file: await photo(), caption: '' }));
  expect(await submitProposal(pilar, actors.rw1, { proposal })).toMatchObject({
    refusal: { refusal: 'program.window' },
  });
  await pilar.read(tenant, async (tx) => {
    expect(await startsOf(tx, actors.rw1)).toMatchObject([
      { start: 'open', later: { refusal: 'program.window' } },
    ]);
    const [task] = await deskOf(tx, actors.rw1, 10);
    expect(task?.dueOn ?? null, 'no day in the past').toBeNull();
  });
});

test('while a returned proposal is mended, everybody reads it as it was submitted', async () => {
  const city = await withCity();
  const { pilar, tenant, actors, offices, program } = city;
  const proposal = await submittedProposal(city);
  granted(await returnProposal(pilar, actors.lurah, { proposal, remark: 'Lengkapi alamatnya' }));
  const shown = () =>
    pilar.read(tenant, async (tx) => {
      const found = await proposalById(tx, proposal);
      const [listed] = await listProposals(tx, { program: program.id }, 10);
      const lines = (await costLinesOf(tx, proposal)).length;
      const photos = (await documentsOf(tx, proposal)).flatMap((one) =>
        found && wasSubmitted(found, one) ? [one.caption] : [],
      );
      return {
        found,
        listed,
        photos,
        public: [found?.title, found?.scope, found?.requested, listed?.title, lines],
      };
    });
  const before = (await shown()).public;
  const fields = { ...DRAINAGE, title: 'Gapura emas', scope: 'rw-ekonomi', costLines: [] };
  granted(await saveProposal(pilar, actors.rw1, { proposal, fields }));
  pilar.clock.set(new Date(pilar.clock.now().getTime() + 60_000));
  granted(
    await addProposalPhoto(pilar, actors.rw1, { proposal, file: await photo('#aa3355'), caption: 'Baru' }),
  );
  const mending = await shown();
  expect(mending.photos).toEqual(['Gang']);
  expect(mending.public).toEqual(before);
  expect(mending.found?.fields).toContain('Gapura emas');
  const mended = { ...DRAINAGE, title: 'Perbaikan drainase Gang Sukanagara dan Mawar' };
  granted(await submitProposal(pilar, actors.rw1, { proposal, fields: mended }));
  expect((await shown()).photos).toEqual(['Gang', 'Baru']);
  expect((await shown()).listed).toMatchObject({ title: mended.title, organization: offices.rw1.id });
  expect(await pilar.read(tenant, (tx) => faultsInFigures(tx))).toEqual([]);
});
