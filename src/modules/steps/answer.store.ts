import { sql } from 'kysely';
import { type Id, newId } from '#kernel/id.ts';
import type { Thing } from '#kernel/thing.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** What a step of its way answered on something. */
export type StepAnswer = {
  /** The step, by its name in the model. */
  readonly step: string;
  readonly office: string;
  readonly outcome: 'accepted' | 'returned' | 'refused';
  /** Which of the answers that the model lists; null where it lists none. */
  readonly answer: string | null;
  readonly remark: string;
  readonly answeredBy: Id;
  readonly answeredAt: Date;
};

/** What goes along a route: a proposal, a filing, what was recorded of money. */
export type OnRoute = {
  readonly subjectType: Extract<Thing, 'proposal' | 'filing' | 'voucher'>;
  readonly id: Id;
};

export async function insertAnswer(
  tx: Tx,
  thing: OnRoute,
  answer: Omit<StepAnswer, 'answeredAt'>,
): Promise<void> {
  await sql`
    insert into step_answer (tenant_id, id, subject_type, subject_id, step, office, outcome, answer, remark, answered_by, answered_at)
    values (${tx.tenant}, ${newId(tx.now)}, ${thing.subjectType}, ${thing.id}, ${answer.step}, ${answer.office},
      ${answer.outcome}, ${answer.answer}, ${answer.remark}, ${answer.answeredBy}, ${tx.now})`.execute(
    tx.sql,
  );
}

/** All that was answered on something, in order. */
export async function answersOn(tx: Tx, subject: Id): Promise<StepAnswer[]> {
  const found = await sql<StepAnswer>`
    select step, office, outcome, answer, remark, answered_by as "answeredBy", answered_at as "answeredAt" from step_answer
    where tenant_id = ${tx.tenant} and subject_id = ${subject} order by answered_at, id limit 500`.execute(
    tx.sql,
  );
  return found.rows;
}

/** All that was answered on several things, each in order; what nobody answered yet is missing. */
export async function answersOnEach(tx: Tx, subjects: readonly Id[]): Promise<Map<Id, StepAnswer[]>> {
  if (subjects.length === 0) return new Map();
  const found = await sql<StepAnswer & { readonly subject: Id }>`
    select subject_id as subject, step, office, outcome, answer, remark, answered_by as "answeredBy", answered_at as "answeredAt"
    from step_answer where tenant_id = ${tx.tenant} and subject_id = any(${[...subjects]}::uuid[])
    order by answered_at, id limit 5000`.execute(tx.sql);
  const answers = new Map<Id, StepAnswer[]>();
  for (const { subject, ...answer } of found.rows) {
    answers.set(subject, [...(answers.get(subject) ?? []), answer]);
  }
  return answers;
}
