import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { ownEntry } from '#kernel/own-entry.ts';

/** Where tables may be indexed by any text: the checked look-up itself, and settings, whose keys are ours. */
const EXEMPT = /^src\/(kernel\/own-entry|platform\/settings)\.ts$|^src\/paraglide\//;

/** Reads the program's types as the editor does, without checking it: only what indexes something is asked about. */
function sources(): { program: ts.Program; files: ts.SourceFile[] } {
  const config = ts.getParsedCommandLineOfConfigFile(
    'tsconfig.json',
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} },
  );
  const names = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/\.(test|d)\.ts$/.test(name))
    .map((name) => join('src', name));
  const program = ts.createProgram(names, { ...config?.options, noEmit: true });
  const files = names.flatMap((name) => (EXEMPT.test(name) ? [] : (program.getSourceFile(name) ?? [])));
  return { program, files };
}

/** Look-ups by any text in a table that holds texts as keys: `TABLE[text]`, `text in TABLE`. */
function foreignLookups({ program, files }: ReturnType<typeof sources>): string[] {
  const types = program.getTypeChecker();
  const isAnyText = (node: ts.Node) =>
    (types.getTypeAtLocation(node).flags & (ts.TypeFlags.String | ts.TypeFlags.TemplateLiteral)) !== 0;
  const isTable = (node: ts.Node) =>
    types.getIndexInfoOfType(types.getNonNullableType(types.getTypeAtLocation(node)), ts.IndexKind.String) !==
    undefined;
  const found: string[] = [];
  for (const file of files) {
    const visit = (node: ts.Node): void => {
      const isLookup =
        (ts.isElementAccessExpression(node) &&
          isAnyText(node.argumentExpression) &&
          isTable(node.expression)) ||
        (ts.isBinaryExpression(node) &&
          node.operatorToken.kind === ts.SyntaxKind.InKeyword &&
          isAnyText(node.left));
      if (isLookup) {
        const { line } = file.getLineAndCharacterOfPosition(node.getStart());
        found.push(`${relative('.', file.fileName)}:${line + 1} ${node.getText()}`);
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return found;
}

test('no object is a map for keys that may come from outside: a Map, or ownEntry()', () => {
  const read = sources();
  expect(read.files.length).toBeGreaterThan(300);
  expect(foreignLookups(read)).toEqual([]);
});

test('pages look up what an address says by ownEntry() too', () => {
  const found = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.svelte'))
    .flatMap((name) => {
      const text = readFileSync(join('src', name), 'utf8');
      // What is called on the way out of a table must be a function of that table.
      return [...text.matchAll(/\b[A-Z][A-Z_]+\[([a-z][\w.]*)\]\?\.\(/g)].map((one) => `${name}: ${one[0]}`);
    });
  expect(found).toEqual([]);
});

test.each(['toString', 'constructor', '__proto__', '__defineGetter__', 'hasOwnProperty', ''])(
  '%s names nothing in a table',
  (name) => {
    expect(ownEntry({ decided: 1 }, name)).toBeUndefined();
  },
);

test('a table gives what it holds, also under a name that every object answers to', () => {
  const table = Object.fromEntries([
    ['__proto__', 1],
    ['constructor', 2],
  ]);
  expect([ownEntry(table, '__proto__'), ownEntry(table, 'constructor'), ownEntry(undefined, 'x')]).toEqual([
    1,
    2,
    undefined,
  ]);
});
