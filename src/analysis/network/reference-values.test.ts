import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  coreNumbers,
  createNetwork,
  graphOf,
  measureNetwork,
  modularity,
  type NetworkMeasures,
  readNetwork,
} from './index.ts';

const EXACT = 1e-9;

function close(actual: readonly (number | null)[], expected: readonly (number | null)[]): void {
  expect(actual.length).toBe(expected.length);
  actual.forEach((value, i) => {
    const wanted = expected[i] ?? null;
    if (value === null || wanted === null) expect(value).toBe(wanted);
    else expect(Math.abs(value - wanted), `entry ${i}: ${value}, expected ${wanted}`).toBeLessThan(EXACT);
  });
}

type ScoreName =
  | 'betweenness'
  | 'closeness'
  | 'closenessIn'
  | 'harmonic'
  | 'eigenvector'
  | 'constraint'
  | 'effectiveSize';

function column(measures: NetworkMeasures, name: ScoreName): (number | null)[] {
  return measures.nodes.map((node) => node[name]);
}

describe("Krackhardt's kite (1990)", () => {
  const kite = readNetwork(
    'from,to\nA,B\nA,C\nA,D\nA,F\nB,D\nB,E\nB,G\nC,D\nC,F\nD,E\nD,F\nD,G\nE,G\nF,G\nF,H\nG,H\nH,I\nI,J\n',
  );
  const measures = measureNetwork(kite);

  test('the most contacts, the nearest to all and the go-between are three different actors', () => {
    const top = (name: 'degree' | 'closeness' | 'betweenness') =>
      [...measures.nodes].sort((a, b) => b[name] - a[name])[0]?.id;
    expect(top('degree')).toBe('D');
    expect(['F', 'G']).toContain(top('closeness'));
    expect(top('betweenness')).toBe('H');
  });

  test('raw betweenness counts each pair once', () => {
    const byId = new Map(measures.nodes.map((node) => [node.id, node.betweenness]));
    close([byId.get('H') ?? null, byId.get('I') ?? null, byId.get('J') ?? null], [14, 8, 0]);
  });
});

describe('a directed network with an isolate and a pair apart (values: networkx 3.6.1, effective size by its formula node by node; roles and Krackhardt by enumeration)', () => {
  const groups = { A: 'p', B: 'p', C: 'q', D: 'q', E: 'r', F: 'r', G: 'p', H: 'q', I: 'p' };
  const network = createNetwork({
    directed: true,
    actors: Object.entries(groups).map(([id, pillar]) => ({ id, pillar })),
    ties: [
      ['A', 'B', 2],
      ['B', 'A', 1],
      ['B', 'C', 3],
      ['C', 'D', 1],
      ['D', 'B', 2],
      ['C', 'E', 1],
      ['E', 'F', 4],
      ['D', 'F', 2],
      ['G', 'H', 1],
      ['A', 'D', 1],
    ].map(([from, to, strength]) => ({ from: String(from), to: String(to), strength: Number(strength) })),
  });
  const measures = measureNetwork(network);
  const weighted = (name: 'betweenness' | 'constraint' | 'effectiveSize') =>
    measures.nodes.map((node) => node.weighted?.[name] ?? null);

  test('density and edgewise reciprocity', () => {
    close([measures.density, measures.reciprocity], [10 / 72, 0.2]);
  });

  test('betweenness over ordered pairs, by steps and by 1/strength', () => {
    close(column(measures, 'betweenness'), [5 / 6, 6, 25 / 6, 25 / 6, 5 / 6, 0, 0, 0, 0]);
    close(weighted('betweenness'), [0, 6, 5, 3, 2, 0, 0, 0, 0]);
  });

  test('closeness stays defined where parts cannot reach each other', () => {
    const reachesMost = 0.3472222222222222;
    close(column(measures, 'closeness'), [
      reachesMost,
      reachesMost,
      reachesMost,
      reachesMost,
      0.125,
      0,
      0.125,
      0,
      0,
    ]);
    close(column(measures, 'closenessIn'), [
      0.1875,
      0.28125,
      0.225,
      0.28125,
      2 / 9,
      reachesMost,
      0,
      0.125,
      0,
    ]);
    close(column(measures, 'harmonic'), [10 / 3, 10 / 3, 10 / 3, 10 / 3, 1, 0, 1, 0, 0]);
  });

  test("constraint and effective size: ego's network is predecessors or successors, an isolate has none", () => {
    close(column(measures, 'constraint'), [
      0.8125,
      0.6640625,
      0.45833333333333326,
      0.55078125,
      0.5,
      0.5,
      1,
      1,
      null,
    ]);
    close(column(measures, 'effectiveSize'), [7 / 6, 1.875, 2.5, 3.125, 2, 2, 1, 1, null]);
    close(weighted('constraint'), [
      0.8858506944444445,
      0.5225737847222223,
      0.6069444444444445,
      0.592986111111111,
      0.68,
      5 / 9,
      1,
      1,
      null,
    ]);
    close(weighted('effectiveSize'), [13 / 12, 59 / 24, 34 / 15, 3, 2, 2, 1, 1, null]);
  });

  test('eigenvector on the symmetrised graph; smaller parts score 0', () => {
    close(
      column(measures, 'eigenvector'),
      [
        0.35851164397993757, 0.4748380103322515, 0.44819587657272614, 0.547966083243476, 0.25586170425816135,
        0.2817564217664437, 0, 0, 0,
      ],
    );
  });

  test('brokerage roles over the groups', () => {
    const roles = measures.nodes.map(({ brokerage: b }) =>
      b ? [b.coordinator, b.gatekeeper, b.representative, b.consultant, b.liaison] : null,
    );
    expect(roles.slice(0, 6)).toEqual([
      [0, 0, 1, 0, 0],
      [0, 1, 1, 1, 0],
      [0, 1, 0, 0, 1],
      [0, 0, 2, 0, 1],
      [0, 1, 0, 0, 0],
      [0, 0, 0, 0, 0],
    ]);
  });

  test("Krackhardt's four, components and cuts", () => {
    const { connectedness, hierarchy, efficiency, lub } = measures.krackhardt;
    close([connectedness, hierarchy, efficiency, lub], [16 / 36, 0.625, 1 - 4 / 26, 1]);
    expect(measures.strongComponents[0]).toEqual(['A', 'B', 'C', 'D']);
    expect(measures.components).toEqual([['A', 'B', 'C', 'D', 'E', 'F'], ['G', 'H'], ['I']]);
    expect(measures.bridges).toEqual([['G', 'H']]);
    expect(measures.articulationPoints).toEqual([]);
    expect(measures.isolates).toEqual(['I']);
  });
});

test('two actors above the same pair, neither above the other, leave the pair without a least upper bound', () => {
  const network = createNetwork({
    directed: true,
    actors: ['a', 'b', 'x', 'y'].map((id) => ({ id })),
    ties: ['a', 'b'].flatMap((from) => ['x', 'y'].map((to) => ({ from, to }))),
  });
  const { lub, hierarchy } = measureNetwork(network).krackhardt;
  close([lub, hierarchy], [1 - 2 / 3, 1]);
});

/* Reference files made with other tools. They lie beside the project and need not be there. */
const folder = new URL('../../../../shared/cases/networks/', import.meta.url);
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];

const Vector = z.array(z.number().nullable());
const Values = z.record(z.string(), z.unknown());
const Reference = z.object({
  weighted: z.boolean(),
  attributes: z.union([z.record(z.string(), z.array(z.unknown())), z.array(z.unknown())]),
  tools: z.object({
    sna: z.object({ values: Values }),
    igraph_R: z.object({ values: Values }),
    xUCINET: z.object({ values: Values }),
    networkx: z.object({ values: Values }),
    igraph_python: z.object({ values: Values }),
  }),
});

for (const file of files) {
  describe(`agrees with the tools in ${file}`, () => {
    const text = readFileSync(new URL(file, folder), 'utf8');
    const reference = Reference.parse(JSON.parse(text));
    const { sna, igraph_R: igraph, xUCINET: ucinet, networkx } = reference.tools;
    const network = readNetwork(text, { fileName: file });
    const measures = measureNetwork(network);
    const vector = (values: Record<string, unknown>, name: string) => Vector.parse(values[name]);

    test('whole network', () => {
      const { density, reciprocity, centralization, krackhardt } = measures;
      const tool = z.object({
        connectedness: z.number(),
        hierarchy: z.number(),
        efficiency: z.number(),
        lubness: z.number(),
      });
      const four = tool.parse(sna.values.krackhardt);
      close(
        [density, reciprocity],
        [z.number().parse(sna.values.density), z.number().parse(igraph.values.reciprocity)],
      );
      close(
        [centralization.degree, centralization.betweenness, centralization.closeness],
        ['centr_degree', 'centr_betweenness', 'centr_closeness'].map((name) =>
          z.number().nullable().parse(igraph.values[name]),
        ),
      );
      close(
        [krackhardt.connectedness, krackhardt.hierarchy, krackhardt.efficiency, krackhardt.lub],
        [four.connectedness, four.hierarchy, four.efficiency, four.lubness],
      );
    });

    test('every actor', () => {
      close(
        measures.nodes.map((node) => node.degree),
        z.object({ degree: Vector }).parse(sna.values.degree).degree,
      );
      for (const tool of [sna, igraph])
        close(column(measures, 'betweenness'), vector(tool.values, 'betweenness'));
      close(column(measures, 'betweenness'), vector(networkx.values, 'betweenness_raw'));
      close(column(measures, 'closeness'), vector(networkx.values, 'closeness_in_wf_improved'));
      close(
        measures.nodes.map((node) => node.closenessWithinReach),
        vector(igraph.values, 'closeness_out_normalized'),
      );
      close(column(measures, 'harmonic'), vector(igraph.values, 'harmonic_out'));
      close(column(measures, 'harmonic'), vector(networkx.values, 'harmonic_in'));
      close(column(measures, 'eigenvector'), vector(networkx.values, 'eigenvector_undirected_l2'));
      close(column(measures, 'eigenvector'), vector(sna.values, 'eigenvector_symmetrized_weak_l2'));
      close(column(measures, 'constraint'), vector(networkx.values, 'constraint'));
      close(column(measures, 'constraint'), vector(igraph.values, 'constraint'));
      close(column(measures, 'effectiveSize'), vector(networkx.values, 'effective_size'));
      close([...coreNumbers(graphOf(network))], vector(sna.values, 'kcore_degree'));
    });

    test('bridges, articulation points, components', () => {
      const pairs = z.array(z.tuple([z.string(), z.string()])).parse(networkx.values.bridges);
      expect(measures.bridges.map((pair) => [...pair].sort())).toEqual(pairs.map((pair) => [...pair].sort()));
      expect(measures.articulationPoints).toEqual(networkx.values.articulation_points);
      expect(measures.components.length).toBe(networkx.values.components_weak);
    });

    test('core and periphery', () => {
      const rows = z
        .object({
          rows: z.array(z.tuple([z.number(), z.number(), z.number().nullable(), z.number(), z.number()])),
        })
        .parse(ucinet.values.core_periphery_symmetrized).rows;
      close(
        measures.nodes.map((node) => node.coreness),
        rows.map((row) => row[0]),
      );
      const inCore = rows.flatMap((row, i) => (row[4] === 1 ? [network.actors[i]?.id] : []));
      expect(measures.corePeriphery.core).toEqual(inCore);
      const best = Math.max(...rows.map((row) => row[2] ?? 0));
      close([measures.corePeriphery.correlation], [best]);
    });

    test('modularity of divisions that other tools found, and communities at least as good as their Louvain', () => {
      const Division = z.object({ membership: z.array(z.number().int()), modularity: z.number() });
      const found = z.record(z.string(), Division).parse(igraph.values.communities_undirected);
      const best = Division.parse(reference.tools.igraph_python.values.optimal_modularity);
      for (const { membership, modularity: wanted } of [...Object.values(found), best]) {
        close([modularity(graphOf(network), Int32Array.from(membership), 'binary')], [wanted]);
      }
      expect(measures.modularity).toBeGreaterThanOrEqual((found.louvain_seed1?.modularity ?? 0) - EXACT);
      expect(measures.modularity).toBeLessThanOrEqual(best.modularity + EXACT);
    });

    const attributes = Array.isArray(reference.attributes) ? [] : Object.keys(reference.attributes);
    const roles = z
      .union([z.record(z.string(), z.object({ raw: z.array(z.array(z.number())) })), z.array(z.unknown())])
      .parse(sna.values.gould_fernandez);
    for (const attribute of Array.isArray(roles) ? [] : attributes.filter((name) => name in roles)) {
      test(`brokerage and E-I index by ${attribute}`, () => {
        const grouped = measureNetwork(network, { attribute });
        expect(
          grouped.nodes.map(
            ({ brokerage: b }) =>
              b && [b.coordinator, b.consultant, b.representative, b.gatekeeper, b.liaison],
          ),
        ).toEqual(Array.isArray(roles) ? [] : roles[attribute]?.raw.map((row) => row.slice(0, 5)));
        const index = z
          .record(z.string(), z.object({ ei_index: z.number() }))
          .parse(networkx.values.by_attribute);
        close([grouped.eiIndex], [index[attribute]?.ei_index ?? null]);
      });
    }

    if (reference.weighted) {
      test('tie strength: distance is 1/strength; paths of equal length count together although their sums differ in the last bit', () => {
        const tool = z.record(z.string(), Vector.or(z.unknown())).parse(igraph.values.weighted);
        const scores = (name: 'strength' | 'betweenness' | 'constraint' | 'eigenvector' | 'effectiveSize') =>
          measures.nodes.map((node) => node.weighted?.[name] ?? null);
        close(scores('strength'), Vector.parse(tool.strength_all));
        close(scores('betweenness'), Vector.parse(tool.betweenness_inverse_weight));
        close(scores('constraint'), Vector.parse(tool.constraint));
        close(scores('constraint'), vector(networkx.values, 'constraint_weighted'));
        close(scores('effectiveSize'), vector(networkx.values, 'effective_size_weighted'));
        close(scores('eigenvector'), vector(networkx.values, 'eigenvector_weighted_l2'));
      });
    }
  });
}
