import type { Acting } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal } from '#kernel/refusal.ts';
import type { FilingKind } from '#modules/models/index.ts';
import { type Priority, prioritiesById, prioritiesOf, priorOf } from '#modules/priorities/index.ts';
import type { Program } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Filing } from './filing.ts';
import { insertLineRemarks, lineRemarksOn, saveReplies } from './line-remark.store.ts';
import {
  besideStep,
  type LineRemark,
  type PlanLine,
  planLines,
  readReplies,
  readVerdicts,
  type TypedReplies,
  type TypedVerdict,
} from './line-remarks.ts';

/** The year that a filing is about, by its period. */
function yearOf({ occasion }: Pick<Filing, 'occasion'>): number {
  return Number(occasion.slice(0, 4));
}

/** Keeps what a step says of the lines of a filing beside the priorities of its year; nothing where it lays none beside them. */
export async function sayOfLines(
  tx: Tx,
  by: Acting,
  program: Program,
  { rules, filing, step }: { readonly rules: FilingKind; readonly filing: Filing; readonly step: string },
  outcome: 'accept' | 'return',
  typed: readonly TypedVerdict[],
): Promise<Refusal | undefined> {
  if (!besideStep(rules, step)) return undefined;
  const priorities = await prioritiesOf(tx, program.id, yearOf(filing));
  const lines = planLines(rules, filing.content);
  const said = readVerdicts(program.model, rules, lines, typed, priorities, outcome);
  if (isRefusal(said)) return said;
  const office = typeof by.by === 'string' ? by.by : by.by.office;
  await insertLineRemarks(tx, { filing: filing.id, step, by: by.person, office }, said);
  return undefined;
}

/** The remarks on lines that a filing that was sent back is to answer. */
export async function openRemarks(
  tx: Tx,
  { id, state, submittedAt }: Pick<Filing, 'id' | 'state' | 'submittedAt'>,
): Promise<readonly LineRemark[]> {
  if (state !== 'returned' || submittedAt === null) return [];
  return (await lineRemarksOn(tx, id)).filter((one) => one.madeAt >= submittedAt && one.verdict === 'adjust');
}

/** Keeps answers to the remarks on the lines of a filing, as written so far or as they are handed in. */
export async function answerRemarks(
  tx: Tx,
  { model }: Program,
  rules: FilingKind,
  filing: Filing,
  typed: TypedReplies,
  handedIn: 'draft' | 'handed-in',
): Promise<Refusal | undefined> {
  const open = await openRemarks(tx, filing);
  if (open.length === 0) return undefined;
  const replies = readReplies(model, rules, open, typed, handedIn);
  if (isRefusal(replies)) return replies;
  await saveReplies(tx, replies, handedIn);
  return undefined;
}

/** A line beside the priorities that it is near to, with what was said of it, the newest last. */
export type LineBeside = PlanLine & {
  readonly near: readonly Priority[];
};

/** The lines of a filing beside the priorities of its year, and all that was said of lines so far. */
export type Beside = {
  readonly lines: readonly LineBeside[];
  readonly priorities: readonly Priority[];
  readonly remarks: readonly LineRemark[];
  /** The priorities that remarks name, also those that another list replaced. */
  readonly named: ReadonlyMap<Id, Priority>;
};

/** Lays the lines of a filing beside the priorities of its year; undefined where its kind is laid beside none. */
export async function linesBeside(
  tx: Tx,
  program: Program,
  rules: FilingKind,
  filing: Filing,
): Promise<Beside | undefined> {
  if (!rules.priorities) return undefined;
  const priorities = await prioritiesOf(tx, program.id, yearOf(filing));
  const remarks = await lineRemarksOn(tx, filing.id);
  return {
    priorities,
    lines: planLines(rules, filing.content).map((line) => ({
      ...line,
      near: priorOf(program.model, priorities, line),
    })),
    remarks,
    named: await prioritiesById(
      tx,
      remarks.flatMap((one) => one.priority ?? []),
    ),
  };
}
