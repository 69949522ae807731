import { type Acting, type Actor, acting, type Visitor } from '#kernel/actor.ts';
import { type Id, newId } from '#kernel/id.ts';
import { type Rupiah, sum } from '#kernel/money.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import { readRemark } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, together } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { mustBeFresh } from '#kernel/version.ts';
import {
  type Activity,
  activityById,
  lockActivity,
  participationOf,
  provedExpenses,
  realisedContributionsOf,
} from '#modules/activities/index.ts';
import { organizationById } from '#modules/actors/index.ts';
import { forumById } from '#modules/deliberation/index.ts';
import { documentsOf } from '#modules/documents/index.ts';
import { amountNamed, cellsAsked, closedUp, countedLines, knownIn } from '#modules/fields/index.ts';
import { moneyOf, paidOut, pledge, settleFunds } from '#modules/funding/index.ts';
import { record } from '#modules/journal/index.ts';
import { entryPath, type FilingKind, filingKind } from '#modules/models/index.ts';
import { ask, settle, settleOwed } from '#modules/notices/index.ts';
import {
  accept,
  dueFromDay,
  fulfil,
  isOwedFiling,
  lockObligation,
  type OwedFiling,
  obligationById,
  reopen,
} from '#modules/obligations/index.ts';
import { count, hold, type Program, programById } from '#modules/programs/index.ts';
import { lockProposal } from '#modules/proposals/index.ts';
import {
  answerStep,
  type OnItsRoute,
  reachStep,
  routeFor,
  standingOf,
  waitedFor,
} from '#modules/steps/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import type { ToldFigures } from './figures.ts';
import { filingFor, insertFiling, lockFiling, restOn, saveContent, setFiling } from './filing.store.ts';
import {
  dayNamedIn,
  type Evidence,
  type Filing,
  type FilingContent,
  mayAnswerFiling,
  mayWriteFiling,
  mustBePaidOut,
  mustComeTo,
  readFiling,
  stepsOf,
  writtenFields,
} from './filing.ts';
import { keepFilingName } from './filing-name.service.ts';
import type { TypedVerdict } from './line-remarks.ts';
import { mustRestOnMinutes, wantsMinutes } from './on-minutes.ts';
import type { TypedRemark, TypedReplies } from './remark.ts';
import { answerRemarks, sayOfParts } from './remarks.service.ts';
import { keepHandedIn } from './rounds.service.ts';

type Who = Actor | Visitor;
export type SavedFiling = { readonly filing: Id; readonly kind: string; readonly version: number };

/** What an activity's own records hold for its filing, and what was spent in all. */
export async function evidenceOf(tx: Tx, activity: Activity): Promise<Evidence & { spent: Rupiah }> {
  const expenses = await provedExpenses(tx, activity);
  const photographed = (await documentsOf(tx, activity.id)).flatMap((one) => {
    const point = /^photo-(\d+)$/.exec(one.role)?.[1];
    return point === undefined ? [] : [Number(point)];
  });
  return {
    expenses: expenses.length,
    receipts: expenses.filter((one) => one.receipt !== undefined).length,
    photographed: [...new Set(photographed)],
    participation: (await participationOf(tx, activity.id)).length,
    contributions: (await realisedContributionsOf(tx, activity.id)).length,
    handedOver: activity.handedOverOn !== null,
    spent: sum(expenses.map((one) => one.amount)),
  };
}

const MAX_TEXT = 10_000;

/**
 * What the records of a programme say for a filing, by whoever stands above all of them: read as it is handed in, and kept.
 */
export type TellsFigures = (
  tx: Tx,
  program: Program,
  rules: FilingKind,
  occasion: string,
) => Promise<ToldFigures>;

/** A line that is taken out of a draft. */
export type LineOut = { readonly field: string; readonly line: number };

/** What a draft keeps: as it was typed, of what its kind asks; lines in which nothing stands are left out. */
function keptContent(
  rules: FilingKind,
  content: FilingContent,
  left: LineOut | undefined,
): FilingContent | Refusal {
  const written = writtenFields(rules);
  const read = cellsAsked(written, content).map((part): [string, string | Refusal] => {
    const text = readRemark(ownEntry(content, part.key) ?? '', MAX_TEXT);
    return [part.key, isRefusal(text) ? at(`content.${part.key}`, text) : text];
  });
  const many = countedLines(written, content, 'content').filter((one) => one.refusal !== 'input.no-lines');
  const refusal = together([...many, ...read.map(([, text]) => text).filter(isRefusal)]);
  return (
    refusal ??
    closedUp(written, Object.fromEntries(read.map(([id, text]) => [id, isRefusal(text) ? '' : text])), left)
  );
}

/** What is written, by what it delivers. */
export type Delivering = { readonly obligation: Id; readonly version?: number | undefined };

type Written = {
  readonly owed: OwedFiling;
  /** What it tells of; undefined where it is about its institution or the programme. */
  readonly activity: Activity | undefined;
  readonly program: Program;
  readonly rules: FilingKind;
  readonly filing: Filing;
  readonly by: Acting;
};

/**
 * Holds what is owed, with its filing, for writing by whoever owes it; the filing is begun when there is none. The
 * activity it tells of is locked first, so that nothing is recorded beneath it meanwhile.
 */
async function holdForWriting(tx: Tx, actor: Actor, input: Delivering): Promise<Refusal | Written> {
  const found = await obligationById(tx, input.obligation);
  if (!found || !isOwedFiling(found)) return refuse('access.not-found');
  const activity = found.subjectType === 'activity' ? await lockActivity(tx, found.subjectId) : undefined;
  const owed = await lockObligation(tx, found.id);
  if (!owed || !isOwedFiling(owed)) return refuse('access.not-found');
  const program = await programById(tx, owed.program, owed.ruledSince);
  const rules = filingKind(program.model, owed.kind);
  const begun = await filingFor(tx, owed.id);
  const may = mayWriteFiling(actor, program.model, rules, owed, begun, tx.today);
  if (isRefusal(may)) return may;
  const filing = begun ?? (await beginFiling(tx, actor, owed, activity));
  const stale = mustBeFresh(filing.version, input.version);
  return stale ?? { owed, activity, program, rules, filing, by: acting(actor, may) };
}

/** Lets it be due by the day that it names, where its rules say so: what was sent later than that is late. */
async function dueAsNamed(tx: Tx, { owed, program, rules }: Written, content: FilingContent): Promise<void> {
  const key = 'or' in rules.due ? rules.due.or?.after.split('.')[1] : undefined;
  const label = rules.fields.find((one) => one.key === key)?.label.id;
  if (label === undefined) return;
  await dueFromDay(tx, program, owed, dayNamedIn(rules, content), label);
}

async function beginFiling(
  tx: Tx,
  actor: Actor,
  owed: OwedFiling,
  activity: Activity | undefined,
): Promise<Filing> {
  const id = newId(tx.now);
  await insertFiling(tx, {
    id,
    program: owed.program,
    kind: owed.kind,
    occasion: owed.occasion,
    obligation: owed.id,
    activity: activity?.id ?? null,
    proposal: activity?.proposal ?? null,
    organization: owed.organization,
    region: activity?.village ?? owed.region,
    author: actor.person,
    ruledSince: owed.ruledSince,
  });
  const filing = await lockFiling(tx, id);
  if (!filing) throw new Error(`filing ${id} was not written`);
  return filing;
}

/** Keeps what was written so far, without the line that is to go; nothing is judged yet. Also the target of autosave. */
export async function saveFiling(
  runtime: Runtime,
  who: Who,
  input: Delivering & {
    content: FilingContent;
    /** Answers to remarks on its parts, where it was sent back with some. */
    replies?: TypedReplies | undefined;
    without?: LineOut | undefined;
  },
): Promise<Result<SavedFiling>> {
  return runtime.change(who, 'filings:write', async (tx, actor) => {
    const held = await holdForWriting(tx, actor, input);
    if (isRefusal(held)) return refused(held);
    const content = keptContent(held.rules, input.content, input.without);
    if (isRefusal(content)) return refused(content);
    const kept = await answerRemarks(tx, held.program, held.rules, held.filing, input.replies ?? {}, 'draft');
    if (kept) return refused(kept);
    const version = await saveContent(tx, held.filing.id, content);
    await dueAsNamed(tx, held, content);
    await record(tx, held.by, {
      action: 'filing.saved',
      ...about(held.filing),
      summary: { ...told(held.filing) },
    });
    return ok({ filing: held.filing.id, kind: held.rules.kind, version });
  });
}

function about(filing: Filing) {
  return { subjectType: 'filing', subjectId: filing.id, region: filing.region } as const;
}

/** What every entry about a filing tells: which kind it is, for which period, and the activity it is about. */
function told({ kind, occasion, activity }: Filing) {
  return { kind, period: occasion || null, activity };
}

/** What a filing is called on desks: as its activity, or as its institution. */
async function titleOf(tx: Tx, filing: Filing, activity: Activity | undefined): Promise<string> {
  return activity?.title ?? (await organizationById(tx, filing.organization))?.name ?? '';
}

/** A filing as something on its way along the route of its kind. */
async function onItsRoute(
  tx: Tx,
  rules: FilingKind,
  filing: Filing,
  activity: Activity | undefined,
): Promise<OnItsRoute> {
  return {
    subjectType: 'filing',
    id: filing.id,
    along: filing.kind,
    place: filing.region,
    organization: filing.organization,
    title: await titleOf(tx, filing, activity),
    ...(rules.effect === 'settles' ? {} : { called: rules.label }),
    occasion: filing.occasion,
    submittedAt: filing.submittedAt,
  };
}

/** Two refusals as one, so that all that is wrong is said at once. */
function allOf(first: Refusal | undefined, second: Refusal | undefined): Refusal {
  const all = [first, second].flatMap((one) => (one === undefined ? [] : (one.issues ?? [one])));
  return together(all) ?? refuse('input.invalid');
}

/**
 * Sends a filing up its way: its content is judged by the model, and what settles money must have been paid out. The
 * obligation is fulfilled with it, until somebody returns it.
 */
export async function submitFiling(
  runtime: Runtime,
  who: Who,
  input: Delivering & { content: FilingContent; replies?: TypedReplies | undefined },
  tell: TellsFigures,
): Promise<Result<SavedFiling>> {
  return runtime.change(who, 'filings:write', async (tx, actor) => {
    const held = await holdForWriting(tx, actor, input);
    if (isRefusal(held)) return refused(held);
    const { owed, activity, program, rules, filing, by } = held;
    const evidence = activity && (await evidenceOf(tx, activity));
    const asked = cellsAsked(writtenFields(rules), input.content);
    const known = await knownIn(tx, program, asked, input.content);
    const content = readFiling(program.model, rules, input.content, evidence, known);
    const unanswered = await answerRemarks(tx, program, rules, filing, input.replies ?? {}, 'handed-in');
    if (isRefusal(content) || unanswered) {
      return refused(allOf(isRefusal(content) ? content : undefined, unanswered));
    }
    const spent = evidence && rules.effect === 'settles' ? evidence.spent : undefined;
    const sources = spent === undefined ? undefined : mustComeTo(program.model, rules, content, spent);
    if (sources) return refused(sources);
    const refusal =
      activity && spent !== undefined
        ? mustBePaidOut(program.model, rules, spent, paidOut(await moneyOf(tx, activity.proposal)))
        : undefined;
    if (refusal) return refused(refusal);
    await saveContent(tx, filing.id, content);
    await keepHandedIn(tx, filing.id, rules, content, activity);
    await dueAsNamed(tx, held, content);
    const steps = waitedFor(
      routeFor(rules.route, {
        amount: activity?.granted ?? 0n,
        about: activity ? entryPath(program.model, activity.scope).map((one) => one.id) : [],
        answers: content,
      }),
    );
    const route = steps.map((step) => step.step);
    const figures = rules.figures && (await tell(tx, program, rules, filing.occasion));
    const version = await setFiling(tx, filing.id, {
      state: 'submitted',
      step: 0,
      route,
      submitted: 'now',
      ...(spent === undefined ? {} : { spent }),
      ...(figures ? { figures } : {}),
    });
    await keepFilingName(tx, rules, filing, activity);
    await fulfil(tx, owed.id);
    await settleOwed(tx, owed.id);
    await settle(tx, filing.id, 'filing.mend');
    await reachStep(tx, program, await onItsRoute(tx, rules, filing, activity), steps[0]);
    await record(tx, by, {
      action: 'filing.submitted',
      ...about(filing),
      summary: { ...told(filing), spent: spent ?? null },
    });
    return ok({ filing: filing.id, kind: filing.kind, version });
  });
}

/**
 * One step of its way accepts the filing, and it goes on, or returns it with a remark, and it goes back to its
 * institution. Accepted by the last step, it has its effect: one that settles closes the money of the activity. Source:
 * model `filings[].route`; paper 004, §4.1.1.
 */
export async function answerFiling(
  runtime: Runtime,
  who: Who,
  input: {
    filing: Id;
    outcome: 'accept' | 'return';
    remark: string;
    /** What the step says of each line, where its model lays them beside the priorities of the city. */
    lines?: readonly TypedVerdict[] | undefined;
    /** What the step says of parts of a filing that it sends back, each to be answered before it comes again. */
    remarks?: readonly TypedRemark[] | undefined;
    /** The meeting on whose minutes the step says yes, where its model asks for one. */
    meeting?: Id | undefined;
    version?: number | undefined;
  },
): Promise<Result<SavedFiling>> {
  return runtime.change(who, 'filings:write', async (tx, actor) => {
    const held = await hold(tx, actor, {
      lock: lockFiling,
      id: input.filing,
      version: input.version,
      since: (filing) => filing.ruledSince,
      may: async (filing, program) =>
        mayAnswerFiling(actor, program.model, filing, await standingOf(tx, filing), input.outcome),
    });
    if (isRefusal(held)) return refused(held);
    const { thing: filing, program, by } = held;
    const activity = filing.activity === null ? undefined : await activityById(tx, filing.activity);
    const remark = readRemark(input.remark, 2000);
    if (isRefusal(remark)) return refused(at('remark', remark));
    const step = stepsOf(program.model, filing)[filing.step]?.step ?? '';
    const rules = filingKind(program.model, filing.kind);
    if (input.outcome === 'accept' && wantsMinutes(rules, step)) {
      const meeting = input.meeting === undefined ? undefined : await forumById(tx, input.meeting);
      const without = mustRestOnMinutes(program.model, rules, filing, step, meeting, tx.today);
      if (without) return refused(at('meeting', without));
      if (meeting) await restOn(tx, filing.id, meeting.id);
    }
    const unread = await sayOfParts(
      tx,
      by,
      program,
      { rules, filing, activity, step },
      { outcome: input.outcome, remark, lines: input.lines ?? [], remarks: input.remarks ?? [] },
    );
    if (unread) return refused(unread);
    const thing = await onItsRoute(tx, rules, filing, activity);
    const outcome = input.outcome === 'return' ? 'returned' : 'accepted';
    await answerStep(tx, by, program, thing, { step, outcome, remark });
    const answered = { tx, by, program, rules, filing, activity, thing, remark };
    const version = await (outcome === 'returned' ? sendBack(answered) : sendUp(answered));
    return ok({ filing: filing.id, kind: filing.kind, version });
  });
}

type Answered = {
  readonly tx: Tx;
  readonly by: Acting;
  readonly program: Program;
  readonly rules: FilingKind;
  readonly filing: Filing;
  readonly activity: Activity | undefined;
  readonly thing: OnItsRoute;
  readonly remark: string;
};

async function sendBack({ tx, by, filing, thing, remark }: Answered): Promise<number> {
  const version = await setFiling(tx, filing.id, { state: 'returned', step: 0 });
  await reopen(tx, filing.obligation);
  const owed = await obligationById(tx, filing.obligation);
  if (!owed) throw new Error(`filing ${filing.id} delivers nothing`);
  await ask(tx, {
    kind: 'filing.mend',
    subjectType: 'filing',
    subjectId: filing.id,
    title: thing.title,
    ...(thing.called ? { called: thing.called } : {}),
    occasion: filing.occasion,
    offices: owed.offices,
    region: owed.region,
    organization: filing.organization,
    dueOn: owed.dueOn,
    owed: owed.id,
  });
  await record(tx, by, {
    action: 'filing.returned',
    ...about(filing),
    summary: { ...told(filing), step: filing.step, remark },
  });
  return version;
}

async function sendUp(answered: Answered): Promise<number> {
  const { tx, by, program, filing, thing, remark } = answered;
  const step = filing.step + 1;
  if (step < filing.route.length) {
    const version = await setFiling(tx, filing.id, { state: 'submitted', step });
    await reachStep(tx, program, thing, stepsOf(program.model, filing)[step]);
    await record(tx, by, {
      action: 'filing.accepted',
      ...about(filing),
      summary: { ...told(filing), step: filing.step, remark },
    });
    return version;
  }
  await accept(tx, filing.obligation);
  await takePledge(answered);
  const money = await settleActivity(answered);
  const version = await setFiling(tx, filing.id, { state: 'accepted', step, accepted: 'now' });
  await record(tx, by, {
    action: 'filing.completed',
    ...about(filing),
    summary: { ...told(filing), step: filing.step, remark, ...money },
  });
  return version;
}

/** What an institution pledged in a filing is in its purse from its acceptance on. */
async function takePledge({ tx, by, program, rules, filing }: Answered): Promise<void> {
  const { pledges } = rules;
  if (!pledges) return;
  await pledge(tx, by, program, {
    organization: filing.organization,
    purse: pledges.purse,
    amount: amountNamed(writtenFields(rules), pledges.field, filing.content),
  });
}

/** What the acceptance of a filing brings about: one that settles closes the money of its activity. */
async function settleActivity({ tx, by, program, rules, filing, activity }: Answered) {
  if (rules.effect !== 'settles' || !activity) return { settled: null, toReturn: null, released: null };
  const proposal = await lockProposal(tx, activity.proposal);
  if (!proposal) throw new Error(`filing ${filing.id} has no proposal`);
  const money = await settleFunds(tx, by, program, proposal, filing.spent ?? 0n);
  await settle(tx, proposal.id, 'disbursement.record');
  await settle(tx, proposal.id, 'spending.record');
  await count(
    tx,
    { program: program.id, village: activity.village, scope: activity.scope },
    { completed: -1n, reported: 1n, settled: money.settled, committed: -money.released },
  );
  return money;
}
