import { parentPort, workerData } from 'node:worker_threads';
import type { Graph } from '#analysis/network/graph.ts';
import { pathSums, type SourceRange } from '#analysis/network/paths.ts';

/** One thread of `pathSumsInThreads`: gets the graph at its start, then ranges of sources, and answers each with its sums. */
const graph: Graph = workerData;
parentPort?.on('message', (range: SourceRange) => {
  parentPort?.postMessage(pathSums(graph, 'step', range));
});
