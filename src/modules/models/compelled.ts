import type { Change } from './compare.ts';

/** What stands in a step of a route about its clock, and about who may not answer. */
const OF_STEPS = ['within', 'pauses', 'escalate', 'waive', 'notSameAs'];

/**
 * Rules that are asked anew each time they are needed, so that one of them may change for what runs already. All that
 * stands under one of these may. What was settled when a thing was sent in (its steps, its questions, its purses, the
 * amount of a ceiling) is not among them. `*` is any name.
 */
const ASKED_ANEW = [
  'proposals.*.checks',
  ...OF_STEPS.flatMap((key) => [
    `proposals.*.route.*.${key}`,
    `proposals.*.followUp.*.${key}`,
    `filings.*.route.*.${key}`,
  ]),
  ...OF_STEPS.map((key) => `funding.disbursement.route.*.${key}`),
  'filings.*.due.within',
  'filings.*.due.escalate',
  'filings.*.due.waive',
  'filings.*.fields',
  'forums.*.quorum',
  'forums.*.conveners',
  'forums.*.deciders',
  'forums.*.outcomes.*.reason',
  'purses.*.inCash',
  'purses.*.fund.most',
  'purses.*.tranches.*.checks',
  'funding.holders',
  'funding.disbursement.record',
  'activities.executors',
  'activities.evidence',
  'goals',
].map((path) => path.split('.'));

/**
 * Whether a change may hold for what runs already, where the law compels it: it is about a rule that is asked anew, and
 * takes away nothing that running things are kept under. Wording may always. Source: decision 58.
 */
export function mayBeCompelled({ path, weight }: Change): boolean {
  if (weight === 'wording') return true;
  return (
    weight !== 'breaking' &&
    ASKED_ANEW.some((rule) =>
      rule.every((name, i) => (name === '*' ? path[i] !== undefined : name === path[i])),
    )
  );
}

/** Whether a rule is about a clock, so that days which run already are reckoned anew. */
export function isOfClock(path: readonly string[]): boolean {
  return path.some((name) => /^(due|within|pauses|escalate)$/.test(name));
}
