/**
 * What can be wrong with an election that somebody hands in, or with the rule asked for on it.
 * The sentences stand in `words.ts`; here only the code and the facts a sentence needs.
 */
export type AllocationProblemCode =
  | 'file.no-section'
  | 'file.row-too-long'
  | 'file.quote-open'
  | 'file.no-column'
  | 'file.twice'
  | 'file.no-meta'
  | 'file.vote-type'
  | 'file.count'
  | 'amount.unreadable'
  | 'amount.ambiguous'
  | 'amount.fraction'
  | 'amount.negative'
  | 'amount.above-limit'
  | 'budget.zero'
  | 'project.no-id'
  | 'project.id-twice'
  | 'project.zero-cost'
  | 'projects.none'
  | 'projects.too-many'
  | 'ballots.none'
  | 'ballot.unknown-project'
  | 'ballot.project-twice'
  | 'ballot.voter-twice'
  | 'ballot.too-many-choices'
  | 'ballot.points-count'
  | 'ballot.points-unreadable'
  | 'ballots.points-above-limit'
  | 'rule.needs-ranking'
  | 'rule.needs-points'
  | 'rule.needs-approval'
  | 'rule.no-completion'
  | 'limit.unknown-project'
  | 'limit.unknown-group'
  | 'limit.per-mille'
  | 'knapsack.too-hard';

export interface AllocationProblem {
  readonly code: AllocationProblemCode;
  /** Line of the file, counted from 1; null where it concerns no line. */
  readonly line: number | null;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Thrown for input that cannot be allocated on. Carries the first problem met, reading from the top. */
export class AllocationInputError extends Error {
  readonly problem: AllocationProblem;

  constructor(problem: AllocationProblem) {
    const facts = Object.entries(problem.params).map(([name, value]) => `${name}=${value}`);
    const place = problem.line === null ? '' : `line ${problem.line}: `;
    super(`${place}${problem.code}${facts.length > 0 ? ` (${facts.join(', ')})` : ''}`);
    this.name = 'AllocationInputError';
    this.problem = problem;
  }
}

export function refuseAllocation(
  code: AllocationProblemCode,
  line: number | null = null,
  params: Readonly<Record<string, string | number>> = {},
): never {
  throw new AllocationInputError({ code, line, params });
}
