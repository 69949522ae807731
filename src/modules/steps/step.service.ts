import type { Acting } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import { holidays } from '#modules/calendar/index.ts';
import type { Label, Step } from '#modules/models/index.ts';
import { ask, settle, settleOwed, type TaskKind } from '#modules/notices/index.ts';
import {
  fulfil,
  goOn,
  isEscalated,
  lapse,
  type Obligation,
  owe,
  owedOn,
  reckon,
  ruleOf,
  stand,
  wordStretch,
} from '#modules/obligations/index.ts';
import type { Program } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { answersOn, insertAnswer, type OnRoute, type StepAnswer } from './answer.store.ts';
import type { Standing } from './route.ts';

/** Something on its way along the route of its kind. */
export type OnItsRoute = OnRoute & {
  /** Its kind in the model, whose route it goes. */
  readonly along: string;
  readonly place: RegionCode;
  /** Whose it is: where a step is its own, it lies on no other desks. */
  readonly organization?: Id | null;
  readonly title: string;
  readonly called?: Label;
  readonly occasion?: string;
  /** What its steps are asked to do, where that is not said by what it is. */
  readonly asks?: TaskKind;
  /** Since when it is on its way this time; null before it was sent in. */
  readonly submittedAt: Date | null;
};

const TASKS: Readonly<Record<OnRoute['subjectType'], TaskKind>> = {
  proposal: 'proposal.answer',
  filing: 'filing.review',
  voucher: 'disbursement.approve',
};

/** What was answered on something since it was sent in last, in order. */
export async function answersSince(
  tx: Tx,
  { id, submittedAt }: Pick<OnItsRoute, 'id' | 'submittedAt'>,
): Promise<StepAnswer[]> {
  const answers = await answersOn(tx, id);
  return answers.filter((one) => submittedAt !== null && one.answeredAt >= submittedAt);
}

/** Who answered at which step of this round, and which steps are so late that the offices above may answer as well. */
export async function standingOf(tx: Tx, thing: Pick<OnItsRoute, 'id' | 'submittedAt'>): Promise<Standing> {
  const answers = await answersSince(tx, thing);
  const clocks = await clocksOn(tx, thing.id);
  return {
    answered: answers.map((one) => ({ step: one.step, by: one.answeredBy })),
    escalated: clocks.filter((one) => isEscalated(one, tx.today)).map((one) => one.kind),
  };
}

/** The clocks of the steps that something waits for or waited for, as obligations of their offices. */
export async function clocksOn(tx: Tx, subject: Id): Promise<Obligation[]> {
  return (await owedOn(tx, subject)).filter((one) => one.along !== null);
}

/**
 * Something reaches a step: it lies on the desks of its offices. Where the step has a clock, it begins, or goes on when
 * it stood while the thing was with its author; what is due moves by the days that it stood.
 */
export async function reachStep(
  tx: Tx,
  program: Program,
  thing: OnItsRoute,
  step: Step | undefined,
): Promise<void> {
  if (!step) return;
  const owed = await startClock(tx, program, thing, step);
  const task = {
    subjectType: thing.subjectType,
    subjectId: thing.id,
    title: thing.title,
    ...(thing.called ? { called: thing.called } : {}),
    ...(thing.occasion ? { occasion: thing.occasion } : {}),
    region: thing.place,
    ...(owed ? { owed: owed.id, dueOn: owed.dueOn } : {}),
  };
  await ask(tx, {
    ...task,
    kind: thing.asks ?? TASKS[thing.subjectType],
    offices: step.offices,
    ...(step.own && thing.organization ? { organization: thing.organization } : {}),
  });
  if (owed?.escalatesOn && step.escalate) {
    await ask(tx, {
      ...task,
      kind: 'step.overdue',
      offices: step.escalate.to,
      fromOn: owed.escalatesOn,
    });
  }
}

type Started = Pick<Obligation, 'id' | 'dueOn' | 'escalatesOn'>;

async function startClock(
  tx: Tx,
  program: Program,
  thing: OnItsRoute,
  step: Step,
): Promise<Started | undefined> {
  const { subjectType, id: subjectId, along } = thing;
  const rule = ruleOf(program.model, { kind: step.step, along, subjectType });
  if (!rule) return undefined;
  const rounds = (await clocksOn(tx, subjectId)).filter((one) => one.kind === step.step);
  const standing = rounds.find((one) => one.state === 'open' && one.standsSince !== null);
  if (standing?.standsSince) {
    const stood = [...standing.stood, wordStretch({ from: standing.standsSince, until: tx.today })];
    const days = reckon(rule, standing.startsOn, await holidays(tx, standing.startsOn), stood);
    await goOn(tx, standing.id, { stood, ...days });
    return { id: standing.id, ...days };
  }
  const days = reckon(rule, tx.today, await holidays(tx));
  const id = await owe(tx, {
    kind: step.step,
    along,
    occasion: String(rounds.length + 1),
    program: program.id,
    fiscalYear: Number(tx.today.slice(0, 4)),
    organization: null,
    offices: step.offices,
    region: thing.place,
    subjectType,
    subjectId,
    startsOn: tx.today,
    ruledSince: program.asOf,
    ...days,
  });
  return { id, ...days };
}

/**
 * A step answers: that is kept, its clock ends, and nothing waits on its desks any more. What is returned goes back to
 * its author: clocks that the model lets stand meanwhile do so, the others end with the return.
 */
export async function answerStep(
  tx: Tx,
  by: Acting,
  program: Program,
  thing: OnRoute & Pick<OnItsRoute, 'asks'>,
  answer: Pick<StepAnswer, 'step' | 'outcome' | 'remark'> & { readonly answer?: string | null },
): Promise<void> {
  const office = typeof by.by === 'string' ? by.by : by.by.office;
  await insertAnswer(tx, thing, { ...answer, answer: answer.answer ?? null, office, answeredBy: by.person });
  for (const clock of await clocksOn(tx, thing.id)) {
    if (clock.state !== 'open' && clock.state !== 'waived') continue;
    const stands = answer.outcome === 'returned' && ruleOf(program.model, clock)?.pausesWhenReturned;
    if (stands && clock.state === 'open') await stand(tx, clock.id);
    else await fulfil(tx, clock.id);
    await settleOwed(tx, clock.id);
  }
  await settle(tx, thing.id, thing.asks ?? TASKS[thing.subjectType]);
}

/** Something leaves its way without an answer: its author took it back. Nobody owes one any more. */
export async function leaveRoute(tx: Tx, thing: OnRoute): Promise<void> {
  await lapse(tx, thing.id);
  await settle(tx, thing.id);
}
