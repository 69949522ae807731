import type { IsoDate } from '#kernel/date.ts';
import type { Rupiah } from '#kernel/money.ts';
import { type ListedActivity, listActivities } from '#modules/activities/index.ts';
import type { Organization } from '#modules/actors/index.ts';
import { moneyOf, pursesHeldBy } from '#modules/funding/index.ts';
import { openMatchesBy, type PromisedMatch } from '#modules/matching/index.ts';
import type { Model } from '#modules/models/index.ts';
import { beginOf, type Obligation, openBy } from '#modules/obligations/index.ts';
import { listPrograms, type Program } from '#modules/programs/index.ts';
import { type Proposal, proposalsOf } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** What an institution has begun in the programmes of a model and not brought to its end. */
export type Running = {
  /** What waits for a decision: it could be promised after the last day, so it has to be decided or withdrawn before. */
  readonly waiting: readonly Proposal[];
  /**
   * What it offered to meet, or agreed to and has not begun: it could not begin it after the last day, so it has to be begun
   * or taken back before; where an office ends its participation it is let go.
   */
  readonly matches: readonly PromisedMatch[];
  /** What was agreed to and is not carried out yet. */
  readonly promised: readonly Proposal[];
  readonly activities: readonly ListedActivity[];
  /** Filings and levies for the time in which it takes part. */
  readonly owed: readonly Obligation[];
  /** Money that was paid to it and not accounted for (rupiah). */
  readonly held: Rupiah;
  /** What is left in its own purses and no commitment has taken (rupiah): nothing new is drawn from it. */
  readonly left: Rupiah;
};

/** Things of one kind that are told one by one. */
const MOST = 200;

/** The programmes that run by a model, of whatever year. */
export async function programsOf(tx: Tx, model: Pick<Model, 'name'>): Promise<readonly Program[]> {
  return (await listPrograms(tx)).filter((one) => one.model.name === model.name);
}

/** What of an institution still runs in the programmes of a model, as it would stay if it left on a day. */
export async function runningOf(
  tx: Tx,
  model: Pick<Model, 'name'>,
  { id }: Pick<Organization, 'id'>,
  lastDay: IsoDate,
): Promise<Running> {
  const waiting: Proposal[] = [];
  const matches: PromisedMatch[] = [];
  const promised: Proposal[] = [];
  const activities: ListedActivity[] = [];
  let held = 0n;
  let left = 0n;
  const programs = await programsOf(tx, model);
  for (const program of programs) {
    const begun = await listActivities(tx, { program: program.id, organization: id }, MOST);
    activities.push(...begun.filter((one) => one.state === 'planned' || one.state === 'running'));
    for (const one of await proposalsOf(tx, program.id, id)) {
      if (one.state === 'submitted') waiting.push(one);
      if (one.state !== 'funded') continue;
      held += (await moneyOf(tx, one.id)).advance;
      if (!begun.some((activity) => activity.proposal === one.id)) promised.push(one);
    }
    matches.push(...(await openMatchesBy(tx, program.id, id, MOST)));
    for (const purse of await pursesHeldBy(tx, program.id, [id])) left += purse.remaining;
  }
  const owed = (await openBy(tx, id)).filter((one) => {
    const begins = beginOf(one.occasion);
    return (
      programs.some((program) => program.id === one.program) && !(begins !== undefined && begins > lastDay)
    );
  });
  return { waiting, matches, promised, activities, owed, held, left };
}
