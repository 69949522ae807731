import { expect, test } from 'vitest';
import { IMPORT_LIMITS, readingUploadedNetwork, readUploadedNetwork } from './uploaded-network.ts';

const read = (content: string, fileName = 'jejaring.csv', choices = {}) =>
  readUploadedNetwork({ fileName, content, choices });

const notes = (outcome: ReturnType<typeof read>) =>
  'notes' in outcome ? outcome.notes.map(({ code, count, names }) => [code, count, ...names]) : outcome;

test('a page reads less than the command line', () => {
  expect(IMPORT_LIMITS).toMatchObject({ actors: 300, ties: 5000, bytes: 2_097_152, cells: 400_000 });
  expect(readingUploadedNetwork).toMatchObject({
    file: 'modules/assessment/network/uploaded-network.ts',
    name: 'readUploadedNetwork',
  });
});

test('of a network without directions nothing is noted', () => {
  const outcome = read('from,to\nRW 01,PKK\n', 'a.csv', { direction: 'undirected' });
  expect('network' in outcome && outcome.network.ties).toHaveLength(1);
  expect(notes(outcome)).toEqual([]);
});

test('directions are not kept, which is said; how they were taken is not', () => {
  const outcome = read('from,to\nRW 01,PKK\nPKK,LPM\n', 'a.csv', { direction: 'directed' });
  expect(notes(outcome)).toEqual([['direction-not-kept', 2]]);
  expect(notes(read('from,to\nRW 01,PKK\n'))).not.toContainEqual(
    expect.arrayContaining(['direction-assumed']),
  );
});

test('what a file says of actors beyond who they are is noted, the first eight by name', () => {
  const names = Array.from({ length: 9 }, (_, i) => `sifat${i}`);
  const graph = JSON.stringify({
    directed: false,
    graph: {},
    nodes: [
      { id: 'a', ...Object.fromEntries(names.map((name) => [name, '1'])) },
      { id: 'b', sifat0: '2' },
    ],
    links: [{ source: 'a', target: 'b' }],
  });
  const outcome = read(graph, 'a.json');
  expect(notes(outcome)).toContainEqual(['attributes-not-kept', 9, ...names.slice(0, 8)]);
});

test('what is wrong with a file is told, and more than a page reads is refused', () => {
  expect(read('', 'a.csv')).toMatchObject({ problem: expect.anything() });
  const rows = Array.from({ length: 5001 }, (_, i) => `a${i % 200},b${Math.floor(i / 200)}`);
  expect(read(`from,to\n${rows.join('\n')}\n`)).toHaveProperty('problem');
});

const HIDDEN = '\u200b';
const graphOf = (nodes: readonly object[]) =>
  JSON.stringify({
    directed: false,
    graph: {},
    nodes: [...nodes, { id: 'b' }],
    links: [{ source: 'b', target: Object.values(nodes[0] ?? {})[0] }],
  });

test.each([
  // id      label    taken
  [HIDDEN, undefined, false],
  [HIDDEN, HIDDEN, false],
  ['a', HIDDEN, true],
  [HIDDEN, 'RW 01', true],
])('an actor that nobody can see is none: id %j, label %j', (id, label, isTaken) => {
  const outcome = read(graphOf([{ id, ...(label === undefined ? {} : { label }) }]), 'a.json');
  if (isTaken) expect(outcome).toHaveProperty('network');
  else
    expect(outcome).toEqual({
      problem: { code: 'missing-actor-id', line: null, params: {} },
      in: 'file',
    });
});

test.each([
  // the ties               the table beside them        where it is wrong
  ['from,to\nRW 01,PKK\n', undefined, undefined],
  ['from,to\nRW 01,PKK\n', 'id,label\nRW 01,Rukun Warga 01\nPKK,PKK\n', undefined],
  ['from,to\nRW 01,PKK\n', '', 'nodes'],
  ['', 'id,label\nRW 01,Rukun Warga 01\n', 'file'],
  ['', undefined, 'file'],
])('of ties %j with a table %j it is said which is wrong', (content, nodes, where) => {
  const outcome = readUploadedNetwork({ fileName: 'a.csv', content, nodes });
  expect('in' in outcome ? outcome.in : undefined).toBe(where);
});

test('what else was noted on reading is kept; that directions were read off the ties is not', () => {
  const loops = read('from,to\nRW 01,RW 01\nRW 01,PKK\n', 'a.csv', {
    direction: 'undirected',
    loops: 'drop',
  });
  expect(notes(loops)).toEqual([expect.arrayContaining([1])]);
  const inferred = notes(read('source,target\nRW 01,PKK\nPKK,RW 01\nPKK,LPM\n'));
  expect(inferred).not.toContainEqual(expect.arrayContaining(['direction-inferred']));
});
