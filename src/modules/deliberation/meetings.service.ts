import type { ForumRules } from '#modules/models/index.ts';
import { type Program, yearsOf } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { listForums } from './forum.store.ts';
import { type MeetingPeriod, meetingPeriods } from './meetings.ts';

/** How a body kept the meetings that the model asks of it. */
export type BodyMeetings = { readonly forum: ForumRules; readonly periods: readonly MeetingPeriod[] };

/** As many meetings as are looked through: four a year for decades. */
const MOST = 500;

/** The regular meetings of a programme's bodies, by the name of the body; those that need not meet are not in it. Anyone may read it. */
export async function meetingsOf(tx: Tx, program: Program): Promise<ReadonlyMap<string, BodyMeetings>> {
  const found = new Map<string, BodyMeetings>();
  for (const forum of program.model.forums) {
    if (forum.by === undefined || !forum.meets) continue;
    const sealed = await listForums(tx, { program: program.id, forum: forum.forum, state: 'sealed' }, MOST);
    const held = sealed.map(({ id, calledFor }) => ({ id, day: calledFor }));
    found.set(forum.by, { forum, periods: meetingPeriods(forum.meets, yearsOf(program), tx.today, held) });
  }
  return found;
}
