import { expect, test } from 'vitest';
import { type BallotKind, makeElection } from './election.ts';
import { currencyOf, readPabulib, writePabulib } from './pabulib.ts';
import { AllocationInputError, type AllocationProblem } from './problem.ts';
import { problemWords } from './problem-words.ts';

const FILE = `META
key;value
budget;1000000
vote_type;approval
num_projects;2
num_votes;3
PROJECTS
project_id;cost;name;category;institution
1;600000.0;"Saluran air ""RW 03""; tahap 1";prasarana,lingkungan;RW 03
2;400000;Pelatihan menjahit;pemberdayaan;PKK
VOTES
voter_id;vote
a;1,2
b;2
c;
`;

test('a file becomes an election: names with quotes, fields, institutions, a voter without a choice', () => {
  const { election, meta } = readPabulib(FILE);
  expect(election.budget).toBe(1_000_000n);
  expect(election.voters).toBe(3);
  expect(election.projects).toEqual([
    {
      id: '1',
      cost: 600_000n,
      name: 'Saluran air "RW 03"; tahap 1',
      fields: ['prasarana', 'lingkungan'],
      institution: 'RW 03',
    },
    { id: '2', cost: 400_000n, name: 'Pelatihan menjahit', fields: ['pemberdayaan'], institution: 'PKK' },
  ]);
  expect(election.classes.map(({ weight, projects }) => [weight, projects])).toEqual([
    [1, [0, 1]],
    [1, [1]],
    [1, []],
  ]);
  expect(meta.vote_type).toBe('approval');
});

test.each([
  // what is wrong                     replaced        by                       line  code
  ['a ballot for an unknown project', 'b;2', 'b;7', 14, 'ballot.unknown-project'],
  ['a voter twice', 'b;2', 'a;2', 14, 'ballot.voter-twice'],
  ['a project that costs nothing', '400000;Pel', '0;Pel', 10, 'project.zero-cost'],
  ['a negative cost', '400000;Pel', '-4;Pel', 10, 'amount.negative'],
  ['more decimals than any money has', '600000.0', '600000.1234567', 9, 'amount.fraction'],
  ['a mark that may part thousands', '600000.0', '600,000', 9, 'amount.ambiguous'],
  ['a cost in words', '400000;Pel', 'empat;Pel', 10, 'amount.unreadable'],
  ['a cost in powers of ten', '400000;Pel', '4e5;Pel', 10, 'amount.unreadable'],
  ['a project id twice', '2;400000', '1;400000', 10, 'project.id-twice'],
  ['a project without id', '2;400000', ';400000', 10, 'project.no-id'],
  ['a budget above 2^53', '1000000\nvote', '9007199254740993\nvote', 3, 'amount.above-limit'],
  ['a cost above 2^53', '400000;Pel', '99999999999999999999;Pel', 10, 'amount.above-limit'],
  ['a budget of nothing', '1000000\nvote', '0\nvote', 3, 'budget.zero'],
  ['an unknown kind of ballot', 'approval', 'acclamation', 4, 'file.vote-type'],
  ['fewer ballots than stated', 'c;\n', '', 6, 'file.count'],
  ['a missing column', 'project_id;cost', 'project_id;price', 8, 'file.no-column'],
  ['a cell too many', 'b;2', 'b;2;x', 14, 'file.row-too-long'],
  ['a quote that never ends', 'tahap 1"', 'tahap 1', 9, 'file.quote-open'],
  ['no budget', 'budget;1000000\n', '', null, 'file.no-meta'],
  ['no votes', 'VOTES', 'META', 11, 'file.twice'],
  ['no section at all', 'META\n', '', 1, 'file.no-section'],
])('%s is refused with its line', (_, replaced, by, line, code) => {
  const problem = problemIn(FILE.replace(replaced, by));
  expect(problem).toMatchObject({ line, code });
  expect(problemWords(problem, 'id')).toMatch(line === null ? /./ : `baris ${line}: `);
});

test('points that do not fit their projects are refused', () => {
  const points = FILE.replace('approval', 'cumulative')
    .replace('voter_id;vote', 'voter_id;vote;points')
    .replace('a;1,2', 'a;1,2;3,1')
    .replace('b;2', 'b;2;4')
    .replace('c;\n', 'c;;\n');
  expect(readPabulib(points).election.classes[0]).toMatchObject({ projects: [0, 1], points: [3, 1] });
  expect(problemIn(points.replace('3,1', '3'))).toMatchObject({ line: 13, code: 'ballot.points-count' });
  expect(problemIn(points.replace('3,1', '3,-1'))).toMatchObject({
    line: 13,
    code: 'ballot.points-unreadable',
    params: { points: '-1' },
  });
  expect(problemWords(problemIn(points.replace('3,1', '3,-1')), 'id')).toContain('“-1”');
  expect(problemIn(points.replace('a;1,2;3,1', 'a;1,1;3,1'))).toMatchObject({ code: 'ballot.project-twice' });
});

/** A file in the fewest words, with what is asked for in the place of what stands there. */
function file({ meta = '', head = 'voter_id;vote', projects = 'a;60\nb;40', votes = '1;a' }): string {
  return `META\nkey;value\nbudget;100\n${meta}\nPROJECTS\nproject_id;cost\n${projects}\nVOTES\n${head}\n${votes}\n`;
}

test.each<[string, Parameters<typeof file>[0], unknown]>([
  [
    'choose-1',
    { meta: 'vote_type;choose-1' },
    { ballotKind: 'approval', classes: [{ weight: 1, projects: [0] }] },
  ],
  [
    'cumulative',
    { meta: 'vote_type;cumulative', head: 'voter_id;vote;points', votes: '1;b, a;3,2.0' },
    { ballotKind: 'points', classes: [{ weight: 1, projects: [0, 1], points: [2, 3] }] },
  ],
  [
    'scoring',
    { meta: 'vote_type;scoring', head: 'voter_id;vote;points', votes: '1;a;2\n2;a;2\n3;None;none' },
    {
      ballotKind: 'points',
      classes: [
        { weight: 2, projects: [0], points: [2] },
        { weight: 1, projects: [], points: [] },
      ],
    },
  ],
  [
    'ordinal',
    { meta: 'vote_type;ordinal', votes: '1;b,a' },
    { ballotKind: 'ranking', classes: [{ weight: 1, projects: [1, 0] }] },
  ],
  ['ordinal with places', { meta: 'vote_type;ordinal\nmax_length; 12 ' }, { places: 12 }],
  [
    'ordinal with places as nobody counts',
    { meta: 'vote_type;ordinal\nmax_length;123456' },
    { places: undefined },
  ],
  ['ordinal with places in words', { meta: 'vote_type;ordinal\nmax_length;12x' }, { places: undefined }],
  ['ordinal with places below nothing', { meta: 'vote_type;ordinal\nmax_length;-1' }, { places: undefined }],
  ['approval, where places say nothing', { meta: 'vote_type;approval\nmax_length;3' }, { places: undefined }],
])('ballots are read: %s', (_, parts, election) => {
  const read = readPabulib(file(parts)).election;
  expect({ places: undefined, ...read }).toMatchObject(election as object);
});

test('blanks around keys, values and names of fields are none', () => {
  const { election, meta } = readPabulib(
    'META\nkey;value\n budget ; 100 \nvote_type;approval\ndescription\nPROJECTS\nproject_id;cost;name;category;accepts_from\na;60;;air , jalan;10\nb;40;Pasar;None;\nVOTES\nvoter_id;vote\n1;a , b\n',
  );
  expect(meta).toEqual({ budget: '100', vote_type: 'approval', description: '' });
  expect(election.projects).toEqual([
    { id: 'a', cost: 60n, name: 'a', fields: ['air', 'jalan'], acceptsFrom: 10n },
    { id: 'b', cost: 40n, name: 'Pasar' },
  ]);
  expect(election.classes).toEqual([{ weight: 1, projects: [0, 1] }]);
});

const APPROVAL = 'vote_type;approval';
const POINTS = { meta: 'vote_type;scoring', head: 'voter_id;vote;points' };

test.each<[string, string, AllocationProblem['code'], number | null, AllocationProblem['params']]>([
  ['no section META', 'PROJECTS\nproject_id;cost\n', 'file.no-section', null, { section: 'META' }],
  ['no kind of ballot', file({ meta: 'unit;X' }), 'file.no-meta', null, { key: 'vote_type' }],
  ['no budget', file({ meta: APPROVAL }).replace('budget', 'unit'), 'file.no-meta', null, { key: 'budget' }],
  ['a budget of nothing', file({ meta: APPROVAL }).replace('100', '0'), 'budget.zero', 3, { amount: '0' }],
  ['a kind that is none', file({ meta: 'vote_type;lot' }), 'file.vote-type', 4, { type: 'lot' }],
  ['a key twice', file({ meta: `${APPROVAL}\n budget ;5` }), 'file.twice', 5, { what: 'budget' }],
  ['an id twice', file({ meta: APPROVAL, projects: 'a;1\na;2' }), 'project.id-twice', 8, { project: 'a' }],
  ['a cost of nothing', file({ meta: APPROVAL, projects: 'a;0' }), 'project.zero-cost', 7, { project: 'a' }],
  ['a voter twice', file({ meta: APPROVAL, votes: '1;a\n1;b' }), 'ballot.voter-twice', 12, { voter: '1' }],
  [
    'fewer projects than it says',
    file({ meta: `${APPROVAL}\nnum_projects;3` }),
    'file.count',
    5,
    { key: 'num_projects', stated: '3', found: 2 },
  ],
  [
    'more votes than it says',
    file({ meta: `${APPROVAL}\nnum_votes;0` }),
    'file.count',
    5,
    { key: 'num_votes', stated: '0', found: 1 },
  ],
  [
    'two where one is chosen',
    file({ meta: 'vote_type;choose-1', votes: '1;a,b' }),
    'ballot.too-many-choices',
    11,
    { count: 2, limit: 1 },
  ],
  [
    'no column of points',
    file({ ...POINTS, head: 'voter_id;vote' }),
    'file.no-column',
    10,
    { column: 'points', section: 'VOTES' },
  ],
  [
    'no column of votes',
    file({ meta: APPROVAL, head: 'voter_id' }),
    'file.no-column',
    10,
    { column: 'vote', section: 'VOTES' },
  ],
  [
    'no column of voters',
    file({ ...POINTS, head: 'vote;points' }),
    'file.no-column',
    10,
    { column: 'voter_id', section: 'VOTES' },
  ],
  ...['x1', '1x', '1.5', '1.0x', '1e3', '1234567890123456'].map(
    (points): [string, string, AllocationProblem['code'], number, AllocationProblem['params']] => [
      `points of ${points}`,
      file({ ...POINTS, votes: `1;a;${points}` }),
      'ballot.points-unreadable',
      11,
      { points, limit: 1_000_000 },
    ],
  ),
])('refused: %s', (_, text, code, line, params) => {
  expect(problemIn(text)).toEqual({ code, line, params });
});

test('points may be written with a point and nothing behind it', () => {
  const read = (points: string) => readPabulib(file({ ...POINTS, votes: `1;a;${points}` })).election.classes;
  for (const points of ['7', '7.', '7.0', '7.000'])
    expect(read(points)).toEqual([{ weight: 1, projects: [0], points: [7] }]);
});

test.each([
  [{ currency: 'pln' }, 'PLN'],
  [{ country: 'indonesia' }, 'IDR'],
  [{ country: 'Republic of Indonesia' }, ''],
  [{ country: 'Indonesian Sea' }, ''],
])('the currency of a file that says %j is “%s”', (meta, currency) => {
  expect(currencyOf(meta)).toBe(currency);
});

test('an election is written with its counts, votes and who won', () => {
  const election = makeElection(
    100n,
    [
      {
        id: 'a',
        cost: 60n,
        name: 'Jalan; tahap "1"',
        fields: ['air', 'jalan'],
        institution: 'RW 01',
        acceptsFrom: 30n,
      },
      { id: 'b', cost: 40n, name: 'Pasar' },
    ],
    'approval',
    [{ projects: ['a', 'b'] }, { projects: ['b'] }, { projects: ['b'] }, { projects: [] }],
  );
  expect(writePabulib(election, { country: 'Indonesia', budget: '7', vote_type: 'ordinal' }, ['b'])).toBe(
    `META
key;value
country;Indonesia
budget;100
vote_type;approval
num_projects;2
num_votes;4
PROJECTS
project_id;cost;votes;name;category;institution;accepts_from;selected
a;60;1;"Jalan; tahap ""1""";air,jalan;RW 01;30;0
b;40;3;Pasar;;;;1
VOTES
voter_id;vote
1;a,b
2;b
3;b
4;
`,
  );
});

test.each<[BallotKind, string | undefined, string]>([
  ['approval', undefined, 'approval'],
  ['approval', 'choose-1', 'choose-1'],
  ['approval', 'cumulative', 'approval'],
  ['points', undefined, 'scoring'],
  ['points', 'cumulative', 'cumulative'],
  ['ranking', undefined, 'ordinal'],
  ['ranking', 'lot', 'ordinal'],
])('%s ballots called %s are written as %s', (kind, known, type) => {
  const election = makeElection(5n, [{ id: 'a', cost: 1n, name: 'a' }], kind, [
    { projects: ['a'], points: [3] },
  ]);
  const text = writePabulib(election, known === undefined ? {} : { vote_type: known });
  expect(text).toContain(`vote_type;${type}\n`);
  expect(text).toContain(kind === 'points' ? 'voter_id;vote;points\n1;a;3\n' : 'voter_id;vote\n1;a\n');
  expect(text).toContain('a;1;1;a;;;;0\n');
  expect(text).not.toContain('max_length');
});

test('several points are parted by commas, and places are written where there are some', () => {
  const projects = ['a', 'b'].map((id) => ({ id, cost: 1n, name: id }));
  const points = makeElection(5n, projects, 'points', [{ projects: ['b', 'a'], points: [3, 4] }]);
  expect(writePabulib(points)).toContain('1;a,b;4,3\n');
  const ranked = makeElection(5n, projects, 'ranking', [{ projects: ['b', 'a'] }]);
  const text = writePabulib({ ...ranked, places: 5, decimals: 2, budget: 505n });
  expect(text).toContain('max_length;5\n');
  expect(text).toContain('budget;5.05\n');
  expect(text).toContain('a;0.01;1;a;;;;0\n');
});

function problemIn(text: string) {
  try {
    readPabulib(text);
  } catch (error) {
    if (error instanceof AllocationInputError) return error.problem;
    throw error;
  }
  throw new Error('the file was accepted');
}
