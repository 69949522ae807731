import { type Acting, type Actor, acting, type Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { type Rupiah, sum } from '#kernel/money.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { operatorOf } from '#modules/actors/index.ts';
import { record } from '#modules/journal/index.ts';
import { ask, settle } from '#modules/notices/index.ts';
import { listPrograms, mustBeOver, type Program, programById, yearsOf } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { post } from './ledger.store.ts';
import { oweLevies } from './levy.service.ts';
import { lockRests, type PurseYear, purseYears } from './year-end.store.ts';
import { type EndingPurse, endingPurses, mayEndYear } from './year-end.ts';

/** What ending a year moved (rupiah). */
export type Ended = { readonly lapsed: Rupiah; readonly carried: Rupiah };

/**
 * Ends the year of the purses for which somebody's office may: what nobody was granted lapses or is carried over, as the
 * model says. What was granted and is not accounted for stays; what of it comes back later is ended in the same way.
 */
export async function endYear(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { program: Id },
): Promise<Result<Ended>> {
  return runtime.change(who, 'funding:write', async (tx, actor) => {
    const program = (await listPrograms(tx)).find((one) => one.id === input.program);
    if (!program) return refused(refuse('access.not-found'));
    const purses = endingPurses(program, 'office');
    const allowed = purses.map((purse) => ({ purse, by: mayEndYear(actor, program, purse, tx.today) }));
    const mine = allowed.flatMap(({ purse, by }) =>
      isRefusal(by) ? [] : [{ purse, by: acting(actor, by) }],
    );
    const [first] = allowed;
    if (mine.length === 0) return refused(isRefusal(first?.by) ? first.by : refuse('access.not-found'));
    const next = await programAfter(tx, program);
    const waits = mine.find(({ purse }) => purse.atYearEnd.does === 'carry-over' && !next);
    if (waits)
      return refused(refuse('purse.no-year-after', undefined, { year: `${yearsOf(program).to + 1}` }));
    const ended = { lapsed: 0n, carried: 0n };
    for (const { purse, by } of mine) {
      const moved = await endPurse(tx, by, program, purse, next);
      ended.lapsed += moved.lapsed;
      ended.carried += moved.carried;
    }
    await settle(tx, program.id, 'purse.end-year');
    return ok(ended);
  });
}

/** Lapses or carries over what is left in all purses of one name. */
async function endPurse(
  tx: Tx,
  by: Acting,
  program: Program,
  purse: EndingPurse,
  next: Program | undefined,
): Promise<Ended> {
  const carries = purse.atYearEnd.does === 'carry-over';
  const rests = await lockRests(tx, program.id, purse.purse, carries ? next?.id : undefined);
  const moved = carries ? rests.filter((one) => one.next !== null) : rests;
  for (const { purse: from, organization, source, held: amount, next: other } of moved) {
    const movement = { organization, proposal: null, by: by.person };
    if (!carries) {
      await post(tx, { ...movement, kind: 'lapse', program: program.id }, [{ purse: from, source, amount }]);
    } else if (other !== null && next) {
      await post(tx, { ...movement, kind: 'carry-out', program: program.id, other }, [
        { purse: from, source, amount },
      ]);
      await post(tx, { ...movement, kind: 'carry-in', program: next.id, other: from }, [
        { purse: other, source, amount },
      ]);
    }
  }
  const amount = sum(moved.map((one) => one.held));
  if (amount > 0n) {
    await record(tx, by, {
      action: carries ? 'purses.carried-over' : 'purses.lapsed',
      subjectType: 'program',
      subjectId: program.id,
      region: program.region,
      summary: { purse: purse.purse, amount, year: `${yearsOf(program).to}` },
    });
  }
  return carries ? { lapsed: 0n, carried: amount } : { lapsed: amount, carried: 0n };
}

/** The programme of the same model and area in the year after the last of this one; undefined as long as it is not opened. */
async function programAfter(tx: Tx, program: Program): Promise<Program | undefined> {
  const year = yearsOf(program).to + 1;
  return (await listPrograms(tx)).find(
    (one) =>
      one.model.name === program.model.name && one.region === program.region && one.fiscalYear === year,
  );
}

/** Puts on the desks that a year is to be ended, from the first day after it. Part of the opening of a programme. */
export async function askForYearEnd(tx: Tx, program: Program): Promise<void> {
  const offices = endingPurses(program, 'office').flatMap((purse) => purse.atYearEnd.by ?? []);
  if (offices.length === 0) return;
  await ask(tx, {
    kind: 'purse.end-year',
    subjectType: 'program',
    subjectId: program.id,
    title: `${program.model.short} ${program.fiscalYear}`,
    offices: [...new Set(offices)],
    region: program.region,
    fromOn: `${yearsOf(program).to + 1}-01-01`,
  });
}

/** What a sweep of the purses came to: levies that are owed newly, and what lapsed or was carried over by itself. */
export type PurseSweep = Ended & { readonly levies: number };

/**
 * Keeps the purses of one city: what those who joined since owe, and the year's end of purses for which no office has to
 * say so. A rest that is carried over waits until the programme of the year after is opened.
 */
export async function sweepPurses(runtime: Runtime, tenant: Id): Promise<PurseSweep> {
  const operator = operatorOf(tenant);
  const swept = { levies: 0, lapsed: 0n, carried: 0n };
  await runtime.change(operator, 'offices:write', async (tx) => {
    for (const program of await listPrograms(tx)) {
      if (program.state === 'open') swept.levies += await oweLevies(tx, operator, program);
      if (mustBeOver(program, tx.today)) continue;
      const next = await programAfter(tx, program);
      for (const purse of endingPurses(program, 'itself')) {
        const moved = await endPurse(tx, operator, program, purse, next);
        swept.lapsed += moved.lapsed;
        swept.carried += moved.carried;
      }
    }
    return ok(swept);
  });
  return swept;
}

/** What became of a programme's money, with what keeps its reader from ending the year. */
export type YearEndOverview = {
  readonly program: Program;
  readonly purses: readonly (PurseYear & { readonly does: 'lapse' | 'carry-over' | undefined })[];
  /** Whether the reader may end the year now; undefined for those who hold no office for it. */
  readonly end: Refusal | 'may' | undefined;
};

/** Reads what became of a programme's money by purse, once its years are over and where its model says what is to. Everybody may. */
export async function yearEndOverview(
  tx: Tx,
  viewer: Actor | Visitor,
  id: Id,
): Promise<YearEndOverview | undefined> {
  const program = await programById(tx, id);
  if (!program.model.purses.some((one) => one.atYearEnd) || mustBeOver(program, tx.today)) return undefined;
  const rules = program.model.purses;
  const answers = endingPurses(program, 'office').flatMap((purse) => {
    if (viewer.person === undefined) return [];
    const may = mayEndYear(viewer, program, purse, tx.today);
    return isRefusal(may) && may.refusal === 'access.office' ? [] : [may];
  });
  const [refusal] = answers.filter((one) => isRefusal(one));
  return {
    program,
    purses: (await purseYears(tx, id)).map((one) => ({
      ...one,
      does: rules.find((rule) => rule.purse === one.purse)?.atYearEnd?.does,
    })),
    end: answers.some((one) => !isRefusal(one)) ? 'may' : refusal,
  };
}
