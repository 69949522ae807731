import { describe, expect, test } from 'vitest';
import {
  createNetwork,
  detectFormat,
  NETWORK_FORMATS,
  NETWORK_LIMITS,
  type NetworkFormat,
  NetworkInputError,
  type NetworkProblem,
  readNetwork,
  refuseTooLarge,
  writeNetwork,
} from './index.ts';

function problemOf(read: () => unknown): NetworkProblem {
  try {
    read();
  } catch (error) {
    if (error instanceof NetworkInputError) return error.problem;
    throw error;
  }
  throw new Error('the network was accepted');
}

const nodes = '"nodes": ["a", "b", "c"]';

describe('a network that cannot be right is refused with its line', () => {
  test.each([
    ['self-loop', 3, `{${nodes},\n"edges": [["a", "b"],\n["c", "c"]]}`],
    ['parallel-tie', 4, `{${nodes},\n"edges": [\n["a", "b"],\n["b", "a"]]}`],
    ['unknown-actor', 3, `{${nodes},\n"edges": [\n["a", "d"]]}`],
    ['strength-not-positive', 3, `{${nodes},\n"edges": [\n["a", "b", -1]]}`],
    ['strength-not-positive', 3, `{${nodes},\n"edges": [\n["a", "b", 0]]}`],
    ['strength-not-a-number', 3, `{${nodes},\n"edges": [\n["a", "b", NaN]]}`],
    ['strength-not-a-number', 3, `{${nodes},\n"edges": [\n["a", "b", null]]}`],
    ['strength-not-a-number', 3, `{${nodes},\n"edges": [\n["a", "b", "much"]]}`],
    ['strength-not-a-number', 3, `{${nodes},\n"edges": [\n["a", "b", 1e999]]}`],
    ['duplicate-actor', 2, '{"nodes": ["a",\n"a"], "edges": []}'],
    ['missing-actor-id', 2, '{"nodes": [\n{"label": "A"}], "edges": []}'],
    ['bad-word', 2, `{${nodes}, "edges": [\n{"from": "a", "to": "b", "bond": "firm"}]}`],
    ['bad-date', 2, `{${nodes}, "edges": [\n{"from": "a", "to": "b", "since": "2025-02-29"}]}`],
    [
      'dates-reversed',
      2,
      `{${nodes}, "edges": [\n{"from": "a", "to": "b", "since": "2025-03-01", "until": "2025-02-01"}]}`,
    ],
    ['dominant-outside-tie', 2, `{${nodes}, "edges": [\n{"from": "a", "to": "b", "dominant": "c"}]}`],
    ['attribute-length', 2, `{${nodes}, "edges": [],\n"attributes": {"pillar": ["p"]}}`],
    ['malformed', 2, `{${nodes},\n"edges": [["a"]]}`],
    ['malformed', 2, `{${nodes}, "edges": [\n["a" "b"]]}`],
    ['malformed', 1, '{"nodes": ["a"'],
    ['malformed', 1, '{"nodes": ["a"]}'],
    ['empty', null, '{"nodes": [], "edges": []}'],
    ['empty', null, ' \n '],
    ['unknown-format', null, 'graph [ node [ id 0 ] ]'],
    // the same in the other formats
    ['self-loop', 2, 'from,to\na,a\n'],
    ['parallel-tie', 3, 'from,to\na,b\nb,a\n'],
    ['strength-not-positive', 2, 'from,to,weight\na,b,-2\n'],
    ['strength-not-a-number', 3, 'from,to,weight\na,b,1\nb,c,NaN\n'],
    ['malformed', 2, 'from,to\na,b,3\n'],
    ['malformed', 2, 'from,to\n,b\n'],
    ['malformed', 1, '"a,b\n'],
    ['malformed', 3, '*Vertices 2\n*Edges\n1 3\n'],
    ['self-loop', 3, '*Vertices 2\n*Edges\n1 1\n'],
    ['malformed', 4, '*Vertices 2\n*Matrix\n0 1\n1 0 1\n'],
    ['malformed', 2, '*Vertices 2\n*Signs\n'],
    [
      'unknown-actor',
      2,
      '<graphml><graph edgedefault="undirected"><node id="a"/>\n<edge source="a" target="b"/></graph></graphml>',
    ],
    ['malformed', 2, '<graphml><graph edgedefault="undirected">\n<node id="a"></graph></graphml>'],
    ['malformed', 1, '<!DOCTYPE x [<!ENTITY e "eeee">]><graphml/>'],
    ['malformed', 1, '<graphml><graph><node id="&e;"/></graph></graphml>'],
    [
      'strength-not-positive',
      2,
      '<gexf><graph><nodes><node id="a"/><node id="b"/></nodes><edges>\n<edge source="a" target="b" weight="-1"/></edges></graph></gexf>',
    ],
    ['malformed', 4, 'dl n=2 format=edgelist1\ndata:\n1 2\n1 5\n'],
    ['malformed', 2, 'dl n=3\nlabels: a,b\ndata:\n0 1\n1 0\n'],
  ])('%s on line %s', (code, line, text) => {
    expect(problemOf(() => readNetwork(text, { fileName: 'input.txt' }))).toMatchObject({ code, line });
  });

  test('more ties, actors or bytes than the limits, which are named', { timeout: 120_000 }, () => {
    const many = Array.from({ length: NETWORK_LIMITS.ties + 1 }, (_, i) => `["a${i}","b"]`).join(',\n');
    const ties = problemOf(() => readNetwork(`{"nodes": ["b"], "edges": [${many}]}`));
    expect(ties).toMatchObject({ code: 'too-many-ties', params: { limit: NETWORK_LIMITS.ties } });
    const actors = Array.from({ length: NETWORK_LIMITS.actors + 1 }, (_, i) => ({ id: `a${i}` }));
    const crowd = problemOf(() => createNetwork({ directed: false, actors, ties: [] }));
    expect(crowd).toMatchObject({ code: 'too-many-actors', params: { limit: NETWORK_LIMITS.actors } });
    expect(problemOf(() => refuseTooLarge(NETWORK_LIMITS.bytes + 1)).code).toBe('too-large');
  });
});

test('what runs both ways in one direction each is no parallel tie in a directed network', () => {
  const network = readNetwork('from,to\na,b\nb,a\n', { direction: 'directed' });
  expect(network.ties.length).toBe(2);
});

test('one pair may be tied in several forms, stages and layers', () => {
  const text =
    'dari,ke,bentuk,tahap,ikatan\na,b,kerja,persiapan,lemah\na,b,kerja,pelaksanaan,kuat\nb,a,kekerabatan,persiapan,kuat\n';
  const network = readNetwork(text);
  expect(network.ties.map((tie) => [tie.form, tie.stage, tie.bond, tie.strength])).toEqual([
    ['kerja', 'persiapan', 'weak', 1],
    ['kerja', 'pelaksanaan', 'strong', 2],
    ['kekerabatan', 'persiapan', 'strong', 2],
  ]);
});

test.each([
  ['a.json', '{"nodes": []}', 'json'],
  ['a.txt', '{"nodes": []}', 'json'],
  ['a.csv', 'a,b', 'csv'],
  ['a.txt', 'a;b', 'csv'],
  ['a.xml', '<?xml version="1.0"?><graphml>', 'graphml'],
  ['a.xml', '<gexf>', 'gexf'],
  ['a.txt', '*Vertices 3', 'pajek'],
  ['a.txt', 'DL n=3', 'dl'],
  ['wrong.json', '*vertices 3', 'pajek'],
  ['a.gml', 'graph [', undefined],
])('%s beginning with %s is %s', (name, text, format) => {
  expect(detectFormat(text, name)).toBe(format);
});

describe('formats give back what they can hold', () => {
  const network = createNetwork({
    directed: true,
    actors: [
      {
        id: 'lurah',
        label: 'Lurah "Pasar II"',
        entity: 'institution',
        pillar: 'pemerintah',
        attributes: { anggota: 3 },
      },
      { id: 'lkm & co', label: 'LKM <x>', pillar: 'masyarakat', place: 'Pasar II' },
      { id: 'rt, 03', label: 'Ketua RT', entity: 'person' },
      { id: 'sendiri', label: 'Tanpa ikatan' },
    ],
    ties: [
      {
        from: 'lurah',
        to: 'lkm & co',
        bond: 'weak',
        form: 'kerja',
        standing: 'vertical',
        dominant: 'lurah',
        since: '2025-01-01',
      },
      {
        from: 'lkm & co',
        to: 'rt, 03',
        strength: 2.5,
        form: 'kekerabatan',
        nature: 'protection',
        mutual: true,
        stage: 'persiapan',
      },
      {
        from: 'rt, 03',
        to: 'lurah',
        form: 'kerja',
        source: 'survey',
        note: 'catatan; "kutip"\nbaris dua',
        until: '2025-12-31',
      },
    ],
  });

  test('JSON, GraphML and GEXF everything', () => {
    for (const format of ['json', 'graphml', 'gexf'] as const) {
      expect(readNetwork(writeNetwork(network, format))).toEqual(network);
    }
  });

  test('CSV the ties and the isolates, but not the facts of actors', () => {
    const back = readNetwork(writeNetwork(network, 'csv'), { direction: 'directed' });
    expect(back.ties).toEqual(network.ties);
    expect(back.actors.map((actor) => actor.id)).toEqual(network.actors.map((actor) => actor.id));
  });

  test.each(['pajek', 'dl'] as const)('%s ids, strengths and forms', (format: NetworkFormat) => {
    const back = readNetwork(writeNetwork(network, format));
    const arcs = (of: typeof network) =>
      of.ties
        .flatMap((tie) => (tie.mutual ? [tie, { ...tie, from: tie.to, to: tie.from }] : [tie]))
        .map((tie) => [tie.from, tie.to, tie.strength, tie.form].join(' '))
        .sort();
    expect(back.directed).toBe(true);
    expect(arcs(back)).toEqual(arcs(network));
    expect(back.actors.map((actor) => actor.id)).toEqual(network.actors.map((actor) => actor.id));
  });

  test.each(NETWORK_FORMATS)('an undirected network stays undirected in %s', (format) => {
    const plain = createNetwork({
      directed: false,
      actors: [{ id: 'a' }, { id: 'b' }, { id: 'c' }],
      ties: [{ from: 'a', to: 'b', strength: 3 }],
    });
    const back = readNetwork(writeNetwork(plain, format));
    expect(back.directed).toBe(false);
    expect(back.actors.length).toBe(3);
    expect(back.ties.map((tie) => [tie.from, tie.to, tie.strength])).toEqual([['a', 'b', 3]]);
  });
});

describe('files as other tools write them', () => {
  test('GraphML from igraph: the name is the id, not the number of the node', () => {
    const text = `<graphml><key id="v_name" for="node" attr.name="name" attr.type="string"/><key id="w" for="edge" attr.name="weight" attr.type="double"/>
      <graph edgedefault="undirected"><node id="n0"><data key="v_name">A</data></node><node id="n1"><data key="v_name">B</data></node>
      <edge source="n0" target="n1"><data key="w">2</data></edge></graph></graphml>`;
    const network = readNetwork(text);
    expect(network.ties.map((tie) => [tie.from, tie.to, tie.strength])).toEqual([['A', 'B', 2]]);
  });

  test('Pajek lists, relations and numbers instead of labels', () => {
    const text = '*Vertices 3\r\n*Arcs :1 "lapor"\r\n1 2 4\r\n*Arcslist\r\n2 1 3\r\n';
    const network = readNetwork(text);
    expect(network.ties.map((tie) => [tie.from, tie.to, tie.strength, tie.form])).toEqual([
      ['1', '2', 4, 'lapor'],
      ['2', '1', 1, null],
      ['2', '3', 1, null],
    ]);
  });

  test.each([
    [
      'full matrix, symmetric',
      'dl n=3\nlabels:\na,b,c\ndata:\n0 1 0\n1 0 2\n0 2 0\n',
      false,
      ['a b 1', 'b c 2'],
    ],
    [
      'full matrix, not symmetric',
      'DL N=3 FORMAT=FULLMATRIX LABELS:\na b c\nDATA:\n0 1 0\n0 0 2\n1 0 0\n',
      false,
      ['a b 1', 'b c 2', 'c a 1'],
    ],
    [
      'half',
      'dl n=3 format=lowerhalf diagonal=absent\nlabels: a,b,c\ndata:\n1\n0 2\n',
      false,
      ['b a 1', 'c b 2'],
    ],
    [
      'embedded labels',
      'dl n=2 format=edgelist1\nlabels embedded\ndata:\nBu_Ani Pak_Eko 2\n',
      false,
      ['Bu_Ani Pak_Eko 2'],
    ],
    ['node list', 'dl n=3 format=nodelist1\ndata:\n1 2 3\n', true, ['1 2 1', '1 3 1']],
  ])('UCINET DL: %s', (_, text, directed, ties) => {
    const network = readNetwork(text, directed ? { direction: 'directed' } : {});
    expect(network.ties.map((tie) => `${tie.from} ${tie.to} ${tie.strength}`)).toEqual(ties);
  });

  test('CSV with semicolons and decimal commas, a heading in Indonesian, and a line for someone without ties', () => {
    const network = readNetwork('\uFEFFdari;ke;bobot\nA;B;1,5\nC;;\n');
    expect(network.ties.map((tie) => tie.strength)).toEqual([1.5]);
    expect(network.actors.map((actor) => actor.id)).toEqual(['A', 'B', 'C']);
  });

  test('JSON attributes inside a node', () => {
    const [a] = readNetwork(
      '{"nodes": [{"id": 7, "attributes": {"pillar": "p", "anggota": 3}}], "edges": []}',
    ).actors;
    expect(a).toMatchObject({ id: '7', pillar: 'p', attributes: { anggota: 3 } });
  });

  test('JSON attributes by order of nodes or by id', () => {
    const text =
      '{"nodes": ["a", "b"], "edges": [], "attributes": {"pillar": ["p", "q"], "Wealth": {"b": 7}}}';
    const [a, b] = readNetwork(text).actors;
    expect([a?.attributes, b?.attributes]).toEqual([{ pillar: 'p' }, { pillar: 'q', Wealth: 7 }]);
  });
});
