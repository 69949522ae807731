import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

/** Tests of rules and use cases wait for disks, databases and commands a third of their time: one more than there are cores. */
const WORKERS = availableParallelism() + 1;

/** What a test waits for comes when the machine gets to it; this limit too only ends what never would. */
const patient = { poll: { timeout: 60_000 } };

const useCases = {
  include: [
    'src/**/*.service.test.ts',
    'test/use-cases/**/*.test.ts',
    'test/faults/**/*.test.ts',
    'test/api/**/*.test.ts',
  ],
  expect: patient,
  // None of these tests is about time: the limit ends what never would, however busy the machine is.
  testTimeout: 300_000,
  hookTimeout: 300_000,
  maxWorkers: WORKERS,
  // Files of one worker share what was imported and the databases that were opened; each test has a city of its own.
  isolate: false,
};

/** Tests that start processes of their own: commands of `bin/pilar`, and work of strangers. */
const PROCESSES = ['src/cli/**/*.test.ts', 'src/platform/bounded-work/**/*.test.ts'];

/** Journeys that leave the demo as they find it, and those on an installation of their own. */
const LOOKING = [
  'every-page',
  'public',
  'rupiah',
  'fuzz',
  'new-city',
  'needs',
  'pippk-year',
  'tjsl-year',
].map((name) => `test/journeys/${name}.test.ts`);

const journeys = {
  expect: patient,
  // A browser waits for its server half of the time.
  maxWorkers: WORKERS + 1,
  globalSetup: ['test/support/server.ts'],
  testTimeout: 300_000,
  // Building the pages and telling the demo take as long as the machine needs.
  hookTimeout: 1_800_000,
};

export default defineConfig({
  test: {
    // By itself the runner leaves a core to its own process, which waits most of the time: half of a small machine.
    maxWorkers: '100%',
    // Of tests of one file that may run beside each other.
    maxConcurrency: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'rules',
          maxWorkers: WORKERS,
          include: ['src/**/*.test.ts', 'test/architecture/**/*.test.ts'],
          exclude: ['src/**/*.service.test.ts', ...PROCESSES],
          expect: patient,
          // None is about time either: the limit ends what never would, however busy the machine is.
          testTimeout: 300_000,
          hookTimeout: 300_000,
          // Rules know no world outside: files of one worker share what was imported, which is most of their time.
          isolate: false,
        },
      },
      {
        test: {
          name: 'processes',
          maxWorkers: WORKERS,
          include: PROCESSES,
          expect: patient,
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'use cases on PGlite',
          ...useCases,
          provide: { postgresUrl: '', postgresTemplate: '' },
          globalSetup: ['test/support/pglite.ts'],
        },
      },
      {
        test: {
          name: 'use cases on PostgreSQL',
          ...useCases,
          provide: { pgliteTemplate: '' },
          globalSetup: ['test/support/postgres.ts'],
        },
      },
      {
        test: {
          name: 'journeys that look',
          include: LOOKING,
          ...journeys,
          // After all others: people are timed, and the machine is theirs alone then.
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts'],
          exclude: LOOKING,
          ...journeys,
          // Once all has been looked at as the demo tells it.
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
