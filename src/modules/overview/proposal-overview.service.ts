import type { Actor, Visitor } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { isRefusal, type Refusal, refusalIn } from '#kernel/refusal.ts';
import { type Activity, activityOf, mayPlan, settledBy } from '#modules/activities/index.ts';
import {
  answerOffer,
  type Forum,
  type FundingOffer,
  forumAwaitedBy,
  fundingOffer,
  type PartStanding,
  partStanding,
} from '#modules/deliberation/index.ts';
import { type Filing, filingFor } from '#modules/filings/index.ts';
import { ceilingFor, moneyOf } from '#modules/funding/index.ts';
import { hasSection, proposalKind } from '#modules/models/index.ts';
import { excusableBy, type Obligation } from '#modules/obligations/index.ts';
import type { Program } from '#modules/programs/index.ts';
import {
  type Again,
  againOffer,
  offersOn,
  type Proposal,
  type ProposalOffers,
  proposalsOf,
  type TakeUp,
  takeUpOffers,
} from '#modules/proposals/index.ts';
import { liesIn, pathTo, type Region } from '#modules/regions/index.ts';
import { answersSince, clocksOn, type StepAnswer } from '#modules/steps/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type FollowUpStanding, followUpStanding } from './follow-up-standing.service.ts';
import { type ProposalFacts, proposalFacts } from './proposal-facts.service.ts';
import { type Story, storyOf } from './story.service.ts';
import { type TrailStep, trailOf } from './trail.service.ts';
import { heldBy, type StageMark, stagesFor, stagesOf } from './trail.ts';

/** A proposal with where it stands on its way, what followed from it, and what its reader may do about it now. */
export type ProposalOverview = ProposalFacts & {
  /** The places it lies in, from the city down. */
  readonly path: readonly Region[];
  /** Where it is on a map, in degrees as they were given; whether that is outside its kelurahan, as far as boundaries tell. */
  readonly point:
    | { readonly latitude: string; readonly longitude: string; readonly elsewhere: boolean }
    | undefined;
  /** The forum that it waits for, or waited for last, where one is called or open now. */
  readonly forum: Forum | undefined;
  readonly activity: Activity | undefined;
  readonly report: Filing | undefined;
  /** The day since which its report is overdue. */
  readonly reportOverdue: IsoDate | undefined;
  readonly stages: readonly StageMark[];
  /** What followed from it, as its page tells it from top to bottom. */
  readonly story: Story;
  /** What it came from and what followed from it, each with its page. */
  readonly trail: readonly TrailStep[];
  /** What it could be brought again as, or why it cannot be; undefined where that is not for the reader or not now. */
  readonly again: Again | Refusal | undefined;
  /** As what it could go on in other programmes, by the reader. */
  readonly takeUps: readonly TakeUp[];
  /** Its place in the institution's own order, among the proposals that count. */
  readonly priority: { readonly place: number; readonly of: number } | undefined;
  readonly ceiling: CeilingShares | undefined;
  readonly offers: ProposalOffers;
  /** What a decider may do about it; undefined for everybody else. */
  readonly funding: FundingOffer | undefined;
  readonly part: PartStanding;
  /** Whether the reader may answer the step that it waits for; undefined where that is not for them. */
  readonly answer: 'open' | Refusal | undefined;
  /** What the steps of its way answered since it was submitted last. */
  readonly answers: readonly StepAnswer[];
  /** What offices do after it was agreed to; undefined where nothing follows on its kind. */
  readonly followUp: FollowUpStanding | undefined;
  /** How long the steps of its way have, and had, to answer. */
  readonly clocks: readonly Obligation[];
  /** The late answer that the reader may excuse. */
  readonly excusable: Id | undefined;
  /** Whether its own institution may plan the work now. */
  readonly plannable: boolean;
};

/** An institution's ceiling: what others hold of it, what this proposal holds or asks for, and what is left then. */
export type CeilingShares = {
  readonly amount: Rupiah;
  readonly others: Rupiah;
  readonly own: Rupiah;
  readonly rest: Rupiah;
};

/** Reads a proposal with all that followed from it, for those who may read it; to others it is not there. */
export async function proposalOverview(
  tx: Tx,
  viewer: Actor | Visitor,
  id: Id,
): Promise<ProposalOverview | Refusal> {
  const facts = await proposalFacts(tx, viewer, id);
  if (isRefusal(facts)) return facts;
  const { proposal, program, decisions, own } = facts;
  const forum = await forumAwaitedBy(tx, program, proposal);
  const money = await moneyOf(tx, id);
  const activity = await activityOf(tx, id);
  const owed = activity && (await settledBy(tx, program.model, activity.id));
  const report = owed && (await filingFor(tx, owed.id));
  const story = await storyOf(tx, viewer, proposal, { money, activity, report });
  const clocks = await clocksOn(tx, id);
  const answers = (await answersSince(tx, proposal)).map((one) =>
    facts.remarked ? one : { ...one, remark: '' },
  );
  const due = owed?.state === 'open' ? owed.dueOn : undefined;
  const planned = { ...proposal, binding: proposal.bindingSince !== null, activity: activity?.id };
  return {
    ...facts,
    path: await pathTo(tx, proposal.place),
    point: await pointOf(tx, proposal),
    forum,
    activity,
    report,
    reportOverdue: due !== undefined && due < tx.today ? due : undefined,
    stages: stagesOf({
      proposal,
      forum,
      decisions,
      money,
      paidOn: story.paidOn,
      activity,
      report,
      reportDue: due,
      has: stagesFor(program.model, proposalKind(program.model, proposal.kind)),
    }),
    story,
    trail: await trailOf(tx, viewer, proposal),
    again: await againOffer(tx, viewer, program, proposal),
    takeUps: await takeUpOffers(tx, viewer, proposal),
    priority: await priorityOf(tx, proposal),
    ceiling: await ceilingShares(tx, program, proposal, heldBy(money)),
    offers: await offersOn(tx, viewer, program, proposal),
    funding: viewer.person === undefined ? undefined : await fundingOffer(tx, viewer, program, proposal),
    part: await partStanding(tx, viewer, program, proposal),
    answer: viewer.person === undefined ? undefined : await answerOffer(tx, viewer, program, proposal),
    answers,
    followUp: await followUpStanding(tx, viewer, program, proposal, answers),
    clocks,
    excusable: viewer.person === undefined ? undefined : excusableBy(viewer, program.model, clocks, tx.today),
    plannable:
      viewer.person !== undefined &&
      own &&
      proposal.state === 'funded' &&
      hasSection(program.model, 'activities') &&
      refusalIn(mayPlan(viewer, program.model, planned)) === undefined,
  };
}

async function pointOf(
  tx: Tx,
  { latitude, longitude, place }: Pick<Proposal, 'latitude' | 'longitude' | 'place'>,
): Promise<ProposalOverview['point']> {
  if (latitude === null || longitude === null) return undefined;
  const inside = await liesIn(tx, place, { latitude: Number(latitude), longitude: Number(longitude) });
  return { latitude, longitude, elsewhere: inside === false };
}

async function priorityOf(tx: Tx, proposal: Proposal): Promise<ProposalOverview['priority']> {
  if (proposal.organization === null) return undefined;
  const ranked = (await proposalsOf(tx, proposal.program, proposal.organization)).filter(
    (one) => one.rank !== null && one.submittedAt !== null && one.state !== 'withdrawn',
  );
  const place = ranked.findIndex((one) => one.id === proposal.id);
  return place < 0 ? undefined : { place: place + 1, of: ranked.length };
}

async function ceilingShares(
  tx: Tx,
  program: Program,
  proposal: Proposal,
  held: Rupiah,
): Promise<CeilingShares | undefined> {
  const ceiling = await ceilingFor(tx, program, proposal);
  if (!ceiling) return undefined;
  const pending = ['draft', 'returned', 'submitted'].includes(proposal.state);
  const own = pending ? proposal.requested : held;
  const others = ceiling.amount - ceiling.remaining - (pending ? 0n : held);
  return { amount: ceiling.amount, others, own, rest: ceiling.amount - others - own };
}
