import { boundedWork } from '#kernel/bounded-work.ts';
import { proposeScenario } from './scenario.ts';

/** Longest time of a processor for a proposal over a whole city: 500 institutions and 5,000 needs take two seconds. */
const MILLISECONDS = 30_000;

export const proposingScenario = boundedWork(
  'modules/matching/scenario.ts',
  { proposeScenario },
  MILLISECONDS,
);
