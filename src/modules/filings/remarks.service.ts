import type { Acting } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal } from '#kernel/refusal.ts';
import type { Activity } from '#modules/activities/index.ts';
import type { FilingKind } from '#modules/models/index.ts';
import { type Priority, prioritiesById, prioritiesOf, priorOf } from '#modules/priorities/index.ts';
import type { Program } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Filing } from './filing.ts';
import { besideStep, type PlanLine, planLines, readVerdicts, type TypedVerdict } from './line-remarks.ts';
import { lineOf, linePart } from './part.ts';
import { insertRemarks, remarksOn, saveReplies } from './remark.store.ts';
import {
  type FilingRemark,
  type NewRemark,
  readRemarks,
  readReplies,
  type TypedRemark,
  type TypedReplies,
} from './remark.ts';
import { partsNow } from './rounds.service.ts';

/** The year that a filing is about, by its period. */
function yearOf({ occasion }: Pick<Filing, 'occasion'>): number {
  return Number(occasion.slice(0, 4));
}

/** What a step says of a filing besides yes or no, as typed. */
export type Said = {
  readonly outcome: 'accept' | 'return';
  /** Of the whole. */
  readonly remark: string;
  /** Of each line beside the priorities of the city, where its model lays them beside those. */
  readonly lines: readonly TypedVerdict[];
  /** Of parts, each to be answered before it is handed in again. */
  readonly remarks: readonly TypedRemark[];
};

/** Keeps what a step says of the parts of a filing: of its lines beside the priorities of its year, and of whatever it sends back. */
export async function sayOfParts(
  tx: Tx,
  by: Acting,
  program: Program,
  of: {
    readonly rules: FilingKind;
    readonly filing: Filing;
    readonly activity: Activity | undefined;
    readonly step: string;
  },
  said: Said,
): Promise<Refusal | undefined> {
  const { rules, filing, activity, step } = of;
  const verdicts = await verdictsOnLines(tx, program, of, said);
  if (isRefusal(verdicts)) return verdicts;
  const remarks = readRemarks(
    program.model,
    rules,
    said.outcome === 'return' ? await partsNow(tx, rules, filing.content, activity) : [],
    said.remarks,
    {
      outcome: said.outcome,
      whole: said.remark,
      ofLines: verdicts.filter((one) => one.verdict === 'adjust').length,
    },
  );
  if (isRefusal(remarks)) return remarks;
  const office = typeof by.by === 'string' ? by.by : by.by.office;
  await insertRemarks(tx, { filing: filing.id, step, by: by.person, office }, [...verdicts, ...remarks]);
  return undefined;
}

async function verdictsOnLines(
  tx: Tx,
  program: Program,
  { rules, filing, step }: { readonly rules: FilingKind; readonly filing: Filing; readonly step: string },
  { lines, outcome }: Said,
): Promise<readonly NewRemark[] | Refusal> {
  const { plans } = rules;
  if (!plans || !besideStep(rules, step)) return [];
  const priorities = await prioritiesOf(tx, program.id, yearOf(filing));
  const said = readVerdicts(
    program.model,
    rules,
    planLines(rules, filing.content),
    lines,
    priorities,
    outcome,
  );
  if (isRefusal(said)) return said;
  return said.map(({ line, ...one }) => ({
    ...one,
    part: linePart(plans.lines, line.line),
    told: line.cells,
  }));
}

/** The remarks that a filing that was sent back is to answer: whatever asked for something and was not handed in with its answer. */
export async function openRemarks(
  tx: Tx,
  { id, state }: Pick<Filing, 'id' | 'state'>,
): Promise<readonly FilingRemark[]> {
  if (state !== 'returned') return [];
  return (await remarksOn(tx, id)).filter((one) => one.verdict === 'adjust' && one.repliedAt === null);
}

/** Keeps answers to the remarks on a filing, as written so far or as they are handed in. */
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
  readonly remarks: readonly FilingRemark[];
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
  const remarks = (await remarksOn(tx, filing.id)).filter(
    (one) => lineOf(one.part)?.field === rules.plans?.lines,
  );
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
