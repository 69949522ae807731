/**
 * `npm run library`: the analyses as JavaScript with types in `dist/`, which `exports` of package.json names, so that another program can
 * `import { measureNetwork } from 'pilar/analysis/network'`. Runs by itself before the package is packed.
 */
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ts from 'typescript';

const ROOT = resolve(import.meta.dirname, '..');

/** A path such as `#kernel/csv.ts`, which the compiler leaves as it is and this script makes relative. */
const WITHIN = /(from |import\()(['"])#([^'"]+)\.ts\2/g;
/** What the compiler says of each of them. */
const NOT_REWRITTEN = 2877;

/** Compiles every analysis that has a door (`index.ts`) into a folder; throws with what is wrong where it does not compile. */
export function buildLibrary(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  const program = ts.createProgram(globSync(join(ROOT, 'src/analysis/*/index.ts')), {
    strict: true,
    noUncheckedIndexedAccess: true,
    target: ts.ScriptTarget.ES2024,
    lib: ['lib.es2024.d.ts', 'lib.dom.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    verbatimModuleSyntax: true,
    erasableSyntaxOnly: true,
    rewriteRelativeImportExtensions: true,
    skipLibCheck: true,
    types: [],
    declaration: true,
    rootDir: join(ROOT, 'src'),
    outDir: folder,
  });
  const { diagnostics } = program.emit();
  const wrong = [...ts.getPreEmitDiagnostics(program), ...diagnostics].filter(
    ({ code }) => code !== NOT_REWRITTEN,
  );
  if (wrong.length > 0) {
    const host = { getCanonicalFileName: String, getCurrentDirectory: () => ROOT, getNewLine: () => '\n' };
    throw new Error(ts.formatDiagnostics(wrong, host));
  }
  for (const file of globSync(join(folder, '**/*.{js,d.ts}'))) {
    const text = readFileSync(file, 'utf8');
    const made = text.replace(WITHIN, (_, how: string, quote: string, path: string) => {
      const way = relative(dirname(file), join(folder, `${path}.js`))
        .split(sep)
        .join('/');
      return `${how}${quote}${way.startsWith('.') ? way : `./${way}`}${quote}`;
    });
    if (made !== text) writeFileSync(file, made);
  }
}

if (import.meta.main) buildLibrary(join(ROOT, 'dist'));
