import { type Acting, type Actor, acting, type Mandate, type Visitor } from '#kernel/actor.ts';
import type { WaitingFor } from '#kernel/bounded-work.ts';
import type { IsoDate } from '#kernel/date.ts';
import { readDay } from '#kernel/readers/day.ts';
import { readAll } from '#kernel/readers/fields.ts';
import { readLine, readText } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import {
  type CalendarChange,
  changeBy,
  deleteHoliday,
  firstHolidays,
  HOLIDAY_KINDS,
  type Holiday,
  holidays,
  holidaysBetween,
  readingHolidays,
  saveHolidays,
} from '#modules/calendar/index.ts';
import { record } from '#modules/journal/index.ts';
import { moveDueDays } from '#modules/notices/index.ts';
import { maySteer, steeredArea } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { type Obligation, runningOver, setDueDays } from './obligation.store.ts';
import { reckon, ruleOf, toldAt } from './obligation.ts';
import { programsRead } from './programs-read.service.ts';

/** A due day that a change of the calendar moves. */
export type DueMove = {
  readonly obligation: Obligation;
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** When it would come before the offices above. */
  readonly escalatesOn: IsoDate | null;
};

/** What entering holidays comes to: what is new in the calendar, and how many due days move. */
export type EnteredHolidays = CalendarChange & { readonly moved: number };

/**
 * Enters holidays and joint leave, as a decree names them. What is owed and runs over them is due later, and whoever
 * owes it reads on their desk from when the day was moved and why. Allowed to those who steer a programme of the city.
 */
export async function enterHolidays(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { list: readonly Holiday[] },
): Promise<Result<EnteredHolidays>> {
  return runtime.change(who, 'offices:write', async (tx, actor) => {
    const steers = await maySteerNow(tx, actor);
    return isRefusal(steers)
      ? refused(steers)
      : ok(await enterHolidaysOf(tx, acting(actor, steers.by), steers.area, input.list));
  });
}

/** What somebody types of one holiday. */
export type TypedHoliday = {
  readonly day: string;
  readonly kind: string;
  readonly name: string;
  readonly decree: string;
};

/** Enters one holiday as it was typed: a day of the city's own, or one that came late. */
export async function enterHoliday(
  runtime: Runtime,
  who: Actor | Visitor,
  input: TypedHoliday,
): Promise<Result<EnteredHolidays>> {
  const read = readAll({
    day: readDay(input.day),
    kind: HOLIDAY_KINDS.find((kind) => kind === input.kind) ?? refuse('input.choice'),
    name: readLine(input.name, 120),
    decree: readLine(input.decree, 200),
  });
  // Who may not is told so before anything is said of what they typed.
  return isRefusal(read)
    ? runtime.change(who, 'offices:write', async (tx, actor) => {
        const by = await maySteerNow(tx, actor);
        return refused(isRefusal(by) ? by : read);
      })
    : enterHolidays(runtime, who, { list: [read] });
}

/** A list of holidays as it was sent, and who waits for it to be read. */
export type SentHolidays = { readonly text: string; readonly waiting: WaitingFor };

/** Enters a list of holidays as a file has it: all of it or nothing. */
export async function enterHolidayList(
  runtime: Runtime,
  who: Actor | Visitor,
  input: SentHolidays,
): Promise<Result<EnteredHolidays>> {
  const list = await readList(runtime, who, input);
  return list.ok ? enterHolidays(runtime, who, { list: list.value }) : list;
}

/** What entering a list would change, and which due days it would move, for those who may enter it. Nothing is written. */
export async function previewHolidayList(
  runtime: Runtime,
  who: Actor | Visitor,
  input: SentHolidays,
): Promise<Result<CalendarChange & { readonly moves: readonly DueMove[] }>> {
  const list = await readList(runtime, who, input);
  return list.ok ? ok(await runtime.read(who.tenant, (tx) => previewHolidays(tx, list.value))) : list;
}

/** What keeps somebody from keeping the calendar: asked before a list is received. */
export function askToKeepCalendar(runtime: Runtime, who: Actor | Visitor): Promise<Refusal | undefined> {
  return runtime.askFirst(who, 'offices:write', maySteerNow);
}

/** First who, then the work on what they sent. */
async function readList(
  runtime: Runtime,
  who: Actor | Visitor,
  { text, waiting }: SentHolidays,
): Promise<Result<readonly Holiday[]>> {
  const refusal = await askToKeepCalendar(runtime, who);
  if (refusal) return refused(refusal);
  const read = await runtime.analyse(readingHolidays, { text }, waiting);
  if (!read.ok) return refused(at('file', read.refusal));
  return 'reason' in read.value
    ? refused(at('file', refuse('calendar.unreadable', undefined, { ...read.value })))
    : ok(read.value);
}

/** By which mandate the actor keeps the calendar now, and of which area. */
async function maySteerNow(
  tx: Tx,
  actor: Actor,
): Promise<{ readonly by: Mandate; readonly area: RegionCode } | Refusal> {
  const steered = await steeredArea(tx);
  if (!steered) return refuse('access.not-found');
  const by = maySteer(actor, steered.programs, steered.area);
  return isRefusal(by) ? by : { by, area: steered.area };
}

/** The same by whoever was authorised already: the operator at the command line, or the founding of a city. */
export async function enterHolidaysOf(
  tx: Tx,
  by: Acting,
  area: RegionCode,
  list: readonly Holiday[],
): Promise<EnteredHolidays> {
  const change = await changeOf(tx, list);
  const entered = [...change.added, ...change.reworded];
  if (entered.length === 0) return { ...change, moved: 0 };
  await saveHolidays(tx, entered);
  const days = entered.map((one) => one.day).sort();
  const moves = await moveDues(tx, by, days, [...new Set(entered.map((one) => one.name))].join(', '));
  await record(tx, by, {
    action: 'calendar.holidays-entered',
    subjectType: 'calendar',
    subjectId: tx.tenant,
    region: area,
    summary: { days, decrees: [...new Set(entered.map((one) => one.decree))], moved: moves.length },
    details: { list: entered },
  });
  return { ...change, moved: moves.length };
}

/**
 * Begins the calendar of a year with what is known of it, where the city has entered nothing yet: what was decreed, or
 * else the holidays that never move. Part of the opening of a programme.
 */
export async function beginCalendar(tx: Tx, by: Acting, area: RegionCode, year: number): Promise<void> {
  const stands = await holidaysBetween(tx, `${year}-01-01`, `${year}-12-31`);
  if (stands.length === 0) await enterHolidaysOf(tx, by, area, firstHolidays(year));
}

/** What entering a list would change, and which due days it would move. Nothing is written. */
export async function previewHolidays(
  tx: Tx,
  list: readonly Holiday[],
): Promise<CalendarChange & { readonly moves: readonly DueMove[] }> {
  const change = await changeOf(tx, list);
  const days = change.added.map((one) => one.day).sort();
  const moves = await movesOver(tx, days, 'look', (known) => new Set([...known, ...days]));
  return { ...change, moves: moves.filter(({ from, to }) => from !== to) };
}

/** Takes a day out of the calendar, with a reason that is published: offices work on it after all. */
export async function removeHoliday(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { day: string; reason: string },
): Promise<Result<{ day: IsoDate; moved: number }>> {
  return runtime.change(who, 'offices:write', async (tx, actor) => {
    const steers = await maySteerNow(tx, actor);
    if (isRefusal(steers)) return refused(steers);
    const day = readDay(input.day);
    if (isRefusal(day)) return refused(at('day', day));
    const [holiday] = await holidaysBetween(tx, day, day);
    if (!holiday) return refused(refuse('access.not-found'));
    const reason = readText(input.reason, 500);
    if (isRefusal(reason)) return refused(at('reason', reason));
    await deleteHoliday(tx, day);
    const acts = acting(actor, steers.by);
    const moves = await moveDues(tx, acts, [day], `${holiday.name}: ${reason}`);
    await record(tx, acts, {
      action: 'calendar.holiday-removed',
      subjectType: 'calendar',
      subjectId: tx.tenant,
      region: steers.area,
      summary: { day, name: holiday.name, reason, moved: moves.length },
    });
    return ok({ day, moved: moves.length });
  });
}

async function changeOf(tx: Tx, list: readonly Holiday[]): Promise<CalendarChange> {
  const days = list.map((one) => one.day).sort();
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) return { added: [], reworded: [] };
  return changeBy(list, await holidaysBetween(tx, first, last));
}

/** Reckons the due days again that a change on these days can move, and moves them. */
async function moveDues(tx: Tx, by: Acting, days: readonly IsoDate[], why: string): Promise<DueMove[]> {
  return giveDueDays(tx, by, await movesOver(tx, days, 'lock', (known) => known), why);
}

/** Gives what is owed other due days: whoever owes it reads why, and the journal says so. Answers those whose day moved. */
export async function giveDueDays(
  tx: Tx,
  by: Acting,
  moves: readonly DueMove[],
  why: string,
): Promise<DueMove[]> {
  if (moves.length === 0) return [];
  await setDueDays(
    tx,
    moves.map(({ obligation, to, escalatesOn }) => ({ id: obligation.id, dueOn: to, escalatesOn })),
  );
  await moveDueDays(
    tx,
    moves.map(({ obligation, ...move }) => ({ obligation: obligation.id, ...move })),
    why,
  );
  const moved = moves.filter(({ from, to }) => from !== to);
  const programs = programsRead(tx);
  for (const { obligation, from, to } of moved) {
    await record(tx, by, {
      action: 'obligation.moved',
      subjectType: 'obligation',
      subjectId: obligation.id,
      region: toldAt(obligation, await programs(obligation)),
      summary: { obligation: obligation.kind, due: to, dueWas: from, reason: why },
    });
  }
  return moved;
}

/** The due days that are others by the calendar that `reckoned` makes of the one that stands. */
async function movesOver(
  tx: Tx,
  days: readonly IsoDate[],
  way: 'look' | 'lock',
  reckoned: (known: ReadonlySet<IsoDate>) => ReadonlySet<IsoDate>,
): Promise<DueMove[]> {
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) return [];
  const running = await runningOver(tx, first, last, way);
  const begun = running.map((one) => one.startsOn).sort()[0];
  if (begun === undefined) return [];
  return movesOf(tx, running, reckoned(await holidays(tx, begun)));
}

/** Of what is owed those whose days come out otherwise by their rules and a calendar. */
export async function movesOf(
  tx: Tx,
  running: readonly Obligation[],
  calendar: ReadonlySet<IsoDate>,
): Promise<DueMove[]> {
  const programs = programsRead(tx);
  const moves: DueMove[] = [];
  for (const obligation of running) {
    const rule = ruleOf((await programs(obligation)).model, obligation);
    if (!rule) continue;
    const { dueOn: to, escalatesOn } = reckon(
      rule,
      obligation.startsOn,
      calendar,
      obligation.stood,
      obligation.setOn ?? undefined,
    );
    if (to !== obligation.dueOn || escalatesOn !== obligation.escalatesOn) {
      moves.push({ obligation, from: obligation.dueOn, to, escalatesOn });
    }
  }
  return moves;
}
