import { type Actor, isSelf, type Mandate } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { type Refusal, refuse, unless } from '#kernel/refusal.ts';
import { mayKeepRounds, type Responsible, type Round } from './round.ts';

/**
 * What an institution objects to in the result of a round about it, once, and what the office that keeps rounds answered.
 * The result stays as it was worked out: both stand beside it.
 */
export type Objection = {
  readonly round: Id;
  readonly organization: Id;
  readonly office: string;
  readonly reason: string;
  readonly objectedBy: Id;
  readonly objectedAt: Date;
  readonly answer: string | null;
  readonly answeredOffice: string | null;
  readonly answeredAt: Date | null;
};

type About = Pick<Round, 'party' | 'state' | 'region'>;

/** By which mandate somebody may object to the result of a round: one in the institution that it is about, once there is a result. */
export function mayObject(actor: Actor, round: About, before: Objection | undefined): Mandate | Refusal {
  const own = actor.mandates.find((held) => held.organization.id === round.party);
  return unless(
    own ?? refuse('assessment.only-subject'),
    round.state === 'closed' ? undefined : refuse('assessment.no-result'),
    before ? refuse('assessment.objected') : undefined,
  );
}

/** By which mandate somebody may answer an objection: that by which rounds are kept there, never who objected. */
export function mayAnswerObjection(
  actor: Actor,
  round: About,
  responsible: Responsible,
  objection: Objection,
): Mandate | Refusal {
  return unless(
    mayKeepRounds(actor, round.region, responsible),
    isSelf(actor, objection.objectedBy) ? refuse('assessment.own-objection') : undefined,
    objection.answer === null ? undefined : refuse('assessment.objection-answered'),
  );
}
