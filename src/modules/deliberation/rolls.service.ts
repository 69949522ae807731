import type { RegionCode } from '#kernel/region.ts';
import { type ForumRules, forumKind } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { namesOf, neighbourhoodsWithin, regionsWithin } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { turnsOf } from './forum.store.ts';
import type { Forum } from './forum-state.ts';
import type { FilledSeat, Rolls } from './quorum.ts';
import { filledSeats } from './seated.service.ts';
import { sittingDaysOf } from './sitting-day.ts';

/** Every RW board and every RT board of an area as they are entered now, and the kelurahan of which none is. */
async function rollsOf(tx: Tx, area: RegionCode): Promise<Rolls> {
  const neighbourhoods = await neighbourhoodsWithin(tx, area);
  const villages = await regionsWithin(tx, area, 'village');
  const entered = Map.groupBy(neighbourhoods, (one) => villageOf(one.code));
  const names = await namesOf(tx, [...entered.keys()]);
  /** In a forum of several kelurahan, RW 03 alone says too little. */
  const nameOf = (rw: { code: RegionCode; name: string }) =>
    villages.length > 1 ? `${rw.name} ${names.get(villageOf(rw.code)) ?? ''}`.trim() : rw.name;
  return {
    neighbourhood: neighbourhoods.map((one) => ({ unit: one.code, label: nameOf(one) })),
    rt: neighbourhoods.flatMap((one) =>
      Array.from({ length: one.rtCount }, (_, i) => {
        const number = String(i + 1).padStart(2, '0');
        return { unit: `${one.code}/${number}`, label: `RT ${number} ${nameOf(one)}` };
      }),
    ),
    unentered: villages
      .filter((one) => !entered.has(one.code))
      .map((one) => ({ unit: one.code, label: one.name })),
  };
}

/**
 * The rolls of a forum: as they stood when it was called, or as they are entered now where something lacked then and the
 * forum is not over. The very same object while there is nothing new.
 */
export async function rollsNow(tx: Tx, forum: Pick<Forum, 'state' | 'rolls' | 'region'>): Promise<Rolls> {
  const over = forum.state === 'sealed' || forum.state === 'postponed';
  if (over || forum.rolls.unentered.length === 0) return forum.rolls;
  const entered = await rollsOf(tx, forum.region);
  return entered.unentered.length < forum.rolls.unentered.length ? entered : forum.rolls;
}

/**
 * A forum with its rolls as they stand now. Of a forum by a body: who sat on the day of each sitting, as it was kept when
 * that ended, and as it stands while it goes on; before the first one, who will sit on its day.
 */
export async function withRolls<T extends Forum>(
  tx: Tx,
  { model }: Pick<Program, 'model'>,
  forum: T,
): Promise<T> {
  if (forumKind(model, forum.forum).by === undefined) return { ...forum, rolls: await rollsNow(tx, forum) };
  const seated = new Map<number, readonly FilledSeat[]>();
  for (const day of sittingDaysOf(await turnsOf(tx, forum.id))) {
    seated.set(day.number, day.ended?.seated ?? (await filledSeats(tx, model, forum, day.on)));
  }
  if (seated.size === 0) {
    const day = forum.calledFor > tx.today ? forum.calledFor : tx.today;
    seated.set(forum.sitting, await filledSeats(tx, model, forum, day));
  }
  return { ...forum, seated };
}

/** The rolls of one sitting. */
export function rollsIn(forum: Pick<Forum, 'rolls' | 'seated'>, sitting: number): Rolls {
  return forum.seated ? { ...forum.rolls, seats: forum.seated.get(sitting) ?? [] } : forum.rolls;
}

/** No rolls of boards: those of a forum by a body, whose members are read from its seats. */
const NO_ROLLS: Rolls = { rt: [], neighbourhood: [], unentered: [] };

/** The rolls that a forum is called with. */
export async function rollsAtCalling(
  tx: Tx,
  rules: Pick<ForumRules, 'by'>,
  area: RegionCode,
): Promise<Rolls> {
  return rules.by === undefined ? rollsOf(tx, area) : NO_ROLLS;
}

function villageOf(neighbourhood: RegionCode): RegionCode {
  return neighbourhood.slice(0, neighbourhood.lastIndexOf('.'));
}
