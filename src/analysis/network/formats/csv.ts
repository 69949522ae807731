import { csvLine, withoutGuard } from '#kernel/csv.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import {
  type ActorInput,
  type AttributeValue,
  type NetworkInput,
  refuseTooManyTies,
  type TieInput,
} from '../network.ts';
import { fieldsOfTie, tieFromFields } from './fields.ts';
import { malformed } from './malformed.ts';

const FROM = ['from', 'source', 'dari'];
const TO = ['to', 'target', 'ke'];
const COLUMN_NAMES: Readonly<Record<string, string>> = {
  kekuatan: 'strength',
  bobot: 'strength',
  ikatan: 'bond',
  bentuk: 'form',
  arah: 'standing',
  dominan: 'dominant',
  sifat: 'nature',
  lapis: 'layer',
  tahap: 'stage',
  sumber: 'source_kind',
  sejak: 'since',
  sampai: 'until',
  timbal_balik: 'mutual',
  catatan: 'note',
};
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
 * CSV edge list, one tie a line: from, to, strength and whatever columns the header names (English or Indonesian).
 * Without a header the columns are from, to, strength. Comma, semicolon or tab; quotes as in RFC 4180, and an apostrophe that `csvLine` put before a formula is taken off; with semicolons a decimal comma is read.
 * A line with `from` only is an actor without ties. The file says nothing of direction: `directed` does.
 */
export function readCsv(text: string, directed: boolean): NetworkInput {
  const separator = separatorOf(text);
  const rows = readRows(text, separator);
  const header = rows[0]?.cells.map((cell) => cell.trim().toLowerCase()) ?? [];
  const named = header.some((name) => FROM.includes(name)) && header.some((name) => TO.includes(name));
  const columns = named ? header.map(columnName) : ['from', 'to', 'strength'];
  const actors = new Map<string, ActorInput>();
  const ties: TieInput[] = [];
  for (const { line, cells } of named ? rows.slice(1) : rows) {
    if (cells.length > columns.length) malformed('too-many-columns', line, String(cells.length));
    const fields = new Map<string, AttributeValue>();
    columns.forEach((name, i) => {
      const cell = withoutGuard(cells[i] ?? '').trim();
      if (cell !== '')
        fields.set(name, name === 'strength' && separator === ';' ? cell.replace(',', '.') : cell);
    });
    const from = fields.get('from');
    const to = fields.get('to');
    if (from === undefined) malformed('missing-column', line, 'from');
    addActor(actors, String(from), line);
    if (to === undefined) {
      if (fields.size > 1) malformed('missing-column', line, 'to');
      continue;
    }
    addActor(actors, String(to), line);
    ties.push(tieFromFields(String(from), String(to), fields, line));
    refuseTooManyTies(ties.length, line);
  }
  return { directed, actors: [...actors.values()], ties };
}

/** The ties as CSV, and a line for every actor without ties. Facts of actors have no place in an edge list and are left out. */
export function writeCsv(network: NetworkInput): string {
  const tied = new Set(network.ties.flatMap((tie) => [tie.from, tie.to]));
  const rows = network.ties.map((tie) => {
    const fields = new Map<string, string | number | boolean>([
      ['from', tie.from],
      ['to', tie.to],
      ['strength', tie.strength ?? 1],
      ...fieldsOfTie(tie),
    ]);
    return csvLine(WRITTEN.map((name) => cellOf(fields.get(name))));
  });
  const alone = network.actors.filter((actor) => !tied.has(actor.id)).map((actor) => csvLine([actor.id]));
  return [csvLine(WRITTEN), ...rows, ...alone].join('');
}

function addActor(actors: Map<string, ActorInput>, id: string, line: number): void {
  if (!actors.has(id)) actors.set(id, { id, line });
}

function columnName(name: string): string {
  if (FROM.includes(name)) return 'from';
  if (TO.includes(name)) return 'to';
  if (name === 'weight') return 'strength';
  return ownEntry(COLUMN_NAMES, name) ?? name;
}

function separatorOf(text: string): string {
  const first = text.slice(0, text.indexOf('\n') < 0 ? text.length : text.indexOf('\n'));
  if (first.includes('\t')) return '\t';
  return first.includes(';') ? ';' : ',';
}

function cellOf(field: string | number | boolean | undefined): string | number | undefined {
  return typeof field === 'boolean' ? String(field) : field;
}

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

function readRows(text: string, separator: string): readonly Row[] {
  const rows: Row[] = [];
  let cells: string[] = [];
  let line = 1;
  let rowLine = 1;
  let cell = '';
  const endRow = () => {
    cells.push(cell);
    cell = '';
    if (cells.some((each) => each.trim() !== '')) rows.push({ line: rowLine, cells });
    cells = [];
  };
  for (let i = text.charCodeAt(0) === 0xfeff ? 1 : 0; i < text.length; i++) {
    const character = text[i] ?? '';
    if (character === '"' && cell.trim() === '') {
      const opened = line;
      cell = '';
      for (i++; ; i++) {
        if (i >= text.length) malformed('unexpected-end', opened, '"');
        if (text[i] === '\n') line++;
        if (text[i] === '"') {
          if (text[i + 1] !== '"') break;
          i++;
        }
        cell += text[i] ?? '';
      }
    } else if (character === separator) {
      cells.push(cell);
      cell = '';
    } else if (character === '\n') {
      endRow();
      line++;
      rowLine = line;
    } else if (character !== '\r') cell += character;
  }
  endRow();
  return rows;
}
