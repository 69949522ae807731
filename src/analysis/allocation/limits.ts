import type { Election, Project } from './election.ts';
import { refuseAllocation } from './problem.ts';

/** The projects of one institution, or of one field. */
export interface Group {
  readonly by: 'institution' | 'field';
  readonly name: string;
}

/** At most this much money to the projects of a group. */
export interface Ceiling extends Group {
  readonly atMost: bigint;
}

/** At least this share of the budget, in per mille, is kept for a group (300 = 30 %). */
export interface MinimumShare extends Group {
  readonly perMille: number;
}

/**
 * What a forum binds itself to beforehand, whatever rule it applies.
 * A minimum share keeps money for its group as far as the group's eligible projects ask for it; what they
 * cannot use is free for others, what they could but did not win stays unspent and is reported.
 */
export interface Limits {
  readonly ceilings?: readonly Ceiling[];
  readonly minimumShares?: readonly MinimumShare[];
  /** A project with fewer supporters is not eligible. */
  readonly minimumSupport?: number;
  /** Pairs of project ids of which at most one may be funded. */
  readonly incompatible?: readonly (readonly [string, string])[];
}

/** Why a project may not be funded now, with what is still to be had. */
export type Barrier =
  | { readonly code: 'support'; readonly votes: number; readonly wanted: number }
  | { readonly code: 'incompatible'; readonly with: string }
  | { readonly code: 'ceiling'; readonly group: Group; readonly left: bigint }
  | { readonly code: 'reserve'; readonly groups: readonly Group[]; readonly left: bigint }
  | { readonly code: 'budget'; readonly left: bigint };

/** How a minimum share came out. `wanted` is what was kept: the share, or all that the group asks for. */
export interface ShareOutcome extends MinimumShare {
  readonly wanted: bigint;
  readonly spent: bigint;
  readonly met: boolean;
}

export function belongsTo(project: Project, group: Group): boolean {
  return group.by === 'institution'
    ? project.institution === group.name
    : (project.fields ?? []).includes(group.name);
}

/**
 * Keeps account of what has been funded against the limits while a rule runs.
 * Refuses limits that name projects or groups which do not exist, and shares above 1000 per mille.
 */
export class Purse {
  readonly #election: Election;
  readonly #ceilings: { ceiling: Ceiling; members: Uint8Array; spent: bigint }[];
  readonly #shares: { share: MinimumShare; members: Uint8Array; wanted: bigint; spent: bigint }[];
  readonly #rivals = new Map<number, number[]>();
  readonly #votes: readonly number[];
  readonly #minimumSupport: number;
  readonly #funded: Uint8Array;
  #left: bigint;

  constructor(election: Election, votes: readonly number[], limits: Limits) {
    this.#election = election;
    this.#votes = votes;
    this.#minimumSupport = limits.minimumSupport ?? 0;
    this.#funded = new Uint8Array(election.projects.length);
    this.#left = election.budget;
    this.#ceilings = (limits.ceilings ?? []).map((ceiling) => ({
      ceiling,
      members: membersOf(election, ceiling),
      spent: 0n,
    }));
    this.#shares = (limits.minimumShares ?? []).map((share) => {
      if (!Number.isInteger(share.perMille) || share.perMille < 0 || share.perMille > 1000)
        refuseAllocation('limit.per-mille', null, { share: String(share.perMille) });
      const members = membersOf(election, share);
      let asked = 0n;
      for (const [position, project] of election.projects.entries()) {
        if (members[position] === 1 && (votes[position] ?? 0) >= this.#minimumSupport) asked += project.cost;
      }
      const kept = (election.budget * BigInt(share.perMille) + 999n) / 1000n;
      return { share, members, wanted: asked < kept ? asked : kept, spent: 0n };
    });
    const positions = new Map(election.projects.map((project, position) => [project.id, position]));
    for (const [one, other] of limits.incompatible ?? []) {
      const a = positions.get(one) ?? refuseAllocation('limit.unknown-project', null, { project: one });
      const b = positions.get(other) ?? refuseAllocation('limit.unknown-project', null, { project: other });
      this.#rivals.set(a, [...(this.#rivals.get(a) ?? []), b]);
      this.#rivals.set(b, [...(this.#rivals.get(b) ?? []), a]);
    }
  }

  /** Real money not yet given out. Negative where a trial of Equal Shares spent more than there is. */
  get left(): bigint {
    return this.#left;
  }

  isFunded(position: number): boolean {
    return this.#funded[position] === 1;
  }

  /** The first limit, other than the budget, that this amount for this project would break. */
  barrier(position: number, amount: bigint): Barrier | undefined {
    const votes = this.#votes[position] ?? 0;
    if (votes < this.#minimumSupport) return { code: 'support', votes, wanted: this.#minimumSupport };
    const rival = this.#rivals.get(position)?.find((other) => this.#funded[other] === 1);
    if (rival !== undefined)
      return { code: 'incompatible', with: this.#election.projects[rival]?.id ?? String(rival) };
    for (const { ceiling, members, spent } of this.#ceilings) {
      if (members[position] === 1 && spent + amount > ceiling.atMost)
        return { code: 'ceiling', group: ceiling, left: ceiling.atMost - spent };
    }
    return this.#reserveBarrier(position, amount);
  }

  #reserveBarrier(position: number, amount: bigint): Barrier | undefined {
    let kept = 0n;
    const groups: Group[] = [];
    for (const { share, members, wanted, spent } of this.#shares) {
      const open = wanted - spent - (members[position] === 1 ? amount : 0n);
      if (open <= 0n) continue;
      kept += open;
      if (members[position] !== 1) groups.push(share);
    }
    if (groups.length === 0 || this.#left - amount >= kept) return undefined;
    const free = this.#left - kept;
    return { code: 'reserve', groups, left: free > 0n ? free : 0n };
  }

  /** As `barrier`, and the budget itself as the last limit. */
  barrierWithBudget(position: number, amount: bigint): Barrier | undefined {
    if (amount > this.#left) return this.barrier(position, 0n) ?? { code: 'budget', left: this.#left };
    return this.barrier(position, amount);
  }

  fund(position: number, amount: bigint): void {
    this.#funded[position] = 1;
    this.#left -= amount;
    for (const entry of this.#ceilings) if (entry.members[position] === 1) entry.spent += amount;
    for (const entry of this.#shares) if (entry.members[position] === 1) entry.spent += amount;
  }

  shares(): ShareOutcome[] {
    return this.#shares.map(({ share, wanted, spent }) => ({
      by: share.by,
      name: share.name,
      perMille: share.perMille,
      wanted,
      spent,
      met: spent >= wanted,
    }));
  }
}

function membersOf(election: Election, group: Group): Uint8Array {
  const members = Uint8Array.from(election.projects, (project) => (belongsTo(project, group) ? 1 : 0));
  if (!members.includes(1))
    refuseAllocation('limit.unknown-group', null, { by: group.by, group: group.name });
  return members;
}

/** How much room a barrier leaves for the project; undefined where no amount helps. */
export function roomLeft(barrier: Barrier): bigint | undefined {
  return 'left' in barrier ? barrier.left : undefined;
}
