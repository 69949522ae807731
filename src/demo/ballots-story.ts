import type { Actor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal } from '#kernel/refusal.ts';
import {
  ballotRules,
  closeVote,
  compareVote,
  enterSlip,
  followRule,
  openVote,
  type SlipLine,
  voteOf,
} from '#modules/deliberation/index.ts';
import type { Program } from '#modules/programs/index.ts';
import type { Runtime } from '#platform/runtime.ts';
import { must } from './acting.ts';

type Hall = {
  readonly runtime: Runtime;
  readonly tenant: Id;
  readonly program: Program;
  readonly lurah: Actor;
  readonly forum: Id;
};

/** How many people wrote so. `picks` are places among the proposals, the dearest first. */
type Bloc = { readonly people: number; readonly picks: readonly number[] };

/**
 * Two large blocs agree on the dear works, smaller ones ask for something of their own: most votes first gives all to
 * the large ones, shares by voter do not. One slip is blank.
 */
const BLOCS: readonly Bloc[] = [
  { people: 12, picks: [0, 1] },
  { people: 8, picks: [0, 1, 2] },
  { people: 6, picks: [3, 6] },
  { people: 5, picks: [4, 7] },
  { people: 4, picks: [5, 8] },
  { people: 3, picks: [2, 6, 8] },
  { people: 2, picks: [4, 5] },
  { people: 1, picks: [] },
];

/** Of all that is asked for, so much is put to the vote: people must choose. */
const SHARE_OF_ASKED = 45n;

/** The rule that the forum of the story follows. */
const FOLLOWED = 'equal-shares';

async function putToVote(hall: Hall, budget: string): Promise<{ vote: Id; slip: readonly SlipLine[] }> {
  const { runtime, tenant, lurah, forum } = hall;
  const { vote } = must(await openVote(runtime, lurah, { forum, kind: 'approval', budget }));
  const opened = await runtime.read(tenant, (tx) => voteOf(tx, forum));
  return { vote, slip: opened?.slip ?? [] };
}

/** The slips of a bloc as a secretary types them. */
function slipsOf(slip: readonly SlipLine[], blocs: readonly Bloc[]): string[] {
  const dearestFirst = [...slip].sort((a, b) => (a.requested < b.requested ? 1 : -1));
  return blocs.flatMap(({ people, picks }) => {
    const numbers = picks.flatMap((place) => dearestFirst[place]?.number ?? []);
    return Array.from({ length: people }, () => (numbers.length === 0 ? '0' : numbers.join(' ')));
  });
}

/**
 * A forum counts before it decides: the vote is opened, about forty slips are typed in, it is closed, and the forum
 * says which rule it follows. Answers the proposals which that rule funds; undefined where there is nothing to choose.
 */
export async function voteInForum(hall: Hall, asked: bigint): Promise<ReadonlySet<Id> | undefined> {
  const { runtime, tenant, lurah, forum, program } = hall;
  const budget = ((asked * SHARE_OF_ASKED) / 100n / 1_000_000n) * 1_000_000n;
  const { vote, slip } = await putToVote(hall, budget.toString());
  for (const typed of slipsOf(slip, BLOCS)) must(await enterSlip(runtime, lurah, { vote, slip: typed }));
  must(await closeVote(runtime, lurah, { vote }));
  must(
    await followRule(runtime, lurah, {
      vote,
      rule: FOLLOWED,
      reason:
        'Agar RW kecil dan kelompok pemberdayaan juga mendapat bagian, bukan hanya usulan yang paling ramai.',
    }),
  );
  const closed = await runtime.read(tenant, (tx) => voteOf(tx, forum));
  const rules = ballotRules(program);
  if (!closed?.result || isRefusal(rules)) return undefined;
  const compared = compareVote(rules, closed, closed.result, { field: (id) => id });
  const followed = compared?.results.find((one) => one.rule === FOLLOWED)?.comparison;
  if (!followed || !('allocation' in followed)) return undefined;
  const funded = new Set(followed.allocation.winners.map((one) => Number(one.project)));
  return new Set(closed.slip.filter((line) => funded.has(line.number)).map((line) => line.proposal));
}

/** A forum that votes at this moment: the vote is open and a part of the slips is in. */
export async function leaveVoteOpen(hall: Hall): Promise<void> {
  const { vote, slip } = await putToVote(hall, '');
  for (const typed of slipsOf(slip, BLOCS.slice(3)))
    must(await enterSlip(hall.runtime, hall.lurah, { vote, slip: typed }));
}
