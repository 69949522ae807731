import { type Actor, acting, type Visitor } from '#kernel/actor.ts';
import { isRefusal, refuse } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { record } from '#modules/journal/index.ts';
import { fieldsIn } from '#modules/models/index.ts';
import { type Program, programBySlug, programsOf, yearsOf } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { keepYear } from './earlier-year.store.ts';
import { readEarlierYear, type TypedYear } from './earlier-year.ts';
import { mayKeep } from './keeper.ts';

/** The first year of which the records tell: of it and later ones no figures are kept beside them. */
export async function firstRecordedYear(tx: Tx, program: Pick<Program, 'model'>): Promise<number> {
  return Math.min(...(await programsOf(tx, program.model)).map((one) => yearsOf(one).from));
}

/**
 * Keeps the figures of a year before the records of a programme, by the office of the model's `portal.earlier`; given again
 * they take the place of those kept, and the journal has both. Refuses a year of the records, sums that do not agree and
 * what cannot be read. Source: paper 004 Table 4.5.
 */
export async function keepEarlierYear(
  runtime: Runtime,
  who: Actor | Visitor,
  input: TypedYear & { readonly program: string },
): Promise<Result<{ year: number }>> {
  return runtime.change(who, 'filings:write', async (tx, actor) => {
    const program = await programBySlug(tx, input.program);
    if (!program) return refused(refuse('access.not-found'));
    const mandate = mayKeep(actor, program, 'earlier');
    if (isRefusal(mandate)) return refused(mandate);
    const typed = new Map(input.fields.map((one) => [one.field, one]));
    const fields = fieldsIn(program.model).map(
      ({ id }) => typed.get(id) ?? { field: id, amount: '', givers: '' },
    );
    const year = readEarlierYear({ ...input, fields }, await firstRecordedYear(tx, program));
    if (isRefusal(year)) return refused(year);
    await keepYear(tx, program.model.name, year, { office: mandate.office, person: actor.person });
    await record(tx, acting(actor, mandate), {
      action: 'portal.year-kept',
      subjectType: 'program',
      subjectId: program.id,
      region: program.region,
      summary: {
        year: year.year,
        givers: year.givers,
        source: year.source,
        figures: year.figures.map((one) => `${one.field} ${one.amount} ${one.givers}`),
      },
    });
    return ok({ year: year.year });
  });
}
