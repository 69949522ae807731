/** Rounds in which many reach for the same thing at the same moment, through two servers on one database. */
import type { Actor } from '#kernel/actor.ts';
import { newId } from '#kernel/id.ts';
import { isRefusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import {
  decideProposal,
  guessWindow,
  MOST_WRONG,
  revokeDecision,
  sealForum,
  tryCode,
} from '#modules/deliberation/index.ts';
import {
  disbursementsOf,
  faultsInLedger,
  moneyOf,
  recordDisbursement,
  reviewVoucher,
} from '#modules/funding/index.ts';
import { startProposal } from '#modules/proposals/index.ts';
import type { Runtime } from '#platform/runtime.ts';
import { type addCity, DRAINAGE, granted } from './city.ts';
import { forumWithQuorum, submittedProposal } from './funded.ts';
import { purseOf } from './purse.ts';

export type RacedCity = Awaited<ReturnType<typeof addCity>> & {
  readonly pilar: Runtime;
  /** Another server on the same database, or the same one. */
  readonly other: Runtime;
};

/** How many tried, how many of them got through, and every limit that was passed. */
export type Race = { tries: number; granted: number; readonly faults: string[] };

const CEILING = 100_000_000n;

async function all<T>(
  race: Race,
  { pilar, other }: RacedCity,
  count: number,
  one: (server: Runtime, i: number) => Promise<Result<T>>,
): Promise<Result<T>[]> {
  const results = await Promise.all(
    Array.from({ length: count }, (_, i) => one(i % 2 === 0 ? pilar : other, i)),
  );
  race.tries += count;
  race.granted += results.filter((result) => result.ok).length;
  return results;
}

async function checkLedger(race: Race, { pilar, tenant }: RacedCity): Promise<void> {
  const faults = await pilar.read(tenant, faultsInLedger);
  race.faults.push(...faults.map((fault) => `ledger: ${JSON.stringify(fault)}`));
}

/** A dozen proposals of one institution are funded at once, each twice, round after round: its ceiling holds. */
export async function raceForCeiling(city: RacedCity, rounds: number): Promise<Race> {
  const race: Race = { tries: 0, granted: 0, faults: [] };
  const { pilar, actors, offices, program, tenant } = city;
  const prices = [10, 20, 25, 30, 30, 35, 40, 45, 50, 60, 70, 95].map(
    (millions) => BigInt(millions) * 1_000_000n,
  );
  const proposals: { id: string; price: bigint }[] = [];
  for (const price of prices) {
    const costLines = [{ item: 'Paket', quantity: '1', unit: 'paket', unitPrice: price.toString() }];
    proposals.push({ id: await submittedProposal(city, { ...DRAINAGE, costLines }), price });
  }
  const forum = await forumWithQuorum(city);
  for (let round = 0; round < rounds; round += 1) {
    const results = await all(race, city, proposals.length * 2, (server, i) => {
      const proposal = proposals[(i + round) % proposals.length]?.id ?? '';
      return decideProposal(server, actors.lurah, { forum, proposal, outcome: 'fund', reason: '' });
    });
    const through = results.flatMap((result, i) =>
      result.ok ? [proposals[(i + round) % proposals.length]] : [],
    );
    const funded = through.reduce((sum, one) => sum + (one?.price ?? 0n), 0n);
    const ceiling = await pilar.read(tenant, (tx) => purseOf(tx, program.id, offices.rw1.id));
    if (funded > CEILING) race.faults.push(`funded ${funded} of ${CEILING}`);
    if (ceiling?.remaining !== CEILING - funded)
      race.faults.push(`remaining ${ceiling?.remaining} after ${funded}`);
    for (const one of through) {
      granted(
        await revokeDecision(pilar, actors.lurah, { forum, proposal: one?.id ?? '', reason: 'Diulang' }),
      );
    }
  }
  // Only one forum of an area may be called at a time: the next race calls its own.
  for (const { id: proposal } of proposals) {
    const rejected = { forum, proposal, outcome: 'reject', reason: 'Diuji' };
    granted(await decideProposal(pilar, actors.lurah, rejected));
  }
  granted(await sealForum(pilar, actors.lurah, { forum }));
  await checkLedger(race, city);
  return race;
}

/** Payments out of one commitment are recorded at once, then each is decided on by several at once. */
export async function raceForCommitment(city: RacedCity, rounds: number): Promise<Race> {
  const race: Race = { tries: 0, granted: 0, faults: [] };
  const { pilar, actors, tenant } = city;
  const costLines = [{ item: 'Paket', quantity: '1', unit: 'paket', unitPrice: '50000000' }];
  const proposal = await submittedProposal(city, { ...DRAINAGE, costLines });
  const forum = await forumWithQuorum(city);
  granted(await decideProposal(pilar, actors.lurah, { forum, proposal, outcome: 'fund', reason: '' }));
  granted(await sealForum(pilar, actors.lurah, { forum }));
  const paidOn = await pilar.read(tenant, async (tx) => tx.today);
  let approved = 0n;
  for (let round = 0; round < rounds; round += 1) {
    const left = 50_000_000n - approved;
    const amount = left / 2n - 1n > 0n ? left / 2n - 1n : 1n;
    const recorded = await all(race, city, 12, (server, i) =>
      recordDisbursement(server, actors.treasurer, {
        proposal,
        provider: 'Toko',
        purpose: 'Bahan',
        amount: amount.toString(),
        receiptNumber: `KW-${round}-${i}`,
        paidOn,
      }),
    );
    const through = recorded.flatMap((one) => (one.ok ? [one.value.voucher] : []));
    if (amount * BigInt(through.length) > left)
      race.faults.push(`${through.length} payments of ${amount} from ${left}`);
    for (const [i, disbursement] of through.entries()) {
      // One payment is approved now and then; the others are sent back, so that the next round has something to take.
      const outcome = i === 0 && round % 8 === 0 ? 'approve' : 'refuse';
      const reviewed = await all(race, city, 4, (server) =>
        reviewVoucher(server, actors.lurah, { voucher: disbursement, outcome, remark: 'Diuji' }),
      );
      const times = reviewed.filter((one) => one.ok).length;
      if (times !== 1) race.faults.push(`one payment decided on ${times} times`);
      if (outcome === 'approve') approved += amount;
    }
    const money = await pilar.read(tenant, (tx) => moneyOf(tx, proposal));
    if (money.advance !== approved || money.commitment !== 50_000_000n - approved) {
      race.faults.push(`paid ${money.advance}, left ${money.commitment}, approved ${approved}`);
    }
  }
  const paid = (await pilar.read(tenant, (tx) => disbursementsOf(tx, proposal)))
    .filter((one) => one.state === 'approved')
    .reduce((sum, one) => sum + one.amount, 0n);
  if (paid !== approved) race.faults.push(`approved ${approved}, stored ${paid}`);
  await checkLedger(race, city);
  return race;
}

/** The same form is sent several times at once: it happens once, and all get one answer. */
export async function raceOfDoubles(city: RacedCity, rounds: number): Promise<Race> {
  const race: Race = { tries: 0, granted: 0, faults: [] };
  const { actors, program, offices } = city;
  for (let round = 0; round < rounds; round += 1) {
    const actor: Actor = { ...actors.rw1, request: { key: newId(), fingerprint: 'same' } };
    const input = { program: program.slug, organization: offices.rw1.id, fields: DRAINAGE };
    const answers = await all(race, city, 8, (server) => startProposal(server, actor, input));
    const ids = new Set(answers.map((answer) => (answer.ok ? answer.value.id : answer.refusal.refusal)));
    if (ids.size !== 1) race.faults.push(`one form became ${[...ids].join(', ')}`);
  }
  return race;
}

/** Wrong slip codes from one source at once, more than it may try; every round from another source. */
export async function raceOfGuesses(city: RacedCity, rounds: number): Promise<Race> {
  const race: Race = { tries: 0, granted: 0, faults: [] };
  const { pilar, other, tenant } = city;
  for (let round = 0; round < rounds; round += 1) {
    const source = newId();
    const window = guessWindow(pilar.clock.now()).getTime();
    const guesses = Array.from({ length: MOST_WRONG + 12 }, (_, i) =>
      tryCode(i % 2 === 0 ? pilar : other, tenant, { code: 'ABCDE-FGHJK', source }),
    );
    const answers = (await Promise.all(guesses)).map((one) => (isRefusal(one) ? one.refusal : 'open'));
    const looked = answers.filter((one) => one === 'ballot.code').length;
    race.tries += answers.length;
    race.granted += looked;
    // Where one window of ten minutes ended and the next began, two are counted.
    if (guessWindow(pilar.clock.now()).getTime() !== window) continue;
    if (looked !== MOST_WRONG || answers.includes('open')) race.faults.push(`${looked} codes were looked up`);
  }
  return race;
}

/** Races for money: ceilings and commitments. */
export const MONEY_RACES = [raceForCeiling, raceForCommitment] as const;

export const RACES = [...MONEY_RACES, raceOfDoubles, raceOfGuesses] as const;
