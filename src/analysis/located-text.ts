import { isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { en, id } from 'zod/locales';
import { doubledKeys } from './doubled-keys.ts';
import { DEEPEST, tooDeepAt } from './nesting.ts';
import type { Words } from './words.ts';

/** What is wrong with a file, where it stands, and why. `line` and `column` count from 1. */
export interface Problem {
  readonly line?: number;
  readonly column?: number;
  /** Where in the content, for example `ratings[3].level`; empty for the file as a whole. */
  readonly path: string;
  readonly reason: Words;
}

/** Either what was read, or what is wrong with it in the order of the file, up to a hundred problems. */
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export type Path = readonly (string | number)[];

/** A text that was read, with the means to say on which line a value stands. */
export interface LocatedText {
  readonly content: unknown;
  problem(path: Path, reason: Words): Problem;
}

/** Longest text read, in characters: two million, some forty times the longest instrument. */
export const LONGEST_TEXT = 2_000_000;

/** Most problems that are told of one file. Each has to be found in it, which takes as long as reading it. */
const MOST_PROBLEMS = 100;

/**
 * Reads YAML 1.2 or JSON (a subset of it) and remembers where every value stands.
 * Refused: syntax errors, duplicate keys, texts longer than `LONGEST_TEXT`, brackets deeper than `DEEPEST`, and more than
 * a hundred aliases, with which a short file could unfold into an endless one.
 */
export function readLocatedText(text: string): Read<LocatedText> {
  if (text.length > LONGEST_TEXT) {
    return {
      ok: false,
      problems: [
        {
          path: '',
          reason: {
            id: `berkas terlalu panjang: ${text.length} huruf, batasnya ${LONGEST_TEXT}`,
            en: `the file is too long: ${text.length} characters, the limit is ${LONGEST_TEXT}`,
          },
        },
      ],
    };
  }
  const deep = tooDeepAt(text);
  if (deep) {
    const reason = {
      id: `kurung bersarang lebih dari ${DEEPEST} lapis`,
      en: `brackets nest deeper than ${DEEPEST}`,
    };
    return { ok: false, problems: [{ ...deep, path: '', reason }] };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  if (document.errors.length > 0) {
    return {
      ok: false,
      problems: document.errors.slice(0, MOST_PROBLEMS).map((error) => {
        const at = lines.linePos(error.pos[0]);
        const reason = { id: `tidak terbaca: ${error.message}`, en: `not readable: ${error.message}` };
        return { line: at.line, column: at.col, path: '', reason };
      }),
    };
  }
  const doubled = doubledKeys(document);
  if (doubled.length > 0) {
    return {
      ok: false,
      problems: doubled.slice(0, MOST_PROBLEMS).map(({ key, offset }) => {
        const at = lines.linePos(offset);
        const reason = { id: `kunci “${key}” ditulis dua kali`, en: `the key “${key}” stands twice` };
        return { line: at.line, column: at.col, path: '', reason };
      }),
    };
  }
  let content: unknown;
  try {
    content = document.toJS();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      ok: false,
      problems: [{ path: '', reason: { id: `tidak terbaca: ${why}`, en: `not readable: ${why}` } }],
    };
  }
  const problem = (path: Path, reason: Words): Problem => {
    // A missing value has no place of its own: the nearest value around it has.
    for (let depth = path.length; depth >= 0; depth -= 1) {
      const node: unknown = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) {
        const at = lines.linePos(node.range[0]);
        return { line: at.line, column: at.col, path: pathText(path), reason };
      }
    }
    return { line: 1, column: 1, path: pathText(path), reason };
  };
  return { ok: true, value: { content, problem } };
}

/** Checks what was read against a schema; every violation comes back with its line, in both languages. */
export function checkShape<T>(text: LocatedText, schema: z.ZodType<T>): Read<T> {
  const inIndonesian = schema.safeParse(text.content, { error: id().localeError });
  if (inIndonesian.success) return { ok: true, value: inIndonesian.data };
  const inEnglish = schema.safeParse(text.content, { error: en().localeError });
  const english = inEnglish.success ? [] : inEnglish.error.issues;
  return {
    ok: false,
    problems: inIndonesian.error.issues.slice(0, MOST_PROBLEMS).map((issue, index) =>
      text.problem(
        issue.path.filter((key) => typeof key !== 'symbol'),
        { id: issue.message, en: english[index]?.message ?? issue.message },
      ),
    ),
  };
}

/** `['ratings', 3, 'level']` as a person writes it: `ratings[3].level`. */
export function pathText(path: Path): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? key : `.${key}`))
    .join('');
}
