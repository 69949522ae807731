import {
  type Ballot,
  type BallotKind,
  type Election,
  makeElection,
  type Project,
} from '#analysis/allocation/election.ts';

/**
 * An election in two lines of text. Projects as `id:cost`, then `#field` and `@institution` where they matter:
 * `road:60 well:40#air@PKK`. Ballots as `3×road+well` (three voters for both), with points `2×road=5+well=0`, ranked
 * `2×road>well`; `4×` are four voters without a choice.
 */
export function writtenElection(budget: bigint, projects: string, ballots: string): Election {
  const kind: BallotKind = ballots.includes('=') ? 'points' : ballots.includes('>') ? 'ranking' : 'approval';
  const asked = projects.split(' ').map((entry): Project => {
    const [, id = '', cost = '', field, institution] =
      /^([^:]+):(\d+)(?:#([^@]+))?(?:@(.+))?$/.exec(entry) ?? [];
    return {
      id,
      name: id,
      cost: BigInt(cost),
      ...(field === undefined ? {} : { fields: field.split('/') }),
      ...(institution === undefined ? {} : { institution }),
    };
  });
  const cast = ballots.split(' ').flatMap((entry): Ballot[] => {
    const [count = '', chosen = ''] = entry.split('×');
    const marks = chosen === '' ? [] : chosen.split(kind === 'ranking' ? '>' : '+');
    const ballot: Ballot = {
      projects: marks.map((mark) => mark.split('=')[0] ?? ''),
      ...(kind === 'points' ? { points: marks.map((mark) => Number(mark.split('=')[1] ?? 0)) } : {}),
    };
    return Array.from({ length: Number(count) }, () => ballot);
  });
  return makeElection(budget, asked, kind, cast);
}
