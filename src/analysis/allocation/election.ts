import { refuseAllocation } from './problem.ts';

/** A project that asks for money. Amounts are whole rupiah (or the smallest unit that the file writes). */
export interface Project {
  readonly id: string;
  readonly cost: bigint;
  readonly name: string;
  readonly institution?: string;
  /** Fields it serves; it counts in each of them. */
  readonly fields?: readonly string[];
  /** The least amount its proposer consents to carry out a part for; absent means whole or nothing. */
  readonly acceptsFrom?: bigint;
}

/**
 * What a voter wrote. `approval`: the projects supported. `points`: the same with whole points each.
 * `ranking`: projects from best to worst, possibly not all of them.
 */
export type BallotKind = 'approval' | 'points' | 'ranking';

export interface Ballot {
  readonly projects: readonly string[];
  /** For `points` ballots, as long as `projects`; 0 to a million each. */
  readonly points?: readonly number[];
}

/** Equal ballots together: the weight says how many voters cast it. Projects are positions in `Election.projects`. */
export interface BallotClass {
  readonly weight: number;
  readonly projects: readonly number[];
  readonly points?: readonly number[];
}

/** Everything a rule needs to know. Empty ballots count as voters: in Equal Shares their share stays unspent. */
export interface Election {
  readonly budget: bigint;
  readonly projects: readonly Project[];
  readonly ballotKind: BallotKind;
  readonly classes: readonly BallotClass[];
  readonly voters: number;
  /** Digits of every amount behind the decimal mark: amounts are counted in the smallest unit of the file; none without. */
  readonly decimals?: number;
  /** Places that a ranking has, where more than the longest ballot fills. */
  readonly places?: number;
}

/** The largest budget and the largest cost: 2^53, up to which amounts stay exact in JSON numbers too. */
export const MAX_AMOUNT = 2n ** 53n;
/** More projects than any list a forum could compare; rules look at all of them in every round. */
export const MAX_PROJECTS = 10_000;
export const MAX_POINTS = 1_000_000;

/**
 * Checks projects and budget and gathers equal ballots into classes.
 * Refuses (AllocationInputError): no projects, costs and budgets of zero or below or above `MAX_AMOUNT`,
 * repeated project ids, no ballots, ballots that name an unknown project or one project twice,
 * points that are not whole numbers from 0 to `MAX_POINTS`.
 */
export function makeElection(
  budget: bigint,
  projects: readonly Project[],
  ballotKind: BallotKind,
  ballots: Iterable<Ballot>,
): Election {
  const gatherer = new BallotGatherer(budget, projects, ballotKind);
  for (const ballot of ballots) gatherer.add(ballot, null);
  return gatherer.election();
}

/** Gathers ballots one by one, so that a reader can name the line of the ballot that is refused. */
export class BallotGatherer {
  readonly #budget: bigint;
  readonly #projects: readonly Project[];
  readonly #kind: BallotKind;
  readonly #positions = new Map<string, number>();
  readonly #classes = new Map<string, { weight: number; projects: number[]; points?: number[] }>();
  #voters = 0;

  constructor(budget: bigint, projects: readonly Project[], kind: BallotKind) {
    if (budget <= 0n) refuseAllocation('budget.zero', null, { amount: String(budget) });
    if (budget > MAX_AMOUNT)
      refuseAllocation('amount.above-limit', null, { amount: String(budget), limit: String(MAX_AMOUNT) });
    if (projects.length === 0) refuseAllocation('projects.none');
    if (projects.length > MAX_PROJECTS)
      refuseAllocation('projects.too-many', null, { count: projects.length, limit: MAX_PROJECTS });
    for (const [position, project] of projects.entries()) {
      if (project.id === '') refuseAllocation('project.no-id');
      if (this.#positions.has(project.id))
        refuseAllocation('project.id-twice', null, { project: project.id });
      if (project.cost <= 0n) refuseAllocation('project.zero-cost', null, { project: project.id });
      if (project.cost > MAX_AMOUNT) {
        refuseAllocation('amount.above-limit', null, {
          amount: String(project.cost),
          limit: String(MAX_AMOUNT),
        });
      }
      this.#positions.set(project.id, position);
    }
    this.#budget = budget;
    this.#projects = projects;
    this.#kind = kind;
  }

  add(ballot: Ballot, line: number | null): void {
    const chosen = ballot.projects.map((id) => {
      const position = this.#positions.get(id);
      return position ?? refuseAllocation('ballot.unknown-project', line, { project: id });
    });
    if (new Set(chosen).size !== chosen.length) {
      const seen = new Set<string>();
      const twice = ballot.projects.find((id) => seen.size === seen.add(id).size) ?? '';
      refuseAllocation('ballot.project-twice', line, { project: twice });
    }
    this.#voters += 1;
    if (this.#kind === 'points') this.#addPoints(chosen, ballot.points ?? [], line);
    else this.#count(this.#kind === 'approval' ? chosen.sort((a, b) => a - b) : chosen);
  }

  #addPoints(chosen: readonly number[], points: readonly number[], line: number | null): void {
    if (points.length !== chosen.length)
      refuseAllocation('ballot.points-count', line, { projects: chosen.length, points: points.length });
    const pairs = chosen.map((project, index) => {
      const given = points[index] ?? 0;
      if (!Number.isInteger(given) || given < 0 || given > MAX_POINTS)
        refuseAllocation('ballot.points-unreadable', line, { points: String(given), limit: MAX_POINTS });
      return { project, given };
    });
    pairs.sort((a, b) => a.project - b.project);
    this.#count(
      pairs.map((pair) => pair.project),
      pairs.map((pair) => pair.given),
    );
  }

  #count(projects: number[], points?: number[]): void {
    const key = points ? `${projects.join()};${points.join()}` : projects.join();
    const known = this.#classes.get(key);
    if (known) known.weight += 1;
    else this.#classes.set(key, points ? { weight: 1, projects, points } : { weight: 1, projects });
  }

  election(): Election {
    if (this.#voters === 0) refuseAllocation('ballots.none');
    return {
      budget: this.#budget,
      projects: this.#projects,
      ballotKind: this.#kind,
      classes: [...this.#classes.values()],
      voters: this.#voters,
    };
  }
}
