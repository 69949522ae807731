import type { Acting } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { ok } from '#kernel/result.ts';
import { leftOf, operatorOf, organizationById, partiesIn } from '#modules/actors/index.ts';
import { holidays } from '#modules/calendar/index.ts';
import { record } from '#modules/journal/index.ts';
import { filersOf } from '#modules/models/index.ts';
import { settleOwed } from '#modules/notices/index.ts';
import { listPrograms, type Program, yearsOf } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { moveCompelled } from './compelled-clocks.service.ts';
import { dueDay } from './due.ts';
import { type OwedTask, oweFilings } from './obligation.service.ts';
import { lapseThese, openBy, setEscalated, toEscalate } from './obligation.store.ts';
import { ruleOf, toldAt } from './obligation.ts';
import { beginOf, periodsOf } from './period.ts';
import { programsRead } from './programs-read.service.ts';

/** Institutions of one kind that a programme can have. */
const MOST_FILERS = 20_000;

/**
 * Lets every party owe its periodic filings of a programme whose due day is still to come: as it opens, and for
 * institutions that are founded later. What is owed already is left as it is. Answers how many are new. Source: model
 * `filings[].due`, `filings[].by`.
 */
export async function owePeriods(tx: Tx, by: Acting, program: Program): Promise<number> {
  const calendar = await holidays(tx, `${program.fiscalYear}-01-01`);
  const owed: OwedTask[] = [];
  for (const filing of program.model.filings) {
    const periods = periodsOf(filing.due, yearsOf(program)).filter(
      (period) => dueDay(filing.due, period.startsOn, calendar) >= tx.today,
    );
    if (periods.length === 0) continue;
    const filers = filersOf(program.model, filing);
    const parties = await partiesIn(
      tx,
      program,
      filers.map((one) => one.kind),
      MOST_FILERS,
    );
    for (const party of parties) {
      const offices = filers.find((one) => one.kind === party.kind)?.offices ?? [];
      for (const { occasion, year, startsOn, opensOn } of periods) {
        owed.push({
          filing,
          kind: filing.kind,
          along: null,
          occasion,
          program: program.id,
          fiscalYear: year,
          organization: party.id,
          offices,
          region: party.region,
          subjectType: filing.about === 'party' ? 'organization' : 'program',
          subjectId: filing.about === 'party' ? party.id : program.id,
          startsOn,
          opensOn,
          title: party.name,
        });
      }
    }
  }
  const filings = await oweFilings(tx, owed, program);
  if (filings > 0) {
    await record(tx, by, {
      action: 'filings.owed',
      subjectType: 'program',
      subjectId: program.id,
      region: program.region,
      summary: { filings },
    });
  }
  return filings;
}

/** Institutions that have left the programmes of a model, looked at in one sweep. */
const MOST_LEFT = 5000;

/**
 * What an institution that has left would owe for a period lapses when the period begins: it had left before. What it
 * owes for the time in which it took part stays. Answers how much lapsed. Source: decision 54.
 */
export async function endPeriodsOfLeft(tx: Tx, by: Acting, program: Program): Promise<number> {
  let lapsed = 0;
  for (const { organization, lastDay } of await leftOf(tx, program.model, MOST_LEFT)) {
    const owed = (await openBy(tx, organization)).filter((one) => {
      const begins = one.program === program.id ? beginOf(one.occasion) : undefined;
      return begins !== undefined && begins > lastDay && begins <= tx.today;
    });
    const institution = owed.length > 0 && (await organizationById(tx, organization));
    if (!institution) continue;
    await lapseThese(
      tx,
      owed.map((one) => one.id),
    );
    for (const one of owed) await settleOwed(tx, one.id);
    await record(tx, by, {
      action: 'organization.duties-ended',
      subjectType: 'organization',
      subjectId: institution.id,
      region: institution.region,
      summary: { program: program.slug, duties: owed.length },
    });
    lapsed += owed.length;
  }
  return lapsed;
}

/** What a sweep of the clocks came to: filings that are owed newly, and what was recorded as lying before offices above. */
export type ClockCounts = { readonly owed: number; readonly escalated: number };

/** How much is escalated in one transaction. */
const AT_ONCE = 500;

/**
 * Keeps the clocks of one city: what institutions that were founded since owe, and a record of everything that is so long
 * overdue that it lies before the offices above. It lies there from its day, whether this runs or not.
 */
export async function sweepClocks(runtime: Runtime, tenant: Id): Promise<ClockCounts> {
  const operator = operatorOf(tenant);
  let owed = 0;
  let escalated = 0;
  await runtime.change(operator, 'offices:write', async (tx) => {
    for (const program of await listPrograms(tx)) {
      if (program.state === 'open') owed += await owePeriods(tx, operator, program);
      await endPeriodsOfLeft(tx, operator, program);
      await moveCompelled(tx, operator, program);
    }
    return ok(owed);
  });
  for (let found = AT_ONCE; found === AT_ONCE; ) {
    await runtime.change(operator, 'offices:write', async (tx) => {
      found = await escalateOverdue(tx, operator);
      return ok(found);
    });
    escalated += found;
  }
  return { owed, escalated };
}

async function escalateOverdue(tx: Tx, by: Acting): Promise<number> {
  const list = await toEscalate(tx, AT_ONCE);
  if (list.length === 0) return 0;
  await setEscalated(
    tx,
    list.map((one) => one.id),
  );
  const programs = programsRead(tx);
  for (const one of list) {
    const program = await programs(one);
    await record(tx, by, {
      action: 'obligation.escalated',
      subjectType: 'obligation',
      subjectId: one.id,
      region: toldAt(one, program),
      summary: {
        obligation: one.kind,
        due: one.dueOn,
        offices: [...(ruleOf(program.model, one)?.escalate?.to ?? [])],
      },
    });
  }
  return list.length;
}

const HOUR = 3_600_000;

/**
 * Keeps the clocks of all cities while a server runs, at its start and every `pause` milliseconds, and `also` what other
 * modules keep by the day. The returned function ends it and waits for what is under way. What fails is logged and tried
 * again the next time.
 */
export function keepClocks(
  runtime: Runtime,
  also: readonly ((runtime: Runtime, tenant: Id) => Promise<unknown>)[] = [],
  pause = HOUR,
): () => Promise<void> {
  async function turn(): Promise<void> {
    for (const tenant of runtime.tenants()) {
      try {
        for (const sweep of [sweepClocks, ...also]) await sweep(runtime, tenant.id);
      } catch (error) {
        const said = error instanceof Error ? error.message : String(error);
        runtime.log.error({ tenant: tenant.slug, error: said }, 'keeping the clocks failed');
      }
    }
  }
  let running = turn();
  const timer = setInterval(() => {
    running = running.then(turn);
  }, pause);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
