import type { Actor, Visitor } from '#kernel/actor.ts';
import { dayIn, type IsoDate } from '#kernel/date.ts';
import { readDay } from '#kernel/readers/day.ts';
import { readAll } from '#kernel/readers/fields.ts';
import { isRefusal, refuse } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { calledForums } from '#modules/deliberation/index.ts';
import { record } from '#modules/journal/index.ts';
import { basisOf } from '#modules/models/index.ts';
import { moveTasks } from '#modules/notices/index.ts';
import {
  groundsFields,
  type KeptWindow,
  mustBeOpen,
  type Program,
  setWindows,
  type TypedGrounds,
  windowsKept,
} from '#modules/programs/index.ts';
import { sentSpan, waitingForForum, writtenProposals } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { holdSteered } from './steered.service.ts';
import { type InWindow, mayBeWindow } from './window.ts';

/** Which window of a programme (`proposals usulan`, `forums kelurahan`) is to be from when to when: as typed. */
export type TypedWindow = TypedGrounds & {
  readonly program: string;
  readonly window: string;
  readonly from: string;
  readonly to: string;
};

/**
 * Sets when proposals of a kind are taken or forums of a kind sit, by a document of the city that is cited from then on
 * beside the model's. What was sent or called for must stay within; who has a draft or is to decide is told of the new day.
 */
export async function keepWindow(
  runtime: Runtime,
  who: Actor | Visitor,
  input: TypedWindow,
): Promise<Result<{ readonly from: IsoDate; readonly to: IsoDate }>> {
  return runtime.change(who, 'offices:write', async (tx, actor) => {
    const held = await holdSteered(tx, actor, input.program);
    if (isRefusal(held)) return refused(held);
    const { program, by } = held;
    const closed = mustBeOpen(program);
    if (closed) return refused(closed);
    const known = windowsKept(program).find((one) => `${one.of} ${one.name}` === input.window);
    const read = readAll({
      window: known ?? refuse('input.choice'),
      from: readDay(input.from),
      to: readDay(input.to),
      ...groundsFields(input),
    });
    if (isRefusal(read)) return refused(read);
    const { window, from, to, reason, basis: cite } = read;
    const zone = runtime.tenants().find((one) => one.id === tx.tenant)?.timeZone ?? 'Asia/Jakarta';
    const there = await inWindow(tx, program, window, zone);
    const basis = basisOf(program.model, window.ofModel.basis);
    const refusal = mayBeWindow(program, { from, to }, there, tx.today, basis);
    if (refusal) return refused(refusal);
    const { windows } = program;
    const set = { ...windows[window.of], [window.name]: { from, to, cite } };
    await setWindows(tx, program.id, { ...windows, [window.of]: set });
    if (to >= tx.today) await tell(tx, program, window, to, reason);
    await record(tx, by, {
      action: 'program.window-set',
      subjectType: 'program',
      subjectId: program.id,
      region: program.region,
      summary: {
        program: program.slug,
        of: window.of,
        kind: window.name,
        from,
        until: to,
        reason,
        basis: cite,
      },
    });
    return ok({ from, to });
  });
}

async function inWindow(
  tx: Tx,
  program: Program,
  { of, name }: KeptWindow,
  timeZone: string,
): Promise<InWindow> {
  if (of === 'forums') {
    const { count, first, last } = await calledForums(tx, program.id, name);
    return first === null || last === null ? {} : { called: { count, first, last } };
  }
  const { first, last } = await sentSpan(tx, program.id, name);
  return {
    drafts: (await writtenProposals(tx, program.id, name)).length,
    sent: first && last ? { first: dayIn(timeZone, first), last: dayIn(timeZone, last) } : undefined,
  };
}

/** Moves the days by which drafts are to be sent, or the forum is to decide. */
async function tell(
  tx: Tx,
  program: Program,
  { of, name }: KeptWindow,
  to: IsoDate,
  why: string,
): Promise<void> {
  if (of === 'proposals') {
    const drafts = await writtenProposals(tx, program.id, name);
    await moveTasks(tx, 'proposal.finish', drafts, to, why);
  } else {
    await moveTasks(tx, 'proposal.decide', await waitingForForum(tx, program.id, name), to, why);
  }
}
