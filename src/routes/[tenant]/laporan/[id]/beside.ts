import { dayIn } from '#kernel/date.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import {
  besideStep,
  type FilingOverview,
  type FilingRemark,
  lineOf,
  linesBeside,
  stepsOf,
  type TypedVerdict,
} from '#modules/filings/index.ts';
import { filingKind } from '#modules/models/index.ts';
import { m } from '#paraglide/messages.js';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { day } from '#ui/format.ts';
import { textOf } from '../../../request.ts';
import type { WrittenTable } from './written.ts';

const VERDICTS = { 'in-step': m['beside.in-step'], adjust: m['beside.adjust'] } as const;

/**
 * The lines of a filing beside the priorities of the city, with what was said of each; undefined where its kind is laid beside none. `table`
 * has the words of the lines.
 */
export async function besideOf(
  tx: Tx,
  { filing, program }: Pick<FilingOverview, 'filing' | 'program'>,
  table: WrittenTable | undefined,
  timeZone: string,
  locale: 'id' | 'en',
) {
  const rules = filingKind(program.model, filing.kind);
  const found = table && (await linesBeside(tx, program, rules, filing));
  if (!found) return undefined;
  const step = stepsOf(program.model, filing)[filing.step]?.step;
  const said = (remark: FilingRemark) => ({
    id: remark.id,
    line: lineOf(remark.part)?.line ?? 0,
    verdict: m['beside.said'](
      { verdict: VERDICTS[remark.verdict](), day: day(dayIn(timeZone, remark.madeAt), 'short', locale) },
      { locale },
    ),
    adjust: remark.verdict === 'adjust',
    priority: remark.priority === null ? undefined : found.named.get(remark.priority)?.title,
    remark: remark.remark,
    reply: remark.repliedAt === null ? '' : remark.reply,
  });
  const newest = found.remarks.at(-1)?.madeAt.getTime();
  return {
    /** Whether the step that it waits for says something of each line. */
    asks: filing.state === 'submitted' && besideStep(rules, step),
    field: table.key,
    kept: found.priorities.length > 0,
    slug: program.slug,
    year: filing.occasion.slice(0, 4),
    lines: found.lines.map((line) => ({
      line: line.line,
      cells: table.columns.map(({ key, title }) => ({
        title,
        value: ownEntry(table.rows.find((row) => row.line === line.line)?.cells ?? {}, key) ?? '',
      })),
      near: line.near.map((one) => ({ value: one.id, label: one.title })),
    })),
    // What was last said of lines, and before that whatever was to be adjusted, with its answers.
    remarks: found.remarks
      .filter((one) => one.verdict === 'adjust' || one.madeAt.getTime() === newest)
      .map(said),
  };
}

export type Beside = NonNullable<Awaited<ReturnType<typeof besideOf>>>;

/** What a form says of each line: `lines.<line>.<verdict, priority or remark>`. */
export function verdictsIn(form: FormData): readonly TypedVerdict[] {
  const lines = [...form.keys()].flatMap((name) => {
    const [, line] = /^lines\.([1-9]\d{0,3})\.verdict$/.exec(name) ?? [];
    return line === undefined ? [] : [Number(line)];
  });
  return lines.map((line) => ({
    line,
    verdict: textOf(form, `lines.${line}.verdict`),
    priority: textOf(form, `lines.${line}.priority`),
    remark: textOf(form, `lines.${line}.remark`),
  }));
}
