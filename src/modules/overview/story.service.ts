import type { Actor, Visitor } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { type Activity, type ActivityFacts, activityFacts } from '#modules/activities/index.ts';
import type { Filing } from '#modules/filings/index.ts';
import {
  type Borne,
  borneBy,
  type ProposalMoney,
  type ToldVoucher,
  toldVouchers,
} from '#modules/funding/index.ts';
import type { Proposal } from '#modules/proposals/index.ts';
import { answersOn, type StepAnswer } from '#modules/steps/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type StorySums, storySums } from './story.ts';

/** What followed from a proposal that was granted something: its money, its work and its report, as everybody reads them. */
export type Story = {
  /** Undefined where nothing was ever granted. */
  readonly sums: StorySums | undefined;
  /** Which source of which purse bears how much. */
  readonly borne: readonly Borne[];
  /** What was paid and what came back, in the order of the days. */
  readonly vouchers: readonly ToldVoucher[];
  /** The day of the first payment that was accepted. */
  readonly paidOn: IsoDate | undefined;
  readonly work: ActivityFacts | undefined;
  /** What offices answered on the report that settles, in order; nothing as long as it was not handed in. */
  readonly answered: readonly StepAnswer[];
};

/** Reads what followed from a proposal, for those who may read the proposal: whoever calls has asked. */
export async function storyOf(
  tx: Tx,
  viewer: Actor | Visitor,
  { id, granted }: Pick<Proposal, 'id' | 'granted'>,
  known: {
    readonly money: ProposalMoney;
    readonly activity: Activity | undefined;
    readonly report: Filing | undefined;
  },
): Promise<Story> {
  const { money, activity, report } = known;
  const vouchers = granted === null ? [] : await toldVouchers(tx, id);
  return {
    sums: granted === null ? undefined : storySums(granted, money, vouchers),
    borne: granted === null ? [] : await borneBy(tx, id),
    vouchers,
    paidOn: vouchers.find((one) => one.kind !== 'refund' && one.state === 'approved')?.paidOn,
    work: activity && (await workOf(tx, viewer, activity.id)),
    answered: report && report.state !== 'draft' ? await answersOn(tx, report.id) : [],
  };
}

async function workOf(tx: Tx, viewer: Actor | Visitor, activity: Id): Promise<ActivityFacts | undefined> {
  const facts = await activityFacts(tx, viewer, activity);
  return isRefusal(facts) ? undefined : facts;
}
