import type { NetworkInput } from '../network.ts';
import { refuseNetwork } from '../problem.ts';
import { numberFromText } from './decimal.ts';
import { type DlHeader, readDlHeader } from './dl-header.ts';
import { malformed } from './malformed.ts';
import {
  graphOfMatrix,
  halfMatrixGraph,
  type Labels,
  type MatrixTie,
  numbered,
  oneModeGraph,
  twoModeGraph,
} from './matrix-ties.ts';
import type { FoundGraph, ReadingRoom } from './reading.ts';

/**
 * UCINET DL: fullmatrix, lowerhalf, upperhalf, edgelist, nodelist (1 for one set of actors, 2 for rows and columns) and edgearray1;
 * labels listed or embedded; several matrices (nm=), whose labels are the forms of their ties. Zero in a matrix is no tie.
 * The format does not say which way ties run. A half of a matrix is undirected; anything else is read as undirected when every tie has
 * its answer of the same strength, otherwise as directed.
 */
export function readDl(text: string, room: ReadingRoom): FoundGraph {
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  const header = readDlHeader(body, room);
  const scanner = new DlScanner(body, header.dataAt, header.dataLine);
  const graph =
    header.layout.endsWith('1') || header.layout.endsWith('2')
      ? readLists(scanner, header, room)
      : readMatrices(scanner, header, room);
  const forms = new Set(graph.ties.map((tie) => tie.form ?? ''));
  if (forms.size > 1)
    for (const form of forms) room.notes.add('relations-united', 1, null, form === '' ? '-' : form);
  return graph;
}

/** The network as DL edgelist1 with a list of labels, so that isolates stay; one matrix for each form. Undirected ties are written both ways. */
export function writeDl(network: NetworkInput): string {
  const safe = (text: string) => `"${text.replaceAll('"', "'").replace(/[\r\n]+/g, ' ')}"`;
  const ties = [...network.ties, ...(network.loops ?? [])];
  const forms = [...new Set(ties.map((tie) => tie.form ?? null))];
  const number = new Map(network.actors.map((actor, i) => [actor.id, i + 1]));
  const blocks = forms.map((form) =>
    ties
      .filter((tie) => (tie.form ?? null) === form)
      .flatMap((tie) => {
        const there = `${number.get(tie.from)} ${number.get(tie.to)} ${tie.strength ?? 1}`;
        const back = `${number.get(tie.to)} ${number.get(tie.from)} ${tie.strength ?? 1}`;
        const once = (network.directed && tie.mutual !== true) || tie.from === tie.to;
        return once ? [there] : [there, back];
      })
      .join('\n'),
  );
  const matrices = forms.length > 1 || (forms[0] ?? null) !== null;
  return [
    `dl n=${network.actors.length}${matrices ? ` nm=${forms.length}` : ''} format=edgelist1`,
    'labels:',
    network.actors.map((actor) => safe(actor.id)).join(',\n'),
    ...(matrices ? ['matrix labels:', forms.map((form) => safe(form ?? '-')).join(',\n')] : []),
    'data:',
    blocks.join('\n!\n'),
    '',
  ].join('\n');
}

function formOf(header: DlHeader, matrix: number): string | null {
  const named = header.forms[matrix];
  if (named !== undefined) return named === '-' ? null : named;
  return (header.matrices ?? 1) > 1 ? String(matrix + 1) : null;
}

/* The cells that the file says it has are counted, and held against the letters that are left, before any is read. */
function readMatrices(scanner: DlScanner, header: DlHeader, room: ReadingRoom): FoundGraph {
  const { rows, columns, layout } = header;
  const matrices = header.matrices ?? 1;
  const half = layout !== 'fullmatrix';
  if (half && rows !== columns) malformed('row-length', header.line, `nr=${rows} nc=${columns}`);
  const off = header.diagonal ? 0 : 1;
  const each = half
    ? (rows * (rows + 1 - 2 * off)) / 2
    : rows * columns - (header.diagonal ? 0 : Math.min(rows, columns));
  room.refuseCells(each * matrices, header.line);
  if (2 * each * matrices - 1 > scanner.left)
    malformed('row-length', header.dataLine, String(each * matrices));
  const cells: MatrixTie[] = [];
  let found: { rows: Labels; columns: Labels } | undefined;
  for (let matrix = 0; matrix < matrices; matrix++) {
    const form = formOf(header, matrix);
    const columnLabels = header.embedded ? scanner.labels(columns) : [];
    const rowLabels: { id: string; line: number }[] = [];
    for (let row = 0; row < rows; row++) {
      if (header.embedded) rowLabels.push(...scanner.labels(1));
      const first = layout === 'upperhalf' ? row + off : 0;
      const end = layout === 'lowerhalf' ? row + 1 - off : columns;
      for (let column = first; column < end; column++) {
        if (!half && !header.diagonal && column === row) continue;
        const { text, line } = scanner.next() ?? malformed('row-length', scanner.line);
        if (text === '0') continue;
        if (text === 'NA' || text === '.') {
          if (row !== column) room.notes.add('values-left-out', 1, line, text);
          continue;
        }
        const strength = numberFromText(text) ?? Number.NaN;
        if (Number.isNaN(strength))
          refuseNetwork('strength-not-a-number', line, {
            value: text,
            from: String(row + 1),
            to: String(column + 1),
          });
        if (strength === 0) continue;
        cells.push({ row, column, strength, form, line });
        room.refuseTies(cells.length, line);
      }
    }
    found ??= header.embedded ? { rows: rowLabels, columns: columnLabels } : undefined;
  }
  const more = scanner.next();
  if (more) malformed('row-length', more.line, more.text);
  const named = found ?? { rows: header.rowLabels, columns: header.columnLabels };
  if (half) return halfMatrixGraph(orNumbers(named.rows, rows, header), cells);
  if (
    rows !== columns ||
    (named.columns !== named.rows && named.rows.length > 0 && named.columns.length > 0)
  ) {
    const two = rows !== columns;
    const rowNames = named.rows.length > 0 ? named.rows : numbered(rows, two ? 'r' : '', header.line);
    const columnNames =
      named.columns.length > 0 ? named.columns : numbered(columns, two ? 'c' : '', header.line);
    return two
      ? twoModeGraph(rowNames, columnNames, cells)
      : graphOfMatrix(rowNames, columnNames, cells, room);
  }
  return oneModeGraph(orNumbers(named.rows, rows, header), cells, room);
}

function orNumbers(labels: Labels, count: number, header: DlHeader): Labels {
  return labels.length > 0 ? labels : numbered(count, '', header.line);
}

/** Ends of ties by number or by label: listed labels are the only ones; embedded ones become known as they are met. */
class Side {
  readonly labels: { id: string; line: number }[];
  private readonly places: Map<string, number>;
  private readonly header: DlHeader;
  private readonly size: number;
  private readonly listed: boolean;

  constructor(header: DlHeader, listed: Labels, size: number, prefix: string) {
    this.header = header;
    this.size = size;
    this.listed = listed.length > 0;
    this.labels = this.listed ? [...listed] : header.embedded ? [] : [...numbered(size, prefix, header.line)];
    this.places = new Map(this.labels.map((label, i) => [label.id, i]));
  }

  placeOf(token: Token): number {
    if (!this.header.embedded) {
      const number = /^\d{1,9}$/.test(token.text)
        ? Number(token.text)
        : malformed('bad-count', token.line, token.text);
      if (number < 1 || number > this.size) malformed('bad-vertex', token.line, token.text);
      return number - 1;
    }
    const known = this.places.get(token.text);
    if (known !== undefined) return known;
    if (this.listed) refuseNetwork('unknown-actor', token.line, { actor: token.text });
    this.places.set(token.text, this.labels.length);
    this.labels.push({ id: token.text, line: token.line });
    return this.labels.length - 1;
  }

  /** All labels, those of actors without ties included; where fewer are named than the file says it has, it is refused. */
  complete(): Labels {
    const numbers = this.labels.every(({ id }) => /^[1-9]\d{0,8}$/.test(id) && Number(id) <= this.size);
    if (!this.listed && this.header.embedded && numbers) {
      for (let i = 1; i <= this.size; i++)
        if (!this.places.has(String(i))) this.labels.push({ id: String(i), line: this.header.line });
    }
    if (this.labels.length !== this.size)
      malformed('bad-count', this.header.line, `n=${this.size}, ${this.labels.length} labels`);
    return this.labels;
  }
}

function readLists(scanner: DlScanner, header: DlHeader, room: ReadingRoom): FoundGraph {
  const { layout } = header;
  const twoMode = layout.endsWith('2');
  const rows = new Side(header, header.rowLabels, header.rows, twoMode ? 'r' : '');
  const columns = twoMode ? new Side(header, header.columnLabels, header.columns, 'c') : rows;
  if (!twoMode && header.rows !== header.columns)
    malformed('row-length', header.line, `nr=${header.rows} nc=${header.columns}`);
  const cells: MatrixTie[] = [];
  let block = 0;
  for (let row = scanner.row(); row.length > 0; row = scanner.row()) {
    const [first, ...others] = row;
    if (!first) break;
    if (first.text === '!' && others.length === 0) {
      block++;
      continue;
    }
    const line = first.line;
    const from = rows.placeOf(first);
    const add = (to: Token, value: Token | undefined, form: string | null) => {
      const column = columns.placeOf(to);
      const strength = value ? (numberFromText(value.text) ?? Number.NaN) : 1;
      if (value && Number.isNaN(strength))
        refuseNetwork('strength-not-a-number', line, { value: value.text, from: first.text, to: to.text });
      if (strength === 0) room.notes.add('zero-ties', 1, line);
      else cells.push({ row: from, column, strength, form, line });
      room.refuseTies(cells.length, line);
    };
    if (layout.startsWith('nodelist')) for (const to of others) add(to, undefined, formOf(header, block));
    else {
      const [to, ...values] = others;
      const most = layout === 'edgearray1' ? (header.matrices ?? Number.POSITIVE_INFINITY) : 1;
      if (!to || values.length > most || (layout === 'edgearray1' && values.length === 0))
        malformed('bad-edge', line, row.map((token) => token.text).join(' '));
      if (values.length === 0) add(to, undefined, formOf(header, block));
      else
        values.forEach((value, i) => {
          add(
            to,
            value,
            layout === 'edgearray1' ? arrayForm(header, i, values.length) : formOf(header, block),
          );
        });
    }
  }
  if (
    layout !== 'edgearray1' &&
    block + 1 !== (header.matrices ?? 1) &&
    !(block === 0 && header.matrices === 0)
  )
    malformed('bad-count', header.line, `nm=${header.matrices ?? 1}, ${block + 1}`);
  const rowLabels = rows.complete();
  return twoMode ? twoModeGraph(rowLabels, columns.complete(), cells) : oneModeGraph(rowLabels, cells, room);
}

function arrayForm(header: DlHeader, place: number, values: number): string | null {
  return header.forms[place] ?? (values > 1 ? String(place + 1) : null);
}

interface Token {
  readonly text: string;
  readonly line: number;
}

/** Reads the data part token by token, in one pass: words, words in quotes, parted by spaces, commas and line ends. */
class DlScanner {
  line: number;
  private place: number;
  private readonly text: string;

  constructor(text: string, place: number, line: number) {
    this.text = text;
    this.place = place;
    this.line = line;
  }

  /** How many letters are left. */
  get left(): number {
    return this.text.length - this.place;
  }

  next(): Token | undefined {
    this.skip();
    return this.place < this.text.length ? this.token() : undefined;
  }

  labels(count: number): { id: string; line: number }[] {
    return Array.from({ length: count }, () => {
      const { text, line } = this.next() ?? malformed('row-length', this.line);
      return { id: text, line };
    });
  }

  /** The tokens of the next line that has any; none at the end. */
  row(): Token[] {
    const found: Token[] = [];
    this.skip();
    const { line } = this;
    while (this.place < this.text.length && this.line === line) {
      found.push(this.token());
      this.skip();
    }
    return found;
  }

  private skip(): void {
    for (; this.place < this.text.length; this.place++) {
      const code = this.text.charCodeAt(this.place);
      if (code === 0x0a || (code === 0x0d && this.text.charCodeAt(this.place + 1) !== 0x0a)) this.line++;
      else if (code !== 0x20 && code !== 0x09 && code !== 0x0d && code !== 0x2c) return;
    }
  }

  private token(): Token {
    const { line } = this;
    const start = this.place;
    if (this.text.charCodeAt(start) === 0x22) {
      const end = this.text.indexOf('"', start + 1);
      if (end < 0) malformed('unexpected-end', line, '"');
      this.place = end + 1;
      return { text: this.text.slice(start + 1, end), line };
    }
    for (; this.place < this.text.length; this.place++) {
      const code = this.text.charCodeAt(this.place);
      if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09 || code === 0x2c || code === 0x22)
        break;
    }
    return { text: this.text.slice(start, this.place), line };
  }
}
