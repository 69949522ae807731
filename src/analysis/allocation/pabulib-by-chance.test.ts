import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BallotKind, Election } from './election.ts';
import { makeElection } from './election.ts';
import { readPabulib, writePabulib } from './pabulib.ts';

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
