import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { type Refusal, refuse } from '#kernel/refusal.ts';
import {
  type Organization,
  organizationById,
  personById,
  type ToldHistory,
  toldHistory,
} from '#modules/actors/index.ts';
import { type DecisionOn, decisionsOn } from '#modules/deliberation/index.ts';
import { type Document, documentsOf } from '#modules/documents/index.ts';
import { type NamedAnswer, namedAnswers } from '#modules/fields/index.ts';
import { proposalKind } from '#modules/models/index.ts';
import { type Program, programById } from '#modules/programs/index.ts';
import {
  answersFor,
  type Contribution,
  contributionsOf,
  costLinesOf,
  isOwn,
  mayRead,
  type Proposal,
  ProposalFields,
  proposalById,
  sentAt,
  wasSubmitted,
} from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** Long enough for a proposal that was written with autosave over weeks. */
const HISTORY = 1000;

/** A proposal as it was written down, decided on and recorded; as much of it as its reader may see. */
export type ProposalFacts = {
  /** Without what was typed and not submitted, and without all that is about somebody, for those whom it does not concern. */
  readonly proposal: Proposal;
  readonly program: Program;
  /** Undefined where a person brings it. */
  readonly institution: Organization | undefined;
  /** Whether the reader may read what offices remarked to whoever brings it: of what a person brings, only they and those who judge it. */
  readonly remarked: boolean;
  /** The name of the person who applies, for themselves and those who judge it; undefined for all others. */
  readonly applicant: string | undefined;
  /** Whether the reader speaks for the institution. */
  readonly own: boolean;
  /** The fields as typed, for the institution that writes them; undefined for others. */
  readonly typed: ProposalFields | undefined;
  /** What was answered to the fields of the model: without what is personal for those whom it does not concern. */
  readonly fieldAnswers: readonly NamedAnswer[];
  readonly costLines: Awaited<ReturnType<typeof costLinesOf>>;
  readonly contributions: readonly Contribution[];
  /** What forums decided on it, in order: one decision in each through which it went. */
  readonly decisions: readonly DecisionOn[];
  /** For others than the institution, those that were there when it was submitted. */
  readonly photos: readonly Document[];
  readonly history: ToldHistory;
};

/** Reads a proposal for those who may read it; to others it is not there. */
export async function proposalFacts(
  tx: Tx,
  viewer: Actor | Visitor,
  id: Id,
): Promise<ProposalFacts | Refusal> {
  const proposal = await proposalById(tx, id);
  const refusal = proposal ? mayRead(viewer, proposal) : refuse('access.not-found');
  if (!proposal || refusal) return refusal ?? refuse('access.not-found');
  const own = isOwn(viewer, proposal);
  const program = await programById(tx, proposal.program, sentAt(proposal));
  const documents = await documentsOf(tx, id);
  const judged = answersFor(viewer, program.model, proposal) === 'all';
  const remarked = judged || proposal.person === null;
  return {
    proposal: {
      ...proposal,
      ...(own ? {} : { fields: '' }),
      ...(judged ? {} : { answers: {}, person: null }),
      ...(remarked ? {} : { remark: null }),
    },
    program,
    remarked,
    institution:
      proposal.organization === null ? undefined : await organizationById(tx, proposal.organization),
    applicant: await applicantFor(tx, viewer, program, proposal),
    own,
    typed: own ? ProposalFields.parse(JSON.parse(proposal.fields)) : undefined,
    fieldAnswers: await namedAnswers(
      tx,
      program.model,
      proposalKind(program.model, proposal.kind).fields,
      proposal.answers,
      answersFor(viewer, program.model, proposal),
    ),
    costLines: await costLinesOf(tx, id),
    contributions: await contributionsOf(tx, id),
    decisions: await decisionsOn(tx, [id]),
    photos: documents.filter((one) => one.role === 'photo' && (own || wasSubmitted(proposal, one))),
    history: await toldHistory(tx, [id], HISTORY),
  };
}

async function applicantFor(
  tx: Tx,
  viewer: Actor | Visitor,
  { model }: Program,
  proposal: Proposal,
): Promise<string | undefined> {
  if (proposal.person === null || answersFor(viewer, model, proposal) !== 'all') return undefined;
  return (await personById(tx, proposal.person))?.name;
}
