/**
 * Fair allocation on a city's ballots: 160 projects × 90,000 approval ballots. Prints medians in milliseconds.
 * Thirty districts with five projects each and ten for the whole city; a voter approves up to ten, mostly of the
 * own district and the popular ones. Costs are whole hundred thousands of rupiah; the budget pays for a third.
 */

import type { Choice } from '#analysis/allocation/allocate.ts';
import { allocate } from '#analysis/allocation/allocate.ts';
import type { Election } from '#analysis/allocation/election.ts';
import { makeElection } from '#analysis/allocation/election.ts';

const PROJECTS = 160;
const VOTERS = 90_000;
const DISTRICTS = 30;
const IN_DISTRICTS = 150;
const MOST_CHOICES = 10;

/** The same numbers in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function city(): Election {
  const next = numbers(20_260_101);
  const projects = Array.from({ length: PROJECTS }, (_, index) => ({
    id: String(index + 1),
    name: `Usulan ${index + 1}`,
    cost: BigInt(Math.round(Math.exp(16 + next() * 3.5) / 100_000)) * 100_000n,
  }));
  const appeal = projects.map(() => Math.exp(next() * 2.2));
  const sums = Array.from({ length: DISTRICTS }, (_, district) => {
    let total = 0;
    return appeal.map((weight, index) => {
      const own = index < IN_DISTRICTS && index % DISTRICTS === district;
      total += own ? weight * 12 : index >= IN_DISTRICTS ? weight * 3 : weight * 0.1;
      return total;
    });
  });
  const ballots = Array.from({ length: VOTERS }, () => {
    const cumulated = sums[Math.floor(next() * DISTRICTS)] ?? [];
    const total = cumulated.at(-1) ?? 1;
    const chosen = new Set<string>();
    const choices = 1 + Math.floor(next() * MOST_CHOICES);
    for (let choice = 0; choice < choices; choice += 1) {
      const drawn = next() * total;
      chosen.add(String(cumulated.findIndex((sum) => sum > drawn) + 1));
    }
    return { projects: [...chosen] };
  });
  const everything = projects.reduce((total, project) => total + project.cost, 0n);
  return makeElection(everything / 3n, projects, 'approval', ballots);
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[times.length >> 1] ?? 0;
}

function measure(
  name: string,
  election: Election,
  choice: Choice,
  repeats: number,
  wantedBelow?: number,
): void {
  let winners = 0;
  const busyBefore = process.cpuUsage();
  const times = Array.from({ length: repeats }, () => {
    const start = performance.now();
    winners = allocate(election, choice).winners.length;
    return performance.now() - start;
  });
  const { user, system } = process.cpuUsage(busyBefore);
  const busy = (user + system) / 1000 / repeats;
  const wanted = wantedBelow === undefined ? '' : ` (wanted: below ${wantedBelow})`;
  process.stdout.write(
    `${name.padEnd(46)} ${median(times).toFixed(0).padStart(7)} ms (${busy.toFixed(0)} ms of processor time), ${winners} funded${wanted}\n`,
  );
}

const start = performance.now();
const election = city();
process.stdout.write(
  `${PROJECTS} projects, ${VOTERS} ballots in ${election.classes.length} classes, made in ${(performance.now() - start).toFixed(0)} ms\n`,
);
measure('greedy', election, { rule: 'greedy' }, 5);
measure('sequential Phragmén', election, { rule: 'phragmen' }, 5);
measure('knapsack, cardinality', election, { rule: 'knapsack', utility: 'cardinality' }, 3);
measure('Equal Shares, cost', election, { rule: 'equal-shares' }, 5, 1000);
measure('Equal Shares, cardinality', election, { rule: 'equal-shares', utility: 'cardinality' }, 5, 1000);
for (const utility of ['cost', 'cardinality'] as const) {
  for (const until of ['overshoot', 'exhaustive'] as const) {
    const choice: Choice = { rule: 'equal-shares', utility, add1: { until, whenAllFit: 'complete' } };
    measure(`Equal Shares, ${utility}, Add1 until ${until}`, election, choice, 3, 5000);
  }
}
