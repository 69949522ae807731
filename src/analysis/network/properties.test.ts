import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addPathSums,
  arcBetweenness,
  betweenness,
  compareNetworks,
  createNetwork,
  cuts,
  graphOf,
  layoutGraph,
  measureNetwork,
  type NetworkInput,
  pathSums,
  reachWithin,
  stepsFrom,
  tieBetweenness,
  weakComponents,
  withoutActor,
} from './index.ts';

/** Any network of up to 14 actors, directed or not, with strengths 1 to 4. */
const networks: fc.Arbitrary<NetworkInput> = fc
  .record({ size: fc.integer({ min: 1, max: 14 }), directed: fc.boolean() })
  .chain(({ size, directed }) =>
    fc
      .uniqueArray(
        fc.record({ a: fc.nat(size - 1), b: fc.nat(size - 1), strength: fc.integer({ min: 1, max: 4 }) }),
        {
          maxLength: 40,
          selector: ({ a, b }) => (directed ? `${a}>${b}` : `${Math.min(a, b)}-${Math.max(a, b)}`),
        },
      )
      .map((pairs) => ({
        directed,
        actors: Array.from({ length: size }, (_, i) => ({ id: `a${i}`, pillar: `p${i % 3}` })),
        ties: pairs
          .filter(({ a, b }) => a !== b)
          .map(({ a, b, strength }) => ({ from: `a${a}`, to: `a${b}`, strength })),
      })),
  );

test('renaming and reordering actors changes no score', () => {
  fc.assert(
    fc.property(networks, fc.infiniteStream(fc.nat(1000)), (input, keys) => {
      const order = input.actors.map((actor) => ({ actor, key: keys.next().value ?? 0 }));
      order.sort((a, b) => a.key - b.key);
      const renamed = createNetwork({
        ...input,
        actors: order.map(({ actor }) => ({ ...actor, id: `x-${actor.id}` })),
        ties: [...input.ties].reverse().map((tie) => ({ ...tie, from: `x-${tie.from}`, to: `x-${tie.to}` })),
      });
      const before = measureNetwork(createNetwork(input));
      const after = measureNetwork(renamed);
      const byId = new Map(after.nodes.map((node) => [node.id, node]));
      for (const node of before.nodes) {
        const same = byId.get(`x-${node.id}`);
        expect(same?.brokerage).toEqual(node.brokerage);
        for (const name of [
          'degree',
          'betweenness',
          'closeness',
          'harmonic',
          'eigenvector',
          'coreNumber',
        ] as const) {
          expect(same?.[name]).toBeCloseTo(node[name], 9);
        }
        expect(same?.constraint ?? -1).toBeCloseTo(node.constraint ?? -1, 9);
        expect(same?.effectiveSize ?? -1).toBeCloseTo(node.effectiveSize ?? -1, 9);
      }
      expect(after.krackhardt).toEqual(before.krackhardt);
      expect(after.density).toBe(before.density);
      expect(after.components.map((part) => part.length)).toEqual(
        before.components.map((part) => part.length),
      );
    }),
    { numRuns: 150 },
  );
});

test('every measure stays in its range', () => {
  fc.assert(
    fc.property(networks, (input) => {
      const measures = measureNetwork(createNetwork(input));
      const shares = [
        measures.density,
        measures.reciprocity,
        ...Object.values(measures.krackhardt),
        ...Object.values(measures.centralization),
        ...measures.nodes.flatMap((node) => [node.closeness, node.eigenvector, node.coreness]),
      ];
      for (const share of shares) {
        if (share === null) continue;
        expect(share).toBeGreaterThanOrEqual(-1e-12);
        expect(share).toBeLessThanOrEqual(1 + 1e-12);
      }
      const pairs = (input.actors.length - 1) * (input.actors.length - 2);
      for (const node of measures.nodes) {
        expect(node.betweenness).toBeLessThanOrEqual(input.directed ? pairs : pairs / 2);
        expect(node.constraint === null).toBe(node.degree === 0);
        expect(node.effectiveSize ?? 1).toBeGreaterThan(0);
      }
      const square = measures.nodes.reduce((sum, node) => sum + node.eigenvector ** 2, 0);
      expect(square).toBeCloseTo(measures.ties === 0 ? 0 : 1, 9);
    }),
    { numRuns: 200 },
  );
});

test('betweenness found from both sides equals counting every shortest path', () => {
  fc.assert(
    fc.property(networks, (input) => {
      const graph = graphOf(createNetwork(input));
      const fast = betweenness(graph, pathSums(graph, 'step'));
      const counted = new Array(graph.size).fill(0);
      const distance = Array.from({ length: graph.size }, (_, v) => stepsFrom(graph, v));
      const paths = (from: number, to: number): number[][] => {
        if (from === to) return [[to]];
        const steps = distance[from]?.[to] ?? -1;
        return Array.from(graph.targets.slice(graph.starts[from], graph.starts[from + 1]))
          .filter((next) => (distance[next]?.[to] ?? -1) === steps - 1)
          .flatMap((next) => paths(next, to).map((rest) => [from, ...rest]));
      };
      for (let a = 0; a < graph.size; a++) {
        for (let b = 0; b < graph.size; b++) {
          if (a === b || (distance[a]?.[b] ?? -1) < 0) continue;
          const all = paths(a, b);
          for (const path of all) for (const v of path.slice(1, -1)) counted[v] += 1 / all.length;
        }
      }
      counted.forEach((sum, v) => {
        expect(fast[v]).toBeCloseTo(input.directed ? sum : sum / 2, 9);
      });
    }),
    { numRuns: 100 },
  );
});

test('sources dealt out in ranges add up to the whole', () => {
  fc.assert(
    fc.property(networks, fc.nat(14), (input, cut) => {
      const graph = graphOf(createNetwork(input));
      const at = Math.min(cut, graph.size);
      for (const length of ['step', 'inverse-strength'] as const) {
        const parts = [
          pathSums(graph, length, { first: 0, end: at }),
          pathSums(graph, length, { first: at, end: graph.size }),
        ];
        const whole = pathSums(graph, length);
        const added = addPathSums(parts);
        whole.betweenness.forEach((value, v) => {
          expect(added.betweenness[v]).toBeCloseTo(value, 9);
        });
        whole.distanceFrom.forEach((value, v) => {
          expect(added.distanceFrom[v]).toBeCloseTo(value, 9);
        });
      }
    }),
    { numRuns: 100 },
  );
});

test('with equal strengths, distance by strength is distance by steps', () => {
  fc.assert(
    fc.property(networks, (input) => {
      const graph = graphOf(
        createNetwork({ ...input, ties: input.ties.map((tie) => ({ ...tie, strength: 1 })) }),
      );
      const steps = pathSums(graph, 'step');
      const strength = pathSums(graph, 'inverse-strength');
      steps.betweenness.forEach((value, v) => {
        expect(strength.betweenness[v]).toBeCloseTo(value, 9);
        expect(strength.harmonic[v]).toBeCloseTo(steps.harmonic[v] ?? 0, 9);
      });
    }),
    { numRuns: 100 },
  );
});

test('contacts over all ties add up to all steps between all pairs', () => {
  fc.assert(
    fc.property(networks, (input) => {
      const graph = graphOf(createNetwork({ ...input, directed: false, ties: onePerPair(input) }));
      const perArc = arcBetweenness(graph);
      let overTies = 0;
      for (let a = 0; a < graph.size; a++) {
        for (let b = a + 1; b < graph.size; b++) overTies += tieBetweenness(graph, perArc, a, b);
      }
      const steps = pathSums(graph, 'step').distance.reduce((sum, value) => sum + value, 0) / 2;
      expect(overTies).toBeCloseTo(steps, 9);
    }),
    { numRuns: 100 },
  );
});

test('an articulation point is exactly an actor without whom others lose contact, a bridge such a tie', () => {
  fc.assert(
    fc.property(networks, (input) => {
      const network = createNetwork({ ...input, directed: false, ties: onePerPair(input) });
      const measures = measureNetwork(network);
      for (const actor of network.actors) {
        const { pairsCutOff } = withoutActor(network, actor.id);
        expect(pairsCutOff > 0).toBe(measures.articulationPoints.includes(actor.id));
      }
      const parts = (ties: typeof network.ties) =>
        new Set(weakComponents(graphOf({ ...network, ties }))).size;
      const bridges = network.ties.filter(
        (tie) => parts(network.ties.filter((other) => other !== tie)) > parts(network.ties),
      );
      expect(cuts(graphOf(network)).bridges.length).toBe(bridges.length);
    }),
    { numRuns: 100 },
  );
});

test('reach grows with the steps and ends with the component', () => {
  fc.assert(
    fc.property(networks, (input) => {
      const graph = graphOf(createNetwork(input));
      for (let k = 1; k < 4; k++) {
        const near = reachWithin(graph, k);
        reachWithin(graph, k + 1).forEach((share, v) => {
          expect(share).toBeGreaterThanOrEqual(near[v] ?? 0);
        });
      }
    }),
    { numRuns: 50 },
  );
});

test('a network compared with itself has not changed', () => {
  fc.assert(
    fc.property(networks, (input) => {
      const network = createNetwork(input);
      const change = compareNetworks(network, network);
      expect([change.begun, change.ended, change.stronger, change.weaker, change.betweenness]).toEqual([
        [],
        [],
        [],
        [],
        [],
      ]);
    }),
    { numRuns: 50 },
  );
});

test('a layout is the same each time, lies within its frame, and no two rooms overlap', () => {
  fc.assert(
    fc.property(networks, fc.nat(99), (input, seed) => {
      const graph = graphOf(createNetwork(input));
      const options = { seed, aspect: 1.6, room: () => ({ width: 0.3, height: 0.2 }) };
      const layout = layoutGraph(graph, options);
      expect(layoutGraph(graph, options)).toEqual(layout);
      for (let a = 0; a < graph.size; a++) {
        const [x, y] = [layout.x[a] ?? Number.NaN, layout.y[a] ?? Number.NaN];
        expect(x).toBeGreaterThanOrEqual(-1e-9);
        expect(x).toBeLessThanOrEqual(layout.width + 1e-9);
        expect(y).toBeGreaterThanOrEqual(-1e-9);
        expect(y).toBeLessThanOrEqual(layout.height + 1e-9);
        for (let b = 0; b < a; b++) {
          const apart = Math.abs(x - (layout.x[b] ?? 0)) > 0.29 || Math.abs(y - (layout.y[b] ?? 0)) > 0.19;
          expect(apart).toBe(true);
        }
      }
    }),
    { numRuns: 60 },
  );
});

function onePerPair(input: NetworkInput): NetworkInput['ties'] {
  const seen = new Set<string>();
  return input.ties.filter(({ from, to }) => {
    const key = [from, to].sort().join(' ');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
