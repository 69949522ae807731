import type { Acting } from '#kernel/actor.ts';
import { type IsoDate, momentIn } from '#kernel/date.ts';
import { readDay } from '#kernel/readers/day.ts';
import { readAll, readChoice } from '#kernel/readers/fields.ts';
import { readText } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { record } from '#modules/journal/index.ts';
import {
  basisOf,
  type Change,
  compareModels,
  type Model,
  mayBeCompelled,
  readModel,
  withRule,
} from '#modules/models/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { mayHoldFrom } from './apply-version.service.ts';
import { versionsInUse } from './pin.ts';
import { publishModel } from './program.service.ts';
import {
  type AppliedVersion,
  appliedTo,
  insertPin,
  lockPins,
  modelSource,
  publishedModel,
  publishedVersions,
} from './program.store.ts';
import { mustBeOpen, type Program } from './program.ts';

/** Which rule, as it stands in a published version of the programme's model, by its path there. */
export type WantedRule = { readonly version: string; readonly rule: string };

/** The rule with its day, the id of the basis that compels it (listed under `legal` in that version) and why: as typed. */
export type CompelRule = WantedRule & {
  readonly from: string;
  readonly basis: string;
  readonly reason: string;
};

/** A version by which something of the programme may still go, and the one by which it would go with the rule. */
export type Compelled = {
  readonly before: string;
  readonly version: string;
  readonly source: string;
  readonly changes: readonly Change[];
};

/**
 * What compelling a rule comes to: for every version by which something of the programme may still go a text that differs
 * in this one rule. A version that differs in nothing else is taken itself; the others are made from the text that
 * stands, under the next free number. Refused where the rule is not one that is asked anew each time it is needed. Nothing
 * is written. Source: decision 58.
 */
export async function compelledVersions(
  tx: Tx,
  program: Program,
  wanted: WantedRule,
  basis?: string,
): Promise<readonly Compelled[] | Refusal> {
  const { name } = program.model;
  const path = wanted.rule.split('.');
  const source = await modelSource(tx, name, wanted.version);
  const target = source === undefined ? undefined : await publishedModel(tx, name, wanted.version);
  if (source === undefined || !target) {
    return at('version', refuse('model.unknown', undefined, { name, version: wanted.version }));
  }
  const { first, pins } = await appliedTo(tx, program.id);
  const taken = (await publishedVersions(tx)).filter((one) => one.name === name).map((one) => one.version);
  const found: Compelled[] = [];
  for (const before of versionsInUse(first, pins)) {
    const [text, model] = [await modelSource(tx, name, before), await publishedModel(tx, name, before)];
    if (text === undefined || !model) throw new Error(`${name} ${before} is not published`);
    const whole = compareModels(model, target);
    const made =
      before !== wanted.version && whole.every((one) => isUnder(one, path))
        ? { version: wanted.version, source, model: target }
        : madeFrom(text, source, path, basis, nextVersion(before, taken));
    if (!made) continue;
    const changes = compareModels(model, made.model);
    const [other] = changes.filter((one) => !isUnder(one, path) || !mayBeCompelled(one));
    if (other) return at('rule', refuse('model.not-compelled', undefined, { path: other.path.join('.') }));
    // What is cited alone changes nothing.
    if (changes.every((one) => one.path[0] === 'legal')) continue;
    taken.push(made.version);
    found.push({ before, version: made.version, source: made.source, changes });
  }
  return found.length > 0 ? found : at('rule', refuse('model.same', undefined, {}));
}

/** Whether a change is part of the rule, or only of what is cited for it. */
function isUnder({ path, weight }: Change, rule: readonly string[]): boolean {
  return rule.every((name, i) => path[i] === name) || (path[0] === 'legal' && weight === 'wording');
}

/** A text with the rule of another, under a version of its own; undefined where it would not read. */
function madeFrom(
  text: string,
  from: string,
  path: readonly string[],
  basis: string | undefined,
  version: string,
): { version: string; source: string; model: Model } | undefined {
  const source = withRule(text, from, path, { version, ...(basis === undefined ? {} : { basis }) });
  const read = source === undefined ? undefined : readModel(source);
  return source !== undefined && read?.ok ? { version, source, model: read.model } : undefined;
}

/** The next number of the year of a version: 2015.3 after 2015.2. */
function nextVersion(before: string, taken: readonly string[]): string {
  const [year = before] = before.split('.');
  const numbers = taken.flatMap((one) => {
    const [other, number = '0'] = one.split('.');
    return other === year ? [Number(number)] : [];
  });
  return `${year}.${Math.max(0, ...numbers) + 1}`;
}

/**
 * Lets one rule hold from a day on for what runs already, because the law compels it: everything that goes by a version of
 * the programme's model goes from then by one that differs in this rule. Published, written down and journalled with its
 * basis in one transaction; days that run by the rule are reckoned anew when the day has come. Asked by whoever may steer
 * the programme.
 */
export async function compelRule(
  tx: Tx,
  by: Acting,
  program: Program,
  input: CompelRule,
  timeZone: string,
): Promise<Result<{ from: IsoDate; rule: string; versions: readonly Compelled[] }>> {
  const read = readAll({
    version: readChoice(input.version),
    rule: readChoice(input.rule),
    from: readDay(input.from),
    basis: readChoice(input.basis),
    reason: readText(input.reason, 500),
  });
  if (isRefusal(read)) return refused(read);
  const { pins } = await lockPins(tx, program.id);
  const target = await publishedModel(tx, program.model.name, read.version);
  // What no regulation says compels nobody.
  if (target && !target.legal.some((one) => one.id === read.basis && !one.uncertain)) {
    return refused(at('basis', refuse('input.choice')));
  }
  const versions = await compelledVersions(tx, program, read, read.basis);
  if (isRefusal(versions)) return refused(versions);
  const refusal = mustBeOpen(program) ?? mayHoldFrom(program, pins, read.from, tx.today);
  if (refusal) return refused(refusal);
  const beginsAt = momentIn(timeZone, read.from, '00:00');
  if (!beginsAt) throw new Error(`${read.from} does not begin in ${timeZone}`);
  const cite = target ? basisOf(target, read.basis).cite : read.basis;
  for (const { before, version, source } of versions) {
    const published = await publishModel(tx, by, { source, region: program.region });
    if (!published.ok) return published;
    await insertPin(tx, program, {
      fromOn: read.from,
      beginsAt,
      before,
      version,
      reach: 'all',
      rule: read.rule,
      basis: cite,
      reason: read.reason,
      by: by.person,
    } satisfies AppliedVersion & { by: string });
  }
  await record(tx, by, {
    action: 'program.rule-compelled',
    subjectType: 'program',
    subjectId: program.id,
    region: program.region,
    summary: {
      program: program.slug,
      rule: read.rule,
      models: versions.map(({ before, version }) => `${program.model.name} ${before} → ${version}`),
      basis: cite,
      from: read.from,
      reason: read.reason,
    },
  });
  return ok({ from: read.from, rule: read.rule, versions });
}
