import type { Change, Model } from '#modules/models/index.ts';
import type { AnsweredQuestion, RunningProposals } from '#modules/proposals/index.ts';

/** What runs in a programme, as much as a change of its model can be about. */
export type Running = {
  readonly proposals: readonly RunningProposals[];
  readonly answered: readonly AnsweredQuestion[];
  readonly forums: readonly { readonly forum: string; readonly count: number }[];
  readonly activities: number;
  readonly filings: readonly { readonly kind: string; readonly count: number }[];
};

/** How many running things a change is about. They keep their rules; whoever applies it knows who will ask. */
export type Touched = {
  readonly proposals: number;
  readonly forums: number;
  readonly activities: number;
  readonly filings: number;
};

const NONE: Touched = { proposals: 0, forums: 0, activities: 0, filings: 0 };

/**
 * Which running things go by the rule that changes: those opened under the kind, entry, forum or purse that it stands
 * under; of a question those that answered it. What stands above all kinds is about everything that runs; wording about
 * nothing.
 */
export function touchedBy({ path, weight }: Change, model: Model, running: Running): Touched {
  if (weight === 'wording') return NONE;
  const [section, name, part, member] = path;
  const proposals = (is: (one: RunningProposals) => boolean) => total(running.proposals.filter(is));
  if (name === undefined) return all(running);
  switch (section) {
    case 'proposals':
      return part === 'fields' && member !== undefined
        ? {
            ...NONE,
            proposals: total(running.answered.filter((one) => one.kind === name && one.key === member)),
          }
        : { ...NONE, proposals: proposals((one) => one.kind === name) };
    case 'forums':
      return {
        ...NONE,
        proposals: proposals((one) => one.forum === name),
        forums: total(running.forums.filter((one) => one.forum === name)),
      };
    case 'purses': {
      const paid = new Set(
        model.proposals
          .filter((one) => one.purses.some((each) => each.purse === name))
          .map((one) => one.kind),
      );
      return { ...NONE, proposals: proposals((one) => paid.has(one.kind)) };
    }
    case 'catalogue':
      return {
        ...NONE,
        proposals: proposals((one) => name !== 'entries' || part === undefined || one.scope === part),
      };
    case 'filings':
      return { ...NONE, filings: total(running.filings.filter((one) => one.kind === name)) };
    case 'activities':
    case 'funding':
      return { ...NONE, activities: running.activities };
    default:
      return all(running);
  }
}

function all(running: Running): Touched {
  return {
    proposals: total(running.proposals),
    forums: total(running.forums),
    activities: running.activities,
    filings: total(running.filings),
  };
}

function total(list: readonly { readonly count: number }[]): number {
  return list.reduce((sum, one) => sum + one.count, 0);
}
