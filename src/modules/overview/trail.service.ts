import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { type Labelled, type Refusal, refuse } from '#kernel/refusal.ts';
import type { Thing } from '#kernel/thing.ts';
import { activityOf } from '#modules/activities/index.ts';
import { decisionsOn } from '#modules/deliberation/index.ts';
import { filingsOn } from '#modules/filings/index.ts';
import { disbursementsOf, refundsOf, spendingsOf } from '#modules/funding/index.ts';
import { type Link, lineOf } from '#modules/links/index.ts';
import { agreedOn, matchCarriedBy } from '#modules/matching/index.ts';
import { mayRead, type Proposal, proposalById } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type FoundThing, findThing } from './things.service.ts';

/** What a thing can be in the trail of a proposal: an earlier or a later proposal by its link, or what followed from it. */
export const TRAIL_PARTS = [
  'before.came-from',
  'before.instead-of',
  'before.continues',
  'before.need',
  'decision',
  'payment',
  'refund',
  'activity',
  'filing',
  'admitted',
  'after.work',
  'after.came-from',
  'after.instead-of',
  'after.continues',
] as const;
export type TrailPart = (typeof TRAIL_PARTS)[number];

/** A thing in the trail of a proposal, as its reader may find it. */
export type TrailStep = {
  readonly part: TrailPart;
  readonly kind: Thing;
  readonly id: Id;
  /** Its page, beneath the city's address. */
  readonly page: string;
  readonly title: Labelled;
  readonly state?: string;
  /** The day or the moment at which it happened. */
  readonly at?: Date | string;
  readonly amount?: Rupiah;
  /** Of an activity: how far it is, in per cent. */
  readonly progress?: number;
};

/** Reads the trail of a proposal, for those who may read the proposal; to others it is not there. */
export async function proposalTrail(
  tx: Tx,
  viewer: Actor | Visitor,
  id: Id,
): Promise<readonly TrailStep[] | Refusal> {
  const proposal = await proposalById(tx, id);
  const refusal = proposal ? mayRead(viewer, proposal) : refuse('access.not-found');
  return !proposal || refusal ? (refusal ?? refuse('access.not-found')) : trailOf(tx, viewer, proposal);
}

/**
 * All that a proposal came from and that followed from it, from the first idea to the last result: each step with its page,
 * which leads back here. What its reader may not find is stepped over, also in the middle of a line of proposals.
 */
export async function trailOf(
  tx: Tx,
  viewer: Actor | Visitor,
  proposal: Pick<Proposal, 'id' | 'admitted' | 'state'>,
): Promise<readonly TrailStep[]> {
  const { before, after } = await linked(tx, viewer, proposal.id);
  return [
    ...before,
    ...(await needBehind(tx, viewer, proposal.id)),
    ...(await followed(tx, viewer, proposal)),
    ...(await workFor(tx, viewer, proposal.id)),
    ...after,
  ];
}

/** The need that a proposal of a taker meets. */
async function needBehind(tx: Tx, viewer: Actor | Visitor, id: Id): Promise<TrailStep[]> {
  const match = await matchCarriedBy(tx, id);
  const need = match && (await findThing(tx, viewer, 'proposal', match.need));
  return match && need ? [{ ...step('before.need', need), at: match.answeredAt ?? match.offeredAt }] : [];
}

/** What takers do to meet a need, each with what followed from it. */
async function workFor(tx: Tx, viewer: Actor | Visitor, id: Id): Promise<TrailStep[]> {
  const steps: TrailStep[] = [];
  for (const { carried, amount } of (await agreedOn(tx, id))?.agreed ?? []) {
    const work = carried === null ? undefined : await proposalById(tx, carried);
    const thing = work && (await findThing(tx, viewer, 'proposal', work.id));
    if (!work || !thing) continue;
    steps.push({ ...step('after.work', thing), amount }, ...(await followed(tx, viewer, work)));
  }
  return steps;
}

/** The earlier and the later proposals of a line that the reader may find, each with what it is to the next one shown. */
async function linked(
  tx: Tx,
  viewer: Actor | Visitor,
  id: Id,
): Promise<{ readonly before: TrailStep[]; readonly after: TrailStep[] }> {
  const line = await lineOf(tx, id);
  const found = async ({ type, id: end }: Link['earlier']) => findThing(tx, viewer, type, end);
  const before: TrailStep[] = [];
  for (const { kind, earlier } of line.before.toReversed()) {
    const thing = await found(earlier);
    if (thing) before.push(step(`before.${kind}`, thing));
  }
  const after: TrailStep[] = [];
  let kind = line.after[0]?.kind;
  for (const [place, { later }] of line.after.entries()) {
    const thing = await found(later);
    if (!thing || !kind) continue;
    after.push(step(`after.${kind}`, thing));
    kind = line.after[place + 1]?.kind;
  }
  return { before, after };
}

async function followed(
  tx: Tx,
  viewer: Actor | Visitor,
  { id, admitted, state: now }: Pick<Proposal, 'id' | 'admitted' | 'state'>,
): Promise<TrailStep[]> {
  const parts: Omit<TrailStep, 'page' | 'title'>[] = [];
  for (const one of await decisionsOn(tx, [id])) {
    parts.push({
      part: 'decision',
      kind: 'forum',
      id: one.forum,
      at: one.decidedAt,
      ...(one.amount === null ? {} : { amount: one.amount }),
    });
  }
  // What a giver paid itself is a payment, too.
  const paid = [...(await disbursementsOf(tx, id)), ...(await spendingsOf(tx, id))];
  for (const voucher of [...paid, ...(await refundsOf(tx, id))]) {
    if (voucher.state === 'refused') continue;
    const { state, paidOn: at, amount } = voucher;
    const part = voucher.kind === 'refund' ? 'refund' : 'payment';
    parts.push({ part, kind: 'voucher', id: voucher.id, state, at, amount });
  }
  const activity = await activityOf(tx, id);
  if (activity) {
    const { state, startedOn, startsOn, progress } = activity;
    const at = startedOn ?? startsOn;
    parts.push({ part: 'activity', kind: 'activity', id: activity.id, state, at, progress });
    for (const { id: filing, state, submittedAt } of await filingsOn(tx, activity.id)) {
      parts.push({
        part: 'filing',
        kind: 'filing',
        id: filing,
        state,
        ...(submittedAt ? { at: submittedAt } : {}),
      });
    }
  }
  if (admitted !== null && now === 'accepted')
    parts.push({ part: 'admitted', kind: 'organization', id: admitted });
  const steps: TrailStep[] = [];
  // Whoever may read the proposal may read of its money: one look is enough for all payments.
  const money = parts.find((one) => one.kind === 'voucher');
  const paper = money && (await findThing(tx, viewer, 'voucher', money.id));
  for (const part of parts) {
    const thing =
      part.kind === 'voucher'
        ? paper && { ...paper, page: `dana/${id}#bukti-${part.id}` }
        : await findThing(tx, viewer, part.kind, part.id);
    if (thing) steps.push({ ...part, page: thing.page, title: thing.title });
  }
  return steps;
}

function step(part: TrailPart, { kind, id, page, title }: FoundThing): TrailStep {
  return { part, kind, id, page, title };
}
