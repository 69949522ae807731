import { UndirectedGraph } from 'graphology';
import betweennessCentrality from 'graphology-metrics/centrality/betweenness.js';
import {
  betweenness,
  createNetwork,
  drawSociogram,
  graphOf,
  measureNetwork,
  type NetworkInput,
  pathSums,
  type TieInput,
} from '#analysis/network/index.ts';
import { seededRandom } from '#analysis/network/random.ts';
import { pathSumsInThreads } from '../src/cli/network-threads.ts';
import { sociogramWords } from '../src/cli/network-words.ts';

/*
 * Actor networks, measured in one run: exact betweenness beside graphology's on the same random network,
 * all metrics and the sociogram of a network of 300 actors. Prints medians and ratios.
 */

function randomNetwork(actors: number, ties: number, strengths: number): NetworkInput {
  const random = seededRandom(2026);
  const seen = new Set<number>();
  const list: TieInput[] = [];
  while (list.length < ties) {
    const a = Math.floor(random() * actors);
    const b = Math.floor(random() * actors);
    const key = Math.min(a, b) * actors + Math.max(a, b);
    if (a === b || seen.has(key)) continue;
    seen.add(key);
    list.push({ from: `a${a}`, to: `a${b}`, strength: 1 + Math.floor(random() * strengths) });
  }
  const pillars = ['pemerintah', 'masyarakat', 'swasta', 'kampus'];
  return {
    directed: false,
    actors: Array.from({ length: actors }, (_, i) => ({ id: `a${i}`, pillar: pillars[i % pillars.length] })),
    ties: list,
  };
}

async function median(runs: number, work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return times[times.length >> 1] ?? Number.NaN;
}

function print(name: string, milliseconds: number, remark = ''): void {
  console.log(`${name.padEnd(58)} ${milliseconds.toFixed(1).padStart(9)} ms  ${remark}`);
}

const large = createNetwork(randomNetwork(5_000, 25_000, 1));
const graph = graphOf(large);
const other = new UndirectedGraph();
for (const actor of large.actors) other.addNode(actor.id);
for (const tie of large.ties) other.addEdge(tie.from, tie.to);

const theirs = betweennessCentrality(other, { normalized: false, getEdgeWeight: null });
const ours = betweenness(graph, pathSums(graph, 'step'));
const furthest = Math.max(
  ...large.actors.map((actor, i) => Math.abs((ours[i] ?? 0) - (theirs[actor.id] ?? 0))),
);

const graphology = await median(3, () =>
  betweennessCentrality(other, { normalized: false, getEdgeWeight: null }),
);
const alone = await median(3, () => pathSums(graph, 'step'));
const twoThreads = await median(3, () => pathSumsInThreads(graph, 2));
console.log('Exact betweenness (with closeness and harmonic), 5,000 actors, 25,000 ties');
print('  graphology', graphology, `greatest difference ${furthest.toExponential(1)}`);
print('  one thread', alone, `${(graphology / alone).toFixed(2)} × graphology (wanted 1.2)`);
print(
  '  two threads, starting them included',
  twoThreads,
  `${(graphology / twoThreads).toFixed(2)} × graphology (wanted 3)`,
);

for (const [name, strengths] of [
  ['ties present or absent', 1],
  ['ties of strength 1 to 3', 3],
] as const) {
  const network = createNetwork(randomNetwork(300, 1_200, strengths));
  const measures = measureNetwork(network);
  const words = sociogramWords(measures, 'id');
  await median(5, () => measureNetwork(network));
  console.log(`300 actors, 1,200 ${name}`);
  print('  all metrics', await median(15, () => measureNetwork(network)), '(wanted < 50)');
  print(
    '  sociogram laid out and drawn',
    await median(9, () => drawSociogram(network, { id: 'bench', words })),
    '(wanted < 300)',
  );
}
