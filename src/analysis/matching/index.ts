export {
  type Candidate,
  MATCHING_ENDS,
  type Matching,
  type MatchingEnd,
  type MatchingProblem,
  type Need,
} from './problem.ts';
export { proposeMatching } from './propose.ts';
export { type OpenProblem, proposeAmongAll } from './widening.ts';
