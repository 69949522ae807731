import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { seesWithheld } from '#kernel/readable.ts';
import { type Refusal, refuse } from '#kernel/refusal.ts';
import {
  asCalledOn,
  calledThen,
  type Organization,
  organizationById,
  personById,
  type ToldHistory,
  toldHistory,
} from '#modules/actors/index.ts';
import { type DecisionOn, decisionsOn } from '#modules/deliberation/index.ts';
import { type Document, documentsOf, mayReadDocument } from '#modules/documents/index.ts';
import { type NamedAnswer, namedAnswers } from '#modules/fields/index.ts';
import { proposalKind } from '#modules/models/index.ts';
import { type Comparison, comparePrices } from '#modules/prices/index.ts';
import { type Program, programById } from '#modules/programs/index.ts';
import {
  answersFor,
  type Contribution,
  contributionsOf,
  costLinesOf,
  isWriter,
  mayRead,
  type Proposal,
  ProposalFields,
  proposalById,
  type Sheet,
  type Slip,
  sentAt,
  sheetFor,
  slipFor,
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
  /** How that institution was called when it was sent; undefined where it is still called so. */
  readonly calledThen: string | undefined;
  /** Whether the reader may read what offices remarked to whoever brings it: of what a person brings, only they and those who judge it. */
  readonly remarked: boolean;
  /** The name of the person who applies, for themselves and those who judge it; undefined for all others. */
  readonly applicant: string | undefined;
  /** Whom to ask, where no account stands behind it, and how it came: for the same readers. */
  readonly contact: Contact | undefined;
  /** The paper that it was entered from; undefined where whoever brings it wrote it themselves. */
  readonly fromPaper: FromPaperFacts | undefined;
  /** Whether the reader speaks for the institution, or writes for it. */
  readonly own: boolean;
  /** The fields as typed, for the institution that writes them; undefined for others. */
  readonly typed: ProposalFields | undefined;
  /** What was answered to the fields of the model: without what is personal for those whom it does not concern. */
  readonly fieldAnswers: readonly NamedAnswer[];
  readonly costLines: Awaited<ReturnType<typeof costLinesOf>>;
  /** Each of those lines beside what the city says it costs in the year of the programme. */
  readonly prices: readonly (Comparison | undefined)[];
  readonly contributions: readonly Contribution[];
  /** What forums decided on it, in order: one decision in each through which it went. */
  readonly decisions: readonly DecisionOn[];
  /** For others than the institution, those that were there when it was submitted. */
  readonly photos: readonly Document[];
  /** What lies with it beside photos: for its institution and the offices over its place. */
  readonly documents: readonly Document[];
  readonly history: ToldHistory;
};

/** Whom to ask about what was brought without an account. */
export type Contact = Pick<Slip, 'name' | 'phone' | 'way' | 'receivedOn'> & {
  /** The officer who entered it; undefined where the person sent it. */
  readonly enteredBy: string | undefined;
  /** The paper that it came on. */
  readonly scan: Id | undefined;
};

/** From which paper an office entered it: everybody reads which office and when; who brought it and its scan, those who may read people and files of the place. */
export type FromPaperFacts = Pick<Sheet, 'number' | 'receivedOn' | 'until'> & {
  readonly office: string;
  readonly broughtBy: string | undefined;
  readonly scans: readonly Id[];
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
  const own = isWriter(viewer, proposal);
  const program = await programById(tx, proposal.program, sentAt(proposal));
  const documents = await documentsOf(tx, id);
  const judged = answersFor(viewer, program.model, proposal) === 'all';
  const remarked = judged || proposal.person === null;
  const costLines = await costLinesOf(tx, id);
  const contact = judged ? await contactFor(tx, proposal, documents) : undefined;
  const institution =
    proposal.organization === null ? undefined : await organizationById(tx, proposal.organization);
  return {
    proposal: {
      ...proposal,
      ...(own ? {} : { fields: '' }),
      ...(judged ? {} : { answers: {}, person: null }),
      ...(remarked ? {} : { remark: null }),
    },
    program,
    remarked,
    institution,
    calledThen: await nameThen(tx, institution, proposal),
    applicant: contact?.name ?? (judged ? await applicantOf(tx, proposal) : undefined),
    contact,
    fromPaper: await fromPaperOf(tx, viewer, proposal, documents),
    own,
    typed: own ? ProposalFields.parse(JSON.parse(proposal.fields)) : undefined,
    fieldAnswers: await namedAnswers(
      tx,
      program.model,
      proposalKind(program.model, proposal.kind).fields,
      proposal.answers,
      answersFor(viewer, program.model, proposal),
    ),
    costLines,
    prices: await comparePrices(tx, program.fiscalYear, costLines),
    contributions: await contributionsOf(tx, id),
    decisions: await decisionsOn(tx, [id]),
    photos: documents.filter((one) => one.role === 'photo' && (own || wasSubmitted(proposal, one))),
    documents: documents.filter(
      (one) =>
        one.role === 'document' &&
        mayReadDocument(viewer, one, { ...proposal, published: wasSubmitted(proposal, one) }),
    ),
    history: await toldHistory(tx, [id], HISTORY),
  };
}

async function nameThen(
  tx: Tx,
  institution: Organization | undefined,
  { submittedAt }: Proposal,
): Promise<string | undefined> {
  return institution && submittedAt !== null ? calledThen(tx, institution, submittedAt) : undefined;
}

async function fromPaperOf(
  tx: Tx,
  viewer: Actor | Visitor,
  proposal: Proposal,
  documents: readonly Document[],
): Promise<FromPaperFacts | undefined> {
  if (proposal.paperOffice === null) return undefined;
  const sheet = await sheetFor(tx, proposal.id);
  const office = await organizationById(tx, proposal.paperOffice);
  if (!sheet || !office) return undefined;
  const at = { place: proposal.village, organization: proposal.organization };
  const sees = (kind: 'person' | 'file') => isWriter(viewer, proposal) || seesWithheld(viewer, kind, at);
  return {
    number: sheet.number,
    receivedOn: sheet.receivedOn,
    until: sheet.until,
    office: (await asCalledOn(tx, office, new Date(`${sheet.receivedOn}T12:00:00Z`))).name,
    broughtBy: sees('person') ? sheet.broughtBy : undefined,
    scans: sees('file') ? documents.filter((one) => one.role === 'scan').map((one) => one.id) : [],
  };
}

async function applicantOf(tx: Tx, { person }: Proposal): Promise<string | undefined> {
  return person === null ? undefined : (await personById(tx, person))?.name;
}

async function contactFor(
  tx: Tx,
  { id }: Proposal,
  documents: readonly Document[],
): Promise<Contact | undefined> {
  const slip = await slipFor(tx, id);
  if (!slip) return undefined;
  const { name, phone, way, receivedOn, enteredBy } = slip;
  const officer = enteredBy === null ? undefined : await personById(tx, enteredBy);
  const scan = documents.find((one) => one.role === 'scan')?.id;
  return { name, phone, way, receivedOn, enteredBy: officer?.name, scan };
}
