import { readFileSync, statSync } from 'node:fs';
import type { Problem, Read } from '#analysis/located-text.ts';
import type { Language } from '#analysis/words.ts';
import { failInput } from './exit.ts';

/** Largest file a command reads whole: eight megabytes. */
const LARGEST_FILE = 8_000_000;

/** Most problems shown at once; more than that are no longer read. */
const MOST_PROBLEMS = 20;

/** The text of a file given on the command line. Ends with exit code 2 if it cannot be read as UTF-8 text. */
export function readInputFile(path: string, language: Language): string {
  const fail = (id: string, en: string): never => failInput(`${path}: ${language === 'id' ? id : en}`);
  try {
    const entry = statSync(path);
    if (entry.isDirectory()) fail('ini folder, bukan berkas', 'this is a folder, not a file');
    if (entry.size > LARGEST_FILE) {
      fail(
        `berkas terlalu besar: ${entry.size} bita, batasnya ${LARGEST_FILE}`,
        `the file is too large: ${entry.size} bytes, the limit is ${LARGEST_FILE}`,
      );
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    if (error instanceof TypeError) return fail('bukan teks UTF-8', 'not UTF-8 text');
    return fail('berkas tidak dapat dibaca', 'the file cannot be read');
  }
}

/** What was read, or the end of the command with every problem on a line of its own: file, line, column, reason. */
export function accept<T>(read: Read<T>, path: string, language: Language): T {
  if (read.ok) return read.value;
  const shown = read.problems.slice(0, MOST_PROBLEMS).map((problem) => problemLine(problem, path, language));
  const more = read.problems.length - shown.length;
  if (more > 0) shown.push(language === 'id' ? `… dan ${more} lagi` : `… and ${more} more`);
  return failInput(shown.join('\n       '));
}

function problemLine(problem: Problem, path: string, language: Language): string {
  const place = problem.line === undefined ? path : `${path}:${problem.line}:${problem.column ?? 1}`;
  const where = problem.path === '' ? '' : ` (${problem.path})`;
  return `${place}: ${problem.reason[language]}${where}`;
}

/** The language asked for with `--lang`; ends with exit code 2 for any other than `id` and `en`. */
export function chosenLanguage(asked: string): Language {
  if (asked === 'id' || asked === 'en') return asked;
  return failInput(`--lang: id / en, bukan/not "${asked}"`);
}
