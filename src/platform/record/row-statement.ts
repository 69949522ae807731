/**
 * Follows a statement that changes rows, so that it answers what it wrote. What it cannot follow, it does not let pass:
 * a row that changes unseen is a row that nobody can prove later.
 */

/** A table as statements are followed over it: what is read of a row, and by what it is known. */
export type FollowedTable = {
  readonly name: string;
  readonly key: readonly string[];
  /** The expression that answers a row of the table, called `alias`, as a list of texts. */
  readonly row: (alias: string) => string;
};

/** Rows that a statement answers beside what was asked of it. */
export type WrittenBy = {
  readonly table: string;
  readonly how: 'written' | 'deleted';
  /** The column that holds them: one row in each answered row, or a list of them in the first. */
  readonly column: string;
  readonly many: boolean;
};

/** A statement as it is sent so that it answers what it wrote. */
export type FollowedStatement = { readonly text: string; readonly writes: readonly WrittenBy[] };

/** A statement over a table whose rows are proved, written in a way that cannot be followed. */
export class StatementNotFollowed extends Error {
  constructor(why: string, text: string) {
    super(`${why}: ${text.replace(/\s+/g, ' ').trim().slice(0, 200)}`);
  }
}

type Token = {
  readonly word: string;
  readonly quoted: boolean;
  readonly at: number;
  readonly end: number;
  readonly depth: number;
};

const TOKEN =
  /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"((?:[^"]|"")*)"|\$\d+|([a-z_][a-z0-9_]*)|([()])|[^\s]/gi;

/** Words and brackets of a statement with how deep they stand; texts and remarks are left out. */
function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let depth = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [whole, quoted, word, bracket] = match;
    if (/^(--|\/\*|'|\$\d)/.test(whole)) continue;
    if (whole === '$') throw new StatementNotFollowed('a text between dollar signs', text);
    if (bracket === ')') depth -= 1;
    tokens.push({
      word: quoted ?? (word ?? whole).toLowerCase(),
      quoted: quoted !== undefined,
      at: match.index,
      end: match.index + whole.length,
      depth,
    });
    if (bracket === '(') depth += 1;
  }
  return tokens;
}

/** Statements that begin so change no row. */
const READING = new Set(['select', 'values', 'set', 'lock', 'show', 'savepoint', 'release', 'rollback']);

/** The table of a statement that begins with the word that writes to it. */
const PLAIN = /^\s*(?:insert\s+into|update(?:\s+only)?|delete\s+from(?:\s+only)?)\s+"?(\w+)"?\s*(\.)?/i;

/**
 * How a statement is sent, so that it answers the rows it writes to the tables that are proved; undefined where it
 * writes none. Throws `StatementNotFollowed` where it may write some in a way that is not known here.
 */
export function followStatement(
  text: string,
  tables: ReadonlyMap<string, FollowedTable>,
): FollowedStatement | undefined {
  const first = /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*([a-z]+)/i.exec(text)?.[1]?.toLowerCase();
  if (first === undefined || READING.has(first)) return undefined;
  // Long lists of values for a table that is not proved are not looked through.
  const [, plain, schema] = PLAIN.exec(text) ?? [];
  if (plain !== undefined && schema === undefined && !tables.has(plain.toLowerCase())) return undefined;
  const tokens = tokensOf(text);
  const parts = first === 'with' ? partsOfWith(tokens, text) : [{ name: undefined, tokens }];
  const pieces: { readonly at: number; readonly text: string }[] = [];
  const writes: WrittenBy[] = [];
  const collected: string[] = [];
  const main = parts.at(-1);
  for (const part of parts) {
    const head = headOf(part.tokens, text);
    const table = head && tables.get(head.table);
    if (!head || !table) continue;
    refuseNewKeys(part.tokens, table, text);
    const column = part.name === undefined ? '~row' : `~${part.name}`;
    pieces.push({
      at: endOf(part.tokens, text),
      text: answering(part.tokens, head.depth, table.row(head.alias), column),
    });
    writes.push({ table: table.name, how: head.how, column, many: part.name !== undefined });
    if (part.name !== undefined) {
      collected.push(
        `(select coalesce(json_agg("${part.name}"."${column}"), '[]') from "${part.name}") as "${column}"`,
      );
    }
  }
  if (collected.length > 0 && main) {
    const head = headOf(main.tokens, text);
    if (!head) throw new StatementNotFollowed('rows are written before a reading', text);
    const before = pieces.find((piece) => piece.at === endOf(main.tokens, text));
    const list = collected.join(', ');
    if (before) pieces[pieces.indexOf(before)] = { at: before.at, text: `${before.text}, ${list}` };
    else {
      const already = returningIn(main.tokens, head.depth);
      pieces.push({ at: endOf(main.tokens, text), text: already ? `, ${list}` : ` returning ${list}` });
    }
  }
  if (writes.length === 0) return undefined;
  let sent = '';
  let from = 0;
  for (const piece of pieces.sort((a, b) => a.at - b.at)) {
    sent += text.slice(from, piece.at) + piece.text;
    from = piece.at;
  }
  return { text: sent + text.slice(from), writes };
}

/** The parts of `with a as (…), b as (…) …` that may write: those in brackets by their names, then the statement itself. */
function partsOfWith(tokens: readonly Token[], text: string) {
  const parts: { readonly name: string | undefined; readonly tokens: readonly Token[] }[] = [];
  let i = 1;
  if (tokens[i]?.word === 'recursive') i += 1;
  for (;;) {
    const name = tokens[i]?.word;
    while (i < tokens.length && !(tokens[i]?.word === 'as' && tokens[i]?.depth === 0)) i += 1;
    while (i < tokens.length && tokens[i]?.word !== '(') i += 1;
    const opened = i;
    i += 1;
    while (i < tokens.length && !(tokens[i]?.word === ')' && tokens[i]?.depth === 0)) i += 1;
    if (name === undefined || i >= tokens.length) throw new StatementNotFollowed('no end of a part', text);
    parts.push({ name, tokens: tokens.slice(opened + 1, i) });
    i += 1;
    if (tokens[i]?.word !== ',') break;
    i += 1;
  }
  parts.push({ name: undefined, tokens: tokens.slice(i) });
  return parts;
}

type Head = {
  readonly table: string;
  readonly alias: string;
  readonly how: 'written' | 'deleted';
  readonly depth: number;
};

const AFTER_TABLE = new Set([
  'set',
  'using',
  'where',
  'select',
  'values',
  'default',
  'returning',
  'overriding',
]);

/** What a part writes to; undefined where it only reads. */
function headOf(tokens: readonly Token[], text: string): Head | undefined {
  const [first, second] = tokens;
  if (!first) return undefined;
  if (READING.has(first.word)) return undefined;
  const at = tableAt(first.word, second?.word);
  if (at === undefined) throw new StatementNotFollowed('this kind of statement is not known', text);
  const skip = tokens[at]?.word === 'only' ? at + 1 : at;
  const named = tokens[skip]?.word === 'public' && tokens[skip + 1]?.word === '.' ? skip + 2 : skip;
  const table = tokens[named];
  if (!table || tokens[named + 1]?.word === '.') throw new StatementNotFollowed('no table is named', text);
  const next = tokens[named + 1];
  const called = next?.word === 'as' ? tokens[named + 2] : next;
  const has = called && called.word !== '(' && /^[a-z_]/i.test(called.word) && !AFTER_TABLE.has(called.word);
  return {
    table: table.word,
    alias: has ? called.word : table.word,
    how: first.word === 'delete' ? 'deleted' : 'written',
    depth: first.depth,
  };
}

/** Where the table stands in a statement that begins so. */
function tableAt(first: string, second: string | undefined): number | undefined {
  if (first === 'update') return 1;
  if ((first === 'insert' && second === 'into') || (first === 'delete' && second === 'from')) return 2;
  return undefined;
}

function returningIn(tokens: readonly Token[], depth: number): boolean {
  return tokens.some((token) => token.word === 'returning' && !token.quoted && token.depth === depth);
}

/** A row whose key changes would be known by two names: such a statement is not written. */
function refuseNewKeys(tokens: readonly Token[], table: FollowedTable, text: string): void {
  const depth = tokens[0]?.depth ?? 0;
  const level = tokens.filter((token) => token.depth === depth);
  const from = level.findIndex((token) => token.word === 'set' && !token.quoted);
  if (from < 0) return;
  const keys = new Set([...table.key, 'tenant_id']);
  for (let i = from + 1; i < level.length && !ENDS_SET.has(level[i]?.word ?? ''); i += 1) {
    const begins = i === from + 1 || level[i - 1]?.word === ',';
    if (begins && level[i]?.word === '(') throw new StatementNotFollowed('columns set together', text);
    if (begins && level[i + 1]?.word === '=' && keys.has(level[i]?.word ?? '')) {
      throw new StatementNotFollowed(`the key of ${table.name} is set anew`, text);
    }
  }
}

const ENDS_SET = new Set(['from', 'where', 'returning']);

function endOf(tokens: readonly Token[], text: string): number {
  const last = tokens.at(-1);
  if (!last) throw new StatementNotFollowed('an empty part', text);
  // Parameters and texts are no tokens: what follows up to the bracket or the end belongs to the statement.
  const rest = text.slice(last.end);
  const end = last.depth === 0 ? rest.length : firstClosing(rest, text);
  return last.end + rest.slice(0, end).trimEnd().length;
}

function firstClosing(rest: string, text: string): number {
  for (const match of rest.matchAll(/'(?:[^']|'')*'|\)/g)) if (match[0] === ')') return match.index;
  throw new StatementNotFollowed('no end of a part', text);
}

function answering(tokens: readonly Token[], depth: number, row: string, column: string): string {
  return `${returningIn(tokens, depth) ? ',' : ' returning'} ${row} as "${column}"`;
}
