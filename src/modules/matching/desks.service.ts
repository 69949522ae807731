import type { Id } from '#kernel/id.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { ask, type NewTask, settle, settleFor } from '#modules/notices/index.ts';
import { bringerOf } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { NeedWithRules } from './held-need.service.ts';
import { matchesOf } from './match.store.ts';
import { takerIn } from './need.ts';

/** A task about a need, but for what is to be done: on the desk of whoever brings it, an institution's offices or one person. */
export function onBringersDesk({ program, kind, proposal }: NeedWithRules): Omit<NewTask, 'kind'> {
  const bringer = bringerOf(program.model, kind, proposal.party);
  return {
    subjectType: 'proposal',
    subjectId: proposal.id,
    title: proposal.title,
    region: proposal.village,
    ...(proposal.organization === null
      ? { offices: [], person: proposal.person ?? undefined }
      : { offices: isRefusal(bringer) ? [] : bringer.offices, organization: proposal.organization }),
  };
}

/** The same on the desks of the offices that promise for a taker. */
export function onTakersDesk(
  { open, proposal }: NeedWithRules,
  taker: { readonly id: Id; readonly kind: string },
): Omit<NewTask, 'kind'> {
  return {
    subjectType: 'proposal',
    subjectId: proposal.id,
    title: proposal.title,
    region: proposal.village,
    offices: takerIn(open, taker.kind)?.offices ?? [],
    organization: taker.id,
  };
}

/** On the desk of whoever brings a need lies, once, that offers wait for an answer, by the first day on which one lapses. */
export async function askForAnswer(tx: Tx, held: NeedWithRules): Promise<void> {
  const { id } = held.proposal;
  await settle(tx, id, 'match.answer');
  const waiting = (await matchesOf(tx, id)).filter((one) => one.state === 'offered');
  if (waiting.length === 0) return;
  const [dueOn] = waiting.flatMap((one) => one.dueOn ?? []).toSorted();
  await ask(tx, { kind: 'match.answer', ...onBringersDesk(held), ...(dueOn ? { dueOn } : {}) });
}

/** What was told of a lapsed offer is of no use once the same taker offers anew. */
export async function settleLapsed(
  tx: Tx,
  { open, proposal }: NeedWithRules,
  taker: { readonly id: Id; readonly kind: string },
): Promise<void> {
  for (const office of takerIn(open, taker.kind)?.offices ?? []) {
    await settleFor(tx, { subject: proposal.id, kind: 'match.lapsed', organization: taker.id, office });
  }
  await settle(tx, proposal.id, 'need.lapsed');
}
