/** Middle of the sorted values. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The value below which `share` of the values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Runs `work` again and again, one after the other, and answers the milliseconds of each run after the warm-up. */
export async function time(work: (i: number) => Promise<void>, runs: number, warmup = 10): Promise<number[]> {
  const taken: number[] = [];
  for (let i = 0; i < warmup + runs; i += 1) {
    const start = performance.now();
    await work(i);
    if (i >= warmup) taken.push(performance.now() - start);
  }
  return taken;
}

/** Runs every piece of work, `clients` at a time; answers the milliseconds of each and the seconds of all. */
export async function inParallel(
  pieces: readonly (() => Promise<void>)[],
  clients: number,
): Promise<{ each: number[]; seconds: number }> {
  const each: number[] = [];
  let next = 0;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let i = next++; i < pieces.length; i = next++) {
        const begun = performance.now();
        await pieces[i]?.();
        each.push(performance.now() - begun);
      }
    }),
  );
  return { each, seconds: (performance.now() - start) / 1000 };
}

export function say(what: string, ...figures: readonly (string | number)[]): void {
  console.log(
    `${what.padEnd(58)} ${figures.map((one) => (typeof one === 'number' ? one.toFixed(2) : one)).join('   ')}`,
  );
}
