import type { Acting, Actor, Visitor } from '#kernel/actor.ts';
import { type Id, newId } from '#kernel/id.ts';
import { type Rupiah, sum } from '#kernel/money.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import { readRemark, readText } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, together } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { mustBeFresh } from '#kernel/version.ts';
import {
  type Activity,
  activityById,
  expensesOf,
  lockActivity,
  participationOf,
  realisedContributionsOf,
} from '#modules/activities/index.ts';
import { documentsOf } from '#modules/documents/index.ts';
import { moneyOf, settleFunds } from '#modules/funding/index.ts';
import { record } from '#modules/journal/index.ts';
import { activityRules, settlingFiling } from '#modules/models/index.ts';
import { ask, settle } from '#modules/notices/index.ts';
import { fulfil, obligationFor, reopen } from '#modules/obligations/index.ts';
import { count, hold, type Program } from '#modules/programs/index.ts';
import { lockProposal } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { insertReport, insertReview, lockReport, reportOn, saveContent, setReport } from './report.store.ts';
import {
  type Evidence,
  lacksInReport,
  mayReviewReport,
  mayWriteReport,
  mustBePaidOut,
  type Report,
  type ReportContent,
} from './report.ts';

type Who = Actor | Visitor;
export type SavedReport = { readonly report: Id; readonly version: number };

/** What an activity's own records hold for its report, and what was spent in all. */
export async function evidenceOf(tx: Tx, activity: Activity): Promise<Evidence & { spent: Rupiah }> {
  const expenses = await expensesOf(tx, activity.id);
  const photographed = (await documentsOf(tx, activity.id)).flatMap((one) => {
    const point = /^photo-(\d+)$/.exec(one.role)?.[1];
    return point === undefined ? [] : [Number(point)];
  });
  return {
    expenses: expenses.length,
    receipts: expenses.filter((one) => one.receiptNumber !== '').length,
    photographed: [...new Set(photographed)],
    participation: (await participationOf(tx, activity.id)).length,
    contributions: (await realisedContributionsOf(tx, activity.id)).length,
    handedOver: activity.handedOverOn !== null,
    spent: sum(expenses.map((one) => one.amount)),
  };
}

const MAX_TEXT = 10_000;

function trimContent(program: Program, content: ReportContent): ReportContent | Refusal {
  const parts = settlingFiling(program.model).fields.filter((part) => part.type === 'text');
  const read = parts.map((part): [string, string | Refusal] => {
    const text = readRemark(ownEntry(content, part.key) ?? '', MAX_TEXT);
    return [part.key, isRefusal(text) ? at(`content.${part.key}`, text) : text];
  });
  const refusal = together(read.map(([, text]) => text).filter(isRefusal));
  return refusal ?? Object.fromEntries(read.map(([id, text]) => [id, isRefusal(text) ? '' : text]));
}

type Written = { activity: Activity; program: Program; report: Report; by: Acting };

/** Holds an activity and its report for writing by its institution; the report is begun when there is none. */
async function holdForWriting(
  tx: Tx,
  actor: Actor,
  input: { activity: Id; version?: number | undefined },
): Promise<Refusal | Written> {
  const held = await hold(tx, actor, {
    lock: lockWithReport,
    id: input.activity,
    may: ({ activity, report }, { model }) => mayWriteReport(actor, model, activity, report),
  });
  if (isRefusal(held)) return held;
  const { program, by } = held;
  const { activity, report = await beginReport(tx, actor, activity) } = held.thing;
  return mustBeFresh(report.version, input.version) ?? { activity, program, report, by };
}

async function lockWithReport(tx: Tx, id: Id) {
  const activity = await lockActivity(tx, id);
  if (!activity) return undefined;
  const { program, version } = activity;
  return { program, version, activity, report: await reportOn(tx, id) };
}

async function beginReport(tx: Tx, actor: Actor, activity: Activity): Promise<Report> {
  const id = newId(tx.now);
  await insertReport(tx, {
    id,
    program: activity.program,
    activity: activity.id,
    proposal: activity.proposal,
    organization: activity.organization,
    village: activity.village,
    author: actor.person,
    content: {},
  });
  const report = await lockReport(tx, id);
  if (!report) throw new Error(`report ${id} was not written`);
  return report;
}

/** Keeps what was written so far; nothing is judged yet. Also the target of autosave. */
export async function saveReport(
  runtime: Runtime,
  who: Who,
  input: { activity: Id; content: ReportContent; version?: number | undefined },
): Promise<Result<SavedReport>> {
  return runtime.change(who, 'reports:write', async (tx, actor) => {
    const held = await holdForWriting(tx, actor, input);
    if (isRefusal(held)) return refused(held);
    const content = trimContent(held.program, input.content);
    if (isRefusal(content)) return refused(content);
    const version = await saveContent(tx, held.report.id, content);
    await record(tx, held.by, {
      action: 'report.saved',
      ...about(held.report),
      summary: { activity: held.report.activity },
    });
    return ok({ report: held.report.id, version });
  });
}

function about(report: Report) {
  return { subjectType: 'report', subjectId: report.id, region: report.village } as const;
}

/**
 * Sends the report up the ladder: its content is judged by the model, and what was spent must have been paid out.
 * The obligation is fulfilled with it, until somebody returns it.
 */
export async function submitReport(
  runtime: Runtime,
  who: Who,
  input: { activity: Id; content: ReportContent; version?: number | undefined },
): Promise<Result<SavedReport>> {
  return runtime.change(who, 'reports:write', async (tx, actor) => {
    const held = await holdForWriting(tx, actor, input);
    if (isRefusal(held)) return refused(held);
    const { activity, program, report, by } = held;
    const content = trimContent(program, input.content);
    if (isRefusal(content)) return refused(content);
    const { spent, ...evidence } = await evidenceOf(tx, activity);
    const { advance } = await moneyOf(tx, activity.proposal);
    const refusal =
      lacksInReport(program.model, content, evidence) ?? mustBePaidOut(program.model, spent, advance);
    if (refusal) return refused(refusal);
    await saveContent(tx, report.id, content);
    const version = await setReport(tx, report.id, { state: 'submitted', step: 0, spent, submitted: 'now' });
    await fulfil(tx, 'report', activity.id);
    await settle(tx, activity.id, 'report.write');
    await settle(tx, report.id, 'report.mend');
    await askRung(tx, program, report, activity.title, 0);
    await record(tx, by, {
      action: 'report.submitted',
      ...about(report),
      summary: { activity: report.activity, spent },
    });
    return ok({ report: report.id, version });
  });
}

async function askRung(tx: Tx, program: Program, report: Report, title: string, step: number): Promise<void> {
  const rung = settlingFiling(program.model).route[step];
  if (!rung) return;
  await ask(tx, {
    kind: 'report.review',
    subjectType: 'report',
    subjectId: report.id,
    title,
    offices: rung.offices,
    region: report.village,
  });
}

/**
 * One rung of the ladder accepts the report, and it goes up, or returns it with a remark, and it goes back to its
 * institution. Accepted by the last rung, the money is settled. Source: model `filings[].route`; paper 004, §4.1.1.
 */
export async function reviewReport(
  runtime: Runtime,
  who: Who,
  input: { report: Id; outcome: 'accept' | 'return'; remark: string; version?: number | undefined },
): Promise<Result<SavedReport>> {
  return runtime.change(who, 'reports:write', async (tx, actor) => {
    const held = await hold(tx, actor, {
      lock: lockReport,
      id: input.report,
      version: input.version,
      may: (report, program) => mayReviewReport(actor, program.model, report),
    });
    if (isRefusal(held)) return refused(held);
    const { thing: report, program, by } = held;
    const activity = await activityById(tx, report.activity);
    if (!activity) return refused(refuse('access.not-found'));
    const remark = input.outcome === 'return' ? readText(input.remark, 2000) : readRemark(input.remark, 2000);
    if (isRefusal(remark)) return refused(at('remark', remark));
    const office = settlingFiling(program.model).route[report.step]?.step ?? '';
    await settle(tx, report.id, 'report.review');
    if (input.outcome === 'return') {
      await insertReview(
        tx,
        report.id,
        { step: report.step, office, outcome: 'returned', remark },
        actor.person,
      );
      const version = await sendBack(tx, program, report, activity);
      await record(tx, by, {
        action: 'report.returned',
        ...about(report),
        summary: { activity: report.activity, step: report.step, remark },
      });
      return ok({ report: report.id, version });
    }
    await insertReview(
      tx,
      report.id,
      { step: report.step, office, outcome: 'accepted', remark },
      actor.person,
    );
    const version = await sendUp(tx, by, program, report, activity, remark);
    return ok({ report: report.id, version });
  });
}

async function sendBack(tx: Tx, program: Program, report: Report, activity: Activity): Promise<number> {
  const version = await setReport(tx, report.id, { state: 'returned', step: 0 });
  await reopen(tx, 'report', activity.id);
  const owed = await obligationFor(tx, 'report', activity.id);
  await ask(tx, {
    kind: 'report.mend',
    subjectType: 'report',
    subjectId: report.id,
    title: activity.title,
    offices: activityRules(program.model).executors,
    region: activity.place,
    organization: activity.organization,
    ...(owed ? { dueOn: owed.dueOn, owed: owed.id } : {}),
  });
  return version;
}

async function sendUp(
  tx: Tx,
  by: Acting,
  program: Program,
  report: Report,
  activity: Activity,
  remark: string,
): Promise<number> {
  const step = report.step + 1;
  if (step < settlingFiling(program.model).route.length) {
    const version = await setReport(tx, report.id, { state: 'submitted', step });
    await askRung(tx, program, report, activity.title, step);
    await record(tx, by, {
      action: 'report.accepted',
      ...about(report),
      summary: { activity: report.activity, step: report.step, remark },
    });
    return version;
  }
  const proposal = await lockProposal(tx, report.proposal);
  if (!proposal) throw new Error(`report ${report.id} has no proposal`);
  const money = await settleFunds(tx, by, program, proposal, report.spent ?? 0n);
  const version = await setReport(tx, report.id, { state: 'accepted', step, accepted: 'now' });
  await settle(tx, report.proposal, 'disbursement.record');
  await record(tx, by, {
    action: 'report.completed',
    ...about(report),
    summary: { activity: report.activity, step: report.step, remark, ...money },
  });
  await count(
    tx,
    { program: program.id, village: activity.village, scope: activity.scope },
    {
      completed: -1n,
      reported: 1n,
      settled: money.settled,
      committed: -(money.returned + money.released),
      disbursed: -money.returned,
    },
  );
  return version;
}
