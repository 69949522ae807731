import type { Acting } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import { type Basis, type Refusal, refuse } from '#kernel/refusal.ts';
import { record } from '#modules/journal/index.ts';
import {
  basisOf,
  entryPath,
  type OpenToTakers,
  type ProposalKind,
  proposalKind,
} from '#modules/models/index.ts';
import { ask, settle } from '#modules/notices/index.ts';
import { type Program, programById } from '#modules/programs/index.ts';
import { type Proposal, proposalById } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { matchesOf } from './match.store.ts';
import { insertNeed, lockNeed, needById, setPromised } from './need.store.ts';
import { type Match, type Need, stateBy } from './need.ts';

/** A need with the proposal that it is, and the rules of today by which it is met: they are the takers', not the bringer's. */
export type NeedWithRules = {
  readonly need: Need;
  readonly proposal: Proposal;
  readonly program: Program;
  readonly kind: ProposalKind;
  readonly open: OpenToTakers;
  readonly basis: Basis;
};

async function withRules(tx: Tx, need: Need | undefined): Promise<NeedWithRules | undefined> {
  const proposal = need && (await proposalById(tx, need.id));
  if (!need || !proposal) return undefined;
  const program = await programById(tx, need.program);
  const kind = program.model.proposals.find((one) => one.kind === need.kind);
  return (
    kind?.open && {
      need,
      proposal,
      program,
      kind,
      open: kind.open,
      basis: basisOf(program.model, kind.open.basis),
    }
  );
}

/** A need as it stands; undefined for a proposal that is none, and where today's model opens its kind no longer. */
export async function needWithRules(tx: Tx, id: Id): Promise<NeedWithRules | undefined> {
  return withRules(tx, await needById(tx, id));
}

/** The same, locked for a change. Needs are locked before their matches and before what takers offer. */
export async function heldNeed(tx: Tx, id: Id): Promise<NeedWithRules | Refusal> {
  return (await withRules(tx, await lockNeed(tx, id))) ?? refuse('access.not-found');
}

/**
 * Opens to takers what its route accepted, where its kind says so. Part of the transaction of whoever accepts. Source: model
 * `proposals[].open`.
 */
export async function openNeed(tx: Tx, by: Acting, program: Program, proposal: Proposal): Promise<void> {
  const { open } = proposalKind(program.model, proposal.kind);
  if (!open) return;
  const answer = (key: string | undefined) =>
    key === undefined ? null : (ownEntry(proposal.answers, key) ?? null) || null;
  const addressed = answer(open.addressed);
  await insertNeed(tx, {
    id: proposal.id,
    program: program.id,
    kind: proposal.kind,
    scope: proposal.scope,
    field: entryPath(program.model, proposal.scope)[0]?.id ?? proposal.scope,
    village: proposal.village,
    organization: proposal.organization,
    form: answer(open.form),
    addressed,
    requested: proposal.requested,
  });
  if (addressed !== null) {
    await ask(tx, {
      kind: 'need.addressed',
      subjectType: 'proposal',
      subjectId: proposal.id,
      title: proposal.title,
      offices: open.to.flatMap((one) => one.offices),
      region: proposal.village,
      organization: addressed,
    });
  }
  await record(tx, by, {
    action: 'need.opened',
    subjectType: 'proposal',
    subjectId: proposal.id,
    region: proposal.place,
    summary: { requested: proposal.requested },
  });
}

/** The matches of a need that hold a part of it: offered and not answered, or agreed. */
export function standing(matches: readonly Match[]): readonly Match[] {
  return matches.filter((one) => one.state === 'offered' || one.state === 'agreed');
}

/** Counts anew what is promised of a locked need after its matches changed. One that was closed stays so. */
export async function recountNeed(tx: Tx, need: Need): Promise<void> {
  const held = standing(await matchesOf(tx, need.id));
  const counted = { promised: held.reduce((all, one) => all + one.amount, 0n), promises: held.length };
  const state = need.state === 'closed' ? 'closed' : stateBy({ ...need, ...counted });
  await setPromised(tx, need.id, { ...counted, state });
  if (state === 'taken') await settle(tx, need.id, 'need.addressed');
}
