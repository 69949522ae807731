import type { Actor, Mandate } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import { type Refusal, refuse, unless } from '#kernel/refusal.ts';
import { type DepositRules, purseNamed } from '#modules/models/index.ts';
import { mustBeOpen, type Program, yearsOf } from '#modules/programs/index.ts';
import { mayHandleMoney } from './money-office.ts';

/** What the model says of money of a source that is paid into a purse; refused where nobody pays such in. */
export function depositRules(program: Program, purse: string, source: string): DepositRules | Refusal {
  const rules = purseNamed(program.model, purse).deposits.find((one) => one.source === source);
  return rules ?? refuse('input.choice');
}

/** By which mandate somebody may write down what was paid in: in an office that the model names, while the programme is open. */
export function mayRecordDeposit(
  actor: Actor,
  program: Program,
  rules: DepositRules,
  secondFactor: 'required' | 'optional',
): Mandate | Refusal {
  return unless(
    mayHandleMoney(actor, program.model, rules.record, program.region, secondFactor, rules.basis),
    mustBeOpen(program),
  );
}

/** Whether money was paid in within the years of the programme. Source: UU 17/2003, Pasal 4. */
export function depositInYear(
  program: Pick<Program, 'fiscalYear' | 'model'>,
  paidOn: IsoDate,
): Refusal | undefined {
  const { from, to } = yearsOf(program);
  const year = Number(paidOn.slice(0, 4));
  return year >= from && year <= to
    ? undefined
    : refuse(
        'deposit.outside-year',
        { cite: 'UU 17/2003', rule: 'Pasal 4' },
        { year: from === to ? `${from}` : `${from}–${to}` },
      );
}
