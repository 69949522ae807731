import { arcPosition, at, degreeOf, type Graph } from './graph.ts';

/**
 * What shortest paths say of every vertex, gathered from a range of sources.
 * Sums of several ranges add up, which is how several threads share the work.
 */
export interface PathSums {
  readonly betweenness: Float64Array;
  /** Others that can be reached from the vertex, the sum of the distances to them, and the sum of 1/distance. */
  readonly reached: Float64Array;
  readonly distance: Float64Array;
  readonly harmonic: Float64Array;
  /** The same for others that can reach the vertex. */
  readonly reachedBy: Float64Array;
  readonly distanceFrom: Float64Array;
  readonly harmonicFrom: Float64Array;
  /** Distance to the furthest of those that can be reached from the vertex (its eccentricity); 0 if it reaches nobody. */
  readonly furthest: Float64Array;
}

export type TieLength = 'step' | 'inverse-strength';
export interface SourceRange {
  readonly first: number;
  readonly end: number;
}

/**
 * Shortest paths from the sources `first … end-1` (Brandes 2001). `step` counts every tie as 1;
 * `inverse-strength` as 1/strength, where two paths count as equally short when they differ by less than
 * one part in 10^10, so that 1/3 + 1/3 + 1/3 is as long as 1.
 */
export function pathSums(
  graph: Graph,
  length: TieLength,
  range: SourceRange = { first: 0, end: graph.size },
): PathSums {
  return length === 'step' ? stepSums(graph, range) : inverseStrengthSums(graph, range);
}

/** Adds the sums of ranges that together cover every source once. */
export function addPathSums(parts: readonly PathSums[]): PathSums {
  const add = (pick: (part: PathSums) => Float64Array): Float64Array => {
    const [first, ...rest] = parts;
    const total = first ? pick(first).slice() : new Float64Array(0);
    for (const part of rest) {
      const values = pick(part);
      for (let i = 0; i < total.length; i++) total[i] = at(total, i) + at(values, i);
    }
    return total;
  };
  return {
    betweenness: add((p) => p.betweenness),
    reached: add((p) => p.reached),
    distance: add((p) => p.distance),
    harmonic: add((p) => p.harmonic),
    reachedBy: add((p) => p.reachedBy),
    distanceFrom: add((p) => p.distanceFrom),
    harmonicFrom: add((p) => p.harmonicFrom),
    furthest: add((p) => p.furthest),
  };
}

/** Raw betweenness (Freeman 1977): the sum over pairs of the share of shortest paths through the vertex. Directed: ordered pairs; undirected: each pair once. */
export function betweenness(graph: Graph, sums: PathSums): Float64Array {
  return graph.directed ? sums.betweenness : sums.betweenness.map((value) => value / 2);
}

/**
 * Closeness after Wasserman and Faust (1994, p. 201), which stays defined in a graph that falls apart:
 * (reached / (n-1)) × (reached / sum of distances), over those the vertex can reach; 0 if it reaches nobody.
 * In a connected graph this is Freeman's (n-1) / sum of distances.
 */
export function closeness(size: number, reached: Float64Array, distance: Float64Array): Float64Array {
  return reached.map((count, v) => (count === 0 ? 0 : (count / (size - 1)) * (count / at(distance, v))));
}

/**
 * Closeness inside the part of the graph that the vertex can reach: reached / sum of distances; null if it reaches nobody.
 * A pair cut off from all others scores 1 here, so compare it only within one component.
 */
export function closenessWithinReach(reached: Float64Array, distance: Float64Array): (number | null)[] {
  return Array.from(reached, (count, v) => (count === 0 ? null : count / at(distance, v)));
}

/** How far each vertex is from `source`, in steps along the arcs; -1 if it cannot be reached. */
export function stepsFrom(graph: Graph, source: number): Int32Array {
  const steps = new Int32Array(graph.size).fill(-1);
  const queue = new Int32Array(graph.size);
  steps[source] = 0;
  queue[0] = source;
  for (let head = 0, tail = 1; head < tail; head++) {
    const v = at(queue, head);
    const end = at(graph.starts, v + 1);
    for (let k = at(graph.starts, v); k < end; k++) {
      const w = at(graph.targets, k);
      if (at(steps, w) >= 0) continue;
      steps[w] = at(steps, v) + 1;
      queue[tail++] = w;
    }
  }
  return steps;
}

/** The share of all others that each vertex reaches within k steps along the arcs (k-step reach); 0 when there are no others. */
export function reachWithin(graph: Graph, steps: number): Float64Array {
  const share = new Float64Array(graph.size);
  if (graph.size < 2) return share;
  for (let v = 0; v < graph.size; v++) {
    let count = -1;
    for (const distance of stepsFrom(graph, v)) if (distance >= 0 && distance <= steps) count++;
    share[v] = count / (graph.size - 1);
  }
  return share;
}

function emptySums(graph: Graph): PathSums {
  const perVertex = () => new Float64Array(graph.size);
  return {
    betweenness: perVertex(),
    reached: perVertex(),
    distance: perVertex(),
    harmonic: perVertex(),
    reachedBy: perVertex(),
    distanceFrom: perVertex(),
    harmonicFrom: perVertex(),
    furthest: perVertex(),
  };
}

/** Above every level, with room for a difference of two levels in 32 bits. */
const UNREACHED = 1 << 29;

/*
 * Breadth-first, one level at a time. A level is found either from above (the vertices just reached look at their arcs) or
 * from below (those not yet reached look for one just reached), whichever has fewer arcs to read; the last levels of
 * a well-knit network are large, and reading them from below, or not at all, saves most of the work. Arcs on shortest
 * paths are written down one after the other, so that the way back touches no other arc.
 */
function stepSums(graph: Graph, range: SourceRange): PathSums {
  const { size, starts, targets, inStarts, inTargets } = graph;
  const sums = emptySums(graph);
  const { betweenness: between, reachedBy, distanceFrom, harmonicFrom } = sums;
  const level = new Int32Array(size).fill(UNREACHED);
  const paths = new Float64Array(size);
  const perPath = new Float64Array(size);
  const pushed = new Float64Array(size);
  const order = new Int32Array(size + 1);
  const used = new Int32Array(targets.length);
  const downFirst = new Int32Array(size);
  const downEnd = new Int32Array(size);
  const upFirst = new Int32Array(size);
  const upEnd = new Int32Array(size);
  const unreached = new Int32Array(size);
  for (let source = range.first; source < range.end; source++) {
    order[0] = source;
    level[source] = 0;
    paths[source] = 1;
    upFirst[0] = 0;
    upEnd[0] = 0;
    let tail = 1;
    let head = 0;
    let next = 0;
    let count = 0;
    let unreachedCount = -1;
    let arcsAbove = degreeOf(starts, source);
    let arcsBelow = targets.length - degreeOf(inStarts, source);
    while (head < tail) {
      next++;
      const levelEnd = tail;
      let arcsFound = 0;
      if (arcsAbove <= arcsBelow) {
        for (; head < levelEnd; head++) {
          const v = at(order, head);
          const ways = at(paths, v);
          const end = at(starts, v + 1);
          downFirst[head] = count;
          for (let k = at(starts, v); k < end; k++) {
            const w = at(targets, k);
            const seen = at(level, w);
            if (seen < next) continue;
            level[w] = next;
            paths[w] = at(paths, w) + ways;
            used[count++] = w;
            order[tail] = w;
            tail += (next - seen) >>> 31;
          }
          downEnd[head] = count;
        }
        for (let i = levelEnd; i < tail; i++) {
          const w = at(order, i);
          upFirst[i] = 0;
          upEnd[i] = 0;
          arcsFound += degreeOf(starts, w);
          arcsBelow -= degreeOf(inStarts, w);
        }
      } else {
        for (; head < levelEnd; head++) {
          downFirst[head] = 0;
          downEnd[head] = 0;
        }
        if (arcsBelow === 0) break;
        if (unreachedCount < 0) {
          unreachedCount = 0;
          for (let v = 0; v < size; v++) if (at(level, v) === UNREACHED) unreached[unreachedCount++] = v;
        }
        let kept = 0;
        for (let i = 0; i < unreachedCount; i++) {
          const w = at(unreached, i);
          if (at(level, w) !== UNREACHED) continue;
          const first = count;
          const end = at(inStarts, w + 1);
          let ways = 0;
          for (let k = at(inStarts, w); k < end; k++) {
            const v = at(inTargets, k);
            if (at(level, v) === next - 1) {
              ways += at(paths, v);
              used[count++] = v;
            }
          }
          if (count === first) {
            unreached[kept++] = w;
            continue;
          }
          level[w] = next;
          paths[w] = ways;
          upFirst[tail] = first;
          upEnd[tail] = count;
          order[tail++] = w;
          arcsFound += degreeOf(starts, w);
          arcsBelow -= degreeOf(inStarts, w);
        }
        unreachedCount = kept;
      }
      arcsAbove = arcsFound;
    }
    let distance = 0;
    let harmonic = 0;
    sums.furthest[source] = at(level, at(order, tail - 1));
    for (let i = tail - 1; i >= 0; i--) {
      const v = at(order, i);
      const ways = at(paths, v);
      let through = at(pushed, v);
      const lastDown = at(downEnd, i);
      for (let j = at(downFirst, i); j < lastDown; j++) through += at(perPath, at(used, j));
      const share = 1 / ways + through;
      perPath[v] = share;
      const lastUp = at(upEnd, i);
      for (let j = at(upFirst, i); j < lastUp; j++) {
        const u = at(used, j);
        pushed[u] = at(pushed, u) + share;
      }
      if (i > 0) {
        const steps = at(level, v);
        between[v] = at(between, v) + ways * through;
        distance += steps;
        harmonic += 1 / steps;
        if (graph.directed) {
          reachedBy[v] = at(reachedBy, v) + 1;
          distanceFrom[v] = at(distanceFrom, v) + steps;
          harmonicFrom[v] = at(harmonicFrom, v) + 1 / steps;
        }
      }
      level[v] = UNREACHED;
      paths[v] = 0;
      pushed[v] = 0;
    }
    sums.reached[source] = tail - 1;
    sums.distance[source] = distance;
    sums.harmonic[source] = harmonic;
    if (!graph.directed) {
      reachedBy[source] = tail - 1;
      distanceFrom[source] = distance;
      harmonicFrom[source] = harmonic;
    }
  }
  return sums;
}

/**
 * For each arc, in the order of `graph.targets`, the raw number of shortest paths (in steps) that run over it, each pair of
 * vertices counting 1 however many paths it has. `tieBetweenness` puts the two directions of a tie together.
 */
export function arcBetweenness(graph: Graph): Float64Array {
  const { size, starts, targets } = graph;
  const carried = new Float64Array(targets.length);
  const paths = new Float64Array(size);
  const perPath = new Float64Array(size);
  for (let source = 0; source < size; source++) {
    const steps = stepsFrom(graph, source);
    const order = Array.from(steps.keys()).filter((v) => at(steps, v) >= 0);
    order.sort((a, b) => at(steps, a) - at(steps, b));
    paths.fill(0);
    paths[source] = 1;
    const forward = (v: number, visit: (w: number, k: number) => void) => {
      const end = at(starts, v + 1);
      for (let k = at(starts, v); k < end; k++) {
        const w = at(targets, k);
        if (at(steps, w) === at(steps, v) + 1) visit(w, k);
      }
    };
    for (const v of order) {
      forward(v, (w) => {
        paths[w] = at(paths, w) + at(paths, v);
      });
    }
    for (const v of order.reverse()) {
      let through = 0;
      forward(v, (w, k) => {
        through += at(perPath, w);
        carried[k] = at(carried, k) + at(paths, v) * at(perPath, w);
      });
      perPath[v] = 1 / at(paths, v) + through;
    }
  }
  return carried;
}

/** Betweenness of the tie between a and b: both directions together, each pair of an undirected graph once. */
export function tieBetweenness(graph: Graph, perArc: Float64Array, a: number, b: number): number {
  const forward = arcPosition(graph, a, b);
  const back = arcPosition(graph, b, a);
  const both = (forward < 0 ? 0 : at(perArc, forward)) + (back < 0 ? 0 : at(perArc, back));
  return graph.directed ? both : both / 2;
}

const EQUALLY_SHORT = 1e-10;

/*
 * Dijkstra's order. Arcs that shortened or equalled a distance when they were read are written down; on the way back those count that
 * still do once all distances are known.
 */
function inverseStrengthSums(graph: Graph, range: SourceRange): PathSums {
  const { size, starts, targets } = graph;
  const sums = emptySums(graph);
  const lengths = graph.weights.map((strength) => 1 / strength);
  const far = new Float64Array(size).fill(Number.POSITIVE_INFINITY);
  const paths = new Float64Array(size);
  const perPath = new Float64Array(size);
  const order = new Int32Array(size);
  const used = new Int32Array(targets.length);
  const usedEnd = new Int32Array(size);
  const heap = new DistanceHeap(size);
  for (let source = range.first; source < range.end; source++) {
    far[source] = 0;
    paths[source] = 1;
    let settled = 0;
    let count = 0;
    heap.push(source, 0);
    for (let v = heap.pop(); v >= 0; v = heap.pop()) {
      const start = at(far, v);
      const end = at(starts, v + 1);
      for (let k = at(starts, v); k < end; k++) {
        const w = at(targets, k);
        const candidate = start + at(lengths, k);
        const known = at(far, w);
        const slack = EQUALLY_SHORT * candidate;
        if (candidate > known + slack) continue;
        used[count++] = k;
        if (candidate < known - slack) {
          far[w] = candidate;
          paths[w] = at(paths, v);
          heap.push(w, candidate);
        } else paths[w] = at(paths, w) + at(paths, v);
      }
      order[settled] = v;
      usedEnd[settled++] = count;
    }
    let distance = 0;
    let harmonic = 0;
    for (let i = settled - 1; i >= 0; i--) {
      const v = at(order, i);
      const start = at(far, v);
      const first = i === 0 ? 0 : at(usedEnd, i - 1);
      let through = 0;
      for (let j = first; j < count; j++) {
        const k = at(used, j);
        const w = at(targets, k);
        const candidate = start + at(lengths, k);
        if (Math.abs(candidate - at(far, w)) <= EQUALLY_SHORT * candidate) through += at(perPath, w);
      }
      count = first;
      perPath[v] = 1 / at(paths, v) + through;
      if (i === 0) continue;
      sums.betweenness[v] = at(sums.betweenness, v) + at(paths, v) * through;
      distance += start;
      harmonic += 1 / start;
      sums.reachedBy[v] = at(sums.reachedBy, v) + 1;
      sums.distanceFrom[v] = at(sums.distanceFrom, v) + start;
      sums.harmonicFrom[v] = at(sums.harmonicFrom, v) + 1 / start;
    }
    sums.reached[source] = settled - 1;
    sums.distance[source] = distance;
    sums.harmonic[source] = harmonic;
    sums.furthest[source] = at(far, at(order, settled - 1));
    for (let i = 0; i < settled; i++) far[at(order, i)] = Number.POSITIVE_INFINITY;
  }
  return sums;
}

/** A binary heap of vertices by distance, in which a vertex that got nearer moves up. */
class DistanceHeap {
  private readonly vertices: Int32Array;
  private readonly keys: Float64Array;
  private readonly places: Int32Array;
  private length = 0;

  constructor(size: number) {
    this.vertices = new Int32Array(size);
    this.keys = new Float64Array(size);
    this.places = new Int32Array(size).fill(-1);
  }

  push(vertex: number, key: number): void {
    const place = at(this.places, vertex);
    this.rise(place >= 0 ? place : this.length++, vertex, key);
  }

  /** The nearest vertex, or -1 when nothing is left. */
  pop(): number {
    if (this.length === 0) return -1;
    const top = at(this.vertices, 0);
    this.places[top] = -1;
    this.length--;
    if (this.length > 0) this.sink(at(this.vertices, this.length), at(this.keys, this.length));
    return top;
  }

  private rise(start: number, vertex: number, key: number): void {
    let place = start;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (at(this.keys, parent) <= key) break;
      this.put(place, at(this.vertices, parent), at(this.keys, parent));
      place = parent;
    }
    this.put(place, vertex, key);
  }

  private sink(vertex: number, key: number): void {
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= this.length) break;
      if (child + 1 < this.length && at(this.keys, child + 1) < at(this.keys, child)) child++;
      if (at(this.keys, child) >= key) break;
      this.put(place, at(this.vertices, child), at(this.keys, child));
      place = child;
    }
    this.put(place, vertex, key);
  }

  private put(place: number, vertex: number, key: number): void {
    this.vertices[place] = vertex;
    this.keys[place] = key;
    this.places[vertex] = place;
  }
}
