import { globSync, readFileSync } from 'node:fs';

/**
 * `npm run mutation`: breaks the rules one by one and sees whether a test notices. What is broken are the files that
 * decide and compute alone: kernel, the rules of the modules, the analyses that spend or judge. A file that sees the
 * platform (stores, use cases, whatever is given a transaction) is held by tests on a database and is not among them, nor are pictures and writers of files
 * (`write-*`), whose tests decode, nor the descriptions of office papers (`forms/`), which tests read as they were made.
 * One part: `npm run mutation -- --mutate src/kernel/money.ts`.
 */
const rules = globSync('src/{kernel,modules,analysis/allocation,analysis/rubric}/**/*.ts')
  .filter(
    (path) => !/\.(test|service|store|section)\.ts$|\/(index|picture|write-[^/]+)\.ts$|\/forms\//.test(path),
  )
  .filter((path) => !readFileSync(path, 'utf8').includes("from '#platform/"))
  .sort();

export default {
  mutate: rules,
  testRunner: 'rules',
  plugins: ['./test/mutation/rules-runner.ts'],
  coverageAnalysis: 'perTest',
  concurrency: 1,
  // Modules loaded for one broken rule are never given back.
  maxTestRunnerReuse: 200,
  // Of a rule broken so that it never ends.
  timeoutMS: 3000,
  reporters: ['clear-text', 'html', 'json', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: 'reports/mutation/mutation.html' },
  jsonReporter: { fileName: 'reports/mutation/mutation.json' },
  ignorePatterns: ['/build', '/data', '/dist', '/reports', '/bench', '/test-results'],
  cleanTempDir: 'always',
};
