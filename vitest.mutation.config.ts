import { defineConfig } from 'vitest/config';

/** The tests that judge broken rules (`npm run mutation`): tables beside the rules, without database, process or page. */
export default defineConfig({
  test: {
    // Every broken rule is judged by a worker of its own; within it, files share what they import.
    isolate: false,
    include: ['src/{kernel,modules,analysis/allocation,analysis/rubric}/**/*.test.ts'],
    exclude: [
      '**/*.service.test.ts',
      // What takes seconds: pictures, and large elections, which other tests see in small.
      'src/modules/documents/picture.test.ts',
      'src/analysis/allocation/{reach,medium-elections,pabulib}.test.ts',
    ],
  },
});
