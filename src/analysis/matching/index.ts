export type { Candidate, Matching, MatchingProblem, Need } from './problem.ts';
export { proposeMatching } from './propose.ts';
