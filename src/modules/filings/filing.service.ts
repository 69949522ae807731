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
import { holidays } from '#modules/calendar/index.ts';
import { documentsOf } from '#modules/documents/index.ts';
import { moneyOf, settleFunds } from '#modules/funding/index.ts';
import { record } from '#modules/journal/index.ts';
import { activityRules, type FilingKind, filingKind, settlingFiling } from '#modules/models/index.ts';
import { ask, settle, settleOwed } from '#modules/notices/index.ts';
import { accept, dueAfter, fulfil, obligationFor, reopen } from '#modules/obligations/index.ts';
import { count, hold, type Program } from '#modules/programs/index.ts';
import { lockProposal } from '#modules/proposals/index.ts';
import { routeFor, waitedFor } from '#modules/steps/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import {
  filingOn,
  insertFiling,
  insertReview,
  lockFiling,
  reviewsOf,
  saveContent,
  setFiling,
} from './filing.store.ts';
import {
  type Evidence,
  type Filing,
  type FilingContent,
  lacksInFiling,
  mayAnswerFiling,
  mayWriteFiling,
  mustBePaidOut,
  stepsOf,
} from './filing.ts';

type Who = Actor | Visitor;
export type SavedFiling = { readonly filing: Id; readonly kind: string; readonly version: number };

/** What an activity's own records hold for its filing, and what was spent in all. */
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

function trimContent(rules: FilingKind, content: FilingContent): FilingContent | Refusal {
  const parts = rules.fields.filter((part) => part.type !== 'from-records');
  const read = parts.map((part): [string, string | Refusal] => {
    const text = readRemark(ownEntry(content, part.key) ?? '', MAX_TEXT);
    return [part.key, isRefusal(text) ? at(`content.${part.key}`, text) : text];
  });
  const refusal = together(read.map(([, text]) => text).filter(isRefusal));
  return refusal ?? Object.fromEntries(read.map(([id, text]) => [id, isRefusal(text) ? '' : text]));
}

type Written = { activity: Activity; program: Program; rules: FilingKind; filing: Filing; by: Acting };

/** Which filing about which activity: without a kind the one that accounts for its money. */
type About = { activity: Id; kind?: string | undefined; version?: number | undefined };

/** Holds an activity and its filing for writing by whoever carries it out; the filing is begun when there is none. */
async function holdForWriting(tx: Tx, actor: Actor, input: About): Promise<Refusal | Written> {
  const held = await hold(tx, actor, {
    lock: lockActivity,
    id: input.activity,
    may: async (activity, { model }) => {
      const rules = rulesFor(model, input.kind);
      if (!rules) return refuse('access.not-found');
      const filing = await filingOn(tx, activity.id, rules.kind);
      return mayWriteFiling(actor, model, rules, activity, filing);
    },
  });
  if (isRefusal(held)) return held;
  const { thing: activity, program, by } = held;
  const rules = rulesFor(program.model, input.kind) ?? settlingFiling(program.model);
  const filing =
    (await filingOn(tx, activity.id, rules.kind)) ?? (await beginFiling(tx, actor, activity, rules));
  return mustBeFresh(filing.version, input.version) ?? { activity, program, rules, filing, by };
}

function rulesFor(model: Program['model'], kind: string | undefined): FilingKind | undefined {
  return kind === undefined
    ? settlingFiling(model)
    : model.filings.find((one) => one.kind === kind && one.about === 'activity');
}

async function beginFiling(tx: Tx, actor: Actor, activity: Activity, rules: FilingKind): Promise<Filing> {
  const id = newId(tx.now);
  await insertFiling(tx, {
    id,
    program: activity.program,
    kind: rules.kind,
    activity: activity.id,
    proposal: activity.proposal,
    organization: activity.carriedOutBy,
    village: activity.village,
    author: actor.person,
    content: {},
  });
  const filing = await lockFiling(tx, id);
  if (!filing) throw new Error(`filing ${id} was not written`);
  return filing;
}

/** Keeps what was written so far; nothing is judged yet. Also the target of autosave. */
export async function saveFiling(
  runtime: Runtime,
  who: Who,
  input: About & { content: FilingContent },
): Promise<Result<SavedFiling>> {
  return runtime.change(who, 'filings:write', async (tx, actor) => {
    const held = await holdForWriting(tx, actor, input);
    if (isRefusal(held)) return refused(held);
    const content = trimContent(held.rules, input.content);
    if (isRefusal(content)) return refused(content);
    const version = await saveContent(tx, held.filing.id, content);
    await record(tx, held.by, {
      action: 'filing.saved',
      ...about(held.filing),
      summary: { activity: held.filing.activity },
    });
    return ok({ filing: held.filing.id, kind: held.rules.kind, version });
  });
}

function about(filing: Filing) {
  return { subjectType: 'filing', subjectId: filing.id, region: filing.village } as const;
}

/**
 * Sends the filing up the ladder: its content is judged by the model, and what was spent must have been paid out.
 * The obligation is fulfilled with it, until somebody returns it.
 */
export async function submitFiling(
  runtime: Runtime,
  who: Who,
  input: About & { content: FilingContent },
): Promise<Result<SavedFiling>> {
  return runtime.change(who, 'filings:write', async (tx, actor) => {
    const held = await holdForWriting(tx, actor, input);
    if (isRefusal(held)) return refused(held);
    const { activity, program, rules, filing, by } = held;
    const content = trimContent(rules, input.content);
    if (isRefusal(content)) return refused(content);
    const { spent, ...evidence } = await evidenceOf(tx, activity);
    const { advance } = await moneyOf(tx, activity.proposal);
    const settles = rules.effect === 'settles';
    const refusal =
      lacksInFiling(program.model, rules, content, evidence) ??
      (settles ? mustBePaidOut(program.model, rules, spent, advance) : undefined);
    if (refusal) return refused(refusal);
    await saveContent(tx, filing.id, content);
    const route = waitedFor(routeFor(rules.route, activity.granted)).map((step) => step.step);
    const version = await setFiling(tx, filing.id, {
      state: 'submitted',
      step: 0,
      route,
      submitted: 'now',
      ...(settles ? { spent } : {}),
    });
    await fulfil(tx, rules.kind, activity.id);
    const owed = await obligationFor(tx, rules.kind, activity.id);
    if (owed) await settleOwed(tx, owed.id);
    await settle(tx, filing.id, 'filing.mend');
    await askStep(tx, program, { ...filing, route }, activity.title, 0);
    await record(tx, by, {
      action: 'filing.submitted',
      ...about(filing),
      summary: { activity: filing.activity, kind: rules.kind, spent: settles ? spent : null },
    });
    return ok({ filing: filing.id, kind: filing.kind, version });
  });
}

async function askStep(tx: Tx, program: Program, filing: Filing, title: string, step: number): Promise<void> {
  const next = stepsOf(program.model, filing)[step];
  if (!next) return;
  const dueOn = next.within && dueAfter(next.within, tx.today, await holidays(tx));
  await ask(tx, {
    kind: 'filing.review',
    subjectType: 'filing',
    subjectId: filing.id,
    title,
    offices: next.offices,
    region: filing.village,
    ...(dueOn ? { dueOn } : {}),
  });
}

/**
 * One step of its way accepts the filing, and it goes on, or returns it with a remark, and it goes back to its
 * institution. Accepted by the last step, it has
 * its effect: one that settles closes the money of the activity. Source: model `filings[].route`; paper 004, §4.1.1.
 */
export async function answerFiling(
  runtime: Runtime,
  who: Who,
  input: { filing: Id; outcome: 'accept' | 'return'; remark: string; version?: number | undefined },
): Promise<Result<SavedFiling>> {
  return runtime.change(who, 'filings:write', async (tx, actor) => {
    const held = await hold(tx, actor, {
      lock: lockFiling,
      id: input.filing,
      version: input.version,
      may: async (filing, program) =>
        mayAnswerFiling(actor, program.model, filing, await answeredOn(tx, filing)),
    });
    if (isRefusal(held)) return refused(held);
    const { thing: filing, program, by } = held;
    const activity = await activityById(tx, filing.activity);
    if (!activity) return refused(refuse('access.not-found'));
    const remark = input.outcome === 'return' ? readText(input.remark, 2000) : readRemark(input.remark, 2000);
    if (isRefusal(remark)) return refused(at('remark', remark));
    const step = stepsOf(program.model, filing)[filing.step]?.step ?? '';
    const office = typeof by.by === 'string' ? by.by : by.by.office;
    const answer = { step, office, remark, reviewedBy: actor.person };
    await settle(tx, filing.id, 'filing.review');
    if (input.outcome === 'return') {
      await insertReview(tx, filing.id, { ...answer, outcome: 'returned' });
      const version = await sendBack(tx, program, filing, activity);
      await record(tx, by, {
        action: 'filing.returned',
        ...about(filing),
        summary: { activity: filing.activity, step: filing.step, remark },
      });
      return ok({ filing: filing.id, kind: filing.kind, version });
    }
    await insertReview(tx, filing.id, { ...answer, outcome: 'accepted' });
    const version = await sendUp(tx, by, program, filing, activity, remark);
    return ok({ filing: filing.id, kind: filing.kind, version });
  });
}

/** Who answered a filing in this round: since it was handed in last. */
export async function answeredOn(
  tx: Tx,
  filing: Pick<Filing, 'id' | 'submittedAt'>,
): Promise<{ step: string; by: Id }[]> {
  const reviews = await reviewsOf(tx, filing.id);
  return reviews
    .filter((one) => filing.submittedAt !== null && one.reviewedAt >= filing.submittedAt)
    .map((one) => ({ step: one.step, by: one.reviewedBy }));
}

async function sendBack(tx: Tx, program: Program, filing: Filing, activity: Activity): Promise<number> {
  const version = await setFiling(tx, filing.id, { state: 'returned', step: 0 });
  await reopen(tx, filing.kind, activity.id);
  const owed = await obligationFor(tx, filing.kind, activity.id);
  await ask(tx, {
    kind: 'filing.mend',
    subjectType: 'filing',
    subjectId: filing.id,
    title: activity.title,
    offices: activityRules(program.model).executors,
    region: activity.place,
    organization: activity.carriedOutBy,
    ...(owed ? { dueOn: owed.dueOn, owed: owed.id } : {}),
  });
  return version;
}

async function sendUp(
  tx: Tx,
  by: Acting,
  program: Program,
  filing: Filing,
  activity: Activity,
  remark: string,
): Promise<number> {
  const step = filing.step + 1;
  if (step < filing.route.length) {
    const version = await setFiling(tx, filing.id, { state: 'submitted', step });
    await askStep(tx, program, filing, activity.title, step);
    await record(tx, by, {
      action: 'filing.accepted',
      ...about(filing),
      summary: { activity: filing.activity, step: filing.step, remark },
    });
    return version;
  }
  await accept(tx, filing.kind, filing.activity);
  if (filingKind(program.model, filing.kind).effect === 'none') {
    const version = await setFiling(tx, filing.id, { state: 'accepted', step, accepted: 'now' });
    await record(tx, by, {
      action: 'filing.completed',
      ...about(filing),
      summary: {
        activity: filing.activity,
        step: filing.step,
        remark,
        settled: null,
        toReturn: null,
        released: null,
      },
    });
    return version;
  }
  const proposal = await lockProposal(tx, filing.proposal);
  if (!proposal) throw new Error(`filing ${filing.id} has no proposal`);
  const money = await settleFunds(tx, by, program, proposal, filing.spent ?? 0n);
  const version = await setFiling(tx, filing.id, { state: 'accepted', step, accepted: 'now' });
  await settle(tx, filing.proposal, 'disbursement.record');
  await record(tx, by, {
    action: 'filing.completed',
    ...about(filing),
    summary: { activity: filing.activity, step: filing.step, remark, ...money },
  });
  await count(
    tx,
    { program: program.id, village: activity.village, scope: activity.scope },
    {
      completed: -1n,
      reported: 1n,
      settled: money.settled,
      committed: -money.released,
    },
  );
  return version;
}
