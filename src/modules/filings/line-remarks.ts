import type { Id } from '#kernel/id.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import { readRemark } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, together } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import { cellKey, linesIn } from '#modules/fields/index.ts';
import {
  basisOf,
  type FilingKind,
  type LinesField,
  type Model,
  type PlanRules,
} from '#modules/models/index.ts';
import { type Priority, priorOf } from '#modules/priorities/index.ts';
import type { FilingContent } from './filing.ts';

/** What a step says of a line beside the priorities: it is in step with them, or is to be adjusted. */
export const LINE_VERDICTS = ['in-step', 'adjust'] as const;
export type LineVerdict = (typeof LINE_VERDICTS)[number];

/** A line of a plan as it stands: its number, its cells by column, what it is about and where. */
export type PlanLine = {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
  readonly entry: string;
  readonly place: RegionCode;
};

/** What was said of a line, as typed. */
export type TypedVerdict = {
  readonly line: number;
  readonly verdict: string;
  readonly priority: string;
  readonly remark: string;
};

export type ReadVerdict = {
  readonly line: PlanLine;
  readonly verdict: LineVerdict;
  readonly priority: Id | null;
  readonly remark: string;
};

const LONGEST = 1000;

/** Whether the step that a filing waits for lays its lines beside the priorities. */
export function besideStep(
  { priorities }: Pick<FilingKind, 'priorities'>,
  step: string | undefined,
): boolean {
  return priorities !== undefined && priorities.step === step;
}

/** The lines of a plan, by what its model says that they tell. */
export function planLines(
  { fields, plans }: Pick<FilingKind, 'fields' | 'plans'>,
  content: FilingContent,
): readonly PlanLine[] {
  const field = fields.find((one): one is LinesField => one.type === 'lines' && one.key === plans?.lines);
  if (!field || !plans) return [];
  return linesIn(field, content).map((line) => {
    const cells = Object.fromEntries(
      field.columns.map(({ key }) => [key, ownEntry(content, cellKey(field.key, line, key)) ?? '']),
    );
    return { line, cells, ...aboutOf(plans, cells) };
  });
}

function aboutOf({ entry, place }: PlanRules, cells: Readonly<Record<string, string>>) {
  return { entry: ownEntry(cells, entry) ?? '', place: ownEntry(cells, place) ?? '' };
}

/**
 * Reads what a step says of each line beside the priorities: a line of which it says nothing is in step with the nearest that there is.
 * What is to be adjusted says what, and keeps the whole from being accepted. Source: model `filings[].priorities`; paper 004, §4.2.1.
 */
export function readVerdicts(
  model: Model,
  rules: FilingKind,
  lines: readonly PlanLine[],
  typed: readonly TypedVerdict[],
  priorities: readonly Priority[],
  outcome: 'accept' | 'return',
): readonly ReadVerdict[] | Refusal {
  const said = new Map(typed.map((one) => [one.line, one]));
  const wrong: Refusal[] = [];
  const read = lines.map((line): ReadVerdict => {
    const one = said.get(line.line);
    const near = priorOf(model, priorities, line);
    if (!one) return { line, verdict: 'in-step', priority: near[0]?.id ?? null, remark: '' };
    const under = (key: string, refusal: Refusal) => wrong.push(at(`lines.${line.line}.${key}`, refusal));
    const verdict = LINE_VERDICTS.find((each) => each === one.verdict);
    if (!verdict) under('verdict', refuse('input.choice'));
    const priority = one.priority === '' ? null : near.find((each) => each.id === one.priority)?.id;
    if (priority === undefined) under('priority', refuse('input.choice'));
    const remark = readRemark(one.remark, LONGEST);
    if (isRefusal(remark)) under('remark', remark);
    else if (verdict === 'adjust' && remark === '') under('remark', refuse('input.required'));
    return {
      line,
      verdict: verdict ?? 'in-step',
      priority: priority ?? null,
      remark: isRefusal(remark) ? '' : remark,
    };
  });
  const refusal = together(wrong);
  if (refusal) return refusal;
  return outcome === 'accept' && read.some((one) => one.verdict === 'adjust')
    ? refuse('filing.lines-to-adjust', basisOf(model, rules.priorities?.basis ?? rules.basis), {
        lines: read.filter((one) => one.verdict === 'adjust').map((one) => String(one.line.line)),
      })
    : read;
}
