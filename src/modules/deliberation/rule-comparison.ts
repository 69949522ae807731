import {
  type Choice,
  type Comparison,
  compareRules,
  type Election,
  type Limits,
  makeElection,
} from '#analysis/allocation/index.ts';
import type { Id } from '#kernel/id.ts';
import type { AllocationRule, BallotRules } from '#modules/models/index.ts';
import type { BallotKind, Vote, VoteResult } from './ballot.ts';
import type { FileLimits } from './limits-in-file.ts';

/** The offered rules that ballots of this kind carry, in the model's order. */
export function rulesFor(rules: Pick<BallotRules, 'rules'>, kind: BallotKind): AllocationRule[] {
  return rules.rules.filter((rule) => CARRIED_BY[rule].includes(kind));
}

const ALL: readonly BallotKind[] = ['approval', 'points', 'ranking'];
const CARRIED_BY: Readonly<Record<AllocationRule, readonly BallotKind[]>> = {
  priority: ALL,
  // On ballots that approve it is the same as `greedy`.
  score: ['points', 'ranking'],
  greedy: ALL,
  'greedy-per-rupiah': ALL,
  borda: ['ranking'],
  knapsack: ALL,
  phragmen: ['approval'],
  'equal-shares': ALL,
  'equal-shares-count': ALL,
};

/** What a supported project is worth where neither its cost nor the number of supporters alone decides. */
const WORTH = { approval: 'cardinality', points: 'points', ranking: 'borda' } as const;

/**
 * A rule by the name models offer it under, as the library computes it on ballots of a kind. `score` counts points, or
 * points by place (the last place of the longest ballot 1, the one above it 2); `greedy` counts
 * supporters, whatever the ballots give; `greedy-per-rupiah` and `knapsack` count votes, points or Borda points;
 * Equal Shares runs once with each rupiah of a supported proposal counting (`equal-shares`) and once with each
 * supported proposal counting (`equal-shares-count`), both completed as `completion` says.
 */
export function choiceFor(
  rule: AllocationRule,
  kind: BallotKind,
  given: { limits: Limits; tie: Choice['tie']; completion: Completion },
): Choice {
  const common = { limits: given.limits, ...(given.tie ? { tie: given.tie } : {}) };
  const add1 = { until: 'exhaustive', whenAllFit: 'complete', mostLooks: MOST_LOOKS } as const;
  const shares = {
    ...common,
    rule: 'equal-shares',
    ...(given.completion === 'add1' ? { add1 } : {}),
    thenGreedy: true,
  } as const;
  switch (rule) {
    case 'priority':
    case 'score':
    case 'borda':
      return { ...common, rule };
    case 'greedy':
      return { ...common, rule: 'greedy', utility: 'cost' };
    case 'greedy-per-rupiah':
      return { ...common, rule: 'greedy', utility: WORTH[kind] };
    case 'knapsack':
      return { ...common, rule, utility: WORTH[kind], mostSets: MOST_SETS };
    case 'phragmen':
      return { ...common, rule, phragmenTooDear: 'skip', thenGreedy: true };
    case 'equal-shares':
      return { ...shares, utility: kind === 'approval' ? 'cost' : WORTH[kind] };
    case 'equal-shares-count':
      return { ...shares, utility: 'cardinality' };
  }
}

/**
 * How Equal Shares spends what supporters could not agree on: by Add1 until nothing more fits, then by votes; or by
 * votes alone, where Add1 would keep everybody waiting.
 */
export type Completion = 'add1' | 'votes';

/** Projects × different ballots up to which Add1 is computed: about a second on a small machine. */
export const MOST_FOR_ADD1 = 6000;

/**
 * Amounts that Add1 looks at before it stops where it is; what is left is then spent by votes. A city's 160 projects and 90,000 ballots need
 * some 1,700; ties that last could make it look at every rupiah.
 */
export const MOST_LOOKS = 2000;

/** Partial sets that the search for the best set keeps before it gives up: about two seconds, and 100 MB. */
const MOST_SETS = 100_000;

function completionFor(election: Election): Completion {
  return election.projects.length * election.classes.length <= MOST_FOR_ADD1 ? 'add1' : 'votes';
}

/** How proposals and fields are named in an election and in what is said about it. */
export type ElectionWords = {
  /** A nature or a scope by its id, for people. */
  readonly field: (id: string) => string;
};

/**
 * The election of a closed vote: what still stood on the agenda, with its number as its id (of equal length, so that
 * their order as text is that of the slip) and the part its institution consented to, under the money that was left.
 * Undefined when nothing is left to divide.
 */
export function electionOf(
  vote: Pick<Vote, 'slip' | 'kind'>,
  result: VoteResult,
  words: ElectionWords,
): Election | undefined {
  const lines = vote.slip.filter((line) => !result.gone.includes(line.number));
  if (lines.length === 0 || result.budget === 0n || result.ballots.length === 0) return undefined;
  const names = institutionNames(vote.slip);
  const here = new Set(lines.map((line) => line.number));
  const parts = new Map(result.parts.map((part) => [part.number, part.least]));
  return makeElection(
    result.budget,
    lines.map((line) => ({
      id: projectId(vote, line.number),
      cost: line.requested,
      name: line.title,
      institution: names.get(line.institution) ?? line.institutionName,
      fields: [...new Set([words.field(line.nature), words.field(line.scope)])],
      ...(parts.has(line.number) ? { acceptsFrom: parts.get(line.number) } : {}),
    })),
    vote.kind,
    result.ballots.flatMap((ballot) => {
      const kept = ballot.projects.flatMap((number, i) =>
        here.has(number) ? [{ id: projectId(vote, number), points: ballot.points?.[i] ?? 0 }] : [],
      );
      const one = {
        projects: kept.map(({ id }) => id),
        ...(ballot.points ? { points: kept.map(({ points }) => points) } : {}),
      };
      return Array.from({ length: ballot.weight }, () => one);
    }),
  );
}

/** The id that a number of the slip has in the election and in the Pabulib file. */
export function projectId(vote: Pick<Vote, 'slip'>, number: number): string {
  return String(number).padStart(String(vote.slip.length).length, '0');
}

/** Institutions by a name that no other on the slip has. */
function institutionNames(slip: Vote['slip']): Map<Id, string> {
  const names = new Map<Id, string>();
  for (const { institution, institutionName } of slip) {
    if (names.has(institution)) continue;
    const alike = [...names.values()].filter((name) => name.replace(/ \(\d+\)$/, '') === institutionName);
    names.set(institution, alike.length === 0 ? institutionName : `${institutionName} (${alike.length + 1})`);
  }
  return names;
}

/**
 * The limits that hold for every rule alike: what each institution's ceiling had left, the model's minimum shares (as
 * far as anything on the slip belongs to them), its minimum support, and the pairs that the chair declared.
 */
function limitsOf(
  rules: BallotRules,
  vote: Pick<Vote, 'slip' | 'exclusions'>,
  result: VoteResult,
  election: Election,
  words: ElectionWords,
): Limits {
  const names = institutionNames(vote.slip);
  const institutions = new Set(election.projects.map((project) => project.institution));
  const fields = new Set(election.projects.flatMap((project) => project.fields ?? []));
  return {
    ceilings: result.ceilings.flatMap((one) => {
      const name = names.get(one.institution);
      return name !== undefined && institutions.has(name)
        ? [{ by: 'institution' as const, name, atMost: one.left }]
        : [];
    }),
    minimumShares: rules.minimumShares
      .map((share) => ({ by: 'field' as const, name: words.field(share.field), perMille: share.perMille }))
      .filter((share) => fields.has(share.name)),
    minimumSupport: rules.minimumSupport,
    incompatible: vote.exclusions
      .filter(({ numbers }) => numbers.every((number) => !result.gone.includes(number)))
      .map(({ numbers: [one, other] }) => [projectId(vote, one), projectId(vote, other)] as const),
  };
}

/** One rule's result on a vote. */
export type RuleResult = { readonly rule: AllocationRule; readonly comparison: Comparison };

/** Several rules on the same election. */
export type ElectionComparison = {
  readonly election: Election;
  readonly results: readonly RuleResult[];
  /** For each project id the rules that would fund it. */
  readonly fundedBy: ReadonlyMap<string, readonly AllocationRule[]>;
  /** How many rules gave a result. */
  readonly applied: number;
  readonly completion: Completion;
};

/** Rules on an election, under limits that hold for all of them alike. */
export function compareElection({
  election,
  rules,
  limits,
  tie,
}: {
  readonly election: Election;
  readonly rules: readonly AllocationRule[];
} & FileLimits): ElectionComparison {
  const completion = completionFor(election);
  const comparisons = compareRules(
    election,
    rules.map((rule) => choiceFor(rule, election.ballotKind, { limits, tie, completion })),
  );
  const results = rules.flatMap((rule, i): RuleResult[] => {
    const comparison = comparisons[i];
    return comparison ? [{ rule, comparison }] : [];
  });
  const fundedBy = new Map<string, AllocationRule[]>();
  for (const { rule, comparison } of results) {
    if (!('allocation' in comparison)) continue;
    for (const { project } of comparison.allocation.winners) {
      fundedBy.set(project, [...(fundedBy.get(project) ?? []), rule]);
    }
  }
  const applied = results.filter(({ comparison }) => 'allocation' in comparison).length;
  return { election, results, fundedBy, applied, completion };
}

/**
 * All offered rules on the same ballots of a closed vote. It decides nothing. Undefined when nothing is left to divide.
 */
export function compareVote(
  rules: BallotRules,
  vote: Pick<Vote, 'slip' | 'kind' | 'exclusions'>,
  result: VoteResult,
  words: ElectionWords,
): ElectionComparison | undefined {
  const election = electionOf(vote, result, words);
  if (!election) return undefined;
  const limits = limitsOfVote(rules, vote, result, election, words);
  return compareElection({ election, rules: rulesFor(rules, vote.kind), ...limits });
}

/** The limits of a vote with the order of its ties, as rules are given them and as its file carries them. */
export function limitsOfVote(
  rules: BallotRules,
  vote: Pick<Vote, 'slip' | 'exclusions'>,
  result: VoteResult,
  election: Election,
  words: ElectionWords,
): FileLimits {
  return {
    limits: limitsOf(rules, vote, result, election, words),
    tie: rules.tie === 'slip' ? 'id' : 'cost-votes',
  };
}
