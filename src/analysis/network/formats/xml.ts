import { ownEntry } from '#kernel/own-entry.ts';
import { NETWORK_LIMITS } from '../limits.ts';
import { refuseNetwork } from '../problem.ts';
import { malformed } from './malformed.ts';

/** An element of an XML file with the line it begins on; names without their namespace prefix. */
export interface XmlElement {
  readonly name: string;
  readonly line: number;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  text: string;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const DEEPEST = 64;

/**
 * Reads the elements, attributes and text of an XML file. Comments and instructions are passed over; a document type that declares
 * entities is refused, so no file can make itself larger than it is. Elements count two cells, attributes one.
 */
export function parseXml(text: string, mostCells: number = NETWORK_LIMITS.cells): XmlElement {
  let cells = 0;
  const open: XmlElement[] = [];
  let root: XmlElement | undefined;
  let line = 1;
  let place = 0;
  const passLines = (end: number) => {
    for (; place < end; place++) if (text.charCodeAt(place) === 0x0a) line++;
  };
  const endOf = (mark: string, from: number): number => {
    const end = text.indexOf(mark, from);
    if (end < 0) malformed('unexpected-end', line, mark);
    return end + mark.length;
  };
  while (place < text.length) {
    const next = text.indexOf('<', place);
    const until = next < 0 ? text.length : next;
    const inner = open[open.length - 1];
    if (inner) inner.text += decoded(text.slice(place, until), line);
    else if (
      text
        .slice(place, until)
        .replace(/^\uFEFF/, '')
        .trim() !== ''
    )
      malformed('unexpected-character', line);
    passLines(until);
    if (next < 0) break;
    if (text.startsWith('<!--', place)) passLines(endOf('-->', place + 4));
    else if (text.startsWith('<?', place)) passLines(endOf('?>', place + 2));
    else if (text.startsWith('<![CDATA[', place)) {
      const end = endOf(']]>', place);
      if (inner) inner.text += text.slice(place + 9, end - 3);
      passLines(end);
    } else if (text.startsWith('<!', place)) {
      const end = endOf('>', place);
      if (text.slice(place, end).includes('[')) malformed('unsupported', line, 'DOCTYPE');
      passLines(end);
    } else if (text.startsWith('</', place)) {
      const end = endOf('>', place);
      const name = localName(text.slice(place + 2, end - 1).trim());
      const closed = open.pop();
      if (closed?.name !== name) malformed('wrong-tag', line, name);
      passLines(end);
    } else {
      const tag = readTag(text, place, line);
      cells += 2 + tag.attributes.size;
      if (cells > mostCells) refuseNetwork('too-many-cells', line, { cells, limit: mostCells });
      const element: XmlElement = {
        name: tag.name,
        line,
        attributes: tag.attributes,
        children: [],
        text: '',
      };
      if (inner) inner.children.push(element);
      else if (root) malformed('wrong-tag', line, tag.name);
      else root = element;
      if (!tag.closed) open.push(element);
      if (open.length > DEEPEST) malformed('too-deep', line);
      passLines(tag.end);
    }
  }
  const unclosed = open[open.length - 1];
  if (unclosed) malformed('unexpected-end', line, unclosed.name);
  return root ?? malformed('unexpected-end', line);
}

/** The elements of a name under an element, at any depth, in the order of the file. */
export function descendants(element: XmlElement, name: string): XmlElement[] {
  const found: XmlElement[] = [];
  const waiting = [...element.children].reverse();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.name === name) found.push(next);
    for (let i = next.children.length - 1; i >= 0; i--) {
      const child = next.children[i];
      if (child) waiting.push(child);
    }
  }
  return found;
}

export function requiredAttribute(element: XmlElement, name: string): string {
  const value = element.attributes.get(name);
  return value ?? malformed('missing-xml-attribute', element.line, `${element.name}/@${name}`);
}

/** Text made safe to stand in XML or SVG, in an element or a quoted attribute; characters that XML cannot hold are left out. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\P{Cc}\t\n\r]|[\p{Cs}\ufffe\uffff]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}

const TAG_NAME = /[^\s/>=<]+/y;
const TAG_ATTRIBUTE = /\s+([^\s=/>]+)\s*=\s*("[^"<]*"|'[^'<]*')/y;
const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();
const TAG_END = /\s*(\/?)>/y;

function readTag(text: string, start: number, line: number) {
  TAG_NAME.lastIndex = start + 1;
  const name = TAG_NAME.exec(text);
  if (!name) malformed('unexpected-character', line, text.slice(start, start + 10));
  let place = TAG_NAME.lastIndex;
  let attributes: Map<string, string> | undefined;
  for (;;) {
    TAG_END.lastIndex = place;
    const end = TAG_END.exec(text);
    if (end)
      return {
        name: localName(name[0]),
        attributes: attributes ?? NO_ATTRIBUTES,
        closed: end[1] === '/',
        end: TAG_END.lastIndex,
      };
    TAG_ATTRIBUTE.lastIndex = place;
    const attribute = TAG_ATTRIBUTE.exec(text);
    if (!attribute) malformed('unexpected-character', line, text.slice(start, start + 40));
    attributes ??= new Map();
    attributes.set(localName(attribute[1] ?? ''), decoded((attribute[2] ?? '').slice(1, -1), line));
    place = TAG_ATTRIBUTE.lastIndex;
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function decoded(text: string, line: number): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x?[0-9a-fA-F]+|\w+)?;?/g, (whole, name: string | undefined) => {
    if (name === undefined || !whole.endsWith(';')) return malformed('bad-entity', line, whole);
    if (name.startsWith('#')) {
      const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : malformed('bad-entity', line, whole);
    }
    return ownEntry(ENTITIES, name) ?? malformed('bad-entity', line, whole);
  });
}
