import { type AttributeValue, type NetworkInput, refuseTooManyTies, type TieInput } from '../network.ts';
import { tieFromFields } from './fields.ts';
import { malformed } from './malformed.ts';

interface Token {
  readonly text: string;
  readonly line: number;
}

interface Link {
  readonly from: string;
  readonly to: string;
  readonly strength: string;
  readonly form: string | null;
  readonly line: number;
}

type Layout = 'fullmatrix' | 'lowerhalf' | 'upperhalf' | 'edgelist1' | 'nodelist1';
const LAYOUTS: readonly Layout[] = ['fullmatrix', 'lowerhalf', 'upperhalf', 'edgelist1', 'nodelist1'];

/**
 * UCINET DL: fullmatrix, lowerhalf, upperhalf, edgelist1 and nodelist1; labels listed or embedded; several matrices (nm=),
 * whose labels are the forms of their ties. Zero in a matrix is no tie.
 * The format does not say whether it is directed. It is read as undirected when every tie has its answer of the same strength, or none
 * has one; otherwise as directed. `directed` forces the latter.
 */
export function readDl(text: string, directed: boolean): NetworkInput {
  const tokens = tokensOf(text);
  const header = readHeader(tokens);
  const links = readLinks(tokens.slice(header.dataAt), header);
  refuseTooManyTies(links.length, links[0]?.line ?? null);
  const names = header.labels.length > 0 ? header.labels : namesIn(links, header.size);
  if (names.length !== header.size)
    malformed('bad-count', header.line, `n=${header.size}, ${names.length} labels`);
  const answers = new Map(links.map((link) => [keyOf(link.from, link.to, link.form), link.strength]));
  const answered = links.filter(
    (link) => answers.get(keyOf(link.to, link.from, link.form)) === link.strength,
  );
  const isDirected = directed || (answered.length > 0 && answered.length < links.length);
  const kept = isDirected || answered.length === 0 ? links : onePerPair(links);
  return {
    directed: isDirected,
    actors: names.map((id) => ({ id, line: header.line })),
    ties: kept.map((link): TieInput => {
      const fields = new Map<string, AttributeValue>([['strength', link.strength]]);
      return { ...tieFromFields(link.from, link.to, fields, link.line), form: link.form };
    }),
  };
}

/** The network as DL edgelist1 with a list of labels, so that isolates stay; one matrix for each form. Undirected ties are written both ways. */
export function writeDl(network: NetworkInput): string {
  const safe = (text: string) => `"${text.replaceAll('"', "'").replace(/[\r\n]+/g, ' ')}"`;
  const forms = [...new Set(network.ties.map((tie) => tie.form ?? null))];
  const number = new Map(network.actors.map((actor, i) => [actor.id, i + 1]));
  const blocks = forms.map((form) =>
    network.ties
      .filter((tie) => (tie.form ?? null) === form)
      .flatMap((tie) => {
        const there = `${number.get(tie.from)} ${number.get(tie.to)} ${tie.strength ?? 1}`;
        const back = `${number.get(tie.to)} ${number.get(tie.from)} ${tie.strength ?? 1}`;
        return network.directed && tie.mutual !== true ? [there] : [there, back];
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

interface Header {
  readonly size: number;
  readonly matrices: number;
  readonly layout: Layout;
  readonly diagonal: boolean;
  readonly embedded: boolean;
  readonly labels: readonly string[];
  readonly forms: readonly string[];
  readonly dataAt: number;
  readonly line: number;
}

function readHeader(tokens: readonly Token[]): Header {
  let size = 0;
  let matrices = 1;
  let layout: Layout = 'fullmatrix';
  let diagonal = true;
  let embedded = false;
  let labels: string[] = [];
  let forms: string[] = [];
  let i = 0;
  const word = (at: number) => tokens[at]?.text.toLowerCase() ?? '';
  const list = (from: number): string[] => {
    const items: string[] = [];
    for (let k = from; k < tokens.length && !startsSection(tokens, k); k++) items.push(tokens[k]?.text ?? '');
    i = from + items.length;
    return items;
  };
  if (word(0) !== 'dl') malformed('unexpected-character', tokens[0]?.line ?? 1, tokens[0]?.text);
  i = 1;
  while (i < tokens.length && word(i) !== 'data:') {
    const line = tokens[i]?.line ?? 1;
    if (word(i) === 'n=' || word(i) === 'nr=' || word(i) === 'nc=') {
      const count = whole(tokens[i + 1]?.text ?? '', line);
      if (word(i) !== 'n=' && size !== 0 && size !== count) malformed('unsupported', line, 'nr≠nc');
      size = count;
      i += 2;
    } else if (word(i) === 'nm=') {
      matrices = whole(tokens[i + 1]?.text ?? '', line);
      i += 2;
    } else if (word(i) === 'format=') {
      const named = LAYOUTS.find((each) => each === word(i + 1) || `${each}` === `${word(i + 1)}1`);
      if (!named) malformed('unsupported', line, tokens[i + 1]?.text);
      layout = named;
      i += 2;
    } else if (word(i) === 'diagonal=') {
      diagonal = word(i + 1) === 'present';
      i += 2;
    } else if (word(i) === 'labels' && word(i + 1).startsWith('embedded')) {
      embedded = true;
      i += 2;
    } else if (
      ['row', 'column', 'col'].includes(word(i)) &&
      word(i + 1) === 'labels' &&
      word(i + 2).startsWith('embedded')
    ) {
      embedded = true;
      i += 3;
    } else if (word(i) === 'labels:') labels = list(i + 1);
    else if (word(i) === 'row' && word(i + 1) === 'labels:') labels = list(i + 2);
    else if (['column', 'col'].includes(word(i)) && word(i + 1) === 'labels:') list(i + 2);
    else if (['matrix', 'level'].includes(word(i)) && word(i + 1) === 'labels:') forms = list(i + 2);
    else malformed('unsupported', line, tokens[i]?.text);
  }
  const line = tokens[0]?.line ?? 1;
  if (i >= tokens.length) malformed('missing-data', tokens[tokens.length - 1]?.line ?? 1);
  if (size < 1) malformed('bad-count', line, `n=${size}`);
  if (labels.length > 0 && labels.length !== size)
    malformed('bad-count', line, `n=${size}, ${labels.length} labels`);
  return { size, matrices, layout, diagonal, embedded, labels, forms, dataAt: i + 1, line };
}

function startsSection(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.text.toLowerCase() ?? '';
  const next = tokens[at + 1]?.text.toLowerCase() ?? '';
  return (
    ['data:', 'labels:'].includes(word) ||
    (['row', 'column', 'col', 'matrix', 'level'].includes(word) && next.startsWith('labels'))
  );
}

function readLinks(tokens: readonly Token[], header: Header): Link[] {
  const links: Link[] = [];
  let place = 0;
  for (let matrix = 0; matrix < header.matrices; matrix++) {
    const form = header.forms[matrix] ?? null;
    const named = form === '-' ? null : form;
    if (header.layout === 'edgelist1' || header.layout === 'nodelist1') {
      const end = tokens.findIndex((token, i) => i >= place && token.text === '!');
      const block = tokens.slice(place, end < 0 ? tokens.length : end);
      place = end < 0 ? tokens.length : end + 1;
      links.push(...listedLinks(block, header, named));
    } else place = matrixLinks(tokens, place, header, named, links);
  }
  const left = tokens[place];
  if (left) malformed('row-length', left.line, left.text);
  return links;
}

function listedLinks(block: readonly Token[], header: Header, form: string | null): Link[] {
  const rows = new Map<number, Token[]>();
  for (const token of block) rows.set(token.line, [...(rows.get(token.line) ?? []), token]);
  return [...rows.values()].flatMap((row): Link[] => {
    const [from, ...others] = row;
    if (!from) return [];
    const line = from.line;
    if (header.layout === 'nodelist1') {
      return others.map((to) => ({
        from: nameOf(from, header),
        to: nameOf(to, header),
        strength: '1',
        form,
        line,
      }));
    }
    const [to, strength, more] = others;
    if (!to || more) malformed('bad-edge', line, row.map((token) => token.text).join(' '));
    if (strength?.text === '0') return [];
    return [
      { from: nameOf(from, header), to: nameOf(to, header), strength: strength?.text ?? '1', form, line },
    ];
  });
}

function matrixLinks(
  tokens: readonly Token[],
  start: number,
  header: Header,
  form: string | null,
  links: Link[],
): number {
  let place = start;
  const names = [...header.labels];
  if (header.embedded) {
    names.length = 0;
    for (let i = 0; i < header.size; i++) names.push(tokens[place++]?.text ?? '');
  }
  for (let row = 0; row < header.size; row++) {
    if (header.embedded) place++;
    const offDiagonal = header.diagonal ? 0 : 1;
    const first = header.layout === 'upperhalf' ? row + offDiagonal : 0;
    const end = header.layout === 'lowerhalf' ? row + 1 - offDiagonal : header.size;
    for (let column = first; column < end; column++) {
      if (header.layout === 'fullmatrix' && !header.diagonal && column === row) continue;
      const token = tokens[place++];
      if (!token) malformed('row-length', tokens[tokens.length - 1]?.line ?? header.line);
      if (Number(token.text) === 0) continue;
      const link = { form, line: token.line, strength: token.text };
      const from = names[row] ?? String(row + 1);
      const to = names[column] ?? String(column + 1);
      links.push({ ...link, from, to });
    }
  }
  return place;
}

function nameOf(token: Token, header: Header): string {
  if (header.embedded) return token.text;
  const number = whole(token.text, token.line);
  if (number < 1 || number > header.size) malformed('bad-vertex', token.line, token.text);
  return header.labels[number - 1] ?? String(number);
}

function namesIn(links: readonly Link[], size: number): readonly string[] {
  const numbered = Array.from({ length: size }, (_, i) => String(i + 1));
  const found = new Set(links.flatMap((link) => [link.from, link.to]));
  if ([...found].every((name) => numbered.includes(name))) return numbered;
  return [...found];
}

function onePerPair(links: readonly Link[]): Link[] {
  const seen = new Set<string>();
  return links.filter((link) => {
    if (seen.has(keyOf(link.to, link.from, link.form))) return false;
    seen.add(keyOf(link.from, link.to, link.form));
    return true;
  });
}

function keyOf(from: string, to: string, form: string | null): string {
  return JSON.stringify([from, to, form]);
}

function whole(text: string, line: number): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : malformed('bad-count', line, text);
}

/* Words, quoted words, and the header's `name=` marks; commas separate as spaces do. */
function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .forEach((row, i) => {
      for (const match of row.matchAll(/"([^"]*)"|(\w+)\s*=|([^\s,"]+)/g)) {
        const [, quoted, mark, word] = match;
        tokens.push({ text: quoted ?? (mark ? `${mark}=` : (word ?? '')), line: i + 1 });
      }
    });
  return tokens;
}
