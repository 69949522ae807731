import { csvLine } from '#kernel/csv.ts';
import type { ActorInput, AttributeValue, NetworkInput, TieInput } from '../network.ts';
import { refuseNetwork } from '../problem.ts';
import { isActorKey, KNOWN_COLUMNS, tieColumn } from './csv-columns.ts';
import { matrixOfTable, namedByHeadAlone } from './csv-matrix.ts';
import { type Row, readTable, type Table } from './csv-rows.ts';
import { numberFromText, numbersOfColumn } from './decimal.ts';
import { fieldsOfTie, isStanding, tieFromFields } from './fields.ts';
import { malformed } from './malformed.ts';
import type { FoundGraph, ReadingRoom } from './reading.ts';
import { DIRECTION_WORDS, directionOf, type TieDirection, withDirections } from './tie-direction.ts';

const WRITTEN = [
  'from',
  'to',
  'strength',
  'bond',
  'form',
  'standing',
  'dominant',
  'nature',
  'layer',
  'stage',
  'source_kind',
  'since',
  'until',
  'mutual',
  'note',
];

/**
 * CSV: an edge list, one tie a line with whatever columns its header names (English or Indonesian, also as Gephi and others write
 * them), or a matrix with the names of actors in its first row and column. Comma, semicolon, tab or spaces; quotes as in RFC 4180, and
 * an apostrophe that `csvLine` put before a formula is taken off; decimal points or commas, whichever the column shows. Without a header
 * the columns are from, to, strength. A line with `from` only is an actor without ties.
 * A column `type` (Directed, Undirected, Mutual) or `direction` (outgoing, incoming, both) says which way a tie runs; without it nothing
 * does, and the ties are read as undirected.
 */
export function readCsv(text: string, room: ReadingRoom): FoundGraph {
  const table = readTable(text, room);
  const { rows, columns } = headed(table, room);
  if (columns === 'matrix') return matrixOfTable({ ...table, rows }, room);
  return edgeList(rows, columns, table.separator, room);
}

/* Which rows hold data and what their columns are called. */
function headed(
  table: Table,
  room: ReadingRoom,
): { readonly rows: readonly Row[]; readonly columns: readonly string[] | 'matrix' } {
  const comments = table.rows.filter((row) => row.comment);
  const body = table.rows.filter((row) => !row.comment);
  // Every line begins with a comment mark: then it is part of the names.
  const rows = body.length > 0 ? body : table.rows;
  const [first, ...others] = rows;
  if (!first) refuseNetwork('empty', null);
  const remarks = body.length > 0 ? comments : [];
  const names = first.cells.map(tieColumn);
  if (names.includes('from') && names.includes('to')) {
    room.notes.add('comments', remarks.length, remarks[0]?.line ?? null);
    return { rows: others, columns: columnsOf(first) };
  }
  const above = remarks.at(-1);
  const aboveNames = above?.cells.map(tieColumn) ?? [];
  if (above && aboveNames.includes('from') && aboveNames.includes('to')) {
    room.notes.add('comments', remarks.length - 1, remarks[0]?.line ?? null);
    room.notes.add('header-in-comment', 1, above.line, above.cells.join(', '));
    return { rows, columns: columnsOf(above) };
  }
  room.notes.add('comments', remarks.length, remarks[0]?.line ?? null);
  if (looksLikeMatrix(rows)) return { rows, columns: 'matrix' };
  const listed = first.cells.join(', ').slice(0, 120);
  if (first.cells.some(isActorKey)) refuseNetwork('node-table', first.line, { columns: listed });
  const strange = first.cells[2] !== undefined && first.cells[2] !== '' && !isNumber(first.cells[2]);
  if (strange || names.some((name) => name !== undefined) || first.cells.length < 2)
    refuseNetwork('unknown-columns', first.line, { columns: listed, known: KNOWN_COLUMNS });
  room.notes.add('no-header', 1, first.line, listed);
  const weighed = rows.some((row) => (row.cells[2] ?? '') !== '');
  return { rows, columns: weighed ? ['from', 'to', 'strength'] : ['from', 'to'] };
}

function columnsOf(header: Row): readonly string[] {
  const columns = header.cells.map(
    (cell) => tieColumn(cell) ?? (isActorKey(cell) ? cell.toLowerCase() : cell),
  );
  const twice = columns.find((name, i) => name !== '' && columns.indexOf(name) !== i);
  // `weight` beside `value` are two columns, but only one can be the strength.
  if (twice !== undefined) malformed('duplicate-column', header.line, twice);
  return columns;
}

function looksLikeMatrix(rows: readonly Row[]): boolean {
  const [first, ...others] = rows;
  if (!first) return false;
  const width = first.cells.length;
  if (first.cells.every(isNumber))
    return width >= 4 && width === rows.length && rows.every((row) => row.cells.every(isNumberOrNone));
  if (others.length === 0 || width < 2) return false;
  const numbers = others.every((row) => row.cells.slice(1).every(isNumberOrNone));
  if (!numbers) return false;
  if (first.cells[0] === '') return true;
  if (namedByHeadAlone(rows)) return true;
  const labels = others.map((row) => row.cells[0]);
  const named = first.cells.slice(1);
  if (labels.length === width - 1 && labels.every((label) => named.includes(label ?? ''))) return true;
  if (isActorKey(first.cells[0] ?? '')) return false;
  return width >= 3 && first.cells.every((cell) => !isNumber(cell)) && onesAndNoughts(others);
}

function onesAndNoughts(rows: readonly Row[]): boolean {
  return rows.every((row) => row.cells.slice(1).every((cell) => cell === '' || cell === '0' || cell === '1'));
}

function isNumber(cell: string): boolean {
  const number = numberFromText(cell.replace(',', '.'));
  return number !== undefined && !Number.isNaN(number);
}

function isNumberOrNone(cell: string): boolean {
  return cell === '' || cell === 'NA' || isNumber(cell);
}

function edgeList(
  rows: readonly Row[],
  columns: readonly string[],
  separator: string,
  room: ReadingRoom,
): FoundGraph {
  const place = new Map(columns.map((name, i) => [name, i]));
  const cell = (row: Row, name: string) => row.cells[place.get(name) ?? -1] ?? '';
  const strengths = place.has('strength')
    ? numbersOfColumn(
        rows.map((row) => ({ text: cell(row, 'strength'), line: row.line })),
        separator,
      )
    : [];
  const actors = new Map<string, ActorInput>();
  const ties: TieInput[] = [];
  const wayOf = directions(rows, place, cell);
  const ways: TieDirection[] = [];
  rows.forEach((row, i) => {
    const { line, cells } = row;
    const surplus = cells.findIndex((value, k) => k >= columns.length && value !== '');
    if (surplus >= 0) malformed('too-many-columns', line, String(cells.length));
    const from = cell(row, 'from');
    const to = cell(row, 'to');
    if (from === '') malformed('missing-column', line, 'from');
    const fields = new Map<string, AttributeValue>();
    columns.forEach((name, k) => {
      const value = cells[k] ?? '';
      if (value === '' || ['from', 'to', '', 'id', wayOf.column].includes(name)) return;
      if (tieColumn(name) === undefined) room.notes.add('columns-left-out', 1, line, name);
      else fields.set(name === wayOf.form ? 'form' : name, value);
    });
    addActor(actors, from, line, room);
    if (to === '') {
      if (fields.size > 0) malformed('missing-column', line, 'to');
      return;
    }
    addActor(actors, to, line, room);
    const strength = strengths[i];
    if (fields.has('strength') && strength !== undefined && !Number.isNaN(strength))
      fields.set('strength', strength);
    else if (place.has('strength') && !fields.has('strength') && !fields.has('bond'))
      room.notes.add('strength-missing', 1, line);
    ties.push(tieFromFields(from, to, fields, line, room));
    ways.push(wayOf.read(row));
    room.refuseTies(ties.length, line);
  });
  const stated = wayOf.column !== undefined || ties.some((tie) => tie.mutual === true);
  const turned = stated ? withDirections(ties, ways) : { directed: false, ties };
  return {
    name: null,
    line: 1,
    directed: turned.directed,
    direction: stated ? 'stated' : 'unstated',
    actors: [...actors.values()],
    ties: turned.ties,
  };
}

interface Directions {
  /** The column that says which way ties run; undefined where none does. */
  readonly column: string | undefined;
  /** A column `type` whose words are none of direction gives the form of ties. */
  readonly form: string | undefined;
  readonly read: (row: Row) => TieDirection;
}

const YES: ReadonlyMap<string, TieDirection> = new Map([
  ['true', 'forth'],
  ['1', 'forth'],
  ['ya', 'forth'],
  ['yes', 'forth'],
  ['false', 'none'],
  ['0', 'none'],
  ['tidak', 'none'],
  ['no', 'none'],
]);

function directions(
  rows: readonly Row[],
  place: ReadonlyMap<string, number>,
  cell: (row: Row, name: string) => string,
): Directions {
  const unread = (): TieDirection => 'forth';
  for (const column of ['type', 'direction', 'directed']) {
    if (!place.has(column)) continue;
    const wordOf = (word: string) =>
      (column === 'directed' ? YES.get(word.toLowerCase()) : undefined) ?? directionOf(word);
    const words = rows
      .map((row) => ({ word: cell(row, column), line: row.line }))
      .filter(({ word }) => word !== '');
    if (words.length === 0) continue;
    const strange = words.find(({ word }) => wordOf(word) === undefined);
    if (!strange) return { column, form: undefined, read: (row) => wordOf(cell(row, column)) ?? 'none' };
    const none = words.every(({ word }) => wordOf(word) === undefined);
    if (none && column === 'type' && !place.has('form'))
      return { column: undefined, form: 'type', read: unread };
    if (none && column === 'direction' && words.every(({ word }) => isStanding(word))) continue;
    refuseNetwork('bad-word', strange.line, { field: column, value: strange.word, known: DIRECTION_WORDS });
  }
  return { column: undefined, form: undefined, read: unread };
}

/**
 * The ties as CSV, and a line for every actor without ties; a column `type` where the network is directed. Facts of actors have no
 * place in an edge list and are left out.
 */
export function writeCsv(network: NetworkInput): string {
  const columns = network.directed ? [...WRITTEN, 'type'] : WRITTEN;
  const all = [...network.ties, ...(network.loops ?? [])];
  const tied = new Set(all.flatMap((tie) => [tie.from, tie.to]));
  const rows = all.map((tie) => {
    const fields = new Map<string, string | number | boolean>([
      ['from', tie.from],
      ['to', tie.to],
      ['strength', tie.strength ?? 1],
      ['type', tie.mutual === true ? 'Mutual' : 'Directed'],
      ...fieldsOfTie(tie),
    ]);
    return csvLine(columns.map((name) => cellOf(fields.get(name))));
  });
  const alone = network.actors.filter((actor) => !tied.has(actor.id)).map((actor) => csvLine([actor.id]));
  return [csvLine(columns), ...rows, ...alone].join('');
}

function addActor(actors: Map<string, ActorInput>, id: string, line: number, room: ReadingRoom): void {
  if (actors.has(id)) return;
  actors.set(id, { id, line });
  room.refuseActors(actors.size, line);
}

function cellOf(field: string | number | boolean | undefined): string | number | undefined {
  return typeof field === 'boolean' ? String(field) : field;
}
