import type { Words } from '../words.ts';
import type { CauseMap, Factor } from './cause-map.ts';
import { type Reachability, reachability } from './reachability.ts';

/** What a factor is in the map as a whole. */
export type Role = 'root' | 'trigger' | 'triggered' | 'symptom' | 'external' | 'unconnected';

export interface FactorStructure {
  readonly factor: string;
  readonly kind: Factor['kind'];
  readonly role: Role;
  /** Level of interpretive structural modelling: 1 leads to nothing further, the highest number lies deepest. */
  readonly level: number;
  /** How many factors it leads to, directly or not, itself included. */
  readonly driverPower: number;
  /** How many factors lead to it, directly or not, itself included. */
  readonly dependence: number;
  /** MICMAC: strong is more than half of all factors of the map. */
  readonly quadrant: 'driver' | 'linkage' | 'dependent' | 'autonomous';
}

/** Factors that bring each other about in a circle. */
export interface Loop {
  readonly name: Words;
  readonly factors: readonly string[];
  /** `reinforcing` feeds itself; `balancing` (an odd number of lowering links) holds itself back. */
  readonly nature: 'reinforcing' | 'balancing';
}

export interface CauseStructure {
  readonly factors: readonly FactorStructure[];
  /** Factors with no cause among the others (or circles that nothing outside leads to), outside influences left out. */
  readonly roots: readonly string[];
  /** Outside influences that no factor leads to. */
  readonly externalRoots: readonly string[];
  /** Factors that lead to more than leads to them, roots first: what a plan should address first. */
  readonly triggers: readonly string[];
  /** Factors that at least as much leads to as they lead to. */
  readonly triggered: readonly string[];
  /** What the map names as symptoms; where it names none, the factors that lead to nothing further. */
  readonly symptoms: readonly string[];
  readonly unconnected: readonly string[];
  readonly loops: readonly Loop[];
  /** Whether there are more loops than were listed. */
  readonly moreLoops: boolean;
  readonly smallestRootSet: RootSet;
  readonly claim: ClaimedStructure | null;
}

/** The fewest roots from which every symptom is reached. */
export interface RootSet {
  readonly roots: readonly string[];
  /** Whether it is proven to be the smallest; where the search was cut off it is the best that greedy choice gives. */
  readonly exact: boolean;
}

/** What somebody else concluded, and what is missing there or here. */
export interface ClaimedStructure {
  readonly agrees: boolean;
  readonly roots: { readonly onlyClaimed: readonly string[]; readonly onlyFound: readonly string[] };
  readonly triggers: { readonly onlyClaimed: readonly string[]; readonly onlyFound: readonly string[] };
}

/** Most loops listed, and most sets of roots tried, before a search is cut off. */
export const MOST_LOOPS = 200;
const MOST_STEPS = 200_000;
const MOST_ROOT_SETS = 300_000;

/**
 * Reads the structure out of a map of causes.
 *
 * Levels: interpretive structural modelling, where a factor stands one level below the deepest of its effects and
 * factors on a circle share theirs (J. N. Warfield, 1974). Driver power and dependence: MICMAC on the transitive
 * reachability matrix, with cut-off at half the number of factors (J.-C. Duperrin and M. Godet, 1973).
 * Trigger: driver power above dependence. Links count alike, whatever the strength of their evidence.
 */
export function causeStructure(map: CauseMap): CauseStructure {
  const graph = reachability(map);
  const levels = ismLevels(graph);
  const total = map.factors.length;
  const rooted = new Set(graph.groups.flatMap((members, g) => (isSource(graph, g) ? members : [])));
  const symptomPositions = symptomsOf(map, graph);
  const factors = map.factors.map((factor, position): FactorStructure => {
    const driverPower = graph.reach[position]?.size ?? 1;
    const dependence = graph.reach.reduce((count, reached) => count + (reached.has(position) ? 1 : 0), 0);
    const strong = driverPower * 2 > total;
    const dependent = dependence * 2 > total;
    return {
      factor: factor.slug,
      kind: factor.kind,
      role: roleOf(factor, { position, rooted, driverPower, dependence }),
      level: levels[position] ?? 1,
      driverPower,
      dependence,
      quadrant: strong ? (dependent ? 'linkage' : 'driver') : dependent ? 'dependent' : 'autonomous',
    };
  });
  const named = (wanted: (factor: FactorStructure) => boolean) =>
    factors.filter(wanted).map((factor) => factor.factor);
  const roots = named((factor) => factor.role === 'root');
  const triggers = [
    ...roots,
    ...factors
      .filter((factor) => factor.role === 'trigger')
      .toSorted((a, b) => b.driverPower - a.driverPower)
      .map((factor) => factor.factor),
  ];
  return {
    factors,
    roots,
    externalRoots: factors
      .filter((factor, position) => factor.role === 'external' && rooted.has(position))
      .map((factor) => factor.factor),
    triggers,
    triggered: named((factor) => factor.role === 'triggered'),
    symptoms: symptomPositions.map((position) => graph.slugs[position] ?? ''),
    unconnected: named((factor) => factor.role === 'unconnected'),
    ...loopsOf(map, graph),
    smallestRootSet: smallestRootSet(map, graph, symptomPositions),
    claim: map.claim ? compared(map.claim, roots, triggers) : null,
  };
}

function roleOf(
  factor: Factor,
  place: {
    readonly position: number;
    readonly rooted: ReadonlySet<number>;
    readonly driverPower: number;
    readonly dependence: number;
  },
): Role {
  const { position, rooted, driverPower, dependence } = place;
  if (factor.kind === 'symptom') return 'symptom';
  if (driverPower === 1 && dependence === 1) return 'unconnected';
  if (factor.kind === 'external') return 'external';
  if (rooted.has(position)) return 'root';
  return driverPower > dependence ? 'trigger' : 'triggered';
}

/** Whether nothing outside a group leads into it, though it leads somewhere. */
function isSource(graph: Reachability, group: number): boolean {
  const members = graph.groups[group] ?? [];
  const fromOutside = members.some((member) =>
    (graph.causes[member] ?? []).some((cause) => graph.group[cause] !== group),
  );
  return !fromOutside && members.some((member) => (graph.effects[member] ?? []).length > 0);
}

function ismLevels(graph: Reachability): readonly number[] {
  const known = new Map<number, number>();
  // A group reaches more than any group it leads to: from the smallest reach upwards, effects are always known.
  const order = graph.groups
    .map((members, group) => ({ group, members, size: graph.reach[members[0] ?? 0]?.size ?? 0 }))
    .sort((a, b) => a.size - b.size);
  for (const { group, members } of order) {
    const beyond = members
      .flatMap((member) => graph.effects[member] ?? [])
      .map((effect) => graph.group[effect] ?? group)
      .filter((other) => other !== group);
    known.set(group, 1 + Math.max(0, ...beyond.map((other) => known.get(other) ?? 0)));
  }
  return graph.group.map((group) => known.get(group) ?? 1);
}

function symptomsOf(map: CauseMap, graph: Reachability): readonly number[] {
  const positions = map.factors.map((_, position) => position);
  const declared = positions.filter((position) => map.factors[position]?.kind === 'symptom');
  if (declared.length > 0) return declared;
  return positions.filter(
    (position) => (graph.effects[position] ?? []).length === 0 && (graph.causes[position] ?? []).length > 0,
  );
}

/** Every circle once, from its first factor in the file, by depth-first search inside each group. */
function loopsOf(map: CauseMap, graph: Reachability): Pick<CauseStructure, 'loops' | 'moreLoops'> {
  const lowers = new Set(
    map.links.filter((link) => link.effect === 'lowers').map((link) => `${link.from} ${link.to}`),
  );
  const circles: number[][] = [];
  let steps = 0;
  let cutOff = false;
  const extend = (trail: number[], start: number): void => {
    const here = trail.at(-1);
    if (here === undefined || cutOff) return;
    for (const next of graph.effects[here] ?? []) {
      steps += 1;
      if (circles.length >= MOST_LOOPS || steps > MOST_STEPS) {
        cutOff = true;
        return;
      }
      if (next === start) circles.push([...trail]);
      else if (next > start && graph.group[next] === graph.group[start] && !trail.includes(next)) {
        extend([...trail, next], start);
      }
    }
  };
  for (const members of graph.groups) {
    if (members.length > 1) for (const start of members) extend([start], start);
  }
  const counts = { reinforcing: 0, balancing: 0 };
  const loops = circles.map((circle): Loop => {
    const slugs = circle.map((position) => graph.slugs[position] ?? '');
    const lowering = slugs.filter((slug, i) => lowers.has(`${slug} ${slugs[(i + 1) % slugs.length]}`)).length;
    const nature = lowering % 2 === 0 ? 'reinforcing' : 'balancing';
    counts[nature] += 1;
    return { name: loopName(map, circle, nature, counts[nature]), factors: slugs, nature };
  });
  return { loops, moreLoops: cutOff };
}

function loopName(map: CauseMap, circle: readonly number[], nature: Loop['nature'], number: number): Words {
  const around = (language: keyof Words) =>
    [...circle, circle[0] ?? 0].map((position) => map.factors[position]?.title[language] ?? '').join(' → ');
  return nature === 'reinforcing'
    ? { id: `Lingkar penguat ${number}: ${around('id')}`, en: `Reinforcing loop ${number}: ${around('en')}` }
    : {
        id: `Lingkar penyeimbang ${number}: ${around('id')}`,
        en: `Balancing loop ${number}: ${around('en')}`,
      };
}

/**
 * The fewest roots that together lead to every symptom. Sets are tried from the smallest; among sets of one size
 * those without outside influences go first, then those of greater driver power, then the order of the file.
 * A circle that nothing leads to is represented by its first factor.
 */
function smallestRootSet(map: CauseMap, graph: Reachability, symptoms: readonly number[]): RootSet {
  const candidates = graph.groups
    .flatMap((members, group) => {
      const first = members[0];
      if (first === undefined || !isSource(graph, group)) return [];
      const reached = graph.reach[first] ?? new Set<number>();
      const covers = symptoms.filter((symptom) => reached.has(symptom));
      return covers.length === 0
        ? []
        : [
            {
              slug: graph.slugs[first] ?? '',
              covers,
              power: reached.size,
              external: map.factors[first]?.kind === 'external',
            },
          ];
    })
    .sort((a, b) => Number(a.external) - Number(b.external) || b.power - a.power);
  const wanted = new Set(candidates.flatMap((candidate) => candidate.covers));
  let tried = 0;
  const choose = (size: number, from: number, open: ReadonlySet<number>): string[] | 'none' | 'cut off' => {
    if (open.size === 0) return [];
    if (size === 0) return 'none';
    for (let i = from; i <= candidates.length - size; i += 1) {
      const candidate = candidates[i];
      if (!candidate) break;
      tried += 1;
      if (tried > MOST_ROOT_SETS) return 'cut off';
      const left = new Set([...open].filter((symptom) => !candidate.covers.includes(symptom)));
      if (left.size === open.size) continue;
      const rest = choose(size - 1, i + 1, left);
      if (rest === 'cut off') return rest;
      if (rest !== 'none') return [candidate.slug, ...rest];
    }
    return 'none';
  };
  for (let size = 0; size <= candidates.length; size += 1) {
    const found = choose(size, 0, wanted);
    if (found === 'cut off') break;
    if (found !== 'none') return { roots: found, exact: true };
  }
  const open = new Set(wanted);
  const greedy: string[] = [];
  while (open.size > 0) {
    const gain = (candidate: (typeof candidates)[number]) =>
      candidate.covers.filter((symptom) => open.has(symptom)).length;
    const best = candidates.toSorted((a, b) => gain(b) - gain(a))[0];
    if (!best) break;
    greedy.push(best.slug);
    for (const symptom of best.covers) open.delete(symptom);
  }
  return { roots: greedy, exact: false };
}

function compared(
  claim: NonNullable<CauseMap['claim']>,
  roots: readonly string[],
  triggers: readonly string[],
): ClaimedStructure {
  const between = (claimed: readonly string[], found: readonly string[]) => ({
    onlyClaimed: claimed.filter((slug) => !found.includes(slug)),
    onlyFound: found.filter((slug) => !claimed.includes(slug)),
  });
  const difference = { roots: between(claim.roots, roots), triggers: between(claim.triggers, triggers) };
  const agrees = Object.values(difference).every(
    (part) => part.onlyClaimed.length + part.onlyFound.length === 0,
  );
  return { agrees, ...difference };
}
