import { type Actor, acting, type Mandate, mandateOver, type Visitor } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import { readDay, readPastDay } from '#kernel/readers/day.ts';
import { readAll } from '#kernel/readers/fields.ts';
import { readText } from '#kernel/readers/text.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { record } from '#modules/journal/index.ts';
import { type MeasureAnswer, readMeasures } from '#modules/measures/index.ts';
import { basisOf, type Checklist, type ChecklistItem, officeLabels } from '#modules/models/index.ts';
import { type Program, programBySlug } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { insertStatement, statementsOf } from './statement.store.ts';
import { type Agreement, HOLDS, type Holds, type ItemState, type Statement, stateOf } from './statement.ts';

/** Most letters of what a statement rests on. */
export const STATEMENT_LENGTH = 1000;

/** A checklist of a programme with how each of its items stands. */
export type ChecklistNow = {
  readonly checklist: Checklist;
  readonly items: readonly ItemNow[];
};

export type ItemNow = {
  readonly item: ChecklistItem;
  readonly state: ItemState;
  /** What the records say, where they prove it. */
  readonly says: MeasureAnswer | undefined;
  readonly stated: Statement | undefined;
  /** Whether the reader may state it. */
  readonly mayState: boolean;
};

/** The checklists of a programme, in the model's order. Everybody may read them: statements are by office, not by person. */
export async function checklistsNow(
  tx: Tx,
  viewer: Actor | Visitor,
  program: Program,
): Promise<readonly ChecklistNow[]> {
  const { checklists } = program.model;
  const stated = await statementsOf(tx, program.id);
  const says = await readMeasures(
    tx,
    checklists.flatMap(({ items }) => items.flatMap(({ proof }) => proof?.measure ?? [])),
    { program, area: program.region, until: tx.today },
  );
  return checklists.map((checklist) => ({
    checklist,
    items: checklist.items.map((item) => {
      const found = stated.find((one) => one.checklist === checklist.checklist && one.item === item.item);
      const answer = item.proof && says.get(item.proof.measure);
      return {
        item,
        state: stateOf(item, answer, found),
        says: answer,
        stated: found,
        mayState: viewer.person !== undefined && !isRefusal(mayState(viewer, program, item)),
      };
    }),
  }));
}

function mayState(actor: Actor, { model, region }: Program, item: ChecklistItem): Mandate | Refusal {
  const offices = officeLabels([model], item.offices);
  return (
    mandateOver(actor, item.offices, region) ??
    refuse('access.office', basisOf(model, item.basis), { offices, place: region })
  );
}

/** What an agreement is written with; nothing of it is asked of any other item. */
export const AGREEMENT_FIELDS = [
  'aim',
  'authority',
  'responsibilities',
  'hearingOn',
  'hearing',
  'talks',
] as const;
export type TypedAgreement = Readonly<Record<(typeof AGREEMENT_FIELDS)[number], string>>;

/**
 * States whether an item of a checklist is so, with what that rests on, and until when it is to be where it is not; that a
 * stakeholder agreed, with what it agreed to and what led to it.
 */
export async function stateItem(
  runtime: Runtime,
  who: Actor | Visitor,
  input: {
    readonly program: string;
    readonly checklist: string;
    readonly item: string;
    readonly holds: string;
    readonly evidence: string;
    readonly dueOn: string;
    readonly agreement?: TypedAgreement | undefined;
  },
): Promise<Result<{ item: string }>> {
  return runtime.change(who, 'assessment:write', async (tx, actor) => {
    const program = await programBySlug(tx, input.program);
    const checklist = program?.model.checklists.find((one) => one.checklist === input.checklist);
    const item = checklist?.items.find((one) => one.item === input.item);
    // What the records prove nobody states.
    if (!program || !checklist || !item || item.proof) return refused(refuse('access.not-found'));
    const mandate = mayState(actor, program, item);
    if (isRefusal(mandate)) return refused(mandate);
    const read = readStatement(item, input, tx.today);
    if (isRefusal(read)) return refused(read);
    const statement = { checklist: checklist.checklist, item: item.item, ...read, office: mandate.office };
    await insertStatement(tx, program.id, statement, actor.person);
    await record(tx, acting(actor, mandate), {
      action: 'checklist.stated',
      subjectType: 'program',
      subjectId: program.id,
      region: program.region,
      summary: { checklist: checklist.checklist, item: item.item, holds: read.holds, reason: read.evidence },
    });
    return ok({ item: item.item });
  });
}

type Read = {
  readonly holds: Holds;
  readonly evidence: string;
  readonly dueOn: IsoDate | null;
  readonly agreement: Agreement | null;
};

/** All that is wrong is said at once. An agreement is asked for whole once a stakeholder agreed, and where some of it is written. */
function readStatement(
  item: Pick<ChecklistItem, 'agreement'>,
  input: {
    readonly holds: string;
    readonly evidence: string;
    readonly dueOn: string;
    readonly agreement?: TypedAgreement | undefined;
  },
  today: IsoDate,
): Read | Refusal {
  const statement = {
    holds: HOLDS.find((one) => one === input.holds) ?? refuse('input.choice'),
    evidence: readText(input.evidence, STATEMENT_LENGTH),
    dueOn: input.dueOn.trim() === '' ? null : readDay(input.dueOn),
  };
  const typed = (field: (typeof AGREEMENT_FIELDS)[number]) => input.agreement?.[field] ?? '';
  const written = AGREEMENT_FIELDS.some((field) => typed(field).trim() !== '');
  if (!item.agreement || !(input.holds === 'yes' || written)) {
    const read = readAll(statement);
    return isRefusal(read) ? read : { ...read, dueOn: due(read), agreement: null };
  }
  const read = readAll({
    ...statement,
    aim: readText(typed('aim'), STATEMENT_LENGTH),
    authority: readText(typed('authority'), STATEMENT_LENGTH),
    responsibilities: readText(typed('responsibilities'), STATEMENT_LENGTH),
    hearingOn: readPastDay(typed('hearingOn'), today),
    hearing: readText(typed('hearing'), STATEMENT_LENGTH),
    talks: readText(typed('talks'), STATEMENT_LENGTH),
  });
  if (isRefusal(read)) return read;
  const { holds, evidence, dueOn, ...agreement } = read;
  return { holds, evidence, dueOn: due({ holds, dueOn }), agreement };
}

/** What is so already is to be reached by no day. */
function due({ holds, dueOn }: { readonly holds: Holds; readonly dueOn: IsoDate | null }): IsoDate | null {
  return holds === 'yes' ? null : dueOn;
}
