import { type Actor, acting, type Visitor } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import { type Id, madeAt, newId } from '#kernel/id.ts';
import { sum } from '#kernel/money.ts';
import { readDay, readPastDay } from '#kernel/readers/day.ts';
import { readAll } from '#kernel/readers/fields.ts';
import { readCount, readPositiveRupiah } from '#kernel/readers/number.ts';
import { notRepeated } from '#kernel/readers/repeated.ts';
import { readLine, readRemark } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, unless } from '#kernel/refusal.ts';
import { ancestor } from '#kernel/region.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import type { SentFile } from '#kernel/sent-file.ts';
import {
  membershipsIn,
  type Organization,
  organizationById,
  organizationsAt,
  organizationsIn,
} from '#modules/actors/index.ts';
import { attach, keepFiles, type StoredFile } from '#modules/documents/index.ts';
import { askForPayment } from '#modules/funding/index.ts';
import { type ActionOn, record } from '#modules/journal/index.ts';
import {
  activityRules,
  type EventDue,
  hasSection,
  type Model,
  settlingFiling,
} from '#modules/models/index.ts';
import { ask, settle } from '#modules/notices/index.ts';
import { type Obligation, obligationFor, oweFilings } from '#modules/obligations/index.ts';
import { type Counted, count, type Held, hold, type Program, programById } from '#modules/programs/index.ts';
import {
  CONTRIBUTION_FORMS,
  costLinesOf,
  lockProposal,
  type Proposal,
  sentAt,
} from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import {
  activityById,
  activityOf,
  expensesOf,
  insertActivity,
  insertContribution,
  insertExpense,
  insertParticipation,
  insertProgress,
  lockActivity,
  participationOf,
  progressOf,
  realisedContributionsOf,
  setActivity,
  strikeRow,
} from './activity.store.ts';
import {
  type Activity,
  type ActivityMove,
  fitsGrant,
  fitsHandover,
  fitsOccasion,
  mayBeCarriedOutBy,
  mayExecute,
  mayMoveActivity,
  mayPlan,
  mayProgress,
  type Plannable,
} from './activity.ts';
import { paidFor, spendablePayments } from './paid-expense.service.ts';
import { typedAgain } from './paid-expense.ts';

type Who = Actor | Visitor;

const EXPENSE_FIELDS = ['costPosition', 'description', 'amount', 'paidOn', 'receiptNumber'] as const;
const PARTICIPATION_FIELDS = ['occasion', 'happenedOn', 'people', 'women', 'poorHouseholds'] as const;

type Saved = { readonly activity: Id; readonly version: number };

/**
 * Plans the activity of a proposal that was granted: when, who carries it out, who answers for it. Only once the decision
 * binds.
 */
export async function planActivity(
  runtime: Runtime,
  who: Who,
  input: {
    proposal: Id;
    startsOn: string;
    endsOn: string;
    executor: string;
    responsible: string;
    /** The institution that carries it out; without, the one that proposed it. */
    carriedOutBy?: Id | undefined;
  },
): Promise<Result<Saved>> {
  return runtime.change(who, 'activities:write', async (tx, actor) => {
    const proposal = await lockProposal(tx, input.proposal);
    if (!proposal) return refused(refuse('access.not-found'));
    const program = await programById(tx, proposal.program, sentAt(proposal));
    if (!hasSection(program.model, 'activities')) return refused(refuse('access.not-found'));
    const { granted, organization } = proposal;
    // What a person asks for themselves is carried out by nobody: a model that has both is refused.
    if (organization === null) return refused(refuse('access.not-found'));
    const mandate = mayPlan(actor, program.model, await plannable(tx, proposal));
    if (isRefusal(mandate)) return refused(mandate);
    if (granted === null) return refused(refuse('activity.state'));
    const read = readAll({
      startsOn: readDay(input.startsOn),
      endsOn: readDay(input.endsOn),
      executor: readLine(input.executor, 160),
      responsible: readLine(input.responsible, 120),
    });
    if (isRefusal(read)) return refused(read);
    if (read.endsOn < read.startsOn) {
      return refused(
        at('endsOn', refuse('input.date-order', undefined, { from: read.startsOn, to: read.endsOn })),
      );
    }
    const doer = await organizationById(tx, input.carriedOutBy ?? organization);
    if (!doer) return refused(at('carriedOutBy', refuse('input.choice')));
    const unfit = mayBeCarriedOutBy(program.model, proposal, doer);
    if (unfit) return refused(unfit);
    const id = newId(tx.now);
    await insertActivity(tx, {
      id,
      program: program.id,
      proposal: proposal.id,
      organization,
      carriedOutBy: doer.id,
      village: proposal.village,
      place: proposal.place,
      scope: proposal.scope,
      title: proposal.title,
      granted,
      ...read,
    });
    await settle(tx, proposal.id, 'activity.plan');
    await ask(tx, {
      kind: 'activity.carry-out',
      subjectType: 'activity',
      subjectId: id,
      title: proposal.title,
      offices: activityRules(program.model).executors,
      region: proposal.place,
      organization: doer.id,
      dueOn: read.endsOn,
    });
    await askForPayment(tx, program, proposal, read.startsOn);
    await record(tx, acting(actor, mandate), {
      action: 'activity.planned',
      subjectType: 'activity',
      subjectId: id,
      region: proposal.place,
      summary: {
        proposal: proposal.id,
        startsOn: read.startsOn,
        endsOn: read.endsOn,
        granted,
      },
      details: { executor: read.executor, responsible: read.responsible },
    });
    await count(
      tx,
      { program: program.id, village: proposal.village, scope: proposal.scope },
      { planned: 1n },
    );
    return ok({ activity: id, version: 1 });
  });
}

/** The institutions that could carry out a proposal, where its model lets others than the proposer do so; at most 500. */
export async function doersFor(
  tx: Tx,
  program: Program,
  proposal: Pick<Proposal, 'village'>,
): Promise<readonly Organization[]> {
  const { carriedOutBy } = activityRules(program.model);
  if (!carriedOutBy) return [];
  const here = await organizationsIn(tx, proposal.village, carriedOutBy, 500);
  const above = (['district', 'regency', 'province'] as const).map((level) =>
    ancestor(proposal.village, level),
  );
  const over = (await organizationsAt(tx, above)).filter((one) => carriedOutBy.includes(one.kind));
  const all = [...here, ...over.filter((one) => !here.some((other) => other.id === one.id))];
  const memberships = await membershipsIn(tx, program.model, all);
  return all.filter((one) => memberships.get(one.id)?.state === 'member');
}

/** What `mayPlan` asks of a proposal. */
export async function plannable(tx: Tx, proposal: Proposal): Promise<Plannable> {
  return {
    kind: proposal.kind,
    forum: proposal.forum,
    party: proposal.party,
    organization: proposal.organization,
    person: proposal.person,
    state: proposal.state,
    granted: proposal.granted,
    binding: proposal.bindingSince !== null,
    activity: (await activityOf(tx, proposal.id))?.id,
  };
}

/** Holds an activity for those who carry it out, in a state that allows the move. */
function holdFor(
  tx: Tx,
  actor: Actor,
  input: { activity: Id; version?: number | undefined },
  move: ActivityMove,
  load: typeof activityById = lockActivity,
): Promise<Refusal | Held<Activity>> {
  return hold(tx, actor, {
    lock: load,
    id: input.activity,
    version: input.version,
    since: ({ id }) => madeAt(id),
    may: async (activity, { model }) =>
      unless(
        mayExecute(actor, model, activity.carriedOutBy),
        mayMoveActivity(activity, move, model, (await settledBy(tx, model, activity.id))?.state),
      ),
  });
}

/** What keeps somebody from carrying out an activity, whatever they send: asked before photos and receipts are received. */
export function askToCarryOut(runtime: Runtime, who: Who, activity: Id): Promise<Refusal | undefined> {
  return runtime.askFirst(who, 'activities:write', (tx, actor) =>
    hold(tx, actor, {
      lock: activityById,
      id: activity,
      since: (thing) => madeAt(thing.id),
      may: ({ carriedOutBy }, { model }) => mayExecute(actor, model, carriedOutBy),
    }),
  );
}

function about(activity: Activity) {
  return { subjectType: 'activity', subjectId: activity.id, region: activity.place } as const;
}

function countOn(tx: Tx, activity: Activity, counted: Partial<Record<Counted, bigint>>): Promise<void> {
  return count(tx, { program: activity.program, village: activity.village, scope: activity.scope }, counted);
}

/** Says on which day the work began. */
export async function startActivity(
  runtime: Runtime,
  who: Who,
  input: { activity: Id; startedOn: string; version?: number | undefined },
): Promise<Result<Saved>> {
  return runtime.change(who, 'activities:write', async (tx, actor) => {
    const held = await holdFor(tx, actor, input, 'start');
    if (isRefusal(held)) return refused(held);
    const startedOn = readPastDay(input.startedOn, tx.today);
    if (isRefusal(startedOn)) return refused(at('startedOn', startedOn));
    const version = await setActivity(tx, held.thing.id, { state: 'running', startedOn });
    await fallsDue(tx, held.program, held.thing, 'activity.started', startedOn);
    await record(tx, held.by, {
      action: 'activity.started',
      ...about(held.thing),
      summary: { startedOn },
    });
    await countOn(tx, held.thing, { planned: -1n, running: 1n });
    return ok({ activity: held.thing.id, version });
  });
}

/**
 * Records progress at one of the model's checkpoints, with its photos. At 100 % the activity is completed, and
 * what its model wants filed about it falls due.
 */
export async function recordProgress(
  runtime: Runtime,
  who: Who,
  input: ProgressInput,
  left?: AbortSignal,
): Promise<Result<Saved & { plain: number }>> {
  return runtime.changePrepared(who, 'activities:write', {
    ask: (tx, actor) => progressAsked(tx, actor, input, activityById),
    prepare: () => keepFiles(runtime.files, 'photos', input.photos, 'picture', left),
    work: async (tx, actor, files) => {
      const asked = await progressAsked(tx, actor, input, lockActivity);
      if (isRefusal(asked)) return refused(asked);
      const { thing: activity, program, by, happenedOn, note } = asked;
      await insertProgress(tx, activity.id, { percent: input.percent, note, happenedOn, by: actor.person });
      for (const file of files) {
        await attach(tx, file, {
          subjectType: 'activity',
          subjectId: activity.id,
          role: `photo-${input.percent}`,
          caption: note,
          public: 'public',
          by: actor.person,
        });
      }
      const completed = input.percent === 100;
      const version = await setActivity(tx, activity.id, {
        state: completed ? 'completed' : 'running',
        progress: input.percent,
        ...(completed ? { completedOn: happenedOn } : {}),
      });
      if (completed) {
        await settle(tx, activity.id, 'activity.carry-out');
        await fallsDue(tx, program, activity, 'activity.completed', happenedOn);
      }
      await record(tx, by, {
        action: completed ? 'activity.completed' : 'activity.progressed',
        ...about(activity),
        summary: {
          percent: input.percent,
          happenedOn,
          note,
          photos: files.map((file) => file.sha256),
          originals: files.map((file) => file.original),
        },
      });
      if (completed) await countOn(tx, activity, { running: -1n, completed: 1n });
      return ok({
        activity: activity.id,
        version,
        plain: files.filter((file) => file.looks === 'plain').length,
      });
    },
  });
}

type ProgressInput = {
  readonly activity: Id;
  readonly percent: number;
  readonly note: string;
  readonly happenedOn: string;
  readonly photos: readonly SentFile[];
};

const MOST_PHOTOS = 10;

/** Whether this progress may be recorded now: asked before its photos are read, and again under lock. */
async function progressAsked(tx: Tx, actor: Actor, input: ProgressInput, load: typeof activityById) {
  const held = await holdFor(tx, actor, input, 'progress', load);
  if (isRefusal(held)) return held;
  if (input.photos.length > MOST_PHOTOS) {
    return at('photos', refuse('file.too-many', undefined, { limit: MOST_PHOTOS }));
  }
  const read = readAll({
    happenedOn: readPastDay(input.happenedOn, tx.today),
    note: readRemark(input.note, 1000),
  });
  if (isRefusal(read)) return read;
  const { happenedOn } = read;
  const latest = (await progressOf(tx, held.thing.id)).at(-1)?.happenedOn ?? null;
  const step = { percent: input.percent, photos: input.photos.length, happenedOn, latest };
  return mayProgress(held.program.model, held.thing, step) ?? { ...held, ...read };
}

/** What of an activity is owed as the account of its money; undefined until that falls due, or where nothing accounts for it. */
export async function settledBy(tx: Tx, model: Model, activity: Id): Promise<Obligation | undefined> {
  const settling = settlingFiling(model);
  return settling && obligationFor(tx, settling.kind, activity);
}

/** Everything that is due after something happened to an activity is owed from then on by whoever carries it out. */
async function fallsDue(
  tx: Tx,
  program: Program,
  activity: Activity,
  event: EventDue['after'],
  happenedOn: IsoDate,
): Promise<void> {
  const due = program.model.filings.filter((one) => 'after' in one.due && one.due.after === event);
  const owed = due.map((filing) => ({
    filing,
    kind: filing.kind,
    along: null,
    occasion: '',
    program: program.id,
    fiscalYear: program.fiscalYear,
    organization: activity.carriedOutBy,
    offices: activityRules(program.model).executors,
    region: activity.place,
    subjectType: 'activity' as const,
    subjectId: activity.id,
    startsOn: happenedOn,
    title: activity.title,
  }));
  await oweFilings(tx, owed, program);
}

/** Records what was spent on a line of the cost plan. All spending together stays within what was granted. */
export async function recordExpense(
  runtime: Runtime,
  who: Who,
  input: ExpenseInput,
  left?: AbortSignal,
): Promise<Result<{ expense: Id; looks?: StoredFile['looks'] }>> {
  return runtime.changePrepared(who, 'activities:write', {
    ask: (tx, actor) => expenseAsked(tx, actor, input, activityById),
    prepare: () => keepFiles(runtime.files, 'receipt', input.receipt ? [input.receipt] : [], 'receipt', left),
    work: async (tx, actor, [file]) => {
      const asked = await expenseAsked(tx, actor, input, lockActivity);
      if (isRefusal(asked)) return refused(asked);
      const { thing: activity, by, read } = asked;
      const expense = await insertExpense(tx, activity.id, read, actor.person);
      if (file) {
        await attach(tx, file, {
          subjectType: 'activity',
          subjectId: activity.id,
          role: 'receipt',
          caption: read.receiptNumber,
          public: 'private',
          by: actor.person,
        });
      }
      await record(tx, by, {
        action: 'activity.expense-recorded',
        ...about(activity),
        summary: { line: read.costPosition, amount: read.amount, payment: read.payment ?? undefined },
      });
      return ok({ expense, ...(file ? { looks: file.looks } : {}) });
    },
  });
}

type ExpenseInput = {
  readonly activity: Id;
  readonly costPosition: number;
  readonly description: string;
  readonly amount: string;
  readonly paidOn: string;
  readonly receiptNumber: string;
  readonly receipt?: SentFile | undefined;
  /**
   * The payment that it is, or a part of: what for, day, number and file are the payment's, and without an amount it is
   * all that is left of it.
   */
  readonly payment?: string | undefined;
};

/** Whether this expense may be recorded now: asked before its receipt is read, and again under lock. */
async function expenseAsked(tx: Tx, actor: Actor, input: ExpenseInput, load: typeof activityById) {
  const held = await holdFor(tx, actor, input, 'account', load);
  if (isRefusal(held)) return held;
  const { thing: activity, program } = held;
  const lines = await costLinesOf(tx, activity.proposal);
  const costPosition = lines.some((line) => line.position === input.costPosition)
    ? input.costPosition
    : refuse('input.choice');
  const of = input.payment
    ? (await spendablePayments(tx, activity)).find((one) => one.id === input.payment)
    : undefined;
  if (input.payment && !of) return at('payment', refuse('input.choice'));
  const whole = of && input.amount.trim() === '';
  const read = readAll({
    costPosition,
    description: of ? of.purpose : readLine(input.description, 200),
    amount: whole ? of.left : readPositiveRupiah(input.amount),
    paidOn: of ? of.paidOn : readPastDay(input.paidOn, tx.today),
    receiptNumber: of ? of.receiptNumber : readLine(input.receiptNumber, 80),
    payment: of ? of.id : null,
  });
  if (isRefusal(read)) return read;
  if (of && read.amount > of.left) {
    return at('amount', refuse('activity.exceeds-payment', undefined, { left: of.left }));
  }
  const again = of ? undefined : typedAgain(await paidFor(tx, activity), read);
  if (again) {
    return at('receiptNumber', refuse('activity.typed-payment', undefined, { provider: again.provider }));
  }
  const recorded = await expensesOf(tx, activity.id);
  const repeated = notRepeated(recorded, read, EXPENSE_FIELDS);
  if (repeated) return repeated;
  const spent = sum(recorded.map((one) => one.amount)) + read.amount;
  return fitsGrant(program.model, activity, spent) ?? { ...held, read };
}

/** Records what residents gave: money, labour or material, valued in rupiah. */
export async function recordContribution(
  runtime: Runtime,
  who: Who,
  input: { activity: Id; form: string; description: string; value: string },
): Promise<Result<{ contribution: Id }>> {
  return runtime.change(who, 'activities:write', async (tx, actor) => {
    const held = await holdFor(tx, actor, input, 'account');
    if (isRefusal(held)) return refused(held);
    const read = readAll({
      form: CONTRIBUTION_FORMS.find((one) => one === input.form) ?? refuse('input.choice'),
      description: readLine(input.description, 200),
      value: readPositiveRupiah(input.value),
    });
    if (isRefusal(read)) return refused(read);
    const repeated = notRepeated(await realisedContributionsOf(tx, held.thing.id), read, [
      'form',
      'description',
      'value',
    ]);
    if (repeated) return refused(repeated);
    const contribution = await insertContribution(tx, held.thing.id, read, actor.person);
    await record(tx, held.by, {
      action: 'activity.contribution-recorded',
      ...about(held.thing),
      summary: { form: read.form, value: read.value },
    });
    await countOn(tx, held.thing, { contribution: read.value });
    return ok({ contribution });
  });
}

/** Records who took part on an occasion: people, women and poor households among them. */
export async function recordParticipation(
  runtime: Runtime,
  who: Who,
  input: {
    activity: Id;
    occasion: string;
    happenedOn: string;
    people: string;
    women: string;
    poorHouseholds: string;
  },
): Promise<Result<{ participation: Id }>> {
  return runtime.change(who, 'activities:write', async (tx, actor) => {
    const held = await holdFor(tx, actor, input, 'account');
    if (isRefusal(held)) return refused(held);
    const read = readAll({
      occasion: readLine(input.occasion, 160),
      happenedOn: readPastDay(input.happenedOn, tx.today),
      people: readCount(input.people),
      women: readCount(input.women),
      poorHouseholds: readCount(input.poorHouseholds),
    });
    if (isRefusal(read)) return refused(read);
    const unfit = fitsOccasion(read, input.people);
    if (unfit) return refused(unfit);
    const repeated = notRepeated(await participationOf(tx, held.thing.id), read, PARTICIPATION_FIELDS);
    if (repeated) return refused(repeated);
    const participation = await insertParticipation(tx, held.thing.id, read, actor.person);
    await record(tx, held.by, {
      action: 'activity.participation-recorded',
      ...about(held.thing),
      summary: { people: read.people, women: read.women, poorHouseholds: read.poorHouseholds },
    });
    return ok({ participation });
  });
}

const STRUCK = {
  expense: 'activity.expense-struck',
  contribution: 'activity.contribution-struck',
  participation: 'activity.participation-struck',
} as const satisfies Record<string, ActionOn<'activity'>>;

/** Strikes an expense, contribution or participation that was recorded by mistake; the journal keeps that it was there. */
export async function strikeFromActivity(
  runtime: Runtime,
  who: Who,
  input: { activity: Id; kind: 'expense' | 'contribution' | 'participation'; row: Id },
): Promise<Result<{ row: Id }>> {
  return runtime.change(who, 'activities:write', async (tx, actor) => {
    const held = await holdFor(tx, actor, input, 'account');
    if (isRefusal(held)) return refused(held);
    const struck = await strikeRow(tx, held.thing.id, input.kind, input.row);
    if (!struck) return refused(refuse('access.not-found'));
    await record(tx, held.by, {
      action: STRUCK[input.kind],
      ...about(held.thing),
      summary: { row: input.row, value: struck.value },
    });
    if (input.kind === 'contribution') await countOn(tx, held.thing, { contribution: -struck.value });
    return ok({ row: input.row });
  });
}

/** Hands a completed activity over to those who will keep it. */
export async function handOverActivity(
  runtime: Runtime,
  who: Who,
  input: {
    activity: Id;
    handedOverOn: string;
    handedOverTo: string;
    note: string;
    version?: number | undefined;
  },
): Promise<Result<Saved>> {
  return runtime.change(who, 'activities:write', async (tx, actor) => {
    const held = await holdFor(tx, actor, input, 'hand-over');
    if (isRefusal(held)) return refused(held);
    const { thing: activity, by } = held;
    const read = readAll({
      handedOverOn: readPastDay(input.handedOverOn, tx.today),
      handedOverTo: readLine(input.handedOverTo, 160),
      note: readRemark(input.note, 1000),
    });
    if (isRefusal(read)) return refused(read);
    const early = fitsHandover(activity, read.handedOverOn);
    if (early) return refused(early);
    const version = await setActivity(tx, activity.id, {
      state: 'handed-over',
      handover: { on: read.handedOverOn, to: read.handedOverTo, note: read.note },
    });
    await record(tx, by, {
      action: 'activity.handed-over',
      ...about(activity),
      summary: { on: read.handedOverOn },
    });
    return ok({ activity: activity.id, version });
  });
}
