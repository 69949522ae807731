import { type Choices, type CountedBallots, countBallots } from './ballot.ts';

/** The ballots of an open vote, and the paper slip typed last, as long as it may be taken back. */
export type BallotBox = { readonly ballots: readonly CountedBallots[]; readonly last: Choices | null };

export const EMPTY_BOX: BallotBox = { ballots: [], last: null };

export function ballotsIn(box: BallotBox): number {
  return box.ballots.reduce((sum, one) => sum + one.weight, 0);
}

function single(box: BallotBox): Choices[] {
  return box.ballots.flatMap(({ weight, ...choices }) => Array.from({ length: weight }, () => choices));
}

/** The box with one ballot more; of a paper slip it remembers which. */
export function withBallot(box: BallotBox, choices: Choices, came: 'slip' | 'code'): BallotBox {
  return {
    ballots: countBallots([...single(box), choices]),
    last: came === 'slip' ? choices : box.last,
  };
}

/** The box without the slip typed last. */
export function withoutLast(box: BallotBox): BallotBox {
  const { last } = box;
  if (last === null) return box;
  const ballots = single(box);
  const taken = ballots.findIndex((one) => sameChoices(one, last));
  return { ballots: countBallots(ballots.filter((_, i) => i !== taken)), last: null };
}

function sameChoices(one: Choices, other: Choices): boolean {
  return countBallots([one, other]).length === 1;
}

/** The least length of a box as text, and the steps in which it grows: a longer ballot is not to show. */
const STEP = 16_384;

/** A box as text, filled up so that its length tells nothing of what the last ballot said. */
export function boxText(box: BallotBox): string {
  const text = JSON.stringify(box);
  return text.padEnd(Math.ceil(text.length / STEP) * STEP);
}

export function boxFrom(text: string): BallotBox {
  return JSON.parse(text);
}
