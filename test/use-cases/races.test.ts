import fc from 'fast-check';
import { expect, inject, onTestFinished, test } from 'vitest';
import { decideProposal, sealForum } from '#modules/deliberation/index.ts';
import {
  disbursementsOf,
  faultsInLedger,
  moneyOf,
  recordDisbursement,
  reviewVoucher,
} from '#modules/funding/index.ts';
import { addProposalPhoto, proposalById, startProposal, submitProposal } from '#modules/proposals/index.ts';
import { type City, DRAINAGE, granted, photo, smallCity, VILLAGE } from '../support/city.ts';
import { forumWithQuorum, submittedProposal } from '../support/funded.ts';
import { purseOf } from '../support/purse.ts';
import { RACES } from '../support/race-rounds.ts';

const onPostgres = inject('postgresUrl') !== '';

function submitted(city: City, price: bigint): Promise<string> {
  const costLines = [{ item: 'Paket', quantity: '1', unit: 'paket', unitPrice: price.toString() }];
  return submittedProposal(city, { ...DRAINAGE, costLines });
}

test('however many fund at the same moment, the ceiling is never passed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.bigInt({ min: 5_000_000n, max: 90_000_000n }), { minLength: 3, maxLength: 7 }),
      async (prices) => {
        const city = await smallCity();
        const { pilar, actors, program, offices, tenant } = city;
        try {
          const proposals: { id: string; price: bigint }[] = [];
          for (const price of prices) proposals.push({ id: await submitted(city, price), price });
          const forum = await forumWithQuorum(city);
          const results = await Promise.all(
            proposals.map(({ id }) =>
              decideProposal(pilar, actors.lurah, { forum, proposal: id, outcome: 'fund', reason: '' }),
            ),
          );
          const funded = proposals.filter((_, i) => results[i]?.ok).reduce((sum, one) => sum + one.price, 0n);
          await pilar.read(tenant, async (tx) => {
            const ceiling = await purseOf(tx, program.id, offices.rw1.id);
            expect(funded).toBeLessThanOrEqual(100_000_000n);
            expect(ceiling?.remaining).toBe(100_000_000n - funded);
            expect(await faultsInLedger(tx)).toEqual([]);
            // Exhaustive: what was refused would indeed have passed the ceiling.
            proposals.forEach(({ price }, i) => {
              if (!results[i]?.ok) expect(price).toBeGreaterThan(100_000_000n - funded);
            });
          });
        } finally {
          await pilar.close();
        }
      },
    ),
    { numRuns: onPostgres ? 6 : 2, seed: 2026, endOnFailure: true },
  );
});

test.each(RACES.map((race) => [race.name, race] as const))(
  '%s: however many reach for it at the same moment, no limit is passed',
  async (_, race) => {
    const city = await smallCity();
    onTestFinished(() => city.pilar.close());
    const {
      tries,
      granted: through,
      faults,
    } = await race({ ...city, other: city.pilar }, onPostgres ? 3 : 2);
    expect(faults).toEqual([]);
    expect(tries).toBeGreaterThan(15);
    expect(through).toBeGreaterThan(0);
  },
);

test('two payments recorded at once never pass the commitment, and one is approved once', async () => {
  const city = await smallCity();
  onTestFinished(() => city.pilar.close());
  const { pilar, actors, tenant } = city;
  const proposal = await submitted(city, 50_000_000n);
  const forum = await forumWithQuorum(city);
  granted(await decideProposal(pilar, actors.lurah, { forum, proposal, outcome: 'fund', reason: '' }));
  granted(await sealForum(pilar, actors.lurah, { forum }));
  const pay = (n: number) =>
    recordDisbursement(pilar, actors.treasurer, {
      proposal,
      provider: 'Toko',
      purpose: 'Bahan',
      amount: '20000000',
      receiptNumber: `KW-${n}`,
      paidOn: '2026-02-10',
    });
  const recorded = await Promise.all([1, 2, 3, 4].map(pay));
  expect(recorded.filter((one) => one.ok)).toHaveLength(2);
  const [first] = await pilar.read(tenant, (tx) => disbursementsOf(tx, proposal));
  const approve = () =>
    reviewVoucher(pilar, actors.lurah, {
      voucher: first?.id ?? '',
      outcome: 'approve',
      remark: '',
    });
  const approved = await Promise.all([approve(), approve(), approve()]);
  expect(approved.filter((one) => one.ok)).toHaveLength(1);
  await pilar.read(tenant, async (tx) => {
    expect(await moneyOf(tx, proposal)).toEqual({ commitment: 30_000_000n, advance: 20_000_000n, spent: 0n });
    expect(await faultsInLedger(tx)).toEqual([]);
  });
});

test('one receipt recorded at once for two institutions, however it is typed, proves one payment', async () => {
  const city = await smallCity();
  onTestFinished(() => city.pilar.close());
  const { pilar, actors, offices } = city;
  const ofRw2 = {
    ...city,
    actors: { ...actors, rw1: actors.rw2 },
    offices: { ...offices, rw1: offices.rw2 },
  };
  const costLines = [{ item: 'Paket', quantity: '1', unit: 'paket', unitPrice: '50000000' }];
  const proposals = [
    await submittedProposal(city, { ...DRAINAGE, costLines }),
    await submittedProposal(ofRw2, {
      ...DRAINAGE,
      costLines,
      title: 'Drainase RW 02',
      place: `${VILLAGE}.002`,
    }),
  ];
  const forum = await forumWithQuorum(city);
  for (const proposal of proposals) {
    granted(await decideProposal(pilar, actors.lurah, { forum, proposal, outcome: 'fund', reason: '' }));
  }
  granted(await sealForum(pilar, actors.lurah, { forum }));
  for (let round = 0; round < (onPostgres ? 6 : 2); round += 1) {
    const recorded = await Promise.all(
      [0, 1, 0, 1].map((which, i) =>
        recordDisbursement(pilar, actors.treasurer, {
          proposal: proposals[which] ?? '',
          provider: i < 2 ? 'Toko Jaya' : 'TOKO  JAYA',
          purpose: `Bahan ${i}`,
          amount: '1000000',
          receiptNumber: `KW - ${round}`,
          paidOn: '2026-02-10',
        }),
      ),
    );
    expect(recorded.filter((one) => one.ok)).toHaveLength(1);
    for (const one of recorded) {
      if (!one.ok) expect(one.refusal).toMatchObject({ refusal: 'voucher.same-receipt' });
    }
  }
});

test('the same request sent five times at once happens once, and each gets the same answer', async () => {
  const city = await smallCity();
  onTestFinished(() => city.pilar.close());
  const { pilar, actors, program, offices, tenant } = city;
  const actor = { ...actors.rw1, request: { key: 'a-key-of-this-form', fingerprint: 'same' } };
  const input = { program: program.slug, organization: offices.rw1.id, fields: DRAINAGE };
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => startProposal(pilar, actor, input)));
  const ids = new Set(answers.map((answer) => granted(answer).id));
  expect(ids.size).toBe(1);
  const other = { ...actor, request: { key: 'a-key-of-this-form', fingerprint: 'another' } };
  expect(await startProposal(pilar, other, input)).toMatchObject({
    refusal: { refusal: 'input.replayed-differently' },
  });
  await pilar.read(tenant, async (tx) => {
    expect((await proposalById(tx, [...ids][0] ?? ''))?.title).toBe(DRAINAGE.title);
  });
});

test('a form filled in on an older version is refused and changes nothing', async () => {
  const city = await smallCity();
  onTestFinished(() => city.pilar.close());
  const { pilar, actors, program, offices } = city;
  const { id, version } = granted(
    await startProposal(pilar, actors.rw1, {
      program: program.slug,
      organization: offices.rw1.id,
      fields: DRAINAGE,
    }),
  );
  granted(await submitWithPhoto(city, id));
  expect(await submitProposal(pilar, actors.rw1, { proposal: id, version })).toMatchObject({
    refusal: { refusal: 'input.stale' },
  });
});

async function submitWithPhoto({ pilar, actors }: City, proposal: string) {
  granted(await addProposalPhoto(pilar, actors.rw1, { proposal, file: await photo(), caption: '' }));
  return submitProposal(pilar, actors.rw1, { proposal });
}
