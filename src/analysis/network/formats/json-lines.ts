import { NETWORK_LIMITS } from '../limits.ts';
import { refuseNetwork } from '../problem.ts';
import { malformed } from './malformed.ts';

/** A JSON value that knows the line it begins on. */
export interface JsonNode {
  readonly line: number;
  readonly value: string | number | boolean | null | readonly JsonNode[] | ReadonlyMap<string, JsonNode>;
}

const DEEPEST = 64;
const NUMBER = /-?(?:\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|Infinity)|NaN/y;
const WORDS: readonly (readonly [string, boolean | null])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

/**
 * Reads JSON and keeps the lines, so that a problem can be pointed at. `NaN` and `Infinity`, which some tools write,
 * are read as the numbers they are, so that they are refused as a strength and not as a riddle of grammar. A name that stands twice in
 * one object is refused, and so are more values than `mostValues`.
 */
export function parseJsonLines(text: string, mostValues: number = NETWORK_LIMITS.cells): JsonNode {
  const reader = new JsonReader(text, mostValues);
  const node = reader.value(0);
  reader.expectEnd();
  return node;
}

class JsonReader {
  private place = 0;
  private line = 1;
  private count = 0;
  private readonly text: string;
  private readonly mostValues: number;

  constructor(text: string, mostValues: number) {
    this.text = text;
    this.mostValues = mostValues;
  }

  value(depth: number): JsonNode {
    if (depth > DEEPEST) malformed('too-deep', this.line);
    this.skipSpace();
    const line = this.line;
    if (++this.count > this.mostValues)
      refuseNetwork('too-many-cells', line, { cells: this.count, limit: this.mostValues });
    const next = this.text[this.place];
    if (next === undefined) malformed('unexpected-end', line);
    if (next === '{') return { line, value: this.object(depth) };
    if (next === '[') return { line, value: this.list(depth) };
    if (next === '"') return { line, value: this.string() };
    for (const [word, value] of WORDS) {
      if (!this.text.startsWith(word, this.place)) continue;
      this.place += word.length;
      return { line, value };
    }
    NUMBER.lastIndex = this.place;
    const match = NUMBER.exec(this.text);
    if (!match) malformed('unexpected-character', line, next);
    this.place += match[0].length;
    return { line, value: Number(match[0]) };
  }

  expectEnd(): void {
    this.skipSpace();
    const next = this.text[this.place];
    if (next !== undefined) malformed('unexpected-character', this.line, next);
  }

  private object(depth: number): ReadonlyMap<string, JsonNode> {
    const entries = new Map<string, JsonNode>();
    this.place++;
    if (this.take('}')) return entries;
    do {
      this.skipSpace();
      if (this.text[this.place] !== '"') this.refuseNext();
      const name = this.string();
      if (!this.take(':')) this.refuseNext();
      if (entries.has(name)) malformed('duplicate-key', this.line, name);
      entries.set(name, this.value(depth + 1));
    } while (this.take(','));
    if (!this.take('}')) this.refuseNext();
    return entries;
  }

  private list(depth: number): readonly JsonNode[] {
    const items: JsonNode[] = [];
    this.place++;
    if (this.take(']')) return items;
    do items.push(this.value(depth + 1));
    while (this.take(','));
    if (!this.take(']')) this.refuseNext();
    return items;
  }

  private string(): string {
    const start = this.place;
    let end = start + 1;
    let escaped = false;
    for (;;) {
      const code = this.text.charCodeAt(end);
      if (Number.isNaN(code)) malformed('unexpected-end', this.line);
      if (code === 0x22) break;
      if (code < 0x20) malformed('unexpected-character', this.line, '\\n');
      if (code === 0x5c) {
        escaped = true;
        end++;
      }
      end++;
    }
    this.place = end + 1;
    if (!escaped) return this.text.slice(start + 1, end);
    try {
      return String(JSON.parse(this.text.slice(start, end + 1)));
    } catch {
      return malformed('unexpected-character', this.line, this.text.slice(start, end + 1));
    }
  }

  private take(character: string): boolean {
    this.skipSpace();
    if (this.text[this.place] !== character) return false;
    this.place++;
    return true;
  }

  private skipSpace(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.place);
      if (code === 0x0a) this.line++;
      else if (code !== 0x20 && code !== 0x09 && code !== 0x0d && code !== 0xfeff) return;
      this.place++;
    }
  }

  private refuseNext(): never {
    const next = this.text[this.place];
    if (next === undefined) malformed('unexpected-end', this.line);
    malformed('unexpected-character', this.line, next);
  }
}
