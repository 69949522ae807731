import { type Actor, type Mandate, mandateOver, requireOffice, type Visitor } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import {
  at,
  type Basis,
  isRefusal,
  type Labelled,
  type Refusal,
  refusalIn,
  refuse,
  unless,
} from '#kernel/refusal.ts';
import { type RegionCode, within } from '#kernel/region.ts';
import type { Disbursement } from '#modules/funding/index.ts';
import {
  basisOf,
  type ForumRules,
  forumKind,
  type Outcome,
  officeLabels,
  proposalKind,
} from '#modules/models/index.ts';
import { type Program, sittingWindow, windowBasis } from '#modules/programs/index.ts';
import { mayMove, type Proposal, verifiersOf } from '#modules/proposals/index.ts';
import { elementLabel } from './element-label.ts';
import type { Forum, ForumMove, ForumState } from './forum-state.ts';
import type { ElementStanding, Quorum } from './quorum.ts';
import { type ActMoment, mustBeInTime, type SittingTimes } from './sitting-day.ts';
import { noOpenVote, type StandingVote } from './vote-bounds.ts';

export { FORUM_STATES, type Forum, type ForumMove, type ForumState } from './forum-state.ts';

/** The states in which each move may be made; in `sealed` nothing changes any more. */
const MOVES: Readonly<Record<ForumMove, readonly ForumState[]>> = {
  open: ['scheduled'],
  attend: ['scheduled', 'open'],
  decide: ['open'],
  // Again while it is adjourned: the day on which it goes on has changed.
  adjourn: ['open', 'adjourned'],
  resume: ['adjourned'],
  postpone: ['scheduled', 'open', 'adjourned'],
  seal: ['open'],
};

/** Which of the model's forums one is. */
export type OfForum = Pick<Forum, 'forum'>;

/** On what basis a forum is held. */
export function basisOfForum(program: Program, { forum }: OfForum): Basis {
  return basisOf(program.model, forumKind(program.model, forum).basis);
}

/** Refuses a move that the forum's state does not allow. */
export function mayMoveForum(
  forum: OfForum & Pick<Forum, 'state'>,
  move: ForumMove,
  program: Program,
): Refusal | undefined {
  const basis = basisOfForum(program, forum);
  if (forum.state === 'sealed') return refuse('forum.sealed', basis);
  return MOVES[move].includes(forum.state)
    ? undefined
    : refuse('forum.state', basis, { state: forum.state, move });
}

/** By which mandate the actor may make a move on a forum now: in an office that calls forums, or decides, and in a state that allows it. */
export function mayActOn(
  actor: Actor,
  program: Program,
  forum: OfForum & Pick<Forum, 'state' | 'region'>,
  move: ForumMove,
): Mandate | Refusal {
  const rules = forumKind(program.model, forum.forum);
  const offices = move === 'decide' ? rules.deciders : rules.conveners;
  return unless(
    mustHoldOffice(actor, program, rules, offices, forum.region),
    mayMoveForum(forum, move, program),
  );
}

/** By which mandate the actor holds one of the offices over a forum's place; who is refused reads them as the model calls them. */
export function mustHoldOffice(
  actor: Actor,
  { model }: Program,
  rules: ForumRules,
  offices: readonly string[],
  place: RegionCode,
): Mandate | Refusal {
  const held = requireOffice(actor, offices, place, basisOf(model, rules.basis));
  return isRefusal(held)
    ? { ...held, params: { ...held.params, offices: officeLabels([model], offices) } }
    : held;
}

/** What waits for a forum, with what it discusses now in front. */
export function discussedFirst<T extends { readonly id: Id }>(
  waiting: readonly T[],
  discussing: Id | null,
): readonly T[] {
  const now = waiting.find((one) => one.id === discussing);
  return now ? [now, ...waiting.filter((one) => one !== now)] : waiting;
}

/**
 * Whether minutes may be sealed: each sitting that decided has the quorum of its day (the one that goes on, where nothing
 * was to be decided), and every proposal of the area is decided.
 */
export function maySeal(
  program: Program,
  forum: OfForum,
  decided: readonly Quorum[],
  undecided: number,
): Refusal | undefined {
  const basis = basisOfForum(program, forum);
  const [short] = decided.flatMap((one) => mustHaveQuorum(program, forum, one) ?? []);
  return short ?? (undecided > 0 ? refuse('forum.undecided', basis, { count: undecided }) : undefined);
}

/** Whether a forum may be postponed: not once it has decided something, for that would be lost. */
export function mayPostpone(program: Program, forum: OfForum, decided: number): Refusal | undefined {
  return decided > 0 ? refuse('decision.exists', basisOfForum(program, forum)) : undefined;
}

/** Says to whoever decides second what the forum has decided already: of two at once the first holds. */
export function decidedAlready(
  { model }: Pick<Program, 'model'>,
  { forum }: OfForum,
  title: string,
  taken: { readonly outcome: string },
): Refusal {
  const rules = forumKind(model, forum);
  const outcome = rules.outcomes.find((one) => one.id === taken.outcome);
  return refuse('decision.taken', basisOf(model, rules.basis), {
    title,
    outcome: outcome ? [outcome.label] : taken.outcome,
  });
}

/**
 * Whether a decision may be taken back as far as its money goes: not once a payment has been recorded on it, approved or
 * waiting; a refused payment binds nobody.
 */
export function mayRevoke(
  program: Program,
  forum: OfForum,
  payments: readonly Pick<Disbursement, 'state'>[],
): Refusal | undefined {
  return payments.some((one) => one.state !== 'refused')
    ? refuse('decision.bound', basisOfForum(program, forum))
    : undefined;
}

/**
 * What somebody may do with a forum as it stands: for each move what stands in the way, or undefined when it may be
 * made. `decide` says whether any decision may be taken at all; a single one is judged by `mayDecide`. `revoke` needs no
 * quorum.
 */
export function offersOn(
  actor: Actor,
  program: Program,
  forum: Pick<Forum, 'region'> & SittingTimes,
  stands: {
    /** Of the sitting that goes on. */
    quorum: Quorum;
    /** Of each sitting that decided; of the one that goes on, where none did. */
    quorums: readonly Quorum[];
    at: ActMoment;
    decided: number;
    undecided: number;
    vote?: Pick<StandingVote, 'state'> | undefined;
  },
): Readonly<Record<ForumMove | 'revoke', Refusal | undefined>> {
  const move = (name: ForumMove) =>
    refusalIn(mayActOn(actor, program, forum, name)) ?? mustBeInTime(program, forum, name, stands.at);
  const voting = noOpenVote(program, forum, stands.vote);
  return {
    open: move('open'),
    attend: move('attend'),
    decide: move('decide') ?? voting ?? mustHaveQuorum(program, forum, stands.quorum),
    revoke: move('decide'),
    adjourn: move('adjourn') ?? voting,
    resume: move('resume'),
    postpone: move('postpone') ?? voting ?? mayPostpone(program, forum, stands.decided),
    seal: move('seal') ?? voting ?? maySeal(program, forum, stands.quorums, stands.undecided),
  };
}

/**
 * Whether somebody may read who came to a forum by name: those who call it, decide in it, verify its proposals or accept
 * its reports, over its area. Everybody else reads numbers. Source: UU 27/2022 (purpose of personal data).
 */
export function mayReadAttendance(
  who: Actor | Visitor,
  program: Program,
  forum: OfForum & Pick<Forum, 'region'>,
): boolean {
  if (who.person === undefined) return false;
  const { conveners, deciders } = forumKind(program.model, forum.forum);
  const offices = [
    ...conveners,
    ...deciders,
    ...program.model.proposals.flatMap((kind) => verifiersOf(kind).offices),
    ...program.model.filings.flatMap((filing) => filing.route.flatMap((step) => step.offices)),
  ];
  return mandateOver(who, offices, forum.region) !== undefined;
}

/** Refuses a forum on a day that is past, or outside the city's calendar for it. */
export function mayBeCalledFor(
  program: Program,
  rules: ForumRules,
  day: IsoDate,
  today: IsoDate,
): Refusal | undefined {
  const window = sittingWindow(program, rules, day);
  const { from, to } = window;
  const basis = basisOf(program.model, rules.basis);
  if (day < from || day > to) {
    const cited = window.cite === undefined ? basis : windowBasis(program, window, rules.window.basis);
    return at('startsAt', refuse('forum.window', cited, { from, to }));
  }
  return day < today ? at('startsAt', refuse('forum.past', basis, { day })) : undefined;
}

/**
 * Refuses every decision without quorum, naming what is missing: people of an element, or a roll that nobody entered
 * yet. Source: model `forums[].quorum`; paper 004, §4.1.1.
 */
export function mustHaveQuorum(program: Program, forum: OfForum, quorum: Quorum): Refusal | undefined {
  if (quorum.answer === 'met') return undefined;
  const rules = forumKind(program.model, forum.forum);
  const { basis } = rules.quorum;
  const labelOf = ({ element }: ElementStanding): Labelled => elementLabel(program.model, rules, element);
  const lacking = quorum.elements.filter((one) => one.answer === quorum.answer);
  if (quorum.answer === 'cannot-tell' && rules.by !== undefined) {
    return refuse('forum.seats-empty', basisOf(program.model, basis), { missing: lacking.map(labelOf) });
  }
  if (quorum.answer === 'cannot-tell') {
    return refuse('forum.quorum-unknown', basisOf(program.model, basis), {
      missing: lacking.map(labelOf),
      places: quorum.unentered.map((one) => one.label),
    });
  }
  return refuse('forum.no-quorum', basisOf(program.model, basis), {
    missing: lacking.map((one) => {
      const label = labelOf(one);
      const share = `${one.came}/${one.wanted}`;
      return { id: `${label.id} ${share}`, en: `${label.en} ${share}` };
    }),
  });
}

/**
 * Whether the forum may decide so on this proposal: it lies in the forum's area and waits for a decision, the outcome
 * is offered by the model, a reason is given where one is due, and a granted amount is no more than was asked.
 */
export function mayDecide(
  program: Program,
  forum: Forum,
  proposal: Proposal,
  decision: { outcome: Outcome | undefined; amount: Rupiah | null; reason: string },
): Refusal | undefined {
  const { outcome, amount, reason } = decision;
  const elsewhere = proposal.program !== forum.program || proposal.forum !== forum.forum;
  if (elsewhere || !within(proposal.village, forum.region)) {
    return refuse('forum.outside', basisOfForum(program, forum));
  }
  const paid = proposalKind(program.model, proposal.kind).purses.length > 0;
  // A forum may take what purses pay and what none does; each is agreed to in its own way.
  if (!outcome || outcome.effect === (paid ? 'accept' : 'fund')) {
    return at('outcome', refuse('decision.not-offered', basisOfForum(program, forum)));
  }
  const state = mayMove(proposal, outcome.effect);
  if (state) return state;
  const basis = basisOf(program.model, outcome.basis);
  if (outcome.effect === 'fund') {
    if (amount === null || amount === 0n || amount > proposal.requested) {
      return at('amount', refuse('decision.amount', basis, { requested: proposal.requested }));
    }
    if (outcome.most !== undefined && amount > BigInt(outcome.most)) {
      return at('amount', refuse('decision.most', basis, { most: BigInt(outcome.most) }));
    }
    if (amount < proposal.requested && reason === '') return at('reason', refuse('input.required', basis));
  }
  return outcome.reason && reason === '' ? at('reason', refuse('input.required', basis)) : undefined;
}
