import type { Id } from '#kernel/id.ts';
import { ok } from '#kernel/result.ts';
import { operatorOf, partiesIn } from '#modules/actors/index.ts';
import { record } from '#modules/journal/index.ts';
import { ask, isAsked } from '#modules/notices/index.ts';
import { listPrograms, yearsOf } from '#modules/programs/index.ts';
import type { Runtime } from '#platform/runtime.ts';
import { listForums } from './forum.store.ts';
import { meetingToCall } from './meetings.ts';

/** Bodies of one kind that a programme can have, and meetings that are looked through. */
const MOST = 500;

/**
 * Reminds those who call the meetings of a body that a period comes to its end without one: once for each period, on their
 * desks until a meeting is called. A reminder of a period that went by stays there, as overdue. Answers how many are new.
 */
export async function sweepMeetings(runtime: Runtime, tenant: Id): Promise<number> {
  const operator = operatorOf(tenant);
  let reminded = 0;
  await runtime.change(operator, 'offices:write', async (tx) => {
    for (const program of await listPrograms(tx)) {
      if (program.state !== 'open') continue;
      for (const forum of program.model.forums) {
        const { by, meets } = forum;
        if (by === undefined || meets?.remind === undefined) continue;
        const kind = { program: program.id, forum: forum.forum };
        const all = await listForums(tx, kind, MOST);
        for (const body of await partiesIn(tx, program, [by], MOST)) {
          const called = all.filter((one) => one.region === body.region && one.state !== 'postponed');
          const days = called.map((one) => one.calledFor);
          const due = meetingToCall(meets, yearsOf(program), tx.today, days);
          if (!due) continue;
          const task = {
            kind: 'forum.call',
            subjectId: program.id,
            region: body.region,
            occasion: due.occasion,
          } as const;
          if (await isAsked(tx, task)) continue;
          await ask(tx, {
            ...task,
            subjectType: 'program',
            title: body.name,
            called: forum.label,
            offices: forum.conveners,
            dueOn: due.lastDay,
          });
          await record(tx, operator, {
            action: 'forum.awaited',
            subjectType: 'organization',
            subjectId: body.id,
            region: body.region,
            summary: { forum: forum.forum, period: due.occasion, until: due.lastDay },
          });
          reminded += 1;
        }
      }
    }
    return ok(reminded);
  });
  return reminded;
}
