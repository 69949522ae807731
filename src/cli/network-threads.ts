import { Worker } from 'node:worker_threads';
import { addPathSums, type Graph, type PathSums, type SourceRange } from '#analysis/network/index.ts';

/** How finely the sources are dealt out, so that a thread that was given easy ones takes more. */
const RANGES_PER_THREAD = 6;

/** Shortest-path sums by steps, the sources shared among threads. The sum does not depend on which thread did what but for rounding. */
export async function pathSumsInThreads(graph: Graph, threads: number): Promise<PathSums> {
  const ranges = split(graph.size, threads * RANGES_PER_THREAD);
  const parts: PathSums[] = new Array(ranges.length);
  let next = 0;
  const work = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(new URL('./network-thread.ts', import.meta.url), { workerData: graph });
      let current = next++;
      const give = () => {
        const range = ranges[current];
        if (range) worker.postMessage(range);
        else worker.terminate().then(() => resolve(), reject);
      };
      worker.on('message', (sums: PathSums) => {
        parts[current] = sums;
        current = next++;
        give();
      });
      worker.on('error', reject);
      give();
    });
  await Promise.all(Array.from({ length: threads }, work));
  return addPathSums(parts);
}

function split(size: number, count: number): SourceRange[] {
  const length = Math.max(1, Math.ceil(size / count));
  return Array.from({ length: Math.ceil(size / length) }, (_, i) => ({
    first: i * length,
    end: Math.min(size, (i + 1) * length),
  }));
}
