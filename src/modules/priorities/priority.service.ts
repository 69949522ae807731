import { type Actor, acting, type Visitor } from '#kernel/actor.ts';
import { lengthOf, readLine } from '#kernel/readers/text.ts';
import { at, isRefusal, refuse, together } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { record } from '#modules/journal/index.ts';
import { mustBeOpen, programBySlug, yearsOf } from '#modules/programs/index.ts';
import { regionsWithin } from '#modules/regions/index.ts';
import type { Runtime } from '#platform/runtime.ts';
import { replacePriorities } from './priority.store.ts';
import { mayKeepPriorities } from './priority.ts';
import { PRIORITY_LIMITS, readPriorities } from './priority-file.ts';

const SOURCE = { least: 5, most: 200 } as const;

/**
 * Keeps what a city gives priority to in a year, from a list: all lines or none, each that cannot stand named. The list takes the
 * place of the one before it, which is still read beside what was laid beside it. Source: model `filings[].priorities`; paper 004, §4.2.1.
 */
export async function keepPriorities(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { readonly program: string; readonly year: string; readonly source: string; readonly text: string },
): Promise<Result<{ readonly priorities: number }>> {
  return runtime.change(who, 'offices:write', async (tx, actor) => {
    const program = await programBySlug(tx, input.program);
    if (!program) return refused(refuse('access.not-found'));
    const by = mayKeepPriorities(actor, program.model, program.region);
    if (isRefusal(by)) return refused(by);
    const closed = mustBeOpen(program);
    if (closed) return refused(closed);
    const { from, to } = yearsOf(program);
    const year = Number(input.year);
    const source = readLine(input.source, SOURCE.most);
    const wrong = [
      ...(Number.isInteger(year) && year >= from && year <= to ? [] : [at('year', refuse('input.choice'))]),
      ...(isRefusal(source)
        ? [at('source', source)]
        : lengthOf(source) < SOURCE.least
          ? [at('source', refuse('input.required'))]
          : []),
      ...(input.text.trim() === '' ? [at('text', refuse('input.required'))] : []),
      ...(input.text.length > PRIORITY_LIMITS.bytes
        ? [at('text', refuse('input.too-large', undefined, { limit: PRIORITY_LIMITS.bytes }))]
        : []),
    ];
    if (wrong.length > 0 || isRefusal(source)) return refused(together(wrong) ?? refuse('input.invalid'));
    const read = readPriorities(input.text, {
      entries: program.model.catalogue?.entries ?? [],
      districts: await regionsWithin(tx, program.region, 'district'),
      area: program.region,
    });
    if ('problems' in read) {
      const { count } = read;
      const lines = read.problems.map((one) =>
        at('text', refuse('priorities.unreadable', undefined, { ...one, count })),
      );
      return refused(together(lines) ?? refuse('input.invalid'));
    }
    const of = { program: program.id, year, source, by: actor.person };
    await replacePriorities(tx, of, read.priorities);
    await record(tx, acting(actor, by), {
      action: 'priorities.kept',
      subjectType: 'program',
      subjectId: program.id,
      region: program.region,
      summary: { program: program.slug, year, entries: read.priorities.length, source },
    });
    return ok({ priorities: read.priorities.length });
  });
}
