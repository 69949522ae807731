import { dayIn } from '#kernel/date.ts';
import {
  type FilingOverview,
  type FilingPart,
  type FilingRemark,
  lineOf,
  rowKindOf,
  type Told,
  type TypedRemark,
  WHOLE,
} from '#modules/filings/index.ts';
import { filingKind } from '#modules/models/index.ts';
import { m } from '#paraglide/messages.js';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { day } from '#ui/format.ts';
import { textOf } from '../../../request.ts';
import { type ToldWords, toldWords, wordPart } from '../part-words.ts';

/** What can be said of the parts of a filing, what was said of them before, and what became of it. */
export async function remarksOn(tx: Tx, found: FilingOverview, timeZone: string, locale: 'id' | 'en') {
  return {
    parts: await partsToRemark(tx, found, locale),
    since: await sinceOf(tx, found, timeZone, locale),
    remarks: remarkRows(found, timeZone, locale),
  };
}

/** The parts of which whoever checks can say something: what was written, its lines, then the records of the activity. */
async function partsToRemark(tx: Tx, found: FilingOverview, locale: 'id' | 'en') {
  const { parts, program, filing } = found;
  if (!parts) return undefined;
  const rules = filingKind(program.model, filing.kind);
  const words = await toldWords(tx, program, rules, parts, locale);
  const shown = (of: (part: string) => boolean) =>
    parts
      .filter(({ part }) => of(part))
      .map((one) => ({
        part: one.part,
        label: wordPart(rules, one, locale),
        told: words(one.part, one.told)
          .map((each) => each.value)
          .join(' · '),
      }));
  const isRow = (part: string) => rowKindOf(part) !== undefined;
  return [
    { title: m['filing.parts.content'](), parts: shown((part) => !isRow(part) && !lineOf(part)) },
    { title: m['filing.parts.lines'](), parts: shown((part) => lineOf(part) !== undefined) },
    { title: m['filing.parts.records'](), parts: shown(isRow) },
  ].filter((group) => group.parts.length > 0);
}

export type PartsToRemark = NonNullable<Awaited<ReturnType<typeof partsToRemark>>>;

/** What a form says of parts: `remarks.<part>`. */
export function remarksIn(form: FormData): readonly TypedRemark[] {
  return [...form.keys()]
    .filter((name) => name.startsWith('remarks.'))
    .map((name) => ({ part: name.slice('remarks.'.length), remark: textOf(form, name) }));
}

/** A part before and now, with what was asked of it. */
export type MendedRow = {
  readonly part: string;
  readonly before: readonly ToldWords[];
  readonly now: readonly ToldWords[];
  /** Nothing to lay side by side: the whole, or what tells nothing itself. */
  readonly bare: boolean;
  readonly changed: boolean;
  readonly remark: string;
  readonly reply: string;
};

/** A filing that came again beside how it was before; undefined where it came once, or the reader may not see all of it. */
async function sinceOf(tx: Tx, found: FilingOverview, timeZone: string, locale: 'id' | 'en') {
  const { since, program, filing } = found;
  if (!since) return undefined;
  const rules = filingKind(program.model, filing.kind);
  const before = await toldWords(tx, program, rules, since.parts.before, locale);
  const now = await toldWords(tx, program, rules, since.parts.now, locale);
  const on = (at: Date) => day(dayIn(timeZone, at), 'long', locale);
  return {
    before: on(since.before),
    now: on(since.now),
    rows: since.mended.map(({ part, remark, ...one }): MendedRow => {
      const was = one.before && before(nameOf(since.parts.before, part, one.before), one.before);
      const is = one.now && now(nameOf(since.parts.now, part, one.now), one.now);
      return {
        part: wordPart(rules, { part, told: one.before ?? one.now ?? {} }, locale),
        before: was ?? [],
        now: is ?? [],
        bare: (was ?? []).length === 0 && (is ?? []).length === 0,
        changed: one.changed,
        remark: remark?.remark ?? '',
        reply: remark?.reply ?? '',
      };
    }),
  };
}

export type SinceView = NonNullable<Awaited<ReturnType<typeof sinceOf>>>;

/** How a part is called among those of one handing in: lines and rows that were put in again have another name there. */
function nameOf(parts: readonly FilingPart[], part: string, told: Told): string {
  return parts.find((one) => one.told === told)?.part ?? part;
}

/** What was said of parts and answered, the newest first; what the reader sees side by side already is left out. */
export function remarkRows(found: FilingOverview, timeZone: string, locale: 'id' | 'en') {
  const { remarks, since, program, filing } = found;
  const rules = filingKind(program.model, filing.kind);
  const shown = new Set((since?.mended ?? []).flatMap((one) => one.remark?.id ?? []));
  const ofPlan = (part: string) => lineOf(part)?.field === rules.plans?.lines && rules.priorities;
  return remarks
    .filter((one) => one.verdict === 'adjust' && !shown.has(one.id) && !ofPlan(one.part) && !isSaid(one))
    .toReversed()
    .map((one) => ({
      part: wordPart(rules, one, locale),
      remark: one.remark,
      reply: one.reply,
      on: day(dayIn(timeZone, one.madeAt), 'short', locale),
    }));
}

/** What is said of the whole stands with the answer of the step until somebody answers it. */
function isSaid({ part, repliedAt }: FilingRemark): boolean {
  return part === WHOLE && repliedAt === null;
}
