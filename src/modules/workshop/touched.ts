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

/** Those of one kind of things that a change is about: the ones that match all that is named, or with nothing named all. */
export type Touches = {
  readonly proposals?: {
    readonly kinds?: readonly string[];
    readonly forum?: string;
    readonly scope?: string;
    /** The question that they answered. */
    readonly answered?: string;
  };
  readonly forums?: { readonly forum?: string };
  readonly activities?: true;
  readonly filings?: { readonly kind?: string };
};

const ALL: Touches = { proposals: {}, forums: {}, activities: true, filings: {} };

/**
 * Which running things go by a rule that changes: those opened under the kind, entry, forum or purse that it stands
 * under; of a question those that answered it. What stands above all kinds is about everything that runs; wording about
 * nothing.
 */
export function touches({ path, weight }: Pick<Change, 'path' | 'weight'>, model: Model): Touches {
  if (weight === 'wording') return {};
  const [section, name, part, member] = path;
  if (name === undefined) return ALL;
  switch (section) {
    case 'proposals':
      return part === 'fields' && member !== undefined
        ? { proposals: { kinds: [name], answered: member } }
        : { proposals: { kinds: [name] } };
    case 'forums':
      return { proposals: { forum: name }, forums: { forum: name } };
    case 'purses':
      return {
        proposals: {
          kinds: model.proposals
            .filter((one) => one.purses.some((each) => each.purse === name))
            .map((one) => one.kind),
        },
      };
    case 'catalogue':
      return { proposals: name === 'entries' && part !== undefined ? { scope: part } : {} };
    case 'filings':
      return { filings: { kind: name } };
    case 'activities':
    case 'funding':
      return { activities: true };
    default:
      return ALL;
  }
}

/** How many running things a change is about. */
export function touchedBy(change: Change, model: Model, running: Running): Touched {
  const { proposals, forums, activities, filings } = touches(change, model);
  const ofKind = (kind: string) => proposals?.kinds?.includes(kind) ?? true;
  return {
    ...NONE,
    ...(proposals
      ? {
          proposals: total(
            proposals.answered === undefined
              ? running.proposals
                  .filter((one) => ofKind(one.kind))
                  .filter((one) => (proposals.forum ?? one.forum) === one.forum)
                  .filter((one) => (proposals.scope ?? one.scope) === one.scope)
              : running.answered.filter((one) => ofKind(one.kind) && one.key === proposals.answered),
          ),
        }
      : {}),
    ...(forums
      ? { forums: total(running.forums.filter((one) => (forums.forum ?? one.forum) === one.forum)) }
      : {}),
    ...(activities ? { activities: running.activities } : {}),
    ...(filings
      ? { filings: total(running.filings.filter((one) => (filings.kind ?? one.kind) === one.kind)) }
      : {}),
  };
}

function total(list: readonly { readonly count: number }[]): number {
  return list.reduce((sum, one) => sum + one.count, 0);
}
