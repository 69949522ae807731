import { type Actor, isSelf, type Mandate, mandateIn, type Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import type { Model, OpenToTakers } from '#modules/models/index.ts';
import type { Proposal } from '#modules/proposals/index.ts';
import { mayAnswerFor, steersBy, takerIn } from './need.ts';

/** For whom somebody speaks about a need: the taker, whoever brings it, or the offices over the whole. */
export const TALK_SIDES = ['taker', 'bringer', 'steers'] as const;
export type TalkSide = (typeof TALK_SIDES)[number];

/** Something that was said; its words are gone for readers once its author took it back. */
export type Message = {
  readonly id: Id;
  readonly need: Id;
  /** The taker with whom it was said. */
  readonly organization: Id;
  readonly side: TalkSide;
  readonly author: Id;
  readonly office: string | null;
  readonly authorOrganization: string | null;
  readonly said: string;
  readonly saidAt: Date;
  readonly withdrawnAt: Date | null;
};

export type Speaking = { readonly side: TalkSide; readonly by: Mandate | 'resident' };

type About = {
  readonly model: Model;
  readonly open: OpenToTakers;
  readonly proposal: Pick<Proposal, 'kind' | 'organization' | 'person' | 'party' | 'village'>;
  readonly area: string;
};

/**
 * For which side somebody reads and speaks about a need with one taker: by a mandate of the taker, of whoever brings it or
 * may answer for them, or over the whole, in this order. Undefined for everybody else: it is not for the public, and other
 * takers have a conversation of their own.
 */
export function speaksFor(
  viewer: Actor | Visitor,
  { model, open, proposal, area }: About,
  taker: { readonly id: Id; readonly kind: string },
): Speaking | undefined {
  if (viewer.person === undefined) return undefined;
  const own = mandateIn(viewer, takerIn(open, taker.kind)?.offices ?? [], taker.id);
  if (own) return { side: 'taker', by: own };
  const answers = mayAnswerFor(viewer, model, open, proposal);
  if (!isRefusal(answers)) return { side: 'bringer', by: answers };
  const steers = steersBy(viewer, open, area);
  return steers && { side: 'steers', by: steers };
}

/**
 * Refuses to begin a conversation with a taker that has shown no interest: it speaks first, offers, or was recommended.
 * Whoever takes part may ask before it offers.
 */
export function mayBegin({ side }: Speaking, known: boolean): Refusal | undefined {
  return side === 'taker' || known ? undefined : refuse('talk.not-begun');
}

/** Only its author takes back what they said, once. */
export function mayUnsay(
  actor: Actor,
  message: Pick<Message, 'author' | 'withdrawnAt'>,
): Refusal | undefined {
  if (!isSelf(actor, message.author)) return refuse('talk.not-yours');
  return message.withdrawnAt === null ? undefined : refuse('talk.unsaid');
}

/** The sides that are told of what one side says: the other of the two always, the offices over the whole once they spoke. */
export function toldOf(side: TalkSide, spoken: readonly TalkSide[]): readonly TalkSide[] {
  return TALK_SIDES.filter((one) => one !== side && (one !== 'steers' || spoken.includes('steers')));
}
