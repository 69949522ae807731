import { isAlias, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { doubledKeys } from '#analysis/doubled-keys.ts';
import { DEEPEST, tooDeepAt } from '#analysis/nesting.ts';
import { Model } from './model.ts';
import { sayIssue } from './said-by-schema.ts';

/** What is wrong in a model file, and where: a path such as `proposals.scopes[3].kind`, line and column from 1. */
export type ModelProblem = {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
};

/** How large a model may be: signs of its text, a byte each but for few. */
const MOST_SIGNS = 1024 * 1024;

/** Most problems that are told of one file: each has to be found in it. */
const MOST_PROBLEMS = 100;

/** Reads a partnership model from YAML. Answers the model, or every problem with its path and line. */
export function readModel(
  text: string,
): { ok: true; model: Model } | { ok: false; problems: ModelProblem[] } {
  return readYaml(text, Model);
}

/** Reads YAML by a schema; problems carry the line where the value, or the parent of a missing one, stands. */
export function readYaml<T>(
  text: string,
  schema: z.ZodType<T>,
): { ok: true; model: T } | { ok: false; problems: ModelProblem[] } {
  if (text.length > MOST_SIGNS) {
    return { ok: false, problems: [{ path: '', line: 1, column: 1, message: 'larger than 1 MB' }] };
  }
  const deep = tooDeepAt(text);
  if (deep) {
    return { ok: false, problems: [{ path: '', ...deep, message: `brackets nest deeper than ${DEEPEST}` }] };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false });
  if (document.errors.length > 0) {
    return {
      ok: false,
      problems: document.errors.slice(0, MOST_PROBLEMS).map((error) => {
        const place = lines.linePos(error.pos[0]);
        return {
          path: '',
          line: place.line,
          column: place.col,
          message: error.message.split('\n')[0] ?? error.code,
        };
      }),
    };
  }
  const doubled = doubledKeys(document);
  if (doubled.length > 0) {
    return {
      ok: false,
      problems: doubled.slice(0, MOST_PROBLEMS).map(({ key, offset }) => {
        const place = lines.linePos(offset);
        return { path: '', line: place.line, column: place.col, message: `the key "${key}" stands twice` };
      }),
    };
  }
  const content = withoutBombs(document);
  if (content === TOO_MANY_ALIASES) {
    return { ok: false, problems: [{ path: '', line: 1, column: 1, message: TOO_MANY_ALIASES }] };
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return { ok: true, model: parsed.data };
  return {
    ok: false,
    problems: parsed.error.issues
      .flatMap(sayIssue)
      .slice(0, MOST_PROBLEMS)
      .map((said) => {
        const path = said.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
        const place = lines.linePos(keyOffset(document, path, said.key) ?? offsetOf(document, path));
        return { path: pathText(path), line: place.line, column: place.col, message: said.message };
      }),
  };
}

const TOO_MANY_ALIASES = 'aliases grow beyond measure';

/** The document's content; a file whose aliases multiply without end is refused, not expanded. */
function withoutBombs(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 50 });
  } catch (error) {
    if (error instanceof ReferenceError) return TOO_MANY_ALIASES;
    throw error;
  }
}

/** Where a key itself stands, which is before its value and may be a line above it. */
function keyOffset(
  document: ReturnType<typeof parseDocument>,
  path: readonly (string | number)[],
  asked: boolean,
): number | undefined {
  if (!asked) return undefined;
  const within = path.slice(0, -1);
  const parent: unknown = within.length === 0 ? document.contents : document.getIn(within, true);
  if (!isMap(parent)) return undefined;
  const key = parent.items.find((one) => isScalar(one.key) && String(one.key.value) === path.at(-1))?.key;
  return isScalar(key) ? key.range?.[0] : undefined;
}

function offsetOf(document: ReturnType<typeof parseDocument>, path: readonly (string | number)[]): number {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node: unknown = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    if (isNode(node) && !isAlias(node) && node.range) return node.range[0];
  }
  return 0;
}

function pathText(path: readonly (string | number)[]): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text ? `${text}.${part}` : part),
    '',
  );
}
