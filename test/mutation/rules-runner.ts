/**
 * Runs the tables beside the rules for Stryker (`npm run mutation`), in one process: a rule that is broken in thousands
 * of ways is judged in milliseconds each time, where a test runner of its own would need most of a second to start.
 * Every broken rule meets the modules of its own part loaded for it alone, so that nothing remembered by one reaches the
 * next; what lies beneath the part, which nobody broke, is loaded once.
 */
import { globSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { INSTRUMENTER_CONSTANTS, type InstrumenterContext } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  type DryRunOptions,
  type DryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { type WrittenTest, writtenBy } from './table-tests.ts';

const TABLE_TESTS = pathToFileURL(resolve(import.meta.dirname, 'table-tests.ts')).href;

const TESTS = ['src/kernel', 'src/modules', 'src/analysis/allocation', 'src/analysis/rubric'].map(
  (folder) => `${folder}/**/*.test.ts`,
);

/**
 * Whose tests are not tables: they need a database, try elections by chance or read whole models, seconds each; what they
 * see, others see in small.
 */
const OTHER =
  /\.service\.test\.ts$|\/picture\.test\.ts$|\/allocation\/(properties|medium-elections|[a-z-]+-by-chance)\.test\.ts$|-whole-models\.test\.ts$/;

/** How many of the tests that noticed something are asked before others. */
const LATELY = 6;

interface TableTest extends WrittenTest {
  id: string;
  file: string;
}

/** The part of the house a file lies in; a rule is judged by the tests of its own part. */
function partOf(path: string): string | undefined {
  const inside = relative(process.cwd(), resolve(path)).split(sep).join('/');
  return /^src\/(kernel|(modules|analysis)\/[^/]+)\//.exec(inside)?.[1];
}

/** What broken rules and their judge share: which of them is broken now, and which were run. */
const stryker: InstrumenterContext = {};
Object.assign(globalThis, { [INSTRUMENTER_CONSTANTS.NAMESPACE]: stryker });

class RulesRunner {
  static inject = [] as const;

  readonly #files = globSync(TESTS)
    .map((path) => path.split(sep).join('/'))
    .filter((path) => !OTHER.test(path))
    .sort();
  /** How many milliseconds each test took last: what takes long is asked last. */
  readonly #took = new Map<string, number>();
  /** The tests that noticed the changes before, the newest last: they often notice the next one, which stands beside it. */
  #noticed: readonly string[] = [];
  #loads = 0;
  /** The parts whose modules are loaded anew. */
  #anew: ReadonlySet<string | undefined> = new Set();

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    const here = `${pathToFileURL(process.cwd()).href}/`;
    const withoutTypes = new Map<string, string>();
    registerHooks({
      resolve: (specifier, context, next) => {
        const from = context.parentURL?.startsWith(here) ?? false;
        if (specifier === 'vitest' && from) return { url: TABLE_TESTS, shortCircuit: true };
        const found = next(specifier, context);
        const own = found.url.startsWith(`${here}src/`) && found.url.endsWith('.ts');
        if (!own) return found;
        const load = this.#anew.has(partOf(fileURLToPath(found.url))) ? this.#loads : 0;
        return { ...found, url: `${found.url}?load=${load}` };
      },
      load: (url, context, next) => {
        const [path = url, load] = url.split('?load=');
        if (load === undefined) return next(url, context);
        let source = withoutTypes.get(path);
        if (source === undefined) {
          const read = next(path, { ...context, format: 'module-typescript' }).source;
          source = stripTypeScriptTypes(Buffer.from(read as Uint8Array).toString());
          withoutTypes.set(path, source);
        }
        return { format: 'module', source, shortCircuit: true };
      },
    });
  }

  async dryRun({ files }: DryRunOptions): Promise<DryRunResult> {
    const parts = new Set(files?.map(partOf));
    stryker.mutantCoverage = { static: {}, perTest: {} };
    const tests: TestResult[] = [];
    this.#anew = parts;
    for (const test of await this.#load(this.#files.filter((file) => parts.has(partOf(file))))) {
      stryker.currentTestId = test.id;
      tests.push(await judge(test));
      stryker.currentTestId = undefined;
    }
    return { status: DryRunStatus.Complete, tests, mutantCoverage: stryker.mutantCoverage };
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const { activeMutant, hitLimit, mutantActivation, sandboxFileName, testFilter } = options;
    const asked = testFilter && new Set(testFilter);
    const files = this.#files.filter(
      (file) =>
        partOf(file) === partOf(sandboxFileName) &&
        (!testFilter || testFilter.some((id) => id.startsWith(`${file}#`))),
    );
    Object.assign(stryker, { hitCount: 0, hitLimit, activeMutant: undefined });
    if (mutantActivation === 'static') stryker.activeMutant = activeMutant.id;
    const results: TestResult[] = [];
    this.#anew = new Set([partOf(sandboxFileName)]);
    try {
      const tests = await this.#load(files);
      stryker.activeMutant = activeMutant.id;
      const took = ({ id }: TableTest) => (this.#took.get(id) ?? 0) / (this.#noticed.includes(id) ? 20 : 1);
      for (const test of tests.toSorted((one, other) => took(one) - took(other))) {
        if (asked && !asked.has(test.id)) continue;
        const result = await judge(test);
        this.#took.set(test.id, result.timeSpentMs);
        results.push(result);
        if (result.status !== TestStatus.Failed) continue;
        this.#noticed = [...this.#noticed.filter((id) => id !== test.id), test.id].slice(-LATELY);
        break;
      }
    } catch (error) {
      // A table that can no longer even be written down has noticed.
      const name = `loading ${files.join(', ')}`;
      const failed = { id: name, name, timeSpentMs: 0, status: TestStatus.Failed } as const;
      results.push({ ...failed, failureMessage: String(error) });
    } finally {
      stryker.activeMutant = undefined;
    }
    const endless = determineHitLimitReached(stryker.hitCount, hitLimit);
    return toMutantRunResult(endless ?? { status: DryRunStatus.Complete, tests: results });
  }

  /** The tests of the files, with every module of their parts loaded anew. */
  async #load(files: readonly string[]): Promise<TableTest[]> {
    this.#loads += 1;
    const all: TableTest[] = [];
    for (const file of files) {
      const url = `${pathToFileURL(resolve(file)).href}?load=${this.#loads}`;
      for (const test of await writtenBy(() => import(url)))
        all.push({ ...test, file, id: `${file}#${test.name}` });
    }
    return all;
  }
}

async function judge(test: TableTest): Promise<TestResult> {
  const start = performance.now();
  const told = { id: test.id, name: test.name, fileName: resolve(test.file) };
  try {
    await test.run();
    return { ...told, status: TestStatus.Success, timeSpentMs: performance.now() - start };
  } catch (error) {
    const failureMessage = error instanceof Error ? error.message : String(error);
    return { ...told, status: TestStatus.Failed, failureMessage, timeSpentMs: performance.now() - start };
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'rules', RulesRunner)];
