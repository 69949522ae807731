import { defineConfig } from 'vitest/config';

const useCases = {
  include: [
    'src/**/*.service.test.ts',
    'test/use-cases/**/*.test.ts',
    'test/faults/**/*.test.ts',
    'test/api/**/*.test.ts',
  ],
  testTimeout: 60_000,
  hookTimeout: 60_000,
  // Files of one worker share what was imported and the databases that were opened; each test has a city of its own.
  isolate: false,
};

export default defineConfig({
  test: {
    // By itself the runner leaves a core to its own process, which waits most of the time: half of a small machine.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'rules',
          include: ['src/**/*.test.ts', 'test/architecture/**/*.test.ts'],
          exclude: ['src/**/*.service.test.ts'],
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
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts'],
          globalSetup: ['test/support/server.ts'],
          testTimeout: 180_000,
          hookTimeout: 300_000,
          // After all others: people are timed, and the machine is theirs alone then.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
