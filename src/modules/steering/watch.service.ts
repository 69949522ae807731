import type { Actor } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal } from '#kernel/refusal.ts';
import { levelOf, type RegionCode, within } from '#kernel/region.ts';
import { countNotHeld, type HeldOver, type NotHeld, notHeld } from '#modules/deliberation/index.ts';
import { type MonthOfMoney, moneyByMonth } from '#modules/funding/index.ts';
import { type ForumRules, forumLevel } from '#modules/models/index.ts';
import { urgedAt, urgedFor } from '#modules/notices/index.ts';
import { countLate, type Late, lateIn } from '#modules/obligations/index.ts';
import { maySteer, type Program, yearsOf } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** Which area of a programme is looked at; what lies outside is the whole of it. */
export function areaOf(program: Pick<Program, 'region'>, asked: string): RegionCode {
  return levelOf(asked) !== undefined && within(asked, program.region) ? asked : program.region;
}

/** The forums of a model that are held over every place of a level, not by a body: those that a place can be behind with. */
export function forumsOver({ model }: Pick<Program, 'model'>): readonly ForumRules[] {
  return model.forums.filter((one) => one.by === undefined);
}

export function heldOver(program: Program, forum: ForumRules, area: RegionCode): HeldOver {
  return { program: program.id, forum: forum.forum, level: forumLevel(program.model, forum), area };
}

/** How far the places of an area are with one of the model's forums, and how much is late there. */
export type Watch = {
  readonly forums: readonly {
    readonly forum: ForumRules;
    readonly missing: number;
    readonly all: number;
  }[];
  readonly late: number;
};

/** Reads how a programme stands in an area, for those who steer it. */
export async function watchOver(
  tx: Tx,
  actor: Actor,
  program: Program,
  area: RegionCode,
): Promise<Watch | Refusal> {
  const by = maySteer(actor, [program], program.region);
  if (isRefusal(by)) return by;
  const forums = [];
  for (const forum of forumsOver(program)) {
    forums.push({ forum, ...(await countNotHeld(tx, heldOver(program, forum, area))) });
  }
  return { forums, late: await countLate(tx, { program: program.id, area }) };
}

/** A place that has not held a forum, and when its conveners were last called to it. */
export type PlaceBehind = NotHeld & { readonly urgedOn: IsoDate | undefined };

/** The places of an area that have not held a forum, in the order of their codes. For those who steer the programme. */
export async function placesBehind(
  tx: Tx,
  over: HeldOver,
  limit: number,
  after?: RegionCode,
): Promise<PlaceBehind[]> {
  const found = await notHeld(tx, over, limit, after);
  const urged = await urgedAt(
    tx,
    { subjectId: over.program, kind: 'forum.call' },
    found.map((one) => one.place),
  );
  return found.map((one) => ({ ...one, urgedOn: urged.get(one.place) }));
}

/** What is late, and when those who owe it were last called to it. */
export type LateMatter = Late & { readonly urgedOn: IsoDate | undefined };

export async function lateMatters(
  tx: Tx,
  of: { readonly program: Id; readonly area: RegionCode },
  limit: number,
  after?: { readonly dueOn: IsoDate; readonly id: Id },
): Promise<LateMatter[]> {
  const found = await lateIn(tx, of, limit, after);
  const urged = await urgedFor(
    tx,
    found.map((one) => one.id),
  );
  return found.map((one) => ({ ...one, urgedOn: urged.get(one.id) }));
}

/** What moved of the money of an area, month by month of the programme's years up to today; a month without a movement is nought. */
export async function monthsOfMoney(
  tx: Tx,
  program: Program,
  area: RegionCode,
): Promise<readonly MonthOfMoney[]> {
  const found = new Map(
    (await moneyByMonth(tx, { program: program.id, area })).map((one) => [one.month, one]),
  );
  const { from, to } = yearsOf(program);
  const years = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const within = years
    .flatMap((year) => Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, '0')}`))
    .filter((month) => month <= tx.today.slice(0, 7));
  // Reports of a year are accepted, and money comes back, after it too.
  const months = [...new Set([...found.keys(), ...within])].toSorted();
  return months.map((month) => found.get(month) ?? { month, decided: 0n, paid: 0n, accounted: 0n });
}
