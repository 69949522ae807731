import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { NetworkInputError, type ReadOptions, readNetworkFile } from '../index.ts';

/**
 * What a file is read as, in one line: `directed: a, b=Label | a>b 2 kerja, b<>c 1 | note 3`. An arrow is a tie of a directed network,
 * `<>` one that runs both ways, `-` one without a direction. A refusal is its line and code.
 */
function reading(file: string | Uint8Array, fileName: string, options: ReadOptions = {}): string {
  try {
    const { network, notes } = readNetworkFile(file, { fileName, ...options });
    const actors = network.actors.map((actor) =>
      actor.label === actor.id ? actor.id : `${actor.id}=${actor.label}`,
    );
    const ties = network.ties.map((tie) =>
      [
        `${tie.from}${tie.mutual ? '<>' : network.directed ? '>' : '-'}${tie.to} ${tie.strength}`,
        tie.form,
        tie.since || tie.until ? `${tie.since ?? ''}..${tie.until ?? ''}` : null,
      ]
        .filter((part) => part !== null)
        .join(' '),
    );
    const said = notes.map((note) => `${note.code} ${note.count}`);
    return [
      `${network.directed ? 'directed' : 'undirected'}: ${actors.join(', ')}`,
      ties.join(', '),
      said.join(', '),
    ]
      .filter((part) => part !== '')
      .join(' | ');
  } catch (error) {
    if (error instanceof NetworkInputError) return `${error.problem.line ?? '-'}: ${error.problem.code}`;
    throw error;
  }
}

const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const utf16 = (text: string) =>
  Uint8Array.from([
    0xff,
    0xfe,
    ...[...text].flatMap((letter) => [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8]),
  ]);
const xml = (inner: string) => `<graphml>${inner}</graphml>`;
const gexf = (inner: string) => `<gexf>${inner}</gexf>`;
const two = '<nodes><node id="a"/><node id="b"/></nodes>';

type Case = readonly [
  what: string,
  file: string | Uint8Array,
  name: string,
  read: string,
  options?: ReadOptions,
];

const CASES: readonly Case[] = [
  // CSV: which way ties run
  [
    'nothing is said of direction',
    'from,to\na,b\n',
    'x.csv',
    'undirected: a, b | a-b 1 | direction-assumed 1',
  ],
  [
    'asked to be directed',
    'from,to\na,b\nb,a\n',
    'x.csv',
    'directed: a, b | a>b 1, b>a 1',
    { direction: 'directed' },
  ],
  ['both ways without a direction', 'from,to\na,b\nb,a\n', 'x.csv', '3: parallel-tie'],
  [
    'Gephi: Type',
    'Source,Target,Type,Id\na,b,Directed,0\nb,c,Undirected,1\nc,a,Mutual,2\n',
    'x.csv',
    'directed: a, b, c | a>b 1, b<>c 1, c<>a 1',
  ],
  ['Gephi: all undirected', 'Source;Target;Type\na;b;Undirected\n', 'x.csv', 'undirected: a, b | a-b 1'],
  [
    'direction by words',
    'source,target,direction\na,b,outgoing\na,c,incoming\nb,c,both\n',
    'x.csv',
    'directed: a, b, c | a>b 1, c>a 1, b<>c 1',
  ],
  [
    'directed: yes or no',
    'from,to,directed\na,b,true\nb,c,false\n',
    'x.csv',
    'directed: a, b, c | a>b 1, b<>c 1',
  ],
  ['a word that is none of direction', 'from,to,type\na,b,Directed\nb,c,friend\n', 'x.csv', '3: bad-word'],
  [
    'type that means the form',
    'from,to,type\na,b,kerja\n',
    'x.csv',
    'undirected: a, b | a-b 1 kerja | direction-assumed 1',
  ],
  [
    'told undirected although it says directed',
    'from,to,type\na,b,Directed\n',
    'x.csv',
    'undirected: a, b | a-b 1 | direction-overridden 1',
    { direction: 'undirected' },
  ],
  // CSV: headers, comments, tables of actors
  [
    'other names of the two ends',
    'ego,alter\nAni,Budi\n',
    'x.csv',
    'undirected: Ani, Budi | Ani-Budi 1 | direction-assumed 1',
  ],
  [
    'no header',
    'a,b\nb,c\n',
    'x.csv',
    'undirected: a, b, c | a-b 1, b-c 1 | no-header 1, direction-assumed 2',
  ],
  ['a header nobody knows', 'person,friend,how much\na,b,2\n', 'x.csv', '1: unknown-columns'],
  ['a header with one end only', 'source,weight\na,2\n', 'x.csv', '1: unknown-columns'],
  ['two columns of one name', 'from,to,note,note\na,b,x,y\n', 'x.csv', '1: malformed'],
  ['a table of actors', 'Id,Label\n1,Ani\n', 'x.csv', '1: node-table'],
  [
    'comments',
    '# made by hand\n% twice\nfrom,to\na,b\n# end\n',
    'x.csv',
    'undirected: a, b | a-b 1 | comments 3, direction-assumed 1',
  ],
  [
    'a header in a comment',
    '# source, target, weight\n0,1,2\n',
    'x.csv',
    'undirected: 0, 1 | 0-1 2 | header-in-comment 1, direction-assumed 1',
  ],
  [
    'names that begin with a comment mark',
    'from,to\n#1,#2\n',
    'x.csv',
    'undirected: #1, #2 | #1-#2 1 | direction-assumed 1',
  ],
  [
    'columns without a place',
    'from,to,warna\na,b,merah\nb,c,\n',
    'x.csv',
    'undirected: a, b, c | a-b 1, b-c 1 | columns-left-out 1, direction-assumed 2',
  ],
  [
    'R: row numbers without a name',
    '"","from","to"\n"1","a","b"\n',
    'x.csv',
    'undirected: a, b | a-b 1 | direction-assumed 1',
  ],
  ['an empty end', 'from,to\na,\n,b\n', 'x.csv', '3: malformed'],
  // CSV: numbers and dates
  [
    'an empty strength',
    'from,to,weight\na,b,\n',
    'x.csv',
    'undirected: a, b | a-b 1 | strength-missing 1, direction-assumed 1',
  ],
  [
    'decimal commas between tabs',
    'from\tto\tweight\na\tb\t1,5\nb\tc\t2\n',
    'x.tsv',
    'undirected: a, b, c | a-b 1.5, b-c 2 | direction-assumed 2',
  ],
  [
    'decimal commas in quotes',
    'from,to,weight\na,b,"1,5"\n',
    'x.csv',
    'undirected: a, b | a-b 1.5 | direction-assumed 1',
  ],
  [
    'thousands beside decimals',
    'from;to;weight\na;b;1.000\nb;c;2,5\n',
    'x.csv',
    'undirected: a, b, c | a-b 1000, b-c 2.5 | direction-assumed 2',
  ],
  [
    'three decimals beside others',
    'from;to;weight\na;b;1.000\nb;c;0.125\n',
    'x.csv',
    'undirected: a, b, c | a-b 1, b-c 0.125 | direction-assumed 2',
  ],
  [
    'what parts the cells is said above the header',
    'sep=;\r\nfrom;to;weight\r\nA, B;C;1,5\r\nC;C;1\r\n',
    'x.csv',
    '4: self-loop',
  ],
  [
    'a comma said where semicolons are seen',
    '"sep=,"\nfrom,to\n"A;B",C;D\n',
    'x.csv',
    'undirected: A;B, C;D | A;B-C;D 1 | direction-assumed 1',
  ],
  ['a thousand or one', 'from;to;weight\na;b;1.000\n', 'x.csv', '2: ambiguous-number'],
  ['a thousand or one and a half', 'from,to,weight\na,b,"1,500"\n', 'x.csv', '2: ambiguous-number'],
  [
    'three decimals between commas',
    'from,to,weight\na,b,1.500\n',
    'x.csv',
    'undirected: a, b | a-b 1.5 | direction-assumed 1',
  ],
  [
    'years',
    'from,to,start,end\na,b,2009,2011\n',
    'x.csv',
    'undirected: a, b | a-b 1 2009-01-01..2011-12-31 | years-as-days 2, direction-assumed 1',
  ],
  [
    'months and moments',
    'from,to,since,until\na,b,2024-02,2024-03-01T10:00:00\n',
    'x.csv',
    'undirected: a, b | a-b 1 2024-02-01..2024-03-01 | years-as-days 1, direction-assumed 1',
  ],
  [
    'steps are no dates',
    'from,to,start\na,b,3\n',
    'x.csv',
    'undirected: a, b | a-b 1 | times-left-out 1, direction-assumed 1',
  ],
  // CSV: shapes
  [
    'old line ends',
    'from,to\ra,b\rb,c\r',
    'x.csv',
    'undirected: a, b, c | a-b 1, b-c 1 | direction-assumed 2',
  ],
  [
    'parted by spaces',
    'Source Target  Type\n"RW 01" PKK Directed\n',
    'x.csv',
    'directed: RW 01, PKK | RW 01>PKK 1',
  ],
  [
    'an edge list of numbers',
    '1 2\n2 3 5\n',
    'x.txt',
    'undirected: 1, 2, 3 | 1-2 1, 2-3 5 | no-header 1, strength-missing 1, direction-assumed 2',
  ],
  ['UTF-16', utf16('from,to\na,é\n'), 'x.csv', 'undirected: a, é | a-é 1 | direction-assumed 1'],
  [
    'an undeclared code page',
    latin1('from,to\nJosé,b\n'),
    'x.csv',
    'undirected: José, b | José-b 1 | encoding-assumed 1, direction-assumed 1',
  ],
  ['no text', Uint8Array.from([0xff, 0xd8, 0xff, 0x00, 0x01]), 'x.csv', '1: not-text'],
  [
    'a symmetric matrix',
    ',A,B,C\nA,0,1,2\nB,1,0,0\nC,2,0,0\n',
    'x.csv',
    'undirected: A, B, C | A-B 1, A-C 2 | direction-inferred 2',
  ],
  [
    'VNA, which holds two tables',
    '*Node data\nid a\nx 1\n*Tie data\nfrom to\na b\n',
    'x.vna',
    '-: unknown-format',
  ],
  ['a file that is no text', Uint8Array.of(0x50, 0x4b, 3, 4, 0x0a, 0, 0, 0x2c), 'x.csv', '2: not-text'],
  ['a matrix one way', ';A;B\nA;0;1,5\nB;;0\n', 'x.csv', 'directed: A, B | A>B 1.5 | direction-inferred 1'],
  [
    'a matrix with columns in another order',
    ',B,A\nA,3,0\nB,0,0\n',
    'x.csv',
    'directed: A, B | A>B 3 | direction-inferred 1',
  ],
  [
    'a matrix with a word in its corner',
    'actor,A,B\nA,0,1\nB,1,0\n',
    'x.csv',
    'undirected: A, B | A-B 1 | direction-inferred 1',
  ],
  ['a table of actors is no matrix', 'id,age,size\n1,30,2\n2,40,3\n', 'x.csv', '1: node-table'],
  [
    'a matrix with names in its first row alone',
    'A,B,C\n0,2,0\n0,0,1\n5,0,0\n',
    'x.csv',
    'directed: A, B, C | A>B 2, B>C 1, C>A 5 | direction-inferred 3',
  ],
  [
    'numbers in the first column that differ are names of rows',
    'RW,x,y\n1,0,1\n2,1,1\n3,0,1\n',
    'x.csv',
    'undirected: 1, 2, 3, x, y | 1-y 1, 2-x 1, 2-y 1, 3-y 1 | two-mode 2',
  ],
  [
    'a matrix of numbers alone',
    '0,1,0,0\n1,0,0,0\n0,0,0,1\n0,0,1,0\n',
    'x.csv',
    'undirected: 1, 2, 3, 4 | 1-2 1, 3-4 1 | direction-inferred 2',
  ],
  [
    'people and events',
    ',rapat,gotong royong\nAni,1,1\nBudi,0,1\n',
    'x.csv',
    'undirected: Ani, Budi, rapat, gotong royong | Ani-rapat 1, Ani-gotong royong 1, Budi-gotong royong 1 | two-mode 2',
  ],
  [
    'people and events, people alone',
    ',rapat,kerja\nAni,1,1\nBudi,1,1\nCici,0,0\n',
    'x.csv',
    'undirected: Ani, Budi, Cici | Ani-Budi 2 | projected 2',
    { project: 'rows' },
  ],
  [
    'people and events, events alone',
    ',rapat,kerja\nAni,1,1\nBudi,1,1\n',
    'x.csv',
    'undirected: rapat, kerja | rapat-kerja 2 | projected 2',
    { project: 'columns' },
  ],
  [
    'two modes that nobody declared',
    'from,to\nAni,rapat\nBudi,rapat\n',
    'x.csv',
    'undirected: Ani, Budi | Ani-Budi 1 | direction-assumed 2, projected 1',
    { project: 'rows' },
  ],
  ['one mode has no projection', 'from,to\na,b\nb,c\n', 'x.csv', '2: not-two-mode', { project: 'rows' }],
  ['half of the columns are rows', ',A,X\nA,0,1\nB,1,0\n', 'x.csv', '1: matrix-labels'],
  ['a row too short', ',A,B\nA,0\nB,1,0\n', 'x.csv', '2: malformed'],
  // loops and parallels
  ['a loop', 'from,to\na,a\na,b\n', 'x.csv', '2: self-loop'],
  [
    'a loop dropped',
    'from,to\na,a\na,b\n',
    'x.csv',
    'undirected: a, b | a-b 1 | direction-assumed 2, loops-dropped 1',
    { loops: 'drop' },
  ],
  [
    'a loop kept',
    'from,to\na,a\na,b\n',
    'x.csv',
    'undirected: a, b | a-b 1 | direction-assumed 2, loops-kept 1',
    { loops: 'keep' },
  ],
  [
    'parallels: the greatest',
    'from,to,weight\na,b,2\nb,a,3\na,b,1\n',
    'x.csv',
    'undirected: a, b | a-b 3 | direction-assumed 3, parallel-merged 2',
    { parallel: 'max' },
  ],
  [
    'parallels: the sum',
    'from,to,weight\na,b,2\nb,a,3\n',
    'x.csv',
    'undirected: a, b | a-b 5 | direction-assumed 2, parallel-merged 1',
    { parallel: 'sum' },
  ],
  [
    'parallels: the first',
    'from,to,weight\na,b,2\nb,a,3\n',
    'x.csv',
    'undirected: a, b | a-b 2 | direction-assumed 2, parallel-merged 1',
    { parallel: 'first' },
  ],
  [
    'a tie both ways meets one of its arcs',
    '*Vertices 2\n1 a\n2 b\n*Arcs\n1 2 2\n*Edges\n1 2 3\n',
    'x.net',
    'directed: a, b | a>b 5, b>a 3 | parallel-merged 1',
    { parallel: 'sum' },
  ],
  // UCINET DL
  [
    'a tree',
    'dl n=3\nlabels:\na,b,c\ndata:\n0 1 1\n0 0 0\n0 0 0\n',
    'x.dl',
    'directed: a, b, c | a>b 1, a>c 1 | direction-inferred 2',
  ],
  [
    'a chain of labels',
    'dl n=3 format=edgelist1\nlabels embedded\ndata:\na b\nb c\n',
    'x.dl',
    'directed: a, b, c | a>b 1, b>c 1 | direction-inferred 2',
  ],
  [
    'every tie answered',
    'dl n=2 format=edgelist1\ndata:\n1 2 3\n2 1 3\n',
    'x.dl',
    'undirected: 1, 2 | 1-2 3 | direction-inferred 1',
  ],
  [
    'UCINET’s own head',
    'DL\nN=2\nFORMAT = FULLMATRIX DIAGONAL PRESENT\nDATA:\n0 1\n1 0\n',
    'x.dl',
    'undirected: 1, 2 | 1-2 1 | direction-inferred 1',
  ],
  [
    'levels',
    'DL N = 2 NM = 2\nFORMAT = FULLMATRIX DIAGONAL PRESENT\nROW LABELS:\na\nb\nCOLUMN LABELS:\na\nb\nLEVEL LABELS:\nSARAN\nTEMAN\nDATA:\n0 1\n0 0\n\n0 1\n1 0\n',
    'x.dl',
    'directed: a, b | a>b 1 SARAN, a>b 1 TEMAN, b>a 1 TEMAN | direction-inferred 3, relations-united 2',
  ],
  [
    'a half without its diagonal',
    'dl n=3 format=lowerhalf diagonal=absent\ndata:\n1\n0 1\n',
    'x.dl',
    'undirected: 1, 2, 3 | 2-1 1, 3-2 1',
  ],
  [
    'rows and columns',
    'dl nr=2 nc=3\nrow labels:\na,b\ncolumn labels:\nx,y,z\ndata:\n1 0 0\n0 1 1\n',
    'x.dl',
    'undirected: a, b, x, y, z | a-x 1, b-y 1, b-z 1 | two-mode 3',
  ],
  [
    'rows and columns in a list',
    'dl nr=2, nc=1 format=edgelist2\nrow labels embedded\ncolumn labels embedded\ndata:\na x\nb x\n',
    'x.dl',
    'undirected: a, b | a-b 1 | projected 1',
    { project: 'rows' },
  ],
  [
    'several values on a line',
    'dl n=2 nm=2 format=edgearray1\nmatrix labels: saran, teman\ndata:\n1 2 4 0\n',
    'x.dl',
    'directed: 1, 2 | 1>2 4 saran | zero-ties 1, direction-inferred 1',
  ],
  [
    'labels with spaces, without quotes',
    'dl n=2, format=edgelist1\nlabels:\nKota Bandung,Kab. Bandung\ndata:\n1 2\n',
    'x.dl',
    'directed: Kota Bandung, Kab. Bandung | Kota Bandung>Kab. Bandung 1 | direction-inferred 1',
  ],
  [
    'labels listed and embedded',
    'DL n=2\nformat = edgelist1\nlabels:\na, b\nlabels embedded:\ndata:\nb a\n',
    'x.dl',
    'directed: a, b | b>a 1 | direction-inferred 1',
  ],
  [
    'a label that is not listed',
    'DL n=2\nformat = edgelist1\nlabels:\na, b\nlabels embedded:\ndata:\nb x\n',
    'x.dl',
    '7: unknown-actor',
  ],
  ['a value on the diagonal', 'dl n=2\ndata:\n1 1\n1 0\n', 'x.dl', '3: self-loop'],
  [
    'not known is not nought',
    'dl n=2\ndata:\n0 NA\n1 0\n',
    'x.dl',
    'directed: 1, 2 | 2>1 1 | values-left-out 1, direction-inferred 1',
  ],
  // Pajek
  [
    'a matrix',
    '*Vertices 2\n1 a\n2 b\n*Matrix\n0 2\n2 0\n',
    'x.net',
    'undirected: a, b | a-b 2 | direction-inferred 1',
  ],
  [
    'two modes',
    '*Vertices 3 2\n1 a\n2 b\n3 x\n*Edges\n1 3\n2 3\n',
    'x.net',
    'undirected: a, b, x | a-x 1, b-x 1 | two-mode 1',
  ],
  [
    'two modes projected',
    '*Vertices 3 2\n1 a\n2 b\n3 x\n*Edges\n1 3\n2 3\n',
    'x.net',
    'undirected: a, b | a-b 1 | projected 1',
    { project: 'rows' },
  ],
  [
    'several networks',
    '*Network satu\n*Vertices 2\n*Edges\n1 2\n*Network dua\n*Vertices 2\n*Arcs\n2 1\n',
    'x.paj',
    '6: several-graphs',
  ],
  [
    'one of several networks',
    '*Network satu\n*Vertices 2\n*Edges\n1 2\n*Network dua\n*Vertices 2\n*Arcs\n2 1\n',
    'x.paj',
    'directed: 1, 2 | 2>1 1 | graphs-left-out 1',
    { graph: 'dua' },
  ],
  [
    'all of several networks',
    '*Network satu\n*Vertices 2\n*Edges\n1 2\n*Network dua\n*Vertices 2\n*Arcs\n2 1\n',
    'x.paj',
    'directed: 1, 2 | 1<>2 1 satu, 2>1 1 dua | graphs-united 2',
    { graph: 'all' },
  ],
  ['a network that is not there', '*Vertices 2\n*Edges\n1 2\n', 'x.net', '-: unknown-graph', { graph: '3' }],
  [
    'relations by number',
    '*Vertices 2\n*Arcs :1 "saran"\n1 2\n*Arcs :2 "teman"\n1 2\n*Arcs :1\n2 1\n',
    'x.net',
    'directed: 1, 2 | 1>2 1 saran, 1>2 1 teman, 2>1 1 saran | relations-united 2',
  ],
  [
    'steps and years',
    '*Vertices 2 [1-*]\n1 a [1-3]\n2 b\n*Edges\n1 2 1 [2009-2011]\n',
    'x.net',
    'undirected: a, b | a-b 1 2009-01-01..2011-12-31 | times-left-out 1, years-as-days 2',
  ],
  [
    'what is no network',
    '*Vertices 2\n*Edges\n1 2\n*Permutation p\n*Vertices 2\n2\n1\n',
    'x.paj',
    'undirected: 1, 2 | 1-2 1 | sections-left-out 1',
  ],
  [
    'repeated labels',
    '*Vertices 2\n1 a\n2 a\n*Edges\n1 2\n',
    'x.net',
    'undirected: 1=a, 2=a | 1-2 1 | labels-repeated 2',
  ],
  // GraphML
  [
    'defaults',
    xml(
      '<key id="w" for="edge" attr.name="weight" attr.type="double"><default>5</default></key><graph edgedefault="undirected"><node id="a"/><node id="b"/><node id="c"/><edge source="a" target="b"/><edge source="b" target="c"><data key="w">2</data></edge></graph>',
    ),
    'x.graphml',
    'undirected: a, b, c | a-b 5, b-c 2',
  ],
  [
    'a weight by another name',
    xml(
      '<key id="weight" for="node" attr.name="weight" attr.type="double"/><key id="e" for="edge" attr.name="Weight" attr.type="double"/><graph edgedefault="undirected"><node id="a"><data key="weight">3</data></node><node id="b"/><edge source="a" target="b"><data key="e">7</data></edge></graph>',
    ),
    'x.graphml',
    'undirected: a, b | a-b 7',
  ],
  [
    'hyperedges',
    xml(
      '<graph edgedefault="undirected"><node id="a"/><node id="b"/><hyperedge><endpoint node="a"/><endpoint node="b"/></hyperedge><edge source="a" target="b"/></graph>',
    ),
    'x.graphml',
    'undirected: a, b | a-b 1 | hyperedges-left-out 1',
  ],
  [
    'a graph in a node',
    xml(
      '<graph edgedefault="undirected"><node id="a"><graph><node id="b"/></graph></node><edge source="a" target="b"/></graph>',
    ),
    'x.graphml',
    'undirected: a, b | a-b 1 | nested-graphs 1',
  ],
  [
    'further graphs',
    xml('<graph id="G"><node id="a"/></graph><graph><node id="b"/></graph>'),
    'x.graphml',
    '1: several-graphs',
  ],
  [
    'one of several graphs',
    xml('<graph id="G"><node id="a"/></graph><graph><node id="b"/></graph>'),
    'x.graphml',
    'undirected: b | graphs-left-out 1',
    { graph: '2' },
  ],
  [
    'a declared code page',
    latin1(
      '<?xml version="1.0" encoding="ISO-8859-1"?><graphml><graph edgedefault="directed"><node id="José"/></graph></graphml>',
    ),
    'x.graphml',
    'directed: José',
  ],
  [
    'an unknown code page',
    latin1('<?xml version="1.0" encoding="klingon"?><graphml/>'),
    'x.graphml',
    '1: unknown-encoding',
  ],
  [
    'yEd’s labels',
    xml(
      '<key for="node" id="d"/><key for="edge" id="e"/><graph edgedefault="directed"><node id="n0"><data key="d"><y:Shape><y:NodeLabel>Lurah</y:NodeLabel></y:Shape></data></node><node id="n1"/><edge source="n0" target="n1"><data key="e"><y:Line><y:EdgeLabel>lapor</y:EdgeLabel></y:Line></data></edge></graph>',
    ),
    'x.graphml',
    'directed: n0=Lurah, n1 | n0>n1 1 lapor',
  ],
  [
    'values without a place',
    xml(
      '<key id="c" for="edge" attr.name="colour"/><graph edgedefault="directed"><node id="a"/><node id="b"/><edge source="a" target="b"><data key="c">red</data></edge></graph>',
    ),
    'x.graphml',
    'directed: a, b | a>b 1 | fields-left-out 1',
  ],
  // GEXF
  [
    'mutual edges',
    gexf(`<graph defaultedgetype="mutual">${two}<edges><edge source="a" target="b"/></edges></graph>`),
    'x.gexf',
    'directed: a, b | a<>b 1',
  ],
  [
    'an edge type nobody knows',
    gexf(`<graph>${two}<edges><edge source="a" target="b" type="sideways"/></edges></graph>`),
    'x.gexf',
    '1: malformed',
  ],
  [
    'a weight that changes',
    gexf(
      `<graph><attributes class="edge" mode="dynamic"><attribute id="w" title="Weight" type="float"/></attributes>${two}<edges><edge source="a" target="b"><attvalues><attvalue for="w" value="9" start="2"/><attvalue for="w" value="4" start="1"/></attvalues></edge></edges></graph>`,
    ),
    'x.gexf',
    'undirected: a, b | a-b 9 | values-left-out 1',
  ],
  [
    'spells',
    gexf(
      `<graph>${two}<edges><edge source="a" target="b"><spells><spell start="2009-01-01" end="2009-06-30"/><spell start="2010-01-01"/></spells></edge></edges></graph>`,
    ),
    'x.gexf',
    'undirected: a, b | a-b 1 2009-01-01..2009-06-30, a-b 1 2010-01-01..',
  ],
  [
    'years as numbers',
    gexf(`<graph>${two}<edges><edge source="a" target="b" start="2009.0"/></edges></graph>`),
    'x.gexf',
    'undirected: a, b | a-b 1 2009-01-01.. | years-as-days 1',
  ],
  [
    'labels',
    gexf('<graph><nodes><node id="0" label="Lurah"/></nodes></graph>'),
    'x.gexf',
    'undirected: 0=Lurah',
  ],
  // JSON
  [
    'a bare list of ties',
    '[{"source":"a","target":"b"}]',
    'x.json',
    'undirected: a, b | a-b 1 | direction-assumed 1',
  ],
  [
    'd3',
    '{"nodes":[{"id":"a","group":1},{"id":"b","group":1}],"links":[{"source":"b","target":"a","value":3}]}',
    'x.json',
    'undirected: a, b | b-a 3 | direction-assumed 1',
  ],
  [
    'd3 by places',
    '{"nodes":[{"name":"Ani"},{"name":"Budi"}],"links":[{"source":1,"target":0}]}',
    'x.json',
    'undirected: Ani, Budi | Budi-Ani 1 | direction-assumed 1',
  ],
  [
    'networkx',
    '{"directed":true,"multigraph":false,"graph":{},"nodes":[{"id":0},{"id":1}],"links":[{"source":0,"target":1,"weight":2}]}',
    'x.json',
    'directed: 0, 1 | 0>1 2',
  ],
  [
    'networkx, undirected as it says',
    '{"directed":false,"nodes":[{"id":0},{"id":1}],"edges":[{"source":0,"target":1}]}',
    'x.json',
    'undirected: 0, 1 | 0-1 1',
  ],
  [
    'networkx, by neighbours',
    '{"directed":false,"nodes":[{"id":"a"},{"id":"b"}],"adjacency":[[{"id":"b","weight":2}],[{"id":"a","weight":2}]]}',
    'x.json',
    'undirected: a, b | a-b 2',
  ],
  [
    'graphology',
    '{"options":{"type":"undirected"},"nodes":[{"key":"a","attributes":{"label":"A"}},{"key":"b"}],"edges":[{"source":"a","target":"b","attributes":{"weight":2}}]}',
    'x.json',
    'undirected: a=A, b | a-b 2',
  ],
  [
    'graphology, mixed',
    '{"attributes":{"name":"x"},"options":{"type":"mixed"},"nodes":[{"key":"a"},{"key":"b"},{"key":"c"}],"edges":[{"source":"a","target":"b"},{"source":"b","target":"c","undirected":true}]}',
    'x.json',
    'directed: a, b, c | a>b 1, b<>c 1 | fields-left-out 1',
  ],
  [
    'Cytoscape',
    '{"elements":{"nodes":[{"data":{"id":"a"}},{"data":{"id":"b"}}],"edges":[{"data":{"id":"e","source":"a","target":"b","interaction":"kerja"}}]}}',
    'x.json',
    'undirected: a, b | a-b 1 kerja | direction-assumed 1',
  ],
  [
    'Cytoscape in one list',
    '[{"data":{"id":"a"}},{"data":{"id":"b"}},{"data":{"source":"a","target":"b"}}]',
    'x.json',
    'undirected: a, b | a-b 1 | direction-assumed 1',
  ],
  [
    'both ways without a direction',
    '{"nodes":["a","b"],"edges":[["a","b"],["b","a"]]}',
    'x.json',
    '1: parallel-tie',
  ],
  ['the same name twice', '{"nodes":["a"],"nodes":["b"],"edges":[]}', 'x.json', '1: malformed'],
];

describe('files of other tools are read as they say, or refused with the line', () => {
  for (const [what, file, name, read, options] of CASES) {
    test(what, () => {
      expect(reading(file, name, options)).toBe(read);
    });
  }
});

test('a file that names its actors like parts of every object is read like any other', () => {
  const text =
    '{"nodes":["__proto__","constructor"],"edges":[["__proto__","constructor"]],"attributes":{"__proto__":["x","y"],"toString":["p","q"]},"directed":true}';
  const { network } = readNetworkFile(text);
  expect(network.actors.map((actor) => Object.entries(actor.attributes))).toEqual([
    [
      ['__proto__', 'x'],
      ['toString', 'p'],
    ],
    [
      ['__proto__', 'y'],
      ['toString', 'q'],
    ],
  ]);
});

describe('a table of actors beside a file of ties', () => {
  const ties = 'from,to\n1,2\n2,3\n';
  const table =
    'Id;Label;Pilar;anggota\n1;Lurah;pemerintah;4\n2;PKK;masyarakat;12\n9;Karang Taruna;masyarakat;\n';

  test('gives labels, facts and attributes; who stands in one of the two only is noted', () => {
    const { network, notes } = readNetworkFile(ties, { fileName: 'x.csv', nodes: table });
    expect(
      network.actors.map(({ id, label, pillar, attributes }) => [id, label, pillar, attributes.anggota]),
    ).toEqual([
      ['1', 'Lurah', 'pemerintah', 4],
      ['2', 'PKK', 'masyarakat', 12],
      ['3', '3', null, undefined],
      ['9', 'Karang Taruna', 'masyarakat', undefined],
    ]);
    expect(notes).toContainEqual({ code: 'actors-from-table', count: 1, line: 4, names: ['9'] });
    expect(notes).toContainEqual({ code: 'actors-not-in-table', count: 1, line: 3, names: ['3'] });
  });

  test.each([
    ['without a column that says who', 'warna,ukuran\nmerah,1\n', '1: unknown-columns'],
    ['with somebody twice', 'id,label\n1,a\n1,b\n', '3: duplicate-actor'],
    ['with a line that says nobody', 'id,label\n,b\n', '2: malformed'],
  ])('is refused %s', (_, nodes, refused) => {
    expect(reading(ties, 'x.csv', { nodes })).toBe(refused);
  });
});

test('partitions and vectors of Pajek are attributes', () => {
  const text =
    '*Vertices 2\n1 a\n2 b\n*Edges\n1 2\n*Partition pilar\n*Vertices 2\n1\n2\n*Vector umur\n*Vertices 2\n0.5\n2\n';
  const { network } = readNetworkFile(text, { fileName: 'x.paj' });
  expect(network.actors.map((actor) => actor.attributes)).toEqual([
    { pilar: 1, umur: 0.5 },
    { pilar: 2, umur: 2 },
  ]);
  expect(reading(text.replace('2\n0.5\n2\n', '2\n0.5\n'), 'x.paj')).toBe('1: attribute-length');
});

/* Small files as other tools wrote them. They lie beside the project and need not be there. */
const folder = new URL('../../../../../shared/cases/inputs/networks/', import.meta.url);

const SHARED: readonly (readonly [file: string, read: string])[] = [
  ['csv-adjacency-matrix-2x2.csv', 'undirected: A, B | A-B 1 | direction-inferred 1'],
  ['csv-adjacency-matrix.csv', 'undirected: A, B, C | A-B 1, A-C 1 | direction-inferred 2'],
  ['csv-comment.csv', 'undirected: a, b | a-b 1 | comments 1, direction-assumed 1'],
  ['csv-direction-column.csv', 'directed: a, b | a>b 1'],
  ['csv-duplicate-edge.csv', '3: parallel-tie'],
  ['csv-empty-weight.csv', 'undirected: a, b | a-b 1 | strength-missing 1, direction-assumed 1'],
  ['csv-gephi-type-directed.csv', 'directed: a, b, c | a>b 1, b>c 1'],
  [
    'csv-header-ego-alter.csv',
    'undirected: Alice, Bob, Carol | Alice-Bob 1, Bob-Carol 1 | direction-assumed 2',
  ],
  ['csv-latin1.csv', 'undirected: José, María | José-María 1 | encoding-assumed 1, direction-assumed 1'],
  ['csv-mac-line-ends.csv', 'undirected: A, B, C | A-B 1, B-C 2'],
  ['csv-missing-source.csv', '3: malformed'],
  ['csv-negative.csv', '2: strength-not-positive'],
  [
    'csv-netzschleuder-comment-header.csv',
    'undirected: 0, 1, 2 | 0-1 2, 1-2 3 | header-in-comment 1, direction-assumed 2',
  ],
  ['csv-node-table.csv', '1: node-table'],
  ['csv-self-loop.csv', '3: self-loop'],
  [
    'csv-semicolon-quotes.csv',
    'undirected: Dinas, Sosial, O"Neil | Dinas, Sosial-O"Neil 1.5 | direction-assumed 1',
  ],
  ['csv-space-separated.csv', 'directed: Alice, Bob, Carol | Alice>Bob 1, Bob>Carol 1'],
  ['csv-start-year.csv', 'undirected: a, b | a-b 1 2009-01-01.. | years-as-days 1, direction-assumed 1'],
  ['csv-utf16.csv', 'undirected: a, b | a-b 1 | direction-assumed 1'],
  ['csv-zero-weight.csv', '2: strength-not-positive'],
  ['dl-asymmetric-tree.dl', 'directed: a, b, c | a>b 1, a>c 1, b>c 1 | direction-inferred 3'],
  ['dl-diagonal-value.dl', '7: self-loop'],
  [
    'dl-directed-chain.dl',
    'directed: Ani, Budi, Cici, Dodi | Ani>Budi 1, Budi>Cici 1, Cici>Dodi 1 | direction-inferred 3',
  ],
  ['dl-duplicate.dl', '7: parallel-tie'],
  ['dl-edgearray.dl', 'directed: 1, 2, 3 | 1>2 1 1 | zero-ties 1, direction-inferred 1'],
  ['dl-edgelist2.dl', 'undirected: a, b, c, x, y | a-x 1, a-y 1, b-y 1, c-y 1 | two-mode 2'],
  ['dl-labels-then-embedded.dl', 'directed: a, b, c | a>b 1, b>c 1 | direction-inferred 2'],
  [
    'dl-labels-with-spaces.dl',
    'directed: Kota Bandung, Kab. Bandung, Cimahi | Kota Bandung>Kab. Bandung 1, Kab. Bandung>Cimahi 1 | direction-inferred 2',
  ],
  ['dl-lowerhalf.dl', 'undirected: 1, 2, 3 | 2-1 1, 3-2 1'],
  [
    'dl-two-levels.dl',
    'directed: a, b, c | a>b 1 ADVICE, b>a 1 ADVICE, b>c 1 ADVICE, a>b 1 FRIEND, a>c 1 FRIEND | direction-inferred 5, relations-united 2',
  ],
  ['dl-two-mode.dl', 'undirected: a, b, c, x, y | a-x 1, b-x 1, b-y 1, c-y 1 | two-mode 2'],
  ['dl-ucinet-diagonal-present.dl', 'undirected: 1, 2, 3 | 1-2 1, 1-3 1 | direction-inferred 2'],
  ['edgelist-tab.txt', 'undirected: 1, 2, 3 | 1-2 1, 2-3 1 | no-header 1, direction-assumed 2'],
  ['edgelist.txt', 'undirected: 1, 2, 3 | 1-2 1, 2-3 1 | no-header 1, direction-assumed 2'],
  ['gexf-attvalue-dynamic-weight.gexf', 'undirected: a, b | a-b 9 | values-left-out 1'],
  [
    'gexf-dynamic-year.gexf',
    'undirected: a=A, b=B | a-b 1 2009-01-01..2011-12-31 | times-left-out 1, years-as-days 2',
  ],
  ['gexf-label-lost.gexf', 'undirected: 0=Lurah, 1=RW 01 | 0-1 1'],
  ['gexf-mutual-type.gexf', 'directed: a, b | a<>b 1'],
  ['gexf-spells.gexf', 'undirected: a=A, b=B, c=C | a-b 1 2009-01-01..2010-01-01, b-c 1 2009-01-01..'],
  ['graphml-doctype.graphml', 'directed: a, b | a>b 1'],
  ['graphml-hyperedge.graphml', 'undirected: n0, n1, n2, n3 | n0-n3 1 | hyperedges-left-out 1'],
  ['graphml-key-default.graphml', 'undirected: n0, n1, n2 | n0-n1 5, n1-n2 2'],
  ['graphml-key-scoped.graphml', 'undirected: a, b | a-b 7'],
  ['graphml-latin1-declared.graphml', 'undirected: José, b | José-b 1'],
  ['graphml-two-graphs.graphml', '2: several-graphs'],
  ['graphml-yed-label.graphml', 'directed: n0=Lurah, n1=RW 01 | n0>n1 1'],
  ['json-array.json', 'undirected: a, b | a-b 1 | direction-assumed 1'],
  ['json-both-ways-undirected.json', '1: parallel-tie'],
  ['json-cytoscape.json', 'undirected: a, b | a-b 1 | direction-assumed 1'],
  ['json-d3-links.json', 'undirected: Myriel, Napoleon | Napoleon-Myriel 1 | direction-assumed 1'],
  ['json-graphology.json', 'undirected: a=A, b | a-b 2'],
  ['json-networkx-edges.json', 'directed: 0, 1 | 0>1 2'],
  ['json-networkx-links.json', 'undirected: 0, 1 | 0-1 1'],
  ['pajek-edges-both-ways.net', '6: parallel-tie'],
  ['pajek-matrix.net', 'undirected: a, b, c | a-b 1, a-c 1 | direction-inferred 2'],
  ['pajek-multi.net', '6: parallel-tie'],
  ['pajek-project-partition.paj', 'undirected: a, b, c | a-b 1, b-c 1'],
  ['pajek-signed.net', '3: strength-not-positive'],
  ['pajek-temporal.net', 'undirected: Ani, Budi | Ani-Budi 1 | times-left-out 2'],
  ['pajek-two-mode.net', 'undirected: a, b, x | a-x 1, b-x 1 | two-mode 1'],
  ['pajek-two-networks.paj', '8: several-graphs'],
  ['tsv-decimal-comma.tsv', 'undirected: a, b | a-b 1.5 | direction-assumed 1'],
];

test.skipIf(!existsSync(folder)).each(SHARED)('%s', (file, read) => {
  expect(reading(readFileSync(new URL(file, folder)), file)).toBe(read);
});

test('GEXF: whom a node stands within is its attribute', () => {
  const nested = gexf(
    '<graph defaultedgetype="directed"><nodes><node id="a"><nodes><node id="b"/></nodes></node><node id="c" pid="b"/>' +
      '<node id="d"><parents><parent for="a"/><parent for="c"/></parents></node></nodes>' +
      '<edges><edge source="b" target="c"/></edges></graph>',
  );
  const { network } = readNetworkFile(nested, { fileName: 'x.gexf' });
  expect(network.actors.map(({ id, attributes }) => [id, attributes['parent']])).toEqual([
    ['a', undefined],
    ['b', 'a'],
    ['c', 'b'],
    ['d', 'a, c'],
  ]);
});
