import { Lexer } from 'yaml';

/** Most brackets within one another in a file that people write; a model, map or instrument has some five. */
export const DEEPEST = 100;

/** Marks of the lexer that stand for no sign of the text: a document begins, a flow ends in error, a scalar follows. */
const SIGNLESS = new Set(['\u0002', '\u0018', '\u001f']);

/**
 * Where brackets of YAML or JSON nest deeper than `DEEPEST`: line and column from 1; undefined where they do not.
 * Looked for before the text is read, since reading thousands of brackets within one another takes long and ends in nothing.
 */
export function tooDeepAt(text: string): { readonly line: number; readonly column: number } | undefined {
  let depth = 0;
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') depth += 1;
    if (token === ']' || token === '}') depth -= 1;
    if (depth > DEEPEST) {
      const before = text.slice(0, offset).split('\n');
      return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    }
    if (!SIGNLESS.has(token)) offset += token.length;
  }
  return undefined;
}
