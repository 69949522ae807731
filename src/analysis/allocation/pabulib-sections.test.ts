import { expect, test } from 'vitest';
import { columnsOf, splitSections } from './pabulib-sections.ts';
import { AllocationInputError, type AllocationProblem } from './problem.ts';

function problemOf(read: () => unknown): AllocationProblem | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof AllocationInputError) return error.problem;
    throw error;
  }
}

/** Sections as names with their rows: the line of each and its cells, the header first. */
const sectionsOf = (text: string) =>
  [...splitSections(text)].map(([name, { header, rows }]) => [
    name,
    ...[header, ...rows].map((row) => [row.line, ...row.cells]),
  ]);

test.each<[string, string, unknown[]]>([
  [
    'sections with header and rows, by the line they begin on',
    'META\nkey;value\nbudget;5\nPROJECTS\nproject_id;cost\n1;2\n3;4\n',
    [
      ['META', [2, 'key', 'value'], [3, 'budget', '5']],
      ['PROJECTS', [5, 'project_id', 'cost'], [6, '1', '2'], [7, '3', '4']],
    ],
  ],
  [
    'names of sections in any case, with blanks',
    ' Meta \nkey\nvotes\nvoter_id',
    [
      ['META', [2, 'key']],
      ['VOTES', [4, 'voter_id']],
    ],
  ],
  [
    'line ends of other systems',
    'META\r\nkey;value\r\nbudget;5\r\n',
    [['META', [2, 'key', 'value'], [3, 'budget', '5']]],
  ],
  [
    'a mark of the byte order before a first cell in quotes',
    '\uFEFF"META"\nkey;value',
    [['META', [2, 'key', 'value']]],
  ],
  [
    'a carriage return within a cell',
    'META\nkey;value\na;x\ry\r\n',
    [['META', [2, 'key', 'value'], [3, 'a', 'x\ry']]],
  ],
  [
    'a mark of the byte order before the first sign',
    '\uFEFFMETA\nkey;value',
    [['META', [2, 'key', 'value']]],
  ],
  [
    'no line end after the last row',
    'META\nkey;value\nbudget;5',
    [['META', [2, 'key', 'value'], [3, 'budget', '5']]],
  ],
  [
    'rows without anything in them are passed over, but counted',
    'META\n\nkey;value\n ; \n\n;x\n',
    [['META', [3, 'key', 'value'], [6, '', 'x']]],
  ],
  [
    'a cell called as a section among others',
    'META\nkey;value\nvotes;5\n',
    [['META', [2, 'key', 'value'], [3, 'votes', '5']]],
  ],
  [
    'a word that only begins as a section',
    'META\nkey\nmetal\nxvotes\n',
    [['META', [2, 'key'], [3, 'metal'], [4, 'xvotes']]],
  ],
  [
    'a section without rows',
    'META\nkey;value\nVOTES\nvoter_id\n',
    [
      ['META', [2, 'key', 'value']],
      ['VOTES', [4, 'voter_id']],
    ],
  ],
  [
    'a section without even a header is none',
    'META\nPROJECTS\nproject_id\n',
    [['PROJECTS', [3, 'project_id']]],
  ],
  [
    'quoted cells: marks, quotes and line ends in them are what they say',
    'META\nkey;value\na;"x;y"\nb;"say ""it"""\nc;"two\nlines";z\nd;e\n',
    [
      [
        'META',
        [2, 'key', 'value'],
        [3, 'a', 'x;y'],
        [4, 'b', 'say "it"'],
        [5, 'c', 'two\nlines', 'z'],
        [7, 'd', 'e'],
      ],
    ],
  ],
  [
    'a quote within a cell is a sign as any other',
    'META\nkey;value\na;5" pipe\r\nb;"q"\r\n',
    [['META', [2, 'key', 'value'], [3, 'a', '5" pipe'], [4, 'b', 'q']]],
  ],
  ['an empty quoted cell', 'META\nkey;value\na;""\n', [['META', [2, 'key', 'value'], [3, 'a', '']]]],
  [
    'carriage returns within quotes stay',
    'META\nkey;value\na;"x\r\ny"\n',
    [['META', [2, 'key', 'value'], [3, 'a', 'x\r\ny']]],
  ],
  ['nothing', '', []],
])('read: %s', (_, text, sections) => {
  expect(sectionsOf(text)).toEqual(sections);
});

const cellOf = (signs: number) => `META\nkey;value\na;"${'x'.repeat(signs)}"\nb;c\n`;

test.each<[string, string, AllocationProblem]>([
  ['a section twice', 'META\nkey\nmeta\nkey\n', { code: 'file.twice', line: 3, params: { what: 'META' } }],
  [
    'a row before the first section',
    'key;value\nMETA\n',
    { code: 'file.no-section', line: 1, params: { section: 'META' } },
  ],
  ['a quote that is never closed', 'META\nkey\na;"b\nc\n', { code: 'file.quote-open', line: 3, params: {} }],
  [
    'a quote that is closed only after 100,000 signs',
    cellOf(100_001),
    { code: 'file.quote-open', line: 3, params: {} },
  ],
])('refused: %s', (_, text, problem) => {
  expect(problemOf(() => splitSections(text))).toEqual(problem);
});

test('a cell of 100,000 signs is read', () => {
  expect(splitSections(cellOf(100_000)).get('META')?.rows[0]?.cells[1]).toHaveLength(100_000);
});

const TABLE = splitSections('VOTES\n voter_id ;vote\n 1 ; a,b \n2\n3;a;x\n');

test('cells are found by the name of their column, without blanks, and are empty where the row or the column ends', () => {
  const { rows, cell } = columnsOf(TABLE, 'VOTES', ['voter_id', 'vote']);
  const [first, short] = rows;
  if (!first || !short) throw new Error('no rows');
  expect([cell(first, 'voter_id'), cell(first, 'vote'), cell(first, 'age')]).toEqual(['1', 'a,b', '']);
  expect([cell(short, 'voter_id'), cell(short, 'vote')]).toEqual(['2', '']);
});

test.each<[string, () => unknown, AllocationProblem]>([
  [
    'a section that is not there',
    () => columnsOf(TABLE, 'PROJECTS', []),
    { code: 'file.no-section', line: null, params: { section: 'PROJECTS' } },
  ],
  [
    'a column that is needed',
    () => columnsOf(TABLE, 'VOTES', ['vote', 'points']),
    { code: 'file.no-column', line: 2, params: { column: 'points', section: 'VOTES' } },
  ],
  [
    'a row longer than its header',
    () => {
      const { rows, cell } = columnsOf(TABLE, 'VOTES', []);
      return rows.map((row) => cell(row, 'vote'));
    },
    { code: 'file.row-too-long', line: 5, params: { cells: 3, columns: 2 } },
  ],
])('refused: %s', (_, read, problem) => {
  expect(problemOf(read)).toEqual(problem);
});
