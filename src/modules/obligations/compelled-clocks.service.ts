import type { Acting } from '#kernel/actor.ts';
import { holidays } from '#modules/calendar/index.ts';
import { isOfClock } from '#modules/models/index.ts';
import { type Program, pinsOf } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { giveDueDays, movesOf } from './calendar.service.ts';
import { runningBy } from './obligation.store.ts';

/**
 * Reckons anew what runs by a clock that the law changed for a programme, once the day has come from which it holds. What
 * was reckoned already does not move again. Answers how many due days moved. Source: decision 58.
 */
export async function moveCompelled(tx: Tx, by: Acting, program: Program): Promise<number> {
  const begun = (await pinsOf(tx, program.id)).filter((pin) => pin.reach === 'all' && pin.fromOn <= tx.today);
  let moved = 0;
  for (const rule of new Set(begun.map((pin) => pin.rule ?? ''))) {
    const path = rule.split('.');
    if (!isOfClock(path)) continue;
    const running = await runningBy(tx, program.id, path);
    const [since] = running.map((one) => one.startsOn).sort();
    if (since === undefined) continue;
    const moves = await movesOf(tx, running, await holidays(tx, since));
    const why = begun.find((pin) => pin.rule === rule);
    moved += (await giveDueDays(tx, by, moves, [why?.basis, why?.reason].filter(Boolean).join(': '))).length;
  }
  return moved;
}
