import { type Actor, acting, type Visitor } from '#kernel/actor.ts';
import { type Id, isId } from '#kernel/id.ts';
import { readAll } from '#kernel/readers/fields.ts';
import { notRepeated } from '#kernel/readers/repeated.ts';
import { at, isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { within } from '#kernel/region.ts';
import type { Result } from '#kernel/result.ts';
import type { SentFile } from '#kernel/sent-file.ts';
import { organizationById } from '#modules/actors/index.ts';
import { record } from '#modules/journal/index.ts';
import { type Label, purseNamed } from '#modules/models/index.ts';
import { type Program, programById } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { depositInYear, depositRules, mayRecordDeposit } from './deposit.ts';
import { post } from './ledger.store.ts';
import { meetLevy } from './levy.service.ts';
import { isPeriodOf, paysLevy } from './levy.ts';
import { movedFields } from './paid.ts';
import { fundById, lockFund } from './purse.store.ts';
import { type RecordedVoucher, type Recording, recordVoucher } from './record-voucher.service.ts';
import type { Effect, Examining } from './review-effect.ts';
import { depositsBy } from './voucher.store.ts';
import type { Deposit } from './voucher.ts';

/** What is typed about money that came in: into which fund, by whom, as which source, for which period, and its receipt. */
export type DepositInput = {
  readonly purse: Id;
  readonly source: string;
  readonly organization: string;
  /** The period of a levy that it pays, `2026-Q1`; empty where it pays none. */
  readonly occasion?: string;
  readonly amount: string;
  readonly receiptNumber: string;
  readonly paidOn: string;
  /** What proves it, as a picture or PDF. */
  readonly receipt?: SentFile | undefined;
};

/**
 * Writes down that a party paid into a fund, to be approved by another officer: only then the fund holds it. Source:
 * engine of models, section `purses`.
 */
export function recordDeposit(
  runtime: Runtime,
  who: Actor | Visitor,
  input: DepositInput,
  left?: AbortSignal,
): Promise<Result<RecordedVoucher>> {
  const asked = (tx: Tx, actor: Actor, way: 'look' | 'lock') => depositAsked(tx, actor, runtime, input, way);
  return recordVoucher(runtime, who, input.receipt, asked, left);
}

/** What keeps somebody from writing down what is paid into a fund, whatever they send: asked before its paper is received. */
export function askToPayIn(runtime: Runtime, who: Actor | Visitor, purse: Id): Promise<Refusal | undefined> {
  return runtime.askFirst(who, 'funding:write', async (tx, actor) => {
    const fund = await fundById(tx, purse);
    if (!fund) return refuse('access.not-found');
    const program = await programById(tx, fund.program);
    const ways = purseNamed(program.model, fund.purse).deposits.map((rules) =>
      mayRecordDeposit(actor, program, rules, runtime.secondFactor),
    );
    return ways.find((one) => !isRefusal(one)) ?? ways[0] ?? refuse('access.not-found');
  });
}

/** Whether this deposit may be written down now: asked before its paper is read, and again with the fund locked. */
async function depositAsked(
  tx: Tx,
  actor: Actor,
  runtime: Runtime,
  input: DepositInput,
  way: 'look' | 'lock',
): Promise<Recording | Refusal> {
  const fund = await (way === 'lock' ? lockFund : fundById)(tx, input.purse);
  if (!fund) return refuse('access.not-found');
  const program = await programById(tx, fund.program);
  const rules = depositRules(program, fund.purse, input.source);
  if (isRefusal(rules)) return at('source', rules);
  const mandate = mayRecordDeposit(actor, program, rules, runtime.secondFactor);
  if (isRefusal(mandate)) return mandate;
  const by = acting(actor, mandate);
  const read = readAll(movedFields(input, tx.today));
  if (isRefusal(read)) return read;
  const early = depositInYear(program, read.paidOn);
  if (early) return at('paidOn', early);
  const payer = isId(input.organization) ? await organizationById(tx, input.organization) : undefined;
  if (!payer || !rules.from.includes(payer.kind) || !within(payer.region, program.region)) {
    return at('organization', refuse('input.choice'));
  }
  const occasion = input.occasion ?? '';
  if (occasion !== '' && !isPeriodOf(program, rules, occasion)) return at('occasion', refuse('input.choice'));
  const repeated = notRepeated(await depositsBy(tx, fund.id, payer.id), { ...read, occasion }, [
    'amount',
    'receiptNumber',
    'paidOn',
    'occasion',
  ]);
  if (repeated) return repeated;
  return {
    program,
    by,
    voucher: {
      kind: 'deposit',
      program: program.id,
      purse: fund.id,
      purseName: fund.purse,
      source: rules.source,
      organization: payer.id,
      occasion,
      purpose: '',
      ...read,
    },
    title: payer.name,
    called: purseNamed(program.model, fund.purse).label,
    region: program.region,
    after: async (now) => {
      const levy = paysLevy(program.model, { purseName: fund.purse, source: rules.source, occasion });
      await record(now, by, {
        action: levy ? 'levy.recorded' : 'deposit.recorded',
        ...about(program),
        summary: { purse: fund.purse, organization: payer.name, period: occasion || null, ...read },
      });
    },
  };
}

/** What a deposit is called on desks: by who paid, and the fund as the model calls it. */
export async function calledDeposit(
  tx: Tx,
  program: Program,
  deposit: Pick<Deposit, 'organization' | 'purseName'>,
): Promise<{ readonly title: string; readonly called: Label }> {
  const payer = await organizationById(tx, deposit.organization);
  return { title: payer?.name ?? '', called: purseNamed(program.model, deposit.purseName).label };
}

/** What examining a deposit brings about: approved, the fund holds the money, and the levy that it pays is met. */
export function payingIn({ tx, by, program, remark }: Examining, deposit: Deposit): Effect {
  return {
    approved: async () => {
      const fund = await lockFund(tx, deposit.purse);
      if (!fund) return refuse('access.not-found');
      const movement = {
        kind: 'deposit',
        program: program.id,
        organization: deposit.organization,
        proposal: null,
        voucher: deposit.id,
        happenedOn: deposit.paidOn,
        by: by.person,
      } as const;
      await post(tx, movement, [{ purse: fund.id, source: deposit.source, amount: deposit.amount }]);
      await meetLevy(tx, program, deposit);
      return undefined;
    },
    refused: async () => {},
    told: async (state) => {
      const { purseName: purse, amount, occasion } = deposit;
      const organization = (await organizationById(tx, deposit.organization))?.name ?? '';
      const levy = paysLevy(program.model, deposit);
      await record(tx, by, {
        action: levy
          ? state === 'approved'
            ? 'levy.approved'
            : 'levy.refused'
          : state === 'approved'
            ? 'deposit.approved'
            : 'deposit.refused',
        ...about(program),
        summary: { purse, organization, period: occasion || null, amount, remark },
      });
    },
  };
}

function about(program: Program) {
  return { subjectType: 'program', subjectId: program.id, region: program.region } as const;
}
