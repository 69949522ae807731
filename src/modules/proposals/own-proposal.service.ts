import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import { membershipsIn, organizationById } from '#modules/actors/index.ts';
import type { ProposalKind } from '#modules/models/index.ts';
import { type Held, hold, type Program } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { lockProposal, type proposalById } from './proposal.store.ts';
import { type Lead, leadBy, mayWrite, type Proposal, sentAt } from './proposal.ts';

/** Whoever asks, before it is known whether they may. */
export type Who = Actor | Visitor;

/** Whoever brings a proposal, as far as the writing of it asks. */
export type Bringing = {
  readonly lead: Lead;
  /** Of the institution; a person is never named. */
  readonly name: string | null;
  /** Where it may be for. */
  readonly area: RegionCode;
};

/** Finds whoever brings something to a programme; undefined where there is no such institution. */
export async function bringingIn(tx: Tx, program: Program, lead: Lead): Promise<Bringing | undefined> {
  if (lead.organization === null) return { lead, name: null, area: program.region };
  const institution = await organizationById(tx, lead.organization);
  return institution && { lead: leadBy(institution), name: institution.name, area: institution.region };
}

/**
 * The institutions that somebody speaks for and that stand outside a programme which a proposal of a kind would let them
 * into: what its form offers, so that none is recorded twice. Source: model `proposals[].admits`.
 */
export async function standingFor(
  tx: Tx,
  actor: Actor,
  { model }: Program,
  { admits }: ProposalKind,
): Promise<readonly string[]> {
  if (!admits) return [];
  const own = actor.mandates.map((held) => held.organization).filter((one) => one.kind === admits.party);
  const memberships = await membershipsIn(tx, model, own);
  const outside = own.filter((one) => ['outside', 'left'].includes(memberships.get(one.id)?.state ?? ''));
  return [...new Set(outside.map((one) => one.name))];
}

/** Holds a proposal for whoever brings it, or enters it for them from paper, with what is known of them; refused to all others. */
export async function holdOwn(
  tx: Tx,
  actor: Actor,
  { proposal: id, version }: { proposal: Id; version?: number | undefined },
  load: typeof proposalById = lockProposal,
): Promise<Refusal | (Held<Proposal> & Bringing)> {
  const held = await hold(tx, actor, {
    lock: load,
    id,
    version,
    since: sentAt,
    may: (proposal, { model }) => mayWrite(actor, model, proposal, tx.today),
  });
  if (isRefusal(held)) return held;
  const bringing = await bringingIn(tx, held.program, held.thing);
  return bringing ? { ...held, ...bringing } : refuse('access.not-found');
}
