import { type Actor, acting, type Visitor } from '#kernel/actor.ts';
import { type Id, newId } from '#kernel/id.ts';
import { isRefusal, type Refusal, refuse, unless } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { organizationById } from '#modules/actors/index.ts';
import { record } from '#modules/journal/index.ts';
import { mustBeOpen } from '#modules/programs/index.ts';
import { type Lead, leadAlone, leadBy, mayPropose } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { heldNeed, type NeedWithRules, needWithRules } from './held-need.service.ts';
import { countSupport, endSupport, insertSupport, supportBy } from './support.store.ts';
import { brings, maySupport, type Support, type SupportCount, supportersOf } from './support.ts';

/** For whom it is said: an institution, or where none is named the person themselves. */
export type TypedSupport = { readonly need: Id; readonly organization?: Id | undefined };

/** Says, for oneself or for an institution, that one needs the same. Only the number of those who do is public. */
export async function supportNeed(
  runtime: Runtime,
  who: Actor | Visitor,
  input: TypedSupport,
): Promise<Result<{ readonly need: Id }>> {
  return runtime.change(who, 'proposals:write', async (tx, actor) => {
    const held = await heldNeed(tx, input.need);
    if (isRefusal(held)) return refused(held);
    const { need, proposal, program, kind, basis } = held;
    const lead = await leadOf(tx, actor, input.organization);
    if (isRefusal(lead)) return refused(lead);
    const before = await ownSupport(tx, actor, need.id, lead);
    const by = unless(
      mayPropose(actor, program.model, kind, lead),
      mustBeOpen(program),
      maySupport(need, before, brings(actor, proposal, lead), basis),
    );
    if (isRefusal(by)) return refused(by);
    const support = newId(tx.now);
    await insertSupport(tx, {
      ...{ id: support, program: program.id, need: need.id, person: actor.person },
      organization: lead.organization,
      office: by === 'resident' ? null : by.office,
    });
    await record(tx, acting(actor, by), {
      action: 'need.supported',
      subjectType: 'proposal',
      subjectId: need.id,
      region: proposal.place,
      summary: {},
      details: { support, organization: lead.organization },
    });
    return ok({ need: need.id });
  });
}

/** Takes back that one needs the same. */
export async function endNeedSupport(
  runtime: Runtime,
  who: Actor | Visitor,
  input: TypedSupport,
): Promise<Result<{ readonly need: Id }>> {
  return runtime.change(who, 'proposals:write', async (tx, actor) => {
    const held = await heldNeed(tx, input.need);
    if (isRefusal(held)) return refused(held);
    const { need, proposal, program, kind } = held;
    const lead = await leadOf(tx, actor, input.organization);
    if (isRefusal(lead)) return refused(lead);
    const by = mayPropose(actor, program.model, kind, lead);
    if (isRefusal(by)) return refused(by);
    const before = await ownSupport(tx, actor, need.id, lead);
    if (!before) return refused(refuse('access.not-found'));
    await endSupport(tx, before.id);
    await record(tx, acting(actor, by), {
      action: 'need.support-ended',
      subjectType: 'proposal',
      subjectId: need.id,
      region: proposal.place,
      summary: {},
      details: { support: before.id, organization: lead.organization },
    });
    return ok({ need: need.id });
  });
}

async function leadOf(tx: Tx, actor: Actor, organization: Id | undefined): Promise<Lead | Refusal> {
  if (organization === undefined) return leadAlone(actor.person);
  const found = await organizationById(tx, organization);
  return found ? leadBy(found) : refuse('access.not-found');
}

async function ownSupport(tx: Tx, actor: Actor, need: Id, lead: Lead): Promise<Support | undefined> {
  const [found] = await supportBy(tx, need, {
    people: lead.organization === null ? [actor.person, ...(actor.merged ?? [])] : [],
    organizations: lead.organization === null ? [] : [lead.organization],
  });
  return found;
}

/** How many need the same, and for whom the reader may say so or has said so. */
export type NeedSupport = SupportCount & {
  readonly own: readonly {
    /** Undefined where it is the reader themselves. */
    readonly organization: { readonly id: Id; readonly name: string } | undefined;
    readonly supports: boolean;
    readonly refusal: Refusal | undefined;
  }[];
};

/** Reads it for a page; undefined for what is no need. */
export async function needSupport(tx: Tx, viewer: Actor | Visitor, id: Id): Promise<NeedSupport | undefined> {
  const held = await needWithRules(tx, id);
  return held && supportOf(tx, viewer, held);
}

async function supportOf(tx: Tx, viewer: Actor | Visitor, held: NeedWithRules): Promise<NeedSupport> {
  const { need, proposal, program, kind, basis } = held;
  const counted = await countSupport(tx, need.id);
  const own: NeedSupport['own'][number][] = [];
  for (const { lead, organization } of supportersOf(viewer, program.model, kind, proposal)) {
    if (viewer.person === undefined) continue;
    const before = await ownSupport(tx, viewer, need.id, lead);
    own.push({
      organization: organization && { id: organization.id, name: organization.name },
      supports: before !== undefined,
      refusal: before ? undefined : (mustBeOpen(program) ?? maySupport(need, undefined, false, basis)),
    });
  }
  return { ...counted, own };
}
