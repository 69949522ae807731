import type { Actor, Mandate } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import type { Rupiah } from '#kernel/money.ts';
import { type Basis, isRefusal, type Refusal, refuse, unless } from '#kernel/refusal.ts';
import type { Model } from '#modules/models/index.ts';
import { type Program, yearsOf } from '#modules/programs/index.ts';
import { mustBeBinding, notOwn, type Proposal } from '#modules/proposals/index.ts';
import { cashRules, mayHandleMoney } from './money-office.ts';

/** Where the money of one proposal stands. Sums to what was committed, less what was released or returned. */
export type ProposalMoney = {
  /** Committed and not yet paid out. */
  readonly commitment: Rupiah;
  /** Paid out and not yet accounted for. */
  readonly advance: Rupiah;
  /** Accounted for: by an accepted report, or by the giver who spent it itself. */
  readonly spent: Rupiah;
};

/** What of a proposal's money is no promise any more: paid out, or spent by whoever gave it. Before its report is accepted. */
export function paidOut({ advance, spent }: Pick<ProposalMoney, 'advance' | 'spent'>): Rupiah {
  return advance + spent;
}

/** Whether what is to be paid, with what was recorded before, stays within the commitment. `pending` waits for approval. */
export function fitsCommitment(
  money: ProposalMoney,
  pending: Rupiah,
  amount: Rupiah,
  basis: Basis,
): Refusal | undefined {
  const left = money.commitment - pending;
  return amount <= left
    ? undefined
    : refuse('disbursement.exceeds-commitment', basis, { amount, left: left < 0n ? 0n : left });
}

/**
 * Whether a payment could be made on a day: not before the decision binds (`bound`, the day on which its minutes were
 * sealed), and in a fiscal year of the programme. That it is no coming day is read with the field.
 * Source: UU 17/2003, Pasal 4 (fiscal year); paper 004, §4.1.1 (paid after the decision).
 */
export function onItsDay(
  program: Pick<Program, 'fiscalYear' | 'model'>,
  bound: IsoDate | null,
  paidOn: IsoDate,
  basis: Basis,
): Refusal | undefined {
  if (bound === null || paidOn < bound) {
    return refuse('disbursement.before-decision', basis, { day: bound ?? '' });
  }
  const { from, to } = yearsOf(program);
  const year = Number(paidOn.slice(0, 4));
  return year >= from && year <= to
    ? undefined
    : refuse('disbursement.outside-year', FISCAL_YEAR, { year: from === to ? `${from}` : `${from}–${to}` });
}

/** A fiscal year is the calendar year. */
const FISCAL_YEAR = { cite: 'UU 17/2003', rule: 'Pasal 4' };

/** By which mandate the actor may record a payment on a proposal: in an office that records, not as one of those who proposed, once the minutes are sealed. */
export function mayRecordDisbursement(
  actor: Actor,
  model: Model,
  proposal: Proposal,
  secondFactor: 'required' | 'optional',
): Mandate | Refusal {
  const rules = cashRules(model, proposal);
  if (isRefusal(rules)) return rules;
  return unless(
    mayHandleMoney(actor, model, rules.record, proposal.village, secondFactor, rules.basis),
    notOwn(actor, proposal, model),
    mustBeBinding(proposal, model),
  );
}
