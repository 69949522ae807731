import type { Acting } from '#kernel/actor.ts';
import { type IsoDate, momentIn } from '#kernel/date.ts';
import { readDay } from '#kernel/readers/day.ts';
import { readAll, readChoice } from '#kernel/readers/fields.ts';
import { readText } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { record } from '#modules/journal/index.ts';
import { compareModels, type Model, unkept } from '#modules/models/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { lastVersion, type Pin } from './pin.ts';
import { insertPin, lockPins, publishedModel } from './program.store.ts';
import { mustBeOpen, type Program, yearsOf } from './program.ts';

/** Which published version a programme goes by from a day on, and why: as typed. */
export type ApplyVersion = { readonly version: string; readonly from: string; readonly reason: string };

/**
 * From which day a version may hold: not today, so that what was sent this morning keeps its rules, after every version
 * that was applied before, and while the programme runs.
 */
export function mayHoldFrom(
  program: Pick<Program, 'fiscalYear' | 'model'>,
  pins: readonly Pick<Pin, 'fromOn'>[],
  from: IsoDate,
  today: IsoDate,
): Refusal | undefined {
  const last = pins.reduce((latest, pin) => (pin.fromOn > latest ? pin.fromOn : latest), today);
  const until = `${yearsOf(program).to}-12-31`;
  return from > last && from <= until
    ? undefined
    : at('from', refuse('model.from', undefined, { after: last, until }));
}

/**
 * Whether a running programme can go on by another version of its model: one that differs, and takes away nothing that
 * its things are kept under. Decision 50.
 */
export function mayGoOnBy(before: Model, after: Model): Refusal | undefined {
  const changes = compareModels(before, after);
  const [lost] = unkept(changes);
  if (lost) return at('version', refuse('model.kept', undefined, { path: lost.path.join('.') }));
  return changes.length === 0 ? at('version', refuse('model.same', undefined, {})) : undefined;
}

/**
 * Lets a programme go by another published version of its model from a day on: whatever is sent or opened from then.
 * What was before finishes by the rules under which it was sent or opened. Asked by whoever may steer the programme.
 */
export async function applyVersion(
  tx: Tx,
  by: Acting,
  program: Program,
  input: ApplyVersion,
  timeZone: string,
): Promise<Result<{ from: IsoDate; before: string; version: string }>> {
  const read = readAll({
    version: readChoice(input.version),
    from: readDay(input.from),
    reason: readText(input.reason, 500),
  });
  if (isRefusal(read)) return refused(read);
  const { first, pins } = await lockPins(tx, program.id);
  const before = lastVersion(first, pins);
  const { name } = program.model;
  const [old, after] = [await publishedModel(tx, name, before), await publishedModel(tx, name, read.version)];
  if (!old) throw new Error(`${name} ${before} is not published`);
  if (!after)
    return refused(at('version', refuse('model.unknown', undefined, { name, version: read.version })));
  const refusal =
    mustBeOpen(program) ?? mayHoldFrom(program, pins, read.from, tx.today) ?? mayGoOnBy(old, after);
  if (refusal) return refused(refusal);
  const beginsAt = momentIn(timeZone, read.from, '00:00');
  if (!beginsAt) throw new Error(`${read.from} does not begin in ${timeZone}`);
  const pin = { fromOn: read.from, beginsAt, before, version: read.version, reach: 'opens' } as const;
  await insertPin(tx, program, { ...pin, reason: read.reason, rule: null, basis: null, by: by.person });
  await record(tx, by, {
    action: 'program.version-applied',
    subjectType: 'program',
    subjectId: program.id,
    region: program.region,
    summary: {
      program: program.slug,
      model: `${name} ${read.version}`,
      modelWas: `${name} ${before}`,
      from: read.from,
      reason: read.reason,
    },
  });
  return ok({ from: read.from, before, version: read.version });
}
