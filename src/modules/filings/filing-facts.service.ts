import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal, refusalIn, refuse } from '#kernel/refusal.ts';
import { type ActivityFacts, activityFacts } from '#modules/activities/index.ts';
import {
  calledThen,
  type Organization,
  organizationById,
  type ToldHistory,
  toldHistory,
} from '#modules/actors/index.ts';
import { cellsAsked, type NamedAnswer, namedAnswers } from '#modules/fields/index.ts';
import { moneyOf, type ProposalMoney } from '#modules/funding/index.ts';
import { filingKind, type WrittenField } from '#modules/models/index.ts';
import { excusableBy, type Obligation, obligationById } from '#modules/obligations/index.ts';
import { type Program, programById } from '#modules/programs/index.ts';
import { pathTo, type Region } from '#modules/regions/index.ts';
import { answersOn, clocksOn, type StepAnswer, standingOf } from '#modules/steps/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { filingById } from './filing.store.ts';
import { type Filing, mayAnswerFiling, readableOf, writtenFields } from './filing.ts';
import type { FilingPart } from './part.ts';
import { redFlagsOn } from './red-flags.service.ts';
import type { RedFlag } from './red-flags.ts';
import { remarksOn } from './remark.store.ts';
import { type FilingRemark, remarksFor } from './remark.ts';
import { partsNow, type Since, sinceReturned } from './rounds.service.ts';

/** A filing as it was handed in and answered; as much of it as its reader may see. */
export type FilingFacts = {
  readonly filing: Filing;
  /** What its kind asks to be written, by the rules by which it is owed. */
  readonly written: readonly WrittenField[];
  /** What was written, as typed while it is a draft or sent back; undefined for those who may read only that it was handed in. */
  readonly fieldAnswers: readonly NamedAnswer[] | undefined;
  readonly answers: readonly StepAnswer[];
  /** What was said of its parts and what was answered; what was written of an answer so far is its institution's alone. */
  readonly remarks: readonly FilingRemark[];
  /** What became of it since it was sent back last, for its institution and its route. */
  readonly since: Since | undefined;
  /** What it delivers. */
  readonly owed: Obligation;
  /** How long the steps of its way have, and had, to answer. */
  readonly clocks: readonly Obligation[];
  readonly history: ToldHistory;
};

/** Reads a filing for those who may read it; to others it is not there. */
export async function filingFacts(tx: Tx, viewer: Actor | Visitor, id: Id): Promise<FilingFacts | Refusal> {
  const filing = await filingById(tx, id);
  if (!filing) return refuse('access.not-found');
  const { model } = await programById(tx, filing.program, filing.ruledSince);
  const readable = readableOf(viewer, model, filing);
  if (readable === 'nothing') return refuse('access.not-found');
  const owed = await obligationById(tx, filing.obligation);
  if (!owed) throw new Error(`filing ${id} delivers nothing`);
  const clocks = await clocksOn(tx, id);
  const written = writtenFields(filingKind(model, filing.kind));
  return {
    filing,
    written,
    fieldAnswers:
      readable === 'facts'
        ? undefined
        : await namedAnswers(tx, model, cellsAsked(written, filing.content), filing.content, readable),
    answers: await answersOn(tx, id),
    remarks: remarksFor(await remarksOn(tx, id), readable).map((one) =>
      one.repliedAt === null ? { ...one, reply: '' } : one,
    ),
    since: readable === 'all' ? await sinceReturned(tx, id) : undefined,
    owed,
    clocks,
    history: await toldHistory(tx, [id, owed.id, ...clocks.map((one) => one.id)]),
  };
}

/** A filing with what it tells of, and what its reader may do about it now. */
export type FilingOverview = FilingFacts & {
  readonly program: Program;
  readonly organization: Organization;
  /** What it was called when it handed this in, where it is called otherwise now. */
  readonly calledThen: string | undefined;
  /** The places it lies in, the widest first. */
  readonly path: readonly Region[];
  /** The activity it is about, with its money; undefined where it is about its institution or the programme. */
  readonly about: { readonly told: ActivityFacts; readonly money: ProposalMoney } | undefined;
  /** Whether the reader writes it for its institution. */
  readonly writes: boolean;
  /** What keeps an officer from answering it; undefined for a visitor. */
  readonly review: Refusal | undefined;
  /** Its parts, for whoever may answer it now: of each something can be said. */
  readonly parts: readonly FilingPart[] | undefined;
  /** What is unusual about it, for whoever may answer it now; undefined for everybody else. */
  readonly flags: readonly RedFlag[] | undefined;
  /** The late answer that the reader may excuse. */
  readonly excusable: Id | undefined;
};

/** Reads a filing with all that its page tells; to those who may not read it, it is not there. */
export async function filingOverview(
  tx: Tx,
  viewer: Actor | Visitor,
  id: Id,
): Promise<FilingOverview | Refusal> {
  const facts = await filingFacts(tx, viewer, id);
  if (isRefusal(facts)) return facts;
  const { filing, owed } = facts;
  const told = filing.activity === null ? undefined : await activityFacts(tx, viewer, filing.activity);
  const organization = await organizationById(tx, filing.organization);
  if (isRefusal(told)) return told;
  if (!organization) return refuse('access.not-found');
  const program = await programById(tx, filing.program, filing.ruledSince);
  const signedIn = viewer.person === undefined ? undefined : viewer;
  const review =
    signedIn && refusalIn(mayAnswerFiling(signedIn, program.model, filing, await standingOf(tx, filing)));
  const checks = signedIn !== undefined && review === undefined;
  return {
    ...facts,
    program,
    organization,
    calledThen: filing.submittedAt ? await calledThen(tx, organization, filing.submittedAt) : undefined,
    path: await pathTo(tx, filing.region),
    about: told && { told, money: await moneyOf(tx, told.activity.proposal) },
    writes:
      signedIn?.mandates.some(
        (held) => held.organization.id === filing.organization && owed.offices.includes(held.office),
      ) ?? false,
    review,
    parts: checks
      ? await partsNow(tx, filingKind(program.model, filing.kind), filing.content, told?.activity)
      : undefined,
    flags: checks && told ? await redFlagsOn(tx, told) : undefined,
    excusable: signedIn && excusableBy(signedIn, program.model, facts.clocks, tx.today),
  };
}
