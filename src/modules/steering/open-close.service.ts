import type { Acting, Actor, Visitor } from '#kernel/actor.ts';
import { acting } from '#kernel/actor.ts';
import type { Rupiah } from '#kernel/money.ts';
import { readAll } from '#kernel/readers/fields.ts';
import { readWhole } from '#kernel/readers/number.ts';
import { at, isRefusal, refuse } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { calledForums } from '#modules/deliberation/index.ts';
import { allotPurses, waitingVouchers } from '#modules/funding/index.ts';
import { beginCalendar, owePeriods } from '#modules/obligations/index.ts';
import {
  closeProgram,
  type Grounds,
  groundsFields,
  maySteer,
  modelSource,
  type OpenMatters,
  openProgram,
  type Program,
  readGrounds,
  steeredArea,
  type TypedGrounds,
} from '#modules/programs/index.ts';
import { waitingProposals } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { holdSteered } from './steered.service.ts';

/** A programme that begins: with all its ceilings (rupiah). */
export type Begun = { readonly program: Program; readonly total: Rupiah };

/** Opens a programme on the text of a model for a year: its calendar, its ceilings and what is owed in it from the first day. */
export async function beginProgram(
  tx: Tx,
  by: Acting,
  input: { source: string; region: RegionCode; fiscalYear: number; grounds?: Grounds },
): Promise<Result<Begun>> {
  const opened = await openProgram(tx, by, input);
  if (!opened.ok) return opened;
  await beginCalendar(tx, by, input.region, input.fiscalYear);
  const total = await allotPurses(tx, by, opened.value);
  await owePeriods(tx, by, opened.value);
  return ok({ program: opened.value, total });
}

/** A published version of a model and a fiscal year, why and by which document: as typed. */
export type TypedOpening = TypedGrounds & {
  readonly name: string;
  readonly version: string;
  readonly year: string;
};

/**
 * Opens a programme of a further year, or of a further model, on a version that was published in the city. Not for a year
 * before this one, and not more than two years ahead. Asked by whoever steers one of the city's programmes: the first is
 * opened by whoever founds the city.
 */
export async function openFurther(
  runtime: Runtime,
  who: Actor | Visitor,
  input: TypedOpening,
): Promise<Result<Begun>> {
  return runtime.change(who, 'offices:write', async (tx, actor) => {
    const steered = await steeredArea(tx);
    if (!steered) return refused(refuse('access.not-found'));
    const by = maySteer(actor, steered.programs, steered.area);
    if (isRefusal(by)) return refused(by);
    const thisYear = Number(tx.today.slice(0, 4));
    const source = await modelSource(tx, input.name, input.version);
    const read = readAll({
      model: source ?? refuse('input.choice'),
      year: readWhole(input.year, thisYear, thisYear + 2),
      ...groundsFields(input),
    });
    if (isRefusal(read)) return refused(read);
    const begun = await beginProgram(tx, acting(actor, by), {
      source: read.model,
      region: steered.area,
      fiscalYear: read.year,
      grounds: { reason: read.reason, basis: read.basis },
    });
    return begun.ok || begun.refusal.refusal !== 'program.there' ? begun : refused(at('year', begun.refusal));
  });
}

/** What of a programme still waits for somebody. Counted from the records. */
export async function openMatters(tx: Tx, { id }: Pick<Program, 'id'>): Promise<OpenMatters> {
  return {
    proposals: await waitingProposals(tx, id),
    forums: (await calledForums(tx, id)).count,
    vouchers: await waitingVouchers(tx, id),
  };
}

/** Closes a programme as the operator or whoever steers it: what still waits is counted under its lock. */
export async function closeHeld(
  tx: Tx,
  by: Acting,
  program: Program,
  typed: TypedGrounds,
): Promise<Result<Program>> {
  const grounds = readGrounds(typed);
  if (isRefusal(grounds)) return refused(grounds);
  return closeProgram(tx, by, program, { ...grounds, matters: await openMatters(tx, program) });
}

/** Closes a programme whose year is over and in which nothing waits. Asked by whoever steers it. */
export async function closeSteered(
  runtime: Runtime,
  who: Actor | Visitor,
  input: TypedGrounds & { readonly program: string },
): Promise<Result<Program>> {
  return runtime.change(who, 'offices:write', async (tx, actor) => {
    const held = await holdSteered(tx, actor, input.program);
    return isRefusal(held) ? refused(held) : closeHeld(tx, held.by, held.program, input);
  });
}
