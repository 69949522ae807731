import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BallotKind, Election } from './election.ts';
import { makeElection } from './election.ts';
import { readPabulib, writePabulib } from './pabulib.ts';
import { AllocationInputError } from './problem.ts';
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

test('a written file reads back to the same election', () => {
  const text = fc.string({ maxLength: 12 }).map((name) => name.replace(/[\r\0]/g, '').trim());
  const elections = fc
    .record({
      kind: fc.constantFrom<BallotKind>('approval', 'points', 'ranking'),
      names: fc.array(text, { minLength: 1, maxLength: 5 }),
      ballots: fc.array(fc.array(fc.nat(4), { maxLength: 4 }), { minLength: 1, maxLength: 8 }),
    })
    .map(({ kind, names, ballots }) => {
      const projects = names.map((name, index) => ({
        id: `p${index}`,
        cost: BigInt(index + 1) * 1000n,
        name: name || `p${index}`,
        institution: 'RW 01',
        fields: ['sosial; budaya'],
      }));
      const cast = ballots.map((choices) => {
        const ids = [...new Set(choices)]
          .filter((choice) => choice < names.length)
          .map((choice) => `p${choice}`);
        return { projects: ids, points: ids.map((_, index) => index) };
      });
      return makeElection(5000n, projects, kind, cast);
    });
  fc.assert(
    fc.property(elections, (election) => {
      expect(sorted(readPabulib(writePabulib(election)).election)).toEqual(sorted(election));
    }),
    { numRuns: 100 },
  );
});

function sorted(election: Election): Election {
  const classes = [...election.classes].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  return { ...election, classes };
}

function problemIn(text: string) {
  try {
    readPabulib(text);
  } catch (error) {
    if (error instanceof AllocationInputError) return error.problem;
    throw error;
  }
  throw new Error('the file was accepted');
}
