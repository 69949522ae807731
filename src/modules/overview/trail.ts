import { sum } from '#kernel/money.ts';
import type { Activity } from '#modules/activities/index.ts';
import type { DecisionOn, Forum } from '#modules/deliberation/index.ts';
import type { Filing } from '#modules/filings/index.ts';
import type { ProposalMoney } from '#modules/funding/index.ts';
import { hasSection, type Model, type ProposalKind } from '#modules/models/index.ts';
import type { Proposal } from '#modules/proposals/index.ts';

export type StageName = 'proposal' | 'decision' | 'funds' | 'activity' | 'report';

/** A stage of a proposal's way: reached, waited for, ahead, or where it ended; with the moment or day that belongs to it. */
export type StageMark = {
  readonly stage: StageName;
  /** Of a decision: by which of the model's forums; undefined where a route decides. */
  readonly forum?: string;
  readonly state: 'done' | 'now' | 'todo' | 'stopped';
  readonly at?: Date | string;
  /** What the date says: when it happened, when it is due to happen, or when a forum passed it on. */
  readonly about?: 'planned' | 'passed-on';
};

/** What is known of a proposal and of what followed from it. */
export type Course = {
  readonly proposal: Pick<Proposal, 'state' | 'forum' | 'submittedAt' | 'createdAt' | 'decidedAt'>;
  readonly forum: Pick<Forum, 'startsAt'> | undefined;
  /** In the order taken. */
  readonly decisions: readonly Pick<DecisionOn, 'kind' | 'decidedAt' | 'passedTo'>[];
  readonly money: ProposalMoney;
  readonly paidOn: string | undefined;
  readonly activity: Pick<Activity, 'state' | 'startsOn' | 'startedOn' | 'completedOn'> | undefined;
  readonly report: Pick<Filing, 'state' | 'submittedAt' | 'acceptedAt'> | undefined;
  readonly reportDue: string | undefined;
  /** The stages that its kind has at all: where nothing is paid, it ends with the decision. */
  readonly has: readonly StageName[];
};

/** The stages that proposals of a kind go through. */
export function stagesFor(model: Model, kind: ProposalKind): readonly StageName[] {
  const paid = kind.purses.length > 0;
  const done = paid && hasSection(model, 'activities');
  return ORDER.filter((stage) => {
    if (stage === 'funds') return paid;
    return stage === 'activity' || stage === 'report' ? done : true;
  });
}

/**
 * Where a proposal stands on its way from idea to accepted report: the first stage not done is where it is now. Each forum
 * that passed it on is a stage of its own before the one that has it.
 */
export function stagesOf(course: Course): StageMark[] {
  const { proposal, forum, decisions, money, activity, report } = course;
  const { state } = proposal;
  if (state === 'withdrawn')
    return [{ stage: 'proposal', state: 'stopped', ...at(proposal.submittedAt) }, ...ahead(course, 1)];
  const decision = decisions.findLast((one) => one.passedTo === null);
  const passed = decisions.filter((one) => one.passedTo !== null);
  // Decided so, in minutes that are not sealed yet: it is on its way to the next forum.
  const onItsWay = state === 'escalated' ? (decisions.at(-1)?.passedTo ?? undefined) : undefined;
  const inTheForum = state === 'submitted' || onItsWay !== undefined;
  const decides = onItsWay ?? proposal.forum ?? undefined;
  const decided = !inTheForum && state !== 'draft' && state !== 'returned';
  const paid = money.advance + money.spent > 0n;
  const completed = activity?.state === 'completed' || activity?.state === 'handed-over';
  const accepted = report?.state === 'accepted';
  const all: (Omit<StageMark, 'state'> & { done: boolean })[] = [
    { stage: 'proposal', done: inTheForum || decided, ...at(proposal.submittedAt) },
    ...passed.map((one) => ({
      stage: 'decision' as const,
      forum: one.kind,
      done: true,
      ...at(one.decidedAt),
      about: 'passed-on' as const,
    })),
    {
      stage: 'decision',
      ...(decides === undefined ? {} : { forum: decides }),
      done: decided,
      ...(decided
        ? at(decision?.decidedAt ?? proposal.decidedAt)
        : state === 'submitted'
          ? due(forum?.startsAt)
          : {}),
    },
    { stage: 'funds', done: paid || accepted, ...at(course.paidOn) },
    {
      stage: 'activity',
      done: completed,
      ...(completed
        ? at(activity?.completedOn)
        : activity?.startedOn
          ? at(activity.startedOn)
          : due(activity?.startsOn)),
    },
    {
      stage: 'report',
      done: accepted,
      ...(accepted
        ? at(report?.acceptedAt)
        : report?.submittedAt
          ? at(report.submittedAt)
          : due(course.reportDue)),
    },
  ];
  const marks = all.filter((one) => course.has.includes(one.stage));
  if (decided && state !== 'funded' && state !== 'accepted') {
    const end = marks.findLastIndex((one) => one.stage === 'decision');
    return [
      ...marks
        .slice(0, end + 1)
        .map(
          ({ done: _, ...one }, place): StageMark => ({ ...one, state: place === end ? 'stopped' : 'done' }),
        ),
      ...ahead(course, 2),
    ];
  }
  const current = marks.findIndex((one) => !one.done);
  return marks.map(({ done, ...one }, place) => ({
    ...one,
    state: done ? 'done' : place === current ? 'now' : 'todo',
  }));
}

const ORDER: readonly StageName[] = ['proposal', 'decision', 'funds', 'activity', 'report'];

function ahead({ has }: Pick<Course, 'has'>, from: number): StageMark[] {
  return has.slice(from).map((stage) => ({ stage, state: 'todo' }));
}

function at(moment: Date | string | null | undefined): { at?: Date | string } {
  return moment ? { at: moment } : {};
}

function due(moment: Date | string | null | undefined): { at?: Date | string; about?: 'planned' } {
  return moment ? { at: moment, about: 'planned' } : {};
}

/** What a proposal holds of its institution's ceiling: committed and not given back. */
export function heldBy(money: ProposalMoney): bigint {
  return sum([money.commitment, money.advance, money.spent]);
}
