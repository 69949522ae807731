import { describe, expect, test } from 'vitest';
import { NETWORK_LIMITS, NetworkInputError, readNetworkFile } from '../index.ts';

/** What was refused; undefined for what was read. */
function refusal(text: string, fileName: string, limits = NETWORK_LIMITS): string | undefined {
  try {
    readNetworkFile(text, { fileName, limits, parallel: 'first', loops: 'drop' });
    return undefined;
  } catch (error) {
    if (error instanceof NetworkInputError) return error.problem.code;
    throw error;
  }
}

describe('what a file says of its size is held against the limits and the bytes that are there', () => {
  test.each([
    ['DL, actors', 'dl n=400000000 format=edgelist1\ndata:\n1 2\n', 'x.dl', 'too-many-actors'],
    ['DL, a matrix that is not there', 'dl n=2000\ndata:\n0 1\n', 'x.dl', 'malformed'],
    ['DL, more cells than the limit', 'dl n=20000\ndata:\n0 1\n', 'x.dl', 'too-many-cells'],
    ['DL, matrices', 'dl n=2 nm=999999999 format=edgelist1\ndata:\n1 2\n', 'x.dl', 'malformed'],
    ['DL, matrices of cells', 'dl n=2 nm=999999999\ndata:\n0 1 1 0\n', 'x.dl', 'too-many-cells'],
    ['DL, columns', 'dl nr=2 nc=400000000\ndata:\n0 1\n', 'x.dl', 'too-many-actors'],
    ['Pajek, actors', '*Vertices 400000000\n*Arcs\n1 2\n', 'x.net', 'too-many-actors'],
    ['Pajek, a matrix', '*Vertices 20000\n*Matrix\n0 1\n', 'x.net', 'too-many-cells'],
    ['Pajek, a matrix that is not there', '*Vertices 2000\n*Matrix\n0 1\n', 'x.net', 'malformed'],
    [
      'Pajek, a partition without end',
      `*Vertices 2\n*Edges\n1 2\n*Partition\n*Vertices 2\n${'1\n'.repeat(9)}`,
      'x.paj',
      'malformed',
    ],
    ['JSON, opened and shut', '[}'.repeat(30_000), 'x.json', 'malformed'],
    ['JSON, opened', '['.repeat(100_000), 'x.json', 'malformed'],
    ['XML, opened', '<graphml><graph>'.repeat(20_000), 'x.graphml', 'malformed'],
    [
      'XML, entities',
      '<!DOCTYPE g [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><graphml/>',
      'x.graphml',
      'malformed',
    ],
  ])('%s', (_, text, name, code) => {
    expect(refusal(text, name)).toBe(code);
  });

  const few = { actors: 3, ties: 2, bytes: 10_000, cells: 40 };
  test.each([
    ['csv', 'from,to\na,b\nb,c\nc,d\n', 'too-many-actors'],
    ['csv', 'from,to\na,b\nb,c\nc,a\n', 'too-many-ties'],
    ['csv', `x,${'y,'.repeat(60)}\n`, 'too-many-cells'],
    ['csv', 'x'.repeat(10_001), 'too-large'],
    ['json', '{"nodes":["a","b","c","d"],"edges":[]}', 'too-many-actors'],
    ['json', '[["a","b"],["b","c"],["c","a"]]', 'too-many-ties'],
    ['json', `[${'[],'.repeat(60)}[]]`, 'too-many-cells'],
    [
      'graphml',
      '<graphml><graph><node id="a"/><node id="b"/><node id="c"/><node id="d"/></graph></graphml>',
      'too-many-actors',
    ],
    ['graphml', `<graphml>${'<a/>'.repeat(60)}</graphml>`, 'too-many-cells'],
    [
      'gexf',
      '<gexf><graph><nodes><node id="a"/><node id="b"/><node id="c"/><node id="d"/></nodes></graph></gexf>',
      'too-many-actors',
    ],
    ['net', '*Vertices 4\n', 'too-many-actors'],
    ['net', '*Vertices 3\n*Edges\n1 2\n2 3\n1 3\n', 'too-many-ties'],
    ['dl', 'dl n=4\ndata:\n', 'too-many-actors'],
    ['dl', 'dl n=3 format=edgelist1\ndata:\n1 2\n2 3\n3 1\n', 'too-many-ties'],
  ])('the limits that a caller passes bind every reader: %s', (name, text, code) => {
    expect(refusal(text, `x.${name}`, few)).toBe(code);
  });
});

/** Files of n parts of each format, and texts that made readers slow. */
const GROWING: readonly (readonly [what: string, name: string, make: (n: number) => string])[] = [
  [
    'CSV',
    'x.csv',
    (n) => `from,to,strength,form\n${lines(n, (i) => `a${i % 5000},b${i % 4999},1.5,"kerja ""x"""`)}`,
  ],
  ['a CSV matrix', 'x.csv', (n) => squareCsv(Math.floor(Math.sqrt(n)))],
  [
    'JSON',
    'x.json',
    (n) =>
      `{"nodes":[${ids(5000)}],"edges":[${lines(n, (i) => `["n${i % 5000}","n${(i * 7 + 1) % 5000}",2],`)}["n1","n2"]]}`,
  ],
  [
    'GraphML',
    'x.graphml',
    (n) =>
      `<graphml><key id="w" for="edge" attr.name="weight"/><graph edgedefault="directed">${lines(2000, (i) => `<node id="n${i}"/>`)}${lines(n, (i) => `<edge source="n${i % 2000}" target="n${(i * 7 + 1) % 2000}"><data key="w">2</data></edge>`)}</graph></graphml>`,
  ],
  [
    'GEXF',
    'x.gexf',
    (n) =>
      `<gexf><graph><nodes>${lines(2000, (i) => `<node id="n${i}" label="Nama ${i}"/>`)}</nodes><edges>${lines(n, (i) => `<edge source="n${i % 2000}" target="n${(i * 7 + 1) % 2000}" weight="2"/>`)}</edges></graph></gexf>`,
  ],
  [
    'Pajek',
    'x.net',
    (n) =>
      `*Vertices 5000\n${lines(5000, (i) => `${i + 1} "Nama ${i}"`)}*Arcs\n${lines(n, (i) => `${(i % 5000) + 1} ${((i * 7 + 1) % 5000) + 1} 2`)}`,
  ],
  [
    'DL, a list',
    'x.dl',
    (n) =>
      `dl n=5000 format=edgelist1\ndata:\n${lines(n, (i) => `${(i % 5000) + 1} ${((i * 7 + 1) % 5000) + 1} 2`)}`,
  ],
  [
    'a DL matrix',
    'x.dl',
    (n) => `dl n=${Math.floor(Math.sqrt(n))}\ndata:\n${squareRows(Math.floor(Math.sqrt(n)))}`,
  ],
  ['quotes in a cell', 'x.csv', (n) => `from,to\na,"${'""'.repeat(10 * n)}"\n`],
  ['quotes after a letter', 'x.csv', (n) => `from,to\na,b${'""""'.repeat(5 * n)}\n`],
  ['spaces before quotes', 'x.csv', (n) => `from,to\na,${' '.repeat(5 * n)}x${'"" '.repeat(5 * n)}\n`],
  ['spaces in a cell', 'x.csv', (n) => `from,to\na,b${' '.repeat(20 * n)}c\n`],
  ['lines of comment', 'x.csv', (n) => `${'#\n'.repeat(5 * n)}from,to\na,b\n`],
  ['separators alone', 'x.csv', (n) => `from,to\na,b${','.repeat(5 * n)}\n`],
  ['spaces in JSON', 'x.json', (n) => `{"nodes":[${' '.repeat(20 * n)}"a"],"edges":[]}`],
  ['escapes in JSON', 'x.json', (n) => `{"nodes":["${'\\"'.repeat(10 * n)}"],"edges":[]}`],
  ['spaces in a tag', 'x.graphml', (n) => `<graphml><graph ${' '.repeat(20 * n)}></graph></graphml>`],
  ['attributes of a tag', 'x.graphml', (n) => `<graphml ${lines(n, (i) => `a${i}="${i}"`)}></graphml>`],
  ['comments in XML', 'x.graphml', (n) => `<graphml>${'<!---->'.repeat(5 * n)}</graphml>`],
  [
    'an ampersand',
    'x.graphml',
    (n) => `<graphml><graph><node id="${'&amp;'.repeat(5 * n)}"/></graph></graphml>`,
  ],
  ['quotes in DL', 'x.dl', (n) => `dl n=1\nlabels:\n${'""'.repeat(5 * n)}\ndata:\n0\n`],
  ['spaces in DL', 'x.dl', (n) => `dl n=1${' '.repeat(20 * n)}\nlabels:\na${' '.repeat(20 * n)}\ndata:\n0\n`],
  ['words in DL', 'x.dl', (n) => `dl n=1 ${'a'.repeat(20 * n)}\n`],
  ['spaces in Pajek', 'x.net', (n) => `*Vertices 1\n1 "a${' '.repeat(20 * n)}"${' '.repeat(20 * n)}\n`],
  ['quotes in Pajek', 'x.net', (n) => `*Vertices 1\n1 a${'""'.repeat(10 * n)}\n`],
];

/** Large enough that reading, not starting, is what takes time. */
const PARTS = 6_000;

describe('twice as large a file takes no more than three times as long', { timeout: 300_000 }, () => {
  test.each(GROWING)('%s', (_, name, make) => {
    const [once, twice] = [make(PARTS), make(2 * PARTS)];
    cost(once, name);
    // The machine has other things to do: it is the best of some tries that tells.
    let ratio = Number.POSITIVE_INFINITY;
    for (let attempt = 0; attempt < 6 && ratio > 3; attempt++) {
      const [less, more] = [medianCost(once, name), medianCost(twice, name)];
      // What takes next to no time at all may take three times that.
      ratio = Math.min(ratio, more / Math.max(less, 15));
    }
    expect(ratio).toBeLessThanOrEqual(3);
  });
});

function medianCost(text: string, name: string): number {
  const costs = [1, 2, 3].map(() => cost(text, name)).sort((a, b) => a - b);
  return costs[1] ?? Number.POSITIVE_INFINITY;
}

/** Milliseconds of the processor. */
function cost(text: string, name: string): number {
  const before = process.cpuUsage();
  refusal(text, name);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function lines(count: number, make: (i: number) => string): string {
  return `${Array.from({ length: count }, (_, i) => make(i)).join('\n')}\n`;
}

function ids(count: number): string {
  return Array.from({ length: count }, (_, i) => `"n${i}"`).join(',');
}

function squareRows(size: number): string {
  return lines(size, (i) => Array.from({ length: size }, (_, k) => Number((i + k) % 7 === 1)).join(' '));
}

function squareCsv(size: number): string {
  const names = Array.from({ length: size }, (_, i) => `n${i}`);
  return `,${names.join(',')}\n${lines(size, (i) => `n${i},${names.map((_, k) => Number((i + k) % 7 === 1)).join(',')}`)}`;
}
