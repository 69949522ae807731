import { type Actor, acting, type Visitor } from '#kernel/actor.ts';
import { type Id, isId, newId } from '#kernel/id.ts';
import { readPastDay } from '#kernel/readers/day.ts';
import { readAll } from '#kernel/readers/fields.ts';
import { readPositiveRupiah } from '#kernel/readers/number.ts';
import { notRepeated } from '#kernel/readers/repeated.ts';
import { readLine, readRemark, readText } from '#kernel/readers/text.ts';
import { at, isRefusal, refuse } from '#kernel/refusal.ts';
import { within } from '#kernel/region.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { organizationById } from '#modules/actors/index.ts';
import { record } from '#modules/journal/index.ts';
import { purseNamed } from '#modules/models/index.ts';
import { ask, settle } from '#modules/notices/index.ts';
import { hold, programById } from '#modules/programs/index.ts';
import type { Runtime } from '#platform/runtime.ts';
import {
  depositsBy,
  depositsWaiting,
  insertDeposit,
  lockDeposit,
  setDepositReviewed,
} from './deposit.store.ts';
import { depositInYear, depositRules, mayRecordDeposit, mayReviewDeposit } from './deposit.ts';
import { post } from './ledger.store.ts';
import { fundById, lockFund } from './purse.store.ts';

/** What is typed about money that came in: into which fund, by whom, as which source, and its receipt. */
export type DepositInput = {
  readonly purse: Id;
  readonly source: string;
  readonly organization: string;
  readonly amount: string;
  readonly receiptNumber: string;
  readonly paidOn: string;
};

/**
 * Writes down that a party paid into a fund, to be approved by another officer: only then the fund holds it. Source:
 * engine of models, section `purses`.
 */
export async function recordDeposit(
  runtime: Runtime,
  who: Actor | Visitor,
  input: DepositInput,
): Promise<Result<{ deposit: Id }>> {
  return runtime.change(who, 'funding:write', async (tx, actor) => {
    const fund = await lockFund(tx, input.purse);
    if (!fund) return refused(refuse('access.not-found'));
    const program = await programById(tx, fund.program);
    const rules = depositRules(program, fund.purse, input.source);
    if (isRefusal(rules)) return refused(at('source', rules));
    const mandate = mayRecordDeposit(actor, program, rules, runtime.secondFactor);
    if (isRefusal(mandate)) return refused(mandate);
    const read = readAll({
      amount: readPositiveRupiah(input.amount),
      receiptNumber: readLine(input.receiptNumber, 80),
      paidOn: readPastDay(input.paidOn, tx.today),
    });
    if (isRefusal(read)) return refused(read);
    const early = depositInYear(program, read.paidOn);
    if (early) return refused(at('paidOn', early));
    const payer = isId(input.organization) ? await organizationById(tx, input.organization) : undefined;
    if (!payer || !rules.from.includes(payer.kind) || !within(payer.region, program.region)) {
      return refused(at('organization', refuse('input.choice')));
    }
    const repeated = notRepeated(await depositsBy(tx, fund.id, payer.id), read, [
      'amount',
      'receiptNumber',
      'paidOn',
    ]);
    if (repeated) return refused(repeated);
    const id = newId(tx.now);
    await insertDeposit(tx, {
      id,
      program: program.id,
      purse: fund.id,
      source: rules.source,
      organization: payer.id,
      ...read,
      recordedBy: actor.person,
    });
    await settle(tx, fund.id, 'deposit.approve');
    await ask(tx, {
      kind: 'deposit.approve',
      subjectType: 'purse',
      subjectId: fund.id,
      title: purseNamed(program.model, fund.purse).label.id,
      offices: rules.approve,
      region: program.region,
    });
    await record(tx, acting(actor, mandate), {
      action: 'deposit.recorded',
      subjectType: 'program',
      subjectId: program.id,
      region: program.region,
      summary: { purse: fund.purse, organization: payer.name, ...read },
    });
    return ok({ deposit: id });
  });
}

/** Approves or refuses what was written down; approval puts the money into the fund. Not by whoever wrote it down. */
export async function reviewDeposit(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { deposit: Id; outcome: 'approve' | 'refuse'; remark: string; version?: number | undefined },
): Promise<Result<{ deposit: Id; purse: Id }>> {
  return runtime.change(who, 'funding:write', async (tx, actor) => {
    const held = await hold(tx, actor, {
      lock: lockDeposit,
      id: input.deposit,
      version: input.version,
      may: async (one, program) => {
        const fund = await fundById(tx, one.purse);
        const rules = fund && depositRules(program, fund.purse, one.source);
        if (!rules) return refuse('access.not-found');
        return isRefusal(rules) ? rules : mayReviewDeposit(actor, program, rules, one, runtime.secondFactor);
      },
    });
    if (isRefusal(held)) return refused(held);
    const { thing: deposit, program, by } = held;
    const remark = input.outcome === 'refuse' ? readText(input.remark, 1000) : readRemark(input.remark, 1000);
    if (isRefusal(remark)) return refused(at('remark', remark));
    const fund = await lockFund(tx, deposit.purse);
    const payer = await organizationById(tx, deposit.organization);
    if (!fund || !payer) return refused(refuse('access.not-found'));
    const state = input.outcome === 'approve' ? 'approved' : 'refused';
    if (state === 'approved') {
      const movement = {
        kind: 'deposit',
        program: program.id,
        organization: deposit.organization,
        proposal: null,
        deposit: deposit.id,
        happenedOn: deposit.paidOn,
        by: actor.person,
      } as const;
      await post(tx, movement, [{ purse: fund.id, source: deposit.source, amount: deposit.amount }]);
    }
    await setDepositReviewed(tx, deposit.id, { state, remark: remark || null, by: actor.person });
    if ((await depositsWaiting(tx, fund.id)) === 0) await settle(tx, fund.id, 'deposit.approve');
    await record(tx, by, {
      action: state === 'approved' ? 'deposit.approved' : 'deposit.refused',
      subjectType: 'program',
      subjectId: program.id,
      region: program.region,
      summary: { purse: fund.purse, organization: payer.name, amount: deposit.amount, remark },
    });
    return ok({ deposit: deposit.id, purse: fund.id });
  });
}
