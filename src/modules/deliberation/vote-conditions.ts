import { type Actor, type Capacity, type Mandate, requireOffice } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { readRupiah } from '#kernel/readers/number.ts';
import { readText } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, together, unless } from '#kernel/refusal.ts';
import { basisOf, forumKind } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { type Lead, mayProposeAgain, type Proposal } from '#modules/proposals/index.ts';
import { ballotRules, type SlipExclusion, type SlipLine, type SlipPart, type Vote } from './ballot.ts';
import { type Forum, mayMoveForum } from './forum.ts';
import { basisOfVotes } from './vote-bounds.ts';

/** Two proposals of which a forum can fund one at most, and why: the same spot, the same trainees. */
export type Exclusion = { readonly first: Id; readonly second: Id; readonly reason: string };

/**
 * That an institution carries a proposal out for less than it asks for. `least` is the smallest amount, `instead` what
 * is then carried out (40 m of drain instead of 96).
 */
export type PartConsent = {
  readonly proposal: Id;
  /** What was asked for when consent was given; it stands only as long as that is asked for. */
  readonly requested: Rupiah;
  /** Null where consent was taken back. */
  readonly least: Rupiah | null;
  readonly instead: string;
  readonly givenAt: Date;
  readonly version: number;
};

/** The pair with the smaller id first, as it is kept: who excludes whom has no direction. */
export function pairOf(one: Id, other: Id): { readonly first: Id; readonly second: Id } {
  return one < other ? { first: one, second: other } : { first: other, second: one };
}

/**
 * Whether the actor may say which proposals exclude one another, or take that back: whoever decides in the forum, while
 * it is called or sits, and before its vote opens, so that nobody changes what was voted on.
 */
export function mayDeclareExclusions(
  actor: Actor,
  program: Program,
  forum: Pick<Forum, 'forum' | 'state' | 'region'>,
  vote: Pick<Vote, 'state'> | undefined,
): Mandate | Refusal {
  const rules = ballotRules(program, forum);
  if (isRefusal(rules)) return rules;
  const { deciders, basis } = forumKind(program.model, forum.forum);
  return unless(
    requireOffice(actor, deciders, forum.region, basisOf(program.model, basis)),
    mayMoveForum(forum, 'attend', program),
    vote && vote.state !== 'cancelled' ? refuse('ballot.bound', basisOfVotes(program, forum)) : undefined,
  );
}

/** A pair as it may be declared, or why not: two proposals that wait for the forum, not declared yet, and a reason. */
export function exclusionOf(
  program: Program,
  forum: Pick<Forum, 'forum'>,
  typed: { readonly first: string; readonly second: string; readonly reason: string },
  stands: { readonly waiting: ReadonlySet<Id>; readonly declared: readonly Exclusion[] },
): Exclusion | Refusal {
  const reason = readText(typed.reason, 500);
  const issues = [
    stands.waiting.has(typed.first) ? undefined : at('first', refuse('input.choice')),
    stands.waiting.has(typed.second) && typed.second !== typed.first
      ? undefined
      : at('second', refuse('input.choice')),
    isRefusal(reason) ? at('reason', reason) : undefined,
  ];
  const refused = together(issues.filter((one) => one !== undefined));
  if (refused || isRefusal(reason)) return refused ?? refuse('input.invalid');
  const pair = pairOf(typed.first, typed.second);
  const known = stands.declared.some((one) => one.first === pair.first && one.second === pair.second);
  return known ? at('second', refuse('ballot.pair', basisOfVotes(program, forum))) : { ...pair, reason };
}

/** Declared pairs of which both stand on the slip, by number, in the order of the slip. */
export function exclusionsOn(slip: readonly SlipLine[], declared: readonly Exclusion[]): SlipExclusion[] {
  const numbers = new Map(slip.map((line) => [line.proposal, line.number]));
  return declared
    .flatMap(({ first, second, reason }): SlipExclusion[] => {
      const [one, other] = [numbers.get(first), numbers.get(second)];
      if (one === undefined || other === undefined) return [];
      return [{ numbers: one < other ? [one, other] : [other, one], reason }];
    })
    .sort((a, b) => a.numbers[0] - b.numbers[0] || a.numbers[1] - b.numbers[1]);
}

/**
 * Whether the actor may consent to a part, or take that back: an officer of the institution that proposed, in an office
 * that may propose, while the proposal waits for its forum and no closed vote has counted it. Nobody does it for them:
 * acting for somebody is a mandate.
 */
export function mayConsentToPart(
  actor: Actor,
  program: Program,
  proposal: Pick<Proposal, 'id' | 'kind' | keyof Lead | 'state' | 'forum'>,
  vote: Pick<Vote, 'state' | 'slip'> | undefined,
): Capacity | Refusal {
  const rules = ballotRules(program, proposal);
  if (isRefusal(rules)) return rules;
  const basis = basisOf(program.model, rules.basis);
  const office = mayProposeAgain(actor, program.model, proposal);
  if (isRefusal(office)) return office;
  if (proposal.state !== 'submitted') {
    return refuse('proposal.state', basis, { state: proposal.state, move: 'consent' });
  }
  const counted = vote?.state === 'closed' && vote.slip.some((line) => line.proposal === proposal.id);
  return counted ? refuse('ballot.counted', basis) : office;
}

/** Consent as typed, or every field that cannot stand: more than nothing, less than the whole, and what is then done. */
export function partOf(
  program: Program,
  proposal: Pick<Proposal, 'requested' | 'forum'>,
  typed: { readonly least: string; readonly instead: string },
): { readonly least: Rupiah; readonly instead: string } | Refusal {
  const rules = ballotRules(program, proposal);
  if (isRefusal(rules)) return rules;
  const read = readRupiah(typed.least);
  const least =
    !isRefusal(read) && (read === 0n || read >= proposal.requested)
      ? refuse('ballot.part', basisOf(program.model, rules.basis), { requested: proposal.requested })
      : read;
  const instead = readText(typed.instead, 500);
  if (!isRefusal(least) && !isRefusal(instead)) return { least, instead };
  const issues = [
    isRefusal(least) ? at('least', least) : undefined,
    isRefusal(instead) ? at('instead', instead) : undefined,
  ];
  return together(issues.filter((one) => one !== undefined)) ?? refuse('input.invalid');
}

/** Consents that stand for the lines of a slip: not taken back, and given for the amount that stands on it. */
export function partsOn(slip: readonly SlipLine[], consents: readonly PartConsent[]): SlipPart[] {
  const given = new Map(consents.map((one) => [one.proposal, one]));
  return slip.flatMap((line) => {
    const consent = given.get(line.proposal);
    return consent?.least != null && consent.requested === line.requested
      ? [{ number: line.number, least: consent.least, instead: consent.instead }]
      : [];
  });
}
