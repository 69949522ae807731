import { type Actor, acting, type Visitor } from '#kernel/actor.ts';
import { type Id, newId } from '#kernel/id.ts';
import { readText } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, unless } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { membershipIn, mustTakePart, type Organization, organizationById } from '#modules/actors/index.ts';
import { record } from '#modules/journal/index.ts';
import { ask, settle, settleFor } from '#modules/notices/index.ts';
import { mustBeOpen } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { onBringersDesk, onTakersDesk } from './desks.service.ts';
import { heldNeed, type NeedWithRules, needWithRules } from './held-need.service.ts';
import { takerIn } from './need.ts';
import { insertMessage, messageById, messagesOf, setUnsaid, spokenSides, threadsOf } from './talk.store.ts';
import { type Message, mayBegin, mayUnsay, type Speaking, speaksFor, type TalkSide, toldOf } from './talk.ts';

/** Most letters of what is said at once. */
export const MESSAGE = 2000;

/** With whom about what. */
export type Thread = { readonly need: Id; readonly organization: Id };

function aboutOf({ program, open, proposal }: NeedWithRules) {
  return { model: program.model, open, proposal, area: program.region };
}

/**
 * Says something about a need to the other sides: the taker, whoever brings it, and the offices over the whole. It is read
 * by these alone and never edited; a resident who brings a need is not named. Source: paper 004, §1.12 (companies and Forum
 * talk on the site); decision 74.
 */
export async function sayAbout(
  runtime: Runtime,
  who: Actor | Visitor,
  input: Thread & { readonly said: string },
): Promise<Result<{ readonly message: Id }>> {
  return runtime.change(who, 'proposals:write', async (tx, actor) => {
    const held = await heldNeed(tx, input.need);
    if (isRefusal(held)) return refused(held);
    const taker = await organizationById(tx, input.organization);
    const speaking = taker && speaksFor(actor, aboutOf(held), taker);
    if (!taker || !speaking) return refused(refuse('access.not-found'));
    const { program, proposal } = held;
    const known = (await threadsOf(tx, input.need)).some((one) => one.organization === taker.id);
    const may = unless(
      speaking,
      mustBeOpen(program),
      mayBegin(speaking, known),
      speaking.side === 'taker' && !known
        ? mustTakePart(program.model, taker, await membershipIn(tx, program.model, taker))
        : undefined,
    );
    if (isRefusal(may)) return refused(may);
    const said = readText(input.said, MESSAGE);
    if (isRefusal(said)) return refused(at('said', said));
    const { side, by } = speaking;
    const message = newId(tx.now);
    const spoken = await spokenSides(tx, input.need, taker.id);
    await insertMessage(tx, {
      ...{ id: message, program: program.id, need: input.need, organization: taker.id },
      ...{ side, said, author: actor.person },
      office: by === 'resident' ? null : by.office,
      for: by === 'resident' ? null : by.organization.id,
    });
    await settleTalk(tx, held, taker, side);
    for (const told of toldOf(side, spoken)) await tell(tx, held, taker, told);
    await record(tx, acting(actor, by), {
      action: 'talk.said',
      subjectType: 'proposal',
      subjectId: input.need,
      region: proposal.place,
      summary: {},
      details: { message, organization: taker.id, side },
    });
    return ok({ message });
  });
}

const TASKS = { taker: 'talk.taker', bringer: 'talk.bringer', steers: 'talk.steers' } as const;

/** On the desk of a side lies, once, that something new was said. */
async function tell(tx: Tx, held: NeedWithRules, taker: Organization, side: TalkSide): Promise<void> {
  await settleTalk(tx, held, taker, side);
  const kind = TASKS[side];
  if (side === 'taker') return ask(tx, { ...onTakersDesk(held, taker), kind });
  if (side === 'bringer') return ask(tx, { ...onBringersDesk(held), kind });
  const { proposal, program, open } = held;
  return ask(tx, {
    kind,
    subjectType: 'proposal',
    subjectId: proposal.id,
    title: proposal.title,
    offices: open.steers,
    region: program.region,
  });
}

async function settleTalk(
  tx: Tx,
  { proposal, open }: NeedWithRules,
  taker: Pick<Organization, 'id' | 'kind'>,
  side: TalkSide,
): Promise<void> {
  if (side !== 'taker') return settle(tx, proposal.id, TASKS[side]);
  for (const office of takerIn(open, taker.kind)?.offices ?? []) {
    await settleFor(tx, { subject: proposal.id, kind: TASKS.taker, organization: taker.id, office });
  }
}

/** Takes off one's own desk that something new was said: it was read, and needs no answer. */
export async function noteTalkRead(
  runtime: Runtime,
  who: Actor | Visitor,
  input: Thread,
): Promise<Result<{ readonly need: Id }>> {
  return runtime.change(who, 'proposals:write', async (tx, actor) => {
    const held = await needWithRules(tx, input.need);
    const taker = await organizationById(tx, input.organization);
    const speaking = held && taker && speaksFor(actor, aboutOf(held), taker);
    if (!held || !taker || !speaking) return refused(refuse('access.not-found'));
    await settleTalk(tx, held, taker, speaking.side);
    await record(tx, acting(actor, speaking.by), {
      action: 'talk.settled',
      subjectType: 'proposal',
      subjectId: input.need,
      region: held.proposal.place,
      summary: {},
      details: { organization: taker.id, side: speaking.side },
    });
    return ok({ need: input.need });
  });
}

/** Its author takes back what they said: everybody who read it sees that something was taken back, and no words. */
export async function unsay(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { readonly message: Id },
): Promise<Result<{ readonly message: Id }>> {
  return runtime.change(who, 'proposals:write', async (tx, actor) => {
    const message = await messageById(tx, input.message);
    const held = message && (await needWithRules(tx, message.need));
    const taker = message && (await organizationById(tx, message.organization));
    const speaking = held && taker && speaksFor(actor, aboutOf(held), taker);
    if (!message || !held || !speaking) return refused(refuse('access.not-found'));
    const refusal = mayUnsay(actor, message);
    if (refusal) return refused(refusal);
    await setUnsaid(tx, message.id);
    await record(tx, acting(actor, speaking.by), {
      action: 'talk.unsaid',
      subjectType: 'proposal',
      subjectId: message.need,
      region: held.proposal.place,
      summary: {},
      details: { message: message.id },
    });
    return ok({ message: message.id });
  });
}

/** A conversation as one of its sides reads it, the newest first. */
export type TalkFacts = NeedWithRules & {
  readonly taker: Organization;
  readonly speaking: Speaking;
  readonly messages: readonly (Message & { readonly mayUnsay: boolean })[];
  /** What keeps the reader from saying something now. */
  readonly refusal: Refusal | undefined;
};

/** Reads one; to everybody but its sides it is not there. */
export async function talkFacts(
  tx: Tx,
  viewer: Actor | Visitor,
  thread: Thread,
  page: { readonly limit: number; readonly before?: Id | undefined },
): Promise<TalkFacts | Refusal> {
  const held = await needWithRules(tx, thread.need);
  const taker = await organizationById(tx, thread.organization);
  const speaking = held && taker && speaksFor(viewer, aboutOf(held), taker);
  if (!held || !taker || !speaking || viewer.person === undefined) return refuse('access.not-found');
  const known = (await threadsOf(tx, thread.need)).some((one) => one.organization === taker.id);
  const messages = await messagesOf(
    tx,
    { need: thread.need, organization: taker.id },
    page.limit,
    page.before,
  );
  return {
    ...held,
    taker,
    speaking,
    messages: messages.map((one) => ({ ...one, mayUnsay: mayUnsay(viewer, one) === undefined })),
    refusal: mustBeOpen(held.program) ?? mayBegin(speaking, known),
  };
}

/** With whom the reader may talk about a need, and how much was said: all for one side, its own for a taker. */
export async function threadsFor(
  tx: Tx,
  viewer: Actor | Visitor,
  held: NeedWithRules,
  takers: readonly { readonly id: Id; readonly name: string; readonly kind: string }[],
): Promise<readonly { readonly organization: Id; readonly name: string; readonly messages: number }[]> {
  const known = await threadsOf(tx, held.need.id);
  const shown = [];
  for (const one of known) {
    const taker = await organizationById(tx, one.organization);
    if (taker && speaksFor(viewer, aboutOf(held), taker)) shown.push(one);
  }
  const mine = takers
    .filter((one) => !known.some((each) => each.organization === one.id))
    .map(({ id, name }) => ({ organization: id, name, messages: 0 }));
  return [...shown, ...mine];
}
