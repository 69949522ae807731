import type { IsoDate } from '#kernel/date.ts';
import { judgeGoal, type MeasureAnswer } from '#modules/measures/index.ts';
import type { ChecklistItem } from '#modules/models/index.ts';

/** What may be stated of an item: it is so, in part, or not. */
export const HOLDS = ['yes', 'partly', 'no'] as const;
export type Holds = (typeof HOLDS)[number];

/** What a stakeholder agreed to, and what led to it: a public hearing on a day, with place and who came, and direct talks. */
export type Agreement = {
  readonly aim: string;
  readonly authority: string;
  readonly responsibilities: string;
  readonly hearingOn: IsoDate;
  readonly hearing: string;
  readonly talks: string;
};

/** What an office stated of an item, the newest; `dueOn` is until when it is to be so. */
export type Statement = {
  readonly checklist: string;
  readonly item: string;
  readonly holds: Holds;
  readonly evidence: string;
  readonly dueOn: IsoDate | null;
  /** Of an item that is the agreement of a stakeholder, once it was recorded. */
  readonly agreement: Agreement | null;
  readonly office: string;
  readonly statedAt: Date;
};

/** How an item stands; `unstated` where nobody has said yet what the records cannot prove. */
export type ItemState = Holds | 'unstated' | 'cannot-tell';

/** Judges an item: by what the records say where they prove it, else by what was stated. */
export function stateOf(
  item: Pick<ChecklistItem, 'proof'>,
  says: MeasureAnswer | undefined,
  stated: Statement | undefined,
): ItemState {
  if (item.proof === undefined) return stated?.holds ?? 'unstated';
  const { answer } = judgeGoal(item.proof, says ?? { answer: 'cannot-tell' });
  return answer === 'met' ? 'yes' : answer === 'not-met' ? 'no' : 'cannot-tell';
}
