import type { ActorInput, AttributeValue, NetworkInput, TieInput } from '../network.ts';
import { refuseNetwork } from '../problem.ts';
import { numberFromText } from './decimal.ts';
import { tieFromFields } from './fields.ts';
import { malformed } from './malformed.ts';
import { type MatrixTie, numbered, oneModeGraph, twoModeGraph } from './matrix-ties.ts';
import type { FoundGraph, ReadingRoom } from './reading.ts';
import { type TieDirection, withDirections } from './tie-direction.ts';

interface Link {
  readonly from: number;
  readonly to: number;
  readonly strength: string | undefined;
  readonly form: string | null;
  readonly note: string | undefined;
  readonly times: string | undefined;
  readonly arc: boolean;
  readonly line: number;
}

/** A network as its lines are gathered. */
interface Open {
  readonly name: string | null;
  readonly line: number;
  size: number;
  /** First so many vertices of a two-mode network; 0 in any other. */
  rows: number;
  readonly labels: (string | undefined)[];
  readonly lines: (number | undefined)[];
  readonly links: Link[];
  readonly cells: MatrixTie[];
  matrixRow: number;
  hasMatrix: boolean;
  readonly facts: { readonly name: string; readonly values: AttributeValue[] }[];
}

const TIE_SECTIONS = new Set(['*arcs', '*edges', '*arcslist', '*edgeslist', '*matrix']);
/** Lists of values by vertex: a partition gives classes, a vector measures. Both become attributes of actors. */
const VALUE_SECTIONS = new Set(['*partition', '*vector']);
const LEFT_OUT = new Set(['*permutation', '*cluster', '*hierarchy', '*events']);

/**
 * Pajek .net and .paj: *Vertices (with *two* numbers: a two-mode network), *Arcs, *Edges, *Arcslist, *Edgeslist and *Matrix, with
 * relations (`*Arcs :1 "kerja"` gives the form of its ties), several networks, and partitions and vectors as attributes of actors.
 * An actor's id is the label, or the vertex number where labels are missing or repeated. Arcs make a network directed; edges in it then
 * run both ways. Years in `[2009-2011]` are days; other times are left out and noted, as are permutations, clusters and hierarchies.
 */
export function readPajek(text: string, room: ReadingRoom): FoundGraph[] {
  const reader = new PajekReader(room);
  eachLine(text, (content, line) => {
    reader.read(content, line);
  });
  return reader.graphs();
}

class PajekReader {
  private readonly found: Open[] = [];
  private section = '';
  private name: string | null = null;
  private form: string | null = null;
  private readonly relations = new Map<string, string>();
  private values: AttributeValue[] | undefined;
  private skipping = false;
  private readonly room: ReadingRoom;

  constructor(room: ReadingRoom) {
    this.room = room;
  }

  read(content: string, line: number): void {
    if (content.startsWith('*')) this.begin(wordsOf(content, line), line);
    else if (this.values) this.value(content, line);
    else if (!this.skipping) this.data(wordsOf(content, line), line);
  }

  graphs(): FoundGraph[] {
    if (this.found.length === 0) malformed('missing-vertices', 1);
    return this.found.map((open) => this.graphOf(open));
  }

  private begin(words: readonly string[], line: number): void {
    const [mark = '', ...rest] = words;
    const section = mark.toLowerCase();
    const titled = rest.join(' ') || null;
    if (section === '*network') {
      this.name = titled;
      this.values = undefined;
      this.skipping = false;
      this.section = section;
    } else if (VALUE_SECTIONS.has(section)) {
      const target = this.found.at(-1) ?? malformed('missing-vertices', line);
      this.values = [];
      this.skipping = false;
      target.facts.push({ name: titled ?? section.slice(1), values: this.values });
    } else if (LEFT_OUT.has(section)) {
      this.room.notes.add('sections-left-out', 1, line, mark);
      this.values = undefined;
      this.skipping = true;
    } else if (section === '*vertices') this.vertices(rest, line);
    else if (TIE_SECTIONS.has(section)) {
      this.values = undefined;
      const open = this.found.at(-1) ?? malformed('missing-vertices', line);
      this.section = section;
      this.form = this.relationIn(rest);
      if (section === '*matrix') {
        open.hasMatrix = true;
        open.matrixRow = 0;
        const cells = open.rows > 0 ? open.rows * (open.size - open.rows) : open.size * open.size;
        this.room.refuseCells(cells, line);
      }
    } else malformed('unsupported', line, mark);
  }

  private vertices(rest: readonly string[], line: number): void {
    const size = wholeNumber(rest[0] ?? '', line);
    // Of a partition the vertices are those of its network: only their number is said again.
    if (this.values || this.skipping) return;
    this.room.refuseActors(size, line);
    const rows = rest[1] !== undefined && /^\d+$/.test(rest[1]) ? wholeNumber(rest[1], line) : 0;
    if (rows > size) malformed('bad-count', line, rest[1]);
    this.found.push({
      name: this.name,
      line,
      size,
      rows: rows === size ? 0 : rows,
      labels: [],
      lines: [],
      links: [],
      cells: [],
      matrixRow: 0,
      hasMatrix: false,
      facts: [],
    });
    this.name = null;
    this.form = null;
    this.section = '*vertices';
  }

  /* `:1 "kerja"` names relation 1; a later `:1` alone means it again. */
  private relationIn(rest: readonly string[]): string | null {
    const at = rest.findIndex((word) => word.startsWith(':'));
    if (at < 0) return null;
    const number = rest[at]?.slice(1) ?? '';
    const named = rest[at + 1];
    if (named !== undefined) this.relations.set(number, named);
    return this.relations.get(number) ?? (number === '' ? null : number);
  }

  private value(content: string, line: number): void {
    const size = this.found.at(-1)?.size ?? 0;
    if ((this.values?.length ?? 0) >= size) malformed('row-length', line, content);
    const number = numberFromText(content);
    if (number === undefined || Number.isNaN(number)) malformed('bad-count', line, content);
    this.values?.push(number);
  }

  private data(words: readonly string[], line: number): void {
    const open = this.found.at(-1);
    if (!open) malformed('missing-vertices', line);
    const [first = '', ...rest] = words;
    if (this.section === '*vertices') this.vertex(open, first, rest, line);
    else if (this.section === '*matrix') this.matrixLine(open, words, line);
    else if (this.section.endsWith('list')) {
      const from = vertexOf(open, first, line);
      for (const word of rest) this.link(open, from, [word], this.form, line);
    } else if (this.section === '*arcs' || this.section === '*edges') {
      const marked = /^\d{1,9}:$/.test(first);
      const form = marked ? (this.relations.get(first.slice(0, -1)) ?? first.slice(0, -1)) : this.form;
      const [from = '', ...others] = marked ? rest : words;
      this.link(open, vertexOf(open, from, line), others, form, line);
    } else malformed('missing-vertices', line);
  }

  private vertex(open: Open, first: string, rest: readonly string[], line: number): void {
    const place = vertexOf(open, first, line) - 1;
    if (open.lines[place] !== undefined) refuseNetwork('duplicate-actor', line, { actor: first });
    open.labels[place] = rest[0];
    open.lines[place] = line;
    if (rest.slice(1).some((word) => word.startsWith('['))) this.room.notes.add('times-left-out', 1, line);
  }

  private link(open: Open, from: number, rest: readonly string[], form: string | null, line: number): void {
    const [to, ...more] = rest;
    const strength = more[0] !== undefined && !/^[[a-z]/i.test(more[0]) ? more[0] : undefined;
    const label = more.indexOf('l');
    open.links.push({
      from,
      to: vertexOf(open, to, line),
      strength,
      form,
      note: label < 0 ? undefined : more[label + 1],
      times: more.find((word) => word.startsWith('[')),
      arc: this.section.startsWith('*arcs'),
      line,
    });
    this.room.refuseTies(open.links.length, line);
  }

  private matrixLine(open: Open, words: readonly string[], line: number): void {
    const { size, rows } = open;
    const [height, width] = rows > 0 ? [rows, size - rows] : [size, size];
    if (words.length !== width || open.matrixRow >= height)
      malformed('row-length', line, String(words.length));
    words.forEach((word, column) => {
      const strength = numberFromText(word) ?? Number.NaN;
      if (Number.isNaN(strength)) {
        const [from, to] = [String(open.matrixRow + 1), String(column + 1)];
        refuseNetwork('strength-not-a-number', line, { value: word, from, to });
      }
      if (strength === 0) return;
      open.cells.push({ row: open.matrixRow, column, strength, form: this.form, line });
      this.room.refuseTies(open.cells.length, line);
    });
    open.matrixRow++;
  }

  private graphOf(open: Open): FoundGraph {
    const { size, labels } = open;
    const named = Array.from({ length: size }, (_, i) => labels[i]);
    const given = named.filter((label) => label !== undefined && label !== '');
    const unique = given.length === size && new Set(given).size === size;
    if (!unique && given.length > 0) this.room.notes.add('labels-repeated', size, open.line);
    const numbers = numbered(size, '', open.line);
    const ids = numbers.map((number, i) => (unique ? (named[i] ?? number.id) : number.id));
    for (const fact of open.facts)
      if (fact.values.length !== size)
        refuseNetwork('attribute-length', open.line, {
          attribute: fact.name,
          values: fact.values.length,
          actors: size,
        });
    const actors = ids.map(
      (id, i): ActorInput => ({
        id,
        label: named[i] ?? id,
        line: open.lines[i] ?? open.line,
        attributes: Object.fromEntries(open.facts.map((fact) => [fact.name, fact.values[i] ?? null])),
      }),
    );
    const graph = open.hasMatrix ? this.matrixGraph(open, ids) : this.linkGraph(open, ids);
    return {
      ...graph,
      name: open.name,
      line: open.line,
      actors,
      ...(open.rows > 0 ? { rows: open.rows } : {}),
    };
  }

  private matrixGraph(open: Open, ids: readonly string[]): FoundGraph {
    if (open.links.length > 0) malformed('unsupported', open.line, '*Matrix + *Arcs');
    const label = (id: string) => ({ id, line: open.line });
    if (open.rows === 0) return oneModeGraph(ids.map(label), open.cells, this.room);
    return twoModeGraph(ids.slice(0, open.rows).map(label), ids.slice(open.rows).map(label), open.cells);
  }

  private linkGraph(open: Open, ids: readonly string[]): FoundGraph {
    const idOf = (number: number) => ids[number - 1] ?? '';
    const ties = open.links.map((link): TieInput => {
      const fields = new Map<string, AttributeValue>();
      if (link.strength !== undefined) fields.set('strength', link.strength);
      if (link.note !== undefined) fields.set('note', link.note);
      for (const [name, value] of this.timesOf(link)) fields.set(name, value);
      const tie = tieFromFields(idOf(link.from), idOf(link.to), fields, link.line, this.room);
      return { ...tie, form: link.form };
    });
    const forms = new Set(open.links.map((link) => link.form));
    if (forms.size > 1)
      for (const form of forms) this.room.notes.add('relations-united', 1, open.line, form ?? '-');
    const ways = open.links.map((link): TieDirection => (link.arc ? 'forth' : 'none'));
    const turned = withDirections(ties, ways);
    return { name: open.name, line: open.line, direction: 'stated', actors: [], ...turned };
  }

  /* `[2009-2011]`, `[2009]`, `[2009-*]`; steps that are no years and stretches with gaps have no days. */
  private timesOf(link: Link): (readonly [string, string])[] {
    if (link.times === undefined) return [];
    const found = /^\[([12]\d{3})(?:-([12]\d{3}|\*))?\]$/.exec(link.times);
    if (!found) {
      this.room.notes.add('times-left-out', 1, link.line);
      return [];
    }
    const [, since = '', until] = found;
    return [['since', since], ...(until === '*' ? [] : [['until', until ?? since] as const])];
  }
}

/** The network as Pajek .net: ids, strengths, and forms as relations. Other facts have no place in it; a double quote in an id becomes a single one. */
export function writePajek(network: NetworkInput): string {
  const number = new Map(network.actors.map((actor, i) => [actor.id, i + 1]));
  const safe = (text: string) => `"${text.replaceAll('"', "'").replace(/[\r\n]+/g, ' ')}"`;
  const all = [...network.ties, ...(network.loops ?? [])];
  const forms = [...new Set(all.map((tie) => tie.form ?? null))];
  const lines = [
    `*Vertices ${network.actors.length}`,
    ...network.actors.map((actor, i) => `${i + 1} ${safe(actor.id)}`),
  ];
  for (const way of ['*Arcs', '*Edges']) {
    forms.forEach((form, i) => {
      const ties = all.filter(
        (tie) =>
          (tie.form ?? null) === form && (way === '*Arcs') === (network.directed && tie.mutual !== true),
      );
      if (ties.length === 0) return;
      lines.push(form === null ? way : `${way} :${i + 1} ${safe(form)}`);
      for (const tie of ties)
        lines.push(`${number.get(tie.from)} ${number.get(tie.to)} ${tie.strength ?? 1}`);
    });
  }
  return `${lines.join('\n')}\n`;
}

function eachLine(text: string, visit: (content: string, line: number) => void): void {
  text.split(/\r\n|\n|\r/).forEach((raw, i) => {
    const content = (i === 0 ? raw.replace(/^\uFEFF/, '') : raw).trim();
    if (content === '' || content.startsWith('%') || content.startsWith('/*')) return;
    visit(content, i + 1);
  });
}

function vertexOf(open: Open, word: string | undefined, line: number): number {
  const number = wholeNumber(word ?? '', line);
  if (number < 1 || number > open.size) malformed('bad-vertex', line, word);
  return number;
}

/* Words and words in quotes of a line, found in one walk over it. */
function wordsOf(content: string, line: number): string[] {
  const words: string[] = [];
  for (let place = 0; place < content.length; ) {
    const code = content.charCodeAt(place);
    if (code === 0x20 || code === 0x09) {
      place++;
      continue;
    }
    if (code === 0x22) {
      const end = content.indexOf('"', place + 1);
      if (end < 0) malformed('unexpected-end', line, '"');
      words.push(content.slice(place + 1, end));
      place = end + 1;
      continue;
    }
    const start = place;
    while (place < content.length && content.charCodeAt(place) !== 0x20 && content.charCodeAt(place) !== 0x09)
      place++;
    words.push(content.slice(start, place));
  }
  return words;
}

function wholeNumber(word: string, line: number): number {
  return /^\d{1,9}$/.test(word) ? Number(word) : malformed('bad-count', line, word);
}
