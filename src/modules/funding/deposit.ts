import { type Actor, isSelf, type Mandate } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { isRefusal, type Refusal, refuse, unless } from '#kernel/refusal.ts';
import { basisOf, type DepositRules, purseNamed } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { mustBeOpen } from '#modules/programs/index.ts';
import { mayHandleMoney } from './funding.ts';

/** Money that a party paid into a fund, as it was written down by one officer and examined by another. */
export type Deposit = {
  readonly id: Id;
  readonly program: Id;
  readonly purse: Id;
  /** As money of which source it counts. */
  readonly source: string;
  /** Who paid it in. */
  readonly organization: Id;
  readonly amount: Rupiah;
  readonly receiptNumber: string;
  readonly paidOn: IsoDate;
  readonly state: 'recorded' | 'approved' | 'refused';
  readonly remark: string | null;
  readonly recordedBy: Id;
  readonly recordedAt: Date;
  readonly reviewedAt: Date | null;
  readonly version: number;
};

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

/** By which mandate somebody may approve or refuse it: not as whoever wrote it down, nor as an officer of the party that paid. */
export function mayReviewDeposit(
  actor: Actor,
  program: Program,
  rules: DepositRules,
  deposit: Pick<Deposit, 'state' | 'recordedBy' | 'organization'>,
  secondFactor: 'required' | 'optional',
): Mandate | Refusal {
  const basis = basisOf(program.model, rules.basis);
  const by = mayHandleMoney(actor, program.model, rules.approve, program.region, secondFactor, rules.basis);
  if (isRefusal(by)) return by;
  return unless(
    by,
    mustBeOpen(program),
    deposit.state === 'recorded' ? undefined : refuse('deposit.state', basis, { state: deposit.state }),
    isSelf(actor, deposit.recordedBy) ? refuse('access.maker-checker', basis) : undefined,
    by.organization.id === deposit.organization ? refuse('access.maker-checker', basis) : undefined,
  );
}

/** Whether money was paid in within the fiscal year of the programme. Source: UU 17/2003, Pasal 4. */
export function depositInYear(program: Pick<Program, 'fiscalYear'>, paidOn: IsoDate): Refusal | undefined {
  return Number(paidOn.slice(0, 4)) === program.fiscalYear
    ? undefined
    : refuse(
        'deposit.outside-year',
        { cite: 'UU 17/2003', rule: 'Pasal 4' },
        { year: String(program.fiscalYear) },
      );
}
