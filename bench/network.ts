import { UndirectedGraph } from 'graphology';
import betweennessCentrality from 'graphology-metrics/centrality/betweenness.js';
import {
  betweenness,
  createNetwork,
  drawSociogram,
  graphOf,
  measureFully,
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

/* Turn by turn, so that whatever else the machine does falls on all three. */
const rounds: { graphology: number; alone: number; twoThreads: number }[] = [];
for (let round = 0; round < 5; round++) {
  rounds.push({
    graphology: await median(1, () =>
      betweennessCentrality(other, { normalized: false, getEdgeWeight: null }),
    ),
    alone: await median(1, () => pathSums(graph, 'step')),
    twoThreads: await median(1, () => pathSumsInThreads(graph, 2)),
  });
}
const middle = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const ratio = (name: 'alone' | 'twoThreads') =>
  middle(rounds.map((round) => round.graphology / round[name])).toFixed(2);
console.log(
  'Exact betweenness (with closeness and harmonic), 5,000 actors, 25,000 ties; medians of 5 rounds',
);
print(
  '  graphology',
  middle(rounds.map((round) => round.graphology)),
  `greatest difference ${furthest.toExponential(1)}`,
);
print(
  '  one thread',
  middle(rounds.map((round) => round.alone)),
  `${ratio('alone')} × graphology (wanted 1.2)`,
);
print(
  '  two threads, starting them included',
  middle(rounds.map((round) => round.twoThreads)),
  `${ratio('twoThreads')} × graphology (wanted 3; needs two free cores)`,
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
  print('  the metrics of a page', await median(15, () => measureNetwork(network)), '(wanted < 50)');
  print('  every metric there is', await median(15, () => measureFully(network)), '(wanted < 80)');
  print(
    '  sociogram laid out and drawn',
    await median(9, () => drawSociogram(network, { id: 'bench', words })),
    '(wanted < 300)',
  );
}
