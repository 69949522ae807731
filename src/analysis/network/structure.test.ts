import { DirectedGraph, UndirectedGraph } from 'graphology';
import pagerank from 'graphology-metrics/centrality/pagerank.js';
import diameterOf from 'graphology-metrics/graph/diameter.js';
import eccentricityOf from 'graphology-metrics/node/eccentricity.js';
import { describe, expect, test } from 'vitest';
import {
  cliques,
  clustering,
  createNetwork,
  graphFromArcs,
  graphOf,
  measureFully,
  type Network,
  NetworkInputError,
  pageRank,
  qapCorrelation,
  readNetwork,
  structuralEquivalence,
  TRIADS,
  triadCensus,
} from './index.ts';
import { seededRandom } from './random.ts';

/** Padgett's Florentine families (Breiger and Pattison 1986), Pucci without a marriage. */
const MARRIAGES =
  'from,to\nAcciaiuoli,Medici\nAlbizzi,Ginori\nAlbizzi,Guadagni\nAlbizzi,Medici\nBarbadori,Castellani\nBarbadori,Medici\nBischeri,Guadagni\nBischeri,Peruzzi\nBischeri,Strozzi\nCastellani,Peruzzi\nCastellani,Strozzi\nGuadagni,Lamberteschi\nGuadagni,Tornabuoni\nMedici,Ridolfi\nMedici,Salviati\nMedici,Tornabuoni\nPazzi,Salviati\nPeruzzi,Strozzi\nRidolfi,Strozzi\nRidolfi,Tornabuoni\nPucci,\n';
const BUSINESS =
  'from,to\nBarbadori,Castellani\nBarbadori,Ginori\nBarbadori,Medici\nBarbadori,Peruzzi\nBischeri,Guadagni\nBischeri,Lamberteschi\nBischeri,Peruzzi\nCastellani,Lamberteschi\nCastellani,Peruzzi\nGinori,Medici\nGuadagni,Lamberteschi\nLamberteschi,Peruzzi\nMedici,Pazzi\nMedici,Salviati\nMedici,Tornabuoni\nAcciaiuoli,\nAlbizzi,\nPucci,\nRidolfi,\nStrozzi,\n';
const marriages = readNetwork(MARRIAGES);

function randomNetwork(directed: boolean, actors: number, ties: number, seed: number): Network {
  const random = seededRandom(seed);
  const seen = new Set<string>();
  while (seen.size < ties) {
    const [a, b] = [Math.floor(random() * actors), Math.floor(random() * actors)];
    if (a !== b && (directed || a < b)) seen.add(`${a} ${b}`);
  }
  return createNetwork({
    directed,
    actors: Array.from({ length: actors }, (_, i) => ({ id: String(i) })),
    ties: [...seen].map((pair) => {
      const [from = '', to = ''] = pair.split(' ');
      return { from, to, strength: 1 + Math.floor(random() * 3) };
    }),
  });
}

describe('the Florentine families have the values that are published', () => {
  const measures = measureFully(marriages);

  test('three triangles in 47 triples; families of fewer than two marriages have no clustering', () => {
    expect(measures.clustering.triangles).toBe(3);
    expect(measures.clustering.transitivity).toBeCloseTo(9 / 47, 12);
    // networkx: mean 0.16 over the fifteen married families, five of which count 0 for having one marriage or none.
    const sum = measures.nodes.reduce((total, node) => total + (node.clustering ?? 0), 0);
    expect(sum / 15).toBeCloseTo(0.16, 12);
    expect(measures.nodes.filter((node) => node.clustering === null).map((node) => node.id)).toEqual([
      'Acciaiuoli',
      'Ginori',
      'Lamberteschi',
      'Pazzi',
      'Pucci',
    ]);
  });

  test('mean distance 2.486 and diameter 5 among the fifteen who can reach each other', () => {
    expect(measures.distances.mean).toBeCloseTo(261 / 105, 12);
    expect(measures.distances.diameter).toBe(5);
    expect(measures.distances.reachablePairs).toBeCloseTo((15 * 14) / (16 * 15), 12);
  });

  test('marriage and business go together at 0.372, which chance hardly brings about', () => {
    const qap = qapCorrelation(marriages, readNetwork(BUSINESS), { permutations: 5_000, seed: 7 });
    expect(qap.correlation).toBeCloseTo(0.3718679, 6);
    expect(qap.atLeast).toBeLessThan(0.005);
    expect(qap.atMost).toBeGreaterThan(0.995);
    expect(Math.abs(qap.mean ?? 1)).toBeLessThan(0.01);
    expect(qapCorrelation(marriages, readNetwork(BUSINESS), { permutations: 5_000, seed: 7 })).toEqual(qap);
  });

  test('cliques', () => {
    expect(measures.cliques).toMatchObject({ count: 3, complete: true });
    expect(measures.cliques.largest.map((clique) => [...clique].sort().join(' ')).sort()).toEqual([
      'Bischeri Peruzzi Strozzi',
      'Castellani Peruzzi Strozzi',
      'Medici Ridolfi Tornabuoni',
    ]);
  });
});

describe.each([
  ['undirected', false],
  ['directed', true],
] as const)('a random %s network agrees with graphology', (_, directed) => {
  const network = randomNetwork(directed, 60, 260, 5);
  const graph = graphOf(network);
  const other = directed ? new DirectedGraph() : new UndirectedGraph();
  for (const actor of network.actors) other.addNode(actor.id);
  for (const tie of network.ties) other.addEdge(tie.from, tie.to, { weight: tie.strength });
  const measures = measureFully(network);

  test.each([
    ['binary', null],
    ['strength', 'weight'],
  ] as const)('PageRank, %s', (weights, attribute) => {
    const theirs = pagerank(other, {
      alpha: 0.85,
      tolerance: 1e-14,
      maxIterations: 1_000,
      getEdgeWeight: attribute,
    });
    pageRank(graph, weights).forEach((rank, v) => {
      expect(rank).toBeCloseTo(theirs[String(v)] ?? Number.NaN, 9);
    });
  });

  test('diameter and eccentricity', () => {
    // Every actor reaches every other here, so that both mean the same by it.
    expect(measures.distances.reachablePairs).toBe(1);
    expect(measures.distances.diameter).toBe(diameterOf(other));
    for (const node of measures.nodes) expect(node.eccentricity).toBe(eccentricityOf(other, node.id));
  });

  test('normalised scores are at most 1 and keep the order', () => {
    for (const node of measures.nodes) {
      const n = network.actors.length - 1;
      expect(node.normalized.degree).toBeCloseTo(node.degree / (directed ? 2 * n : n), 12);
      expect(node.normalized.betweenness).toBeCloseTo(
        node.betweenness / ((n * (n - 1)) / (directed ? 1 : 2)),
        12,
      );
      expect(node.normalized.harmonic).toBeCloseTo(node.harmonic / n, 12);
    }
  });

  test('triads, clustering and cliques by looking at every triple', () => {
    const tied = (a: number, b: number) => other.hasEdge(String(a), String(b));
    const all = new Map<string, number>();
    let triangles = 0;
    for (let a = 0; a < 60; a++) {
      for (let b = a + 1; b < 60; b++) {
        for (let c = b + 1; c < 60; c++) {
          const kind = [
            [a, b],
            [a, c],
            [b, c],
          ].map(([x = 0, y = 0]) => Number(tied(x, y)) + Number(tied(y, x)));
          const counts = [2, 1, 0].map((value) => kind.filter((each) => each === value).length);
          const code = counts.join('');
          all.set(code, (all.get(code) ?? 0) + 1);
          if (kind.every((each) => each > 0)) triangles++;
        }
      }
    }
    const census = triadCensus(graph);
    const grouped = new Map<string, number>();
    for (const triad of TRIADS) {
      const count = census?.[triad] ?? 0;
      if (count > 0) grouped.set(triad.slice(0, 3), (grouped.get(triad.slice(0, 3)) ?? 0) + count);
    }
    expect([...grouped].sort()).toEqual([...all].sort());
    expect(clustering(graph).triangles).toBe(triangles);
    const found = cliques(graph);
    expect(found.complete).toBe(true);
    for (const clique of found.cliques) {
      const everyone = clique.every((a) => clique.every((b) => a === b || (tied(a, b) && tied(b, a))));
      const noMore = ![...Array(60).keys()].some(
        (v) => !clique.includes(v) && clique.every((a) => tied(a, v) && tied(v, a)),
      );
      expect([everyone, noMore]).toEqual([true, true]);
    }
  });

  test('distances of profiles by looking at every place', () => {
    const tie = (a: number, b: number) => Number(other.hasEdge(String(a), String(b)));
    const distance = (a: number, b: number) => {
      let sum = 2 * (tie(a, b) - tie(b, a)) ** 2;
      for (let k = 0; k < 60; k++) {
        if (k !== a && k !== b) sum += (tie(a, k) - tie(b, k)) ** 2 + (tie(k, a) - tie(k, b)) ** 2;
      }
      return Math.sqrt(sum);
    };
    const { nearest } = structuralEquivalence(graph);
    nearest.forEach((near, v) => {
      const others = [...Array(60).keys()].filter((w) => w !== v);
      expect(near?.distance).toBeCloseTo(Math.min(...others.map((w) => distance(v, w))), 9);
      expect(near?.distance).toBeCloseTo(distance(v, near?.vertex ?? v), 9);
    });
  });
});

describe('triads as Holland and Leinhardt name them', () => {
  test.each([
    ['003', ''],
    ['012', 'ab'],
    ['102', 'ab ba'],
    ['021D', 'ba bc'],
    ['021U', 'ab cb'],
    ['021C', 'ab bc'],
    ['111D', 'ab ba cb'],
    ['111U', 'ab ba bc'],
    ['030T', 'ab cb ac'],
    ['030C', 'ab bc ca'],
    ['201', 'ab ba bc cb'],
    ['120D', 'ba bc ac ca'],
    ['120U', 'ab cb ac ca'],
    ['120C', 'ab bc ac ca'],
    ['210', 'ab bc cb ac ca'],
    ['300', 'ab ba bc cb ac ca'],
  ] as const)('%s: %s', (triad, arcs) => {
    // However the three are numbered.
    for (const order of ['abc', 'acb', 'bac', 'bca', 'cab', 'cba']) {
      const list = arcs === '' ? [] : arcs.split(' ');
      const graph = graphFromArcs(3, true, {
        from: list.map((arc) => order.indexOf(arc[0] ?? '')),
        to: list.map((arc) => order.indexOf(arc[1] ?? '')),
        weight: list.map(() => 1),
      });
      const census = triadCensus(graph);
      expect(TRIADS.filter((each) => census?.[each] === 1)).toEqual([triad]);
    }
  });
});

describe('structural equivalence', () => {
  test('those with the same contacts, apart or tied to each other', () => {
    const network = readNetwork(
      'from,to\nhub,a\nhub,b\nx,y\nx,z\ny,z\nhub,x\nhub,y\nhub,z\nalone,\napart,\n',
    );
    expect(measureFully(network).structurallyEquivalent).toEqual([
      ['a', 'b'],
      ['x', 'y', 'z'],
      ['alone', 'apart'],
    ]);
  });

  test('one way only is no equivalence', () => {
    const network = readNetwork('from,to,type\na,b,Directed\nc,a,Directed\nc,b,Directed\n');
    expect(measureFully(network).structurallyEquivalent).toEqual([]);
  });
});

test('more cliques than anybody reads: the search says that it did not end', () => {
  // Thirty pairs, each tied to everybody but its other half: 2^30 cliques.
  const from: number[] = [];
  const to: number[] = [];
  for (let a = 0; a < 60; a++)
    for (let b = 0; b < 60; b++)
      if (a !== b && a >> 1 !== b >> 1) {
        from.push(a);
        to.push(b);
      }
  const found = cliques(graphFromArcs(60, false, { from, to, weight: from.map(() => 1) }));
  expect(found.complete).toBe(false);
  expect(found.cliques.every((clique) => clique.length === 30)).toBe(true);
});

describe('QAP', () => {
  test('a network goes with itself perfectly, and the other way round with its complement', () => {
    expect(qapCorrelation(marriages, marriages, { permutations: 100 }).correlation).toBeCloseTo(1, 12);
  });

  test('the order in which actors are listed does not matter', () => {
    const turned = createNetwork({ ...marriages, actors: [...marriages.actors].reverse() });
    expect(qapCorrelation(marriages, turned, { permutations: 0 }).correlation).toBeCloseTo(1, 12);
  });

  test('strengths count when asked', () => {
    const one = readNetwork('from,to,weight\na,b,1\nb,c,3\nc,a,\n');
    const other = readNetwork('from,to,weight\na,b,2\nb,c,6\nc,a,2\n');
    expect(qapCorrelation(one, other, { permutations: 10, weights: 'strength' }).correlation).toBeCloseTo(
      1,
      12,
    );
    expect(qapCorrelation(one, other, { permutations: 10 }).correlation).toBeNull();
  });

  test('other actors are refused', () => {
    expect(() => qapCorrelation(marriages, readNetwork('from,to\na,b\n'))).toThrow(NetworkInputError);
  });
});
