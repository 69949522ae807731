import type { Actor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal } from '#kernel/refusal.ts';
import {
  ballotRules,
  closeVote,
  compareVote,
  consentToPart,
  declareExclusion,
  enterSlip,
  followRule,
  openVote,
  type SlipLine,
  voteOf,
} from '#modules/deliberation/index.ts';
import type { Program } from '#modules/programs/index.ts';
import type { Runtime } from '#platform/runtime.ts';
import { actorOf, must } from './acting.ts';
import type { Told } from './proposals-story.ts';

type Hall = {
  readonly runtime: Runtime;
  readonly tenant: Id;
  readonly program: Program;
  readonly lurah: Actor;
  readonly forum: Id;
  /** What waits for this forum. */
  readonly ours: readonly Told[];
};

/** What the rule that a forum follows grants a proposal, and why it is less than was asked for; no reason for all of it. */
export type Granted = { readonly amount: bigint; readonly reason: string };

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

/** What works are measured in: a part of them can be built first. */
const BUILT: readonly string[] = ['m', 'm²', 'm³', 'm2', 'm3'];

/**
 * What is settled before a vote: of two works on the same stretch one at most, and what two institutions would do for
 * six tenths of the money.
 */
async function setConditions({ runtime, tenant, lurah, forum, ours }: Hall): Promise<void> {
  const works = ours
    .filter((one) => one.proposer.organization.kind === 'rw' && BUILT.includes(one.template.unit))
    .sort((a, b) => (a.total < b.total ? 1 : -1));
  const [first, second] = works;
  if (first && second) {
    must(
      await declareExclusion(runtime, lurah, {
        forum,
        first: first.proposal,
        second: second.proposal,
        reason: 'Keduanya menggarap ruas yang sama di batas dua RW.',
      }),
    );
  }
  for (const one of [first, second]) {
    if (!one) continue;
    const { volume, unit } = one.template;
    must(
      await consentToPart(runtime, actorOf({ tenant }, one.proposer), {
        proposal: one.proposal,
        least: (((one.total * 6n) / 10n / 100_000n) * 100_000n).toString(),
        instead: `Sebagian dahulu ${Math.ceil(Number(volume) * 0.6)} dari ${volume.replace('.', ',')} ${unit}; sisanya tahun depan.`,
      }),
    );
  }
}

async function putToVote(hall: Hall, budget: string): Promise<{ vote: Id; slip: readonly SlipLine[] }> {
  const { runtime, tenant, lurah, forum } = hall;
  await setConditions(hall);
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
 * says which rule it follows. Answers what that rule grants, by proposal; undefined where there is nothing to choose.
 */
export async function voteInForum(hall: Hall): Promise<ReadonlyMap<Id, Granted> | undefined> {
  const { runtime, tenant, lurah, forum, program } = hall;
  const asked = hall.ours.reduce((sum, one) => sum + one.total, 0n);
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
  const rules = ballotRules(program, { forum: program.model.forums[0]?.forum ?? null });
  if (!closed?.result || isRefusal(rules)) return undefined;
  const compared = compareVote(rules, closed, closed.result, { field: (id) => id });
  const followed = compared?.results.find((one) => one.rule === FOLLOWED)?.comparison;
  if (!followed || !('allocation' in followed)) return undefined;
  const parts = new Map(closed.result.parts.map((part) => [part.number, part.instead]));
  const granted = new Map(followed.allocation.winners.map((one) => [Number(one.project), one]));
  return new Map(
    closed.slip.flatMap((line): [Id, Granted][] => {
      const won = granted.get(line.number);
      if (!won) return [];
      const reason = won.whole
        ? ''
        : `Didanai sebagian menurut cara Bagian setara, dengan kesediaan pengusul: ${parts.get(line.number)}`;
      return [[line.proposal, { amount: won.amount, reason }]];
    }),
  );
}

/** A forum that votes at this moment: the vote is open and a part of the slips is in. */
export async function leaveVoteOpen(hall: Hall): Promise<void> {
  const { vote, slip } = await putToVote(hall, '');
  for (const typed of slipsOf(slip, BLOCS.slice(3)))
    must(await enterSlip(hall.runtime, hall.lurah, { vote, slip: typed }));
}
